"""A batch: every article that can be read is written, every other one is named on standard error."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.errors import DragomanError
from dragoman.interfaces.cli.output import Writer
from dragoman.interfaces.cli.progress import Progress
from dragoman.scale import Settings, read_all
from dragoman.sources import Document, Failure


def run(
    documents: Iterable[Document | Failure], settings: Settings, writer: Writer, *, jobs: int, names: list[str]
) -> int:
    """Read and write a batch and return the exit code: 0, or 1 when an article failed.

    Raises:
        DragomanError: there was one article and it failed.
    """
    given = failed = 0
    first_failure, first_record = "", None
    with Progress(names, hide_for_output=writer.on_terminal) as progress:
        for outcome in read_all(documents, settings, jobs=jobs):
            given += 1
            if given == 2 and first_failure:
                progress.say(first_failure)
                if first_record is not None:
                    writer.add(first_record)
            if outcome.reason is not None:
                failed += 1
                message = f"{outcome.place}: {outcome.reason}"
                # the first waits: when no second article comes, it is the whole call that failed
                if given == 1:
                    first_failure, first_record = message, outcome.record
                else:
                    progress.say(message)
            if outcome.record is not None and not (given == 1 and first_failure):
                with progress.aside():
                    writer.add(outcome.record)
            progress.step(failed=outcome.reason is not None)
    if given == failed == 1:
        raise DragomanError(first_failure)
    writer.finish(several=given > 1)
    return 1 if failed else 0
