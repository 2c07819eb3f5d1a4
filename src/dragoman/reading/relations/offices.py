"""Offices and envoys: read off the people of the article and the words that name their office."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.reading.actors import ActorIndex
from dragoman.reading.language import ParsedArticle
from dragoman.record import Actor

ENVOYS = frozenset({"ambassador", "envoy", "consul", "high commissioner", "chargé d'affaires"})
PUBLIC = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "PTY", "SPY", "ELI", "REB", "OPP"})
REACH = 120
"""Characters around a name in which the words of its office are looked for."""


@dataclass(frozen=True, slots=True)
class Office:
    """A person's office in a country or body (``holder``), or an envoy's post (``posted`` true)."""

    person: str
    holder: str
    posted: bool
    start: int
    end: int
    why: str


def find_offices(parsed: ParsedArticle, index: ActorIndex) -> list[Office]:
    """Return the offices of the article's people, each once, with the words that say so."""
    actors = index.actors()
    bodies = {actor.id: actor for actor in actors if actor.kind in {"country", "organisation"}}
    found = []
    for person in actors:
        named = any(mention.form == "name" for mention in person.mentions)
        if person.kind != "person" or not named or not person.role or not PUBLIC & set(person.sectors):
            continue
        window = _window(parsed, person)
        if window is None:
            continue
        start, end = window
        near = [m.actor for m in index.mentions(start, end) if m.actor in bodies]
        envoy = any(word in person.role.lower() for word in ENVOYS)
        post = _post(parsed, index, bodies, person, start, end) if envoy else None
        if post is not None:
            found.append(Office(person.id, post, True, start, end, f"'{person.role}' posted there"))
        holder = _holder(person, bodies, near, post)
        if holder is not None:
            found.append(Office(person.id, holder, False, start, end, f"'{person.role}' with the name"))
    return found


def _window(parsed: ParsedArticle, person: Actor) -> tuple[int, int] | None:
    """Return the stretch that holds a name and its office, else the first that calls them by it, else None."""
    assert person.role is not None
    wanted = person.role.lower()
    called: tuple[int, int] | None = None
    for mention in person.mentions:
        if mention.form == "role" and wanted in parsed.text[mention.start : mention.end].lower():
            called = called or (mention.start, mention.end)
        if mention.form not in {"name", "short"}:
            continue
        sentence = parsed.sentence_at(mention.start)
        if sentence is None:
            continue
        low, high = max(sentence.start, mention.start - REACH), min(sentence.end, mention.end + REACH)
        text = parsed.text[low:high].lower()
        at = text.find(wanted)
        if at < 0 or len(text) != high - low:
            continue
        start, end = min(low + at, mention.start), max(low + at + len(wanted), mention.end)
        # the country stands just before the office, or just after it ("president of Ukraine")
        while start > low and parsed.text[start - 1] not in ',;:“"(' and start > min(low + at, mention.start) - 30:
            start -= 1
        while start < end and parsed.text[start].isspace():
            start += 1
        return start, end
    return called


def _post(
    parsed: ParsedArticle, index: ActorIndex, bodies: dict[str, Actor], person: Actor, start: int, end: int
) -> str | None:
    """Return the country or body that an envoy is sent to: the first one after "to", "in" or "for"."""
    for mention in index.mentions(start, end + REACH // 2):
        body = bodies.get(mention.actor)
        if body is None or body.country == person.country:
            continue
        before = [word for word in parsed.text[: mention.start][-16:].lower().split() if word != "the"]
        if before and before[-1] in {"to", "in", "for"}:
            return mention.actor
    return None


def _holder(person: Actor, bodies: dict[str, Actor], near: list[str], post: str | None) -> str | None:
    """Return the country or body whose office it is: a state of the person's country, else a body of it."""
    states = [body.id for body in bodies.values() if body.kind == "country" and body.country == person.country]
    others = [body.id for body in bodies.values() if body.kind == "organisation" and body.country == person.country]
    choices = [b for b in near if b in states] + [b for b in near if b in others] + states + others
    return next((choice for choice in choices if choice != post and person.country is not None), None)
