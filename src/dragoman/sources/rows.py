"""One row of a table to one document."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from dragoman.errors import SourceError, UsageError
from dragoman.sources.dates import parse_published
from dragoman.sources.document import Document, Failure
from dragoman.sources.encoding import clean_surrogates
from dragoman.sources.options import FIELDS, SourceOptions


def document_of_row(row: Mapping[str, object], place: str, options: SourceOptions) -> Document | Failure:
    """Return the document of one row, or the failure that tells why there is none."""
    try:
        text, html = _string(row, "text", options), _string(row, "html", options)
        content = text or html
        if content is None:
            return Failure(place, f"no text; {_columns_hint(row)}")
        published = _string(row, "published", options)
        return Document(
            content=content,
            format="text" if text else "html",
            key=_string(row, "id", options),
            title=_string(row, "title", options),
            published=parse_published(published) if published else options.published,
            url=_string(row, "url", options),
            publisher=_string(row, "publisher", options),
            authors=_authors(_cell(row, "authors", options)),
            place=place,
        )
    except (UsageError, SourceError) as error:
        return Failure(place, str(error))


def check_columns(names: Collection[str], options: SourceOptions) -> None:
    """Check the columns of a table.

    Raises:
        SourceError: a column the caller asked for is not there, or none holds text.
    """
    for field, column in options.columns.items():
        if column not in names:
            raise SourceError(f"no column '{column}' for {field}; the columns are {_listed(names)}")
    if not any(_column(names, field, options) for field in ("text", "html")):
        raise SourceError(f"no column 'text' or 'html'; say which of {_listed(names)} holds the text")


def wanted_columns(options: SourceOptions) -> frozenset[str]:
    """Return the names of all columns a document can be made of, so that a wide table is read narrowly."""
    return frozenset({name for names in FIELDS.values() for name in names} | set(options.columns.values()))


def _columns_hint(row: Mapping[str, object]) -> str:
    names = [name for name in row if isinstance(name, str)]
    return f"the row has {_listed(names)}" if names else "the row is empty"


def _listed(names: Collection[str]) -> str:
    """Return the first names in one line."""
    shown = [" ".join(name.split())[:40] for name in list(names)[:12]]
    return ", ".join(shown) + (", ..." if len(names) > 12 else "")


def _column(names: Collection[str], field: str, options: SourceOptions) -> str | None:
    if (asked := options.columns.get(field)) is not None:
        return asked
    return next((name for name in FIELDS[field] if name in names), None)


def _cell(row: Mapping[str, object], field: str, options: SourceOptions) -> object:
    if (asked := options.columns.get(field)) is not None:
        return row.get(asked)
    # a row may leave the first name empty and fill the second
    return next((row[name] for name in FIELDS[field] if row.get(name) not in (None, "")), None)


def _string(row: Mapping[str, object], field: str, options: SourceOptions) -> str | None:
    value = _cell(row, field, options)
    if isinstance(value, str):
        return clean_surrogates(value) if value.strip() else None
    if value is None or value != value:  # NaN stands for nothing in tables written by pandas
        return None
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool) and field in {"id", "published"}:
        return str(value)
    raise SourceError(f"'{field}' is of type {type(value).__name__}, not text")


def _authors(value: object) -> tuple[str, ...]:
    """Return names from a list or from one cell, where ``;`` or ``|`` parts them."""
    if value is None or value != value:
        return ()
    if isinstance(value, str):
        value = value.replace("|", ";").split(";")
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise SourceError("'authors' is neither text nor a list of names")
    return tuple(clean_surrogates(name.strip()) for name in value if name.strip())
