"""Find the time expressions of an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from dragoman.knowledge import Knowledge
from dragoman.reading.language import ParsedArticle, Sentence
from dragoman.reading.language.sentences import LONGEST_SENTENCE
from dragoman.reading.times import dates, relative, weekdays
from dragoman.reading.times.context import Match, Reading
from dragoman.reading.times.days import Interval
from dragoman.reading.times.modifiers import Modifiers
from dragoman.reading.times.tense import direction
from dragoman.reading.times.vocabulary import Rule, Vocabulary
from dragoman.reading.times.words import Tokeniser, Words
from dragoman.record import Time

_RULES = {**dates.RULES, **weekdays.RULES, **relative.RULES}
NOTHING = "nothing"
"""The rule of patterns that look like times and are none (``as soon as``, ``fifty years old``)."""
_CUT = re.compile(r"(?:\b[AaPp]\.[Mm]|\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec))\.$")
_GOES_ON = re.compile(r"\d|[A-Z]{2,4}\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|on\b")
_ANCHOR_PRECISIONS = frozenset({"day", "week", "month", "quarter", "season", "year", "time"})


_QUARTERS = frozenset({"quarter", "quarter_final"})
_DATED = frozenset({"date", "month_year", "month"})
_QUARTER_REACH = 3
"""Sentences for which a quarter that was named is the one that ``a year earlier`` compares with."""


@dataclass(slots=True)
class _Anchor:
    """The last date and the last quarter the text named, and the last dated opening of a sentence (``story``)."""

    span: Interval | None = None
    sentence: int = -1
    quarter: Interval | None = None
    quarter_sentence: int = -9
    story: Interval | None = None
    story_sentence: int = -9


class TimeReader:
    """Finds time expressions and anchors them to the publication date.

    The tables of ``knowledge/times`` give each word a class; patterns over the classes find the expressions, the
    longest first; each pattern names the rule that reads it. Values follow TIMEX3 (TimeML 1.2.1).

    Args:
        knowledge: the tables.

    Raises:
        KnowledgeError: a row of the tables is wrong.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._vocabulary = Vocabulary(knowledge, frozenset({*_RULES, NOTHING}))
        self._tokeniser = Tokeniser(self._vocabulary)
        self._modifiers = Modifiers()
        self._needed = self._vocabulary.needed
        by_mark: dict[str, list[int]] = {}
        for at, rule in enumerate(self._vocabulary.rules):
            for mark in rule.needs:
                by_mark.setdefault(mark, []).append(at)
        self._by_mark = by_mark

    def read(self, parsed: ParsedArticle) -> tuple[Time, ...]:
        """Return the time expressions of an article, in the order of the text.

        Datelines are read besides the sentences. Without a publication date what counts from it stays unresolved.
        """
        published = _day(parsed.article.published)
        anchor = _Anchor()
        found: list[Time] = []
        for sentence in _pieces(parsed):
            found.extend(self._sentence(sentence, published, anchor))
        return tuple(
            Time(
                id=f"t{number}",
                text=time.text,
                kind=time.kind,
                value=time.value,
                start=time.start,
                end=time.end,
                earliest=time.earliest,
                latest=time.latest,
                precision=time.precision,
                why=time.why,
            )
            for number, time in enumerate(found, start=1)
        )

    def _sentence(self, sentence: Sentence, published: date | None, anchor: _Anchor) -> Iterator[Time]:
        words = self._tokeniser.words(sentence.text)
        present = self._needed.intersection(words.marks)
        if not present:
            return
        last = 0
        for first, end, rule, found in self._matches(words, present):
            if first < last:
                continue
            if rule.name == NOTHING:
                last = end
                continue
            start_offset, end_offset = words.starts[first], words.ends[end - 1]
            tense = cache(partial(direction, sentence, start_offset, end_offset, self._vocabulary.cues))
            match = Match(
                text=sentence.text,
                words=words,
                found=found,
                vocabulary=self._vocabulary,
                published=published,
                anchor=anchor.span,
                story=anchor.story if sentence.index - anchor.story_sentence <= 1 else None,
                quarter=anchor.quarter if sentence.index - anchor.quarter_sentence <= _QUARTER_REACH else None,
                anchor_here=anchor.sentence == sentence.index,
                direction=tense,
            )
            try:
                reading = _RULES[rule.name](match)
            except (ValueError, OverflowError):
                # no such day, or one beyond the calendar (31 February, the year 10000)
                continue
            if reading is None:
                continue
            reading, first = self._modifiers.apply(match, reading, first, last)
            last = end
            if reading.kind in {"DATE", "TIME"} and reading.value != "PRESENT_REF" and _can_anchor(reading.span):
                if rule.name in _QUARTERS:
                    anchor.quarter, anchor.quarter_sentence = reading.span, sentence.index
                if rule.name in _DATED and match.opens() and (match.get("year") is not None or match.story is not None):
                    anchor.story, anchor.story_sentence = reading.span, sentence.index
                if not _counts_back(match):
                    anchor.span, anchor.sentence = reading.span, sentence.index
            yield _time(sentence, words.starts[first], end_offset, reading, rule)

    def _matches(self, words: Words, present: frozenset[str]) -> list[tuple[int, int, Rule, re.Match[str]]]:
        """Return every match of the rules that the sentence's classes allow: leftmost, then longest, then first row."""
        wanted = sorted({at for mark in present for at in self._by_mark[mark]})
        found = [
            (match.start(), -match.end(), at, match)
            for at in wanted
            for match in self._vocabulary.rules[at].pattern.finditer(words.marks)
        ]
        found.sort(key=lambda item: item[:3])
        return [(first, -end, self._vocabulary.rules[at], match) for first, end, at, match in found]


def _time(sentence: Sentence, start: int, end: int, reading: Reading, rule: Rule) -> Time:
    span = reading.span
    return Time(
        id="",
        text=sentence.text[start:end],
        kind=reading.kind,
        value=reading.value,
        start=sentence.start + start,
        end=sentence.start + end,
        earliest=span.first.isoformat() if span is not None else None,
        latest=span.last.isoformat() if span is not None else None,
        precision=span.precision if span is not None else None,
        why=(f"read like '{rule.example}'", reading.why),
    )


def _counts_back(match: Match) -> bool:
    """Tell whether an expression is a comparison (``a year earlier``), which sets the story in no new time."""
    place = match.at("way")
    return place is not None and match.mark(place[0]) in {"ago", "earlier"}


def _can_anchor(span: Interval | None) -> bool:
    return span is not None and span.precision in _ANCHOR_PRECISIONS


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _pieces(parsed: ParsedArticle) -> list[Sentence]:
    """Return the sentences and the datelines of an article in the order of the text."""
    text = parsed.text
    lines = [
        Sentence(-1, part.start, part.end, part.kind, -1, text[part.start : part.end])
        for part in parsed.article.parts
        if part.kind == "dateline"
    ]
    sentences = _joined(parsed)
    return sorted([*lines, *sentences], key=lambda sentence: sentence.start) if lines else sentences


def _joined(parsed: ParsedArticle) -> list[Sentence]:
    """Return the sentences, those cut within a time (``5 p.m. | EST``) put together, then without parse."""
    joined: list[Sentence] = []
    for sentence in parsed.sentences:
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.paragraph == sentence.paragraph
            and _CUT.search(before.text, max(0, len(before.text) - 6))
        ):
            text = parsed.text[before.start : sentence.end]
            if _GOES_ON.match(sentence.text) and len(text) <= LONGEST_SENTENCE:
                joined[-1] = Sentence(before.index, before.start, sentence.end, before.part, before.paragraph, text)
                continue
        joined.append(sentence)
    return joined
