"""Whose deed an act answers that another sentence told: "Iran tested a missile. Japan condemned the launch."."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from dragoman.reading.actors import ActorIndex
from dragoman.reading.events.candidates import Candidate

JUDGING = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
"""Types of acts that pass judgement on a deed."""

OF_CONTENT = frozenset({"accuse-crime", "investigate"})
"""Actions of judgement on what is claimed or looked into, which need not be a deed told before."""

ENDING = frozenset({"SANCTION"})
"""Types of acts that can end a meeting told before ("scuttled the talks")."""

POINTING = frozenset({"the", "this", "that", "these", "those", "such"})
"""Words before a noun that point back to a deed told before."""

PRONOUNS = frozenset({"this", "that"})
"""Words that stand for a deed told before."""

REACH = 2
"""Sentences back within which the deed must have been told."""


def take_answered(
    candidate: Candidate,
    kind: str,
    earlier: Sequence[Candidate],
    index: ActorIndex,
    deeds: frozenset[str],
    gatherings: frozenset[str],
) -> None:
    """Give an act of judgement the doer of the deed that it answers, where a word points back to it.

    Args:
        candidate: the act, changed in place when it has no recipient.
        kind: its PLOVER type.
        earlier: the article's acts before it, in the order of the text.
        index: the article's actors.
        deeds: lemmas of nouns for deeds and words ("decision", "remark").
        gatherings: lemmas of nouns for meetings.
    """
    if candidate.recipients or not candidate.actors or kind not in JUDGING | ENDING or candidate.modality != "actual":
        return
    if candidate.action in OF_CONTENT or candidate.entry.actor == ("speaker",):
        return
    nouns = deeds if kind in JUDGING else gatherings
    if not any(_points_back(head, nouns) for head in candidate.targets):
        return
    own = _sides(candidate.actors, index)
    for before in reversed(earlier):
        if candidate.sentence.index - before.sentence.index > REACH:
            return
        if kind in JUDGING:
            others = before.actors if own.isdisjoint(_sides(before.actors, index)) else ()
        elif before.entry.flags & {"mutual", "host"}:
            others = tuple(a for a in (*before.actors, *before.recipients) if own.isdisjoint(_sides((a,), index)))
        else:
            others = ()
        if others and before.trigger is not candidate.trigger:
            candidate.recipients = others
            candidate.confidence = round(min(0.95, candidate.confidence + 0.1), 2)
            candidate.why = (*candidate.why, f"recipient: who did what the sentence answers ('{before.trigger.text}')")
            return


def _points_back(head: Token, deeds: frozenset[str]) -> bool:
    """Tell whether a noun phrase names a deed told before, and says no more of it."""
    if head.lower_ in PRONOUNS:
        return True
    children = list(head.children)
    if head.lemma_.lower() not in deeds or not any(child.lower_ in POINTING for child in children):
        return False
    return all(child.dep_ in {"det", "amod", "punct", "advmod", "predet"} for child in children)


def _sides(ids: tuple[str, ...], index: ActorIndex) -> frozenset[str]:
    return frozenset(index.get(actor).country or actor for actor in ids)
