"""Offices and envoys: read off the people of the article and the words that name their office."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.reading.actors import ActorIndex
from dragoman.reading.language import ParsedArticle, Sentence
from dragoman.reading.relations.sides import Sides
from dragoman.record import Actor, ActorMention, Span

ENVOYS = frozenset(
    {"ambassador", "envoy", "consul", "high commissioner", "chargé d'affaires", "attaché", "representative"}
)
MISSION = re.compile(r"\b(?:embassy|consulate|high commission)\b", re.IGNORECASE)
PUBLIC = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "PTY", "SPY", "ELI", "REB", "OPP"})
REACH = 90
"""Characters behind a name in which an apposition with its office ends."""
_PAST = re.compile(r"\b(?:former|ex|onetime|one-time|erstwhile|late|ousted|deposed|then)\b", re.IGNORECASE)
_FUTURE = re.compile(r"\b(?:incoming|designate|elect|would-be|candidate|nominee|hopeful)\b", re.IGNORECASE)
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "POS", "HYPH", "CD", "VBN", "AFX"})
_LINKS = frozenset(
    {"of", "for", "and", "the", "to", "&", "a", "his", "her", "its", "their", "’s", "'s", "dr.", "mr.", "mrs.", "ms."}
)
_DETERMINERS = frozenset({"the", "a", "an", "his", "her", "its", "their"})
_STOP = re.compile(r"[,;:.()“”\"—–\n]")


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


def find_offices(parsed: ParsedArticle, index: ActorIndex, sides: Sides) -> list[Office]:
    """Return the offices of the article's people, each once, with the words that say so."""
    actors = index.actors()
    bodies = {actor.id: actor for actor in actors if actor.kind in {"country", "organisation"}}
    found = []
    for person in actors:
        named = any(mention.form in {"name", "short"} for mention in person.mentions)
        if person.kind != "person" or not named or not person.role or not PUBLIC & set(person.sectors):
            continue
        window = _evidence(parsed, index, person)
        if window is None:
            continue
        start, end = window
        words = parsed.text[start:end]
        polarity = "denied" if _PAST.search(words) else "possible" if _FUTURE.search(words) else "holds"
        near = [m.actor for m in index.mentions(start, end) if m.actor in bodies]
        envoy = any(word in person.role.lower() for word in ENVOYS)
        mission = MISSION.search(words) is not None
        post = _post(parsed, index, bodies, person, start, end) if envoy else None
        if post is None and (envoy or mission):
            post = _seat(parsed, sides, person, near, start, end)
        if post is not None:
            end = max(end, *(m.end for m in index.mentions(start, end + REACH) if m.actor == post), end)
            found.append(Office(person.id, post, True, start, end, polarity, f"'{person.role}' posted there"))
        holder = _holder(person, bodies, near, post, mission)
        if holder is None and person.country is not None:
            holder = sides.state(person.country, 0, len(parsed.text))
        if holder is not None:
            found.append(Office(person.id, holder, False, start, end, polarity, f"'{person.role}' with the name"))
    return found


def _evidence(parsed: ParsedArticle, index: ActorIndex, person: Actor) -> Span | None:
    """Return the name with its office before or behind it, else a phrase that calls the person by the office."""
    assert person.role is not None
    word = re.split(r"[\s-]", person.role.lower())[-1]
    called: Span | None = None
    for place, mention in enumerate(person.mentions):
        if mention.form == "role":
            if called is None and word in parsed.text[mention.start : mention.end].lower():
                called = _called(parsed, index, person.mentions[:place], mention)
            continue
        if mention.form not in {"name", "short"}:
            continue
        sentence = parsed.sentence_at(mention.start)
        if sentence is None or sentence.doc is None:
            continue
        found = _before(sentence, mention, word) or _behind(parsed.text, sentence, mention, word)
        if found is not None:
            return found
    return called


def _called(
    parsed: ParsedArticle, index: ActorIndex, before: tuple[ActorMention, ...], mention: ActorMention
) -> Span | None:
    """Return an office that says whose it is ("the US president"), or that is said of a name ("Low is an envoy")."""
    sentence = parsed.sentence_at(mention.start)
    named = next((m for m in reversed(before) if m.form in {"name", "short"}), None)
    if (
        sentence is not None
        and named is not None
        and sentence.start <= named.start
        and mention.start - named.end < REACH
    ):
        return named.start, mention.end
    owned = any(
        m.form != "pronoun" and (m.start, m.end) != (mention.start, mention.end)
        for m in index.mentions(mention.start, mention.end)
    )
    return (mention.start, mention.end) if owned else None


def _before(sentence: Sentence, mention: ActorMention, word: str) -> Span | None:
    """Return office and name where the office stands before it ("the Norwegian foreign minister, Jonas Berg")."""
    first = sentence.token_at(mention.start)
    if first is None:
        return None
    doc = first.doc
    at = first.i - 1
    seen = False
    commas = 0
    while at >= 0:
        token = doc[at]
        lower = token.lower_
        if token.text == "," and not commas and (at + 1 == first.i or seen):
            commas += 1
        elif (token.tag_ not in _NOUNS and lower not in _LINKS) or (seen and lower == "and"):
            break
        elif lower in {word, "counterpart"} or lower.endswith("-" + word):
            seen = True
        at -= 1
        if seen and lower in _DETERMINERS and doc[at].lower_ not in _LINKS:
            break
    if not seen:
        return None
    left = at + 1
    while left < first.i and (doc[left].text == "," or doc[left].lower_ in _LINKS - _DETERMINERS):
        left += 1
    return sentence.span(doc[left])[0], mention.end


def _behind(text: str, sentence: Sentence, mention: ActorMention, word: str) -> Span | None:
    """Return name and office where the office stands behind it ("Jonas Berg, Norway's foreign minister")."""
    stop = min(sentence.end, mention.end + REACH)
    if text[mention.end : mention.end + 2] not in {", ", " (", " –", " —"}:
        return None
    match = re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE).search(text, mention.end, stop)
    if match is None or _STOP.search(text, mention.end + 2, match.start()):
        return None
    border = _STOP.search(text, match.end(), stop)
    return mention.start, border.start() if border else _whole_word(text, stop)


def _whole_word(text: str, end: int) -> int:
    while end > 0 and end < len(text) and not text[end].isspace():
        end -= 1
    return end


def _post(
    parsed: ParsedArticle, index: ActorIndex, bodies: dict[str, Actor], person: Actor, start: int, end: int
) -> str | None:
    """Return the country or body that an envoy is sent to: the first one after "to", "in" or "for"."""
    for mention in index.mentions(start, end + REACH):
        body = bodies.get(mention.actor)
        if body is None or body.country == person.country:
            continue
        before = [word for word in parsed.text[: mention.start][-16:].lower().split() if word != "the"]
        if before and before[-1] in {"to", "in", "for"}:
            return mention.actor
    return None


def _seat(parsed: ParsedArticle, sides: Sides, person: Actor, near: list[str], start: int, end: int) -> str | None:
    """Return the state in which the mission stands that somebody serves at ("at the British Embassy Tokyo")."""
    sentence = parsed.sentence_at(start)
    if sentence is None:
        return None
    own = {person.country} | {sides.actor(one).country for one in near}
    country = next((country for country in sides.located(start, end + 20) if country not in own), None)
    return sides.state(country, start, end + 20) if country is not None else None


def _holder(person: Actor, bodies: dict[str, Actor], near: list[str], post: str | None, mission: bool) -> str | None:
    """Return the country or body whose office it is: a state of the person's country, else a body of it."""
    country = person.country
    if country is None and mission:
        # who serves at an embassy serves its state
        country = next((bodies[one].country for one in near if one != post), None)
    if country is None:
        return None
    states = [body.id for body in bodies.values() if body.kind == "country" and body.country == country]
    others = [body.id for body in bodies.values() if body.kind == "organisation" and body.country == country]
    choices = [b for b in near if b in states] + [b for b in near if b in others] + states + others
    return next((choice for choice in choices if choice != post), None)
