"""The classifier's vote on the acts that the lexicon found in an article: how sure each of them is.

The lexicon proposes, since it alone knows the words, the sides and the modality; the classifier, which reads the whole
sentence, seconds or doubts. It throws out an act only where it is sure of an act of another type and gives this one
next to nothing, or where the lexicon read it by a weak rule that needs a second voice. ``why`` says who said what.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.reading.actors import ActorIndex
from dragoman.reading.events.actions import Actions
from dragoman.reading.events.classifier import Classifier, Vote, mark
from dragoman.reading.events.merging import Draft

WEIGHT = 0.25
"""What the classifier counts in the confidence of an act beside the lexicon's three quarters. Not tuned."""

AGAINST = 0.12
"""The chance of an act's type below which the classifier contradicts it; set by reading real news."""

SURE = 0.25
"""The chance of an action of another type from which a contradiction counts; set in the same way."""

PASSING = 0.6
"""How sure the classifier must be that anything passes between the two before it may contradict."""

SECONDED = 0.3
"""The support that an act read by a weak rule needs."""

PLAIN = frozenset({"meet", "meeting", "summit", "talk", "talks", "call", "visit"})
"""Words that say plainly that two sides met or spoke, whatever else a sentence tells of them."""

Span = tuple[int, int]


class Ballot:
    """Takes the classifier's vote on drafts; without a classifier they stay as they are.

    Args:
        classifier: the trained voter, or None.
        actions: the action table, which says which actions are of one type.
    """

    def __init__(self, classifier: Classifier | None, actions: Actions) -> None:
        self._classifier = classifier
        self._actions = actions

    def take(self, drafts: Sequence[Draft], index: ActorIndex) -> list[Draft]:
        """Change the confidence and the reasons of the drafts by the vote on each, and return those that stand."""
        if self._classifier is None:
            return list(drafts)
        asked = [(draft, text) for draft in drafts if (text := _marked(draft, index)) is not None]
        votes = self._classifier.vote([text for _, text in asked])
        told: dict[Span, set[str]] = {}
        for draft in drafts:
            told.setdefault(draft.mentions[0].sentence, set()).add(draft.type)
        lost = {
            id(draft)
            for (draft, _), vote in zip(asked, votes, strict=True)
            if self._falls(draft, vote, told[draft.mentions[0].sentence])
        }
        return [draft for draft in drafts if id(draft) not in lost]

    def _falls(self, draft: Draft, vote: Vote, told: set[str]) -> bool:
        """Weigh the vote on a draft, and tell whether it falls by it.

        It stands where the act that the classifier sees is told in the sentence too: a pair can do two things in one.
        """
        support, best = self._weigh(draft, vote)
        other, own = self._actions[best], self._actions[draft.action]
        if draft.candidate.trigger.lemma_.lower() in PLAIN:
            return False
        if other.quad_class == own.quad_class or other.type in told or vote.passes < PASSING:
            return False
        return support < SECONDED if is_weak(draft) else support < AGAINST and vote.actions[best] >= SURE

    def _weigh(self, draft: Draft, vote: Vote) -> tuple[float, str]:
        support = vote.passes * sum(
            chance for action, chance in vote.actions.items() if self._actions[action].type == draft.type
        )
        best = max(vote.actions, key=lambda action: (vote.actions[action], action))
        told = f"classifier: {best} ({vote.actions[best]:.2f})" if vote.passes >= 0.5 else "classifier: nothing passes"
        draft.why.append(told)
        draft.confidence = round((1 - WEIGHT) * draft.confidence + WEIGHT * support, 2)
        return support, best


def is_weak(draft: Draft) -> bool:
    """Tell whether an act rests on a weak rule: a judgement in somebody's words, a side named only inside a phrase."""
    base = draft.candidate.inner or draft.candidate
    return base.entry.actor == ("speaker",) or any(reason.startswith("recipient: within ") for reason in draft.why)


def _marked(draft: Draft, index: ActorIndex) -> str | None:
    """Return the sentence with its doer and recipient marked, or None where one of them does not stand in it."""
    sentence = draft.candidate.sentence
    trigger = draft.mentions[0].trigger
    others = draft.recipients or draft.actors[1:]
    doer, recipient = (
        _nearest(index, names, (sentence.start, sentence.end), trigger) for names in (draft.actors[:1], others)
    )
    if doer is None or recipient is None or doer == recipient:
        return None
    shifted = [(start - sentence.start, end - sentence.start) for start, end in (doer, recipient)]
    return mark(sentence.text, shifted[0], shifted[1])


def _nearest(index: ActorIndex, names: Sequence[str], where: Span, trigger: Span) -> Span | None:
    spans = [
        (mention.start, mention.end)
        for mention in index.mentions(*where)
        if mention.actor in names and where[0] <= mention.start and mention.end <= where[1]
    ]
    return min(spans, key=lambda span: (abs(span[0] - trigger[0]), span), default=None)
