"""``dragoman watch``: polite, each item once, nothing lost where it is stopped."""

from __future__ import annotations

import gc
import tracemalloc
from itertools import groupby, pairwise
from pathlib import Path

import pytest
from sqlalchemy import select
from watching import EVERY, LONG, Scene, page

from dragoman.errors import LibraryError, SourceError
from dragoman.intake.watch import named_feeds
from dragoman.library import Library
from dragoman.library.schema import articles, feed_items, feeds
from dragoman.scale import Desk
from dragoman.sources.fetching import Fetcher
from serving import Handler, Server


def test_what_is_new_is_fetched_read_and_kept_once(library_address: str, desk: Desk) -> None:
    with Server() as server, Library(library_address, create=True) as library:
        scene = Scene(library, server, desk)
        scene.feed(scene.item(1) + scene.item(2))
        first = scene.watch().round()
        assert (first.feeds, first.read, first.failed, first.waiting) == (1, 2, 0, 0), scene.said
        scene.feed(scene.item(3) + scene.item(1) + scene.item(2))
        second = scene.watch().round()
        assert (second.read, second.known) == (1, 0)
        assert scene.count() == 3 and sorted(scene.pages()) == ["/1", "/2", "/3"]
        with library.reading() as connection:
            row = connection.execute(select(articles).where(articles.c.url == server.url("/3"))).one()
        assert (row.published, row.title) == ("2023-03-29", "Embassy 3")
        assert [(run.added, run.status) for run in library.runs()] == [(2, "done"), (1, "done")]
        scene.fetcher.close()


def test_an_unchanged_feed_costs_one_small_answer_and_no_run(scene: Scene) -> None:
    scene.feed(scene.item(1), ETag='"one"', Last_Modified="Wed, 29 Mar 2023 10:00:00 GMT")
    scene.watch().round()

    def answer(handler: Handler) -> None:
        same = handler.headers["If-None-Match"] == '"one"' and handler.headers["If-Modified-Since"]
        handler.send(b"", 304 if same else 500)

    scene.server.routes["/feed"] = answer
    for _ in range(2):
        again = scene.watch().round()
        assert (again.feeds, again.unchanged, again.failed_feeds) == (1, 1, 0)
    assert len(scene.library.runs()) == 1


def test_a_feed_that_has_the_whole_text_needs_no_page(scene: Scene) -> None:
    scene.feed(
        scene.item(1, description=LONG) + scene.item(2, link="", guid="", description="Two ministers met in Baku.")
    )
    done = scene.watch().round()
    assert (done.read, scene.pages()) == (2, [])
    with scene.library.reading() as connection:
        found = connection.execute(select(articles.c.text, articles.c.publisher)).all()
    assert any(LONG in row.text for row in found) and {row.publisher for row in found} == {"Test News"}


def test_new_ids_and_addresses_for_the_same_items_fetch_nothing_again(scene: Scene) -> None:
    scene.feed(scene.item(1) + scene.item(2))
    scene.watch().round()
    asked = len(scene.pages())
    for turn in range(3):
        link = scene.server.url(f"/1?utm_source=rss&amp;utm_term={turn}")
        moved = scene.server.url(f"/moved/{turn}")
        scene.feed(scene.item(1, guid=f"new-{turn}", link=link) + scene.item(2, guid=f"other-{turn}", link=moved))
        assert scene.watch().round().read == 0
    assert len(scene.pages()) == asked == 2


def test_two_feeds_with_the_same_article_fetch_it_once(scene: Scene) -> None:
    scene.feed(scene.item(1), "/a")
    scene.feed(scene.item(1), "/b")
    assert scene.watch(scene.server.url("/a"), scene.server.url("/b")).round().read == 1
    assert scene.pages() == ["/1"]


def test_requests_to_one_host_are_apart_and_robots_may_ask_for_more(scene: Scene) -> None:
    scene.feed("".join(scene.item(number) for number in range(1, 4)))
    scene.watch(pause=2.0).round()
    # robots.txt, the feed and three pages: four pauses between five requests
    assert [round(pause) for pause in scene.clock.slept] == [2, 2, 2, 2]
    scene.clock.slept.clear()
    scene.server.give("/robots.txt", "User-agent: *\nCrawl-delay: 7\n", "text/plain")
    scene.feed(scene.item(5) + scene.item(6))
    scene.watch(pause=2.0).round()
    assert [round(pause) for pause in scene.clock.slept][1:] == [7, 7]


def test_hosts_are_asked_in_turns(scene: Scene) -> None:
    def items(host: str, numbers: range) -> str:
        return "".join(scene.item(number, link=scene.server.url(f"/{number}", host)) for number in numbers)

    scene.feed(items("a.example", range(1, 4)), "/a")
    scene.feed(items("b.example", range(4, 7)), "/b")
    scene.watch(scene.server.url("/a", "a.example"), scene.server.url("/b", "b.example")).round()
    turns = ["a" if int(path.strip("/")) < 4 else "b" for path in scene.pages()]
    longest = max(len(list(same)) for _, same in groupby(turns))
    assert longest <= 2 and len(scene.clock.slept) <= 6, (turns, scene.clock.slept)


def test_what_robots_forbids_is_not_asked_for(scene: Scene) -> None:
    scene.server.give("/robots.txt", "User-agent: dragoman\nDisallow: /1\n", "text/plain")
    scene.feed(scene.item(1) + scene.item(2))
    done = scene.watch().round()
    assert (done.read, done.failed) == (1, 1) and scene.pages() == ["/2"]
    assert scene.said == [f"{scene.server.url('/1')}: forbidden by the robots.txt of its host"]
    assert scene.watch().round().failed == 0


def test_a_robots_txt_that_cannot_be_had_forbids_for_now(scene: Scene) -> None:
    scene.server.give("/robots.txt", "", status=500)
    scene.feed(scene.item(1))
    watch = scene.watch()
    assert watch.round().failed_feeds == 1 and not scene.server.asked("/feed")
    scene.server.give("/robots.txt", "", status=404)
    scene.clock.time += EVERY
    assert watch.round().read == 1


def test_a_host_that_asks_to_wait_is_left_alone(scene: Scene) -> None:
    scene.feed(scene.item(1) + scene.item(2) + scene.item(3))
    scene.server.give("/1", "slow down", status=429, Retry_After="5000")
    watch = scene.watch()
    first = watch.round()
    assert (first.failed, first.waiting, scene.pages()) == (1, 3, ["/1"])
    scene.server.give("/1", page(1))
    scene.clock.time += EVERY
    second = watch.round()
    # the feed is at the same host, and so it is left alone too
    assert (second.failed_feeds, scene.pages()) == (1, ["/1"])
    scene.clock.time += 5000
    third = watch.round()
    assert (third.read, third.waiting) == (3, 0)


def test_a_feed_that_fails_is_asked_less_and_less_often(scene: Scene) -> None:
    scene.server.give("/feed", "down", status=500)
    asked = []
    for _ in range(16):
        scene.watch().round()
        asked.append(scene.server.asked("/feed"))
        scene.clock.time += EVERY + 1
    assert asked[0] == 1 and asked[-1] == 5, asked
    scene.feed(scene.item(1))
    scene.clock.time += 86_400
    assert scene.watch().round().read == 1
    with scene.library.reading() as connection:
        row = connection.execute(select(feeds)).one()
    assert (row.failures, row.next_check) == (0, None)


def test_a_page_that_is_gone_is_not_asked_for_again(scene: Scene) -> None:
    scene.feed(scene.item(1), ETag='"same"')
    scene.server.give("/1", "gone", status=410)
    for _ in range(3):
        scene.watch().round()
    assert scene.pages() == ["/1"]


def test_a_page_that_fails_in_passing_is_asked_for_some_times(scene: Scene) -> None:
    scene.feed(scene.item(1), ETag='"same"')
    scene.server.give("/1", "oops", status=500)
    for _ in range(8):
        scene.watch().round()
        scene.clock.time += EVERY
    assert len(scene.pages()) == 5
    with scene.library.reading() as connection:
        assert {row.state for row in connection.execute(select(feed_items))} == {"failed"}


@pytest.mark.parametrize(
    ("body", "kind", "reason"),
    [
        ("<html><body>Home</body></html>", "text/html", "text/html, not a feed"),
        ("{}", "application/json", "no feed"),
        ("<rss><channel>", "text/xml", ""),
        (b"\x89PNG\r\n\x1a\n", "image/png", "image/png, not a feed"),
        ("", "application/rss+xml", "no feed"),
        ("<!DOCTYPE r [<!ENTITY a 'b'>]><rss><channel><title>&a;</title></channel></rss>", "text/xml", "entities"),
    ],
)
def test_what_is_no_feed_is_told_in_one_line(scene: Scene, body: str, kind: str, reason: str) -> None:
    scene.server.give("/feed", body, kind)
    done = scene.watch().round()
    assert (done.failed_feeds, done.read) == (int(bool(reason)), 0)
    assert all(reason in line and "\n" not in line for line in scene.said)


def test_pages_that_are_no_articles_fail_alone(scene: Scene) -> None:
    scene.feed("".join(scene.item(number) for number in range(1, 6)))
    scene.server.give("/1", b"%PDF-1.4 x", "application/pdf")
    scene.server.give("/2", b"%PDF-1.4 x", "text/html")
    scene.server.give("/3", page(3).encode("utf-16"), "text/html; charset=nonsense")
    scene.server.give("/4", page(4).replace("Baku", "Bak\xfc").encode("latin-1"), "text/html; charset=utf-8")
    done = scene.watch().round()
    assert (done.read, done.failed) == (3, 2), scene.said


def test_a_feed_cannot_make_the_reader_ask_its_own_network(scene: Scene) -> None:
    scene.server.give("/secret", page(9))
    scene.feed(f"<item><title>x</title><link>{scene.server.url('/secret')}</link></item>")
    scene.fetcher = Fetcher()
    done = scene.watch().round()
    assert (done.failed, scene.server.asked("/secret")) == (1, 0)
    assert "private address" in scene.said[0]


def test_pages_of_the_own_network_are_read_once_the_user_allows_them(scene: Scene) -> None:
    scene.server.give("/secret", page(9))
    scene.feed(f"<item><title>x</title><link>{scene.server.url('/secret')}</link></item>", ETag='"one"')
    allowing, scene.fetcher = scene.fetcher, Fetcher()
    assert scene.watch().round().failed == 1
    scene.fetcher = allowing
    assert scene.watch().round().read == 1, scene.said


def test_an_interrupt_while_fetching_keeps_what_was_fetched(scene: Scene) -> None:
    scene.feed("".join(scene.item(number) for number in range(1, 6)), ETag='"one"')
    fetch, count = scene.fetcher.fetch, iter(range(100))

    def interrupted(url: str, **how: object) -> object:
        if url.endswith(tuple("12345")) and next(count) == 3:
            raise KeyboardInterrupt
        return fetch(url, **how)  # type: ignore[arg-type]

    scene.fetcher.fetch = interrupted  # type: ignore[method-assign, assignment]
    done = scene.watch().round()
    assert (done.interrupted, done.read, scene.count()) == (True, 3, 3)
    again = scene.watch().round()
    assert (again.interrupted, again.read, again.known, scene.count()) == (False, 2, 0, 5)


def test_a_library_that_cannot_be_written_loses_no_item(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.library import Writer

    scene.feed(scene.item(1) + scene.item(2), ETag='"one"')
    with monkeypatch.context() as broken:
        broken.setattr(Writer, "keep", lambda self, batch: (_ for _ in ()).throw(LibraryError("disk full")))
        with pytest.raises(LibraryError):
            scene.watch().round()
    with scene.library.reading() as connection:
        assert not connection.execute(select(feed_items)).all() and not connection.execute(select(feeds)).all()
    assert scene.watch().round().read == 2


def test_a_feed_of_very_many_items_is_taken_in_several_rounds(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.intake.following.MOST_NEW", 3)
    scene.feed("".join(scene.item(number) for number in range(1, 8)), ETag='"one"')
    assert [scene.watch().round().read for _ in range(4)] == [3, 3, 1, 0]


def test_lists_of_feeds_are_followed(scene: Scene, tmp_path: Path) -> None:
    scene.feed(scene.item(1), "/a")
    scene.feed(scene.item(2), "/b")
    opml = "".join(f"<outline text='x' xmlUrl='{scene.server.url(path)}'/>" for path in ("/a", "/b"))
    (tmp_path / "feeds.opml").write_text(
        f"<opml version='2.0'><body><outline text='all'>{opml}</outline></body></opml>"
    )
    (tmp_path / "feeds.txt").write_text(f"# mine\n\n{scene.server.url('/a')}\n")
    assert [feed.url for feed in named_feeds([str(tmp_path / "feeds.opml")])] == [
        scene.server.url(p) for p in ("/a", "/b")
    ]
    assert not any(feed.typed for feed in named_feeds([str(tmp_path / "feeds.txt")]))
    scene.server.give("/list", (tmp_path / "feeds.opml").read_bytes(), "text/x-opml")
    assert scene.watch(scene.server.url("/list")).round().read == 2


@pytest.mark.parametrize("content", ["", "no address\n", "<opml><body/></opml>", None])
def test_a_list_without_feeds_is_refused(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "list"
    if content is not None:
        path.write_text(content)
    with pytest.raises(SourceError) as caught:
        named_feeds([str(path)])
    assert str(path) in str(caught.value) and "\n" not in str(caught.value)


def test_rounds_are_apart_by_the_time_given(scene: Scene) -> None:
    scene.feed("")
    coming = scene.watch(pause=0.0).rounds()
    starts = []
    for _ in range(3):
        next(coming)
        starts.append(scene.clock.time)
    assert [round(b - a) for a, b in pairwise(starts)] == [EVERY, EVERY]


def test_memory_stays_flat_over_many_rounds(scene: Scene) -> None:
    scene.feed("".join(scene.item(number, description=LONG.replace("met", f"met{number}")) for number in range(3)))
    rounds = scene.watch(pause=0.0).rounds()

    def after(count: int) -> int:
        for _ in range(count):
            next(rounds)
            # what the test itself keeps of each round
            scene.server.requests.clear()
            scene.clock.slept.clear()
        # rings of garbage are no memory kept: how seldom they are looked for is a setting of the whole process
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    next(rounds)
    tracemalloc.start()
    try:
        begun, ended = after(30), after(60)
    finally:
        tracemalloc.stop()
    # a round that kept its page or its records would keep some 20 kB: 1.2 MB
    assert ended - begun < 200_000, f"{ended - begun:,} bytes more after 60 rounds"
