"""Single addresses: fetched because the user named them, and read by what is there."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from test_feeds import RSS
from test_warc import record

from dragoman.sources import Document, Failure, SourceOptions, documents
from serving import Server

PAGE = "<html><head><title>Talks</title></head><body><p>The ministers met in Caf\xe9 Baku.</p></body></html>"


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as opened:
        yield opened


def one(server: Server, path: str, options: SourceOptions | None = None) -> Document | Failure:
    (found,) = documents([server.url(path)], options)
    return found


def test_a_page_keeps_its_address_and_the_day_it_was_fetched(server: Server) -> None:
    server.give("/page", PAGE.encode("latin-1"), "text/html; charset=iso-8859-1")
    found = one(server, "/page", SourceOptions(published="2023-03-29"))
    assert isinstance(found, Document)
    assert (found.content, found.format, found.url) == (PAGE, "html", server.url("/page"))
    assert (found.published, found.fetched) == ("2023-03-29", datetime.now(UTC).date().isoformat())


def test_the_address_kept_is_the_last_of_redirects_to_public_ones_only(server: Server) -> None:
    server.give("/secret", PAGE)
    server.routes["/"] = lambda handler: handler.send(b"", 301, Location="/secret")
    found = one(server, "/")
    assert isinstance(found, Failure) and "private address" in found.reason and not server.asked("/secret")


def test_what_is_there_decides_how_it_is_read(server: Server) -> None:
    server.give("/text", "The ministers met in Baku.", "text/plain")
    server.give("/feed", RSS, "text/html")
    server.give("/rows", '{"text": "One."}\n{"text": "Two."}\n', "text/plain")
    server.give("/rows.csv.gz", gzip.compress(b"text,url\nOne.,http://a.example/\n"), "application/gzip")
    server.give("/crawl", record(1) + record(2), "application/warc")
    found = {
        path: list(documents([server.url(path)])) for path in ("/text", "/feed", "/rows", "/rows.csv.gz", "/crawl")
    }
    assert [len(several) for several in found.values()] == [1, 2, 2, 1, 2]
    assert all(isinstance(each, Document) and each.fetched for several in found.values() for each in several)
    assert [each.url for each in found["/rows.csv.gz"] if isinstance(each, Document)] == ["http://a.example/"]
    # a feed that the user names is read; the pages of its items are not fetched
    assert len(server.requests) == 5


@pytest.mark.parametrize(
    ("kind", "body", "status", "reason"),
    [
        ("text/html", b"", 404, "the server answers 404"),
        ("image/png", b"\x89PNG\r\n", 200, "a picture"),
        ("text/html", b"%PDF-1.7", 200, "a PDF"),
        ("application/pdf", b"%PDF-1.7", 200, "a PDF"),
        ("application/json", b"", 200, "empty"),
    ],
)
def test_what_cannot_be_read_is_one_line(server: Server, kind: str, body: bytes, status: int, reason: str) -> None:
    server.give("/x", body, kind, status)
    found = one(server, "/x")
    assert isinstance(found, Failure) and reason in found.reason and "\n" not in found.reason
    assert found.place == server.url("/x")


def test_an_address_that_nothing_reads_is_told() -> None:
    (found,) = documents(["gopher://example.org/"])
    assert isinstance(found, Failure) and found.place == "gopher://example.org/" and "\n" not in found.reason
