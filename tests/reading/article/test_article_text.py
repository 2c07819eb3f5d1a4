"""The parts of plain-text articles."""

import pytest
from read_articles import LEAD, MORE, only, parts, read

HEADLINE = "Ghana opens embassy in Riga"


def test_the_first_line_is_the_title_when_it_reads_like_one() -> None:
    article = read(f"{HEADLINE}\n\n{LEAD}\n\n{MORE}")
    assert parts(article) == [("title", HEADLINE), ("body", LEAD), ("body", MORE)]
    assert article.title == HEADLINE


def test_a_first_paragraph_is_no_title() -> None:
    assert only(read(f"{LEAD}\n\n{MORE}"), "title") == []


def test_a_given_title_goes_on_top_when_the_text_lacks_it() -> None:
    article = read(LEAD, title=HEADLINE)
    assert parts(article) == [("title", HEADLINE), ("body", LEAD)]


def test_verbatim_text_stays_untouched_though_a_title_is_given() -> None:
    text = f"  {LEAD}\r\n\r\n{MORE} "
    article = read(text, verbatim=True, title=HEADLINE)
    assert article.text == text
    assert only(article, "body") == [LEAD, MORE]


def test_a_given_title_is_found_in_front_of_running_text() -> None:
    article = read(f"{HEADLINE}. {LEAD}", verbatim=True, title="Ghana opens Embassy in Riga")
    assert parts(article) == [("title", f"{HEADLINE}."), ("body", LEAD)]


def test_a_standfirst_stands_between_title_and_byline() -> None:
    article = read(f"{HEADLINE}\n\nMore may follow in the north.\n\nBy Ama Mensah and Janis Ozols\n\n{LEAD}\n\n{MORE}")
    assert only(article, "dek") == ["More may follow in the north."]
    assert only(article, "byline") == ["By Ama Mensah and Janis Ozols"]
    assert article.authors == ("Ama Mensah", "Janis Ozols")


@pytest.mark.parametrize(
    "dateline",
    [
        "RIGA (Reuters) -",
        "PARIS, March 3 (AFP) —",
        "RIGA, Latvia (AP) —",
        "KYIV, Ukraine —",
        "TEHRAN, IRNA –",
        "OTTAWA –",
        "Jerusalem (CNN)",
        "(AP) —",
        "BEIRUT (AP) \ufffd",
        "ANKARA/BAKU, Sept. 12 (Reuters) -",
        "PORT SUDAN, Aug. 6, 2024 (Nile Wire) -",
        "LONDON",
    ],
)
def test_a_dateline_is_a_part_of_its_own(dateline: str) -> None:
    sentence = "The talks ended on Monday without a result, the ministry said in a statement to the press."
    assert parts(read(f"{dateline} {sentence}")) == [("dateline", dateline), ("body", sentence)]


@pytest.mark.parametrize(
    "opening", ["NATO said on Monday that", "The UN (AP says) has", "US-China talks ended and", "OPEC The"]
)
def test_what_is_in_capitals_is_not_always_a_dateline(opening: str) -> None:
    assert (
        only(read(f"{opening} the ministers had met for the first time in a year and would meet again."), "dateline")
        == []
    )


def test_a_short_line_between_paragraphs_is_a_heading() -> None:
    article = read(f"{LEAD}\n\nA door to the north\n\n{MORE}")
    assert only(article, "heading") == ["A door to the north"]


def test_a_caption_is_parted_from_its_credit_and_its_copy_is_furniture() -> None:
    caption = "The flag of Ghana is raised in Riga"
    article = read(
        f"{HEADLINE}\n\n{caption} (photo credit: JANIS KALNS)\n{caption}\n(photo credit: JANIS KALNS)\n\n{LEAD}"
    )
    assert parts(article)[1:5] == [
        ("caption", caption),
        ("credit", "(photo credit: JANIS KALNS)"),
        ("furniture", caption),
        ("credit", "(photo credit: JANIS KALNS)"),
    ]


@pytest.mark.parametrize(
    "credit",
    [
        "(AP Photo/Jane Doe)",
        "[File: Jane Doe/Reuters]",
        "(Jane Doe/Baltic Post)",
        "/ AP Photo",
        "| Getty Images",
        "Photo by Jane Doe/Reuters",
    ],
)
def test_a_credit_at_the_end_makes_a_caption(credit: str) -> None:
    article = read(f"{LEAD}\n\nSoldiers stand guard at the gate of the embassy {credit}\n\n{MORE}")
    assert only(article, "caption") == ["Soldiers stand guard at the gate of the embassy"], parts(article)


def test_the_agency_at_the_end_of_an_article_makes_no_caption() -> None:
    article = read(f"{LEAD}\n\n{MORE} (AFP)")
    assert only(article, "caption") == []


@pytest.mark.parametrize(
    "line",
    [
        "Read more",
        "READ MORE: Why Riga matters to Accra",
        "Sign up for our newsletter",
        "Share on Facebook",
        "Advertisement",
        "Follow us on Twitter",
        "Copyright 2024 Baltic Post. All rights reserved.",
        "3 min read",
    ],
)
def test_lines_of_the_page_are_furniture(line: str) -> None:
    assert only(read(f"{LEAD}\n\n{line}\n\n{MORE}"), "furniture") == [line]


@pytest.mark.parametrize(
    "sentence",
    [
        "Watch towers along the border were built by both armies.",
        "Share prices in Riga fell after the announcement by the ministry.",
        "More than forty people signed up for the course in diplomacy.",
        "Photographs of the meeting were shown on state television.",
    ],
)
def test_sentences_that_begin_like_furniture_are_body(sentence: str) -> None:
    assert only(read(f"{LEAD}\n\n{sentence}\n\n{MORE}"), "body") == [LEAD, sentence, MORE]


def test_the_signature_of_a_wire_report_is_a_credit() -> None:
    line = "(Reporting by Ama Mensah; editing by Janis Ozols)"
    assert only(read(f"{LEAD}\n\n{MORE}\n\n{line}"), "credit") == [line]


def test_lines_broken_at_a_fixed_width_make_one_paragraph() -> None:
    words = f"{LEAD} {MORE}".split()
    lines = [" ".join(words[i : i + 9]) for i in range(0, len(words), 9)]
    article = read("\n".join(lines))
    assert len(only(article, "body")) == 1, parts(article)


def test_a_date_line_dates_the_article() -> None:
    article = read(f"{HEADLINE}\n\nPublished: 6 May 2024\n\n{LEAD}\n\n{MORE}")
    assert article.published == "2024-05-06"
    assert any("date line" in reason for reason in article.why)


def test_a_dateline_with_its_year_dates_the_article() -> None:
    assert read(f"RIGA, May 6, 2024 (Reuters) - {LEAD}").published == "2024-05-06"


def test_the_callers_date_wins() -> None:
    article = read(f"RIGA, May 6, 2024 (Reuters) - {LEAD}", published="2024-05-07T08:00:00Z")
    assert article.published == "2024-05-07"


def test_without_a_year_there_is_no_date() -> None:
    assert read(f"RIGA, May 6 (Reuters) - {LEAD}").published is None


def test_identity_is_of_the_words_alone() -> None:
    plain, spaced = read(f"{LEAD}\n\n{MORE}"), read(f"{LEAD}\r\n\r\n\r\n  {MORE}\n", verbatim=True)
    assert plain.id == spaced.id
    assert plain.id != read(LEAD).id
