"""Source phrases: "according to X", "in the words of X", with the clause around them as the content."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from dragoman.reading.statements.cues import Phrase
from dragoman.reading.statements.indirect import CLAUSE_HEADS, governed, without
from dragoman.reading.statements.noun_phrases import TokenSpan

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OWN_CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "relcl", "parataxis", "csubj"})


def phrase_source(token: Token, phrases: Iterable[Phrase]) -> tuple[Token, Token, int] | None:
    """Return (source, top of the phrase, token after its last cue word) when a source phrase begins at ``token``."""
    lower = token.lower_
    for phrase in phrases:
        if phrase.words[0] != lower:
            continue
        if phrase.form == "direct":
            last = token.i + len(phrase.words) - 1
            if phrase.words == ("per",) and token.i and token.nbor(-1).lower_ == "as":
                continue
            if last >= len(token.doc) or token.doc[last].lower_ != phrase.words[-1]:
                continue
            for holder in (token.doc[last], token):
                for child in holder.children:
                    if child.dep_ == "pobj" and (last > token.i or _is_definite(child)):
                        return child, token, last + 1
            continue
        for noun in token.children:
            if noun.dep_ == "pobj" and noun.lower_ == phrase.words[-1]:
                for child in noun.children:
                    if phrase.form == "possessive" and child.dep_ == "poss":
                        return child, token, noun.i + 1
                    if phrase.form == "of" and child.dep_ == "prep" and child.lower_ == "of":
                        deep = governed(child)
                        if deep is not None:
                            return deep, token, child.i + 1
    return None


def _is_definite(noun: Token) -> bool:
    """Tell a source from a measure: "per Reuters" and "per the charter" are none of "per person"."""
    return noun.pos_ == "PROPN" or any(child.dep_ in {"det", "poss"} for child in noun.children)


def phrase_content(top: Token) -> list[TokenSpan]:
    """Return the clause around a source phrase, without the phrase."""
    clause = top.head
    if _stands_apart(top):
        root = top
        while root.head.i != root.i:
            root = root.head
        return without(root, top) if root.i != top.i else []
    for _ in range(8):
        own = clause.dep_ in _OWN_CLAUSES or (
            clause.dep_ == "conj" and any(c.dep_ in _SUBJECTS for c in clause.children)
        )
        if clause.pos_ in CLAUSE_HEADS and own:
            break
        if clause.head.i == clause.i:
            break
        clause = clause.head
    if clause.i == top.i:
        return []
    return without(clause, top)


def _stands_apart(top: Token) -> bool:
    """Tell whether a source phrase ends its sentence behind a comma, so that it speaks for the whole of it."""
    doc = top.doc
    before = top.left_edge.i - 1
    tail = doc[top.right_edge.i + 1 :]
    return before > 0 and doc[before].text == "," and all(token.is_punct or token.is_space for token in tail)
