"""The classifier's vote on the acts that the lexicon found in an article: how sure an act is, and whether it stays.

The lexicon proposes, since it alone knows the words, the sides and the modality; the classifier, which reads the whole
sentence, seconds or doubts. ``why`` says who said what.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.reading.actors import ActorIndex
from dragoman.reading.events.actions import Actions
from dragoman.reading.events.classifier import Classifier, Vote, mark
from dragoman.reading.events.merging import Draft

WEIGHT = 0.25
"""What the classifier counts in the confidence of an act beside the lexicon's three quarters. Not tuned."""

DOUBT = 0.05
"""The support below which the classifier speaks against an act."""

SURE = 0.7
"""The confidence of the lexicon from which on an act stays whatever the classifier says."""

Span = tuple[int, int]


class Ballot:
    """Takes the classifier's vote on drafts; without a classifier every draft stays as it is.

    Args:
        classifier: the trained voter, or None.
        actions: the action table, which says which actions are of one type.
    """

    def __init__(self, classifier: Classifier | None, actions: Actions) -> None:
        self._classifier = classifier
        self._actions = actions

    def take(self, drafts: Sequence[Draft], index: ActorIndex) -> list[Draft]:
        """Return the drafts that stay, their confidence and reasons changed by the vote."""
        if self._classifier is None:
            return list(drafts)
        marked: list[str] = []
        asked: dict[int, int] = {}
        for number, draft in enumerate(drafts):
            text = _marked(draft, index)
            if text is not None:
                asked[number] = len(marked)
                marked.append(text)
        votes = self._classifier.vote(marked) if marked else []
        kept = []
        for number, draft in enumerate(drafts):
            if number not in asked or self._weigh(draft, votes[asked[number]]):
                kept.append(draft)
        return kept

    def _weigh(self, draft: Draft, vote: Vote) -> bool:
        """Let one vote count; return whether the draft stays."""
        support = vote.passes * sum(
            chance for action, chance in vote.actions.items() if self._actions[action].type == draft.type
        )
        best = max(vote.actions, key=lambda action: (vote.actions[action], action))
        told = f"classifier: {best} ({vote.actions[best]:.2f})" if vote.passes >= 0.5 else "classifier: nothing passes"
        draft.why.append(told)
        if support < DOUBT and vote.passes < 0.5 and draft.confidence < SURE:
            return False
        draft.confidence = round((1 - WEIGHT) * draft.confidence + WEIGHT * support, 2)
        return True


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
