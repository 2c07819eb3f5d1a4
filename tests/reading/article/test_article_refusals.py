"""What is refused, what is not, and what never crashes."""

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read_articles import LEAD, MORE, read

from dragoman.errors import RefusedArticleError

GERMAN = (
    "Der Minister sagte am Montag, dass die Gespräche mit der Delegation ohne Ergebnis zu Ende gegangen seien. " * 4
)
RUSSIAN = "Министр сообщил в понедельник, что переговоры завершились без результата. " * 4
CODE = "if (x[i] == {a: 1}) { return f(x) => y; } else { z = [1, 2]; } // loop\n" * 20
TABLE = "\n".join(f"{i}\t{i * 17}\t{i * i}\t{i / 7:.3f}\tRow" for i in range(200))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no text"),
        (" \n\x00 ", "no text"),
        ("1 2 3 4", "no words"),
        (GERMAN, "not English"),
        (RUSSIAN, "Latin script"),
        (CODE, "no prose"),
        (TABLE, "no prose"),
        ("ab" * 200_000, "no prose"),
        ("peace " * 500_000, "over the limit"),
    ],
)
def test_no_english_prose_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(RefusedArticleError, match=reason) as caught:
        read(text, place="news.jsonl:3")
    assert str(caught.value).startswith("news.jsonl:3: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "Ghana opens embassy",
        "Putin meets Xi",
        "Foreign Minister Tran Quoc Bao received Lorna Villareal and Bat-Erdene Ganbold in Hanoi on Thursday.",
        "Sheikh Tamim bin Hamad Al Thani met Abdel Fattah el-Sisi and Recep Tayyip Erdogan in Doha. Prince Salman, "
        "Ebrahim Raisi and Hossein Amir-Abdollahian were there with them, said Majed al-Ansari and Tariq Hamdan.",
    ],
)
def test_short_news_and_foreign_names_are_read(text: str) -> None:
    assert read(text).text == text


def test_ten_megabytes_are_refused_at_once() -> None:
    begun = time.perf_counter()
    with pytest.raises(RefusedArticleError, match="over the limit"):
        read(LEAD * 100_000)
    assert time.perf_counter() - begun < 0.5


@pytest.mark.parametrize(
    "text",
    [
        LEAD * 1000,
        f"{LEAD} {'(' * 50_000} {MORE * 600}",
        f"{LEAD}{' ' * 500_000}{MORE}",
        "A short line here\n" * 30_000,
        f"{LEAD} Photo: AP " * 3000,
        f"By Jane Doe{' and John Roe' * 5000}\n\n{LEAD}",
    ],
    ids=["one line", "brackets", "spaces", "lines", "credits", "byline"],
)
def test_odd_texts_take_no_long_time(text: str) -> None:
    begun = time.perf_counter()
    with suppress(RefusedArticleError):
        read(text, verbatim=True)
    assert time.perf_counter() - begun < 3


def test_odd_characters_leave_offsets_exact() -> None:
    text = f"{LEAD}\x00\u202e🙂\n\n\ufeff{MORE}\u2028سلام {LEAD}"
    article = read(text, verbatim=True)
    assert article.text == text
    assert MORE in article.text[article.parts[1].start : article.parts[1].end]


def test_normal_text_has_no_control_characters() -> None:
    article = read(f"{LEAD}\x00\x07\r\n\r\n{MORE}\u200b")
    assert article.text == f"{LEAD}\n\n{MORE}"


def test_a_lone_surrogate_can_be_written_as_json() -> None:
    assert read(f"{LEAD} \ud800", verbatim=True).text == f"{LEAD} \ufffd"


_LINES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [LEAD, MORE, "Read more", "By Jane Doe", "(photo credit: X)", "RIGA (AP) —", "Photo: AP", "", "A heading"]
    ),
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(_LINES, max_size=14),
    st.sampled_from(["\n", "\n\n", "\r\n", " "]),
    st.booleans(),
    st.sampled_from([None, "A title"]),
)
def test_parts_are_in_order_and_hold_all_that_is_not_space(
    lines: list[str], end: str, verbatim: bool, title: str | None
) -> None:
    text = end.join([*lines, LEAD])
    try:
        article = read(text, verbatim=verbatim, title=title)
    except RefusedArticleError:
        return
    if verbatim:
        assert article.text == text
    last = 0
    for part in article.parts:
        assert part.start >= last and part.end > part.start, article.parts
        assert not article.text[last : part.start].strip(), (article.text, article.parts)
        last = part.end
    assert not article.text[last:].strip(), (article.text, article.parts)
