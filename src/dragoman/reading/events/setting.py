"""Where and when an act took place."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.events.candidates import Candidate
from dragoman.reading.language import ParsedArticle
from dragoman.reading.places import PlaceIndex
from dragoman.reading.times import TimeIndex
from dragoman.record import EventTime


def place_of(candidate: Candidate, places: PlaceIndex) -> str | None:
    """Return the id of the literal place in the act's own clause, else the only one of its sentence, else None."""
    sentence = candidate.sentence
    literal = places.literal_within(sentence.start, sentence.end)
    if not literal:
        return None
    clause = _clause(candidate.trigger)
    start = sentence.start + clause.left_edge.idx
    end = sentence.start + clause.right_edge.idx + len(clause.right_edge)
    trigger = sentence.start + candidate.trigger.idx
    near = [(mention, place) for mention, place in literal if start <= mention.start < end]
    if not near:
        return literal[0][1].id if len(literal) == 1 else None
    return min(near, key=lambda pair: abs(pair[0].start - trigger))[1].id


def time_of(candidate: Candidate, parsed: ParsedArticle, times: TimeIndex) -> EventTime | None:
    """Return when the act took place, by the times of its clause, of the text around it, or the day of publication."""
    sentence = candidate.sentence
    offset = sentence.start + candidate.trigger.idx
    return times.when(parsed, sentence, offset, parsed.article.published)


def _clause(token: Token) -> Token:
    """Return the verb of the clause that a token stands in."""
    while token.head is not token and token.dep_ not in {"ccomp", "relcl", "advcl", "acl", "xcomp", "ROOT"}:
        if token.pos_ in {"VERB", "AUX"} and token.dep_ == "conj":
            break
        token = token.head
    return token
