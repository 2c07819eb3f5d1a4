"""The query language: one set of conditions for Python, the command line and every other interface."""

from __future__ import annotations

import re
from typing import Any

import msgspec
from dateutil.parser import isoparse
from sqlalchemy import ColumnElement, Select, and_, func, literal_column, or_, select, text
from sqlalchemy.sql.expression import FromClause

from dragoman.errors import UsageError
from dragoman.library.schema import articles

_CODE = re.compile(r"^[A-Z]{3}$")
_DAY = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")

MODALITIES = ("actual", "planned", "possible", "negated")


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """Conditions that all must hold; one that is null or empty holds always.

    Actors (``actor recipient third speaker about``) are a country code (``AZE``), a ref (``person/eli-cohen``) or a
    name ("Eli Cohen", in any case). ``between`` is two of them: events of the one towards the other, either way.
    ``since`` and ``until`` are a day, month or year (``2023``, ``2023-03``), both included. ``by`` says of what: the
    ``event``, or its ``publication``. ``text`` is words for the full text of the article, with the operators of FTS5
    (SQLite) or websearch (PostgreSQL). ``rejected`` takes in what a person has rejected.
    """

    actor: str | None = None
    recipient: str | None = None
    third: str | None = None
    between: tuple[str, str] | None = None
    sector: str | None = None
    type: tuple[str, ...] = ()
    action: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    quad_class: str | None = None
    context: str | None = None
    modality: tuple[str, ...] = ()
    place: str | None = None
    speaker: str | None = None
    about: str | None = None
    stance: str | None = None
    polarity: str | None = None
    publisher: str | None = None
    text: str | None = None
    since: str | None = None
    until: str | None = None
    by: str = "event"
    confidence: float = 0.0
    outermost: bool = False
    rejected: bool = False
    article: str | None = None
    id: str | None = None
    limit: int | None = None

    def __post_init__(self) -> None:
        for name in ("since", "until"):
            value = getattr(self, name)
            if value is not None and not _is_day(value):
                raise UsageError(f"{name} '{value}' is no date; write 2023, 2023-03 or 2023-03-29")
        for modality in self.modality:
            if modality not in MODALITIES:
                raise UsageError(f"no modality '{modality}'; there are {', '.join(MODALITIES)}")
        if self.by not in ("event", "publication"):
            raise UsageError(f"dates are by event or by publication, not by '{self.by}'")
        if self.limit is not None and self.limit < 1:
            raise UsageError(f"a limit of {self.limit} shows nothing; give 1 or more")


def is_code(value: str) -> bool:
    """Return whether a value that names an actor is a country's code."""
    return bool(_CODE.match(value))


def first_day(value: str) -> str:
    """Return the first day of a day, month or year."""
    return value + ("", "-01", "-01-01")[2 - value.count("-")]


def last_day(value: str) -> str:
    """Return a text that sorts after every day of a day, month or year."""
    return value if value.count("-") == 2 else value + "-99"


def names(column: FromClause, value: str) -> ColumnElement[bool]:
    """Return the condition that an actor's row (``ref name country``) is the one meant by a value."""
    if is_code(value):
        return bool_(column.c.country == value)
    if "/" in value:
        return bool_(column.c.ref == value)
    return bool_(func.lower(column.c.name) == value.lower())


def in_period(column: ColumnElement[Any], query: Query) -> list[ColumnElement[bool]]:
    """Return the conditions that a column of days lies in the query's period."""
    found = []
    if query.since is not None:
        found.append(bool_(column >= first_day(query.since)))
    if query.until is not None:
        found.append(bool_(column <= last_day(query.until)))
    return found


def in_text(dialect: str, words: str) -> ColumnElement[bool]:
    """Return the condition that an article's full text has the words."""
    if dialect == "sqlite":
        matching: Select[Any] = (
            select(literal_column("rowid")).select_from(text("search")).where(text("search MATCH :words"))
        )
        return articles.c.seq.in_(matching.params(words=sqlite_words(words)))
    return text("articles.search @@ websearch_to_tsquery('english', :words)").bindparams(words=words)  # type: ignore[return-value]


def sqlite_words(words: str) -> str:
    """Return words as FTS5 takes them: quoted one by one unless the caller uses its operators."""
    if re.search(r"[\"*()^]|\b(AND|OR|NOT|NEAR)\b", words):
        return words
    return " ".join(f'"{word}"' for word in words.split())


def any_of(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return that one of the conditions holds."""
    return or_(*conditions)


def all_of(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return that all conditions hold."""
    return and_(*conditions)


def bool_(condition: ColumnElement[Any]) -> ColumnElement[bool]:
    """Return a comparison as the condition it is."""
    return condition


def _is_day(value: str) -> bool:
    if not _DAY.match(value):
        return False
    try:
        isoparse(first_day(value))
    except ValueError:
        return False
    return True
