"""One story, many papers: copies are grouped as they come, the same groups in whatever order, and credited."""

from __future__ import annotations

import itertools
import random
import threading
from typing import Any

import pytest
from made_readings import kept, record, writer
from sqlalchemy import select

from dragoman.library import Library
from dragoman.library.agencies import agencies
from dragoman.library.grouping import Grouping
from dragoman.library.likeness import Compared, alike, bands_of, signature
from dragoman.library.schema import articles
from dragoman.library.telling import list_stories, regroup_all
from dragoman.record import Record

SENTENCES = [
    "Ministers of Ruritania and Graustark agreed on Tuesday to reopen the bridge at Felsenburg to heavy lorries.",
    "The crossing was shut in the spring, when an inspector found cracks in two of its four piers.",
    "Repairs will cost nine million crowns, of which the upstream state pays two thirds.",
    "Hauliers had threatened to block the customs house unless a date was named before the harvest.",
    "An engineer who worked on the piers said that the steel was sound but the concrete was not.",
    "Trade across the river fell by a fifth in the months of the closure, a chamber of commerce said.",
    "Both governments hope that the first lorry will cross before the grapes are picked in September.",
    "The last quarrel over the bridge, about tolls, went to a court of arbitration in the nineties.",
]
WIRE = " ".join(SENTENCES)


def article(text: str, publisher: str = "The Daily Test", day: str = "2023-03-29", **more: Any) -> Record:
    return record(text, publisher=publisher, published=day, **more)


COPIES = [
    article(f"FELSENBURG (Reuters) - {WIRE}", "Wire Desk"),
    article(f"Bridge to reopen\n\n{WIRE}", "Morning Post", "2023-03-30", title="Bridge to reopen"),
    article("By our staff\n" + " ".join(SENTENCES[:4]), "Valley Echo", "2023-03-30"),
    article(WIRE.replace("nine million", "eleven million") + " This corrects an earlier figure.", "Wire Desk"),
]
OTHERS = [
    article("Ministers of Ruritania met the harvest workers on Tuesday and spoke with them about wages and beds."),
    article("A court in Graustark fined two fishermen on Tuesday for nets that were wider than the law allows them."),
    # the same words a year later are another story
    article(f"{WIRE} So it was a year ago.", "Almanac", "2024-03-29"),
]


@pytest.fixture
def library(library_address: str) -> Library:
    return Library(library_address, create=True)


def add(library: Library, *made: Record) -> None:
    busy = writer(library)
    for one in made:
        busy.keep([kept(one)])


def groups(library: Library) -> set[frozenset[str]]:
    found: dict[int, set[str]] = {}
    with library.reading() as connection:
        for row in connection.execute(select(articles.c.id, articles.c.story)):
            found.setdefault(row.story, set()).add(row.id)
    return {frozenset(one) for one in found.values()}


EXPECTED = {frozenset(one.article.id for one in COPIES), *(frozenset({one.article.id}) for one in OTHERS)}


def test_copies_cuts_and_corrections_are_one_story_and_other_articles_are_not(library: Library) -> None:
    add(library, *COPIES, *OTHERS)
    assert groups(library) == EXPECTED


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_adding_makes_no_difference(tmp_path: Any, seed: int) -> None:
    mixed = [*COPIES, *OTHERS]
    random.Random(seed).shuffle(mixed)
    with Library(tmp_path / "library.db", create=True) as shelf:
        add(shelf, *mixed)
        assert groups(shelf) == EXPECTED


def test_two_adders_at_once_make_the_same_stories(library: Library, library_address: str) -> None:
    mixed = [*COPIES, *OTHERS]
    faults: list[BaseException] = []

    def work(part: list[Record]) -> None:
        try:
            with Library(library_address) as own:
                add(own, *part)
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(part,)) for part in (mixed[::2], mixed[1::2], mixed[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults, faults
    assert groups(library) == EXPECTED


def test_stories_are_listed_with_their_articles_and_whose_copy_they_are(library: Library) -> None:
    add(library, *COPIES, *OTHERS)
    (story,) = list_stories(library)
    assert (story["articles"], story["outlets"], story["agency"], story["source"]) == (
        4,
        3,
        "Reuters",
        "agency Reuters",
    )
    assert (story["first"], story["last"]) == ("2023-03-29", "2023-03-30")
    assert story["story"] == min(one.article.id for one in COPIES)
    assert {one["id"] for one in story["told_by"]} == {one.article.id for one in COPIES}


def test_stories_are_chosen_by_day_size_agency_and_article(library: Library) -> None:
    add(library, *COPIES, *OTHERS)
    assert len(list(list_stories(library, least=1))) == 4
    assert len(list(list_stories(library, least=5))) == 0
    assert len(list(list_stories(library, since="2023-03-30"))) == 0
    assert len(list(list_stories(library, until="2023-03-29"))) == 1
    assert len(list(list_stories(library, agency="Reuters"))) == 1
    assert len(list(list_stories(library, agency="Xinhua"))) == 0
    (alone,) = list_stories(library, of=OTHERS[0].article.id[:8])
    assert alone["articles"] == 1


def test_an_article_whose_run_was_taken_back_is_in_no_list(library: Library) -> None:
    add(library, *COPIES[:2])
    busy = writer(library)
    busy.keep([kept(COPIES[2])])
    library.roll_back(busy.run)
    (story,) = list_stories(library)
    assert story["articles"] == 2


def test_a_library_groups_anew_with_other_tolerances_and_keeps_them(library: Library) -> None:
    add(library, *COPIES, *OTHERS)
    assert regroup_all(library, Grouping(copies_within=0))[0] == 2
    # the morning paper and the weekly came out a day later: they are a story of their own
    assert sorted(len(one) for one in groups(library)) == [1, 1, 1, 2, 2]
    add(library, article(f"{WIRE} And so on.", day="2023-03-31"))
    assert sorted(len(one) for one in groups(library)) == [1, 1, 1, 1, 2, 2]
    regroup_all(library, Grouping(copies_within=400))
    assert sorted(len(one) for one in groups(library)) == [1, 1, 6]


def test_a_text_without_words_is_a_story_of_its_own(library: Library) -> None:
    add(library, article("..."), article("- - -"), article("Yes."))
    assert len(groups(library)) == 3


def test_a_signature_is_the_same_on_every_machine() -> None:
    signed = signature(WIRE)
    assert signed is not None and len(signed) == 400
    assert signed[:8].hex() == SIGNED, "another signature: libraries made before would group otherwise"
    assert len(bands_of(signed)) == 50


SIGNED = "08593a03920b2700"


def test_what_only_shares_its_background_is_no_copy() -> None:
    later = " ".join(
        [
            "The first lorry to use the mended bridge at Felsenburg was cheered by schoolchildren on Friday morning.",
            "It carried barrels for the vintners of the left bank and was washed down by the fire brigade.",
            "A band played while the driver, a woman of sixty, was handed a ham.",
            *SENTENCES[5:],
        ]
    )
    assert not alike(Compared(WIRE), Compared(later))


def test_reports_from_one_mould_are_told_apart_by_their_figures() -> None:
    mould = "Shares in Strelsau rose {} percent to {} points. Turnover was {} million, as against {} million before."
    more = " The board of the bank of Ruritania meets on the second Thursday of each month and sets the rate."
    one, two = (mould.format(*figures) + more for figures in ((1.2, 2431, 6.1, 5.5), (0.4, 2440, 7.9, 6.2)))
    assert not alike(Compared(one), Compared(two))
    assert alike(Compared(one), Compared(one.replace("Strelsau", "the capital")))


CREDITS = [
    ("BEIRUT (Reuters) - Talks broke down on Monday.", "Reuters"),
    ("BAKU, March 29 (AP) — Azerbaijan opened an embassy.", "Associated Press"),
    ("TOKYO, Feb. 3 (Xinhua) -- Japan and Peru signed a pact.", "Xinhua"),
    ("MOSCOW, March 3 /TASS/. Russia will send a delegation.", "TASS"),
    ("By AFP\nTalks broke down on Monday.", "Agence France-Presse"),
    ("By JANE DOE, Associated Press Writer\nOSLO — Talks broke down.", "Associated Press"),
    ("Talks broke down on Monday.\n\n© 2019 Agence France-Presse", "Agence France-Presse"),
    ("Talks broke down. (Reporting by Jane Doe; Editing by John Roe)", "Reuters"),
    ("KARACHI: Talks broke down on Monday. - APP", "Associated Press of Pakistan"),
    ("A spokesman told Reuters on Tuesday that talks broke down.", None),
    ("The AP reported on Monday that talks broke down.", None),
    ("Talks broke down. Reuters contributed to this report.", None),
    ("Reuters, the agency, was founded in 1851 and moved to London.", None),
]


@pytest.mark.parametrize(("text", "agency"), CREDITS, ids=[text[:25] for text, _ in CREDITS])
def test_an_agency_is_credited_where_the_copy_is_its_own(text: str, agency: str | None) -> None:
    assert agencies().credited(text) == agency, text


def test_an_agency_among_the_authors_or_as_publisher_is_credited() -> None:
    found = [
        agencies().credited("Talks.", authors=["Jane Doe", "Reuters"]),
        agencies().credited("Talks.", authors=["Jane Doe, Associated Press"]),
        agencies().credited("Talks.", publisher="Xinhua"),
        agencies().credited("Talks.", publisher="The Reuters Reader"),
    ]
    assert found == ["Reuters", "Associated Press", "Xinhua", None]


def test_likeness_goes_both_ways() -> None:
    texts = [one.article.text for one in (*COPIES, *OTHERS)]
    for one, two in itertools.combinations(texts, 2):
        assert alike(Compared(one), Compared(two)) == alike(Compared(two), Compared(one)), (one[:40], two[:40])
