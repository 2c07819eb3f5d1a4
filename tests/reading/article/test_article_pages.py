"""HTML pages to articles."""

import json
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read_articles import LEAD, MORE, only, parts, read

from dragoman.errors import RefusedArticleError
from dragoman.record import Article

HEADLINE = "Ghana opens embassy in Riga"
THIRD = "Officials in Accra said that the mission would look after the trade in cocoa, and after some ninety students."
BODY = f"<p>{LEAD}</p><p>{MORE}</p><p>{THIRD}</p>"


def page(body: str = BODY, head: str = "", title: str = HEADLINE) -> Article:
    html = f"<!DOCTYPE html><html><head>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>"
    return read(html, format="html")


def linked(**fields: object) -> str:
    node = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def test_heading_and_paragraphs_are_parts() -> None:
    assert parts(page()) == [("title", HEADLINE), ("body", LEAD), ("body", MORE), ("body", THIRD)]


def test_the_pages_own_metadata_is_read() -> None:
    head = linked(
        headline=HEADLINE,
        datePublished="2024-05-06T23:30:00+02:00",
        author=[{"@type": "Person", "name": "Ama Mensah"}],
        publisher={"name": "Baltic Post"},
    )
    article = page(head=head)
    assert (article.title, article.published, article.authors) == (HEADLINE, "2024-05-06", ("Ama Mensah",))
    assert article.publisher == "Baltic Post"
    assert [reason for reason in article.why if "JSON-LD" in reason] != [], article.why


def test_meta_elements_speak_where_json_ld_is_silent() -> None:
    head = (
        f'<meta property="og:title" content="{HEADLINE} | Baltic Post">'
        '<meta property="og:site_name" content="Baltic Post">'
        '<meta property="article:published_time" content="2024-05-06"><meta name="author" content="By Ama Mensah">'
    )
    article = page(head=head)
    assert (article.title, article.published, article.authors) == (HEADLINE, "2024-05-06", ("Ama Mensah",))


def test_people_of_a_graph_are_found_by_their_ids() -> None:
    graph = [
        {"@type": "NewsArticle", "headline": HEADLINE, "author": {"@id": "#p1"}},
        {"@type": "Person", "@id": "#p1", "name": "Janis Ozols"},
    ]
    head = f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script>'
    assert page(head=head).authors == ("Janis Ozols",)


def test_the_publisher_is_no_author_when_a_byline_names_one() -> None:
    head = linked(headline=HEADLINE, author={"name": "Baltic Post"}, publisher={"name": "Baltic Post"})
    assert page(f'<span class="byline">By Ama Mensah</span>{BODY}', head=head).authors == ("Ama Mensah",)


def test_the_callers_date_wins_over_the_page() -> None:
    html = f"<html><head>{linked(headline=HEADLINE, datePublished='2024-05-06')}</head><body>{BODY}</body></html>"
    assert read(html, format="html", published="2024-05-09").published == "2024-05-09"


def test_a_time_element_dates_the_page() -> None:
    assert page(f'<time datetime="2024-05-06T10:00">Monday</time>{BODY}').published == "2024-05-06"


def test_broken_json_ld_is_passed_over() -> None:
    assert page(head='<script type="application/ld+json">{"headline": </script>').title == HEADLINE


def test_a_figures_caption_is_read_as_one() -> None:
    caption = "The flag of Ghana is raised in Riga"
    article = page(
        f"<p>{LEAD}</p><figure><img src='a.jpg'><figcaption>{caption}</figcaption></figure><p>{MORE}</p><p>{THIRD}</p>"
    )
    assert only(article, "caption") == [caption], parts(article)


def test_newsletter_boxes_are_left_out() -> None:
    article = page(
        f'{BODY}<div class="newsletter-signup"><p>Get our letter from the Baltic every morning, for free.</p></div>'
    )
    assert "letter" not in article.text


def test_an_article_in_many_boxes_is_read_to_its_end() -> None:
    boxes = "".join(
        f'<div class="box"><div>{BODY.replace("Monday", day)}</div></div><div class="ad">Advertisement</div>'
        for day in ("Monday", "Tuesday", "Wednesday", "Thursday")
    )
    text = page(boxes).text
    assert all(day in text for day in ("Monday", "Tuesday", "Wednesday", "Thursday")), text


def test_links_to_other_articles_are_furniture() -> None:
    article = page(f'<p>{LEAD}</p><p><a href="/x">Why the cocoa trade matters</a></p><p>{MORE}</p><p>{THIRD}</p>')
    assert "cocoa trade matters" not in " ".join(only(article, "body")), parts(article)


def test_links_do_not_glue_the_words_around_them() -> None:
    article = page(f'<p>The <a href="/x">new embassy</a> was opened by <b>Lucia Paredes</b> herself.</p>{BODY}')
    assert "The new embassy was opened by Lucia Paredes herself." in only(article, "body"), parts(article)


def test_line_breaks_do_not_glue_words() -> None:
    article = page(f"<p>{LEAD}<br>{MORE}</p><p>{THIRD}</p>")
    assert only(article, "body") == [LEAD, MORE, THIRD]


def test_the_title_is_not_told_twice() -> None:
    assert page().text.count(HEADLINE) == 1


@pytest.mark.parametrize("html", ["<html></html>", "<div></div>", "<html><body><script>x</script></body></html>"])
def test_a_page_without_an_article_is_refused(html: str) -> None:
    with pytest.raises(RefusedArticleError):
        read(html, format="html")


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "blockquote", "table><tr><td"])
def test_deep_nesting_neither_hangs_nor_crashes(tag: str) -> None:
    begun = time.perf_counter()
    with suppress(RefusedArticleError):
        read(f"<html><body><p>{LEAD}</p>{f'<{tag}>' * 10_000}<p>{MORE}</p></body></html>", format="html")
    assert time.perf_counter() - begun < 10


_PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<h2>",
        "<ul><li>",
        "<br>",
        "<table><tr><td>",
        "&amp;",
        "<!--",
        "-->",
        "<a href=x>",
        LEAD,
        MORE,
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(_PIECES, st.text(max_size=20)), max_size=30))
def test_any_page_is_read_or_refused(pieces: list[str]) -> None:
    try:
        article = read(f"<html><body><p>{LEAD}</p>{''.join(pieces)}", format="html")
    except RefusedArticleError as error:
        assert "\n" not in str(error)
        return
    for part in article.parts:
        assert article.text[part.start : part.end].strip()
