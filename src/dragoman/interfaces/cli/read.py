"""``dragoman read``: articles in, records out."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from dragoman.errors import UsageError
from dragoman.interfaces.cli import options
from dragoman.interfaces.cli.grouping import grouped


class Format(StrEnum):
    """What is printed."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"


@grouped
def read(
    paths: options.Articles = None,
    format_: Annotated[
        Format, typer.Option("--format", "-f", help="For a person, for a program, one record a line, or a page.")
    ] = Format.TEXT,
    output: options.Output = None,
    jobs: options.Jobs = 1,
    why: Annotated[bool, typer.Option("--why", help="With --format text: show what led to each item.")] = False,
    *,
    sources: options.Sources,
    reading: options.Reading,
    library: Annotated[
        str | None,
        typer.Option(metavar="PATH|URL", help="Read with the persons and offices that this library knows."),
    ] = None,
    run_: Annotated[
        int | None, typer.Option("--run", metavar="RUN", help="With --library: those that it knew in this run.")
    ] = None,
) -> int:
    """Read articles and print what they say: who did what to whom, when, where, and according to whom.

    Exit code: 0, or 1 when an article of a batch failed, or 2 when the call is wrong or the only article fails.
    """
    # here and not above: help and the version must not wait for the parser to load
    from dragoman.interfaces.cli.batch import run
    from dragoman.interfaces.cli.output import opened, writer_for
    from dragoman.sources import documents

    if not paths and sys.stdin.isatty():
        raise UsageError("nothing to read; name a file or a folder, or pipe an article in")
    said, how = sources.options(), reading.settings()
    if library is not None:
        how = options.with_registry(how, library, run_)
    elif run_ is not None:
        raise UsageError("say with --library whose run it is")
    names = paths or ["-"]
    with opened(output) as stream:
        writer = writer_for(format_, stream, why=why)
        return run(documents(names, said), how, writer, jobs=jobs, names=names)
