"""Two event sets beside one another: where they agree and differ, by type, dyad and month."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from dragoman.errors import LibraryError, UsageError
from dragoman.formats.agreement import alpha, kappa
from dragoman.formats.eventsets import EventSet
from dragoman.formats.matching import matches
from dragoman.questions.query import first_day, is_code

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

TOGETHER = 50_000
"""Rows taken from DuckDB at once."""

GROUPS = {
    "type": "match",
    "dyad": "actor || ' > ' || recipient",
    "month": "strftime(day, '%Y-%m')",
}
"""What results can be grouped by, as DuckDB says it."""

MATCHES = {"type": "type", "quad": "quad_class"}
"""What must be the same in two events that are one, besides the dyad."""

# names are compared by their letters alone: GDELT writes them in capitals
_PLAIN = """CASE WHEN regexp_matches({0}, '^[A-Z]{{3}}$') THEN {0}
ELSE trim(regexp_replace(lower({0}), '[^\\pL\\pN]+', ' ', 'g')) END"""


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """What to compare by.

    ``match``: ``type`` or ``quad``; ``tolerance``: days that the two reports of one event may lie apart;
    ``undirected``: who did it to whom is no matter; ``one_a_day``: of the events of one dyad, type and day only one is
    taken from either set; ``since`` and ``until``: a day, month or year; without them, the days that both sets cover.
    """

    match: str = "type"
    tolerance: int = 1
    undirected: bool = False
    one_a_day: bool = False
    since: str | None = None
    until: str | None = None
    between: tuple[str, str] | None = None
    type: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.match not in MATCHES:
            raise UsageError(f"events are matched by {' or '.join(MATCHES)}, not by '{self.match}'")
        if self.tolerance < 0:
            raise UsageError(f"{self.tolerance} days is no tolerance; give 0 or more")


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of one group.

    ``matched``: events of one's own that the other set has too; ``kappa``: Cohen's, over each day of each dyad, of
    whether there is an event; ``alpha``: Krippendorff's, over each month of each dyad, of how many.
    """

    group: str
    own: int
    other: int
    matched: int
    only_own: int
    only_other: int
    own_share: float | None
    other_share: float | None
    kappa: float | None
    alpha: float | None


class Sides:
    """Two loaded sets, matched; made by `compared`."""

    def __init__(self, duck: DuckDBPyConnection, own: EventSet, other: EventSet, asked: Comparison) -> None:
        self._duck = duck
        self._sets = (own, other)
        self._asked = asked
        self.left_out = tuple(self._load(side) for side in (0, 1))
        self.since, self.until = self._period()
        self._narrow()
        self._match()

    def lines(self, by: str) -> list[Line]:
        """Return the figures of all events and then of each group (``type dyad month``), the largest first."""
        if by not in GROUPS:
            raise UsageError(f"no comparison by '{by}'; there are {', '.join(GROUPS)}, event")
        return [*self._lines("'all'", False), *self._lines(GROUPS[by], by == "month")]

    def events(self, only: str | None = None, limit: int | None = None) -> Iterator[dict[str, Any]]:
        """Yield the events by day, matched ones together, with the sentences they were read from where they are known.

        Args:
            only: ``matched``, ``own`` or ``other``.
            limit: at most so many.
        """
        parts = {
            "matched": "SELECT 'matched' AS status, a.day, b.day AS other_day, a.actor, a.recipient, a.type, "
            "b.type AS other_type, a.id AS own_id, b.id AS other_id, a.words AS sentence, b.words AS other_sentence "
            "FROM pairs JOIN e a ON a.n = pairs.own JOIN e b ON b.n = pairs.other",
            "own": "SELECT 'only own', day, NULL, actor, recipient, type, NULL, id, NULL, words, NULL FROM e "
            "WHERE side = 0 AND n NOT IN (SELECT own FROM pairs)",
            "other": "SELECT 'only other', NULL, day, actor, recipient, NULL, type, NULL, id, NULL, words FROM e "
            "WHERE side = 1 AND n NOT IN (SELECT other FROM pairs)",
        }
        if only is not None and only not in parts:
            raise UsageError(f"there are {', '.join(parts)} events, none '{only}'")
        chosen = " UNION ALL ".join(f"({part})" for name, part in parts.items() if only in (None, name))
        names = "status day other_day actor recipient type other_type own_id other_id sentence other_sentence".split()
        asked = (
            f"SELECT * FROM ({chosen}) AS t ({', '.join(names)}) "
            "ORDER BY coalesce(day, other_day), actor, recipient, coalesce(type, other_type), status, own_id, other_id"
        )
        if limit is not None:
            asked += f" LIMIT {int(limit)}"
        found = self._duck.execute(asked)
        while batch := found.fetchmany(500):
            rows = [dict(zip(names, row, strict=True)) for row in batch]
            yield from self._with_sentences(rows)

    def _with_sentences(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        for one, (key, words) in zip(self._sets, (("own_id", "sentence"), ("other_id", "other_sentence")), strict=True):
            told = one.sentences([row[key] for row in rows if row[key] is not None])
            for row in rows:
                row[words] = row[words] or told.get(row[key])
        for row in rows:
            for name in ("day", "other_day"):
                row[name] = row[name].isoformat() if row[name] is not None else None
        return rows

    def _load(self, side: int) -> int:
        """Load a set and return how many of its rows cannot be compared: no day, one side only, or no type."""
        table = f"raw{side}"
        self._duck.execute(
            f"CREATE TABLE {table} (id VARCHAR, day DATE, actor VARCHAR, recipient VARCHAR, type VARCHAR, "
            "quad_class VARCHAR, score DOUBLE, words VARCHAR)"
        )
        self._sets[side].load(self._duck, table)
        column = MATCHES[self._asked.match]
        found = self._one(
            f"SELECT count(*) FROM {table} WHERE day IS NULL OR actor IS NULL OR recipient IS NULL OR {column} IS NULL"
        )
        return int(found[0])

    def _period(self) -> tuple[date, date]:
        ends: list[tuple[date, date]] = []
        for side, one in enumerate(self._sets):
            first, last = self._one(f"SELECT min(day), max(day) FROM raw{side}")
            if first is None:
                raise UsageError(f"{one.name} has no event with a day to compare")
            ends.append((first, last))
        since, until = max(first for first, _ in ends), min(last for _, last in ends)
        if self._asked.since is not None:
            since = date.fromisoformat(first_day(self._asked.since))
        if self._asked.until is not None:
            until = self._last(self._asked.until)
        if since > until:
            told = "; ".join(
                f"{one.name}: {first} to {last}" for one, (first, last) in zip(self._sets, ends, strict=True)
            )
            raise UsageError(f"the two sets share no day ({told}); say which days with --since and --until")
        return since, until

    def _last(self, day: str) -> date:
        if day.count("-") == 2:
            return date.fromisoformat(day)
        step = "YEAR" if "-" not in day else "MONTH"
        found = self._one(f"SELECT CAST(CAST(? AS DATE) + INTERVAL 1 {step} - INTERVAL 1 DAY AS DATE)", first_day(day))
        last: date = found[0]
        return last

    def _narrow(self) -> None:
        """Make the table ``e`` of all events that are compared, those of both sets."""
        column = MATCHES[self._asked.match]
        sides = [_PLAIN.format(name) for name in ("actor", "recipient")]
        ends = [f"least({', '.join(sides)})", f"greatest({', '.join(sides)})"] if self._asked.undirected else sides
        wanted = ["day BETWEEN ? AND ?", "actor IS NOT NULL", "recipient IS NOT NULL", f"{column} IS NOT NULL"]
        values: list[Any] = [self.since, self.until]
        if self._asked.between is not None:
            pair = [_plain(name) for name in self._asked.between]
            wanted.append("list_contains(?, {0}) AND list_contains(?, {1}) AND {0} <> {1}".format(*sides))
            values += [pair, pair]
        if self._asked.type:
            wanted.append("list_contains(?, type)")
            values.append(list(self._asked.type))
        union = " UNION ALL ".join(
            f"SELECT {side} AS side, id, day, {ends[0]} AS actor, {ends[1]} AS recipient, type, {column} AS match, "
            f"words FROM raw{side} WHERE {' AND '.join(wanted)}"
            for side in (0, 1)
        )
        once = "QUALIFY row_number() OVER (PARTITION BY side, actor, recipient, match, day ORDER BY id) = 1"
        self._duck.execute(
            f"CREATE TABLE e AS SELECT row_number() OVER (ORDER BY side, day, actor, recipient, match, id) AS n, * "
            f"FROM (SELECT * FROM ({union}) {once if self._asked.one_a_day else ''})",
            values * 2,
        )
        self._duck.execute("DROP TABLE raw0; DROP TABLE raw1")

    def _match(self) -> None:
        import pyarrow as pa

        self._duck.execute("CREATE TABLE pairs (own BIGINT, other BIGINT)")
        asked = self._duck.cursor().execute(
            "SELECT actor || chr(0) || recipient || chr(0) || match, side, "
            "CAST(date_diff('day', DATE '1970-01-01', day) AS INTEGER), n FROM e ORDER BY 1, 3, 2, n"
        )
        found = matches(_fetched(asked), self._asked.tolerance)
        while batch := list(islice(found, TOGETHER)):
            own, other = zip(*batch, strict=True)
            self._duck.register("batch", pa.table({"own": own, "other": other}))
            self._duck.execute("INSERT INTO pairs SELECT * FROM batch")
            self._duck.unregister("batch")

    def _lines(self, group: str, monthly: bool) -> list[Line]:
        counts = self._duck.execute(
            f"SELECT {group} AS g, count(*) FILTER (side = 0), count(*) FILTER (side = 1), "
            "count(*) FILTER (side = 0 AND n IN (SELECT own FROM pairs)), "
            "count(*) FILTER (side = 1 AND n IN (SELECT other FROM pairs)), "
            "count(DISTINCT actor || chr(0) || recipient) FROM e GROUP BY g ORDER BY count(*) DESC, g"
        ).fetchall()
        days = self._duck.execute(
            f"""SELECT g, sum(a * b), sum(a * (1 - b)), sum((1 - a) * b) FROM (
                SELECT {group} AS g, max(CAST(side = 0 AS INTEGER)) AS a, max(CAST(side = 1 AS INTEGER)) AS b
                FROM e GROUP BY g, actor, recipient, day
            ) GROUP BY g"""
        ).fetchall()
        months = self._duck.execute(
            f"""SELECT g, a, b, count(*) FROM (
                SELECT {group} AS g, count(*) FILTER (side = 0) AS a, count(*) FILTER (side = 1) AS b
                FROM e GROUP BY g, actor, recipient, date_trunc('month', day)
            ) GROUP BY g, a, b"""
        ).fetchall()
        present = {row[0]: tuple(int(value) for value in row[1:]) for row in days}
        opposite: dict[str, dict[tuple[int, int], int]] = {}
        for name, one, other, times in months:
            opposite.setdefault(name, {})[one, other] = times
        return [self._line(row, present[row[0]], opposite[row[0]], monthly) for row in counts]

    def _line(
        self, row: tuple[Any, ...], present: tuple[int, ...], opposite: dict[tuple[int, int], int], monthly: bool
    ) -> Line:
        name, own, other, matched, met, dyads = row
        days, months = self._length(name if monthly else None)
        both, one, two = present
        empty = dyads * months - sum(opposite.values())
        units = {**opposite, (0, 0): empty} if empty else opposite
        return Line(
            group=name,
            own=own,
            other=other,
            matched=matched,
            only_own=own - matched,
            only_other=other - met,
            own_share=_rounded(matched / own if own else None),
            other_share=_rounded(met / other if other else None),
            kappa=_rounded(kappa(both, one, two, dyads * days - both - one - two)),
            alpha=_rounded(alpha(units)),
        )

    def _length(self, month: str | None) -> tuple[int, int]:
        """Return how many days and months the comparison covers, or those of one month."""
        since, until = self.since, self.until
        if month is not None:
            since = max(since, date.fromisoformat(f"{month}-01"))
            until = min(until, self._last(month))
        return (until - since).days + 1, (until.year - since.year) * 12 + until.month - since.month + 1

    def _one(self, asked: str, *values: Any) -> tuple[Any, ...]:
        return self._duck.execute(asked, list(values)).fetchall()[0]


@contextmanager
def compared(own: EventSet, other: EventSet, asked: Comparison) -> Iterator[Sides]:
    """Load two sets into a DuckDB file of their own, match them, and give what can be asked of them.

    Raises:
        UsageError: a set has no event with a day, or the two share no day.
        SourceError: a file cannot be read.
        LibraryError: a library cannot be opened.
    """
    import duckdb

    with tempfile.TemporaryDirectory(prefix="dragoman-") as folder:
        duck = duckdb.connect(str(Path(folder) / "compare.duckdb"), config={"autoinstall_known_extensions": "false"})
        try:
            yield Sides(duck, own, other, asked)
        except duckdb.Error as error:
            said = " ".join(str(error).split())
            raise LibraryError(f"the two sets cannot be compared ({said})") from error
        finally:
            duck.close()


def _fetched(asked: DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while batch := asked.fetchmany(TOGETHER):
        yield from batch


def _plain(name: str) -> str:
    """Return a side as the table ``e`` has it."""
    return name if is_code(name) else " ".join(re.findall(r"[^\W_]+", name.lower()))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
