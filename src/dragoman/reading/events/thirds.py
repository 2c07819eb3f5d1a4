"""Whom a verbal act concerns beyond its two sides, where its reason or what is said along with it names one state."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.actors import ActorIndex
from dragoman.reading.events.candidates import Candidate

SPOKEN = frozenset({"ACCUSE", "SUPPORT", "REJECT", "REQUEST", "CONSULT", "AGREE", "THREATEN"})
"""Types of acts in words."""

SAYING = frozenset("say argue claim warn accuse cite note insist call describe blame allege declare complain".split())
"""Verbs whose participle adds what the doer said ("rebuked them, warning that ...")."""

TOPIC = frozenset("over about regarding concerning toward towards amid for".split())
"""Prepositions that tell why, or about whom, an act in words is."""

PLACED = frozenset("in from at across near inside into out throughout".split())
"""Prepositions behind which a state is where something is, and not whom it concerns."""

NAMING = frozenset({"name", "metonym", "short", "epithet"})
"""Forms of mention that name a state; what is merely of it ("the Bolivian press") is not it."""

RULING = frozenset({"government", "regime", "administration", "leadership", "authority"})
"""Nouns for those who act for a state."""

ARMED = frozenset({"REB", "UAF"})
"""PLOVER's sectors of groups that are sides of conflicts as states are."""

ASIDE = frozenset({"relcl", "appos", "parataxis", "advcl"})
"""Labels at which a remark begins that is no part of the reason."""


def take_concerned(candidate: Candidate, kind: str, index: ActorIndex) -> None:
    """Make the one state beyond the sides that the reason or the words of an act name its third party, in place.

    "Norway criticised Chile for selling arms to Bolivia", "Norway rebuked Chile, warning that its ships had rammed one
    of Bolivia" and "Norway rejected the claim by Chile that Bolivia had sunk a ship" concern Bolivia. Two such are
    none: the words do not tell which one matters.

    Args:
        candidate: the act; left as it is when it has a third party, or not two sides.
        kind: its PLOVER type.
        index: the actors of the article.
    """
    if kind not in SPOKEN or candidate.third_parties or candidate.inner is not None:
        return
    if len(candidate.actors) + len(candidate.recipients) < 2:
        return
    sides = {index.get(side).country for side in (*candidate.actors, *candidate.recipients)}
    found: dict[str, tuple[str, str]] = {}
    for mention in index.mentions(candidate.sentence.start, candidate.sentence.end):
        actor = index.get(mention.actor)
        if mention.sentence != candidate.sentence.index or actor.country is None or actor.country in sides:
            continue
        head = candidate.trigger.doc[mention.head]
        named = actor.kind == "country" or (actor.kind == "group" and not ARMED.isdisjoint(actor.sectors))
        if (named and mention.form in NAMING) or (actor.kind != "person" and head.lemma_.lower() in RULING):
            how = _how(head, candidate.trigger)
            if how is not None:
                found.setdefault(actor.country, (mention.actor, how))
    if len(found) == 1:
        ((actor_id, how),) = found.values()
        candidate.third_parties = (actor_id,)
        candidate.why = (*candidate.why, f"third party: {how}")


def _how(name: Token, trigger: Token) -> str | None:
    """Return how an act's reason or words name a state, going up from the name to the act, or None."""
    first = name
    while first.dep_ == "conj" and first.head != first:
        first = first.head
    if first.dep_ in {"compound", "amod", "nmod"} or (first.dep_ == "pobj" and first.head.lower_ in PLACED):
        return None
    owners = [trigger, *(child for child in trigger.children if child.dep_ in {"dobj", "attr"})]
    node, aside = name, False
    while node != trigger:
        above = node.head
        if above == node or (node.dep_ in {"nsubj", "nsubjpass"} and above == trigger):
            return None
        if node.dep_ == "advcl" and node.tag_ == "VBG" and node.lemma_ in SAYING:
            told = above == trigger and node.i > trigger.i
            return f"named in what the doer said along with it ('{node.text}')" if told else None
        if node.dep_ in {"acl", "ccomp"} and above.pos_ == "NOUN" and _begins_with_that(node):
            subject = name.head == node and name.dep_ in {"nsubj", "nsubjpass"}
            return f"whom the '{above.text}' is about" if subject else None
        if node.dep_ == "prep" and node.lower_ in TOPIC and above in owners:
            return None if aside else f"named behind '{node.text}'"
        aside = aside or node.dep_ in ASIDE
        node = above
    return None


def _begins_with_that(clause: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.children)
