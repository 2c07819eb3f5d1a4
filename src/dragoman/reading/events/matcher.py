"""Which lexicon entry a token triggers: the most specific one whose words and needs are met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from dragoman.reading.events.arguments import Frame
from dragoman.reading.events.lexicon import PARTS_OF_SPEECH, Entry, Lexicon, Need, Pattern
from dragoman.reading.language.syntax import is_passive

LEFT = frozenset(
    {"compound", "amod", "nmod", "nummod", "poss", "advmod", "punct", "det", "npadvmod", "quantmod", "nsubj"}
)
"""Labels under which the first words of a noun term hang on its head."""

MONEY = frozenset({"dollar", "euro", "pound", "yuan", "yen", "rouble", "ruble", "rupee"})
"""Words for sums, which count what follows them."""

PARTICLES = frozenset({"prep", "prt", "advmod", "mark"})
"""Labels of words that belong to a term only where they follow its head ("gave in", and not "in return, it gave")."""

RIGHT = frozenset({"nsubj", "nsubjpass", "expl", "csubj", "poss"})
"""Labels that never hold the later words of a term."""


def find_words(pattern: Pattern, head: Token) -> list[Token] | None:
    """Return the tokens of a pattern around ``head`` (whose lemma fits already), or None when one is missing."""
    found = [head]
    if pattern.before:
        left = [child for child in head.lefts if child.dep_ in LEFT]
        left += [deep for child in left for deep in child.lefts]
        for word in pattern.before:
            token = next((t for t in left if t.lower_ == word or t.lemma_.lower() == word), None)
            if token is None:
                return None
            found.append(token)
    missing = list(pattern.after)
    while missing:
        following = next(
            (
                child
                for owner in reversed(found)
                for child in owner.children
                if child.dep_ not in RIGHT
                and (child.lower_ in missing or child.lemma_.lower() in missing)
                and (child.i > head.i or child.dep_ not in PARTICLES)
            ),
            None,
        )
        if following is None:
            return None
        missing.remove(following.lower_ if following.lower_ in missing else following.lemma_.lower())
        found.append(following)
    return found


class Matcher:
    """Finds the entry of a token.

    Args:
        lexicon: the entries.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._containers = lexicon.words("containers")

    def matches(self, token: Token, frame: Frame) -> Iterator[tuple[Entry, list[Token]]]:
        """Yield the entries that a token meets, the most specific first, with the tokens of their terms and needs.

        While an entry is looked at the frame holds its words.
        """
        for entry in self._lexicon.under(self._lexicon.lemma(token.lower_, token.lemma_)):
            if token.pos_ not in PARTS_OF_SPEECH[entry.pos] and not (entry.pos == "verb" and frame.verbal):
                continue
            if entry.pos == "adjective" and (token.dep_ == "amod" or (token.pos_ == "VERB" and token.dep_ != "acomp")):
                continue
            words = find_words(entry.pattern, token)
            if words is None:
                continue
            frame.take(words)
            used: list[Token] = []
            if all(self._met(need, token, frame, used) == need.wanted for need in entry.needs):
                yield entry, words + used

    def _met(self, need: Need, token: Token, frame: Frame, used: list[Token]) -> bool:
        if need.slot == "voice":
            return ("passive" if is_passive(token) else "active") in need.words
        if need.slot == "negated":
            return frame.negated()
        if need.slot == "complement":
            return bool(frame.complements() & need.words) or ("any" in need.words and bool(frame.complements()))
        if need.slot == "speaker":
            return frame.said()
        heads = frame.heads(need.slot)
        if need.anything:
            return bool(heads)
        if need.actor and any(frame.index.at(frame.sentence, head) for head in heads):
            return True
        found = [word for head in heads if (word := self._holds(need, head)) is not None]
        used.extend(found)
        return bool(found)

    def _holds(self, need: Need, head: Token) -> Token | None:
        for token in self._contents(head):
            if token.lemma_.lower() in need.words or token.lower_ in need.words:
                return token
            for pattern in need.patterns:
                if pattern.head == token.lemma_.lower() and find_words(pattern, token) is not None:
                    return token
        return None

    def _contents(self, head: Token) -> Iterable[Token]:
        """Yield the head, its noun modifiers and, through "dozens of", "a series of", what it counts."""
        yield head
        for child in head.lefts:
            if child.dep_ in {"compound", "nmod"}:
                yield child
        if head.lemma_.lower() in self._containers or head.pos_ == "NUM" or head.lemma_.lower() in MONEY:
            for child in head.children:
                # "dozens of rockets", "two billion dollars in arms"
                if child.dep_ == "prep" and child.lower_ in {"of", "in", "worth"}:
                    for deep in child.children:
                        if deep.dep_ == "pobj":
                            yield from self._contents(deep)
