"""``dragoman read``: articles in, records out."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dragoman.errors import UsageError


class Format(StrEnum):
    """What is printed."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"


def read(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH ...|-]",
            show_default=False,
            help="Texts, HTML pages, tables (JSONL, CSV, Parquet), folders of them, also gzipped; - is standard input.",
        ),
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day of publication (2023-03-29) where none is given.")
    ] = None,
    format_: Annotated[
        Format, typer.Option("--format", "-f", help="For a person, for a program, one record a line, or a page.")
    ] = Format.TEXT,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file.")] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Read with so many processes.")] = 1,
    verbatim: Annotated[
        bool, typer.Option("--verbatim", help="Keep the given text unchanged, so that offsets are yours.")
    ] = False,
    why: Annotated[bool, typer.Option("--why", help="With --format text: show what led to each item.")] = False,
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD=NAME", help="The column of a table that holds a field (text=body); repeatable."),
    ] = None,
    form: Annotated[
        str | None, typer.Option(metavar="FORM", help="What the input is, where the guess is wrong: html, jsonl, ...")
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help="The input's encoding, where the guess is wrong.")
    ] = None,
    any_language: Annotated[
        bool, typer.Option("--any-language", help="Keep articles that are not English: text and date, nothing read.")
    ] = False,
    knowledge: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A folder with your own words and actors (docs/extending.md).")
    ] = None,
    pipeline: Annotated[
        str | None, typer.Option(metavar="NAME", help="Another installed spaCy pipeline than the one shipped.")
    ] = None,
) -> int:
    """Read articles and print what they say: who did what to whom, when, where, and according to whom.

    Exit code: 0, or 1 when an article of a batch failed, or 2 when the call is wrong or the only article fails.
    """
    # here and not above: help and the version must not wait for the parser to load
    from dragoman.interfaces.cli.batch import run
    from dragoman.interfaces.cli.output import opened, writer_for
    from dragoman.reading.language.parser import DEFAULT_PIPELINE
    from dragoman.scale import Settings
    from dragoman.sources import SourceOptions, documents

    if not paths and sys.stdin.isatty():
        raise UsageError("nothing to read; name a file or a folder, or pipe an article in")
    options = SourceOptions(columns=_columns(column or []), published=published, form=form, encoding=encoding)
    settings = Settings(
        pipeline=pipeline or DEFAULT_PIPELINE,
        knowledge=str(knowledge) if knowledge else None,
        verbatim=verbatim,
        any_language=any_language,
    )
    names = paths or ["-"]
    with opened(output) as stream:
        writer = writer_for(format_, stream, why=why)
        return run(documents(names, options), settings, writer, jobs=jobs, names=names)


def _columns(pairs: list[str]) -> dict[str, str]:
    columns = {}
    for pair in pairs:
        field, sign, name = pair.partition("=")
        if not sign or not field or not name:
            raise UsageError(f"--column {pair} is not FIELD=NAME; write for example --column text=body")
        columns[field] = name
    return columns
