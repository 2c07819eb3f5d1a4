"""Since when and until when a relation holds, and how much it amounts to."""

from __future__ import annotations

import re

from spacy.tokens import Token

from dragoman.reading.language import ParsedArticle, Sentence
from dragoman.record import Period, Time, Value

FIRST_WORDS = {"since": "since", "from": "since", "until": "until", "till": "until"}
UNITS = {"%": "percent", "percent": "percent", "per cent": "percent", "pc": "percent"}

_OLD_REACH = 7
"""Tokens before a noun within which "seven-year" says how old it is."""
_YEARS_OLD = re.compile(r"\b(\w+)\s?-\s?years?\b(?:\s?-\s?(?:old|long))?")
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SCALE = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "dozen": 12.0}
_WORDS = {
    word: float(value)
    for value, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"half": 50.0, "twenty": 20.0, "thirty": 30.0, "forty": 40.0, "fifty": 50.0}


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
        if period is not None and low <= time.start < high:
            found.append((time, period))
    return found


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


def quantity(trigger: Token, flags: frozenset[str]) -> Value | None:
    """Return the quantity beside a supply ("30% of its oil") or a presence ("114 companies"), or None."""
    if "goods" in flags:
        for token in trigger.subtree:
            if token.lower_ in UNITS:
                number = _number(token.nbor(-1)) if token.i > 0 else None
                if number is not None:
                    return Value(number=number, unit="percent", of=_measured(token))
        return Value(of=_goods(trigger)) if _goods(trigger) else None
    if "count" in flags:
        nouns = (
            [trigger] if trigger.pos_ != "VERB" else [c for c in trigger.children if c.dep_ in {"nsubj", "nsubjpass"}]
        )
        for noun in nouns:
            for child in noun.children:
                if child.dep_ == "nummod" and (number := _amount(child)) is not None:
                    return Value(number=number, unit=noun.lemma_.lower(), of=None)
    return None


def _amount(token: Token) -> float | None:
    number = _number(token)
    for child in token.children:
        deep = _number(child)
        if child.dep_ == "compound" and deep is not None:
            number = deep * _SCALE.get(token.lower_, 1.0)
    return number


def _number(token: Token) -> float | None:
    if match := _NUMBER.fullmatch(token.text):
        return float(match.group().replace(",", ""))
    return _WORDS.get(token.lower_, _SCALE.get(token.lower_))


def _measured(percent: Token) -> str | None:
    for child in percent.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            for noun in child.children:
                if noun.dep_ == "pobj":
                    return noun.lemma_.lower()
    return None


def _goods(trigger: Token) -> str | None:
    return next((child.lemma_.lower() for child in trigger.children if child.dep_ == "dobj"), None)


def _clause(token: Token) -> Token:
    while token.pos_ not in {"VERB", "AUX"} and token.head != token:
        token = token.head
    return token
