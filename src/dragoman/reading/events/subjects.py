"""Whom words are about: the one state that the clause of a verbal act's content names beside its two sides."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.actors import ActorIndex
from dragoman.reading.events.candidates import Candidate

ABOUT_OTHERS = frozenset({"ACCUSE", "SUPPORT", "REJECT", "REQUEST"})
"""Types of acts in words that can be about somebody who is neither their doer nor their recipient."""

CONTENT = frozenset({"ccomp", "advcl", "relcl", "acl", "xcomp", "pcomp"})
"""Labels of the clauses that say what words are about."""


def take_subject(candidate: Candidate, kind: str, index: ActorIndex) -> None:
    """Make the state that an act's content is about its third party, where there is just one and none is known.

    "Mali hit back at Peru, saying that its troops were not there to watch Chile" is about Chile.
    """
    if kind not in ABOUT_OTHERS or candidate.third_parties or candidate.inner is not None or not candidate.recipients:
        return
    sides = {index.get(side).country for side in (*candidate.actors, *candidate.recipients)}
    below = {token.i for clause in _clauses(candidate.trigger) for token in clause.subtree}
    found: dict[str, str] = {}
    start, end = candidate.sentence.start, candidate.sentence.end
    for mention in index.mentions(start, end):
        actor = index.get(mention.actor)
        if mention.sentence == candidate.sentence.index and mention.head in below and actor.country is not None:
            found.setdefault(actor.country, mention.actor)
    others = [actor for country, actor in found.items() if country not in sides]
    if len(others) == 1:
        candidate.third_parties = (others[0],)
        candidate.why = (*candidate.why, "third party: the one state besides in the clause of its content")


def _clauses(trigger: Token) -> list[Token]:
    """Return the verbs of the clauses that hang on an act's word, or on what it acts on."""
    near = [trigger, *(child for child in trigger.children if child.dep_ in {"dobj", "pobj", "prep", "agent"})]
    near += [grandchild for child in near[1:] for grandchild in child.children if grandchild.dep_ in {"pobj", "prep"}]
    near += [great for token in near[1:] for great in token.children if great.dep_ == "pobj"]
    return [child for token in dict.fromkeys(near) for child in token.children if child.dep_ in CONTENT]
