"""Nouns that point back at a place named before: "the city", "this island", "Herat, their home"."""

from __future__ import annotations

import re
from bisect import bisect_left, insort

import msgspec
from spacy.tokens import Token

from dragoman.knowledge import Knowledge
from dragoman.reading.actors import ActorIndex
from dragoman.reading.language import ParsedArticle, Sentence
from dragoman.record import Place, Span

_POINTING = frozenset({"the", "this"})
_NARROWING = frozenset({"of", "where", "who", "in", "at", "near", "on", "around", "between", "called", "named", "-"})
_NARROWING_CLAUSES = frozenset({"relcl", "acl"})
_APART = frozenset({"other", "another", "next", "neighbouring", "neighboring", "nearby", "second", "third", "whole"})

REACH = 12
"""Sentences back to which such a noun looks."""


class PlacePointer:
    """Finds the nouns that stand for a place of the article.

    Raises:
        KnowledgeError: a row of ``places/nouns.tsv`` has no features.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._features: dict[str, tuple[str, ...]] = {}
        for row in knowledge.table("places/nouns.tsv"):
            if not row["features"]:
                raise row.error("the cell 'features' is empty; write GeoNames codes, as PPL|ADM1")
            self._features[row["noun"]] = tuple(row["features"].split("|"))
        words = sorted(self._features, key=lambda word: (-len(word), word))
        self._nouns = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)

    def point(self, parsed: ParsedArticle, places: tuple[Place, ...], actors: ActorIndex) -> tuple[Place, ...]:
        """Return the places with the nouns that stand for them."""
        named = sorted(
            ((m.start, m.end, number) for number, place in enumerate(places) for m in place.mentions),
            key=lambda item: (item[0], item[1]),
        )
        if not named:
            return places
        found: dict[int, list[Span]] = {}
        for match in self._nouns.finditer(parsed.text):
            sentence = parsed.sentence_at(match.start())
            token = sentence.token_at(match.start()) if sentence is not None else None
            if sentence is None or token is None or token.tag_ not in {"NN", "NNS"} or actors.at(sentence, token):
                continue
            start = self._start(token)
            number = self._apposed(sentence, token, named, places)
            if number is None and start is not None and not _is_narrowed(token):
                number = self._nearest(parsed, sentence, token, named, places)
            if number is None:
                continue
            left = token.i if start is None else start
            span = sentence.start + token.doc[left].idx, match.end()
            found.setdefault(number, []).append(span)
            insort(named, (*span, number))
        return tuple(
            msgspec.structs.replace(place, nominals=tuple(found[number])) if number in found else place
            for number, place in enumerate(places)
        )

    @staticmethod
    def _start(token: Token) -> int | None:
        """Return where the noun phrase begins, None when it is not definite."""
        for child in token.lefts:
            if child.dep_ == "poss" or (child.dep_ == "det" and child.lower_ in _POINTING):
                return child.left_edge.i if _APART.isdisjoint(word.lower_ for word in token.lefts) else None
        return None

    def _apposed(
        self, sentence: Sentence, token: Token, named: list[tuple[int, int, int]], places: tuple[Place, ...]
    ) -> int | None:
        """Return the place whose apposition a noun is: "Herat, their home"."""
        if token.dep_ != "appos" or not any(child.dep_ in {"det", "poss"} for child in token.lefts):
            return None
        offset = sentence.span(token.head)[0]
        at = bisect_left(named, (offset + 1, 0, 0)) - 1
        if at < 0 or not named[at][0] <= offset < named[at][1]:
            return None
        return named[at][2] if self._fits(token.lower_, places[named[at][2]]) else None

    def _nearest(
        self,
        parsed: ParsedArticle,
        sentence: Sentence,
        token: Token,
        named: list[tuple[int, int, int]],
        places: tuple[Place, ...],
    ) -> int | None:
        """Return the place that the noun fits, the nearer the better and the oftener named the better."""
        here = sentence.span(token)[0]
        seen: dict[int, float] = {}
        best: tuple[float, int] | None = None
        for start, _, number in reversed(named[: bisect_left(named, (here, 0, 0))]):
            other = parsed.sentence_at(start)
            distance = sentence.index - other.index if other is not None else sentence.index
            if distance > REACH:
                break
            seen[number] = seen.get(number, 0.0) + 0.5
            if not self._fits(token.lower_, places[number]):
                continue
            score = seen[number] - distance
            if best is None or score > best[0]:
                best = (score, number)
        return best[1] if best is not None else None

    def _fits(self, noun: str, place: Place) -> bool:
        feature = place.feature or ""
        return any(
            feature == code or (code == "PPL" and feature.startswith("PPL")) for code in self._features.get(noun, ())
        )


def _is_narrowed(token: Token) -> bool:
    """Tell whether what follows or stands before says which place is meant: "the city of Bergen", "the border town"."""
    doc = token.doc
    if token.dep_ in {"compound", "attr", "nmod"}:
        return True
    if any(child.dep_ in {"compound", "poss"} or child.tag_ in {"NNP", "CD"} for child in token.lefts):
        return True
    if any(child.dep_ in _NARROWING_CLAUSES for child in token.rights):
        return True
    after = token.i + 1
    return after < len(doc) and (doc[after].tag_.startswith("NN") or doc[after].lower_ in _NARROWING)
