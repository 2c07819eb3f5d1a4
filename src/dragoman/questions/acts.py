"""Who did what to whom on which day, read from a library into arrays: what panels are counted from.

The database joins each column of a period into one text, which Arrow takes apart: a million rows in half a second,
where rows of Python objects take several. No column that is read may be null: databases leave that out of a text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, text

from dragoman.library.rows import month
from dragoman.library.schema import ACTOR

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_ALIVE = "e.modality = 'actual' AND e.within IS NULL AND coalesce(e.verdict, '') <> 'rejected'"
"""What `dyads.counted` says of an event, where the dyads are not asked."""

# the first two columns are the sides: country codes, or refs, which are longer;
# SQLite joins CROSS JOINs in the order they stand in, and looks up nothing by a column with a plus
_DYADS = """SELECT {joined} FROM (
    SELECT actor AS one, recipient AS other, type, day, score, goldstein, article, event
    FROM dyads WHERE counted = 1 AND month BETWEEN :first_month AND :last_month AND day BETWEEN :first AND :last
    AND length(actor) = 3 AND length(recipient) = 3
) AS found"""
_DYADS_PUBLISHED = """SELECT {joined} FROM (
    SELECT d.actor AS one, d.recipient AS other, d.type, substr(a.published, 1, 10) AS day, d.score, d.goldstein,
        d.article, d.event
    FROM articles AS a CROSS JOIN events AS e CROSS JOIN dyads AS d
    WHERE e.article = a.seq AND d.event = e.seq AND a.published BETWEEN :first AND :last_moment AND +d.counted = 1
    AND length(d.actor) = 3 AND length(d.recipient) = 3
) AS found"""
_PARTIES = f"""SELECT {{joined}} FROM (
    SELECT p.country AS one, p.side AS other, e.type, e.day, e.plover_score AS score, e.goldstein, e.article,
        e.seq AS event
    FROM events AS e CROSS JOIN parties AS p
    WHERE p.event = e.seq AND e.day BETWEEN :first AND :last AND {_ALIVE}
        AND p.country IS NOT NULL AND p.side <> 'third'
) AS found"""
_PARTIES_PUBLISHED = f"""SELECT {{joined}} FROM (
    SELECT p.country AS one, p.side AS other, e.type, substr(a.published, 1, 10) AS day, e.plover_score AS score,
        e.goldstein, e.article, e.seq AS event
    FROM articles AS a CROSS JOIN events AS e CROSS JOIN parties AS p
    WHERE e.article = a.seq AND p.event = e.seq AND a.published BETWEEN :first AND :last_moment AND {_ALIVE}
        AND p.country IS NOT NULL AND p.side <> 'third'
) AS found"""

_SHARED = """SELECT {joined} FROM (
    SELECT e.seq, e.happening FROM (
        SELECT happening FROM events WHERE happening BETWEEN :first AND :last GROUP BY happening HAVING count(*) > 1
    ) AS shared CROSS JOIN events AS e WHERE e.happening = shared.happening
) AS found"""

_COLUMNS = ("one", "other", "type", "day", "score", "goldstein", "article", "event")


@dataclass(frozen=True)
class Acts:
    """Rows of one side or pair in one event: places in the lists of codes and types, -1 where they have it not.

    ``other`` of a country's rows is 0 where it acts and 1 where it is acted upon. ``day`` is the ordinal of a date,
    ``article`` and ``event`` are keys of the library.
    """

    one: Ints
    other: Ints
    type: Ints
    day: Ints
    score: Floats
    goldstein: Floats
    article: Ints
    event: Ints

    def only(self, chosen: npt.NDArray[Any]) -> Acts:
        """Return the chosen rows."""
        return Acts(**{name: getattr(self, name)[chosen] for name in _COLUMNS})


class Reading:
    """Reads acts from one connection.

    Args:
        connection: in a reading transaction.
        dyads: whether rows are pairs, or single countries.
        published: whether days are those of publication, or of the event.
        types: the types counted, in their order.
    """

    def __init__(self, connection: Connection, *, dyads: bool, published: bool, types: Sequence[str]) -> None:
        self._connection = connection
        self._dyads = dyads
        template = (
            (_DYADS_PUBLISHED if published else _DYADS) if dyads else (_PARTIES_PUBLISHED if published else _PARTIES)
        )
        self._asked = template.format(joined=_joined(connection, _COLUMNS))
        self._types = {name: place for place, name in enumerate(types)}

    def acts(self, first: str, last: str, codes: Sequence[str]) -> Acts:
        """Return the acts from one ISO day to another; ``codes`` are the countries in the order of their places."""
        between: dict[str, str | int | None] = {"first": first, "last": last, "last_moment": last + "T99"}
        between |= {"first_month": month(first), "last_month": month(last)}
        asked = {name: value for name, value in between.items() if f":{name}" in self._asked}
        table = _table(self._connection.execute(text(self._asked), asked).one(), _COLUMNS)
        places = {code: place for place, code in enumerate(codes)}
        sides = places if self._dyads else {ACTOR: 0}
        return Acts(
            one=_placed(table, "one", places, -1),
            other=_placed(table, "other", sides, -1 if self._dyads else 1),
            type=_placed(table, "type", self._types, -1),
            day=_days(table),
            **{name: table[name].to_numpy() / _SCALE for name in _SCORES},
            **{name: table[name].to_numpy() for name in ("article", "event")},
        )

    def publishers(self) -> Ints:
        """Return, by key of an article, a number for its publisher; -1 where none is known."""
        asked = f"SELECT publisher, {_aggregate(self._connection)}({{}}, ',') FROM articles WHERE publisher IS NOT NULL"
        asked = asked.format("seq" if self._connection.dialect.name == "sqlite" else "seq::text")
        size = self._connection.execute(text("SELECT max(seq) FROM articles")).scalar_one() or 0
        found = np.full(size + 1, -1, dtype=np.int64)
        rows = self._connection.execute(text(asked + " GROUP BY publisher ORDER BY publisher"))
        for number, (_, keys) in enumerate(rows):
            found[np.fromstring(keys, dtype=np.int64, sep=",")] = number
        return found

    def happenings(self) -> Ints:
        """Return, by key of an event, the key of its happening; -1 where no other event is of the same."""
        size, last = self._connection.execute(text("SELECT max(seq), max(happening) FROM events")).one()
        found = np.full((size or 0) + 1, -1, dtype=np.int64)
        asked = text(_SHARED.format(joined=_joined(self._connection, ("seq", "happening"))))
        for begun in range(0, (last or 0) + 1, _TOGETHER):
            some = self._connection.execute(asked, {"first": begun, "last": begun + _TOGETHER - 1}).one()
            table = _table(some, ("seq", "happening"))
            found[table["seq"].to_numpy()] = table["happening"].to_numpy()
        return found


_SCALE, _FAR = 10_000, 10_000_000
_SCORES = ("score", "goldstein")

_TOGETHER = 500_000
"""Happenings read at once."""


def _aggregate(connection: Connection) -> str:
    return "group_concat" if connection.dialect.name == "sqlite" else "string_agg"


def _joined(connection: Connection, columns: Sequence[str]) -> str:
    """Return the SQL that joins each column by line ends, all in one order of the rows."""
    # scores as whole numbers of tenths of thousandths: SQLite writes fractions slowly, and cuts where PostgreSQL rounds
    if connection.dialect.name == "sqlite":
        whole = f"(CAST({{}} * {_SCALE} + {_FAR}.5 AS INTEGER) - {_FAR})"
        cell = "{}"
    else:
        whole, cell = f"CAST({{}} * {_SCALE} AS bigint)", "CAST({} AS text)"
    parts = [cell.format(whole.format(name) if name in _SCORES else name) for name in columns]
    return ", ".join(f"{_aggregate(connection)}({part}, '\n')" for part in parts)


def _table(found: Sequence[str | None], columns: Sequence[str]) -> Any:
    import pyarrow as pa
    from pyarrow import csv

    words = pa.dictionary(pa.int32(), pa.string())
    taken = {}
    for name, cells in zip(columns, found, strict=True):
        kind = words if name in ("one", "other", "type", "day") else pa.int64()
        if not cells:
            taken[name] = pa.array([], type=kind)
            continue
        read = csv.read_csv(
            pa.py_buffer(cells.encode()),
            csv.ReadOptions(column_names=[name], block_size=1 << 26),
            csv.ParseOptions(delimiter="\t", quote_char=False, ignore_empty_lines=False),
            csv.ConvertOptions(column_types={name: kind}, null_values=[], strings_can_be_null=False),
        )
        taken[name] = read.unify_dictionaries().combine_chunks()[name]
    return pa.table(taken)


def _placed(table: Any, column: str, places: Mapping[str, int], otherwise: int) -> Ints:
    held = _dictionary(table, column)
    there = np.array([places.get(word, otherwise) for word in held.dictionary.to_pylist()], dtype=np.int64)
    return there[held.indices.to_numpy()] if len(held) else np.empty(0, dtype=np.int64)


def _days(table: Any) -> Ints:
    held = _dictionary(table, "day")
    # 719163 is the ordinal of 1970-01-01, from which numpy counts
    there = np.array(held.dictionary.to_pylist(), dtype="datetime64[D]").astype(np.int64) + 719163
    return there[held.indices.to_numpy()] if len(held) else np.empty(0, dtype=np.int64)


def _dictionary(table: Any, column: str) -> Any:
    import pyarrow as pa

    chunks = table[column].chunks
    return chunks[0] if chunks else pa.array([], type=table[column].type)
