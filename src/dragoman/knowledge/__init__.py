"""What the program knows: data files, never code, and the one loader that reads them.

A table is a UTF-8 TSV file. Lines that start with ``#`` come first and must name ``# source:`` and
``# licence:``; then a header row; then one row a line. A user's own folder with files of the same names
adds rows: see `docs/extending.md`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from dragoman.errors import KnowledgeError

__all__ = ["Knowledge"]


class Row(dict[str, str]):
    """One row of a table, which knows where it stands."""

    __slots__ = ("at",)

    at: tuple[str, int]

    @property
    def place(self) -> str:
        """The file and line of this row."""
        return f"{self.at[0]}:{self.at[1]}"

    def error(self, problem: str) -> KnowledgeError:
        """Return an error that names this row's file and line."""
        return KnowledgeError(f"{self.place}: {problem}")


class Knowledge:
    """The tables that ship with Dragoman, and a user's own beside them.

    Args:
        extra: a folder whose files add rows to the shipped ones of the same relative name, or None.

    Raises:
        KnowledgeError: a file is missing, has no source or licence, or a row has the wrong number of cells.
    """

    def __init__(self, extra: Path | None = None) -> None:
        if extra is not None and not extra.is_dir():
            raise KnowledgeError(f"{extra}: no such folder; name a folder with tables, or leave the option out")
        self._shipped = resources.files(__package__)
        self._extra = extra

    def table(self, name: str) -> list[Row]:
        """Return the rows of ``name`` (``actors/states.tsv``), the shipped ones first, cells stripped."""
        try:
            shipped = self._shipped.joinpath(name).read_text(encoding="utf-8")
        except FileNotFoundError as error:
            raise KnowledgeError(f"{name}: this table is missing; install Dragoman again") from error
        rows = list(self._rows(name, shipped))
        if self._extra is not None and (own := self._extra / name).is_file():
            rows += self._rows(str(own), own.read_text(encoding="utf-8"))
        return rows

    def names(self, folder: str, suffix: str = ".tsv") -> list[str]:
        """Return the relative names of the tables in ``folder``, sorted."""
        found = {f"{folder}/{entry.name}" for entry in self._shipped.joinpath(folder).iterdir()}
        if self._extra is not None and (own := self._extra / folder).is_dir():
            found |= {f"{folder}/{path.name}" for path in own.iterdir()}
        return sorted(name for name in found if name.endswith(suffix))

    def bytes(self, name: str) -> bytes | None:
        """Return the content of a shipped file that is no table (a model), or None when it is not there."""
        entry = self._shipped.joinpath(name)
        return entry.read_bytes() if entry.is_file() else None

    def checksum(self) -> str:
        """Return the hash of all shipped files and the user's own: 20 hex digits of SHA-256.

        Two readings with one reader, one set of settings and one checksum say the same of the same document.
        """
        total = hashlib.sha256()
        for root in (self._shipped, self._extra):
            for name, entry in sorted(_files(root)) if root is not None else ():
                total.update(f"{name}\0".encode())
                total.update(hashlib.sha256(entry.read_bytes()).digest())
        return total.hexdigest()[:20]

    @staticmethod
    def _rows(place: str, text: str) -> Iterator[Row]:
        lines = text.splitlines()
        head = [line for line in lines if line.startswith("#")]
        for duty in ("# source:", "# licence:"):
            if not any(line.startswith(duty) for line in head):
                raise KnowledgeError(f"{place}: say where the data comes from in a first line '{duty} ...'")
        columns: list[str] | None = None
        for number, line in enumerate(lines, start=1):
            if not line or line.startswith("#"):
                continue
            cells = line.split("\t")
            if columns is None:
                columns = [cell.strip() for cell in cells]
                continue
            if len(cells) > len(columns):
                raise KnowledgeError(f"{place}:{number}: {len(cells)} cells under {len(columns)} columns")
            if len(cells) < len(columns):
                cells += [""] * (len(columns) - len(cells))
            row = Row(zip(columns, map(str.strip, cells), strict=True))
            row.at = (place, number)
            yield row
        if columns is None:
            raise KnowledgeError(f"{place}: no header row; write the column names, parted by tabs")


def _files(folder: Traversable | Path, inside: str = "") -> Iterator[tuple[str, Traversable | Path]]:
    """Yield the data files of a folder by relative name; code and what Python makes of it are passed over."""
    for entry in folder.iterdir():
        if entry.is_dir():
            if not entry.name.startswith((".", "__")):
                yield from _files(entry, f"{inside}{entry.name}/")
        elif not entry.name.endswith((".py", ".pyc")) and not entry.name.startswith("."):
            yield f"{inside}{entry.name}", entry
