"""Options that several commands share, worded once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.scale import Settings
    from dragoman.sources import SourceOptions

Articles = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH|URL|-",
        show_default=False,
        help="Texts, HTML pages, tables (JSONL, CSV, Parquet), web archives, feeds, folders of them, also gzipped; "
        "addresses, which are fetched; - is standard input.",
    ),
]
Library = Annotated[
    str | None,
    typer.Option(
        metavar="PATH|URL",
        envvar="DRAGOMAN_LIBRARY",
        help="A SQLite file or a postgresql:// URL; library.db in your data folder when not given.",
    ),
]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="The day of publication (2023-03-29) where none is given.")
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Read with so many processes.")]
Verbatim = Annotated[bool, typer.Option("--verbatim", help="Keep the given text unchanged, so that offsets are yours.")]
Column = Annotated[
    list[str] | None,
    typer.Option(metavar="FIELD=NAME", help="The column of a table that holds a field (text=body); repeatable."),
]
Form = Annotated[
    str | None, typer.Option(metavar="FORM", help="What the input is, where the guess is wrong: html, jsonl, ...")
]
Encoding = Annotated[str | None, typer.Option(metavar="NAME", help="The input's encoding, where the guess is wrong.")]
AnyLanguage = Annotated[
    bool, typer.Option("--any-language", help="Keep articles that are not English: text and date, nothing read.")
]
OwnKnowledge = Annotated[
    Path | None, typer.Option(metavar="DIR", help="A folder with your own words and actors (docs/extending.md).")
]
Pipeline = Annotated[
    str | None, typer.Option(metavar="NAME", help="Another installed spaCy pipeline than the one shipped.")
]
Confidence = Annotated[
    float, typer.Option(metavar="P", min=0.0, max=1.0, help="Leave out events less sure than this, from 0 to 1.")
]
Extractor = Annotated[
    str, typer.Option(metavar="NAME", help="The event stage: lexicon, llm, or another plugin (docs/extending.md).")
]
Learn = Annotated[
    bool,
    typer.Option("--learn/--no-learn", help="Read with the persons and offices that the library knows when it begins."),
]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file.")]


class TableFormat(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    SPREADSHEET = "spreadsheet"
    PARQUET = "parquet"


@dataclass(frozen=True)
class Sources:
    """What is said of the sources."""

    published: Published = None
    column: Column = None
    form: Form = None
    encoding: Encoding = None

    def options(self) -> SourceOptions:
        """Return it as sources take it; raises UsageError when it makes no sense."""
        from dragoman.sources import SourceOptions

        columns = _columns(self.column or [])
        return SourceOptions(columns=columns, published=self.published, form=self.form, encoding=self.encoding)


@dataclass(frozen=True)
class Reading:
    """How to read."""

    verbatim: Verbatim = False
    any_language: AnyLanguage = False
    confidence: Confidence = 0.0
    extractor: Extractor = "lexicon"
    knowledge: OwnKnowledge = None
    pipeline: Pipeline = None

    def settings(self) -> Settings:
        """Return it as a reader takes it."""
        from dragoman.reading.defaults import DEFAULT_PIPELINE
        from dragoman.scale import Settings

        return Settings(
            pipeline=self.pipeline or DEFAULT_PIPELINE,
            knowledge=str(self.knowledge) if self.knowledge else None,
            verbatim=self.verbatim,
            any_language=self.any_language,
            confidence=self.confidence,
            extractor=self.extractor,
        )


def with_registry(how: Settings, library: str, run: int | None = None, *, create: bool = False) -> Settings:
    """Return settings to read with what a library knows now, which it then keeps, or with what a run read with."""
    import msgspec

    from dragoman.library import Library

    with Library(library, create=create) as shelf:
        known = shelf.learn() if create else shelf.registry(run)
    return msgspec.structs.replace(how, registry=known)


def _columns(pairs: list[str]) -> dict[str, str]:
    columns = {}
    for pair in pairs:
        field, sign, name = pair.partition("=")
        if not sign or not field or not name:
            raise UsageError(f"--column {pair} is not FIELD=NAME; write for example --column text=body")
        columns[field] = name
    return columns
