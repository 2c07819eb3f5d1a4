"""Tell how a toponym is meant: the place itself, the government that sits there, or its people."""

from __future__ import annotations

from dragoman.reading.language import ParsedArticle
from dragoman.reading.language.syntax import is_passive
from dragoman.reading.places.gazetteer import CAPITALS, Entry
from dragoman.reading.places.judging import Verdict
from dragoman.reading.places.seats import GONE_TO
from dragoman.reading.places.tables import Words


def sense_of(
    parsed: ParsedArticle, verdict: Verdict, entry: Entry, metonyms: frozenset[tuple[int, int]], words: Words
) -> str:
    """Return ``literal``, ``metonym`` or ``demonym``.

    A country or a capital acts (is a metonym) as the subject of a verb of doing, as the agent of a passive,
    and as a partner ("talks with Iran"); unparsed sentences give the literal sense.
    """
    spot = verdict.spot
    if spot.kind == "demonym":
        return "demonym"
    if GONE_TO in verdict.reasons:
        return "literal"
    if (spot.start, spot.end) in metonyms:
        return "metonym"
    if entry.feature != "PCLI" and entry.feature not in CAPITALS and entry.feature != "BLDG":
        return "literal"
    sentence = parsed.sentence_at(spot.start)
    token = sentence.token_at(spot.end - 1) if sentence is not None else None
    if token is None:
        return "literal"
    while token.dep_ in ("conj", "appos") and token.head != token and token.head.pos_ == "PROPN":
        token = token.head
    verb = token.head
    if token.dep_ == "nsubj" and verb.pos_ == "VERB" and verb.lemma_ not in words.static_verbs and not is_passive(verb):
        return "metonym"
    if token.dep_ == "pobj" and verb.lower_ in words.partners:
        return "metonym"
    return "literal"
