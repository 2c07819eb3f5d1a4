"""Web archives (WARC, also gzipped): the HTML pages in them, one document each."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, BinaryIO

from dragoman.errors import SourceError
from dragoman.sources.dates import find_published
from dragoman.sources.document import Document, Failure
from dragoman.sources.encoding import decode
from dragoman.sources.plugins import Given, Source
from dragoman.sources.unpacking import dechunk, unpack

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

    from dragoman.sources.options import SourceOptions

LARGEST_RECORD = 64 << 20
"""Bytes one page may take, as archived and unpacked."""
LARGEST_SPOOL = 16 << 30
"""Bytes of an archive that are copied to a temporary file when it comes by standard input."""
MOST_BROKEN = 1000
"""Broken records after which the rest of an archive is given up."""
_START = re.compile(rb"WARC/1\.[01]\r?\n")
_MEMBER = re.compile(rb"\x1f\x8b\x08")
_WITHIN = re.compile(rb"\nWARC/1\.[01]\r?\n")
_PAGES = ("text/html", "application/xhtml+xml")
_NAMES = (".warc", ".warc.gz", ".warc.zst", ".warc.lz4")
_WINDOW = 1 << 20


class WarcSource(Source):
    """Reads web archives.

    A response of status 200 whose type is HTML becomes a document with the address and the day of its record; every
    other record is passed over. A record that cannot be read is one failure, and reading goes on after it.
    """

    name = "warc"
    unpacks = True

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell a web archive by its first line, or by the name of one packed in another way than by gzip."""
        return _START.match(head) is not None or name.lower().endswith(_NAMES)

    def documents(self, given: Given, options: SourceOptions) -> Iterator[Document | Failure]:
        """Yield the pages of an archive in its order."""
        assert given.stream is not None
        if given.stream.seekable():
            yield from _Archive(given.stream, given.place, options).pages()
            return
        # to go on after a broken record the archive must be searched
        with tempfile.TemporaryFile() as spool:
            while data := given.stream.read(_WINDOW):
                if spool.tell() > LARGEST_SPOOL:
                    raise SourceError(f"over {LARGEST_SPOOL >> 30} GB unpacked; save it as a file first")
                spool.write(data)
            yield from _Archive(spool, given.place, options).pages()


@dataclass(frozen=True)
class _Taken:
    """What came of one record: where it begins, a document or failure or nothing, and whether it holds another."""

    at: int
    result: Document | Failure | None
    swallows: bool = False


class _Archive:
    """One archive in a stream that can be searched."""

    def __init__(self, stream: BinaryIO | IO[bytes], place: str, options: SourceOptions) -> None:
        self._stream = stream
        self._place = place
        self._options = options
        self._trouble: Failure | None = None
        self._given = self._broken = 0
        stream.seek(0)
        self._starts = _MEMBER if stream.read(2) == b"\x1f\x8b" else _START

    def pages(self) -> Iterator[Document | Failure]:
        """Yield what the archive holds; each stretch ends where a record is broken, the next begins after it."""
        start: int | None = 0
        while start is not None and self._broken < MOST_BROKEN:
            start = yield from self._stretch(start)
        if self._trouble is not None:
            yield self._trouble
        if start is not None:
            yield Failure(self._place, f"{MOST_BROKEN} broken records; the rest is not read")
        elif not self._given and not self._broken:
            raise SourceError("no HTML page of status 200 in this archive")

    def _stretch(self, start: int) -> _Stretch:
        """Yield pages from a place on, and return where to go on after a broken record; None at the end."""
        from fastwarc.warc import ArchiveIterator, WarcRecordType

        self._stream.seek(start)
        # a page waits until the record after it is there: only that shows that its length was right
        waiting: _Taken | None = None
        try:
            records = ArchiveIterator(
                self._stream, record_types=WarcRecordType.any_type, parse_http=False, fsspec_args=False
            )
            for record in records:
                if waiting is not None:
                    yield from self._give(waiting)
                elif self._trouble is not None:
                    yield self._count(self._trouble)
                waiting = None
                waiting = self._take(record)
        except (OSError, ValueError) as error:
            reason = _short(error)
            if waiting is None:
                at = error.at if isinstance(error, _BrokenError) else start
                return (yield from self._give_up(at, reason))
            if waiting.swallows:
                return (yield from self._give_up(waiting.at, "its length is wrong"))
            yield from self._give(waiting)
            after = self._next(waiting.at)
            # the record after may be broken, or only what stands before it: the next stretch will show
            self._trouble = Failure(
                f"{self._place}:{waiting.at}", f"what follows this record is broken ({reason}); it is left out"
            )
            return after
        if waiting is not None:
            yield from self._give(waiting)
        return None

    def _take(self, record: WarcRecord) -> _Taken:
        """Return what comes of a record.

        Raises:
            _BrokenError: its body cannot be read, or ends before its length.
        """
        from fastwarc.warc import WarcRecordType

        at = record.stream_pos
        if record.record_type != WarcRecordType.response or not record.is_http:
            return _Taken(at, None)
        place = f"{self._place}:{at}"
        try:
            record.parse_http(auto_decode="none")
        except (OSError, ValueError) as error:
            return _Taken(at, Failure(place, f"no HTTP answer in this record ({_short(error)})"))
        head = record.http_headers
        if head is None or head.status_code is None:
            return _Taken(at, Failure(place, "no HTTP answer in this record"))
        if head.status_code != 200 or (record.http_content_type or "").lower() not in _PAGES:
            return _Taken(at, None)
        if record.content_length > LARGEST_RECORD:
            return _Taken(at, Failure(place, f"a page over {LARGEST_RECORD >> 20} MB"))
        try:
            body = record.reader.read(LARGEST_RECORD + 1)
        except (OSError, ValueError) as error:
            raise _BrokenError(at, _short(error)) from error
        if len(body) < record.content_length:
            raise _BrokenError(at, "it ends before its length")
        swallows = self._starts is _START and _WITHIN.search(body) is not None
        url = record.headers.get("WARC-Target-URI") or ""
        try:
            if "chunked" in (head.get("Transfer-Encoding") or "").lower():
                body = dechunk(body)
            body = unpack(body, head.get("Content-Encoding") or "", LARGEST_RECORD)
            content = decode(body, self._options.encoding, html=True, said=record.http_charset)
        except SourceError as error:
            return _Taken(at, Failure(place, str(error)), swallows)
        document = Document(
            content=content,
            format="html",
            url=url.strip().strip("<>") or None,
            published=self._options.published,
            fetched=find_published(record.headers.get("WARC-Date") or ""),
            place=place,
        )
        return _Taken(at, document, swallows)

    def _give(self, taken: _Taken) -> Iterator[Document | Failure]:
        if taken.result is not None:
            self._given += 1
            yield taken.result

    def _give_up(self, at: int, reason: str) -> _Stretch:
        yield self._count(Failure(f"{self._place}:{at}", f"a broken record ({reason}); it is left out"))
        return self._next(at)

    def _count(self, failure: Failure) -> Failure:
        self._broken += 1
        self._trouble = None
        return failure

    def _next(self, after: int) -> int | None:
        """Return where the next record may begin after a place, or None."""
        self._stream.seek(after + 1)
        at, held = after + 1, b""
        while data := self._stream.read(_WINDOW):
            held += data
            if match := self._starts.search(held):
                return at + match.start()
            at += max(0, len(held) - 16)
            held = held[-16:]
        return None


class _BrokenError(ValueError):
    """A record that cannot be read; ``at`` is where it begins."""

    def __init__(self, at: int, reason: str) -> None:
        super().__init__(reason)
        self.at = at


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120].rstrip(".") or type(error).__name__


if TYPE_CHECKING:
    from collections.abc import Generator

    _Stretch = Generator[Document | Failure, None, int | None]
