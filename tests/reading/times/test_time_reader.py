from pathlib import Path

import pytest
from read_times import PUBLISHED, read, read_parsed

from dragoman.errors import KnowledgeError
from dragoman.knowledge import Knowledge
from dragoman.reading.language import ParsedArticle, split_sentences
from dragoman.reading.times import TimeReader
from dragoman.record import Part
from made_article import made_article

# sentence, expression, kind, value, earliest, latest, precision; published on Wednesday, 29 March 2023
DATES = [
    ("The embassy was opened on Oct. 17, 2022.", "Oct. 17, 2022", "2022-10-17", "2022-10-17", "2022-10-17", "day"),
    ("The embassy was opened on 17 October.", "17 October", "2022-10-17", "2022-10-17", "2022-10-17", "day"),
    ("It was dated 2022-10-17.", "2022-10-17", "2022-10-17", "2022-10-17", "2022-10-17", "day"),
    ("It was dated 10/17/22.", "10/17/22", "2022-10-17", "2022-10-17", "2022-10-17", "day"),
    ("The two met on Tuesday.", "Tuesday", "2023-03-28", "2023-03-28", "2023-03-28", "day"),
    ("The two met on Wednesday.", "Wednesday", "2023-03-29", "2023-03-29", "2023-03-29", "day"),
    ("The minister will visit Baku on Friday.", "Friday", "2023-03-31", "2023-03-31", "2023-03-31", "day"),
    ("They met last Wednesday.", "last Wednesday", "2023-03-22", "2023-03-22", "2023-03-22", "day"),
    ("They meet next month.", "next month", "2023-04", "2023-04-01", "2023-04-30", "month"),
    ("They met last week.", "last week", "2023-W12", "2023-03-20", "2023-03-26", "week"),
    ("They met two days ago.", "two days ago", "2023-03-27", "2023-03-27", "2023-03-27", "day"),
    ("Ties were cut three years ago.", "three years ago", "2020", "2020-01-01", "2020-12-31", "year"),
    ("Trade grew in the 1990s.", "the 1990s", "199", "1990-01-01", "1999-12-31", "decade"),
    ("The talks were held in early March.", "early March", "2023-03", "2023-03-01", "2023-03-10", "day"),
    ("He resigned in mid-2014.", "mid-2014", "2014", "2014-05-01", "2014-08-31", "month"),
    ("Sales fell in fiscal 1989.", "fiscal 1989", "1989", "1989-01-01", "1989-12-31", "year"),
    ("Exports rose in Q3 2015.", "Q3 2015", "2015-Q3", "2015-07-01", "2015-09-30", "quarter"),
    ("Exports rose in the third quarter.", "the third quarter", "2022-Q3", "2022-07-01", "2022-09-30", "quarter"),
    ("It was a 19th century treaty.", "19th century", "18", "1800-01-01", "1899-12-31", "century"),
    ("He fled in the summer of 2019.", "the summer of 2019", "2019-SU", "2019-06-01", "2019-08-31", "season"),
    ("Shops closed at Christmas.", "Christmas", "2022-12-25", "2022-12-25", "2022-12-25", "day"),
    ("Rockets fell on Easter 2022.", "Easter 2022", "2022-04-17", "2022-04-17", "2022-04-17", "day"),
    ("A truce held in Ramadan.", "Ramadan", "2023-03-23/2023-04-21", "2023-03-23", "2023-04-21", "day"),
    ("They met on March 15-17.", "March 15-17", "2023-03-15/2023-03-17", "2023-03-15", "2023-03-17", "day"),
    ("Troops came earlier this year.", "earlier this year", "2023", "2023-01-01", "2023-03-29", "year"),
    ("Troops leave by the end of 2024.", "the end of 2024", "2024", "2024-09-01", "2024-12-31", "month"),
    ("Until March 2014 there was none.", "March 2014", "2014-03", "2014-03-01", "2014-03-31", "month"),
    ("Rockets fell over the weekend.", "the weekend", "2023-W12-WE", "2023-03-25", "2023-03-26", "day"),
    ("In the first half of 2014 it grew.", "the first half of 2014", "2014-H1", "2014-01-01", "2014-06-30", "year"),
]


@pytest.mark.parametrize(("text", "surface", "value", "earliest", "latest", "precision"), DATES)
def test_a_date_is_found_and_closed(
    text: str, surface: str, value: str, earliest: str, latest: str, precision: str
) -> None:
    times = read(text)
    assert [(t.text, t.kind, t.value, t.earliest, t.latest, t.precision) for t in times] == [
        (surface, "DATE", value, earliest, latest, precision)
    ], times


OTHERS = [
    ("Aid came for three months.", "three months", "DURATION", "P3M"),
    ("The war lasted 2 1/2 years.", "2 1/2 years", "DURATION", "P2Y6M"),
    ("They have feuded for decades.", "decades", "DURATION", "PXDE"),
    ("A 40-year-old man was held.", "40-year-old", "DURATION", "P40Y"),
    ("Talks lasted more than four hours.", "more than four hours", "DURATION", "PT4H"),
    ("The two sides meet every two years.", "every two years", "SET", "P2Y"),
    ("They meet each Thursday.", "each Thursday", "SET", "XXXX-WXX-4"),
    ("The price is set annually.", "annually", "SET", "P1Y"),
    ("They are now talking.", "now", "DATE", "PRESENT_REF"),
    ("They recently fought.", "recently", "DATE", "PAST_REF"),
    ("They will soon meet.", "soon", "DATE", "FUTURE_REF"),
    ("As in the past, they met.", "the past", "DATE", "PAST_REF"),
    ("He arrived on Monday evening.", "Monday evening", "TIME", "2023-03-27TEV"),
    ("The curfew began at 8 p.m. EST on Monday.", "8 p.m. EST on Monday", "TIME", "2023-03-27T20:00"),
    ("They will call tonight.", "tonight", "TIME", "2023-03-29TNI"),
]


@pytest.mark.parametrize(("text", "surface", "kind", "value"), OTHERS)
def test_other_kinds_have_their_timex_value(text: str, surface: str, kind: str, value: str) -> None:
    times = read(text)
    assert [(t.text, t.kind, t.value) for t in times] == [(surface, kind, value)], times


NO_TIMES = [
    "Theresa May said she may resign.",
    "Its $1995 price was paid by 2,000 people.",
    "Israel rejected resolutions 1696 and 1737.",
    "They will march as soon as they can.",
    "Sun Microsystems hired Jan Kavan.",
    "The mayor, fifty years old, fell.",
]


@pytest.mark.parametrize("text", NO_TIMES)
def test_what_only_looks_like_a_time_is_left(text: str) -> None:
    assert read(text) == (), read(text)


def test_a_year_later_counts_from_the_last_date_named() -> None:
    times = read("The war began in 1992. A year later a ceasefire was signed.")
    assert [t.value for t in times] == ["1992", "1993"], times


def test_the_previous_day_counts_from_the_last_date_named() -> None:
    times = read("On May 3, 2011 he was shot. The previous day he had met Annan.")
    assert times[-1].value == "2011-05-02", times


def test_a_year_earlier_compares_with_the_quarter_named() -> None:
    times = read("In the third quarter exports rose from $5 million a year earlier.")
    assert [t.value for t in times] == ["2022-Q3", "2021-Q3"], times


def test_a_month_goes_on_with_the_dated_story() -> None:
    times = read("In September 2020, war broke out. In November, Russia brokered a ceasefire.")
    assert times[-1].value == "2020-11", times


def test_a_month_takes_the_year_after_the_second_month() -> None:
    times = read("The siege lasted from January to March 2012.")
    assert [t.value for t in times] == ["2012-01", "2012-03"], times


def test_the_past_years_reach_up_to_publication() -> None:
    (time,) = read("Over the past five years exports have doubled.")
    assert (time.kind, time.value, time.earliest, time.latest) == ("DURATION", "P5Y", "2018-03-29", PUBLISHED), time


@pytest.mark.parametrize(
    "text", ["They met on Wednesday.", "They meet next month.", "They met two days ago.", "It is now over."]
)
def test_without_publication_relative_times_stay_open(text: str) -> None:
    (time,) = read(text, published=None)
    assert (time.earliest, time.latest) == (None, None), time


def test_without_publication_a_full_date_resolves() -> None:
    (time,) = read("The embassy was opened on Oct. 17, 2022.", published=None)
    assert time.earliest == time.latest == "2022-10-17", time


def test_the_parse_tells_the_tense() -> None:
    times = read_parsed("Officials said on Monday that the minister would fly to Baku on Friday.")
    assert [t.value for t in times] == ["2023-03-27", "2023-03-31"], times


def test_a_dateline_is_read() -> None:
    text = "BAKU, March 28 -- Israel opened a mission."
    parts = (Part(kind="dateline", start=0, end=17), Part(kind="body", start=18, end=len(text)))
    assert [t.value for t in read(text, parts=parts)] == ["2023-03-28"]


def test_ids_follow_the_text() -> None:
    times = read("In 1992 they met. In 1995 they parted.")
    assert [t.id for t in times] == ["t1", "t2"], times


@pytest.mark.parametrize(
    "text",
    [
        "\x00 on Monday \x00",
        "😀 Monday 😀 10/17/22",
        "5² km, ٣ March ٢٠١٤, ½ year, ① May 2011",
        "יום שני Monday",
        "31 February 99/99/99 0000-00-00",
        "9" * 5000,
        "May " * 3000,
    ],
)
def test_strange_text_keeps_its_offsets(text: str) -> None:
    read(text)


def test_a_day_beyond_the_calendar_is_no_crash() -> None:
    for time in read("It ends in 900000 years and began 99999 years ago, 3000 decades earlier."):
        assert time.earliest is None or time.earliest > "0000", time


def test_a_user_adds_a_holiday(tmp_path: Path) -> None:
    (tmp_path / "times").mkdir()
    (tmp_path / "times" / "holidays.tsv").write_text("# source: own\n# licence: CC0\nname\tday\nFlag Day\t06-14\n")
    made = made_article("On Flag Day 2022 they marched.")
    (time,) = TimeReader(Knowledge(tmp_path)).read(ParsedArticle(made, split_sentences(made)))
    assert time.value == "2022-06-14", time


def test_a_bad_holiday_names_its_row(tmp_path: Path) -> None:
    (tmp_path / "times").mkdir()
    (tmp_path / "times" / "holidays.tsv").write_text("# source: own\n# licence: CC0\nname\tday\nFlag Day\tsome day\n")
    with pytest.raises(KnowledgeError, match=r"holidays\.tsv:4"):
        TimeReader(Knowledge(tmp_path))
