"""Where and when an act took place."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.events.candidates import Candidate
from dragoman.reading.language import ParsedArticle
from dragoman.reading.places import PlaceIndex
from dragoman.record import EventTime, Time


def place_of(candidate: Candidate, places: PlaceIndex) -> str | None:
    """Return the id of the literal place in the act's own clause, else the only one of its sentence, else None."""
    sentence = candidate.sentence
    literal = [
        (mention, place) for mention, place in places.within(sentence.start, sentence.end) if mention.sense == "literal"
    ]
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


def time_of(candidate: Candidate, parsed: ParsedArticle, times: tuple[Time, ...]) -> EventTime | None:
    """Return when the act took place: the time nearest to its trigger in its sentence, else the day of publication."""
    sentence = candidate.sentence
    trigger = sentence.start + candidate.trigger.idx
    near = [
        time
        for time in times
        if sentence.start <= time.start < sentence.end and time.earliest and time.latest and time.kind in {"DATE", "TIME"}
    ]
    if near:
        best = min(near, key=lambda time: (abs(time.start - trigger), time.start))
        return EventTime(
            earliest=best.earliest or "", latest=best.latest or "", precision=best.precision or "day", source="text"
        )
    published = parsed.article.published
    if published is None:
        return None
    day = published[:10]
    return EventTime(earliest=day, latest=day, precision="day", source="published")


def _clause(token: Token) -> Token:
    """Return the verb of the clause that a token stands in."""
    while token.head is not token and token.dep_ not in {"ccomp", "relcl", "advcl", "acl", "xcomp", "ROOT"}:
        if token.pos_ in {"VERB", "AUX"} and token.dep_ == "conj":
            break
        token = token.head
    return token
