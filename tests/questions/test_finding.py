"""Events, statements, relations, articles and actors are found by one query language, alike on both databases."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from dragoman import UsageError
from dragoman.library import Library
from dragoman.questions.finding import find_actors, find_articles, find_events, find_relations, find_statements
from dragoman.questions.query import Query

DAYS = ["2023-01-20", "2023-02-01", "2023-02-11", "2023-03-29", "2024-02-10"]


def days(library: Library, **conditions: object) -> list[str]:
    return [row["day"] for row in find_events(library, Query(**conditions))]  # type: ignore[arg-type]


def test_without_conditions_all_events_come_by_day(library: Library) -> None:
    found = days(library)
    assert found == sorted(found) and sorted(set(found)) == DAYS


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({"actor": "ISR"}, ["2023-01-20", "2023-02-01", "2023-02-11"]),
        ({"actor": "country/ISR"}, ["2023-01-20", "2023-02-11"]),
        ({"actor": "israel"}, ["2023-01-20", "2023-02-11"]),
        ({"actor": "Éli Cohen"}, ["2023-02-01"]),
        ({"actor": "person/eli-cohen", "recipient": "AZE"}, ["2023-02-01"]),
        ({"actor": "ISR", "recipient": "AZE"}, ["2023-01-20", "2023-02-01"]),
        ({"actor": "United Nations"}, ["2024-02-10"]),
        ({"actor": "Nobody At All"}, []),
        ({"between": ("AZE", "ISR"), "until": "2023-02"}, ["2023-01-20", "2023-02-01", "2023-02-11"]),
        ({"between": ("ISR", "AZE"), "until": "2023-02"}, ["2023-01-20", "2023-02-01", "2023-02-11"]),
        ({"between": ("Éli Cohen", "AZE")}, ["2023-02-01"]),
        ({"between": ("United Nations", "AZE"), "modality": ("actual",)}, ["2024-02-10"]),
        ({"type": ("SUPPORT", "CONSULT")}, ["2023-01-20", "2023-02-01", "2023-02-11"]),
        ({"action": ("visit",)}, ["2023-02-01"]),
        ({"mode": ("visit",)}, ["2023-02-01"]),
        ({"quad_class": "verbal-cooperation"}, ["2023-01-20", "2023-02-01", "2023-02-11"]),
        ({"context": "economic"}, ["2023-01-20"]),
        ({"modality": ("planned",)}, ["2023-03-29"]),
        ({"sector": "GOV", "until": "2023-02-05"}, ["2023-01-20", "2023-02-01"]),
        ({"speaker": "AZE"}, ["2023-01-20"]),
        ({"speaker": "Azerbaijan"}, ["2023-01-20"]),
        ({"publisher": "évening post"}, ["2023-01-20"]),
        ({"text": "gas", "since": "2023-01-10", "until": "2023-02"}, ["2023-01-20"]),
        ({"text": "gas", "between": ("AZE", "ISR"), "until": "2023-02"}, ["2023-01-20"]),
        ({"text": "gas OR minister", "until": "2023-02-05"}, ["2023-01-20", "2023-02-01"]),
        ({"since": "2024"}, ["2024-02-10"]),
        ({"since": "2023-02-01", "until": "2023-02-01"}, ["2023-02-01"]),
        ({"since": "2023-03", "until": "2023-03-10", "by": "publication"}, ["2023-02-01"]),
        (
            {"between": ("AZE", "ISR"), "since": "2023-03-01", "until": "2023-03-01", "by": "publication"},
            ["2023-02-01"],
        ),
        ({"actor": "ISR", "since": "2023-03-01", "until": "2023-03-01", "by": "publication"}, ["2023-02-01"]),
        ({"confidence": 0.5, "until": "2023-02"}, ["2023-01-20", "2023-02-11"]),
        ({"limit": 2}, ["2023-01-20", "2023-02-01"]),
    ],
)
def test_each_condition_holds(library: Library, conditions: dict[str, object], expected: list[str]) -> None:
    assert days(library, **conditions) == expected


def test_an_event_has_its_sides_its_sentence_its_source_and_its_article(library: Library) -> None:
    (found,) = find_events(library, Query(action=("praise",)))
    assert (found["actors"], found["recipients"]) == (["Israel"], ["Azerbaijan"])
    assert (found["actors_countries"], found["actors_refs"]) == (["ISR"], ["country/ISR"])
    assert found["sentence"] == "Jerusalem praised Ba"
    assert (found["speaker"], found["publisher"], found["published"]) == ("Azerbaijan", "Évening Post", "2023-01-21")
    assert found["contexts"] == ["economic"] and found["why"] == ["criticise (verb) -> criticise"]


def test_an_event_of_several_words_of_one_side_comes_once(library: Library) -> None:
    assert days(library, between=("AZE", "ISR"), type=("CONSULT",), action=("talk",)) == ["2023-02-11"]


def test_what_a_person_rejected_is_found_only_when_asked_for(own: Library) -> None:
    from sqlalchemy import update

    from dragoman.library.schema import events

    with own.writing() as connection:
        connection.execute(update(events).where(events.c.action == "visit").values(verdict="rejected"))
    assert days(own, action=("visit",)) == []
    assert days(own, action=("visit",), rejected=True) == ["2023-02-01"]


def test_statements_are_found_by_speaker_and_by_whom_they_speak_of(library: Library) -> None:
    def cues(**conditions: object) -> int:
        return len(list(find_statements(library, Query(**conditions))))  # type: ignore[arg-type]

    assert cues() == 5
    assert cues(speaker="AZE") == 4
    assert cues(speaker="éli cohen") in (0, 1), "SQLite knows the two cases of ASCII letters only"
    (found,) = find_statements(library, Query(about="AZE", stance="hostile"))
    assert (found["speaker"], found["about"]) == ("Éli Cohen", {"country/AZE": "hostile"})
    assert cues(about="AZE", stance="favourable") == 0


def test_relations_are_found_by_side_type_and_polarity(library: Library) -> None:
    (found,) = find_relations(library, Query(actor="AZE", recipient="ISR", type=("alliance",), polarity="holds"))
    assert (found["subjects"], found["objects"], found["speaker"]) == (["Azerbaijan"], ["Israel"], "Éli Cohen")
    assert found["evidence"] == "The minister"
    assert list(find_relations(library, Query(between=("ISR", "AZE"), polarity="denied"))) == []
    assert len(list(find_relations(library, Query(between=("ISR", "AZE"))))) == 1


def test_articles_are_found_by_words_actor_publisher_and_date(library: Library) -> None:
    def titles(**conditions: object) -> list[str]:
        return [row["published"] for row in find_articles(library, Query(**conditions))]  # type: ignore[arg-type]

    assert titles() == ["2023-01-05", "2023-01-21", "2023-02-12", "2023-03-01", "2024-02-10"]
    assert titles(text="gas") == ["2023-01-05", "2023-01-21"]
    assert titles(text="quarrel") == ["2023-01-05"], "words are searched by their stem, also in the title"
    assert titles(actor="Éli Cohen") == ["2023-03-01"]
    assert titles(publisher="ÉVENING POST") == ["2023-01-21"]
    assert titles(since="2023-02", until="2023", limit=1) == ["2023-02-12"]
    (last,) = find_articles(library, Query(since="2024"))
    assert (last["events"], last["statements"], last["relations"], last["authors"]) == (2, 1, 0, [])


def test_actors_come_by_how_often_they_are_met(library: Library) -> None:
    found = list(find_actors(library, Query()))
    assert [row["ref"] for row in found[:2]] == ["country/AZE", "country/ISR"]
    (person,) = find_actors(library, Query(actor="Éli Cohen"))
    assert (person["roles"], person["articles"], person["first"]) == (["foreign minister"], 1, "2023-03-01")


@pytest.mark.parametrize(
    ("conditions", "said"),
    [
        ({"type": ("SCOLD",)}, "no type 'SCOLD'; there are AGREE, CONSULT, SUPPORT"),
        ({"action": ("vis",)}, r"no action 'vis'; there are .*visit.* and \d+ others"),
        ({"mode": ("visits",)}, r"no mode 'visits'; there are visit.* and \d+ others"),
        ({"context": "martial"}, "no context 'martial'; there are military, intelligence"),
        ({"sector": "gov"}, "no sector 'gov'; there are GOV, MIL"),
        ({"quad_class": "war"}, "no quad class 'war'; there are verbal cooperation"),
        ({"text": 'gas "'}, "these words cannot be searched for"),
    ],
)
def test_a_value_that_no_event_has_is_refused_in_one_line(
    library: Library, conditions: dict[str, object], said: str
) -> None:
    if conditions.get("text") and library.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL takes any words")
    with pytest.raises(UsageError) as raised:
        list(find_events(library, Query(**conditions)))  # type: ignore[arg-type]
    assert re.search(said, str(raised.value)), raised.value
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("conditions", "said"),
    [
        ({"stance": "kind"}, "no stance 'kind'; there are favourable, hostile, neutral"),
        ({"polarity": "yes"}, "no polarity 'yes'; there are holds, denied, possible"),
        ({"modality": ("sure",)}, "no modality 'sure'; there are actual, planned, possible, negated"),
        ({"since": "2023-13"}, "since '2023-13' is no date; write 2023, 2023-03 or 2023-03-29"),
        ({"until": "yesterday"}, "until 'yesterday' is no date"),
        ({"by": "day"}, "dates are by event or by publication, not by 'day'"),
        ({"limit": 0}, "a limit of 0 shows nothing"),
        ({"text": " "}, "no words to search for"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_at_once(conditions: dict[str, object], said: str) -> None:
    with pytest.raises(UsageError, match=re.escape(said)):
        Query(**conditions)  # type: ignore[arg-type]


def test_a_type_that_only_this_library_has_is_found(own: Library) -> None:
    from sqlalchemy import update

    from dragoman.library.schema import events

    with own.writing() as connection:
        connection.execute(update(events).where(events.c.action == "visit").values(type="OWN"))
    assert days(own, type=("OWN",)) == ["2023-02-01"]


def test_many_matches_are_walked_by_day_and_give_the_same(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    few = days(library, text="gas"), days(library, publisher="The Daily Test", limit=3)
    monkeypatch.setattr("dragoman.questions.conditions.FEW", 0)
    assert (days(library, text="gas"), days(library, publisher="The Daily Test", limit=3)) == few


def test_no_row_is_lost_or_doubled_over_batches(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.questions.fetching.TOGETHER", 10)
    whole = [row["id"] for row in find_events(library, Query())]
    assert len(whole) == len(set(whole)) == 6
    assert [row["id"] for row in find_events(library, Query(between=("AZE", "ISR")))] == [
        row["id"] for row in find_events(library, Query()) if "United Nations" not in row["actors"] + row["recipients"]
    ]


@pytest.mark.parametrize(
    ("find", "conditions", "said"),
    [
        (find_articles, {"type": ("AID",)}, "articles are not found by type; there are actor, about, publisher, text"),
        (find_statements, {"actor": "AZE"}, "statements are not found by actor; there are speaker, about, stance"),
        (find_events, {"about": "AZE"}, "events are not found by about; there are actor, recipient"),
        (find_relations, {"quad_class": "verbal-conflict"}, "relations are not found by quad-class"),
        (find_actors, {"sector": "KING"}, "no sector 'KING'; there are GOV"),
    ],
)
def test_a_condition_is_never_passed_over(
    library: Library, find: Callable[..., Iterator[object]], conditions: dict[str, object], said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        list(find(library, Query(**conditions)))  # type: ignore[arg-type]
