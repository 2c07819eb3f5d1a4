"""The query language: one set of conditions for Python, the command line and every other interface."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec
from dateutil.parser import isoparse

from dragoman.errors import UsageError

_CODE = re.compile(r"^[A-Z]{3}$")
_DAY = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")

MODALITIES = ("actual", "planned", "possible", "negated")
STANCES = ("favourable", "hostile", "neutral")
POLARITIES = ("holds", "denied", "possible")
MOST = 1 << 31
"""A limit beyond which there is none."""
_EVERYWHERE = ("publisher", "text", "since", "until", "by", "article", "limit")
"""Conditions by which every kind of row is found."""

DATES = ("event", "publication")
"""What ``since`` and ``until`` may mean."""


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """Conditions that all must hold; one that is null or empty holds always.

    Actors (``actor recipient third speaker about``) are a country code (``AZE``), a ref (``person/eli-cohen``) or a
    name ("Eli Cohen", in any case). ``between`` is two of them: events of the one towards the other, either way.
    ``since`` and ``until`` are a day, month or year (``2023``, ``2023-03``), both included. ``by`` says of what: the
    ``event``, or its ``publication``. ``text`` is words for the full text of the article, with the operators of FTS5
    (SQLite) or websearch (PostgreSQL). ``rejected`` takes in what a person has rejected. Of ``type``, ``action``,
    ``mode`` and ``modality`` one may be given alone.

    Raises:
        UsageError: a value that no item can have; the message lists those there are. Types, actions, modes, contexts
            and sectors are checked where the query is asked: a library may hold words of its own.
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
        for name in ("type", "action", "mode", "modality"):
            msgspec.structs.force_setattr(self, name, several(getattr(self, name)))
        if self.between is not None and (isinstance(self.between, str) or len(self.between) != 2):
            raise UsageError("between takes two, such as ('AZE', 'ISR')")
        for name in ("since", "until"):
            if (value := getattr(self, name)) is not None:
                check_day(name, value)
        for modality in self.modality:
            _one_of("modality", modality, MODALITIES)
        _one_of("stance", self.stance, STANCES)
        _one_of("polarity", self.polarity, POLARITIES)
        if self.by not in DATES:
            raise UsageError(f"dates are by event or by publication, not by '{self.by}'")
        if self.text is not None and not self.text.strip():
            raise UsageError("no words to search for; write for example 'gas pipeline'")
        check_limit(self.limit)


def check_used(query: Query, kind: str, used: tuple[str, ...]) -> None:
    """Raise UsageError when a query has a condition by which a kind of row is not found, rather than pass over it."""
    plain = Query()
    for name in Query.__struct_fields__:
        if name not in (*used, *_EVERYWHERE) and getattr(query, name) != getattr(plain, name):
            by = ", ".join((*used, *_EVERYWHERE)).replace("_", "-")
            raise UsageError(f"{kind} are not found by {name.replace('_', '-')}; there are {by}")


def is_code(value: str) -> bool:
    """Return whether a value that names an actor is a country's code."""
    return bool(_CODE.match(value))


def check_day(name: str, value: str) -> None:
    """Raise UsageError unless a value is a day, month or year."""
    try:
        if not _DAY.match(value):
            raise ValueError
        isoparse(first_day(value))
    except TypeError:
        raise UsageError(f"{name} {value!r} is no text; write '2023', '2023-03' or '2023-03-29'") from None
    except ValueError:
        raise UsageError(f"{name} '{value}' is no date; write 2023, 2023-03 or 2023-03-29") from None


def first_day(value: str) -> str:
    """Return the first day of a day, month or year."""
    return value + ("", "-01", "-01-01")[2 - value.count("-")]


def last_day(value: str) -> str:
    """Return a text that sorts after every day of a day, month or year."""
    return value if value.count("-") == 2 else value + "-99"


def _one_of(what: str, value: str | None, there: tuple[str, ...]) -> None:
    if value is not None and value not in there:
        raise UsageError(f"no {what} '{value}'; there are {', '.join(there)}")


def several(values: str | Iterable[str]) -> tuple[str, ...]:
    """Return values as a tuple; one alone is one, and not its letters."""
    return (values,) if isinstance(values, str) else tuple(values)


def check_limit(limit: int | None) -> None:
    """Raise UsageError when a limit lets nothing through, or is beyond what databases count."""
    if limit is not None and limit < 1:
        raise UsageError(f"a limit of {limit} shows nothing; give 1 or more")
    if limit is not None and limit > MOST:
        raise UsageError(f"a limit of {limit} is none; leave it out")
