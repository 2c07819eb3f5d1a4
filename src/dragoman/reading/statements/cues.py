"""The cue words: verbs, nouns, adjectives and phrases that say somebody says something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.knowledge import Knowledge, Row

_SIMPLE_FRAMES = frozenset({"quote", "that", "to", "to+", "to-", "ing", "object", "complement"})
_PREPOSITION_FRAME = re.compile(r"(?:object)?@[a-z]+")
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class CueEntry:
    """How the content hangs on a cue word: see `knowledge/statements/verbs.tsv`."""

    word: str
    frames: frozenset[str]
    act: str
    after: tuple[str, ...]
    after_object: tuple[str, ...]

    def takes(self, frame: str) -> bool:
        """Tell whether the cue takes this frame."""
        return frame in self.frames


@dataclass(frozen=True, slots=True)
class Phrase:
    """A prepositional phrase that names a source: ``form`` is ``direct`` (according to X), ``of`` or ``possessive``."""

    words: tuple[str, ...]
    form: str


class Lexicon:
    """The cue tables of `knowledge/statements`.

    Raises:
        KnowledgeError: an entry names a frame that does not exist, or stands twice.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.verbs = _entries(knowledge, "statements/verbs.tsv", "verb")
        self.nouns = _entries(knowledge, "statements/nouns.tsv", "noun")
        self.adjectives = _entries(knowledge, "statements/adjectives.tsv", "adjective")
        self.titles = frozenset(row["word"] for row in knowledge.table("statements/titles.tsv"))
        self.silence = frozenset(row["verb"] for row in knowledge.table("statements/silence.tsv"))
        self.light = frozenset(row["verb"] for row in knowledge.table("statements/light.tsv"))
        self.documents = frozenset(row["noun"] for row in knowledge.table("statements/documents.tsv"))
        self.asides = frozenset(row["noun"] for row in knowledge.table("statements/asides.tsv"))
        self.phrases = tuple(_phrase(row) for row in knowledge.table("statements/phrases.tsv"))
        self.phrase_heads = frozenset(phrase.words[0] for phrase in self.phrases)
        self.forms = frozenset(self._forms(knowledge))

    def _forms(self, knowledge: Knowledge) -> Iterator[str]:
        for row in knowledge.table("statements/verbs.tsv"):
            yield from row["forms"].split()
            yield from inflections(row["verb"].split()[0])
        for noun in self.nouns:
            yield from (noun, noun + "s")
        yield from self.adjectives
        for phrase in self.phrases:
            yield phrase.words[-1]


def inflections(verb: str) -> Iterator[str]:
    """Yield the regular forms of a verb; some that do not exist too, which do no harm in a gate."""
    stem = verb[:-1] if verb.endswith("e") else verb
    yield from (verb, verb + "s", verb + "es", stem + "ed", stem + "ing")
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        yield from (stem[:-1] + "ies", stem[:-1] + "ied")
    if len(verb) > 2 and verb[-1] not in _VOWELS and verb[-2] in _VOWELS:
        yield from (verb + verb[-1] + "ed", verb + verb[-1] + "ing")


def _entries(knowledge: Knowledge, table: str, column: str) -> dict[str, CueEntry]:
    found: dict[str, CueEntry] = {}
    for row in knowledge.table(table):
        frames = row["frames"].split()
        for frame in frames:
            if frame not in _SIMPLE_FRAMES and not _PREPOSITION_FRAME.fullmatch(frame):
                raise row.error(f"no frame '{frame}'; see the head of the file for those there are")
        if not row[column] or not frames:
            raise row.error(f"a row needs a {column} and its frames")
        found[row[column]] = CueEntry(
            row[column],
            frozenset(frames),
            row.get("act") or column,
            tuple(frame[1:] for frame in frames if frame.startswith("@")),
            tuple(frame[7:] for frame in frames if frame.startswith("object@")),
        )
    return found


def _phrase(row: Row) -> Phrase:
    words = row["phrase"].split()
    if words[-1] == "X":
        core = tuple(word for word in words[:-1] if word not in {"the", "of"})
        return Phrase(core, "of" if words[-2] == "of" else "direct")
    if "X's" in words:
        return Phrase(tuple(word for word in words if word != "X's"), "possessive")
    raise row.error("write X (or X's) where the source stands")
