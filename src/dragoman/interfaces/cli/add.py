"""``dragoman add``: articles into a library."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dragoman.errors import DragomanError, UsageError
from dragoman.interfaces.cli import options


def add(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH ...|-]",
            show_default=False,
            help="Texts, HTML pages, tables (JSONL, CSV, Parquet), folders of them, also gzipped; - is standard input.",
        ),
    ] = None,
    library: options.Library = None,
    published: options.Published = None,
    jobs: options.Jobs = 1,
    verbatim: options.Verbatim = False,
    column: options.Column = None,
    form: options.Form = None,
    encoding: options.Encoding = None,
    any_language: options.AnyLanguage = False,
    confidence: options.Confidence = 0.0,
    knowledge: options.OwnKnowledge = None,
    pipeline: options.Pipeline = None,
) -> int:
    """Read articles into a library; what it has already is not read again.

    Stopped at any moment and called again, it goes on where it was. Exit code: 0, or 1 when an article failed.
    """
    from dragoman.intake import add as take_in
    from dragoman.interfaces.cli.progress import Progress
    from dragoman.library import Library
    from dragoman.sources import documents

    if not paths and sys.stdin.isatty():
        raise UsageError("nothing to add; name a file or a folder, or pipe an article in")
    said = options.source_options(column, published, form, encoding)
    how = options.settings(pipeline, knowledge, verbatim=verbatim, any_language=any_language, confidence=confidence)
    names = paths or ["-"]
    read = known = failed = 0
    with Library(library, create=True) as shelf, Progress(names, hide_for_output=False) as progress:
        try:
            for outcome in take_in(shelf, documents(names, said), how, jobs=jobs, sources=names):
                if outcome.reason is not None:
                    failed += 1
                    progress.say(f"{outcome.place}: {outcome.reason}")
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
    print(f"{read} read, {known} known already, {failed} failed; the library is {where}", file=sys.stderr)
    return 1 if failed else 0
