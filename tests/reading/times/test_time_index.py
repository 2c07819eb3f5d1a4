from read_times import PUBLISHED, read, when

from dragoman.reading.times import TimeIndex
from dragoman.record import EventTime, Part


def event_time(earliest: str, latest: str, precision: str, source: str) -> EventTime:
    return EventTime(earliest=earliest, latest=latest, precision=precision, source=source)


def day(when: str, source: str) -> EventTime:
    return event_time(when, when, "day", source)


LEAD = "The minister spoke.\n\nHe praised the troops.\n\n"


def test_within_returns_the_times_of_a_stretch() -> None:
    text = "In 1992 they met. In 1995 they parted."
    index = TimeIndex(read(text))
    assert [t.text for t in index.within(text.index("In 1995"), len(text))] == ["1995"]


def test_an_event_takes_the_time_of_its_own_clause() -> None:
    assert when("Israel opened an embassy in Baku on Tuesday.", "opened") == day("2023-03-28", "text")


def test_a_reporting_verb_keeps_its_time_to_itself() -> None:
    text = "Officials said on Tuesday that Iran struck the base on Sunday."
    assert when(text, "struck") == day("2023-03-26", "text")
    assert when(text, "said") == day("2023-03-28", "text")


def test_a_noun_takes_the_time_of_its_verb() -> None:
    assert when("The two ministers held talks on Monday.", "talks") == day("2023-03-27", "text")


def test_a_noun_takes_the_time_of_its_relative_clause() -> None:
    text = "The attack, which took place on Sunday, was condemned."
    assert when(text, "attack") == day("2023-03-26", "text")


def test_a_planned_act_takes_its_future_time() -> None:
    text = "Israel will open an embassy in Baku next month."
    assert when(text, "open") == event_time("2023-04-01", "2023-04-30", "month", "text")


def test_a_range_is_one_stretch() -> None:
    text = "Turkey occupied the town from 1995 to 2004."
    assert when(text, "occupied") == event_time("1995-01-01", "2004-12-31", "year", "text")


def test_a_fresh_report_is_of_the_day_of_publication() -> None:
    assert when("Israel has opened an embassy in Baku.", "opened") == day(PUBLISHED, "published")


def test_a_dateline_dates_a_fresh_report() -> None:
    text = "BAKU, March 28 -- Israel opened a mission."
    parts = (Part(kind="dateline", start=0, end=17), Part(kind="body", start=18, end=len(text)))
    assert when(text, "opened", parts=parts) == day("2023-03-28", "dateline")


def test_background_takes_the_last_date_of_its_paragraph() -> None:
    text = LEAD + "In May 2011 war broke out. Rebels seized the capital."
    assert when(text, "seized") == event_time("2011-05-01", "2011-05-31", "month", "document")


def test_a_present_perfect_in_a_dated_paragraph_is_still_fresh() -> None:
    text = LEAD + "In May 2011 war broke out. Rebels have seized the capital."
    assert when(text, "seized") == day(PUBLISHED, "published")


def test_without_any_date_there_is_no_time() -> None:
    assert when("Israel opened an embassy in Baku on Tuesday.", "opened", published=None) is None


def test_a_period_is_the_bound_of_a_relation() -> None:
    times = read("Relations have held since 1992.")
    period = TimeIndex(times).period(times[0])
    assert period is not None and (period.earliest, period.latest, period.precision) == (
        "1992-01-01",
        "1992-12-31",
        "year",
    ), times


def test_an_open_time_gives_no_period() -> None:
    times = read("Relations held for three months.")
    assert TimeIndex(times).period(times[0]) is None


def test_a_date_that_only_describes_a_noun_dates_no_other_act() -> None:
    text = "Iran broke the 2015 nuclear deal."
    assert when(text, "broke") == day(PUBLISHED, "published")


def test_a_date_before_a_noun_dates_that_noun() -> None:
    text = "Syria was condemned for the 2013 attack."
    assert when(text, "attack") == event_time("2013-01-01", "2013-12-31", "year", "text")


def test_since_reaches_up_to_publication() -> None:
    text = "Thousands have died since 2011."
    assert when(text, "died") == event_time("2011-01-01", PUBLISHED, "year", "text")


def test_two_clauses_keep_their_own_times() -> None:
    text = "Israel struck the base on Sunday, and Iran will answer on Friday."
    assert when(text, "struck") == day("2023-03-26", "text")
    assert when(text, "answer") == day("2023-03-31", "text")
