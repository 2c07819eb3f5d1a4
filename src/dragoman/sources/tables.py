"""Tables to documents, row by row: JSON Lines, JSON, CSV, TSV and Parquet. Memory stays flat."""

from __future__ import annotations

import codecs
import csv
import io
import json
import tempfile
from collections.abc import Iterator
from typing import IO, BinaryIO

from dragoman.errors import SourceError
from dragoman.sources.document import Document, Failure
from dragoman.sources.encoding import detect
from dragoman.sources.options import SourceOptions
from dragoman.sources.rows import check_columns, document_of_row, wanted_columns

LARGEST_DOCUMENT = 64 << 20
"""Bytes one document or row may take, unpacked."""
LARGEST_SPOOL = 4 << 30
"""Bytes of Parquet that are unpacked to a temporary file when they come by gzip or standard input."""
_HEAD = 1 << 16
_CHUNK = 1 << 20
_ROWS_AT_ONCE = 64


def read_table(stream: BinaryIO, form: str, place: str, options: SourceOptions) -> Iterator[Document | Failure]:
    """Yield the documents of a table that is open at its start; ``form`` is ``jsonl json csv tsv parquet``.

    Raises:
        SourceError: the table as a whole cannot be read.
    """
    if form == "parquet":
        yield from _parquet(stream, place, options)
    elif form == "jsonl":
        yield from _json_lines(stream, place, options)
    elif form == "json":
        yield from _json(stream, place, options)
    else:
        yield from _separated(stream, "," if form == "csv" else "\t", place, options)


def _lines(stream: BinaryIO, options: SourceOptions) -> Iterator[str | None]:
    """Yield decoded lines with their ends; None for a line that is too long."""
    head = stream.readline(_HEAD)
    encoding = options.encoding or detect(head)
    if encoding.startswith(("utf-16", "utf-32")):
        # lines of these are not parted by one byte: decode the whole, which such small files allow
        data = head + stream.read(LARGEST_DOCUMENT + 1)
        if len(data) > LARGEST_DOCUMENT:
            raise SourceError(f"a table in {encoding} over {LARGEST_DOCUMENT >> 20} MB; convert it to UTF-8")
        yield from data.decode(encoding, "replace").lstrip("\ufeff").splitlines(keepends=True)
        return
    line = head if head.endswith(b"\n") else head + stream.readline(LARGEST_DOCUMENT)
    line = line.removeprefix(b"\xef\xbb\xbf")
    while line:
        if len(line) > LARGEST_DOCUMENT and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(_CHUNK)
            yield None
        else:
            yield _decoded(line, options.encoding)
        line = stream.readline(LARGEST_DOCUMENT + 1)


def _decoded(line: bytes, encoding: str | None) -> str:
    try:
        return line.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        return line.decode(encoding or detect(line), "replace")


def _json_lines(stream: BinaryIO, place: str, options: SourceOptions) -> Iterator[Document | Failure]:
    for number, line in enumerate(_lines(stream, options), start=1):
        here = f"{place}:{number}"
        if line is None:
            yield Failure(here, f"a row over {LARGEST_DOCUMENT >> 20} MB; split it")
        elif line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield Failure(here, f"no valid JSON ({_short(error)}); write one object a line")
                continue
            yield _of_object(row, here, options)


def _of_object(row: object, place: str, options: SourceOptions) -> Document | Failure:
    if not isinstance(row, dict):
        return Failure(place, f"a JSON {type(row).__name__}, not an object with 'text'")
    return document_of_row(row, place, options)


def _json(stream: BinaryIO, place: str, options: SourceOptions) -> Iterator[Document | Failure]:
    """Yield the documents of a JSON list of objects, or of objects one after another, one at a time."""
    head = stream.read(_HEAD)
    decoder = codecs.getincrementaldecoder(options.encoding or detect(head))("replace")
    scan = json.JSONDecoder().raw_decode
    text = decoder.decode(head).lstrip("\ufeff")
    at, line = 0, 1
    listed = text.lstrip().startswith("[")
    if listed:
        at = text.index("[") + 1
        line += text.count("\n", 0, at)
    while True:
        start = _skip(text, at)
        line += text.count("\n", at, start)
        at = start
        if listed and text.startswith("]", at):
            return
        try:
            row, end = scan(text, at)
        except RecursionError as error:
            raise SourceError(f"line {line}: nested too deeply") from error
        except ValueError as error:
            data = stream.read(max(_CHUNK, len(text) - at))
            if not data and at >= len(text) and not listed:
                return
            if not data or len(text) - at > LARGEST_DOCUMENT:
                raise SourceError(f"line {line}: no valid JSON ({_short(error)})") from error
            text, at = text[at:] + decoder.decode(data), 0
            continue
        yield _of_object(row, f"{place}:{line}", options)
        line += text.count("\n", at, end)
        at = end


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n,\ufeff":
        at += 1
    return at


def _separated(stream: BinaryIO, mark: str, place: str, options: SourceOptions) -> Iterator[Document | Failure]:
    csv.field_size_limit(LARGEST_DOCUMENT)
    # a line too long is an empty one here: the row around it is then short of cells, and said so
    lines = (line if line is not None else "\n" for line in _lines(stream, options))
    reader = csv.reader((line.replace("\0", "") for line in lines), delimiter=mark)
    try:
        header = next(reader, None)
    except csv.Error as error:
        raise SourceError(f"no valid table ({error}); end its lines with line feeds") from error
    if header is None:
        raise SourceError("empty; a table begins with a row of column names")
    header = [name.strip() for name in header]
    check_columns(header, options)
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Failure(f"{place}:{number}", f"no valid row ({error}); check its quotation marks")
            continue
        if not cells:
            continue
        if len(cells) != len(header):
            problem = f"{len(cells)} cells under {len(header)} columns; quote cells that hold separators or line ends"
            yield Failure(f"{place}:{number}", problem)
            continue
        yield document_of_row(dict(zip(header, cells, strict=True)), f"{place}:{number}", options)


def _parquet(stream: BinaryIO, place: str, options: SourceOptions) -> Iterator[Document | Failure]:
    # here and not above: what is no Parquet need not wait for it
    import pyarrow
    import pyarrow.parquet

    with tempfile.TemporaryFile() as spool:
        if not isinstance(getattr(stream, "raw", None), io.FileIO) or not stream.seekable():
            _spool(stream, spool)
            stream = spool
        try:
            table = pyarrow.parquet.ParquetFile(stream)
            names = table.schema_arrow.names
            check_columns(names, options)
            wanted = [name for name in names if name in wanted_columns(options)]
            number = 0
            for batch in table.iter_batches(batch_size=_ROWS_AT_ONCE, columns=wanted):
                for row in batch.to_pylist():
                    number += 1
                    yield document_of_row(row, f"{place}:{number}", options)
        except (pyarrow.ArrowException, OSError) as error:
            raise SourceError(f"no valid Parquet ({_short(error)})") from error


def _spool(stream: BinaryIO, spool: IO[bytes]) -> None:
    """Copy a stream that cannot be searched (gzip, a pipe) to a temporary file, up to the limit."""
    size = 0
    while data := stream.read(_CHUNK):
        size += len(data)
        if size > LARGEST_SPOOL:
            raise SourceError(f"over {LARGEST_SPOOL >> 30} GB unpacked; unpack it to a file first")
        spool.write(data)
    spool.seek(0)


def _short(error: Exception) -> str:
    """Return the first line of a library's message, without its full stop."""
    text = f"{error.msg}, column {error.colno}" if isinstance(error, json.JSONDecodeError) else str(error)
    return (text.strip().splitlines() or [type(error).__name__])[0][:160].rstrip(".")
