"""Web archives: which records are read, and what a broken one costs."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from dragoman.sources import Document, Failure, documents, read_stream

HTML = b"Content-Type: text/html; charset=utf-8\r\n"


def record(
    number: int,
    body: bytes | None = None,
    *,
    headers: bytes = HTML,
    status: bytes = b"200 OK",
    kind: bytes = b"response",
    length: int | None = None,
    http: bytes | None = None,
) -> bytes:
    if body is None:
        body = page(number)
    answer = http if http is not None else b"HTTP/1.1 " + status + b"\r\n" + headers + b"\r\n" + body
    return (
        b"WARC/1.0\r\nWARC-Type: "
        + kind
        + b"\r\nWARC-Target-URI: http://news.example/%d\r\n" % number
        + b"WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-%012d>\r\n" % number
        + b"WARC-Date: 2023-03-%02dT23:59:59Z\r\nContent-Type: application/http; msgtype=response\r\n" % (number + 1)
        + b"Content-Length: %d\r\n\r\n" % (length or len(answer))
        + answer
        + b"\r\n\r\n"
    )


def page(number: int) -> bytes:
    return b"<html><body><p>Caf\xc3\xa9 number %d.</p></body></html>" % number


def read(path: Path, data: bytes) -> list[Document | Failure]:
    path.write_bytes(data)
    return list(documents([path]))


def numbers(found: list[Document | Failure]) -> list[int | str]:
    """The numbers of the pages, and ``-`` for each failure."""
    return [int((one.url or "").rpartition("/")[2]) if isinstance(one, Document) else "-" for one in found]


def packed(*records: bytes) -> list[bytes]:
    return [gzip.compress(one) for one in records]


@pytest.mark.parametrize("name", ["crawl.warc", "crawl"])
@pytest.mark.parametrize("zipped", [False, True])
def test_pages_come_with_the_address_and_the_day_of_their_records(tmp_path: Path, name: str, zipped: bool) -> None:
    records = [record(1), record(2)]
    path = tmp_path / name
    found = read(path, b"".join(packed(*records) if zipped else records))
    assert numbers(found) == [1, 2]
    first = found[0]
    assert isinstance(first, Document)
    assert (first.content, first.format) == (page(1).decode(), "html")
    assert (first.url, first.fetched, first.published) == ("http://news.example/1", "2023-03-02", None)
    assert first.place == f"{path}:0"


def test_only_html_of_status_200_is_read(tmp_path: Path) -> None:
    data = b"".join(
        [
            b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\na: b\r\n\r\n",
            record(1, kind=b"request", http=b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
            record(2, status=b"404 Not Found"),
            record(3, status=b"301 Moved"),
            record(4, headers=b"Content-Type: image/png\r\n"),
            record(5, headers=b"Content-Type: application/xhtml+xml\r\n"),
            record(6, headers=b""),
            record(7),
        ]
    )
    assert numbers(read(tmp_path / "x.warc", data)) == [5, 7]


def test_an_archive_without_pages_says_so(tmp_path: Path) -> None:
    (found,) = read(tmp_path / "x.warc", record(2, status=b"404 Not Found"))
    assert isinstance(found, Failure) and "no HTML page of status 200" in found.reason


def test_chunks_and_packing_are_undone(tmp_path: Path) -> None:
    body = page(1)
    chunked = b"%x\r\n%s\r\n%x;x=y\r\n%s\r\n0\r\n\r\n" % (9, body[:9], len(body) - 9, body[9:])
    zipped = gzip.compress(body)
    both = b"%x\r\n%s\r\n0\r\n\r\n" % (len(zipped), zipped)
    records = [
        record(1, chunked, headers=HTML + b"Transfer-Encoding: chunked\r\n"),
        record(2, zipped, headers=HTML + b"Content-Encoding: gzip\r\n"),
        record(3, both, headers=HTML + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
        record(4, body, headers=HTML + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
    ]
    found = read(tmp_path / "x.warc", b"".join(records))
    assert [one.content for one in found if isinstance(one, Document)] == [body.decode()] * 4


def test_the_charset_of_the_record_is_used_where_utf8_does_not_fit(tmp_path: Path) -> None:
    body = "<p>Żółw i gęś</p>".encode("iso8859-2")
    (found,) = read(tmp_path / "x.warc", record(1, body, headers=b"Content-Type: text/html; charset=ISO-8859-2\r\n"))
    assert isinstance(found, Document) and found.content == "<p>Żółw i gęś</p>"


BROKEN = bytearray(packed(record(2))[0])
BROKEN[30:40] = bytes(10)


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (record(1) + record(2, length=5000) + record(3) + record(4), [1, "-", 3, 4]),
        (record(1) + record(2, length=500) + record(3) + record(4), [1, "-", 3, 4]),
        (record(1) + record(2, length=20) + record(3), [1, "-", 3]),
        (record(1) + b"garbage\r\n\r\n" + record(2), [1, "-", 2]),
        (record(1) + record(2)[:-30], [1, "-"]),
        (record(1) + record(2, http=b"no answer") + record(3), [1, "-", 3]),
        (record(1) + record(2, b"5\r\nabc", headers=HTML + b"Transfer-Encoding: chunked\r\n") + record(3), [1, "-", 3]),
        (
            record(1) + record(2, b"\x1f\x8b\x08zz", headers=HTML + b"Content-Encoding: gzip\r\n") + record(3),
            [1, "-", 3],
        ),
        (b"".join([*packed(record(1)), bytes(BROKEN), *packed(record(3))]), [1, "-", 3]),
        (b"".join([bytes(BROKEN), *packed(record(3), record(4))]), ["-", 3, 4]),
        (b"".join([*packed(record(1)), packed(record(2))[0][:-8] + bytes(8), *packed(record(3))]), [1, "-", 3]),
        (b"".join([*packed(record(1)), packed(record(2))[0][:-20]]), [1, "-"]),
    ],
    ids=(
        "beyond-the-end beyond-the-next too-short garbage cut no-http chunks packing member first-member checksum "
        "cut-member"
    ).split(),
)
def test_a_broken_record_is_one_failure(tmp_path: Path, data: bytes, wanted: list[int | str]) -> None:
    found = read(tmp_path / "x.warc", data)
    assert numbers(found) == wanted, found
    assert all("\n" not in one.reason for one in found if isinstance(one, Failure))


def test_a_page_that_unpacks_to_a_bomb_is_refused_without_its_memory(tmp_path: Path) -> None:
    bomb = record(1, gzip.compress(gzip.compress(bytes(200 << 20))), headers=HTML + b"Content-Encoding: gzip, gzip\r\n")
    tracemalloc.start()
    try:
        found = read(tmp_path / "x.warc.gz", b"".join(packed(bomb, record(2))))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert numbers(found) == ["-", 2] and peak < 160 << 20, f"{peak >> 20} MB"


def test_an_archive_on_standard_input_and_in_memory_is_read() -> None:
    data = b"".join(packed(record(1), record(2)))
    assert numbers(list(read_stream(io.BytesIO(data), ""))) == [1, 2]
    code = "import sys; from dragoman.sources import documents\nfor one in documents(['-']): print(one.url)"
    done = subprocess.run([sys.executable, "-c", code], input=data, capture_output=True, check=True)
    assert done.stdout.split() == [b"http://news.example/1", b"http://news.example/2"]


def test_an_archive_of_nothing_but_broken_records_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.sources.warc.MOST_BROKEN", 5)
    found = read(tmp_path / "x.warc", b"".join(record(number, length=1 << 20) for number in range(20)))
    assert numbers(found) == ["-"] * 6
