"""What the caller says of the sources: the columns of tables, the date, the form and the encoding."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from dragoman.errors import UsageError
from dragoman.sources.dates import parse_published
from dragoman.sources.plugins import installed

FORMS = ("text", "html", "jsonl", "json", "csv", "tsv", "parquet")
"""The forms a file can have that no source plugin reads."""

FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "key"),
    "text": ("text",),
    "html": ("html",),
    "title": ("title", "headline"),
    "published": ("published", "date", "dct"),
    "url": ("url",),
    "publisher": ("publisher", "outlet"),
    "authors": ("authors", "author"),
}
"""What a table can say of an article, and the column names looked for, in this order, when the caller names none."""


class SourceOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What the caller says of the sources.

    ``columns`` maps a field (``id text html title published url publisher authors``) to the name of the
    column that holds it. ``published`` is the date of every document whose own source names none.
    ``form`` (one of ``FORMS``, or the name of a source plugin) and ``encoding`` are found out from the content
    when they are null.

    Raises:
        UsageError: an unknown field, form or encoding, or a date that is none.
    """

    columns: Mapping[str, str] = msgspec.field(default_factory=dict)
    published: str | None = None
    form: str | None = None
    encoding: str | None = None

    def __post_init__(self) -> None:
        for field in self.columns:
            if field not in FIELDS:
                raise UsageError(f"no field '{field}' to map a column to; the fields are {', '.join(FIELDS)}")
        if self.published is not None:
            parse_published(self.published)
        if self.form is not None and self.form not in FORMS:
            named = installed()
            if named.named(self.form) is None:
                raise UsageError(f"no form '{self.form}'; the forms are {', '.join((*FORMS, *named.names()))}")
        if self.encoding is not None:
            try:
                "".encode(self.encoding)
            except LookupError as error:
                raise UsageError(f"no encoding '{self.encoding}'; try utf-8, cp1252 or utf-16") from error
