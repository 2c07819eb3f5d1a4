"""With whom an actor deals in an article: the other side of an act told without it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from dragoman.reading.actors import ActorIndex
from dragoman.reading.events.candidates import Candidate

WORDS = frozenset({"REQUEST", "REJECT", "THREATEN"})
"""Types of acts in words that are aimed at somebody even where a sentence leaves him out."""

LEAST = 2
"""Acts of the same type in which the doer must deal with the other side."""

SHARE = 0.7
"""The part of these acts that the other side must have."""


class Partners:
    """At whom acts in words are aimed, counted over the acts of one article told with both sides.

    Args:
        candidates: the acts of the article.
        index: its actors.
        kind_of: the PLOVER type of an action.
        deeds: lemmas of nouns for deeds and words ("decision", "remark").
    """

    def __init__(
        self,
        candidates: Sequence[Candidate],
        index: ActorIndex,
        kind_of: Callable[[str], str],
        deeds: frozenset[str],
    ) -> None:
        self._index = index
        self._kind_of = kind_of
        self._deeds = deeds
        self._by_kind: dict[tuple[str, str], Counter[str]] = {}
        self._names: dict[str, str] = {
            actor.country: actor.id for actor in reversed(index.actors()) if actor.kind == "country" and actor.country
        }
        for candidate in candidates:
            doer, other = self._side(candidate.actors), self._side(candidate.recipients)
            if doer is None and len(candidate.actors) == 2 and not candidate.recipients:
                doer, other = self._side(candidate.actors[:1]), self._side(candidate.actors[1:])
            if doer is None or other is None or doer == other:
                continue
            self._by_kind.setdefault((doer, kind_of(candidate.action)), Counter())[other] += 1

    def complete(self, candidate: Candidate) -> None:
        """Give an act in words without a recipient the one at whom its doer's other acts of the type are aimed."""
        kind = self._kind_of(candidate.action)
        if candidate.recipients or kind not in WORDS or "mutual" in candidate.entry.flags:
            return
        if not all(head.pos_ in {"PRON", "NUM"} or head.lemma_.lower() in self._deeds for head in candidate.targets):
            # "threatened to sue his rivals" says whom, if in words that name no actor
            return
        doer = self._side(candidate.actors)
        if doer is None:
            return
        other = _sole(self._by_kind.get((doer, kind)), LEAST)
        if other is None or other not in self._names:
            return
        candidate.recipients = (self._names[other],)
        candidate.confidence = round(min(0.95, candidate.confidence + 0.05), 2)
        candidate.why = (*candidate.why, "recipient: the side with whom the doer deals in this article")

    def _side(self, ids: tuple[str, ...]) -> str | None:
        """Return the one country for which actors stand, or None."""
        found = {self._index.get(actor).country for actor in ids}
        return found.pop() if len(found) == 1 else None


def _sole(counts: Counter[str] | None, least: int) -> str | None:
    if not counts:
        return None
    name, times = counts.most_common(1)[0]
    return name if times >= least and times / sum(counts.values()) >= SHARE else None
