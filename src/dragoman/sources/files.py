"""Paths, folders and standard input to documents."""

from __future__ import annotations

import gzip
import io
import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from dragoman.errors import SourceError
from dragoman.sources.document import Document, Failure
from dragoman.sources.encoding import clean_surrogates, decode, refuse_known_binary
from dragoman.sources.options import SourceOptions
from dragoman.sources.plugins import Given, for_address, for_file, installed, read_with
from dragoman.sources.sniff import form_of, key_of
from dragoman.sources.tables import LARGEST_DOCUMENT, read_table
from dragoman.sources.unpacking import unpacked_head

STANDARD_INPUT = "standard input"
_HEAD = 1 << 16
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_PASSED_OVER = (
    *(".bmp", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp"),
    *(".css", ".js", ".map", ".mp3", ".mp4", ".ttf", ".webm", ".woff", ".woff2"),
)
"""Extensions that a folder may hold beside articles (a saved site) and that are passed over without a word."""


def documents(
    paths: Iterable[str | Path], options: SourceOptions | None = None, *, standard_input: BinaryIO | None = None
) -> Iterator[Document | Failure]:
    """Yield the documents of files, folders, tables and standard input, in the order given.

    A path may be a text, an HTML page, a JSON, JSON Lines, CSV, TSV or Parquet table, what a source plugin reads (web
    archives, feeds), each also gzipped, a folder (read through, sorted by name), an address (``https://...``), or
    ``-`` for standard input. What a file is shows in its content. Only an address opens a connection.
    A file, row or folder that cannot be read gives a `Failure` in its place, and reading goes on.

    Args:
        paths: where to read; addresses as strings.
        options: what the caller says of the sources.
        standard_input: what ``-`` reads, in place of the process's own.
    """
    options = options or SourceOptions()
    yield from installed().broken
    for path in paths:
        if str(path) == "-":
            yield from read_stream(standard_input or sys.stdin.buffer, "", options)
        elif isinstance(path, str) and _ADDRESS.match(path) and not Path(path).exists():
            yield from _address(path, options)
        elif Path(path).is_dir():
            yield from _folder(Path(path), options)
        else:
            yield from _file(Path(path), options)


def read_stream(stream: BinaryIO, name: str, options: SourceOptions | None = None) -> Iterator[Document | Failure]:
    """Yield the documents of an open binary stream (a file, a pipe, an upload).

    Args:
        stream: open at its start; gzip is unpacked.
        name: its file name, which gives the key and messages; empty for standard input.
        options: what the caller says of the source.
    """
    # a file's name may be no text in any encoding
    name = clean_surrogates(name)
    place = name or STANDARD_INPUT
    try:
        yield from _read(_buffered(stream), name, place, options or SourceOptions())
    except SourceError as error:
        yield Failure(place, str(error))
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield Failure(place, f"broken gzip ({error}); fetch or pack it again".replace("\n", " "))
    except OSError as error:
        yield Failure(place, f"cannot be read ({error.strerror or error})")


def _address(address: str, options: SourceOptions) -> Iterator[Document | Failure]:
    source = for_address(address)
    if source is None:
        yield Failure(address, "no source reads such an address; give a file, a folder or an http(s) address")
        return
    try:
        yield from read_with(source, Given(address, address), options)
    except OSError as error:
        yield Failure(address, f"cannot be read ({error.strerror or error})")


def _folder(folder: Path, options: SourceOptions) -> Iterator[Document | Failure]:
    """Yield what a folder holds, sorted; hidden files and pictures are passed over, and links that lead in a circle."""
    found = False
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if any(part.startswith(".") for part in inside.parts) or path.suffix.lower() in _PASSED_OVER:
            continue
        if path.is_file():
            found = True
            yield from _file(path, options)
    if not found:
        yield Failure(clean_surrogates(str(folder)), "no file to read in this folder")


def _file(path: Path, options: SourceOptions) -> Iterator[Document | Failure]:
    try:
        stream = path.open("rb")
    except FileNotFoundError:
        yield Failure(clean_surrogates(str(path)), "no such file or folder; check the name")
        return
    except OSError as error:
        yield Failure(clean_surrogates(str(path)), f"cannot be opened ({error.strerror or error})")
        return
    with stream:
        yield from read_stream(stream, str(path), options)


def _read(stream: io.BufferedReader, name: str, place: str, options: SourceOptions) -> Iterator[Document | Failure]:
    given = stream
    head = stream.read(_HEAD)
    source = for_file(unpacked_head(head), name, options.form)
    if source is not None and source.unpacks and isinstance(given.raw, io.FileIO) and given.seekable():
        given.seek(0)
        yield from read_with(source, Given(name, place, given), options)
        return
    if head.startswith(b"\x1f\x8b"):
        unpacked = gzip.GzipFile(fileobj=_again(head, stream))
        stream = io.BufferedReader(cast(io.RawIOBase, unpacked), _HEAD)
        head = stream.read(_HEAD)
    if not head.strip():
        raise SourceError("empty; give a file with text in it")
    if source is not None:
        yield from read_with(source, Given(name, place, _again(head, stream)), options)
        return
    refuse_known_binary(head)
    form = form_of(head, Path(name).name, options)
    rest = _again(head, stream)
    if form not in {"text", "html"}:
        yield from read_table(rest, form, place, options)
        return
    data = rest.read(LARGEST_DOCUMENT + 1)
    if len(data) > LARGEST_DOCUMENT:
        raise SourceError(f"one document over {LARGEST_DOCUMENT >> 20} MB; split it into articles")
    yield Document(
        content=decode(data, options.encoding, html=form == "html"),
        format=form,
        key=key_of(name) if name else None,
        published=options.published,
        place=place,
    )


def _buffered(stream: BinaryIO) -> io.BufferedReader:
    if isinstance(stream, io.BufferedReader):
        return stream
    return io.BufferedReader(cast(io.RawIOBase, stream), _HEAD)


def _again(head: bytes, stream: io.BufferedReader) -> io.BufferedReader:
    """Return a stream that begins with what was read of it: the file itself turned back, or head and rest in line."""
    if isinstance(stream.raw, io.FileIO) and stream.seekable():
        stream.seek(-len(head), io.SEEK_CUR)
        return stream
    return io.BufferedReader(cast(io.RawIOBase, _InLine(head, stream)), _HEAD)


class _InLine(io.RawIOBase):
    """Some bytes, then a stream."""

    def __init__(self, head: bytes, rest: io.BufferedReader) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        data = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(data) :]
        buffer[: len(data)] = data
        return len(data)
