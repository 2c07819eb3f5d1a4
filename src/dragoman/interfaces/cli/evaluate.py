"""``dragoman evaluate``: how right codings are."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.interfaces.cli import options

if TYPE_CHECKING:
    from rich.console import Console

    from dragoman.questions.accuracy import Accuracy


class Format(StrEnum):
    """What is printed."""

    TABLE = "table"
    JSON = "json"


def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="Articles or pairs coded by hand, or corrected records.")
    ],
    read: Annotated[list[Path], typer.Argument(metavar="PRED", help="The same, as one or more programs coded them.")],
    format_: Annotated[Format, typer.Option("--format", "-f", help="For a person or a program.")] = Format.TABLE,
    output: options.Output = None,
) -> int:
    """Score codings against gold: precision, recall and F1 by type, with 95 % intervals, and what was taken for what.

    Each file holds records (as 'dragoman read --format jsonl' prints them), articles coded by hand, or pairs (as
    'dragoman classify' prints them).
    """
    import json

    import msgspec

    from dragoman.interfaces.cli.output import opened
    from dragoman.questions.accuracy import accuracy
    from dragoman.questions.coded import load_coding

    wanted = load_coding(gold)
    found = {path: accuracy(wanted, load_coding(path)) for path in read}
    with opened(output) as stream:
        if format_ == Format.JSON:
            told = {
                str(path): {
                    **msgspec.to_builtins(msgspec.structs.replace(score, confusions={})),
                    "confusions": [
                        {"gold": left, "read": right, "n": number} for (left, right), number in score.confusions.items()
                    ],
                }
                for path, score in found.items()
            }
            stream.write(json.dumps(told, indent=2).encode() + b"\n")
        else:
            stream.write(_pages(found).encode())
        stream.flush()
    return 0


def _pages(found: dict[Path, Accuracy]) -> str:
    import io

    from rich.console import Console

    page = io.StringIO()
    console = Console(file=page, width=160, highlight=False, markup=False, emoji=False)
    for path, score in found.items():
        _figures(console, path, score)
        _confusions(console, score)
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines()) + "\n"


def _figures(console: Console, path: Path, score: Accuracy) -> None:
    from rich.table import Table

    console.print(str(path))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("type", "gold", "read", "right", "precision", "recall", "F1", "95 %"):
        table.add_column(name, justify="left" if name == "type" else "right")
    for one in (*score.types, score.all):
        figures = (f"{figure:.3f}" for figure in (one.precision, one.recall, one.f1))
        table.add_row(one.type, str(one.gold), str(one.read), str(one.right), *figures, f"{one.low:.3f}-{one.high:.3f}")
    console.print(table)
    console.print(f"mean of F1 over the types of gold: {score.macro_f1:.3f}\n")


def _confusions(console: Console, score: Accuracy) -> None:
    from rich.table import Table

    from dragoman.questions.accuracy import NOTHING

    names = sorted({name for pair in score.confusions for name in pair} - {NOTHING})
    console.print("gold (rows) read as")
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("")
    for name in (*names, NOTHING):
        table.add_column(name[:4], justify="right")
    for left in (*names, NOTHING):
        cells = [score.confusions.get((left, right), 0) for right in (*names, NOTHING)]
        table.add_row(left, *(str(cell) if cell else "." for cell in cells))
    console.print(table)
    console.print()
