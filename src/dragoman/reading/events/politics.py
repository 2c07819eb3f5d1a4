"""The political-actor test (codebook "Who"), and the filters for habits and games."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dragoman.reading.actors import ActorIndex
from dragoman.reading.events.candidates import Candidate
from dragoman.reading.language.syntax import conjuncts, doers
from dragoman.record import Actor

FORCE = frozenset("MIL COP REB SPY PRM UAF CRM".split())
"""Sectors of those who can use force with their own hands."""

POLITICAL = frozenset("GOV MIL COP JUD LEG PTY REB SPY PRM UAF OPP REF PRE".split())
"""Sectors that are political in themselves; others are so only when they deal with one of these."""

INTERNATIONAL = frozenset("IGO UNO EUR IMG ISM NGO".split())

THINGS = frozenset(
    "bomb bombing blast explosion explosive attack raid strike shooting car truck mine rocket missile shell fire "
    "clash ambush violence device drone airstrike".split()
)
"""Things and happenings that kill; whose they are, where they are does not say."""

POLLED = frozenset({"voters", "electorate", "respondents", "viewers", "population"})
"""People whose support is an answer in a poll or a ballot cast, and no act of politics towards somebody."""

RISING = frozenset({"REB", "UAF", "OPP"})
"""Sectors of those who can be the other side of their own state."""

LAW = frozenset({"COP", "JUD"})

LOOSE = frozenset({"shoot", "seize-territory", "bomb", "beat"})
"""Acts of force whose words are said of words too."""

MEETINGS = frozenset({"meet", "host", "visit", "receive", "welcome", "meeting", "summit", "talk", "talks"})
"""Words for being together, whoever the other side is."""

PRIVATE = frozenset("BUS MED JRN EDU CVL AGR LAB ELI CRM UNK".split())


CROWDS = frozenset({"CVL", "EDU", "LAB", "OPP", "REF", "REL", "SOC"})
"""Sectors of people who take to the streets."""


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
    known = actor.country is not None and actor.kind != "person"
    named = actor.name[:1].isupper() and (actor.kind != "person" or actor.name.split()[-1][:1].isupper())
    return bool(known or actor.sectors or actor.role or named)


def passes(actors: tuple[str, ...], recipients: tuple[str, ...], index: ActorIndex) -> bool:
    """Tell whether an act has a political doer or recipient, and a doer that can act."""
    if actors and not any(is_somebody(index.get(actor)) for actor in actors):
        return False
    return any(is_political(index.get(actor)) for actor in (*actors, *recipients))


def is_crowd(actors: tuple[str, ...], index: ActorIndex) -> bool:
    """Tell whether people of a kind act together ("students", "protesters"): a protest needs no other side."""
    found = [index.get(actor) for actor in actors]
    return any(actor.kind == "group" and not CROWDS.isdisjoint(actor.sectors) for actor in found)


def is_known_group(actor: Actor) -> bool:
    """Tell whether an actor is a people or armed group known by name ("the Kurds"), a side of its own in any state."""
    return actor.kind == "group" and actor.ref.startswith("organisation/")


def within_one_state(actors: tuple[str, ...], recipients: tuple[str, ...], index: ActorIndex) -> bool:
    """Tell whether an act stays between a state and what stands for it ("Syria's embassy in Syria")."""
    left, right = [index.get(a) for a in actors], [index.get(a) for a in recipients]
    if not left or not right or any(a.country is None for a in (*left, *right)):
        return False
    same = {a.country for a in left} == {a.country for a in right} and len({a.country for a in left}) == 1
    return same and any(a.kind == "country" for a in (*left, *right))


def is_against_rebels(kind: str, recipients: tuple[str, ...], index: ActorIndex) -> bool:
    """Tell whether an act of force is aimed at those who can be the other side of their own state."""
    people = [index.get(actor) for actor in recipients]
    return kind in {"THREATEN", "ASSAULT", "COERCE"} and any(
        a.kind == "group" and not RISING.isdisjoint(a.sectors) for a in people
    )


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
        actor.kind == "person"
        and (is_political(actor) or (actor.country is not None and _is_named(actor)))
        and not set(actor.sectors) & FORCE
        for actor in people
    )


def free_of_place(candidate: Candidate, index: ActorIndex) -> None:
    """Let no country be the doer of what was done in it ("was killed in Turkey", "a bomb in Turkey killed two")."""
    things = [token for token in doers(candidate.trigger) if token.lemma_.lower() in THINGS]
    if "actor: in" in candidate.why and not _is_in_a_deed(candidate.trigger):
        candidate.actors = ()
        return
    if "actor: in" in candidate.why:
        things += [
            noun
            for preposition in candidate.trigger.children
            if preposition.dep_ == "prep" and preposition.lower_ == "in"
            for noun in preposition.children
            if noun.lemma_.lower() in THINGS
        ]
    elif not things:
        return
    places = {
        actor
        for owner in (candidate.trigger, *things)
        for preposition in owner.children
        if preposition.dep_ == "prep" and preposition.lower_ in {"in", "at", "near", "outside"}
        for first in preposition.children
        for noun in (*conjuncts(first), *(child for child in first.children if child.dep_ == "appos"))
        for actor in index.at(candidate.sentence, noun)
    }
    candidate.actors = tuple(actor for actor in candidate.actors if actor not in places)


def _is_in_a_deed(verb: Token) -> bool:
    """Tell whether people die in an attack ("killed in a Turkish airstrike"), and not in a place ("in Turkey")."""
    return any(
        noun.lemma_.lower() in THINGS
        for preposition in verb.children
        if preposition.dep_ == "prep" and preposition.lower_ in {"in", "by", "during"}
        for first in preposition.children
        for noun in conjuncts(first)
    )


def is_asked(candidate: Candidate) -> bool:
    """Tell whether a sentence of the body only asks whether an act is so ("Did that mean he would leave?")."""
    doc = candidate.trigger.doc
    first = next((token for token in doc if not token.is_punct and not token.is_space), None)
    asks = any(token.text == "?" for token in doc[-2:])
    return candidate.sentence.part == "body" and asks and first is not None and first.pos_ == "AUX"


def _is_of_law(actor: Actor) -> bool:
    """Tell whether only the law makes an actor political: a judge, a policeman, a private person's solicitor."""
    offices = set(actor.sectors) & POLITICAL
    return bool(offices) and offices <= LAW


def are_in_office(ids: tuple[str, ...], index: ActorIndex) -> bool:
    """Tell whether one of the actors is political by what it does, and not only by its country."""
    return any(set(index.get(actor).sectors) & POLITICAL for actor in ids)


def is_from_abroad(ids: tuple[str, ...], others: tuple[str, ...], index: ActorIndex) -> bool:
    """Tell whether actors with names are all of another country than others ("the president praised Mr Carter")."""
    here = {index.get(actor).country for actor in others}
    people = [index.get(actor) for actor in ids]
    return all(a.country is not None and a.country not in here and (a.kind != "person" or _is_named(a)) for a in people)


def are_armed(ids: tuple[str, ...], index: ActorIndex) -> bool:
    """Tell whether one of the actors can use force with its own hands."""
    return any(set(index.get(actor).sectors) & FORCE for actor in ids)


def is_war_of_words(candidate: Candidate, kind: str, index: ActorIndex) -> bool:
    """Tell whether force is a figure of speech: the press's, a dismissal, a politician's on nobody or on his like.

    Nor does a crime become political by the country that it happens in.
    """
    doers = [index.get(actor) for actor in candidate.actors]
    if kind == "ASSAULT" and doers and all(set(actor.sectors) & {"JRN"} for actor in doers):
        return True
    if candidate.trigger.lemma_ == "dismiss" and "recipient: object" in candidate.why:
        # a person who is dismissed loses an office
        return kind == "REJECT" and all(index.get(actor).kind == "person" for actor in candidate.recipients)
    if kind == "ASSAULT" and any(reason.startswith("recipient: the country of") for reason in candidate.why):
        return bool(doers) and not any(is_political(actor) for actor in doers)
    if kind != "ASSAULT" or candidate.action not in LOOSE or not are_politicians(candidate.actors, index):
        return False
    people = [index.get(actor) for actor in candidate.recipients]
    return all(
        actor.kind == "person" or "PTY" in actor.sectors or (actor.country is None and not is_known_group(actor))
        for actor in people
    )


def is_address(candidate: Candidate, kind: str, index: ActorIndex) -> bool:
    """Tell whether somebody speaks or writes to an audience and not with another side ("spoke to students")."""
    if kind != "CONSULT" or candidate.trigger.lemma_.lower() in MEETINGS:
        return False
    sides = [index.get(actor) for actor in (*candidate.actors, *candidate.recipients)]
    return sum(is_political(actor) or actor.kind == "organisation" or _is_named(actor) for actor in sides) < 2


def _is_named(actor: Actor) -> bool:
    """Tell whether a person has a name of his own ("Clive Smith", and not "British woman")."""
    return actor.kind == "person" and all(word[:1].isupper() for word in actor.name.split())


def is_contest(candidate: Candidate, kind: str, index: ActorIndex) -> bool:
    """Tell whether a country is said to do what only people can do, beat or travel; or candidates beat each other."""
    if candidate.action not in {"beat", "visit"} or candidate.trigger.pos_ != "VERB":
        return False
    if candidate.action == "beat" and are_in_office(candidate.actors, index) and not are_armed(candidate.actors, index):
        return True
    return bool(candidate.actors) and all(index.get(actor).kind == "country" for actor in candidate.actors)


def is_private(candidate: Candidate, kind: str, index: ActorIndex) -> bool:
    """Tell whether a deal, a gift or a talk is one of private persons, of firms, or of two offices of one state.

    A policeman or a judge whom a private person talks to, or who approves a settlement, makes it no politics.
    """
    doers = [index.get(actor) for actor in candidate.actors]
    if kind == "ASSAULT" and candidate.action == "seize-territory":
        return any("BUS" in index.get(actor).sectors for actor in candidate.recipients)
    if kind == "SUPPORT" and doers and all(set(actor.sectors) == {"JRN"} for actor in doers):
        return True
    if kind == "SUPPORT" and doers and not any(is_political(actor) for actor in doers):
        act = candidate.inner or candidate
        return act.trigger.lemma_ == "vote" or all(actor.name.split()[-1].lower() in POLLED for actor in doers)
    if kind == "CONSULT" and candidate.action in {"visit", "host"}:
        hosts = [index.get(actor) for actor in candidate.recipients]
        lands = {actor.country for actor in (*doers, *hosts)}
        if hosts and len(lands) == 1 and None not in lands and hosts[0].kind == "organisation":
            return True
    if kind == "SUPPORT" and candidate.action == "sign-agreement":
        return any(actor.kind == "person" and set(actor.sectors) == {"JUD"} for actor in doers)
    if kind == "CONSULT" and any(reason.startswith("recipient: the country of") for reason in candidate.why):
        return any(actor.country is None for actor in doers)
    if kind in {"CONSULT", "COOPERATE"}:
        sides = [*doers, *(index.get(actor) for actor in candidate.recipients)]
        powers = [actor for actor in sides if is_political(actor)]
        if len(powers) < len(sides) and all(_is_of_law(actor) for actor in powers):
            return True
    if kind not in {"COOPERATE", "AID"}:
        return False
    offices = [actor.country for actor in doers if actor.kind == "organisation" and "GOV" in actor.sectors]
    if kind == "COOPERATE" and len(doers) > 1 and len(offices) == len(doers) and len(set(offices)) == 1:
        return True
    return bool(doers) and all(actor.kind == "person" and not is_political(actor) for actor in doers)
