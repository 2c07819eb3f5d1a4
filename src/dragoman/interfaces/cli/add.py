"""``dragoman add``: articles into a library."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.errors import DragomanError, UsageError
from dragoman.interfaces.cli import options
from dragoman.interfaces.cli.grouping import grouped

if TYPE_CHECKING:
    from dragoman.scale import Settings
    from dragoman.sources import Document, Failure

KEPT = ", but its text is kept"
"""Said of an article in another language."""


@grouped
def add(
    paths: options.Articles = None,
    library: options.Library = None,
    jobs: options.Jobs = 1,
    *,
    sources: options.Sources,
    reading: options.Reading,
    learn: options.Learn = True,
    on: Annotated[
        str | None,
        typer.Option(metavar="CLUSTER", help="Read on a Ray cluster, into --shards: local-cluster, auto or ray://..."),
    ] = None,
    shards: Annotated[
        str | None,
        typer.Option(metavar="PATH", help="With --on: where the shards of records go, a folder or an fsspec path."),
    ] = None,
) -> int:
    """Read articles into a library; what it has already is not read again.

    Stopped at any moment and called again, it goes on where it was. With --on the articles are read on a cluster, as
    many Readers as --jobs, into shards of records that 'dragoman load' then loads. Exit code: 0, or 1 when an article
    failed.
    """
    from dragoman.intake import add as take_in
    from dragoman.interfaces.cli.progress import Progress
    from dragoman.library import Library
    from dragoman.sources import documents

    if not paths and sys.stdin.isatty():
        raise UsageError("nothing to add; name a file or a folder, or pipe an article in")
    said, how = sources.options(), reading.settings()
    names = paths or ["-"]
    if on is not None:
        if shards is None:
            raise UsageError("say with --shards where the records go; 'dragoman load' puts them into a library")
        how = options.with_registry(how, library, create=True) if learn and library is not None else how
        return _on_cluster(on, shards, documents(names, said), how, jobs)
    read = known = failed = unread = 0
    with Library(library, create=True) as shelf, Progress(names, hide_for_output=False) as progress:
        try:
            for outcome in take_in(shelf, documents(names, said), how, jobs=jobs, sources=names, learn=learn):
                if outcome.reason is not None:
                    failed += 1
                    unread += outcome.record is not None
                    progress.say(f"{outcome.place}: {outcome.reason}{KEPT if outcome.record is not None else ''}")
                elif outcome.record is None:
                    known += 1
                else:
                    read += 1
                progress.step(failed=outcome.reason is not None)
        except DragomanError as error:
            if not read:
                raise
            progress.say(str(error))
            failed += 1
        where = str(shelf.engine.url.render_as_string(hide_password=True)).removeprefix("sqlite:///")
    kept = f" ({unread} kept without a reading)" if unread else ""
    print(f"{read} read, {known} known already, {failed} failed{kept}; the library is {where}", file=sys.stderr)
    return 1 if failed else 0


def _on_cluster(on: str, path: str, found: Iterable[Document | Failure], how: Settings, jobs: int) -> int:
    from dragoman.interfaces.cli.progress import Progress
    from dragoman.scale.cluster import read_on, read_with
    from dragoman.scale.shards import Shards

    done = known = failed = 0
    with Progress([], hide_for_output=False) as progress:
        for shard in read_on(on, found, how, Shards(path), read_with(how), actors=jobs):
            done += 0 if shard.known else shard.documents
            known += shard.documents if shard.known else 0
            failed += shard.failed
            progress.step(failed=bool(shard.failed))
    print(f"{done - failed} read, {known} known already, {failed} failed; next: dragoman load {path}", file=sys.stderr)
    return 1 if failed else 0
