"""A record as text for a person."""

from __future__ import annotations

import re

import msgspec
import pytest
from made_record import TITLE, made_record
from rich.cells import cell_len

from dragoman import Time
from dragoman.interfaces.terminal import as_text


def test_the_whole_page() -> None:
    rule = "─"
    assert as_text(made_record(), width=80).splitlines() == [
        TITLE,
        "29 March 2023 · The Merrow Courier · Jo Bell · https://example.org/embassy",
        "",
        "Who 4 " + rule * 74,
        "  Vantana    country · VAN",
        "  Merrow     country · MER                  the two",
        "  Orsk       country · ORS",
        "  Ana Ruiz   foreign minister · VAN · GOV   She",
        "",
        "What happened 4 " + rule * 64,
        "  2023-03-29  Vantana → Merrow  SUPPORT open relations",
        "              “Vantana opens embassy in Port Salé as Orsk protests”",
        "              in Port Salé · told twice",
        "  2023-03-29  Vantana ↔ Merrow  AGREE agree material",
        "              “She said the two would hold joint drills next month.”",
        "              according to Ana Ruiz",
        "              └ Vantana ↔ Merrow  COOPERATE exercise jointly (planned)",
        "                “She said the two would hold joint drills next month.”",
        "                2023-04",
        "  undated     Orsk → Vantana  ACCUSE criticise",
        "              “Orsk condemned the move & recalled its ambassador.”",
        "              concerning Merrow",
        "",
        "Who said what 2 " + rule * 64,
        "  Ana Ruiz said  direct",
        "      “We stand with Merrow against the threats of Orsk”",
        "      to Merrow · on Merrow (favourable), Orsk (hostile)",
        "  Ana Ruiz said  indirect",
        "      the two would hold joint drills next month",
        "",
        "What holds 2 " + rule * 67,
        "  Vantana → Merrow  mission  in Port Salé · since 2023-03-29",
        "  Vantana → Merrow  supply (denied)  40 percent of gas · according to Ana Ruiz",
        "",
        "Where 1 " + rule * 72,
        "  Port Salé MER 12.50°N 7.25°W",
        "",
        "When 1 " + rule * 73,
        "  Wednesday = 2023-03-29",
    ]


@pytest.mark.parametrize("width", [40, 57, 100, 160])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    for line in as_text(made_record(), width=width, why=True).splitlines():
        assert cell_len(line) <= width, line


def test_colour_changes_nothing_but_colour() -> None:
    plain = as_text(made_record(), width=80)
    coloured = as_text(made_record(), width=80, colour=True)
    assert "\x1b[" in coloured
    bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in bare.splitlines()] == plain.splitlines()


def test_why_shows_reasons_and_codes() -> None:
    text = as_text(made_record(), width=120, why=True)
    assert "because the verb 'opened'; CAMEO 057, Goldstein 8, confidence 0.90" in text
    assert "because quotation marks, then 'said'" in text
    assert "because 'embassy in'" in text


def test_an_article_cannot_steer_the_terminal() -> None:
    record = made_record()
    hostile = msgspec.structs.replace(
        record,
        article=msgspec.structs.replace(record.article, title="\x1b[2J\x07Title\u202e \x9b31m", publisher="[red]x"),
        actors=(msgspec.structs.replace(record.actors[0], name="Van\x1b]0;t\x07ana"), *record.actors[1:]),
    )
    text = as_text(hostile)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text), text
    assert "[red]x" in text


def test_a_record_with_nothing_in_it_says_so() -> None:
    empty = msgspec.structs.replace(
        made_record(), actors=(), places=(), times=(), statements=(), events=(), relations=()
    )
    assert "Nothing that happened" in as_text(empty)


def test_ids_that_lead_nowhere_do_not_stop_the_page() -> None:
    record = made_record()
    event = msgspec.structs.replace(record.events[0], actors=("a99",), within="e1", said_in="s99", place="p99")
    text = as_text(msgspec.structs.replace(record, events=(event,)))
    assert "a99" in text or "What happened" in text


def test_a_time_that_stays_open_is_said_to_and_not_spelt_in_signs() -> None:
    record = made_record()
    bare = {"earliest": None, "latest": None, "precision": None}
    day = Time(id="t9", text="on Monday", start=0, end=9, kind="DATE", value="XXXX-WXX-1", **bare)
    span = Time(id="t10", text="hours", start=0, end=5, kind="DURATION", value="PTXH", **bare)
    page = as_text(msgspec.structs.replace(record, times=(day, span)), width=100)
    assert "on Monday = open  ·  hours" in page, page
    assert "X" not in page.split("When 2")[1], page


def test_a_long_text_without_a_headline_is_cut_between_words() -> None:
    record = made_record()
    words = "Green Dawn accused the Kenyan government of fraud on Monday, and its leader said that votes were bought."
    article = msgspec.structs.replace(record.article, title=None, key=None, text=words)
    bare = msgspec.structs.replace(
        record, article=article, actors=(), places=(), times=(), statements=(), events=(), relations=()
    )
    head = as_text(bare, width=100).splitlines()[0]
    assert head == "Green Dawn accused the Kenyan government of fraud on Monday, and its leader…"
