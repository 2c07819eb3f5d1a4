"""The items of a record in words, for the terminal and for pages alike."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from dragoman.record import Actor, Event, EventMention, Record, Relation, Span, Statement, Value

NOBODY = "somebody"
"""Shown where the article does not say who did it."""

_MUTUAL = frozenset({"alliance", "treaty", "diplomatic_ties", "cooperation", "border", "conflict", "dispute"})
"""Relations that both sides have alike."""

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
_WHITE = re.compile(r"\s+")
_MONTHS = (
    *("", "January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def visible(text: str) -> str:
    """Return text without what could steer a screen: control characters, direction marks, lone surrogates."""
    return _UNSEEN.sub(" ", text)


def one_line(text: str) -> str:
    """Return visible text with every run of white space as one space."""
    return _WHITE.sub(" ", visible(text)).strip()


def shortened(text: str, width: int) -> str:
    """Return text on one line and at most ``width`` characters, cut between words."""
    text = one_line(text)
    if len(text) <= width:
        return text
    cut = text.rfind(" ", width // 2, width)
    return text[: cut if cut > 0 else width - 1].rstrip(" ,;:") + "…"


def day(iso: str) -> str:
    """Return an ISO date as ``29 March 2023``; what is no date stays as it is."""
    try:
        found = date.fromisoformat(iso[:10])
    except ValueError:
        return visible(iso)
    return f"{found.day} {_MONTHS[found.month]} {found.year}"


def period(earliest: str, latest: str, precision: str | None) -> str:
    """Return a closed interval of ISO dates as briefly as its precision allows: ``2023-03-29``, ``2023-03``."""
    if earliest == latest:
        return earliest
    year, month = earliest[:4], earliest[5:7]
    if precision == "month" and latest[:7] == earliest[:7]:
        return earliest[:7]
    if precision == "quarter" and latest[:4] == year and month in {"01", "04", "07", "10"}:
        return f"{year}-Q{int(month) // 3 + 1}"
    if precision == "year" and latest[:4] == year:
        return year
    if precision == "decade":
        return f"{year[:3]}0s"
    if latest[:4] == year and earliest.endswith("01-01") and latest.endswith("12-31"):
        return year
    return f"{earliest} – {latest}"


def bound(earliest: str | None, latest: str | None) -> str:
    """Return an interval of ISO dates as briefly as can be (a whole month is ``2023-03``); a null side is open."""
    if not earliest or not latest:
        return f"{earliest or ''} – {latest or ''}".strip() if earliest or latest else ""
    first = date.fromisoformat(earliest)
    whole = first.day == 1 and latest == first.replace(day=monthrange(first.year, first.month)[1]).isoformat()
    return period(earliest, latest, "month" if whole else None)


def quantity(value: Value) -> str:
    """Return a value in words: ``40 percent of gas``."""
    number = "" if value.number is None else f"{value.number:,.10g}"
    said = " ".join(piece for piece in (number, value.unit or "") if piece)
    if value.of and value.of != value.unit:
        said = f"{said} of {value.of}" if value.unit else f"{said} {value.of}".strip()
    return one_line(", ".join(piece for piece in (said, value.field or "") if piece))


class Wording:
    """The items of one record in words; an id that leads nowhere is shown as it is."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._text = record.article.text
        self._names = {actor.id: one_line(actor.name) for actor in record.actors}
        self._places = {place.id: one_line(place.name) for place in record.places}
        self._speakers = {statement.id: self.speaker(statement) for statement in record.statements}
        ids = {event.id for event in record.events}
        self._inner: dict[str, list[Event]] = {}
        for event in record.events:
            if event.within in ids:
                self._inner.setdefault(str(event.within), []).append(event)
        self.outer = [event for event in record.events if event.within not in ids]

    def surface(self, span: Span) -> str:
        """Return the words of a span on one line."""
        return one_line(self._text[span[0] : span[1]])

    def actor(self, id_: str) -> str:
        """Return an actor's name."""
        return self._names.get(id_, id_)

    def actors(self, ids: Iterable[str]) -> str:
        """Return names as ``A, B and C``."""
        names = [self.actor(id_) for id_ in ids]
        return " and ".join(piece for piece in (", ".join(names[:-1]), *names[-1:]) if piece)

    def place(self, id_: str) -> str:
        """Return a place's name."""
        return self._places.get(id_, id_)

    def inner(self, event: Event) -> list[Event]:
        """Return the events that are the content of a verbal event."""
        return self._inner.get(event.id, [])

    def dyad(self, event: Event) -> str:
        """Return who did it to whom: ``A → B``, ``A ↔ B`` where both did, ``A`` where it had no recipient."""
        if event.recipients:
            return f"{self.actors(event.actors) or NOBODY} → {self.actors(event.recipients)}"
        if len(event.actors) == 2:
            return " ↔ ".join(self.actor(id_) for id_ in event.actors)
        return self.actors(event.actors) or NOBODY

    def action(self, event: Event) -> str:
        """Return the fine class in words: ``open relations``, with the modality where the act did not happen."""
        said = event.action.replace("-", " ")
        return said if event.modality == "actual" else f"{said} ({event.modality})"

    def when(self, event: Event) -> str:
        """Return when it happened, or nothing."""
        return period(event.time.earliest, event.time.latest, event.time.precision) if event.time else ""

    def circumstances(self, event: Event, *, dated: bool = False) -> list[str]:
        """Return what else is known of an event, each in a few words; with ``dated`` its time comes first."""
        said = []
        if dated and event.time:
            said.append(self.when(event))
        if event.place:
            said.append(f"in {self.place(event.place)}")
        if event.third_parties:
            said.append(f"concerning {self.actors(event.third_parties)}")
        if event.contexts:
            said.append(", ".join(context.replace("_", " ") for context in event.contexts))
        if event.said_in:
            said.append(f"according to {self._speakers.get(event.said_in, event.said_in)}")
        if len(event.mentions) > 1:
            said.append("told twice" if len(event.mentions) == 2 else f"told {len(event.mentions)} times")
        return said

    def excerpt(self, mention: EventMention, width: int) -> tuple[str, str, str]:
        """Return the words before a trigger, the trigger and the words after it, cut to ``width`` characters in all."""
        start, end = mention.trigger
        before = one_line(self._text[mention.sentence[0] : start])
        after = one_line(self._text[end : mention.sentence[1]])
        trigger = self.surface(mention.trigger)
        gap_before = " " if before and self._text[start - 1 : start].isspace() else ""
        gap_after = " " if after and self._text[end : end + 1].isspace() else ""
        room = max(width - len(trigger) - 2, 20)
        left = min(len(before), max(room * 2 // 5, room - len(after)))
        if len(before) > left:
            at = before.find(" ", len(before) - left)
            before = "…" + before[at + 1 :] if at >= 0 else "…"
        after = shortened(after, room - left) if len(after) > room - left else after
        return before + gap_before, trigger, gap_after + after

    def speaker(self, statement: Statement) -> str:
        """Return who speaks: the actor's name, else the words of the article."""
        if statement.speaker:
            return self.actor(statement.speaker)
        return self.surface(statement.speaker_span) if statement.speaker_span else NOBODY

    def cue(self, statement: Statement) -> str:
        """Return the word that says that somebody speaks."""
        return self.surface(statement.cue_span) if statement.cue_span else ""

    def content(self, statement: Statement, width: int) -> list[str]:
        """Return what is said, each span shortened, and in quotation marks where it is quoted; the same words once."""
        said: dict[str, None] = {}
        for start, end in self._joined(statement.content_spans):
            whole = self._text[start:end]
            words = shortened(whole if statement.kind == "mixed" else whole.strip('"“”‘’«», \n\t'), width)
            said.setdefault(f"“{words}”" if statement.kind == "direct" else words)
        return list(said)

    def _joined(self, spans: tuple[Span, ...]) -> list[Span]:
        """Return spans with those as one between which only quotation marks and white space stand."""
        joined: list[Span] = []
        for start, end in spans:
            gap = self._text[joined[-1][1] : start] if joined else "x"
            if gap.strip("\"“”‘’«»' ") == "" and joined[-1][1] <= start and "\n" not in gap:
                joined[-1] = (joined[-1][0], end)
            else:
                joined.append((start, end))
        return joined

    def about(self, statement: Statement) -> list[str]:
        """Return to whom it is said and of whom, each in a few words."""
        said = []
        if statement.addressees:
            said.append(f"to {self.actors(statement.addressees)}")
        of = [self.actor(s.actor) + (f" ({s.stance})" if s.stance != "neutral" else "") for s in statement.about]
        if of:
            said.append("on " + ", ".join(of))
        return said

    def pair(self, relation: Relation) -> str:
        """Return between whom a relation holds."""
        if relation.type in _MUTUAL or not relation.objects:
            return " – ".join(self.actor(id_) for id_ in (*relation.subjects, *relation.objects)) or NOBODY
        return f"{self.actors(relation.subjects) or NOBODY} → {self.actors(relation.objects)}"

    def terms(self, relation: Relation) -> list[str]:
        """Return what else is known of a relation, each in a few words."""
        said = []
        if relation.value and (words := quantity(relation.value)):
            said.append(words)
        if relation.place:
            said.append(f"in {self.place(relation.place)}")
        for word, bound in (("since", relation.since), ("until", relation.until), ("as of", relation.as_of)):
            if bound:
                said.append(f"{word} {period(bound.earliest, bound.latest, bound.precision)}")
        if relation.said_in:
            said.append(f"according to {self._speakers.get(relation.said_in, relation.said_in)}")
        return said

    def standing(self, actor: Actor) -> str:
        """Return what an actor is: ``foreign minister · AZE · GOV``."""
        # PLOVER's code for an unknown sector tells a person nothing
        known = (sector for sector in actor.sectors if sector != "UNK")
        pieces = [one_line(actor.role or actor.kind), actor.country or "", " ".join(known)]
        return " · ".join(piece for piece in pieces if piece)
