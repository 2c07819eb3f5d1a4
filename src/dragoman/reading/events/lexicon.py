"""The lexicon: which words tell of which act, and where its doer and its recipient stand (`docs/lexicon.md`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.knowledge import Knowledge, Row
from dragoman.reading.events.actions import Actions

FOLDER = "events/lexicon"

PARTS_OF_SPEECH = {"verb": ("VERB", "AUX"), "noun": ("NOUN", "PROPN"), "adjective": ("ADJ", "VERB")}
"""The lexicon's parts of speech and the tags of the parse that they take in."""

PREPOSITIONS = frozenset(
    "about above across after against along alongside amid among around as at before behind below beside between "
    "beyond by despite down during for from in inside into near of off on onto out outside over past per round since "
    "through throughout to toward towards under until up upon via with within without".split()
)
"""Words that may name a slot: what hangs on the trigger by this preposition."""

PLACES = frozenset(
    {
        "subject",
        "object",
        "indirect",
        "possessor",
        "modifier",
        "clause",
        "doer",
        "content",
        "speaker",
        "occasion",
        "predicate",
        "addressee",
    }
)
"""Slots that are no preposition; `docs/lexicon.md` says what each holds."""

TESTS = frozenset({"complement", "voice", "negated"})
"""Needs that ask about the clause and not about a noun phrase."""

FLAGS = frozenset({"mutual", "both", "standing", "sport", "host"})
"""``mutual``: all sides are doers; ``both``: only with doer and recipient; ``standing``: a state of affairs, weak
as an event; ``sport``: also said of games, dropped when the sentence is about them; ``host``: the subject
receives, so that the two sides change places."""

COMPLEMENTS = frozenset({"to", "that", "ing", "any", "must"})
ANSWERS = {
    "complement": COMPLEMENTS,
    "voice": frozenset({"active", "passive"}),
    "negated": frozenset({"yes"}),
}
"""What each of the tests may be asked for."""

_MARK = re.compile(r"</?[ar]>")
_WORD = re.compile(r"[^\s\-]+|-")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One or several words around a head: ``before`` stand left of it, ``after`` hang on it in a chain."""

    head: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    @property
    def length(self) -> int:
        """The number of words."""
        return 1 + len(self.before) + len(self.after)


@dataclass(frozen=True, slots=True)
class Need:
    """One condition of an entry: ``slot`` must (``wanted``) or must not hold one of the words.

    ``anything`` takes whatever stands there, ``actor`` only what stands for an actor of the article.
    """

    slot: str
    wanted: bool
    words: frozenset[str]
    patterns: tuple[Pattern, ...]
    anything: bool
    actor: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the lexicon."""

    term: str
    pattern: Pattern
    pos: str
    needs: tuple[Need, ...]
    action: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    flags: frozenset[str]
    example: str
    place: str
    specificity: int

    def describe(self) -> str:
        """Return the entry as a reader of ``why`` knows it."""
        needs = "; ".join(f"{'' if need.wanted else 'no '}{need.slot}" for need in self.needs if need.slot not in TESTS)
        return f"{self.term} ({self.pos}{' with ' + needs if needs else ''})"


class Lexicon:
    """All entries, indexed by the lemma of their head; user entries come after the shipped ones and win ties.

    Raises:
        KnowledgeError: a row is malformed; the message names file, line and what to write instead.
    """

    def __init__(self, knowledge: Knowledge, actions: Actions) -> None:
        self._classes = _read_classes(knowledge)
        self._lemmas = {row["form"]: row["lemma"] for row in knowledge.table("events/lemmas.tsv")}
        self.entries: list[Entry] = []
        self._needs: dict[str, Need] = {}
        for name in knowledge.names(FOLDER):
            for row in knowledge.table(name):
                self.entries.extend(self._entries(row, actions))
        index: dict[str, list[Entry]] = {}
        for entry in self.entries:
            index.setdefault(entry.pattern.head, []).append(entry)
        # the most specific first; among equals the later line, so that a user's own entry wins
        rank = {id(entry): place for place, entry in enumerate(self.entries)}
        self._index = {
            head: tuple(sorted(found, key=lambda entry: (-entry.specificity, -rank[id(entry)])))
            for head, found in index.items()
        }

    def __contains__(self, lemma: str) -> bool:
        return lemma in self._index

    def lemma(self, form: str, lemma: str) -> str:
        """Return the lemma of a word: the parse's own, set right by ``events/lemmas.tsv``."""
        return self._lemmas.get(form) or lemma.lower()

    def under(self, lemma: str) -> tuple[Entry, ...]:
        """Return the entries whose head has this lemma, the most specific first."""
        return self._index.get(lemma, ())

    def words(self, name: str) -> frozenset[str]:
        """Return the single words of a class of ``classes.tsv``, empty when there is no such class."""
        return frozenset(pattern.head for pattern in self._classes.get(name, ()) if pattern.length == 1)

    def _entries(self, row: Row, actions: Actions) -> Iterator[Entry]:
        if row["pos"] not in PARTS_OF_SPEECH:
            raise row.error(f"pos '{row['pos']}' is none of {', '.join(PARTS_OF_SPEECH)}")
        if row["action"] not in actions:
            raise row.error(f"unknown action '{row['action']}'; the actions stand in events/actions.tsv")
        flags = frozenset(row.get("flags", "").split())
        if unknown := sorted(flags - FLAGS):
            raise row.error(f"unknown flag '{unknown[0]}'; the flags are {', '.join(sorted(FLAGS))}")
        needs = tuple(self._need(row, text) for text in row["needs"].split(";") if text.strip())
        # what is cheap to ask is asked first
        needs = tuple(sorted(needs, key=lambda need: need.slot not in TESTS and need.slot != "speaker"))
        actor = _slots(row, row["actor"]) or (("subject",) if row["pos"] != "noun" else ("doer",))
        default = ("object", "against", "with", "to", "on", "for") if row["pos"] == "verb" else ()
        recipient = (
            _slots(row, row["recipient"]) or default or ("on", "against", "to", "with", "of", "at", "over", "in")
        )
        _check_example(row)
        heads = [term.strip() for term in row["term"].split("|")]
        if not all(heads):
            raise row.error("an empty term; write the words that tell of the act")
        for term in heads:
            pattern = parse_pattern(term, noun=row["pos"] == "noun")
            weight = 4 * (pattern.length - 1)
            weight += sum(
                1 if need.anything else 2 if need.actor and not need.words else 4 for need in needs if need.wanted
            )
            weight += sum(1 for need in needs if not need.wanted)
            yield Entry(
                term=term,
                pattern=pattern,
                pos=row["pos"],
                needs=needs,
                action=row["action"],
                actor=actor,
                recipient=() if recipient == ("-",) else recipient,
                flags=flags,
                example=row.get("example", ""),
                place=row.place,
                specificity=weight,
            )

    def _need(self, row: Row, text: str) -> Need:
        if (known := self._needs.get(text)) is None:
            known = self._needs[text] = self._read_need(row, text)
        return known

    def _read_need(self, row: Row, text: str) -> Need:
        slot, colon, listed = (piece.strip() for piece in text.partition(":"))
        if not colon or not listed:
            raise row.error(f"need '{text.strip()}' has no words; write 'slot: word|word', 'slot: *' or 'slot: actor'")
        wanted = not slot.startswith("no ")
        slot = slot.removeprefix("no ").strip()
        if slot in TESTS:
            allowed = ANSWERS[slot]
            words = frozenset(listed.split("|"))
            if unknown := sorted(words - allowed):
                raise row.error(f"{slot} '{unknown[0]}' is none of {', '.join(sorted(allowed))}")
            return Need(slot, wanted, words, (), False, False)
        if slot not in PLACES and slot not in PREPOSITIONS:
            raise row.error(f"unknown slot '{slot}'; it is a preposition or one of {', '.join(sorted(PLACES))}")
        single: set[str] = set()
        several: list[Pattern] = []
        anything = actor = False
        for item in listed.split("|"):
            if item.strip() in {"*", "actor"}:
                anything, actor = anything or item.strip() == "*", actor or item.strip() == "actor"
                continue
            patterns: tuple[Pattern, ...] = (parse_pattern(item.strip(), noun=True),) if item.strip() else ()
            if item.strip().startswith("@"):
                if item.strip()[1:] not in self._classes:
                    raise row.error(f"unknown word class '{item.strip()}'; the classes stand in events/classes.tsv")
                patterns = self._classes[item.strip()[1:]]
            if not patterns:
                raise row.error(f"an empty word in '{text.strip()}'")
            single.update(pattern.head for pattern in patterns if pattern.length == 1)
            several.extend(pattern for pattern in patterns if pattern.length > 1)
        return Need(slot, wanted, frozenset(single), tuple(several), anything, actor)


def _weight(need: Need) -> int:
    """Return what a need adds to an entry's specificity."""
    if not need.wanted or need.anything:
        return 1
    return 2 if need.actor and not need.words else 4


def parse_pattern(text: str, *, noun: bool) -> Pattern:
    """Read a term: the head is a verb's or adjective's first word, a noun's last word before any preposition."""
    words = [word.lower() for word in _WORD.findall(text)]
    head = 0
    if noun:
        head = next((at for at, word in enumerate(words) if at and word in PREPOSITIONS), len(words)) - 1
    return Pattern(words[head], tuple(words[:head]), tuple(words[head + 1 :]))


def parse_example(example: str) -> tuple[str, list[tuple[int, int]], list[tuple[int, int]]]:
    """Return an example without its marks, and the spans marked as actors and as recipients."""
    text = ""
    spans: dict[str, list[tuple[int, int]]] = {"a": [], "r": []}
    opened: dict[str, int] = {}
    at = 0
    for match in _MARK.finditer(example):
        text += example[at : match.start()]
        at = match.end()
        name = match.group().strip("</>")
        if match.group().startswith("</"):
            spans[name].append((opened.pop(name), len(text)))
        else:
            opened[name] = len(text)
    return text + example[at:], spans["a"], spans["r"]


def _slots(row: Row, text: str) -> tuple[str, ...]:
    found = tuple(slot.strip() for slot in text.split(",") if slot.strip())
    for slot in found:
        if slot not in PLACES and slot not in PREPOSITIONS and slot != "-":
            raise row.error(f"unknown slot '{slot}'; it is a preposition or one of {', '.join(sorted(PLACES))}")
    return found


def _check_example(row: Row) -> None:
    example = row.get("example", "")
    for name in "ar":
        if example.count(f"<{name}>") != example.count(f"</{name}>"):
            raise row.error(f"the marks <{name}> and </{name}> of the example do not match")
    if example and "<a>" not in example and "<r>" not in example:
        raise row.error("the example marks neither an actor (<a>..</a>) nor a recipient (<r>..</r>)")


def _read_classes(knowledge: Knowledge) -> dict[str, tuple[Pattern, ...]]:
    classes: dict[str, tuple[Pattern, ...]] = {}
    for row in knowledge.table("events/classes.tsv"):
        found: list[Pattern] = list(classes.get(row["class"], ()))
        for item in row["words"].split("|"):
            word = item.strip()
            if word.startswith("@"):
                if word[1:] not in classes:
                    raise row.error(f"word class '{word}' is used before it is written")
                found.extend(classes[word[1:]])
            elif word:
                found.append(parse_pattern(word, noun=True))
        classes[row["class"]] = tuple(found)
    return classes
