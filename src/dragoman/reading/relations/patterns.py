"""The patterns of standing relations: which word tells of which relation, and where its two sides stand."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.errors import KnowledgeError
from dragoman.knowledge import Knowledge, Row

TYPES = frozenset(
    "recognition diplomatic_ties mission envoy office alliance treaty membership cooperation supply presence border "
    "sanctions conflict dispute mediation alignment".split()
)
FLAGS = frozenset("mutual start end goods count place together many same both standing territory context aim".split())
"""``mutual``: holds both ways; ``start``/``end``: a dated act begins or ends it; ``goods``/``count``: a quantity stands
beside it; ``place``: has a place of its own; ``together``: the subjects stand together against the objects; ``many``:
several objects are wanted; ``same``: both sides may be one actor; ``standing``: only in the present tense; ``both``:
stands for nothing without both sides; ``territory``: the object must be a country; ``context``: a subject that goes
unsaid is the state most named (for borders the one that lies there); ``aim``: so is an object that goes unsaid."""
TAGS = {
    "verb": ("VERB", "AUX"),
    "noun": ("NOUN", "PROPN"),
    "adjective": ("ADJ", "VERB"),
    "modifier": ("ADJ", "VERB", "NOUN", "PROPN"),
}


@dataclass(frozen=True, slots=True)
class Need:
    """``slot`` must hold one of ``words`` (``wanted``) or must not; ``anything`` takes whatever stands there."""

    slot: str
    words: frozenset[str]
    anything: bool
    wanted: bool


@dataclass(frozen=True, slots=True)
class RelationPattern:
    """One row of ``relations/patterns.tsv``."""

    relation: str
    word: str
    tags: tuple[str, ...]
    needs: tuple[Need, ...]
    subject: tuple[str, ...]
    object: tuple[str, ...]
    flags: frozenset[str]
    field: str | None
    example: str


def load_patterns(knowledge: Knowledge) -> dict[str, tuple[RelationPattern, ...]]:
    """Return the patterns by the lemma of their word, those with more needs first.

    Raises:
        KnowledgeError: a row names an unknown relation, part of speech, flag or class.
    """
    classes = {row["class"]: frozenset(row["words"].split("|")) for row in knowledge.table("relations/classes.tsv")}
    found: dict[str, list[RelationPattern]] = {}
    for row in knowledge.table("relations/patterns.tsv"):
        flags = frozenset(row["flags"].split())
        if row["relation"] not in TYPES:
            raise row.error(f"unknown relation '{row['relation']}'")
        if row["pos"] not in TAGS:
            raise row.error(f"unknown part of speech '{row['pos']}'; write {', '.join(TAGS)}")
        if not flags <= FLAGS:
            raise row.error(f"unknown flag '{sorted(flags - FLAGS)[0]}'")
        if (not row["subject"] and "context" not in flags) or (not row["object"] and "aim" not in flags):
            raise row.error("say where subject and object stand, or flag the one that goes unsaid with context or aim")
        pattern = RelationPattern(
            row["relation"],
            row["word"],
            TAGS[row["pos"]],
            tuple(_need(row, text.strip(), classes) for text in row["needs"].split(";") if text.strip()),
            tuple(row["subject"].split("|")) if row["subject"] else (),
            tuple(row["object"].split("|")) if row["object"] else (),
            flags,
            row["field"] or None,
            row["example"],
        )
        found.setdefault(pattern.word, []).append(pattern)
    # a stable sort: among equals the order of the file decides
    return {word: tuple(sorted(group, key=lambda p: -len(p.needs))) for word, group in found.items()}


def load_class(knowledge: Knowledge, name: str) -> frozenset[str]:
    """Return the lemmas of a class of `relations/classes.tsv`.

    Raises:
        KnowledgeError: there is no such class.
    """
    for row in knowledge.table("relations/classes.tsv"):
        if row["class"] == name:
            return frozenset(row["words"].split("|"))
    raise KnowledgeError(f"relations/classes.tsv: no class '{name}'; install Dragoman again")


def _need(row: Row, text: str, classes: dict[str, frozenset[str]]) -> Need:
    slot, colon, words = text.partition(":")
    wanted = not slot.startswith("no ")
    if not colon or not words:
        raise row.error(f"'{text}' is no need; write slot:word|word")
    names: set[str] = set()
    for word in words.split("|"):
        if word.startswith("@"):
            if word[1:] not in classes:
                raise row.error(f"unknown class '{word}'")
            names |= classes[word[1:]]
        else:
            names.add(word)
    return Need(slot.removeprefix("no "), frozenset(names), "*" in names, wanted)
