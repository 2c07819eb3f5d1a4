"""Offices and envoys: read off the people of the article and the words that name their office."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.knowledge import Knowledge
from dragoman.reading.actors import ActorIndex
from dragoman.reading.language import ParsedArticle
from dragoman.reading.relations.office_words import REACH, office_words
from dragoman.reading.relations.sides import INTERNATIONAL, Sides
from dragoman.record import Actor

ENVOYS = frozenset(
    {"ambassador", "envoy", "consul", "high commissioner", "chargé d'affaires", "attaché", "representative"}
)
MISSION = re.compile(r"\b(?:embassy|consulate|high commission)\b", re.IGNORECASE)
PUBLIC = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "PTY", "SPY", "ELI", "REB", "OPP"})
_PAST = re.compile(
    r"\b(?:former|formerly|ex|onetime|one-time|erstwhile|late|ousted|deposed|sacked|fired|dismissed|then)\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(r"\b(?:incoming|designate|elect|would-be)\b", re.IGNORECASE)
_MOVEMENTS = frozenset({"UAF", "REB"})
_HELPER = re.compile(r"[-\u2011](?:\s|\w*(?:ed|born|run)\b)")
"""What follows a state that is not the office's: "the Iranian-backed president", "Russian- and Iranian-backed"."""
_OWNER = re.compile(r" (?:of|for) (?:the )?")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


@dataclass(frozen=True, slots=True)
class Office:
    """A person's office in a country or body (``holder``), or an envoy's post (``posted`` true)."""

    person: str
    holder: str
    posted: bool
    start: int
    end: int
    polarity: str
    why: str


def find_offices(parsed: ParsedArticle, index: ActorIndex, sides: Sides, no_offices: NoOffices) -> list[Office]:
    """Return the offices of the article's people, each once, with the words that say so."""
    actors = index.actors()
    bodies = {actor.id: actor for actor in actors if actor.kind in {"country", "organisation"} or _is_movement(actor)}
    found = []
    for person in actors:
        named = any(mention.form in {"name", "short"} for mention in person.mentions)
        if person.kind != "person" or not named or not person.role or not PUBLIC & set(person.sectors):
            continue
        window = office_words(parsed, index, person)
        if window is None:
            continue
        start, end = window
        end = _with_owner(parsed.text, index, bodies, end)
        words = parsed.text[start:end]
        if no_offices.name(words, person.role):
            continue
        polarity = "denied" if _PAST.search(words) else "possible" if _FUTURE.search(words) else "holds"
        near = [
            m.actor for m in index.mentions(start, end) if m.actor in bodies and not _HELPER.match(parsed.text, m.end)
        ]
        envoy = any(word in person.role.lower() for word in ENVOYS)
        mission = MISSION.search(words) is not None
        post = _post(parsed, index, bodies, person, start, end) if envoy else None
        if post is None and mission:
            post = _seat(parsed, sides, person, near, start, end)
        if post is not None:
            end = max(end, *(m.end for m in index.mentions(start, end + REACH) if m.actor == post), end)
            found.append(Office(person.id, post, True, start, end, polarity, f"'{person.role}' posted there"))
        holder = _holder(person, bodies, near, post, envoy=envoy)
        if holder is None and person.country is not None:
            holder = sides.state(person.country, 0, len(parsed.text))
        if holder is not None:
            found.append(Office(person.id, holder, False, start, end, polarity, f"'{person.role}' with the name"))
    return found


@dataclass(frozen=True, slots=True)
class NoOffices:
    """Words that are no office: in whatever stands with a name, or where they are all that somebody is called.

    Raises:
        KnowledgeError: a row of `relations/no_offices.tsv` says neither.
    """

    anywhere: frozenset[str]
    alone: frozenset[str]

    @classmethod
    def load(cls, knowledge: Knowledge) -> NoOffices:
        """Return the words of the table."""
        rows = knowledge.table("relations/no_offices.tsv")
        for row in rows:
            if row["alone"] not in {"", "yes"}:
                raise row.error("write 'yes' under alone, or nothing")
        return cls(
            frozenset(row["word"] for row in rows if not row["alone"]),
            frozenset(row["word"] for row in rows if row["alone"]),
        )

    def name(self, words: str, role: str) -> bool:
        """Tell whether the words with a person's name, whose office is ``role``, tell of no office."""
        bare = role.lower().removeprefix("former ").removeprefix("ex-")
        return bare in self.alone or not self.anywhere.isdisjoint(_WORD.findall(f"{words} {role}".lower()))


def _with_owner(text: str, index: ActorIndex, bodies: dict[str, Actor], end: int) -> int:
    """Return where the words of an office end, with whose it is behind them ("the leader of the Green Party")."""
    match = _OWNER.match(text, end)
    if match is None:
        return end
    behind = index.mentions(match.end(), match.end() + REACH)
    return next((m.end for m in behind if m.start == match.end() and m.actor in bodies and m.form != "pronoun"), end)


def _post(
    parsed: ParsedArticle, index: ActorIndex, bodies: dict[str, Actor], person: Actor, start: int, end: int
) -> str | None:
    """Return the country or body that an envoy is sent to: the first one after "to", "in" or "for"."""
    for mention in index.mentions(start, end + REACH):
        body = bodies.get(mention.actor)
        if body is None or body.country == person.country:
            continue
        if mention.start > end and any(c in ",;:.()\n" for c in parsed.text[end : mention.start]):
            return None
        before = [word for word in parsed.text[: mention.start][-16:].lower().split() if word != "the"]
        if before and before[-1] in {"to", "in", "for"}:
            return mention.actor
    return None


def _seat(parsed: ParsedArticle, sides: Sides, person: Actor, near: list[str], start: int, end: int) -> str | None:
    """Return the state in which the mission stands that somebody serves at ("at the Danish Embassy Lima")."""
    sentence = parsed.sentence_at(start)
    if sentence is None:
        return None
    own = {person.country} | {sides.actor(one).country for one in near}
    country = next((country for country in sides.located(start, end + 20) if country not in own), None)
    return sides.state(country, start, end + 20) if country is not None else None


def _is_movement(actor: Actor) -> bool:
    """Tell whether a group by a name of its own has offices to give ("the Taliban's deputy leader")."""
    return actor.kind == "group" and actor.name[:1].isupper() and not _MOVEMENTS.isdisjoint(actor.sectors)


def _holder(person: Actor, bodies: dict[str, Actor], near: list[str], post: str | None, *, envoy: bool) -> str | None:
    """Return the country or body whose office it is: a state of the person's country, else a body of it."""
    country = person.country
    own = any(bodies[one].country == country and bodies[one].kind != "group" for one in near if one != post)
    for one in near:
        if one != post and not own and bodies[one].kind == "group":
            return one
        if one != post and not envoy and not own and bodies[one].country in INTERNATIONAL:
            # a Dane is the secretary general of a body of states
            return one
    named = [bodies[one].country for one in near if one != post and bodies[one].kind == "country"]
    own_body = any(bodies[one].country == country for one in near if one != post)
    if named and country not in named and not own_body:
        # the words of the office say whose it is: "the German defence minister, Low", now of a European body
        country = named[0]
    if country is None:
        return None
    states = [body.id for body in bodies.values() if body.kind == "country" and body.country == country]
    others = [body.id for body in bodies.values() if body.kind == "organisation" and body.country == country]
    choices = [b for b in near if b in states] + [b for b in near if b in others] + states
    if country in INTERNATIONAL:
        choices += others
    return next((choice for choice in choices if choice != post), None)
