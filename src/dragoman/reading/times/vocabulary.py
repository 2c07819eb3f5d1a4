"""The words and patterns of time, compiled once from the tables of ``knowledge/times``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dragoman.errors import KnowledgeError
from dragoman.knowledge import Knowledge
from dragoman.reading.times import days

OTHER = "x"
"""The class of every word that no table knows."""

BUILT_IN = (
    "small",
    "number",
    "year",
    "decimal",
    "ordinal_digits",
    "decade",
    "clock_digits",
    "iso",
    "slash_date",
    "holiday",
    "comma",
    "dash",
    "dot",
    "slash",
    "apostrophe",
)
"""Classes of numbers and marks, given by their shape and not by ``words.tsv``."""

CASES = ("", "capital", "upper", "name", "strict")

_PIECE = re.compile(r"\s*(?:([a-z_]+)(?::([a-z]+))?|(\))(?::([a-z]+))?|([(|?*+]))")


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of a class; ``tail`` are the words that follow in an entry of several words, lower case."""

    tail: str
    mark: str
    value: str
    case: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern over the classes of a sentence's words; ``name`` says which reading is made of it."""

    name: str
    needs: frozenset[str]
    pattern: re.Pattern[str]
    example: str


class Vocabulary:
    """The words, rules, holidays and tense cues of the time tables.

    Raises:
        KnowledgeError: a row names an unknown class or rule, or a day that does not exist.
    """

    def __init__(self, knowledge: Knowledge, rules: frozenset[str]) -> None:
        self.marks: dict[str, str] = {}
        self.entries: dict[str, list[Entry]] = {}
        self.holidays: dict[str, str] = {}
        self.feasts: dict[str, list[days.Interval]] = {}
        for name in BUILT_IN:
            self._mark(name)
        for row in knowledge.table("times/words.tsv"):
            if row["case"] not in CASES:
                raise row.error(f"case is one of {', '.join(CASES[1:])} or nothing")
            self._add(row["word"], Entry("", self._mark(row["class"]), row["value"], row["case"]))
        for row in knowledge.table("times/holidays.tsv"):
            try:
                days.holiday(row["day"], 2000)
            except ValueError as error:
                raise row.error(f"'{row['day']}' is no day: write MM-DD, MM-n-weekday or easter+days") from error
            self.holidays[row["name"]] = row["day"]
        for row in knowledge.table("times/feasts.tsv"):
            try:
                span = days.Interval(date.fromisoformat(row["first"]), date.fromisoformat(row["last"]), "day")
            except ValueError as error:
                raise row.error("first and last are days as 2023-03-29") from error
            self.feasts.setdefault(row["name"], []).append(span)
        for name in (*self.holidays, *self.feasts):
            self._add(name.lower(), Entry("", self._mark("holiday"), name, "capital"))
        for entries in self.entries.values():
            entries.sort(key=lambda entry: -len(entry.tail))
        self._phrases: dict[str, str] = {}
        for row in knowledge.table("times/phrases.tsv"):
            self._phrases[row["name"]] = self._compile(row["pattern"], row.error, {})
        self.rules: list[Rule] = []
        for row in knowledge.table("times/patterns.tsv"):
            if row["rule"] not in rules:
                raise row.error(f"no reading is called '{row['rule']}'")
            needs = frozenset(self._known(name, row.error) for name in row["needs"].split("|"))
            pattern = re.compile(self._compile(row["pattern"], row.error, {}))
            self.rules.append(Rule(row["rule"], needs, pattern, row["example"]))
        self.needed = frozenset().union(*(rule.needs for rule in self.rules))
        self.cues = {row["word"]: row["tense"] for row in knowledge.table("times/cues.tsv")}
        self.names = {mark: name for name, mark in self.marks.items()}

    def _mark(self, name: str) -> str:
        """Return the one character that stands for a class in a pattern."""
        return self.marks.setdefault(name, chr(0xE000 + len(self.marks)))

    def _known(self, name: str, error: Callable[[str], KnowledgeError]) -> str:
        if name not in self.marks:
            raise error(f"no word or piece is called '{name}'")
        return self.marks[name]

    def _add(self, words: str, entry: Entry) -> None:
        first, *_ = re.findall(r"[ap]\.m\.?|[^\W\d_]+|\S", words)
        tail = words[len(first) :]
        self.entries.setdefault(first, []).append(Entry(tail, entry.mark, entry.value, entry.case))

    def _compile(self, source: str, error: Callable[[str], KnowledgeError], used: dict[str, int]) -> str:
        """Translate a pattern over classes into a regular expression over their characters."""
        made: list[str] = []
        opened: list[int] = []
        at = 0
        source = source.strip()
        while at < len(source):
            piece = _PIECE.match(source, at)
            if piece is None:
                raise error(f"cannot read the pattern from '{source[at:]}' on")
            at = piece.end()
            word, label, closing, closing_label, sign = piece.groups()
            if word:
                known = self._phrases.get(word) if word in self._phrases else self._known(word, error)
                made.append(f"(?P<{_name(label, used)}>{known})" if label else f"(?:{known})")
            elif closing:
                if not opened:
                    raise error("a bracket is closed that was never opened")
                start = opened.pop()
                made[start] = f"(?P<{_name(closing_label, used)}>" if closing_label else "(?:"
                made.append(")")
            else:
                if sign == "(":
                    opened.append(len(made))
                made.append(sign)
        if opened:
            raise error("a bracket is never closed")
        return "".join(made)


def _name(label: str, used: dict[str, int]) -> str:
    """Return a group name that is free: a label may stand in several branches of a pattern."""
    used[label] = used.get(label, 0) + 1
    return label if used[label] == 1 else f"{label}_{used[label]}"
