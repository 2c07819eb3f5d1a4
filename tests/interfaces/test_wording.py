"""Items in words."""

from __future__ import annotations

import msgspec
import pytest
from made_record import made_record

from dragoman import Actor, EventMention, Value
from dragoman.interfaces.wording import Wording, bound, day, period, quantity, shortened, visible


@pytest.mark.parametrize(
    ("earliest", "latest", "precision", "words"),
    [
        ("2023-03-29", "2023-03-29", "day", "2023-03-29"),
        ("2023-03-01", "2023-03-31", "month", "2023-03"),
        ("2023-04-01", "2023-06-30", "quarter", "2023-Q2"),
        ("2023-01-01", "2023-12-31", "year", "2023"),
        ("1990-01-01", "1999-12-31", "decade", "1990s"),
        ("2023-03-27", "2023-04-02", "week", "2023-03-27 – 2023-04-02"),
        ("2022-12-01", "2023-02-28", "season", "2022-12-01 – 2023-02-28"),
    ],
)
def test_a_period_is_as_brief_as_its_precision(earliest: str, latest: str, precision: str, words: str) -> None:
    assert period(earliest, latest, precision) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Value(number=40.0, unit="percent", of="gas"), "40 percent of gas"),
        (Value(number=114.0, of="companies"), "114 companies"),
        (Value(number=1250000.0, unit="barrels", of="oil"), "1,250,000 barrels of oil"),
        (Value(number=0.5, unit="billion dollars"), "0.5 billion dollars"),
        (Value(field="military"), "military"),
    ],
)
def test_a_quantity_in_words(value: Value, words: str) -> None:
    assert quantity(value) == words


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        ("2023-03-01", "2023-03-31", "2023-03"),
        ("1993-01-01", "1993-12-31", "1993"),
        ("2023-03-29", "2023-03-29", "2023-03-29"),
        ("2023-03-01", "2023-03-07", "2023-03-01 – 2023-03-07"),
        ("2023-03-01", None, "2023-03-01 –"),
        (None, None, ""),
    ],
)
def test_a_bound_is_as_brief_as_its_days(earliest: str | None, latest: str | None, words: str) -> None:
    assert bound(earliest, latest) == words


def test_a_date_in_words() -> None:
    assert day("2023-03-09") == "9 March 2023"
    assert day("soon") == "soon"


def test_long_words_are_cut_between_words() -> None:
    assert shortened("one two three four five", 15) == "one two three…"
    assert shortened("x" * 30, 10) == "x" * 9 + "…"
    assert shortened("a\n\n b\tc", 10) == "a b c"


def test_what_steers_a_screen_is_not_shown() -> None:
    assert visible("a\x1b[1mb\u202ec\x00d") == "a [1mb c d"


@pytest.mark.parametrize("width", range(20, 120, 7))
def test_an_excerpt_keeps_its_trigger_and_its_width(width: int) -> None:
    record = made_record()
    for event in record.events:
        mention: EventMention = event.mentions[0]
        before, trigger, after = Wording(record).excerpt(mention, width)
        assert trigger == record.article.text[slice(*mention.trigger)]
        assert len(before + trigger + after) <= max(width, 20 + len(trigger) + 2) + 2


def test_an_unknown_sector_is_not_shown_to_a_person() -> None:
    given = {"id": "a1", "ref": "person/x", "name": "X", "kind": "person", "role": "coach", "country": "GBR"}
    coach = msgspec.convert({**given, "sectors": ["UNK"], "mentions": []}, Actor)
    assert Wording(made_record()).standing(coach) == "coach · GBR"
