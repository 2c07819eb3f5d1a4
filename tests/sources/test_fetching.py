"""Fetching from servers that are broken or hostile: one clear line, never a hang, never much memory."""

from __future__ import annotations

import gzip
import threading
import time
import tracemalloc
import zlib
from collections.abc import Iterator

import pytest

from dragoman.sources.addresses import is_public
from dragoman.sources.fetching import Fetcher, FetchError, Limits
from dragoman.sources.unpacking import dechunk, unpack
from serving import Handler, Server, lookup

PAGE = b"<html><body><p>The ministers met on Wednesday.</p></body></html>"
SMALL = Limits(sent=200_000, unpacked=400_000, seconds=1.0, silence=0.6, redirects=3)
PAGES = ("text/html", "text/plain")


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as opened:
        yield opened


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(limits=SMALL, allow_private=True, lookup=lookup) as opened:
        yield opened


def refused(fetcher: Fetcher, url: str, **how: object) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(url, **how)  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_page_comes_with_its_type_and_charset(server: Server, fetcher: Fetcher) -> None:
    server.give("/page", PAGE, 'Text/HTML; Charset="ISO-8859-1"')
    found = fetcher.fetch(server.url("/page"))
    assert (found.status, found.kind, found.charset, found.body) == (200, "text/html", "ISO-8859-1", PAGE)


def test_a_packed_page_is_unpacked(server: Server, fetcher: Fetcher) -> None:
    server.give("/gzip", gzip.compress(PAGE), Content_Encoding="gzip")
    server.give("/zlib", zlib.compress(PAGE), Content_Encoding="deflate")
    raw = zlib.compressobj(wbits=-15)
    server.give("/raw", raw.compress(PAGE) + raw.flush(), Content_Encoding="deflate")
    server.give("/lie", PAGE, Content_Encoding="gzip")
    for path in ("/gzip", "/zlib", "/raw", "/lie"):
        assert fetcher.fetch(server.url(path)).body == PAGE


def test_a_gzip_bomb_is_refused_without_its_memory(server: Server, fetcher: Fetcher) -> None:
    server.give("/bomb", gzip.compress(bytes(100 << 20)), Content_Encoding="gzip")
    tracemalloc.start()
    try:
        error = refused(fetcher, server.url("/bomb"))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert "when unpacked" in str(error) and not error.passing
    assert peak < 8 << 20, f"{peak >> 20} MB"


def test_a_bomb_of_many_members_is_refused(server: Server, fetcher: Fetcher) -> None:
    server.give("/bomb", gzip.compress(bytes(100_000)) * 100, Content_Encoding="gzip")
    assert "when unpacked" in str(refused(fetcher, server.url("/bomb")))


def test_a_body_said_to_be_a_gigabyte_is_not_read(server: Server, fetcher: Fetcher) -> None:
    def answer(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(1 << 30))
        handler.end_headers()
        handler.wfile.write(b"x")

    server.routes["/"] = answer
    assert "a body over" in str(refused(fetcher, server.url("/")))


def test_a_body_without_end_is_cut_off(server: Server, fetcher: Fetcher) -> None:
    def answer(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        while True:
            handler.wfile.write(b"1000\r\n" + b"x" * 0x1000 + b"\r\n")

    server.routes["/"] = answer
    assert "a body over" in str(refused(fetcher, server.url("/")))


def test_a_length_that_promises_more_than_comes_is_an_error(server: Server, fetcher: Fetcher) -> None:
    def answer(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(PAGE)
        handler.close_connection = True

    server.routes["/"] = answer
    error = refused(fetcher, server.url("/"))
    assert error.passing and "rules of HTTP" in str(error)


@pytest.mark.parametrize("value", ["-5", "abc", "5, 9"])
def test_a_length_that_is_none_is_an_error(server: Server, fetcher: Fetcher, value: str) -> None:
    def answer(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", value)
        handler.end_headers()
        handler.wfile.write(PAGE)
        handler.close_connection = True

    server.routes["/"] = answer
    refused(fetcher, server.url("/"))


def drip(handler: Handler, first: bytes, then: bytes) -> None:
    handler.wfile.write(first)
    for _ in range(200):
        handler.wfile.write(then)
        handler.wfile.flush()
        time.sleep(0.05)
    handler.close_connection = True


@pytest.mark.parametrize(
    "first", [b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-Slow: ", b""]
)
def test_a_slow_drip_ends_in_time(server: Server, fetcher: Fetcher, first: bytes) -> None:
    server.routes["/"] = lambda handler: drip(handler, first, b"x" if first else b" ")
    begun = time.monotonic()
    error = refused(fetcher, server.url("/"))
    assert time.monotonic() - begun < 3
    assert error.passing


def test_a_server_that_says_nothing_is_left(server: Server, fetcher: Fetcher) -> None:
    silent = threading.Event()
    server.routes["/"] = lambda handler: silent.wait(5) and None
    begun = time.monotonic()
    error = refused(fetcher, server.url("/"))
    silent.set()
    assert time.monotonic() - begun < 3 and error.passing


def redirect(server: Server, path: str, target: str) -> None:
    server.routes[path] = lambda handler: handler.send(b"", 302, Location=target)


def test_a_redirect_is_followed_and_its_address_told(server: Server, fetcher: Fetcher) -> None:
    redirect(server, "/old", "/new?a=b")
    server.give("/new?a=b", PAGE)
    assert fetcher.fetch(server.url("/old")).url == server.url("/new?a=b")


def test_redirects_without_end_are_refused(server: Server, fetcher: Fetcher) -> None:
    redirect(server, "/", "/")
    assert "redirects" in str(refused(fetcher, server.url("/")))
    assert server.asked("/") == SMALL.redirects + 1


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://x/", "javascript:alert(1)", "http://[::1", "data:,x"],
)
def test_a_redirect_out_of_the_web_is_refused(server: Server, fetcher: Fetcher, target: str) -> None:
    redirect(server, "/", target)
    refused(fetcher, server.url("/"))


def test_a_redirect_to_a_private_address_is_refused_though_the_user_named_the_first(server: Server) -> None:
    server.give("/secret", PAGE)
    redirect(server, "/", server.url("/secret"))
    with Fetcher(limits=SMALL) as careful:
        error = refused(careful, server.url("/"), named=True)
        assert "private address" in str(error) and server.asked("/secret") == 0
        assert careful.fetch(server.url("/secret"), named=True).body == PAGE


def test_a_connection_kept_from_a_named_address_is_no_way_in(server: Server) -> None:
    server.give("/feed", PAGE)
    server.give("/secret", PAGE)
    with Fetcher(limits=SMALL) as careful:
        careful.fetch(server.url("/feed"), named=True)
        assert "private address" in str(refused(careful, server.url("/secret")))
    assert server.asked("/secret") == 0


def test_a_name_that_answers_otherwise_the_second_time_is_no_way_in(server: Server) -> None:
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    seen = []

    def rebinding(host: str, port: int) -> list[str]:
        seen.append(host)
        return next(answers) if len(seen) > 1 else ["127.0.0.1"]

    with Fetcher(limits=SMALL, lookup=rebinding) as careful:
        assert "private address 127.0.0.1" in str(refused(careful, server.url("/", "rebinding.example")))
    assert len(seen) == 1 and not server.requests


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "127.1"]
)
def test_a_feed_cannot_name_this_machine(server: Server, host: str) -> None:
    with Fetcher(limits=SMALL) as careful:
        refused(careful, server.url("/", host))
    assert not server.requests


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("10.0.0.1", False),
        ("172.16.5.5", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
        ("nonsense", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "http://", "http://user:secret@127.0.0.1/", "x", "http://[::1", "//x/"]
)
def test_an_address_that_is_none_is_refused(fetcher: Fetcher, url: str) -> None:
    error = refused(fetcher, url)
    assert not error.passing


def test_a_picture_is_refused_where_a_page_is_wanted(server: Server, fetcher: Fetcher) -> None:
    server.give("/", b"\x89PNG", "image/png")
    assert str(refused(fetcher, server.url("/"), accept=PAGES)) == "image/png, where text/html is wanted"


def test_an_answer_that_names_no_type_is_taken(server: Server, fetcher: Fetcher) -> None:
    server.routes["/"] = lambda handler: handler.send(PAGE)
    assert fetcher.fetch(server.url("/"), accept=PAGES).body == PAGE


@pytest.mark.parametrize(
    ("status", "passing"), [(404, False), (403, False), (410, False), (429, True), (500, True), (503, True)]
)
def test_a_refusal_tells_whether_asking_again_may_help(
    server: Server, fetcher: Fetcher, status: int, passing: bool
) -> None:
    server.give("/", b"no", status=status, Retry_After="120")
    error = refused(fetcher, server.url("/"))
    assert (error.status, error.passing, error.wait) == (status, passing, 120.0)


def test_a_moment_to_come_back_is_turned_into_seconds(server: Server) -> None:
    server.give("/", b"no", status=503, Retry_After="Wed, 29 Mar 2023 10:01:00 GMT")
    with Fetcher(allow_private=True, now=lambda: 1_680_084_000.0) as fetcher:
        assert refused(fetcher, server.url("/")).wait == 60.0


@pytest.mark.parametrize("value", ["soon", "-1", "9" * 40, "Wed, 99 Foo 2023", "１２"])
def test_a_moment_that_is_none_is_passed_over(server: Server, fetcher: Fetcher, value: str) -> None:
    server.routes["/"] = lambda handler: handler.send(b"", 503, Retry_After=value.encode().decode("latin-1"))
    refused(fetcher, server.url("/"))


def test_no_server_at_all_is_one_line() -> None:
    with Fetcher(limits=SMALL, allow_private=True) as fetcher:
        assert refused(fetcher, "http://127.0.0.1:9/").passing
    with Fetcher(limits=SMALL, lookup=lambda host, port: (_ for _ in ()).throw(OSError("no such name"))) as fetcher:
        assert "no such host" in str(refused(fetcher, "http://nowhere.example/"))


@pytest.mark.parametrize(
    "said",
    [b"", b"garbage\r\n\r\n", b"HTTP/9.9 abc\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 40_000, b"\x16\x03"],
)
def test_what_is_no_http_is_one_line(server: Server, fetcher: Fetcher, said: bytes) -> None:
    def answer(handler: Handler) -> None:
        handler.wfile.write(said)
        handler.close_connection = True

    server.routes["/"] = answer
    assert refused(fetcher, server.url("/")).passing


def test_the_program_names_itself_and_whom_to_ask(server: Server) -> None:
    server.give("/", PAGE)
    with Fetcher(contact="you@example.org", allow_private=True) as fetcher:
        fetcher.fetch(server.url("/"), headers={"if-none-match": '"a"'})
    headers = server.requests[0][1]
    assert headers["user-agent"].startswith("dragoman/") and "you@example.org" in headers["user-agent"]
    assert headers["if-none-match"] == '"a"' and headers["accept-encoding"] == "gzip, deflate"


def test_chunks_are_put_together_and_what_has_none_stays() -> None:
    assert dechunk(b"5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n") == b"hello world"
    assert dechunk(PAGE) == PAGE


def test_brotli_and_zstandard_of_archives_are_unpacked() -> None:
    brotli = pytest.importorskip("brotli")
    assert unpack(brotli.compress(PAGE), "br", 10_000) == PAGE
    with pytest.raises(Exception, match="when unpacked"):
        unpack(brotli.compress(bytes(10 << 20)), "br", 10_000)
