"""Panels: counts of events for each dyad or country and each week, month or year, with zeros where nothing passed.

Counted are actual, outermost events that no person has rejected. Panels hold the members of the state system of each
period: of a dyad, both must have been members on one and the same day of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import msgspec
import numpy as np
from sqlalchemy import Connection, func, select

from dragoman.errors import UsageError
from dragoman.library.library import Library
from dragoman.library.schema import articles, dyads, events
from dragoman.questions.acts import Acts, Ints, Reading
from dragoman.questions.periods import PERIODS, Period, periods
from dragoman.questions.query import DATES, check_day, first_day, several
from dragoman.questions.state_system import Member, members
from dragoman.questions.tally import Block, columns_of, different, tally
from dragoman.questions.vocabulary import event_types

DYAD, COUNTRY = "dyad", "country"
UNITS = tuple(f"{kind}-{period}" for kind in (DYAD, COUNTRY) for period in reversed(PERIODS))
COUNTS = ("happenings", "reports")

CELLS = 500_000
"""Rows worked on at once: a panel of any length needs the memory of so many."""


YEAR = {"week": 53, "month": 12, "year": 1}
"""And no more events than those of so many periods."""


class PanelQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which panel.

    ``unit``: one of `UNITS`. ``directed``: whether what A does to B and what B does to A are two rows. ``by``: the
    date of the ``event``, or of its ``publication``. ``since`` and ``until``: a day, month or year, both included
    (whole periods are counted); the first and last of the library when null. ``zeros``: whether rows stand where
    nothing passed. ``also``: codes taken in though they are no members of the state system (``PSE``). ``count``: what
    several reports tell once (``happenings``), or each report.

    Raises:
        UsageError: a value that is none of these.
    """

    unit: str = "dyad-month"
    directed: bool = True
    by: str = "event"
    since: str | None = None
    until: str | None = None
    zeros: bool = True
    also: tuple[str, ...] = ()
    count: str = "happenings"

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise UsageError(f"no unit '{self.unit}'; there are {', '.join(UNITS)}")
        if self.by not in DATES:
            raise UsageError(f"dates are by event or by publication, not by '{self.by}'")
        if self.count not in COUNTS:
            raise UsageError(f"nothing is counted as '{self.count}'; there are {', '.join(COUNTS)}")
        msgspec.structs.force_setattr(self, "also", several(self.also))
        for name in ("since", "until"):
            if (value := getattr(self, name)) is not None:
                check_day(name, value)

    @property
    def dyadic(self) -> bool:
        """Whether rows are pairs."""
        return self.unit.startswith(DYAD)

    @property
    def period(self) -> str:
        """``week``, ``month`` or ``year``."""
        return self.unit.partition("-")[2]


def panel(library: Library, query: PanelQuery) -> Iterator[Any]:
    """Yield a panel as Arrow record batches, in the order of periods, then of codes; there is at least one.

    Raises:
        UsageError: a code that is no country's, or an end before the beginning.
    """
    with library.reading() as connection:
        spans = _span(connection, query)
        wanted = periods(query.period, *spans) if spans is not None else []
        yield from _Counting(connection, query).batches(wanted)


class _Counting:
    def __init__(self, connection: Connection, query: PanelQuery) -> None:
        self.query = query
        self.types = list(event_types())
        self.reading = Reading(connection, dyads=query.dyadic, published=query.by == "publication", types=self.types)
        self.publishers = self.reading.publishers()
        self.happenings = self.reading.happenings() if query.count == "happenings" else None

    def batches(self, wanted: Sequence[Period]) -> Iterator[Any]:
        """Yield a batch for some periods after the other; the next is read while one is counted."""
        parts = list(self._parts(wanted)) or [[]]
        with ThreadPoolExecutor(max_workers=1) as ahead:
            coming = ahead.submit(self._read, parts[0])
            for number, part in enumerate(parts):
                there, acts = coming.result()
                if number + 1 < len(parts):
                    coming = ahead.submit(self._read, parts[number + 1])
                yield self._batch(part, there, acts)

    def _parts(self, wanted: Sequence[Period]) -> Iterator[Sequence[Period]]:
        begun = 0
        while begun < len(wanted):
            size = len(members(wanted[begun].first, wanted[begun].last, self.query.also)) or 1
            many = max(1, min(CELLS // (size * size if self.query.dyadic else size), YEAR[self.query.period]))
            yield wanted[begun : begun + many]
            begun += many

    def _read(self, wanted: Sequence[Period]) -> tuple[_Members, Acts]:
        there = _Members(wanted, self.query.also)
        first, last = (wanted[0].first, wanted[-1].last) if wanted else ("0001-01-01", "0001-01-01")
        return there, self.reading.acts(first, last, there.codes)

    def _batch(self, wanted: Sequence[Period], there: _Members, acts: Acts) -> Any:
        acts = acts.only((acts.one >= 0) & (acts.type >= 0) & (acts.other >= 0))
        starts = np.array([date.fromisoformat(period.first).toordinal() for period in wanted], dtype=np.int64)
        period = np.searchsorted(starts, acts.day, side="right") - 1
        size = len(there.codes)
        if self.query.dyadic:
            one, other = acts.one, acts.other
            if not self.query.directed:
                one, other = np.minimum(one, other), np.maximum(one, other)
            blocks = {"": self._tally((period * size + one) * size + other, acts)}
        else:
            cell = period * size + acts.one
            sides = (("actor_", acts.other == 0), ("recipient_", acts.other == 1))
            blocks = {prefix: self._tally(cell[mine], acts.only(mine)) for prefix, mine in sides}
        told = different(np.concatenate([block.cells for block in blocks.values()]))
        cells = there.cells(None if self.query.zeros else told, self.query.dyadic, self.query.directed)
        return self._arrow(wanted, there, cells, blocks)

    def _tally(self, cells: Ints, acts: Acts) -> Block:
        # an event is one row of a directed dyad; of a pair or a country it may be several
        once = self.query.dyadic and self.query.directed
        return tally(cells, acts, len(self.types), self.publishers, self.happenings, once=once)

    def _arrow(self, wanted: Sequence[Period], there: _Members, cells: Ints, blocks: dict[str, Block]) -> Any:
        import pyarrow as pa

        size = len(there.codes) or 1
        columns: dict[str, Any] = {}
        if self.query.dyadic:
            period, pair = np.divmod(cells, size * size)
            one, other = np.divmod(pair, size)
            names = ("actor", "recipient") if self.query.directed else ("state_1", "state_2")
            sides = dict(zip(names, (one, other), strict=True))
        else:
            period, one = np.divmod(cells, size)
            sides = {"country": one}
        codes = pa.array(there.codes, type=pa.string())
        for name, places in sides.items():
            columns[name] = codes.take(pa.array(places))
            for list_, numbers in (("cow", there.cow), ("gw", there.gw)):
                held = numbers[period, places] if len(cells) else np.empty(0, dtype=np.int64)
                columns[f"{name}_{list_}"] = pa.array(held, type=pa.int32(), mask=held < 0)
        columns[self.query.period] = pa.array([one.name for one in wanted], type=pa.string()).take(pa.array(period))
        for prefix, block in blocks.items():
            columns |= columns_of(prefix, block, cells, event_types())
        return pa.RecordBatch.from_pydict(columns)


class _Members:
    """The members of some periods, all in one list of codes."""

    def __init__(self, wanted: Sequence[Period], also: Sequence[str]) -> None:
        # of a state with two spells in one period, the later counts (Germany in October 1990)
        held = [{one.code: one for one in members(period.first, period.last, also)} for period in wanted]
        self.codes = sorted({code for found in held for code in found})
        self.cow = self._table(held, lambda one: -1 if one.cow is None else one.cow)
        self.gw = self._table(held, lambda one: -1 if one.gw is None else one.gw)
        bounds = [(period.first, period.last) for period in wanted]
        self.first = self._table(held, lambda one: date.fromisoformat(one.first).toordinal())
        self.last = self._table(held, lambda one: date.fromisoformat(one.last).toordinal())
        self.bounds = np.array(
            [[date.fromisoformat(day).toordinal() for day in pair] for pair in bounds], dtype=np.int64
        ).reshape(len(bounds), 2)

    def _table(self, held: Sequence[dict[str, Member]], value: Callable[[Member], int]) -> Ints:
        """Return a value of each member in each period, -1 where it is none; most periods have the same members."""
        rows: dict[tuple[Member, ...], Ints] = {}
        for found in held:
            if (key := tuple(found.values())) not in rows:
                there = (value(found[code]) if code in found else -1 for code in self.codes)
                rows[key] = np.fromiter(there, dtype=np.int64, count=len(self.codes))
        table = [rows[tuple(found.values())] for found in held]
        return np.array(table, dtype=np.int64).reshape(len(held), len(self.codes))

    def cells(self, told: Ints | None, dyadic: bool, directed: bool) -> Ints:
        """Return the cells of the panel in order: all, or those of ``told``."""
        size = len(self.codes)
        every = len(self.bounds) * size * (size if dyadic else 1)
        cells = np.arange(every, dtype=np.int64) if told is None else told
        if not len(cells):
            return cells
        if not dyadic:
            period, one = np.divmod(cells, size)
            return cells[self.first[period, one] > 0]
        period, pair = np.divmod(cells, size * size)
        one, other = np.divmod(pair, size)
        fitting = one != other if directed else one < other
        begun = np.maximum(np.maximum(self.first[period, one], self.first[period, other]), self.bounds[period, 0])
        ended = np.minimum(np.minimum(self.last[period, one], self.last[period, other]), self.bounds[period, 1])
        # a state that is no member has -1 as its last day
        found: Ints = cells[fitting & (begun <= ended)]
        return found


def _span(connection: Connection, query: PanelQuery) -> tuple[str, str] | None:
    """Return the first and last day that are asked about, or None where there is nothing."""
    day = (dyads.c.day if query.dyadic else events.c.day) if query.by == "event" else articles.c.published
    first, last = query.since, query.until
    if first is None:
        first = _edge(connection, query, func.min(day))
    if last is None:
        last = _edge(connection, query, func.max(day))
    if first is None or last is None:
        return None
    end = last[:10]
    whole = periods("year" if end.count("-") == 0 else "month", first_day(end), first_day(end))[0].last
    return first_day(first[:10]), end if end.count("-") == 2 else whole


def _edge(connection: Connection, query: PanelQuery, edge: Any) -> str | None:
    if query.by == "event" and query.dyadic:
        # by months, which the index has in order
        month = dyads.c.month
        outer = func.min(month) if edge.name == "min" else func.max(month)
        found = connection.execute(select(outer).where(dyads.c.counted == 1)).scalar_one()
        if found is None:
            return None
        edge_ = select(edge).where(dyads.c.counted == 1, month == found)
        return str(connection.execute(edge_).scalar_one())
    found = connection.execute(select(edge)).scalar_one()
    return None if found is None else str(found)
