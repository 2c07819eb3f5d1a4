"""Which of its titles a page is given."""

import json

import pytest
from read_articles import LEAD, MORE, read

from dragoman.reading.article.titles import without_site

BODY = f"<p>{LEAD}</p><p>{MORE}</p>"
PRINTED = "Ghana opens embassy in Riga after ten years of talks"
OTHER = "Why Accra wants a house of its own on the Baltic"


def title_of(headline: str = "", heading: str = "", shared: str = "", own: str = "", site: str = "") -> tuple[str, str]:
    """Return the title of a page with these sources, and what is said of how it was found."""
    node = json.dumps({"@type": "NewsArticle", "headline": headline})
    head = f'<script type="application/ld+json">{node}</script>' if headline else ""
    head += f'<meta property="og:title" content="{shared}">' if shared else ""
    head += f'<meta property="og:site_name" content="{site}">' if site else ""
    head += f"<title>{own}</title>" if own else ""
    article = read(
        f"<html><head>{head}</head><body><h1>{heading}</h1><article>{BODY}</article></body></html>", format="html"
    )
    return article.title or "", next(reason for reason in article.why if reason.startswith("title"))


def test_what_agrees_with_the_headline_is_said() -> None:
    found, why = title_of(headline=PRINTED, heading=PRINTED, own=f"{PRINTED} | Baltic Post")
    assert (found, why) == (
        PRINTED,
        "title: the headline of the page's JSON-LD, as in its main heading and title element",
    )


def test_a_headline_alone_gives_way_to_three_that_agree() -> None:
    assert title_of(headline=OTHER, heading=PRINTED, shared=PRINTED, own=PRINTED)[0] == PRINTED


def test_a_headline_stays_when_the_others_differ_among_themselves() -> None:
    assert title_of(headline=OTHER, heading=PRINTED, shared=PRINTED, own=f"{OTHER} - Baltic Post")[0] == OTHER


def test_a_headline_that_was_cut_short_is_completed() -> None:
    assert title_of(headline="Ghana opens embassy in Riga after…", heading=PRINTED)[0] == PRINTED


def test_a_subtitle_glued_to_the_heading_does_not_complete_the_headline() -> None:
    assert title_of(headline=PRINTED, heading=f"{PRINTED} Cocoa traders rejoice", own="Baltic Post")[0] == PRINTED


def test_the_sites_name_is_cut_off_the_headline() -> None:
    assert title_of(headline=f"{PRINTED} | BalticPost", heading=PRINTED)[0] == PRINTED


def test_a_heading_that_is_the_sites_name_is_no_title() -> None:
    assert title_of(heading="The Baltic Post", shared=PRINTED, site="The Baltic Post")[0] == PRINTED


def test_the_heading_of_another_story_is_no_title() -> None:
    assert title_of(heading="Ice closes two ports", shared=PRINTED, own=f"{PRINTED} - Post")[0] == PRINTED


def test_a_heading_worded_otherwise_than_for_sharing_stays() -> None:
    assert title_of(heading=PRINTED, shared="Ghana's embassy in Riga opens")[0] == PRINTED


def test_capitals_give_way_to_small_letters() -> None:
    assert title_of(heading=PRINTED.upper(), shared=PRINTED)[0] == PRINTED


@pytest.mark.parametrize(
    ("title", "others", "bare"),
    [
        (f"{PRINTED} - Post and Herald of the Northern Baltic Coast", (PRINTED,), PRINTED),
        (f"Baltic Post - {PRINTED}", (), PRINTED),
        ("Opinion - Why we fail", ("Opinion",), "Opinion - Why we fail"),
        ("Riga – a new port", (), "Riga – a new port"),
    ],
)
def test_only_the_name_of_a_site_is_cut_off(title: str, others: tuple[str, ...], bare: str) -> None:
    assert without_site(title, "Baltic Post", others) == bare
