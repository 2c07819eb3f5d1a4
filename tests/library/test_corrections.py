"""People correct the machine: judgements count at once, are replayed after a re-reading, and are never lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from made_readings import event, kept, record, writer
from sqlalchemy import func, select

from dragoman import LibraryError, UsageError
from dragoman.library import Library
from dragoman.library.corrections import judge, take_back, unmatched
from dragoman.library.judging import all_of
from dragoman.library.reviewing import gold_rows, training_rows, unreviewed
from dragoman.library.schema import articles, dyads, events, happenings, judgements, parties
from dragoman.questions.accuracy import accuracy
from dragoman.questions.coded import load_coding
from dragoman.record import Event, EventMention

TEXT = "Baku told Jerusalem off over the raid on the port. Baku then scolded Jerusalem again in the evening."
WHO = "anna"


@pytest.fixture
def library(library_address: str) -> Library:
    return Library(library_address, create=True)


def mention(start: int, end: int, sentence: tuple[int, int]) -> EventMention:
    return EventMention(trigger=(start, end), sentence=sentence)


FIRST = mention(5, 9, (0, 50))
SECOND = mention(61, 68, (51, 100))


def scolding(**more: Any) -> Event:
    return event(("a1",), ("a2",), **{"mentions": (FIRST,), **more})


def keep(library: Library, *told: Event, reader: str = "dragoman 0", text: str = TEXT) -> None:
    writer(library, reader).keep([kept(record(text, *told))])


def rows(library: Library) -> list[dict[str, Any]]:
    with library.reading() as connection:
        return [dict(row) for row in connection.execute(select(events).order_by(events.c.trigger_start)).mappings()]


def counted(library: Library) -> list[tuple[str, str, str, int]]:
    with library.reading() as connection:
        asked = select(dyads.c.actor, dyads.c.recipient, dyads.c.type, dyads.c.counted)
        return sorted(tuple(row) for row in connection.execute(asked))


def only(library: Library) -> str:
    return str(rows(library)[0]["id"])


def test_a_rejected_event_counts_nowhere(library: Library) -> None:
    keep(library, scolding())
    judge(library, "reject", only(library), who=WHO, note="irony")
    assert rows(library)[0]["verdict"] == "rejected"
    assert counted(library) == [("AZE", "ISR", "ACCUSE", 0)]
    with library.reading() as connection:
        said = all_of(connection)[0]
        assert connection.execute(select(func.count()).select_from(happenings)).scalar_one() == 0
    assert (said.who, said.verdict, said.note) == (WHO, "reject", "irony")
    assert said.payload["item"]["type"] == "ACCUSE", "the item is kept as it stood"


def test_a_withdrawn_judgement_counts_no_more_and_is_still_there(library: Library) -> None:
    keep(library, scolding())
    made = judge(library, "reject", only(library), who=WHO)
    take_back(library, made[:8], who="ben")
    assert rows(library)[0]["verdict"] is None
    assert counted(library) == [("AZE", "ISR", "ACCUSE", 1)]
    with library.reading() as connection:
        assert [one.verdict for one in all_of(connection)] == ["reject", "withdraw"]
    with pytest.raises(UsageError, match="withdrawn already"):
        take_back(library, made, who="ben")


def test_an_edit_changes_the_event_and_what_is_counted(library: Library) -> None:
    keep(library, scolding())
    judge(library, "edit", only(library), who=WHO, said={"action": "praise", "actors": "ISR", "recipients": "TUR"})
    row = rows(library)[0]
    assert (row["type"], row["quad_class"], row["verdict"]) == ("SUPPORT", "verbal cooperation", "edited")
    assert counted(library) == [("ISR", "TUR", "SUPPORT", 1)]
    with library.reading() as connection:
        found = connection.execute(select(parties.c.side, parties.c.ref).order_by(parties.c.side)).all()
    assert [tuple(one) for one in found] == [("actor", "country/ISR"), ("recipient", "country/TUR")]


def test_an_edited_day_moves_the_event(library: Library) -> None:
    keep(library, scolding())
    judge(library, "edit", only(library), who=WHO, said={"day": "2023-02-01", "modality": "planned"})
    row = rows(library)[0]
    assert (row["day"], row["earliest"], row["latest"], row["time_source"]) == (*["2023-02-01"] * 3, "person")
    assert counted(library) == [("AZE", "ISR", "ACCUSE", 0)], "what is planned is not counted"


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"colour": "red"}, "no field 'colour'.*action"),
        ({"action": "sing"}, "no action 'sing'"),
        ({"type": "SING"}, "no type 'SING'; there are ACCUSE"),
        ({"modality": "maybe"}, "one of actual, planned"),
        ({"actors": "Atlantis"}, "no actor 'Atlantis'.*country/AZE"),
        ({"day": "yesterday"}, "is no day; write it as"),
        ({"actors": ""}, "cannot be empty"),
        ({}, "nothing to edit"),
    ],
)
def test_a_wrong_edit_is_refused_and_leaves_nothing(library: Library, said: dict[str, str], message: str) -> None:
    keep(library, scolding())
    with pytest.raises(UsageError, match=message):
        judge(library, "edit", only(library), who=WHO, said=said)
    with library.reading() as connection:
        assert all_of(connection) == []


def test_judgements_are_replayed_when_the_newer_reading_has_another_id(library: Library) -> None:
    keep(library, scolding())
    before = only(library)
    judge(library, "reject", before, who=WHO)
    # the newer reader takes another word as the trigger
    keep(library, scolding(mentions=(mention(5, 23, (0, 50)),)), reader="dragoman 1")
    row = rows(library)[0]
    assert row["id"] != before
    assert row["verdict"] == "rejected"
    assert counted(library) == [("AZE", "ISR", "ACCUSE", 0)]
    assert list(unmatched(library)) == []


def test_a_verdict_does_not_carry_over_to_what_says_something_else(library: Library) -> None:
    keep(library, scolding())
    judge(library, "reject", only(library), who=WHO)
    keep(library, scolding(action="praise", type="SUPPORT"), reader="dragoman 1")
    assert rows(library)[0]["verdict"] is None
    lost = list(unmatched(library))
    assert [one.verdict for one in lost] == ["reject"], "what can no longer be matched is listed"
    keep(library, scolding(), reader="dragoman 2")
    assert list(unmatched(library)) == []
    assert rows(library)[0]["verdict"] == "rejected", "and counts again when it is read again"


def test_an_edit_stands_when_the_reader_has_learnt(library: Library) -> None:
    keep(library, scolding())
    judge(library, "edit", only(library), who=WHO, said={"action": "praise"})
    keep(library, scolding(action="praise", type="SUPPORT"), reader="dragoman 1")
    assert (rows(library)[0]["type"], rows(library)[0]["verdict"]) == ("SUPPORT", "edited")
    assert list(unmatched(library)) == []


def test_judgements_outlive_a_run_that_is_taken_back(library: Library) -> None:
    keep(library, scolding())
    judge(library, "confirm", only(library), who=WHO)
    newer = writer(library, "dragoman 1")
    newer.keep([kept(record(TEXT, scolding(confidence=0.9)))])
    library.roll_back(newer.run)
    assert rows(library)[0]["verdict"] == "confirmed"


def test_two_events_of_one_article_are_merged_and_parted_again(library: Library) -> None:
    keep(library, scolding(), scolding(id="e2", mentions=(SECOND,)))
    one, two = (str(row["id"]) for row in rows(library))
    made = judge(library, "merge", one, other=two, who=WHO)
    assert [row["id"] for row in rows(library)] == [one]
    assert len(json.loads(rows(library)[0]["mentions"])) == 2
    assert counted(library) == [("AZE", "ISR", "ACCUSE", 1)]
    take_back(library, made, who=WHO)
    assert [row["id"] for row in rows(library)] == [one, two]


def test_an_event_is_split_at_a_mention(library: Library) -> None:
    keep(library, scolding(mentions=(FIRST, SECOND)))
    judge(library, "split", only(library), mention=2, who=WHO)
    assert [json.loads(row["mentions"]) for row in rows(library)] == [[[[5, 9], [0, 50]]], [[[61, 68], [51, 100]]]]
    assert counted(library) == [("AZE", "ISR", "ACCUSE", 1)] * 2


def test_events_of_two_articles_are_made_one_happening_and_parted(library: Library) -> None:
    keep(library, scolding())
    keep(library, scolding(action="praise", type="SUPPORT"), text=TEXT.replace("raid", "visit to the city hall"))
    one, two = (row["id"] for row in rows(library))
    made = judge(library, "merge", one, other=two, who=WHO)
    assert len({row["happening"] for row in rows(library)}) == 1
    take_back(library, made, who=WHO)
    assert len({row["happening"] for row in rows(library)}) == 2
    judge(library, "merge", one, other=two, who=WHO)
    judge(library, "split", two, who=WHO)
    assert len({row["happening"] for row in rows(library)}) == 2
    with pytest.raises(UsageError, match="stands alone already"):
        judge(library, "split", one, who=WHO)


def test_an_article_is_split_from_its_story_and_merged_again(library: Library) -> None:
    body = " ".join(f"The {word} of the port was raised in Baku by the ministers on Monday." for word in "abcdefghij")
    for number in range(3):
        keep(library, text=f"{body} Edition {number}.")
    with library.reading() as connection:
        names = list(connection.execute(select(articles.c.id).order_by(articles.c.seq)).scalars())
    assert len(stories(library)) == 1
    made = judge(library, "split", names[1], who=WHO)
    assert stories(library) == {frozenset({names[0], names[2]}), frozenset({names[1]})}
    keep(library, text=f"{body} Edition 4.")
    assert frozenset({names[1]}) in stories(library), "a later copy does not bring it back"
    judge(library, "merge", names[0], other=names[1], who=WHO)
    assert len(stories(library)) == 1
    with library.reading() as connection:
        merged = connection.execute(select(judgements.c.id).where(judgements.c.verdict == "merge")).scalar_one()
    take_back(library, merged, who=WHO)
    take_back(library, made, who=WHO)
    assert len(stories(library)) == 1


def stories(library: Library) -> set[frozenset[str]]:
    found: dict[int, set[str]] = {}
    with library.reading() as connection:
        for row in connection.execute(select(articles.c.id, articles.c.story)):
            found.setdefault(row.story, set()).add(row.id)
    return {frozenset(one) for one in found.values()}


def test_what_was_judged_becomes_training_rows(library: Library) -> None:
    from training.corpus import actions, problems

    keep(library, scolding(), scolding(id="e2", mentions=(SECOND,)))
    one, two = (str(row["id"]) for row in rows(library))
    judge(library, "edit", one, said={"action": "praise", "modality": "planned"}, who=WHO)
    judge(library, "reject", two, who=WHO)
    made = list(training_rows(library))
    assert made[0] == {
        "text": "<a>Baku</a> <r>told</r> Jerusalem off over the raid on the port.",
        "action": "praise",
        "modality": "planned",
    }
    assert [problems(row, actions()) for row in made] == [[]]


def test_what_was_judged_becomes_gold_that_evaluate_reads(library: Library, tmp_path: Path) -> None:
    keep(library, scolding(), scolding(id="e2", mentions=(SECOND,)))
    one, two = (str(row["id"]) for row in rows(library))
    judge(library, "confirm", one, who=WHO)
    judge(library, "reject", two, who=WHO)
    gold, read = tmp_path / "gold.jsonl", tmp_path / "read.jsonl"
    gold.write_text("".join(json.dumps(row) + "\n" for row in gold_rows(library)))
    read.write_bytes(record(TEXT, scolding(), scolding(id="e2", mentions=(SECOND,))).to_json() + b"\n")
    score = accuracy(load_coding(gold), load_coding(read)).all
    assert (score.gold, score.read, score.right) == (1, 2, 1)


def test_what_nobody_judged_is_listed_in_the_order_of_the_text(library: Library) -> None:
    keep(library, scolding(), scolding(id="e2", mentions=(SECOND,)))
    one, two = rows(library)
    judge(library, "confirm", str(one["id"]), who=WHO)
    with library.reading() as connection:
        assert [row["id"] for row in unreviewed(connection)] == [two["id"]]
        assert unreviewed(connection, (two["article"], two["trigger_start"], two["id"])) == []


def test_an_id_that_is_none_or_many_is_refused(library: Library) -> None:
    keep(library, scolding())
    with pytest.raises(LibraryError, match="nothing with the id 'zzz'"):
        judge(library, "confirm", "zzz", who=WHO)
    with pytest.raises(UsageError, match="needs an item of it"):
        with library.reading() as connection:
            name = connection.execute(select(articles.c.id)).scalar_one()
        judge(library, "confirm", name, who=WHO)
