"""The bar itself: what it shows, by rich."""

from __future__ import annotations

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeElapsedColumn
from rich.text import Text


class _Speed(ProgressColumn):
    """Articles a second since the start."""

    def render(self, task: Task) -> Text:
        elapsed = task.finished_time or task.elapsed
        rate = task.completed / elapsed if elapsed else 0.0
        return Text(f"{rate:.1f} articles/s")


class Bar:
    """A bar on standard error.

    Args:
        total: the articles to come, or None.
        done: the articles that are done already.
        transient: the bar goes away in the end.
    """

    def __init__(self, total: int | None, done: int, *, transient: bool) -> None:
        console = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)
        self._shown = Progress(
            TextColumn("reading"),
            BarColumn(),
            MofNCompleteColumn(),
            _Speed(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[note]}", style="red"),
            console=console,
            transient=transient,
        )
        self._task = self._shown.add_task("reading", total=total, completed=done, note="")
        self._shown.start()

    def update(self, done: int, note: str) -> None:
        """Show how many articles are done, and a note beside that."""
        self._shown.update(self._task, completed=done, note=note)

    def say(self, line: str) -> None:
        """Print a line above the bar."""
        self._shown.console.print(Text(line))

    def stop(self) -> None:
        """Stop the bar."""
        self._shown.stop()

    def start(self) -> None:
        """Show the bar again."""
        self._shown.start()
