"""Where and when an act took place."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.events.candidates import Candidate
from dragoman.reading.language import ParsedArticle
from dragoman.reading.places import PlaceIndex
from dragoman.reading.times import TimeIndex
from dragoman.record import EventTime

COUNTRY = "PCL"
"""How the GeoNames feature codes of countries begin."""


def place_of(candidate: Candidate, parsed: ParsedArticle, places: PlaceIndex) -> str | None:
    """Return the id of the literal place where an act took place, or None.

    In this order: a place in the act's own clause, a town before a country, the nearest first; the only place of its
    sentence; for the first paragraph the place of the dateline.
    """
    sentence = candidate.sentence
    literal = places.literal_within(sentence.start, sentence.end)
    clause = _clause(candidate.trigger)
    start = sentence.start + clause.left_edge.idx
    end = sentence.start + clause.right_edge.idx + len(clause.right_edge)
    trigger = sentence.start + candidate.trigger.idx
    near = [(mention, place) for mention, place in literal if start <= mention.start < end]
    if near:
        _, best = min(
            near, key=lambda pair: ((pair[1].feature or "").startswith(COUNTRY), abs(pair[0].start - trigger))
        )
        return best.id
    if literal:
        return literal[0][1].id if len(literal) == 1 else None
    first = next((s.paragraph for s in parsed.sentences if s.part == "body"), None)
    if sentence.part == "body" and sentence.paragraph == first:
        for part in parsed.article.parts:
            if part.kind == "dateline" and (found := places.literal_within(part.start, part.end)):
                return found[0][1].id
    return None


def time_of(candidate: Candidate, parsed: ParsedArticle, times: TimeIndex) -> EventTime | None:
    """Return when the act took place, by the times of its clause, of the text around it, or the day of publication."""
    sentence = candidate.sentence
    offset = sentence.start + candidate.trigger.idx
    return times.when(parsed, sentence, offset, parsed.article.published)


def _clause(token: Token) -> Token:
    """Return the verb of the clause that a token stands in."""
    while token.head != token and token.dep_ not in {"ccomp", "relcl", "advcl", "acl", "xcomp", "ROOT"}:
        if token.pos_ in {"VERB", "AUX"} and token.dep_ == "conj":
            break
        token = token.head
    return token
