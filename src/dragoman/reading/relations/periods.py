"""Since when and until when a relation holds, and how much it amounts to."""

from __future__ import annotations

import re

from spacy.tokens import Token

from dragoman.reading.language import Sentence
from dragoman.record import Period, Time, Value

FIRST_WORDS = {"since": "since", "from": "since", "until": "until", "till": "until"}
UNITS = {"%": "percent", "percent": "percent", "per cent": "percent", "pc": "percent"}

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
    sentence: Sentence, trigger: Token, times: list[Time], flags: frozenset[str]
) -> tuple[Period | None, Period | None]:
    """Return since and until of a relation told by ``trigger``: by the words before a date, or by a dated act."""
    since = until = None
    clause = _clause(trigger)
    low, high = sentence.span(sentence.doc[clause.left_edge.i : clause.right_edge.i + 1]) if sentence.doc else (0, 0)
    here = sentence.span(trigger)[0]
    dated: list[tuple[int, Period]] = []
    for time in times:
        period = period_of(time)
        if period is None or not low <= time.start < high:
            continue
        before = sentence.text[: time.start - sentence.start].split()
        word = FIRST_WORDS.get(before[-1].lower()) if before else None
        if word == "since":
            since = since or period
        elif word == "until":
            until = until or period
        else:
            dated.append((abs(time.start - here) + (1000 if time.start < here else 0), period))
    if dated:
        nearest = min(dated, key=lambda pair: pair[0])[1]
        if "start" in flags:
            since = since or nearest
        elif "end" in flags:
            until = until or nearest
    return since, until


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
