"""Records as one HTML page."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from made_record import TEXT, made_record

from dragoman import ActorMention, Part, Record
from dragoman.interfaces.marks import blocks
from dragoman.interfaces.page import as_page


class _Page(HTMLParser):
    """What a browser makes of a page: elements, ids, links and text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, name: str) -> list[str]:
        return [value for _, attributes in self.tags if (value := attributes.get(name)) is not None]


def _page(*records: Record) -> _Page:
    return _Page("".join(as_page(records)))


def _hostile(words: str) -> Record:
    record = made_record()
    article = msgspec.structs.replace(
        record.article, title=words, publisher=words, text=TEXT.replace("Weather", words), key=words, authors=(words,)
    )
    return msgspec.structs.replace(record, article=article)


def test_every_link_leads_to_something_on_the_page() -> None:
    page = _page(made_record(), made_record())
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    inner = [link[1:] for link in page.values("href") if link.startswith("#")]
    assert inner and set(inner) <= set(ids), set(inner) - set(ids)


def test_every_item_has_a_card_and_every_card_can_be_reached_by_keyboard() -> None:
    record = made_record()
    page = _page(record)
    cards = {a["id"]: a for _, a in page.tags if a.get("class") == "card"}
    items = (record.events, record.statements, record.relations, record.actors, record.places, record.times)
    assert set(cards) == {f"r1-{item.id}" for kind in items for item in kind}
    assert all(card["tabindex"] == "0" for card in cards.values())


def test_nothing_is_loaded_from_elsewhere() -> None:
    page = _page(made_record())
    assert page.values("src") == []
    assert {link for link in page.values("href") if not link.startswith("#")} == {"https://example.org/embassy"}
    (policy,) = [value for value in page.values("content") if "default-src" in value]
    assert "default-src 'none'" in policy and "unsafe" not in policy


def test_hostile_text_stays_text() -> None:
    words = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;{{ 7*7 }}</style>"
    page = _page(_hostile(words))
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert "img" not in [tag for tag, _ in page.tags]
    assert words in page.text
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)


def test_a_link_that_is_no_web_address_is_not_a_link() -> None:
    record = made_record()
    article = msgspec.structs.replace(record.article, url="javascript:alert(1)")
    page = _page(msgspec.structs.replace(record, article=article))
    assert not [link for link in page.values("href") if not link.startswith("#")]


def test_the_article_is_all_there() -> None:
    page = _page(made_record())
    for line in TEXT.splitlines():
        assert line in page.text


def test_several_records_have_a_list_of_contents() -> None:
    assert "contents" not in _page(made_record()).values("class")
    page = _page(made_record(), made_record())
    assert "contents" in page.values("class")
    assert {"r1", "r2"} <= set(page.values("id"))


def test_a_page_of_no_record_is_a_page() -> None:
    assert "0 articles" in _page().text


def test_the_same_bytes_for_the_same_record() -> None:
    assert list(as_page([made_record()])) == list(as_page([made_record()]))


_SPANS = st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 60), st.integers(0, 3)), max_size=40)


@given(_SPANS, st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 80)), max_size=6))
@settings(max_examples=200, deadline=None)
def test_segments_hold_the_text_once_and_each_mark_exactly(
    spans: list[tuple[int, int, int]], parts: list[tuple[int, int]]
) -> None:
    record = made_record()
    mentions: list[list[ActorMention]] = [[], [], [], []]
    for start, length, owner in spans:
        mentions[owner].append(ActorMention(start=start, end=min(start + length, len(TEXT)), form="name"))
    actors = tuple(
        msgspec.structs.replace(actor, mentions=tuple(found))
        for actor, found in zip(record.actors, mentions, strict=True)
    )
    pieces = tuple(Part(kind="body", start=start, end=min(start + length, len(TEXT))) for start, length in parts)
    article = msgspec.structs.replace(record.article, parts=pieces)
    made = msgspec.structs.replace(
        record, article=article, actors=actors, places=(), times=(), statements=(), events=(), relations=()
    )
    covered: set[int] = set()
    for segment in (segment for block in blocks(made) for segment in block.segments):
        stretch = range(segment.start, segment.start + len(segment.text))
        assert TEXT[stretch.start : stretch.stop] == segment.text
        assert covered.isdisjoint(stretch)
        covered.update(stretch)
        for actor in actors:
            inside = any(m.start <= stretch.start and stretch.stop <= m.end for m in actor.mentions)
            touched = any(m.start < stretch.stop and stretch.start < m.end for m in actor.mentions)
            assert inside == touched == (actor.id in segment.items.split())
    assert all(not TEXT[at].strip() for at in set(range(len(TEXT))) - covered)


def test_the_page_says_where_an_event_was_read() -> None:
    page = "".join(as_page([made_record()]))
    assert re.search(r'href="#r1-t\d+"[^>]*>“Vantana <b>opens</b> embassy', page), page[:200]
