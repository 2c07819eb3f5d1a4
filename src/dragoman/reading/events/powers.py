"""What a power does without another side being named, and what is done to private persons or by them."""

from __future__ import annotations

from dragoman.reading.actors import ActorIndex
from dragoman.reading.events.candidates import Candidate
from dragoman.reading.events.politics import is_political

PLAIN = {
    "reject-settlement": frozenset({"reject", "oppose", "rebuff", "dismiss"}),
    "refuse-to-meet": frozenset({"boycott", "reject"}),
    "defy": frozenset({"reject", "defy"}),
    "demand-yield": frozenset({"demand", "urge", "call"}),
    "call-for-talks": frozenset({"demand", "urge", "call"}),
}
"""Verbs that say by themselves what a power does, whoever the other side is, by action."""

THOUGHTS = frozenset({"idea", "notion", "suggestion", "thought", "question", "speculation", "rumor", "rumour"})

MOTION = frozenset({"travel", "fly", "go", "come", "return", "arrive", "land", "head", "journey", "leave", "jet"})
"""Verbs of motion: private persons travel too, and visit nobody."""


def is_plainly_said(candidate: Candidate, index: ActorIndex) -> bool:
    """Tell whether one power demands or rejects in so many words ("rejected the accusations").

    Such an act needs no other side: whom it is aimed at, the sentence need not say. Its object is a deed or a word.
    """
    verb = candidate.trigger
    if candidate.modality != "actual" or len(candidate.actors) != 1 or verb.tag_ not in {"VBD", "VBN", "VBZ", "VBP"}:
        return False
    if verb.lemma_.lower() not in PLAIN.get(candidate.action, frozenset()) or not candidate.targets:
        return False
    doer = index.get(candidate.actors[0])
    office = "GOV" in doer.sectors and doer.kind != "group" and (doer.kind != "person" or doer.role is not None)
    if not office and doer.kind != "country":
        return False
    return all(head.pos_ == "NOUN" and head.lemma_.lower() not in THOUGHTS for head in candidate.targets)


def is_private_journey(candidate: Candidate, kind: str, index: ActorIndex) -> bool:
    """Tell whether private persons travel, by a verb of motion ("flew to Paris"): they visit no state."""
    doers = [index.get(actor) for actor in candidate.actors]
    if kind != "CONSULT" or not doers or candidate.trigger.lemma_.lower() not in MOTION:
        return False
    return all(actor.kind == "person" and not is_political(actor) for actor in doers)
