"""Where records go, and in which form."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

import msgspec

from dragoman.interfaces.files import written
from dragoman.record import Record


class OutputClosedError(Exception):
    """Whoever read our standard output has left (``dragoman read ... | head``)."""


class Writer(Protocol):
    """Writes records in one form."""

    on_terminal: bool

    def add(self, record: bytes) -> None:
        """Take one record, as one line of JSON."""

    def finish(self, *, several: bool) -> None:
        """Write what is still to be written; ``several`` says that more than one article was given."""


def writer_for(form: str, stream: BinaryIO, *, why: bool = False) -> Writer:
    """Return the writer of a form: ``text json jsonl html``."""
    match form:
        case "jsonl":
            return _JsonLines(stream)
        case "json":
            return _Json(stream)
        case "html":
            return _Page(stream)
        case _:
            return _Text(stream, why)


@contextmanager
def opened(path: Path | None) -> Iterator[BinaryIO]:
    """Give standard output, or a file that takes its name only when it is finished.

    Raises:
        UsageError: the file cannot be written.
        OutputClosedError: nobody reads standard output any more.
    """
    if path is None:
        try:
            yield sys.stdout.buffer
        except BrokenPipeError as error:
            raise OutputClosedError from error
        return
    with written(path) as stream:
        yield stream


class _JsonLines:
    """One record a line, each written as soon as it is there."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.on_terminal = stream.isatty()

    def add(self, record: bytes) -> None:
        self._stream.write(record + b"\n")
        self._stream.flush()

    def finish(self, *, several: bool) -> None:
        self._stream.flush()


class _Json:
    """One indented object for one article, an array for several."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._first: bytes | None = None
        self._written = 0
        self.on_terminal = stream.isatty()

    def add(self, record: bytes) -> None:
        pretty = msgspec.json.format(record, indent=2)
        if self._first is None:
            self._first = pretty
            return
        if self._written == 0:
            self._stream.write(b"[\n" + self._first)
            self._written = 1
        self._stream.write(b",\n" + pretty)
        self._written += 1

    def finish(self, *, several: bool) -> None:
        if not several:
            self._stream.write((self._first or b"[]") + b"\n")
        elif self._written:
            self._stream.write(b"\n]\n")
        else:
            self._stream.write(b"[\n" + self._first + b"\n]\n" if self._first is not None else b"[]\n")
        self._stream.flush()


class _Text:
    """For a person: in colour and as wide as the terminal, or plain and of one width in a file or a pipe."""

    def __init__(self, stream: BinaryIO, why: bool) -> None:
        from dragoman.interfaces.terminal import WIDTH_OF_FILES

        self._stream = stream
        self._why = why
        self._first = True
        self.on_terminal = stream.isatty()
        self._width = min(shutil.get_terminal_size().columns, 120) if self.on_terminal else WIDTH_OF_FILES
        self._colour = self.on_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    def add(self, record: bytes) -> None:
        from dragoman.interfaces.terminal import as_text

        decoded = msgspec.json.decode(record, type=Record)
        page = as_text(decoded, width=self._width, colour=self._colour, why=self._why)
        self._stream.write((page if self._first else "\n\n" + page).encode())
        self._stream.flush()
        self._first = False

    def finish(self, *, several: bool) -> None:
        self._stream.flush()


class _Page:
    """One page with every record."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._records: list[Record] = []
        self.on_terminal = stream.isatty()

    def add(self, record: bytes) -> None:
        self._records.append(msgspec.json.decode(record, type=Record))

    def finish(self, *, several: bool) -> None:
        from dragoman.interfaces.page import as_page

        for piece in as_page(self._records):
            self._stream.write(piece.encode())
        self._stream.flush()
