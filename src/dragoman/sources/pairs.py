"""Tables of sentences with two marked actors, for `dragoman classify`: JSON Lines, CSV and Parquet, also gzipped."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import json
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

import msgspec
import pyarrow
import pyarrow.parquet

from dragoman.errors import SourceError
from dragoman.sources.document import Failure
from dragoman.sources.encoding import clean_surrogates

LONGEST = 16 << 20
"""Bytes a row may have, unpacked: a small packed file may hold one of any length."""
COLUMNS = ("id", "sentence", "source", "target", "marked_sentence")
MARKS = ("<s>", "</s>", "<t>", "</t>")


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence and the spans of the two actors in it, null for one that does not stand there ("an actor")."""

    id: str
    sentence: str
    source: tuple[int, int] | None
    target: tuple[int, int] | None
    place: str


def pairs(name: str) -> Iterator[Pair | Failure]:
    """Yield the rows of a table, or why a row is none; ``-`` is standard input.

    Columns: ``id`` (or the row's number), ``sentence``, ``source``, ``target`` (strings that stand in the sentence), or
    ``marked_sentence`` with ``<s>..</s>`` and ``<t>..</t>`` around them.

    Raises:
        SourceError: the file is missing, unreadable or empty, or has no column for the sentence.
    """
    place = _place(name)
    number = 0
    for number, row in enumerate(_rows(name), start=1):
        here = f"{place}:{number}"
        if isinstance(row, str):
            yield Failure(here, row)
            continue
        yield _pair(row, here, number)
    if not number:
        raise SourceError(f"{place}: no row in it; give a table with a sentence a row")


def _rows(name: str) -> Iterator[dict[str, object] | str]:
    try:
        if name == "-":
            yield from _table(cast(io.BufferedReader, sys.stdin.buffer), name)
            return
        with Path(name).open("rb") as raw:
            yield from _table(raw, name)
    except SourceError as error:
        raise SourceError(f"{_place(name)}: {error}") from error
    except (OSError, EOFError, zlib.error, csv.Error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise SourceError(f"{_place(name)}: cannot be read ({reason}); name a JSONL, CSV or Parquet file") from error


def _place(name: str) -> str:
    return "standard input" if name == "-" else name


def _table(raw: io.BufferedReader, name: str) -> Iterator[dict[str, object] | str]:
    """Yield the rows of a table, whose form shows in its first line; a name decides where that is no table's."""
    packed = raw.peek(2)[:2] == b"\x1f\x8b"
    stream = io.BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=raw))) if packed else raw
    line = stream.peek(1).removeprefix(codecs.BOM_UTF8).lstrip().partition(b"\n")[0]
    suffix = name.lower().removesuffix(".gz").rpartition(".")[2]
    if line.startswith(b"PAR1") or suffix == "parquet":
        yield from _parquet(stream)
    elif line[:1] != b"{" and (b"sentence" in line or suffix not in {"-", "json", "jsonl", "ndjson"}):
        yield from _separated(stream, "\t" if b"\t" in line else ",")
    else:
        yield from _json_lines(stream)


def _json_lines(stream: BinaryIO) -> Iterator[dict[str, object] | str]:
    while line := stream.readline(LONGEST + 1):
        if len(line) > LONGEST:
            raise SourceError(f"a row over {LONGEST >> 20} MB, as no sentence is")
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            yield "no valid JSON; write one object a line"
            continue
        yield row if isinstance(row, dict) else "no JSON object; write one object a line"


def _separated(stream: BinaryIO, mark: str) -> Iterator[dict[str, object] | str]:
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
    reader = csv.DictReader((line.replace("\0", "") for line in text), delimiter=mark)
    names = set(reader.fieldnames or ())
    if names and not names & {"sentence", "marked_sentence"}:
        shown = ", ".join(sorted(names))[:200]
        raise SourceError(f"no column 'sentence' or 'marked_sentence'; the columns are {shown}")
    for row in reader:
        yield {key: value for key, value in row.items() if key}


def _parquet(stream: BinaryIO) -> Iterator[dict[str, object] | str]:
    try:
        table = pyarrow.parquet.ParquetFile(io.BytesIO(stream.read()) if not stream.seekable() else stream)
        wanted = [name for name in table.schema_arrow.names if name in COLUMNS]
        if not {"sentence", "marked_sentence"} & set(wanted):
            names = ", ".join(table.schema_arrow.names)
            raise SourceError(f"no column 'sentence' or 'marked_sentence'; the columns are {names}")
        for batch in table.iter_batches(batch_size=256, columns=wanted):
            yield from batch.to_pylist()
    except pyarrow.ArrowException as error:
        raise SourceError(f"no valid Parquet ({str(error).splitlines()[0]})") from error


def _pair(row: dict[str, object], place: str, number: int) -> Pair | Failure:
    given = {name: clean_surrogates(str(row[name])) for name in COLUMNS if row.get(name) not in (None, "")}
    identity = given.get("id", str(number))
    marked = given.get("marked_sentence", "")
    if all(marked.count(mark) == 1 for mark in MARKS):
        found = _unmark(marked)
        if found is not None:
            return Pair(id=identity, sentence=found[0], source=found[1], target=found[2], place=place)
    text = given.get("sentence") or _plain(marked)
    if not text:
        return Failure(place, "no sentence; give 'sentence' with 'source' and 'target', or 'marked_sentence'")
    if "source" not in given:
        return Failure(place, "no source; say in column 'source' who acts")
    start = text.find(given["source"])
    source = (start, start + len(given["source"])) if start >= 0 else None
    target = _outside(text, given.get("target"), source)
    return Pair(id=identity, sentence=text, source=source, target=target, place=place)


def _outside(text: str, target: str | None, source: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return where the target stands outside the source; None where it does not."""
    start = text.find(target) if target else -1
    while start >= 0 and target:
        end = start + len(target)
        if source is None or end <= source[0] or start >= source[1]:
            return start, end
        start = text.find(target, start + 1)
    return None


def _plain(marked: str) -> str:
    for mark in MARKS:
        marked = marked.replace(mark, "")
    return marked


def _unmark(marked: str) -> tuple[str, tuple[int, int], tuple[int, int]] | None:
    """Return the text without marks and the two spans, or None when the marks cross."""
    places: dict[str, int] = {}
    text, at = "", 0
    while at < len(marked):
        mark = next((m for m in MARKS if marked.startswith(m, at)), None)
        if mark is None:
            text += marked[at]
            at += 1
        else:
            places[mark] = len(text)
            at += len(mark)
    source, target = (places["<s>"], places["</s>"]), (places["<t>"], places["</t>"])
    apart = source[1] <= target[0] or target[1] <= source[0]
    return (text, source, target) if source[0] < source[1] and target[0] < target[1] and apart else None
