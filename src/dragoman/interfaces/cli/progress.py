"""The progress bar of a batch: on standard error, and only where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TextColumn, TimeElapsedColumn
from rich.progress import Progress as RichProgress
from rich.text import Text

from dragoman.interfaces.wording import one_line

_TABLES = (".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet")


class _Speed(ProgressColumn):
    """Articles a second since the start."""

    def render(self, task: Task) -> Text:
        elapsed = task.finished_time or task.elapsed
        rate = task.completed / elapsed if elapsed else 0.0
        return Text(f"{rate:.1f} articles/s")


class Progress:
    """Counts articles, shows a bar from the second one on, and lets messages pass above it.

    Args:
        names: the paths given, to know how many articles are to come where that is cheap to know.
        hide_for_output: the records go to the same terminal, so that the bar must step aside for each.
    """

    def __init__(self, names: list[str], *, hide_for_output: bool) -> None:
        self._console = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)
        self._total = _count(names) if self._console.is_terminal else None
        self._hide = hide_for_output
        self._done = self._failed = 0
        self._bar: RichProgress | None = None

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
            self._bar.update(self._bar.task_ids[0], completed=self._done, note=note)

    def say(self, message: str) -> None:
        """Print one line on standard error, above the bar."""
        line = f"dragoman: {one_line(message)}"
        if self._bar is None:
            print(line, file=sys.stderr)
        else:
            self._bar.console.print(Text(line))

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
        if self._bar is not None or not self._console.is_terminal:
            return
        self._bar = RichProgress(
            TextColumn("reading"),
            BarColumn(),
            MofNCompleteColumn(),
            _Speed(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[note]}", style="red"),
            console=self._console,
            transient=self._hide,
        )
        self._bar.add_task("reading", total=self._total, completed=self._done, note="")
        self._bar.start()


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
