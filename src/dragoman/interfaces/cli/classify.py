"""``dragoman classify``: sentences with two marked actors in, what passes between them out."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer

from dragoman.interfaces.cli import options

BATCH = 256
"""Rows that are read before the first is answered."""


class Table(StrEnum):
    """The form of the answer."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


class Voters(StrEnum):
    """Who votes."""

    BOTH = "both"
    LEXICON = "lexicon"
    CLASSIFIER = "classifier"


def classify(
    rows: Annotated[
        str,
        typer.Argument(
            metavar="ROWS|-",
            help="A table (JSONL, CSV, Parquet, also gzipped) with id, sentence, source, target or marked_sentence.",
        ),
    ],
    format_: Annotated[Table, typer.Option("--format", "-f", help="The form of the answer.")] = Table.JSONL,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file.")] = None,
    voters: Annotated[Voters, typer.Option(help="Who votes: the lexicon, the classifier, or both.")] = Voters.BOTH,
    confidence: Annotated[
        float, typer.Option(metavar="P", min=0.0, max=1.0, help="Leave out answers less sure than this, from 0 to 1.")
    ] = 0.0,
    knowledge: options.OwnKnowledge = None,
) -> int:
    """Say what one given actor does to another in given sentences: type, action, modality, confidence and why.

    Exit code: 0, or 1 when a row could not be read (each is named on standard error), or 2 when the call is wrong.
    """
    from dragoman.interfaces.cli.output import opened
    from dragoman.interfaces.cli.progress import Progress
    from dragoman.reading.pairs import PairReader
    from dragoman.sources.document import Failure
    from dragoman.sources.pairs import pairs

    failed = 0
    with opened(output) as stream, Progress([rows], hide_for_output=output is None) as progress:
        reader = PairReader(knowledge=knowledge, voters=voters.value)

        def answers() -> Iterator[dict[str, Any]]:
            nonlocal failed
            source = pairs(rows)
            while batch := list(islice(source, BATCH)):
                good = []
                for row in batch:
                    if isinstance(row, Failure):
                        failed += 1
                        progress.say(str(row))
                        progress.step(failed=True)
                    else:
                        good.append(row)
                for reading in reader.read(good):
                    progress.step(failed=False)
                    if reading.confidence < confidence:
                        continue
                    yield {name: getattr(reading, name) for name in reading.__struct_fields__}

        _WRITERS[format_](stream, answers())
        stream.flush()
    return 1 if failed else 0


def _write_jsonl(stream: BinaryIO, answers: Iterator[dict[str, Any]]) -> None:
    for answer in answers:
        stream.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")


def _flat(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: "|".join(value) if isinstance(value, tuple) else value for name, value in answer.items()}


def _write_csv(stream: BinaryIO, answers: Iterator[dict[str, Any]]) -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    writer: csv.DictWriter[str] | None = None
    for answer in answers:
        if writer is None:
            writer = csv.DictWriter(text, list(answer))
            writer.writeheader()
        writer.writerow(_flat(answer))
    text.detach()


def _write_parquet(stream: BinaryIO, answers: Iterator[dict[str, Any]]) -> None:
    import pyarrow
    import pyarrow.parquet

    table = pyarrow.Table.from_pylist(
        [{**answer, "modes": list(answer["modes"]), "why": list(answer["why"])} for answer in answers]
    )
    pyarrow.parquet.write_table(table, stream)


_WRITERS = {Table.JSONL: _write_jsonl, Table.CSV: _write_csv, Table.PARQUET: _write_parquet}
