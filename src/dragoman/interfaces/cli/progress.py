"""The progress bar of a batch: on standard error, and only where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from dragoman.interfaces.wording import one_line

if TYPE_CHECKING:
    from dragoman.interfaces.cli.bar import Bar

_TABLES = (".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet")


class Progress:
    """Counts articles, shows a bar from the second one on, and lets messages pass above it.

    Args:
        names: the paths given, to know how many articles are to come where that is cheap to know.
        hide_for_output: the records go to the same terminal, so that the bar must step aside for each.
    """

    def __init__(self, names: list[str], *, hide_for_output: bool) -> None:
        self._on_terminal = sys.stderr.isatty()
        self._total = _count(names) if self._on_terminal else None
        self._hide = hide_for_output
        self._done = self._failed = 0
        self._bar: Bar | None = None

    def __enter__(self) -> Progress:
        if self._total is not None and self._total > 1:
            self._show()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()

    def step(self, *, failed: bool) -> None:
        """Count one article."""
        self._done += 1
        self._failed += failed
        if self._bar is None and self._done == 1:
            return
        self._show()
        if self._bar is not None:
            note = f"{self._failed} failed" if self._failed else ""
            self._bar.update(self._done, note)

    def say(self, message: str) -> None:
        """Print one line on standard error, above the bar."""
        line = f"dragoman: {one_line(message)}"
        if self._bar is None:
            print(line, file=sys.stderr)
        else:
            self._bar.say(line)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the bar away while something is written to the same terminal."""
        shown = self._bar is not None and self._hide
        if shown and self._bar is not None:
            self._bar.stop()
        yield
        if shown and self._bar is not None:
            self._bar.start()

    def _show(self) -> None:
        if self._bar is not None or not self._on_terminal:
            return
        # here and not above: what is no terminal need not wait for it
        from dragoman.interfaces.cli.bar import Bar

        self._bar = Bar(self._total, self._done, transient=self._hide)


def _count(names: list[str]) -> int | None:
    """Return how many articles there are, or None where only reading would tell (a table, a pipe)."""
    total = 0
    for name in names:
        path = Path(name)
        files = [path] if path.is_file() else sorted(path.rglob("*")) if path.is_dir() else []
        if not files or any(file.name.lower().removesuffix(".gz").endswith(_TABLES) for file in files):
            return None
        total += sum(file.is_file() and not file.name.startswith(".") for file in files)
    return total
