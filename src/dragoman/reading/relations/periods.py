"""Since when and until when a relation holds."""

from __future__ import annotations

import re

from spacy.tokens import Token

from dragoman.reading.language import ParsedArticle, Sentence
from dragoman.record import Period, Time

FIRST_WORDS = {"since": "since", "from": "since", "until": "until", "till": "until"}

_OTHER_CLAUSES = frozenset({"conj", "relcl", "ccomp", "advcl", "acl", "parataxis"})

_OLD_REACH = 7
"""Tokens before a noun within which "seven-year" says how old it is."""
_YEARS_OLD = re.compile(r"\b(\w+)\s?-\s?years?\b(?:\s?-\s?(?:old|long))?")
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
_WORDS = {
    word: float(value)
    for value, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"twenty": 20.0, "thirty": 30.0, "forty": 40.0, "fifty": 50.0}


def period_of(time: Time) -> Period | None:
    """Return a resolved time expression as the bound of a relation."""
    if time.earliest is None or time.latest is None or time.precision is None:
        return None
    return Period(earliest=time.earliest, latest=time.latest, precision=time.precision)


def bounds(
    sentence: Sentence, trigger: Token, times: list[Time], flags: frozenset[str], published: str | None
) -> tuple[Period | None, Period | None]:
    """Return since and until of a relation told by ``trigger``: by the words before a date, or by a dated act.

    "The seven-year war" and "the 30th anniversary of the treaty" count back from the day of publication.
    """
    since = until = None
    here = sentence.span(trigger)[0]
    dated: list[tuple[int, Period]] = []
    for time, period in _clause_times(sentence, trigger, times):
        before = sentence.text[: time.start - sentence.start].split()
        word = FIRST_WORDS.get(before[-1].lower()) if before else None
        if word == "since":
            since = since or period
        elif word == "until":
            until = until or period
        else:
            dated.append((abs(time.start - here) + (1000 if time.start < here else 0), period))
    since = since or _counted_back(trigger, published)
    if dated:
        nearest = min(dated, key=lambda pair: pair[0])[1]
        if "start" in flags:
            since = since or nearest
        elif "end" in flags:
            until = until or nearest
    return since, until


def held_at(
    sentence: Sentence, trigger: Token, times: list[Time], bound: tuple[Period | None, Period | None], today: str | None
) -> Period | None:
    """Return the date at which the article says that a relation holds: a date of its clause, else its own day.

    None when the relation has ended, or nobody said when the article was published.
    """
    since, until = bound
    if until is not None:
        return None
    if since is None:
        for time, period in _clause_times(sentence, trigger, times):
            if time.kind == "DATE" and (today is None or period.earliest <= today):
                return period
    return day_of(today)


def day_of(published: str | None) -> Period | None:
    """Return a day as a period."""
    if published is None:
        return None
    return Period(earliest=published[:10], latest=published[:10], precision="day")


def long_ago(parsed: ParsedArticle, times: tuple[Time, ...], offset: int) -> Period | None:
    """Return the date of a sentence that tells of another year ("In 1863 President Lincoln ..."), or None."""
    sentence, published = parsed.sentence_at(offset), parsed.article.published
    if sentence is None or published is None:
        return None
    for time in times:
        period = period_of(time)
        inside = sentence.start <= time.start < sentence.end
        if inside and period is not None and time.kind == "DATE" and period.latest[:4] < published[:4]:
            return period
    return None


def _clause_times(sentence: Sentence, trigger: Token, times: list[Time]) -> list[tuple[Time, Period]]:
    clause = _clause(trigger)
    low, high = sentence.span(sentence.doc[clause.left_edge.i : clause.right_edge.i + 1]) if sentence.doc else (0, 0)
    found = []
    for time in times:
        period = period_of(time)
        if period is not None and low <= time.start < high and _is_of(sentence.token_at(time.start), clause):
            found.append((time, period))
    return found


def _is_of(token: Token | None, clause: Token) -> bool:
    """Tell whether a token belongs to a clause itself, and not to one beside or below it."""
    while token is not None and token != clause:
        if token.head == token or (token.pos_ in {"VERB", "AUX"} and token.dep_ in _OTHER_CLAUSES):
            return False
        token = token.head
    return True


def _counted_back(trigger: Token, published: str | None) -> Period | None:
    """Return the year in which something began that is so many years old at publication."""
    if published is None or not published[:4].isdigit():
        return None
    years: float | None = None
    before = trigger.doc[max(0, trigger.i - _OLD_REACH) : trigger.i].text.lower()
    if match := _YEARS_OLD.search(before):
        years = _amount_of(match.group(1))
    elif trigger.dep_ == "pobj" and trigger.head.head.lemma_.lower() == "anniversary":
        ordinals = [c.lower_ for c in trigger.head.head.children if _ORDINAL.fullmatch(c.lower_)]
        years = float(ordinals[0][:-2]) if ordinals else None
    if years is None or not 0 < years < 1000:
        return None
    year = int(published[:4]) - int(years)
    return Period(earliest=f"{year:04}-01-01", latest=f"{year:04}-12-31", precision="year") if year > 0 else None


def _amount_of(word: str) -> float | None:
    return float(word) if word.isdigit() else _WORDS.get(word)


def _clause(token: Token) -> Token:
    while token.pos_ not in {"VERB", "AUX"} and token.head != token:
        token = token.head
    return token
