"""Whose word or deed a thing is that an act answers ("a plan floated by Macron", "a decision hailed by Russia")."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.events.arguments import Frame
from dragoman.reading.events.shapes import BROKERING, SAID, VERBAL, agents
from dragoman.reading.language.syntax import surface_subject

SUMMING = frozenset({"appos", "npadvmod", "dobj", "conj", "attr", "pobj", "oprd", "dep"})
"""Labels that the parse gives to a noun that sums up the clause before it."""

HIGHEST = 8
"""The most steps up from a noun to the clause that it sums up."""


def origin(
    frame: Frame, head: Token, deeds: frozenset[str], without: tuple[str, ...], *, judging: bool
) -> tuple[str, ...]:
    """Return the actors from whom a thing comes, or nothing.

    In this order: the doer of a clause that qualifies the thing, or the thing it is put beside ("an idea floated by
    Macron - a suggestion that Berlin rejected"); for a noun that sums up the clause before it ("..., a move that
    Moscow condemned") the subject of that clause.

    Args:
        frame: the frame of the act.
        head: the head of the noun phrase that stands where the recipient would.
        deeds: lemmas of nouns that may sum up a clause.
        without: ids that do not count: the doers of the act.
        judging: whether the act passes judgement on what a clause tells ("doubted claims that Moscow had left").
    """
    said = head.lemma_.lower() in SAID
    nouns = [head]
    if head.dep_ == "appos" and head.head != head:
        nouns.append(head.head)
    for noun in nouns:
        if noun is not head and not said and (found := _others(frame.resolve([noun]), without)):
            return found
        for clause in noun.children:
            if clause.dep_ not in {"acl", "relcl"} or clause.pos_ not in VERBAL or clause == frame.trigger:
                continue
            if clause.lemma_.lower() in BROKERING or (not judging and _is_content(clause)):
                continue
            if found := _others(frame.resolve(agents(clause)), without):
                return found
    summing = frame.trigger.dep_ in {"acl", "relcl"} and frame.trigger.head == head
    if summing and head.lemma_.lower() in deeds and head.dep_ in SUMMING:
        return _of_clause(frame, nouns[-1], without, said=said)
    return ()


def _is_content(clause: Token) -> bool:
    """Tell whether a clause says what a noun is about ("proof that she is alive"), and not whose it is."""
    return clause.dep_ == "acl" and any(child.dep_ == "mark" for child in clause.lefts)


def _of_clause(frame: Frame, noun: Token, without: tuple[str, ...], *, said: bool) -> tuple[str, ...]:
    """Return the subject of the nearest clause around a noun that is not the doer of the act himself."""
    node = noun
    for _ in range(HIGHEST):
        if node.head == node:
            return ()
        node = node.head
        if said and node.dep_ == "ccomp":
            # "an allegation" is his who makes it, and not theirs of whom it tells
            continue
        if node.pos_ in VERBAL and node != frame.trigger:
            subject = surface_subject(node)
            if subject is not None and (found := _others(frame.resolve([subject]), without)):
                return found
    return ()


def _others(found: tuple[str, ...], without: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(actor for actor in found if actor not in without)
