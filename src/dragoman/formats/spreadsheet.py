"""CSV for spreadsheet programs, in which a text from an article cannot become a formula.

A spreadsheet program computes a cell that begins with ``=``, and articles are written by others: such a cell could
fetch an address or start a program (OWASP, CSV injection). Where a text begins with a sign of `SIGNS` an apostrophe is
put in front of it, and one more where apostrophes stand before the sign already, so that what was written comes back
exactly by taking one away. The files begin with a byte order mark, by which these programs know UTF-8.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, BinaryIO

MARK = "\ufeff"
"""Byte order mark."""

SIGNS = "=+\\-@\t\r\n＝＋－＠"
"""Signs with which a formula begins, some behind white space; the wide ones are signs too in East Asian versions."""

GUARDED = f"^'('*[{SIGNS}])"
"""Regular expression of what `guarded` writes; its first group is what was meant."""

_MEANT = re.compile(f"'*[{SIGNS}]")
_WRITTEN = re.compile(GUARDED)


def guarded(cell: Any) -> Any:
    """Return a cell that no program takes for a formula; what is no text is returned as it is."""
    return f"'{cell}" if isinstance(cell, str) and _MEANT.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return what a cell was before it was `guarded`."""
    return cell[1:] if _WRITTEN.match(cell) else cell


def write_rows(rows: Iterable[Mapping[str, Any]], names: Sequence[str], stream: BinaryIO, *, guard: bool) -> int:
    """Write rows as CSV in UTF-8 with a header, for a spreadsheet program (``guard``) or exactly; return how many.

    The header is made of the fields of the first row, or of ``names`` where there is none.
    """
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    writer: csv.DictWriter[str] | None = None
    # the module leaves a lone carriage return bare, which every program reads as the end of a line
    quoting: csv.DictWriter[str] | None = None
    count = 0
    if guard:
        text.write(MARK)
    for row in rows:
        if writer is None or quoting is None:
            writer = csv.DictWriter(text, list(row), lineterminator="\n")
            quoting = csv.DictWriter(text, list(row), lineterminator="\n", quoting=csv.QUOTE_ALL)
            writer.writeheader()
        returns = any(isinstance(cell, str) and "\r" in cell for cell in row.values())
        chosen = quoting if returns else writer
        chosen.writerow({name: guarded(cell) for name, cell in row.items()} if guard else row)
        count += 1
    if writer is None:
        csv.writer(text, lineterminator="\n").writerow(names)
    text.detach()
    return count
