"""Words of acts beside words that make them something else: "attacked the budget", "resigned as coach"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.knowledge import Knowledge, Row
from dragoman.reading.events.lexicon import PREPOSITIONS, Lexicon
from dragoman.reading.language.syntax import conjuncts, doers, prepositional, undergoers

Condition = tuple[frozenset[str], str, frozenset[str]]
"""The types an act is read as (empty: any), the slot, and the lemmas there (empty: anything)."""

SLOTS = frozenset({"object", "subject", "modifier", "clause", "any", "if"}) | PREPOSITIONS
VERBAL = frozenset({"VERB", "AUX"})
MODIFIERS = frozenset({"amod", "compound", "nmod", "npadvmod"})


class Figurative:
    """Tells acts from figures of speech by the words beside them (``events/figurative.tsv``).

    Raises:
        KnowledgeError: a row is malformed; the message names file, line and what to write instead.
    """

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._by_term: dict[str, list[Condition]] = {}
        lists: dict[str, frozenset[str]] = {}
        for row in knowledge.table("events/figurative.tsv"):
            words = _words(row, lists)
            if row["term"].startswith("@"):
                lists[row["term"]] = words
                continue
            if row["slot"] not in SLOTS:
                raise row.error(
                    f"slot '{row['slot']}' is no preposition and none of object, subject, modifier, clause, any"
                )
            types = frozenset(row["types"].split("|")) - {"*", ""}
            for term in row["term"].split("|"):
                self._by_term.setdefault(term.strip(), []).append((types, row["slot"], words))

    def met(self, trigger: Token, kind: str) -> str | None:
        """Return the word that makes an act of type ``kind`` a figure of speech, or None."""
        for condition in self._by_term.get(self._lexicon.lemma(trigger.lower_, trigger.lemma_), ()):
            types, slot, words = condition
            if types and kind not in types:
                continue
            for head in _in_slot(trigger, slot):
                before = [child for child in head.lefts if child.dep_ == "compound"] if slot == "object" else []
                for token in (head, *before):
                    if not words or token.lemma_.lower() in words or token.lower_ in words:
                        return token.text
        return None


def _words(row: Row, lists: dict[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    for word in row["words"].split("|"):
        name = word.strip()
        if name.startswith("@"):
            if name not in lists:
                raise row.error(f"list '{name}' is used before it is written")
            found |= lists[name]
        elif not name:
            raise row.error("an empty word; write lemmas parted by '|', or * for anything")
        elif name != "*":
            found.add(name.lower())
    return frozenset(found)


def _in_slot(trigger: Token, slot: str) -> Iterator[Token]:
    carrier = trigger.head if trigger.pos_ not in VERBAL and trigger.dep_ in {"dobj", "pobj", "nsubjpass"} else None
    if slot == "object":
        yield from undergoers(trigger) if trigger.pos_ in VERBAL else prepositional(trigger, "of")
    elif slot == "subject":
        yield from doers(trigger) if trigger.pos_ in VERBAL else prepositional(trigger, "by")
    elif slot == "modifier":
        for child in trigger.lefts:
            if child.dep_ in MODIFIERS:
                yield from conjuncts(child)
    elif slot == "clause":
        yield from (child for child in trigger.children if child.dep_ in {"xcomp", "ccomp"})
    elif slot == "any":
        yield from trigger.children
    else:
        objects = [child for child in trigger.children if child.dep_ == "dobj"]
        for owner in (trigger, carrier, *objects):
            if owner is not None:
                yield from prepositional(owner, slot)
                yield from (
                    child for child in owner.children if child.lower_ == slot and child.dep_ in {"mark", "prep"}
                )
