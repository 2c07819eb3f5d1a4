"""Readings of times that count from another, lengths of time, sets, and words such as ``now``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from dragoman.reading.times import days
from dragoman.reading.times.context import Match, Reading, duration, moved
from dragoman.reading.times.dates import on_day, read_date, reading, stepped, unresolved
from dragoman.reading.times.days import Interval

_CALENDAR = {"D", "W", "M", "Q", "Y", "DE", "CE"}


def read_step(match: Match) -> Reading | None:
    """Read ``last week``, ``this year``, ``the previous day``, ``the latest quarter``."""
    unit, step = match.unit(), match.step()
    if unit not in _CALENDAR:
        return None
    if step == "that" and match.anchor is None:
        return None
    place = match.at("step")
    if place is not None and match.mark(place[0]) == "before":
        span = days.containing(days.move(match.published, -2, unit), unit) if match.published else None
    elif place is not None and match.mark(place[0]) == "after":
        span = days.containing(days.move(match.published, 2, unit), unit) if match.published else None
    elif unit == "Q" and step == "latest" and match.published is not None:
        span = match.quarter or days.containing(days.move(match.published, -1, "Q"), "Q")
    else:
        span = stepped(match, unit)
    if span is None:
        return unresolved(None)
    from_text = step in {"following", "previous", "same", "that"} and match.anchor is not None
    counted = "the last date named" if from_text else "publication"
    return reading(span, f"{step or 'the'} {span.precision}, counted from {counted}")


def read_the_unit(match: Match) -> Reading | None:
    """Read ``the quarter``, ``the year``, ``the month`` as the one at hand."""
    unit = match.unit()
    if unit not in {"Q", "Y", "M"} or match.mark(match.found.end()) in {"of", "year", "dash", "ago", "earlier"}:
        return None
    if unit == "Q":
        if match.quarter is not None:
            return reading(match.quarter, "the one last named")
        if match.published is None:
            return unresolved(None)
        return reading(days.containing(days.move(match.published, -1, "Q"), "Q"), "the quarter that was last over")
    base = match.published
    return reading(days.containing(base, unit), "the one of publication") if base is not None else unresolved(None)


def read_weekend(match: Match) -> Reading | None:
    """Read ``the weekend``, ``last weekend``, ``next weekend``."""
    if match.published is None:
        return unresolved("XXXX-WXX-WE")
    step = match.step()
    this = days.weekend(match.published)
    if step in {"next", "following"} or (step == "the" and match.direction() == "future"):
        found = this if step == "the" else days.weekend(match.published + timedelta(days=7))
    elif step == "this" and match.direction() != "past":
        found = this
    else:
        late = this.first <= match.published and step not in {"last", "past", "previous"}
        found = this if late else days.weekend(match.published - timedelta(days=7))
    iso = found.first.isocalendar()
    return reading(found, "weekend counted from publication", f"{iso.year:04}-W{iso.week:02}-WE")


def read_day_shift(match: Match) -> Reading | None:
    """Read ``yesterday``, ``tomorrow night``, ``the day before yesterday``."""
    if match.published is None:
        return unresolved(None)
    if (shift := match.get("day")) is not None:
        when = match.published + timedelta(days=int(shift))
        return on_day(days.day(when), match.get("daypart"), "counted from publication")
    before = match.get("before")
    number = int(before) - 1 if before is not None else int(match.get("after") or 0) + 1
    return reading(days.day(match.published + timedelta(days=number)), "counted from publication")


def read_daypart(match: Match) -> Reading | None:
    """Read ``tonight``, ``this morning``, ``last night``, ``the following evening``."""
    part, step = match.get("daypart"), match.step()
    base = match.base() if step in {"that", "the", "following", "previous", "same"} else match.published
    if (
        step == "the"
        and match.mark(match.found.start() + 1) == "daypart"
        and (not match.anchor_here or match.mark(match.found.end()) == "of")
    ):
        return None
    if base is None:
        return Reading("TIME", f"XXXX-XX-XXT{part}", None, "no publication date to count from")
    shift = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(step, 0)
    return on_day(days.day(base + timedelta(days=shift)), part, "part of a day")


def read_clock(match: Match) -> Reading | None:
    """Read a time of day; its day is the one beside it, else the day named last in the sentence, else publication."""
    place = match.at("clock")
    assert place is not None
    spelled = match.words.values[place[0]]
    if ":" in spelled or "." in spelled:
        hour, minute = (int(piece) for piece in spelled.replace(".", ":").split(":"))
    else:
        hour, minute = int(spelled), 0
    half = next((match.words.values[at] for at in range(*place) if match.mark(at) == "halfday"), None)
    part = match.get("daypart")
    if ((half and half[0] == "p") or part in {"AF", "EV"}) and hour < 12:
        hour += 12
    elif ((half and half[0] == "a") or part == "MO") and hour == 12:
        hour = 0
    if hour > 24 or minute > 59:
        return None
    day = None
    if match.published is not None:
        if (shift := match.get("shift")) is not None:
            day = match.published + timedelta(days=int(shift))
        elif (weekday := match.integer("weekday")) is not None:
            back = (match.published.isoweekday() - weekday) % 7
            ahead = match.direction() == "future"
            day = match.published + timedelta(days=(7 - back) % 7 if ahead else -back)
        elif match.anchor_here and match.anchor is not None and match.anchor.precision in {"day", "time"}:
            day = match.anchor.first
        else:
            day = match.published
    clock = f"T{hour:02}:{minute:02}"
    zone = match.get("zone")
    why = f"time of day{f' ({zone})' if zone else ''}"
    if day is None:
        return Reading("TIME", f"XXXX-XX-XX{clock}", None, why)
    return Reading("TIME", f"{day.isoformat()}{clock}", Interval(day, day, "time"), why)


def read_clock_date(match: Match) -> Reading | None:
    """Read a time of day with a full date beside it."""
    timed = read_clock(match)
    dated = read_date(match)
    if timed is None or dated is None or timed.value is None or dated.value is None:
        return timed
    clock = timed.value[timed.value.index("T") :]
    span = Interval(dated.span.first, dated.span.last, "time") if dated.span is not None else None
    return Reading("TIME", dated.value[:10] + clock, span, timed.why)


def read_shift(match: Match) -> Reading | None:
    """Read ``two years ago`` from publication, ``a year later`` and ``year-earlier`` from the last date named."""
    unit, amount = match.unit(), match.amount()
    place, unit_at = match.at("way"), match.at("unit")
    assert place is not None and unit_at is not None
    if match.at("amount") is None and match.mark(unit_at[1] - 1) == "units":
        amount = None
    way = match.mark(place[0])
    if way in {"before", "after"} and match.word_follows():
        return None
    ahead = way in {"later", "after", "hence"}
    if amount is None:
        reference = "FUTURE_REF" if ahead and way == "hence" else "PAST_REF"
        return Reading("DATE", reference, None, "a time not said exactly")
    quarter = match.quarter if unit == "Y" and way in {"ago", "earlier"} else None
    if quarter is not None:
        base: date | None = quarter.first
    elif way in {"ago", "hence"}:
        base = match.published
    else:
        base = match.base() if match.anchor is not None or way == "earlier" else None
    if base is None:
        return unresolved(None, "no date to count from")
    if unit[0] == "T":
        return Reading("TIME", base.isoformat(), Interval(base, base, "time"), "hours or minutes away")
    when = moved(base, amount if ahead else -amount, unit)
    if when is None:
        return None
    whole = "Q" if quarter is not None else "W" if unit == "2W" else unit
    counted = "publication" if way in {"ago", "hence"} or match.anchor is None else "the last date named"
    return reading(days.containing(when, whole), f"counted from {counted}")


def read_shift_of(match: Match) -> Reading | None:
    """Read ``earlier this year`` (up to publication) and ``later this month`` (from publication on)."""
    unit = match.unit()
    if unit not in _CALENDAR:
        return None
    span = stepped(match, unit)
    if span is None:
        return unresolved(None)
    value = days.timex(span)
    part = match.at("part")
    assert part is not None
    if match.published is not None and span.first <= match.published <= span.last and unit != "D":
        if match.mark(part[0]) == "earlier":
            span = Interval(span.first, match.published, span.precision)
        else:
            span = Interval(match.published, span.last, span.precision)
    return Reading("DATE", value, span, f"{match.mark(part[0])} part of a {span.precision}")


def read_year_end(match: Match) -> Reading | None:
    """Read ``year-end`` and ``month-end`` as the last days of the one at hand."""
    unit = match.unit()
    if unit not in {"Y", "M"}:
        return None
    if match.published is None:
        return unresolved(None)
    whole = days.containing(match.published, unit)
    last = days.month(whole.last.year, 12) if unit == "Y" else days.thirds(whole, "END")
    return Reading("DATE", days.timex(whole), last, f"end of the {whole.precision}")


def read_duration(match: Match) -> Reading | None:
    """Read a length of time: ``three months``, ``40-year-old``, ``decades``."""
    unit = match.unit()
    place = match.at("amount")
    unit_at = match.at("unit")
    assert unit_at is not None
    if unit in {"Q", "TS"} and match.mark(unit_at[1] - 1) != "units" and match.mark(match.found.end()) == "of":
        return None
    first, last = match.found.start(), match.found.end()
    if match.mark(last) == "of" and (place is None or unit in {"TH", "TM"}):
        return None
    if place is None and match.is_rate(first):
        return None
    if unit == "D" and place is not None and match.amount() == 1 and match.mark(unit_at[0] - 1) != "dash":
        # "one day" is mostly "some day"
        length = match.mark(first - 1) in {"in", "for", "within", "bound", "of"}
        if not length:
            return None
    plural = match.mark(unit_at[1] - 1) in {"units", "quarters"}
    alone: float | None = None if plural else 1
    amount = alone if place is None else match.amount()
    if amount is not None and match.at("half") is not None:
        amount += 0.5
    return Reading("DURATION", duration(amount, unit), None, "length of time")


def read_duration_half(match: Match) -> Reading | None:
    """Read ``half an hour`` and ``a half-year``."""
    return Reading("DURATION", duration(0.5, match.unit()), None, "length of time")


def read_span(match: Match) -> Reading | None:
    """Read ``the past three months``: a length of time that ends, or begins, with publication."""
    unit, step = match.unit(), match.step()
    plural = match.at("amount") is None and match.mark((match.at("unit") or (0, 1))[1] - 1) == "units"
    amount = None if plural else match.amount()
    value = duration(amount, unit)
    if match.published is None or amount is None or step not in {"last", "past", "next"}:
        return Reading("DURATION", value, None, "length of time")
    edge = moved(match.published, amount if step == "next" else -amount, unit)
    if edge is None:
        return Reading("DURATION", value, None, "length of time")
    precision = days.PRECISIONS.get(unit, "week" if unit == "2W" else "day")
    span = Interval(min(edge, match.published), max(edge, match.published), precision)
    why = "length of time from publication on" if step == "next" else "length of time up to publication"
    return Reading("DURATION", value, span, why)


def read_past(match: Match) -> Reading | None:
    """Read ``the past``."""
    return Reading("DATE", "PAST_REF", None, "a past not said exactly")


def read_recent(match: Match) -> Reading | None:
    """Read ``recent``, ``recent years``."""
    return Reading("DATE", "PAST_REF", None, "a past not said exactly")


def read_set(match: Match) -> Reading | None:
    """Read ``every two years``, ``twice a week``, ``per year``."""
    amount = 2 if match.at("other") is not None else match.amount()
    return Reading("SET", duration(amount, match.unit()), None, "comes again and again")


def read_frequency(match: Match) -> Reading | None:
    """Read ``annually``, ``daily``."""
    return Reading("SET", match.get("frequency"), None, "comes again and again")


def read_named_set(match: Match) -> Reading | None:
    """Read ``every Thursday``, ``Tuesday nights``, ``each July``, ``every summer``, ``every night``."""
    part = match.get("daypart")
    tail = f"T{part}" if part else ""
    if (month := match.integer("month")) is not None:
        value = f"XXXX-{month:02}"
    elif (weekday := match.integer("weekday")) is not None:
        value = f"XXXX-WXX-{weekday}{tail}"
    elif (season := match.get("season")) is not None:
        value = f"XXXX-{season}"
    else:
        value = f"XXXX-XX-XX{tail}"
    return Reading("SET", value, None, "comes again and again")


def read_now(match: Match) -> Reading | None:
    """Read ``now``, ``currently``: the day of publication."""
    if match.at("unit") is not None and match.unit() in _CALENDAR and match.published is not None:
        return reading(days.containing(match.published, match.unit()), "the one of publication")
    span = days.day(match.published) if match.published is not None else None
    return Reading("DATE", "PRESENT_REF", span, "the present")


def read_reference(match: Match) -> Reading | None:
    """Read ``recently``, ``soon``, ``the future``: a past or future not said exactly."""
    return Reading("DATE", match.get("ref"), None, "a past or future not said exactly")


def read_vague_span(match: Match) -> Reading | None:
    """Read ``some time``, ``a while``."""
    return Reading("DURATION", match.get("value"), None, "length of time not said exactly")


RULES: dict[str, Callable[[Match], Reading | None]] = {
    "step": read_step,
    "the_unit": read_the_unit,
    "weekend": read_weekend,
    "day_shift": read_day_shift,
    "tonight": read_daypart,
    "daypart": read_daypart,
    "clock": read_clock,
    "clock_date": read_clock_date,
    "shift": read_shift,
    "shift_of": read_shift_of,
    "year_end": read_year_end,
    "duration": read_duration,
    "duration_half": read_duration_half,
    "span": read_span,
    "recent": read_recent,
    "past": read_past,
    "set": read_set,
    "frequency": read_frequency,
    "weekday_set": read_named_set,
    "month_set": read_named_set,
    "season_set": read_named_set,
    "daypart_set": read_named_set,
    "now": read_now,
    "reference": read_reference,
    "vague_span": read_vague_span,
}
"""The reading of each other rule of ``patterns.tsv``."""
