"""Readings of dates that name a day, month, year or longer: the rules of ``patterns.tsv`` that stand on a calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dragoman.reading.times import days
from dragoman.reading.times.context import Match, Reading, span_years
from dragoman.reading.times.days import Interval


def reading(span: Interval, why: str, value: str | None = None) -> Reading:
    """Return a DATE that covers a calendar interval."""
    return Reading("DATE", value or days.timex(span), span, why)


def unresolved(value: str | None, why: str = "no publication date to count from") -> Reading:
    """Return a DATE whose days nobody can tell."""
    return Reading("DATE", value, None, why)


def on_day(span: Interval, part: str | None, why: str) -> Reading:
    """Return a day, or the part of a day (``MO AF EV NI``) as a TIME."""
    if part is None:
        return reading(span, why)
    return Reading("TIME", f"{span.first.isoformat()}T{part}", Interval(span.first, span.last, "time"), why)


def read_date(match: Match) -> Reading | None:
    """Read a month with a day: its year is the one named, else the one nearest to publication."""
    month, number, year = match.integer("month"), match.integer("day"), match.integer("year")
    if month is None or number is None or not 1 <= number <= 31:
        return None
    if year is not None:
        return on_day(days.day(date(year, month, number)), match.get("daypart"), "day, month and year are named")
    year = match.year_ahead() or match.year_of_story(month, number)
    if year is not None:
        return on_day(
            days.day(date(year, month, number)), match.get("daypart"), "day and month; year of the dates around"
        )
    found = month_day(match, month, number)
    if found is None:
        date(2000, month, number)
        return unresolved(f"XXXX-{month:02}-{number:02}")
    return on_day(days.day(found), match.get("daypart"), _NEAREST)


_NEAREST = "day and month are named; the year is the nearest to publication"
_NO_TABLE = "no table for that year"
FROM_TEXT = frozenset({"following", "previous", "same", "that"})
"""Words that count from the last date the text named, not from publication."""
_STALE = 120
"""Days after its end in which a quarter is still the one that figures are expected for."""


def month_day(match: Match, month: int, number: int) -> date | None:
    """Return the day of that name nearest to publication, or None without a publication day."""
    if match.published is None:
        return None
    published = match.published
    candidates: list[date] = []
    for year in span_years(match):
        try:
            candidates.append(date(year, month, number))
        except ValueError:
            continue
    return min(candidates, key=lambda day: abs((day - published).days), default=None)


def read_day_range(match: Match) -> Reading | None:
    """Read several days of a month (``March 15-17``)."""
    month, first, last = match.integer("month"), match.integer("day"), match.integer("last")
    if month is None or first is None or last is None or not first < last <= 31:
        return None
    year = match.integer("year")
    begin = date(year, month, first) if year is not None else month_day(match, month, first)
    if begin is None:
        return unresolved(f"XXXX-{month:02}-{first:02}/XXXX-{month:02}-{last:02}")
    end = begin.replace(day=last)
    return reading(Interval(begin, end, "day"), "from one day of the month to another", f"{begin}/{end}")


def read_month_year(match: Match) -> Reading | None:
    """Read a month of a year, named or counted (``March of last year``)."""
    month, year = match.integer("month"), match.integer("year")
    if month is None:
        return None
    if year is None:
        if match.unit() != "Y":
            return None
        span = stepped(match, "Y")
        if span is None:
            return unresolved(f"XXXX-{month:02}")
        year = span.first.year
    return reading(days.month(year, month), "month and year are named")


def read_month(match: Match) -> Reading | None:
    """Read a month without its year: the last one begun, or after a future verb the next."""
    month = match.integer("month")
    if month is None:
        return None
    year = match.year_ahead() or match.year_of_story(month, 0)
    if year is not None:
        return reading(days.month(year, month), "month; year of the dates around")
    if match.published is None:
        return unresolved(f"XXXX-{month:02}")
    span = match.nearest([days.month(year, month) for year in span_years(match)])
    return reading(span, "month; its year after the tense and the publication date") if span else None


def read_month_step(match: Match) -> Reading | None:
    """Read ``last May``, ``next March``, ``the following June``."""
    month = match.integer("month")
    step = match.step()
    base = match.base() if step in FROM_TEXT else match.published
    if month is None:
        return None
    if base is None:
        return unresolved(f"XXXX-{month:02}")
    spans = [days.month(year, month) for year in range(max(1, base.year - 2), min(9998, base.year + 2) + 1)]
    if step == "this":
        return reading(days.month(base.year, month), "this year's month")
    return reading(which(spans, base, step), f"{step} such month")


def which(spans: list[Interval], base: date, step: str) -> Interval:
    """Return the last span wholly before a day, the first after it, or the nearest one (``same``, ``that``).

    Raises:
        ValueError: the calendar ends before there is one.
    """
    if step in {"last", "past", "previous"}:
        spans = [span for span in spans if span.last < base][-1:]
    elif step in {"next", "following"}:
        spans = [span for span in spans if span.first > base][:1]
    return min(spans, key=lambda span: abs((span.first - base).days))


def stepped(match: Match, unit: str) -> Interval | None:
    """Return the unit that ``this last next ...`` point at, counted from publication or from the anchor in the text."""
    step = match.step()
    base = match.base() if step in FROM_TEXT else match.published
    if base is None:
        return None
    shift = {"last": -1, "past": -1, "previous": -1, "next": 1, "following": 1}.get(step, 0)
    return days.containing(days.move(days.containing(base, unit).first, shift, unit), unit)


def read_iso(match: Match) -> Reading | None:
    """Read ``2022-10-17``, also with a time of day."""
    value = match.get("iso") or ""
    span = days.day(date.fromisoformat(value[:10]))
    if len(value) > 10:
        return Reading("TIME", value, Interval(span.first, span.last, "time"), "ISO date and time")
    return reading(span, "ISO date")


def read_slash(match: Match) -> Reading | None:
    """Read ``10/17/22``: month first as in the United States, unless that is no date."""
    first, second, year = (int(piece) for piece in (match.get("slash") or "").split("/"))
    if year < 100:
        last = (match.published.year if match.published is not None else 2030) + 10
        year += last // 100 * 100
        year -= 100 if year > last else 0
    month, number = (first, second) if first <= 12 else (second, first)
    return reading(days.day(date(year, month, number)), "date in figures")


def read_year(match: Match) -> Reading | None:
    """Read a year in figures or in words; a round or early one only after a word that leads to a year."""
    place = match.at("spoken")
    if place is not None:
        numbers = [int(match.words.values[at]) for at in range(*place) if match.mark(at) in {"numeral", "scale"}]
        if numbers[-1] == 1000:
            year = numbers[0] * 1000
        else:
            year = numbers[0] * 100 + sum(numbers[1:]) if numbers[0] < 100 else 0
        if match.at("unit") is None and not (
            numbers[0] in {18, 19, 20} and len(numbers) > 1 and numbers[1] in range(10, 99)
        ):
            return None
        return reading(days.year(year), "year in words") if 1000 <= year < 2200 else None
    number = match.integer("year")
    if number is None:
        return None
    first = match.found.start()
    if match.is_numbered(first):
        return None
    if number % 100 == 0 or number < 1700:
        led = match.mark(first - 1) in {"in", "since", "of", "by", "from", "to", "between", "before", "after", "during"}
        if not led and match.mark(first) != "the":
            return None
    if match.mark(match.found.end()) in {"units", "unit", "scale", "numeral"} and match.at("unit") is None:
        return None
    return reading(days.year(number), "year is named")


def read_year_range(match: Match) -> Reading | None:
    """Read ``1995-2004`` and ``2014-15``."""
    first, last = match.integer("year"), match.integer("last")
    if first is None or last is None:
        return None
    last = last if last > 99 else first // 100 * 100 + last
    if not first < last < first + 200:
        return None
    return reading(days.years(first, last, "year"), "from one year to another", f"{first}/{last}")


def read_fiscal_year(match: Match) -> Reading | None:
    """Read ``fiscal 1989`` as the calendar year of that number."""
    year = match.integer("year")
    return reading(days.year(year), "fiscal year, taken as the calendar year") if year is not None else None


def read_fiscal_step(match: Match) -> Reading | None:
    """Read ``the last fiscal year``; without a word that says which one it is a length of time."""
    unit = match.unit()
    if unit not in {"Y", "Q"}:
        return None
    if match.step() in {"", "full"}:
        return Reading("DURATION", f"P1{unit}", None, "length of a fiscal period")
    step = "last" if match.step() == "latest" else match.step()
    if match.published is None:
        return unresolved(None)
    shift = {"last": -1, "past": -1, "previous": -1, "next": 1}.get(step, 0)
    span = days.containing(days.move(match.published, shift, unit), unit)
    return reading(span, "fiscal period, taken as the calendar one")


def read_decade(match: Match) -> Reading | None:
    """Read ``the 1990s``, ``the '90s``, ``the nineties``."""
    digits = match.get("decade") or (match.get("word") or "") + "0"
    first = int(digits)
    if len(digits) == 2:
        if match.mark(match.found.start()) not in {"the", "apostrophe"}:
            return None
        first += 1900 if first > 20 else 2000
    elif len(digits) != 4:
        return None
    return reading(days.decade(first), "decade is named")


def read_century(match: Match) -> Reading | None:
    """Read ``the 19th century``."""
    number = match.integer("ordinal")
    if match.unit("century") != "CE" or number is None or not 1 <= number <= 25:
        return None
    return reading(days.century(number), "century is named")


def read_quarter(match: Match) -> Reading | None:
    """Read a quarter; without a year it is the last one that had begun, or after a future verb the next."""
    number = match.integer("ordinal") if match.found.re.groupindex.get("ordinal") else 4
    year = match.integer("year") or match.integer("later")
    if number is None or not 1 <= number <= 4:
        return None
    if match.at("year") is not None and match.mark(match.found.start()) == "q" and match.found.end() < 2:
        return None
    if year is None and match.at("unit") is not None:
        if match.unit() != "Y":
            return None
        span = stepped(match, "Y")
        year = span.first.year if span is not None else None
    if year is not None:
        return reading(days.quarter(year, number), "quarter of a named year")
    if match.published is None:
        return unresolved(f"XXXX-Q{number}")
    spans = [days.quarter(year, number) for year in span_years(match)]
    found = which(spans, match.published, "that")
    if begun := [span for span in spans if span.first <= match.published]:
        found = begun[-1]
    if match.direction() == "future" and (match.published - found.last).days > _STALE:
        found = next((span for span in spans if span.last >= match.published), found)
    return reading(found, "quarter; its year after the publication date")


def read_half_year(match: Match) -> Reading | None:
    """Read ``the first half of 2014``; without a year it is that of publication."""
    number, year = match.integer("ordinal"), match.integer("year")
    if number not in {1, 2}:
        return None
    if year is None:
        if match.at("unit") is not None and match.unit() != "Y":
            return None
        if match.at("unit") is None and match.mark(match.found.end()) in {"of", "in"}:
            return None
        span = stepped(match, "Y")
        if span is None:
            return unresolved(f"XXXX-H{number}")
        year = span.first.year
    return reading(days.half(days.year(year), number), "half of a year", f"{year}-H{number}")


def read_season(match: Match) -> Reading | None:
    """Read a season; without a year the last one begun, or after a future verb the next."""
    code, year = match.get("season") or "", match.integer("year")
    if match.at("year") is None and _names_games(match):
        return None
    if year is not None:
        return reading(days.season(year, code), "season of a named year")
    if match.published is None:
        return unresolved(f"XXXX-{code}")
    if (place := match.at("step")) is not None:
        step = match.mark(place[1] - 1)
        base = match.base() if step in FROM_TEXT else match.published
        assert base is not None
        if step == "this":
            shift = 1 if code == "WI" and base.month < 3 else 0
            return reading(days.season(base.year - shift, code), "this year's season")
        spans = [days.season(number, code) for number in range(max(1, base.year - 2), min(9998, base.year + 2) + 1)]
        return reading(which(spans, base, step), f"{step} such season")
    span = match.nearest([days.season(number, code) for number in span_years(match)])
    return reading(span, "season; its year after the tense and the publication date") if span else None


def _names_games(match: Match) -> bool:
    """Tell whether the season is part of a name (``Winter Olympics``, ``Arab Spring``)."""
    place = match.at("season")
    return place is not None and place[1] - place[0] == 1 and match.capital(place[0]) and match.capital(place[1])


def read_holiday(match: Match) -> Reading | None:
    """Read a feast of ``holidays.tsv`` or ``feasts.tsv``: of the year named, else after step and tense."""
    name = match.get("holiday") or ""
    rule = match.vocabulary.holidays.get(name)
    year = match.integer("year")

    def spans(numbers: range) -> list[Interval]:
        if rule is not None:
            return [days.holiday(rule, number) for number in numbers]
        return [span for span in match.vocabulary.feasts[name] if span.first.year in numbers]

    if year is not None:
        named = spans(range(year, year + 1))
        return reading(named[0], f"{name} {year}", _spelled(named[0])) if named else unresolved(None, _NO_TABLE)
    if match.published is None:
        return unresolved(None)
    candidates = spans(span_years(match))
    step = match.step()
    if step in {"last", "next"}:
        wanted = [s for s in candidates if (s.last < match.published if step == "last" else s.first > match.published)]
        found = wanted[-1 if step == "last" else 0] if wanted else None
    else:
        found = match.nearest(candidates)
    return reading(found, f"day of {name}", _spelled(found)) if found else unresolved(None, _NO_TABLE)


def _spelled(span: Interval) -> str:
    if span.first == span.last:
        return span.first.isoformat()
    return f"{span.first.isoformat()}/{span.last.isoformat()}"


RULES: dict[str, Callable[[Match], Reading | None]] = {
    "date": read_date,
    "day_range": read_day_range,
    "month_year": read_month_year,
    "month": read_month,
    "month_step": read_month_step,
    "iso": read_iso,
    "slash": read_slash,
    "year": read_year,
    "year_range": read_year_range,
    "fiscal_year": read_fiscal_year,
    "fiscal_step": read_fiscal_step,
    "decade": read_decade,
    "century": read_century,
    "quarter": read_quarter,
    "quarter_final": read_quarter,
    "half_year": read_half_year,
    "season": read_season,
    "season_step": read_season,
    "holiday": read_holiday,
}
"""The reading of each calendar rule of ``patterns.tsv``."""
