"""The political-actor test (codebook "Who"), and the filters for habits and games."""

from __future__ import annotations

from spacy.tokens import Doc

from dragoman.reading.actors import ActorIndex
from dragoman.reading.events.candidates import Candidate
from dragoman.record import Actor

FORCE = frozenset("MIL COP REB SPY PRM UAF CRM".split())
"""Sectors of those who can use force with their own hands."""

POLITICAL = frozenset("GOV MIL COP JUD LEG PTY REB SPY PRM UAF OPP REF PRE".split())
"""Sectors that are political in themselves; others are so only when they deal with one of these."""

INTERNATIONAL = frozenset("IGO UNO EUR IMG ISM NGO".split())

PRIVATE = frozenset("BUS MED JRN EDU CVL AGR LAB ELI CRM UNK".split())


def is_political(actor: Actor) -> bool:
    """Tell whether an actor is political in itself: a state, its people in office, a body, a party, an armed group."""
    if actor.kind == "country" or actor.country in INTERNATIONAL:
        return True
    if set(actor.sectors) & POLITICAL:
        return True
    if set(actor.sectors) & PRIVATE:
        return False
    return actor.role is not None or (actor.kind in {"organisation", "group"} and actor.country is not None)


def is_somebody(actor: Actor) -> bool:
    """Tell whether an actor is more than a thing that a sentence lets speak ("measures", "a way")."""
    return bool(actor.country or actor.sectors or actor.role or actor.name[:1].isupper())


def passes(actors: tuple[str, ...], recipients: tuple[str, ...], index: ActorIndex) -> bool:
    """Tell whether an act has a political doer or recipient, and a doer that can act."""
    if actors and not any(is_somebody(index.get(actor)) for actor in actors):
        return False
    return any(is_political(index.get(actor)) for actor in (*actors, *recipients))


def within_one_state(actors: tuple[str, ...], recipients: tuple[str, ...], index: ActorIndex) -> bool:
    """Tell whether an act stays between a state and what stands for it ("Syria's embassy in Syria")."""
    left, right = [index.get(a) for a in actors], [index.get(a) for a in recipients]
    if not left or not right or any(a.country is None for a in (*left, *right)):
        return False
    same = {a.country for a in left} == {a.country for a in right} and len({a.country for a in left}) == 1
    return same and any(a.kind == "country" for a in (*left, *right))


def speaks_of_sport(doc: Doc, words: frozenset[str]) -> bool:
    """Tell whether a sentence is about a game: two or more different words of games stand in it."""
    found = {token.lemma_.lower() for token in doc if token.lemma_.lower() in words}
    return len(found) >= 2


def is_habit(candidate: Candidate) -> bool:
    """Tell whether the body of an article tells an act in the plain present ("which supplies Chile with gas")."""
    verb = candidate.trigger
    return (
        candidate.sentence.part == "body"
        and candidate.inner is None
        and candidate.modality == "actual"
        and verb.tag_ in {"VBZ", "VBP"}
        and not any(child.dep_ in {"aux", "auxpass"} for child in verb.children)
    )


def are_politicians(ids: tuple[str, ...], index: ActorIndex) -> bool:
    """Tell whether actors are persons of politics who bear no arms: their attacks are words, their captures votes."""
    people = [index.get(actor) for actor in ids]
    return bool(people) and all(
        actor.kind == "person" and is_political(actor) and not set(actor.sectors) & FORCE for actor in people
    )


def is_asked(candidate: Candidate) -> bool:
    """Tell whether a sentence of the body only asks whether an act is so ("Did that mean he would leave?")."""
    doc = candidate.trigger.doc
    first = next((token for token in doc if not token.is_punct and not token.is_space), None)
    asks = any(token.text == "?" for token in doc[-2:])
    return candidate.sentence.part == "body" and asks and first is not None and first.pos_ == "AUX"
