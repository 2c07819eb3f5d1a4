"""The lines of a table as its cells, from plain, gzipped or zipped files, however untidy."""

from __future__ import annotations

import csv
import gzip
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, cast

from dragoman.errors import SourceError

LONGEST = 16 << 20
"""Bytes a line may have, unpacked: a small packed file may hold one of any length."""
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"


def lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of a file, numbered from 1; of a zip file, those of all its members, one after the other.

    A line that is not UTF-8 is read as Latin-1, in which every byte is a character.

    Raises:
        SourceError: the file is missing or broken.
    """
    try:
        with path.open("rb") as opened:
            head = opened.read(4)
            opened.seek(0)
            if head == _ZIP:
                with zipfile.ZipFile(opened) as archive:
                    last = 0
                    for name in archive.namelist():
                        if name.endswith("/"):
                            continue
                        with archive.open(name) as member:
                            for number, line in _decoded(member, last):
                                yield number, line
                                last = number
            elif head[:2] == _GZIP:
                with gzip.open(opened) as inside:
                    yield from _decoded(cast(IO[bytes], inside), 0)
            else:
                yield from _decoded(opened, 0)
    except SourceError as error:
        raise SourceError(f"{path}: {error}") from None
    except FileNotFoundError as error:
        raise SourceError(f"{path}: no such file; check the name") from error
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, RuntimeError) as error:
        raise SourceError(f"{path}: cannot be read to its end ({error})") from error


def cells(line: str, count: int) -> list[str] | None:
    """Return the cells of a line parted by tabs, or None when it has not as many as there are columns.

    Quotation marks mean nothing but where they enclose a cell; a tab between them is part of it.
    """
    found = line.split("\t")
    if len(found) > count and not any(found[count:]):
        found = found[:count]
    if len(found) > count and '"' in line:
        try:
            found = next(csv.reader([line], delimiter="\t"), [])
        except csv.Error:  # a cell that is too long
            return None
        return [" ".join(cell.split("\t")) for cell in found] if len(found) == count else None
    return [_bare(cell) for cell in found] if len(found) == count else None


def header(line: str) -> Sequence[str]:
    """Return the names of the columns in a header line."""
    return [_bare(cell).strip() for cell in line.lstrip("\ufeff").split("\t")]


def _decoded(stream: IO[bytes], before: int) -> Iterator[tuple[int, str]]:
    number = before
    while raw := stream.readline(LONGEST + 1):
        number += 1
        if len(raw) > LONGEST:
            raise SourceError(f"line {number} is over {LONGEST >> 20} MB, as no row is")
        content = raw.rstrip(b"\r\n").replace(b"\0", b"")
        try:
            yield number, content.decode("utf-8")
        except UnicodeDecodeError:
            yield number, content.decode("latin-1")


def _bare(cell: str) -> str:
    """Return a cell without the quotation marks that enclose it."""
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"').strip()
    return cell.strip()
