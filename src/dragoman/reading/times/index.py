"""The times of one article, as the rooms above ask for them: when an event was, and since when a relation holds."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date

from spacy.tokens import Token

from dragoman.reading.language import ParsedArticle, Sentence
from dragoman.reading.times.tense import governing_verb
from dragoman.record import EventTime, Period, Time

_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "parataxis", "csubj", "conj"})
"""Labels under which a clause of its own begins; a verb ``conj`` is one too."""

_LEADS = 2
"""Paragraphs of the body counted as the lead."""

_RANGES = ((["from"], "to"), (["from"], "until"), (["from"], "through"), (["between"], "and"))
"""Words before and between two times that make them one stretch."""

_LEADING = frozenset({"in", "on", "since", "by", "until", "during", "from"})
"""Prepositions right before a time that stands on its own: a describing time has its noun's article there."""

_FRESH_AUXILIARIES = frozenset({"has", "have", "'s", "'ve", "’s", "’ve", "is", "are", "will", "'ll", "’ll"})
"""Auxiliaries of the present, the present perfect and the future: a report of today."""


class TimeIndex:
    """Where the times of one article stand.

    Args:
        times: what ``TimeReader.read`` returned, in the order of the text.
    """

    def __init__(self, times: tuple[Time, ...]) -> None:
        self.times = times
        self._starts = [time.start for time in times]

    def within(self, start: int, end: int) -> list[Time]:
        """Return the times that begin within ``[start, end)`` of the text, in order."""
        return list(self.times[bisect_left(self._starts, start) : bisect_left(self._starts, end)])

    def period(self, time: Time) -> Period | None:
        """Return the bound of a relation that a time gives (``since 1992``), or None while it is unresolved."""
        if time.earliest is None or time.latest is None:
            return None
        return Period(earliest=time.earliest, latest=time.latest, precision=time.precision or "day")

    def when(
        self, parsed: ParsedArticle, sentence: Sentence, trigger_offset: int, published: str | None
    ) -> EventTime | None:
        """Return the time of the event whose trigger word stands at an article offset.

        In this order: the resolved date in the trigger's own clause (``text``); in background (a pluperfect, or past
        the lead a paragraph that has named a date) the last date before it there (``document``); the date of the
        dateline (``dateline``); the day of publication (``published``). None when nothing of this is known.
        """
        trigger = sentence.token_at(trigger_offset)
        if (own := self._own(sentence, trigger, trigger_offset)) is not None:
            return self._event_time(parsed, own, "text")
        if not _is_fresh(parsed, sentence, trigger) and (around := self._around(parsed, sentence, trigger)) is not None:
            return self._event_time(parsed, around, "document")
        for part in parsed.article.parts:
            if part.kind == "dateline":
                for time in self.within(part.start, part.end):
                    if _is_point(time):
                        return self._event_time(parsed, time, "dateline")
        if published is None or not _is_day(published):
            return None
        day = published[:10]
        return EventTime(earliest=day, latest=day, precision="day", source="published")

    def _own(self, sentence: Sentence, trigger: Token | None, offset: int) -> Time | None:
        times = [time for time in self.within(sentence.start, sentence.end) if _is_point(time)]
        if not times:
            return None
        if trigger is None:
            return min(times, key=lambda time: (abs(time.start - offset), time.start))
        ranked: list[tuple[int, int, Time]] = []
        for time in times:
            token = _head(sentence, time)
            if token is None or ((noun := _modified(sentence, time, token)) is not None and noun != trigger):
                continue
            if (steps := _distance(token, trigger)) is not None:
                ranked.append((steps, abs(time.start - offset), time))
        return min(ranked, key=lambda item: item[:2])[2] if ranked else None

    def _event_time(self, parsed: ParsedArticle, time: Time, source: str) -> EventTime:
        """Return the event time that a time gives; both ends of a range (``from May to July``) give one.

        ``since`` reaches up to publication.
        """
        first, last = time, time
        at = bisect_left(self._starts, time.start)
        text = parsed.text
        for left, right in ((at - 1, at), (at, at + 1)):
            if left < 0 or right >= len(self.times):
                continue
            start, end = self.times[left], self.times[right]
            lead = text[max(0, start.start - 9) : start.start].lower().split()[-1:]
            if (lead, text[start.end : end.start].strip()) in _RANGES and _is_point(start) and _is_point(end):
                first, last = start, end
        earliest, latest = first.earliest, last.latest
        assert earliest is not None and latest is not None
        published = parsed.article.published
        if text[max(0, time.start - 9) : time.start].lower().split()[-1:] == ["since"] and _is_day(published):
            assert published is not None
            latest = max(latest, published[:10])
        return EventTime(
            earliest=min(earliest, latest),
            latest=max(earliest, latest),
            precision=time.precision or "day",
            source=source,
        )

    def _around(self, parsed: ParsedArticle, sentence: Sentence, trigger: Token | None) -> Time | None:
        """Return the last date before the sentence in its paragraph, or for a pluperfect in the one before."""
        pluperfect = trigger is not None and _is_pluperfect(trigger)
        first = sentence
        for earlier in reversed(parsed.sentences[: sentence.index]):
            if earlier.part != sentence.part or sentence.paragraph - earlier.paragraph > (1 if pluperfect else 0):
                break
            first = earlier
        for time in reversed(self.within(first.start, sentence.start)):
            if _is_point(time) and _is_narrow(time):
                place = parsed.sentence_at(time.start)
                token = _head(place, time) if place is not None else None
                if place is None or token is None or _modified(place, time, token) is None:
                    return time
        return None


def _is_point(time: Time) -> bool:
    """Tell whether a time can date an event: resolved, a date or time of day, and not merely ``now``."""
    return time.kind in {"DATE", "TIME"} and time.earliest is not None and time.value != "PRESENT_REF"


def _is_narrow(time: Time) -> bool:
    return time.precision in {"day", "time", "week", "month", "quarter", "season", "year"}


def _is_day(published: str | None) -> bool:
    try:
        return published is not None and bool(date.fromisoformat(published[:10]))
    except ValueError:
        return False


def _is_fresh(parsed: ParsedArticle, sentence: Sentence, trigger: Token | None) -> bool:
    """Tell whether a sentence reports the day's news: a heading, the lead, a present, perfect or future verb."""
    if trigger is not None and _is_pluperfect(trigger):
        return False
    if sentence.part != "body":
        return True
    first = next(other.paragraph for other in parsed.sentences if other.part == "body")
    if sentence.paragraph < first + _LEADS:
        return True
    verb = governing_verb(trigger) if trigger is not None else None
    if verb is None:
        return False
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    return bool(auxiliaries & _FRESH_AUXILIARIES) or verb.tag_ not in {"VBD", "VBN"}


def _is_pluperfect(token: Token) -> bool:
    verb = governing_verb(token)
    return verb is not None and any(c.dep_ == "aux" and c.lower_ in {"had", "'d", "’d"} for c in verb.children)


def _head(sentence: Sentence, time: Time) -> Token | None:
    """Return the word of a time on which its other words hang (``May`` of ``May 2011``), None without a parse."""
    token = sentence.token_at(time.end - 1)
    while token is not None and token.head != token and time.start <= sentence.start + token.head.idx < time.end:
        token = token.head
    return token


def _modified(sentence: Sentence, time: Time, head: Token) -> Token | None:
    """Return the noun that a time only describes (``the 2013 deal``, ``the mistake of 2003``), or None."""
    nouns = {"NOUN", "PROPN"}
    first = sentence.token_at(time.start)
    if first is not None and first.i and first.nbor(-1).lower_ in _LEADING:
        # "In May 2011 war broke out" is often parsed as a "May 2011 war"
        return None
    if head.dep_ in {"compound", "nummod", "amod", "poss", "nmod"} and head.head.pos_ in nouns:
        return head.head
    if head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.pos_ in nouns:
        return head.head.head
    return None


def _distance(time: Token, trigger: Token) -> int | None:
    """Return how far above a time its trigger stands (0: it hangs on the trigger itself), None across another clause.

    A time hangs on a trigger when climbing from it reaches the trigger before a clause of its own is left. It also
    dates what its verb takes as object or subject (``held talks on Monday``), and infinitives under that verb.
    """
    head = time
    for step in range(14):
        if head == trigger:
            return step
        if head.pos_ in {"VERB", "AUX"} and head.dep_ not in {"aux", "auxpass", "amod"}:
            if head.dep_ in {"relcl", "acl"} and head.head == trigger:
                # "the attack, which took place on Friday"
                return step + 1
            return _reaches(trigger, head)
        if head.head == head:
            return _reaches(trigger, head)
        head = head.head
    return None


def _reaches(trigger: Token, verb: Token) -> int | None:
    """Return the steps from a trigger up to the verb that a time hangs on, None when another clause lies between."""
    token = trigger
    for step in range(1, 14):
        if token == verb:
            return 14 + step
        if token.dep_ in _CLAUSES and token.pos_ in {"VERB", "AUX"} and not _shares_time(token):
            return None
        if token.head == token:
            return None
        token = token.head
    return None


def _shares_time(verb: Token) -> bool:
    """Tell whether a coordinated verb has its subject, and so likely its time, from the verb it is joined to."""
    return verb.dep_ == "conj" and not any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children)
