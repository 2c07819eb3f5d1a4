"""Feeds in bytes: RSS, Atom and JSON Feed; and what strangers may put in them."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from dragoman.errors import SourceError
from dragoman.sources import Document, Failure, documents
from dragoman.sources.feeds import Feed, is_feed, read_feed
from dragoman.sources.markup import text_of
from dragoman.sources.opml import read_opml

LONG = " ".join(["The council met and heard the report of its members."] * 15)
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Daily Test</title><link>http://news.example/</link>
<item><title>Baku &amp; Ankara</title><link>/world/1</link><guid isPermaLink="false">n1</guid>
  <pubDate>Wed, 29 Mar 2023 23:30:00 -0500</pubDate><dc:creator>Jane Doe</dc:creator>
  <description>Two ministers met&nbsp;&hellip;</description>
  <content:encoded><![CDATA[<p>{LONG}</p><p>It ended &ldquo;well&rdquo;.</p><script>alert(1)</script>
  <p>The post Baku appeared first on The Daily Test.</p>]]></content:encoded></item>
<item><title>Second</title><link>http://news.example/2</link><description>{LONG} ... Read more</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Atom News</title>
<entry><id>tag:a,2023:1</id><title type="html">Talks &lt;b&gt;end&lt;/b&gt;</title><link href="http://a.example/1"/>
<published>2023-03-29T10:00:00Z</published><author><name>A. Writer</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{LONG}</p><p>{LONG}</p></div></content></entry>
<entry><id>2</id><title>Only a summary</title><link href="http://a.example/2"/><updated>2023-03-30T01:00:00+02:00</updated>
<summary>Short.</summary></entry></feed>"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "JSON News",
    "authors": [{"name": "The Desk"}],
    "items": [
        {
            "id": 1,
            "url": "http://j.example/1",
            "content_html": f"<p>{LONG}</p>",
            "date_published": "2023-03-29T10:00:00Z",
        },
        {"id": "2", "external_url": "http://j.example/2", "summary": "Short.", "author": {"name": "Old Style"}},
        "no item",
    ],
}


def of(feed: Feed, number: int) -> tuple[object, ...]:
    item = feed.items[number]
    return item.id, item.url, item.title, item.published, item.authors, item.full


def test_rss_is_read_with_its_whole_text() -> None:
    feed = read_feed(RSS.encode(), url="http://news.example/feed")
    assert feed.title == "The Daily Test"
    assert of(feed, 0) == ("n1", "http://news.example/world/1", "Baku & Ankara", "2023-03-29", ("Jane Doe",), True)
    assert feed.items[0].content == f"{LONG}\n\nIt ended “well”."
    assert of(feed, 1)[1:] == ("http://news.example/2", "Second", None, (), False)


def test_atom_is_read() -> None:
    feed = read_feed(ATOM.encode())
    assert of(feed, 0) == ("tag:a,2023:1", "http://a.example/1", "Talks end", "2023-03-29", ("A. Writer",), True)
    assert feed.items[0].content == f"{LONG}\n\n{LONG}"
    assert of(feed, 1) == ("2", "http://a.example/2", "Only a summary", "2023-03-30", (), False)


def test_json_feed_is_read() -> None:
    feed = read_feed(json.dumps(JSON_FEED).encode())
    assert len(feed.items) == 2
    assert of(feed, 0) == ("1", "http://j.example/1", None, "2023-03-29", ("The Desk",), True)
    assert of(feed, 1) == ("2", "http://j.example/2", None, None, ("Old Style",), False)
    assert feed.items[1].content == "Short."


def test_rdf_is_read() -> None:
    data = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        "<channel><title>RDF</title></channel><item><title>One</title><link>http://r.example/1</link></item></rdf:RDF>"
    )
    assert is_feed(data.encode())
    assert read_feed(data.encode()).items[0].url == "http://r.example/1"


@pytest.mark.parametrize("name", ["news.xml", "news.rss", "news"])
def test_a_feed_in_a_file_gives_its_items(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(RSS)
    found = list(documents([path]))
    assert all(isinstance(one, Document) for one in found)
    first = found[0]
    assert isinstance(first, Document)
    assert (first.title, first.publisher, first.place) == ("Baku & Ankara", "The Daily Test", f"{path}:1")


def test_a_list_of_feeds_in_a_file_names_the_command_for_it(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text("<opml version='1.0'><body><outline xmlUrl='http://a.example/'/></body></opml>")
    (found,) = documents([path])
    assert isinstance(found, Failure) and f"dragoman watch {path} --once" in found.reason


def test_a_list_of_feeds_is_read_through_its_folders() -> None:
    data = (
        b"<?xml version='1.0'?><opml version='2.0'><head/><body><outline text='a'><outline xmlUrl='http://a/'/>"
        b"<outline XMLURL='http://b/'/><outline xmlUrl='http://a/'/></outline><outline text='no feed'/></body></opml>"
    )
    assert read_opml(data) == ["http://a/", "http://b/"]


LAUGHS = (
    "<!DOCTYPE rss [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{('&' + chr(97 + n) + ';') * 10}'>" for n in range(12))
    + "]><rss version='2.0'><channel><title>&m;</title></channel></rss>"
)
EXTERNAL = "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss><channel><title>&x;</title></channel></rss>"
PARAMETER = (
    "<!DOCTYPE rss [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/'> %p;]><rss><channel><title>x</title></channel></rss>"
)


@pytest.mark.parametrize("text", [LAUGHS, EXTERNAL, PARAMETER])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("before", ["", "<?xml version='1.0'?>\n", "<!-- <rss> -->\n<?xml-stylesheet href='x'?>"])
def test_entities_of_its_own_are_refused(text: str, encoding: str, before: str) -> None:
    begun = time.monotonic()
    with pytest.raises(SourceError) as caught:
        read_feed((before + text).encode(encoding))
    assert time.monotonic() - begun < 2 and "\n" not in str(caught.value)


def test_an_external_document_type_is_passed_over() -> None:
    data = f"<!DOCTYPE rss PUBLIC '-//Netscape//DTD' 'http://127.0.0.1:9/x.dtd'>{RSS.partition('?>')[2]}"
    assert len(read_feed(data.encode()).items) == 2


def test_the_word_entity_in_an_article_is_no_danger() -> None:
    data = RSS.replace("Two ministers met", "<![CDATA[<!DOCTYPE x [<!ENTITY a 'b'>]>]]> Two ministers met")
    assert len(read_feed(data.encode()).items) == 2


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("cp1252", "windows-1252"),
        ("iso8859-1", "iso-8859-1"),
        ("utf-16", "utf-16"),
        ("cp1252", "utf-8"),
        ("cp1252", None),
    ],
)
def test_the_encoding_is_found_whatever_is_declared(encoding: str, declared: str | None) -> None:
    head = f"<?xml version='1.0' encoding='{declared}'?>" if declared else ""
    data = f"{head}<rss version='2.0'><channel><item><title>Caf\xe9 S\xfcd</title></item></channel></rss>".encode(
        encoding
    )
    assert read_feed(data).items[0].title == "Café Süd"


def test_broken_bytes_cost_only_themselves() -> None:
    data = RSS.encode().replace(b"Baku &amp;", b"Baku \xff\x00\x0b &bogus; & < &amp;", 1)
    feed = read_feed(data, url="http://news.example/feed")
    assert len(feed.items) == 2 and (feed.items[0].title or "").startswith("Baku")


def test_a_feed_that_breaks_off_gives_what_is_whole() -> None:
    feed = read_feed(RSS.encode()[: RSS.index("<item><title>Second")] + b"<item><title>Sec")
    assert feed.items[0].title == "Baku & Ankara"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b'{"version": "https://jsonfeed.org/version/1"}',
        b'{"version": 1, "items": []}',
        b"<html></html>",
        b"<rss>" * 400,
        b"\x89PNG\r\n\x1a\n",
        b"<rss><channel>" + b"<item/>" * 6000,
        b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 100_000,
        b'{"version": "https://jsonfeed.org/version/1", "items": [' + b"{}," * 6000 + b"{}]}",
        b"<rss>" + b"<a>" * 1_100_000,
        b"<rss>" + b" " * (17 << 20),
        b"<rss " + b"a" * (1 << 20),
        b"<!DOCTYPE rss " + b"<!--" * 100_000,
        b"<rss><!-- " + b"-" * (1 << 20),
    ],
    ids=range(15),
)
def test_what_is_no_feed_or_too_much_of_one_is_refused_at_once(data: bytes) -> None:
    begun = time.monotonic()
    try:
        assert not read_feed(data).items
    except SourceError as error:
        assert "\n" not in str(error) and len(str(error)) < 300
    assert time.monotonic() - begun < 5


def test_the_largest_feed_allowed_is_read_in_time() -> None:
    items = "".join(f"<item><title>T {n}</title><link>http://a/{n}</link></item>" for n in range(5000))
    begun = time.monotonic()
    assert len(read_feed(f"<rss version='2.0'><channel>{items}</channel></rss>".encode()).items) == 5000
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain &amp; simple", "plain & simple"),
        ("<p>One\ntwo.</p><p>Three<br/>four</p>", "One two.\n\nThree four"),
        ("<div>A<ul><li>B</li><li>C</li></ul>D</div>", "A\n\nB\n\nC\n\nD"),
        ("A<script>x</script>B<style>y</style>C<!-- z -->D", "ABCD"),
        ("a < b and c", "a < b and c"),
        ("<b>unclosed <i>tags", "unclosed tags"),
        ("One.<br><br>Two.", "One.\n\nTwo."),
    ],
)
def test_markup_becomes_paragraphs(markup: str, text: str) -> None:
    assert text_of(markup) == text


def test_markup_nested_without_end_is_no_danger() -> None:
    begun = time.monotonic()
    text_of("<div>" * 100_000 + "deep")
    text_of("<" * 200_000)
    assert time.monotonic() - begun < 5
