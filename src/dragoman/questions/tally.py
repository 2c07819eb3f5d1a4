"""Counting acts into the cells of a panel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from dragoman.questions.acts import Acts, Floats, Ints

_SHIFT = 41
"""Bits for a key below a cell's number: together they fit into 63."""


@dataclass(frozen=True)
class Block:
    """What was counted, a row a cell in which there is something.

    ``types`` has a row a type; ``score`` and ``goldstein`` are sums over ``events``.
    """

    cells: Ints
    types: Ints
    score: Floats
    goldstein: Floats
    reports: Ints
    articles: Ints
    sources: Ints


def tally(
    cells: Ints, acts: Acts, types: int, publishers: Ints, happenings: Ints | None, *, once: bool = False
) -> Block:
    """Count acts by cell.

    Args:
        cells: of each act.
        acts: the acts.
        types: how many types there are.
        publishers: by key of an article, a number for its publisher, or -1.
        happenings: by key of an event, its happening, or -1; None where each report counts.
        once: no event has two acts in one cell, which saves looking for them.
    """
    there = different(cells)
    place = np.searchsorted(there, cells)
    if happenings is None:
        first = np.arange(len(cells)) if once else _once(place, acts.event)
    else:
        told = happenings[acts.event]
        first = _once(place, np.where(told >= 0, told * 2 + 1, acts.event * 2))
    at, many = place[first], len(there)
    return Block(
        cells=there,
        types=np.bincount(acts.type[first] * many + at, minlength=many * types).reshape(types, many),
        score=np.bincount(at, weights=acts.score[first], minlength=many).astype(np.float64),
        goldstein=np.bincount(at, weights=acts.goldstein[first], minlength=many).astype(np.float64),
        reports=np.bincount(place, minlength=many) if once else _distinct(place, acts.event, many),
        articles=_distinct(place, acts.article, many),
        sources=_distinct(place, publishers[acts.article], many),
    )


def columns_of(prefix: str, block: Block, cells: Ints, quads: Mapping[str, str]) -> dict[str, Any]:
    """Return the columns of a block for some cells, zeros where it has nothing; means are null there.

    Args:
        prefix: of the columns' names.
        block: what was counted.
        cells: sorted; those of the block that are not among them are left out.
        quads: the types in their order, with their quad classes.
    """
    import pyarrow as pa

    at = np.searchsorted(block.cells, cells)
    at[at == len(block.cells)] = 0
    held = block.cells[at] == cells if len(block.cells) else np.zeros(len(cells), dtype=bool)

    taken = at[held]
    same = len(cells) == len(block.cells) and bool(held.all())

    def spread(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        if same:
            return values
        found = np.zeros(len(cells), dtype=values.dtype)
        found[held] = values[taken]
        return found

    counts = [spread(counted) for counted in block.types.astype(np.int32)]
    total = sum(counts, start=np.zeros(len(cells), dtype=np.int32))
    columns = {f"{prefix}events": _whole(total)}
    columns |= {f"{prefix}{type_}": _whole(count) for type_, count in zip(quads, counts, strict=True)}
    for quad in dict.fromkeys(quads.values()):
        mine = [count for count, of in zip(counts, quads.values(), strict=True) if of == quad]
        columns[f"{prefix}{quad.replace(' ', '_')}"] = _whole(sum(mine, start=np.zeros(len(cells), dtype=np.int32)))
    for name, sums in (("plover_mean", block.score), ("goldstein_mean", block.goldstein)):
        mean = np.round(spread(sums) / np.maximum(total, 1), 4)
        columns[f"{prefix}{name}"] = pa.array(mean, type=pa.float64(), mask=total == 0)
    for name in ("reports", "articles", "sources"):
        columns[f"{prefix}{name}"] = _whole(spread(getattr(block, name)))
    return columns


def different(values: Ints) -> Ints:
    """Return the different values in order; NumPy's own ``unique`` hashes, which takes a hundred times as long."""
    ordered = np.sort(values)
    first = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    found: Ints = ordered[first]
    return found


def _whole(values: npt.NDArray[Any]) -> Any:
    import pyarrow as pa

    return pa.array(values.astype(np.int32, copy=False))


def _once(place: Ints, keys: Ints) -> Ints:
    """Return the rows that are the first of their place and key."""
    found: Ints = np.unique((place << _SHIFT) | keys, return_index=True)[1]
    return found


def _distinct(place: Ints, keys: Ints, many: int) -> Ints:
    """Return how many different keys each place has; keys below 0 do not count."""
    known = keys >= 0
    pairs = different((place[known] << _SHIFT) | keys[known])
    return np.bincount(pairs >> _SHIFT, minlength=many)
