"""Any text is read or refused: never a crash, a hang, or an offset that points elsewhere."""

from __future__ import annotations

import time

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman import Document, DragomanError, Reader, Record
from invariants import faults

NEWS = (
    "Kenya opened an embassy in Jakarta on Wednesday. ",
    "“We want more trade,” Foreign Minister Alfred Mutua said. ",
    "He told his Indonesian counterpart that the two countries would sign an agreement next month. ",
    "France's parliament refused to ratify the treaty, and Berlin recalled its ambassador",
    "\n\nThousands marched through Dhaka against the government, police said.\n",
    "The U.N. condemned the attack; “it must stop,” it said, “now.” ",
    'Trump said: "No deal.',
    "\nBy Jo Bell\n",
    "(Photo credit: AFP)",
    "JAKARTA, March 29 (Courier) — ",
)
ODD = (
    *("\0", "\x1b[31m", "\r\n", "\r", "\u2028", "\u200b", "\ufeff", "\u202e", "\ufffd", "\x0b\x0c", "\x85"),
    *(
        "😀",
        "👩‍👩‍👧",
        "e\u0301" * 9,
        "ﬁ",
        "İ",
        "ß",
        "ﷺ",
        "שלום עולם",
        "مرحبا بالعالم",
        "日本は",
        "𝔘𝔫",
        "\ud800",
        "\udfff",
    ),
    *(
        "'",
        "’",
        "‘",
        '"',
        "”",
        "“",
        "«",
        "»",
        "``",
        "''",
        "--",
        "—",
        "...",
        "…",
        "-",
        ".",
        ",",
        ";",
        "$",
        "%",
        "&amp;",
        "<b>",
    ),
    *(
        "x" * 300,
        "((((",
        "]]]]",
        "U.S.",
        "Mr.",
        "1,000,000",
        "2023-03-29",
        "10:30",
        "https://example.org/a?b=c",
        "#tag @who",
    ),
)
_PIECES = st.one_of(
    st.sampled_from(NEWS), st.sampled_from(ODD), st.text(max_size=12), st.sampled_from((" ", "\n", "\n\n", "\t"))
)
TEXTS = st.lists(_PIECES, min_size=1, max_size=24).map("".join)
ANY_TEXT = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def _read(reader: Reader, content: str, **more: object) -> Record | None:
    verbatim = bool(more.pop("verbatim", False))
    try:
        return reader.read(Document(content=content, **more), verbatim=verbatim)  # type: ignore[arg-type]
    except DragomanError as error:
        assert str(error).strip() and "\n" not in str(error), repr(error)
        return None


@given(text=TEXTS, dated=st.booleans())
@ANY_TEXT
def test_any_text(reader: Reader, text: str, dated: bool) -> None:
    record = _read(reader, NEWS[0] + NEWS[1] + text, published="2023-03-29" if dated else None)
    if record is not None:
        assert not faults(record), (record.article.text, faults(record))
        assert msgspec.json.decode(record.to_json(), type=Record) == record


@given(text=TEXTS)
@ANY_TEXT
def test_any_text_verbatim(reader: Reader, text: str) -> None:
    given_text = text + NEWS[0] + NEWS[1]
    record = _read(reader, given_text, verbatim=True)
    if record is not None:
        written = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in given_text)
        assert record.article.text == written
        assert not faults(record), (record.article.text, faults(record))


@given(
    text=TEXTS,
    tags=st.lists(st.sampled_from(("p", "div", "b", "h1", "blockquote", "script", "!--", "/div", "/p")), max_size=8),
)
@ANY_TEXT
def test_any_page(reader: Reader, text: str, tags: list[str]) -> None:
    body = "".join(f"<{tag}>{text}" for tag in tags)
    page = (
        f"<html><head><title>News</title></head><body><article><p>{NEWS[0]}{NEWS[1]}</p>{body}</article></body></html>"
    )
    record = _read(reader, page, format="html")
    if record is not None:
        assert not faults(record), (record.article.text, faults(record))


LONG = {
    "one line of 100 kB": "Kenya said that Indonesia and " * 3400,
    "one word of 100 kB": NEWS[0] + "x" * 100_000,
    "a thousand quotation marks": NEWS[0] + '"“' * 1000 + NEWS[1],
    "a thousand brackets": NEWS[0] + "(" * 1000 + NEWS[1] + ")" * 1000,
    "a thousand commas": "Kenya, " * 1000 + "met Indonesia.",
    "a thousand paragraphs": (NEWS[0] + "\n\n") * 1000,
    "white space of 100 kB": NEWS[0] + " \n\t" * 33_000 + NEWS[1],
    "NUL bytes": NEWS[0] + "\0" * 50 + NEWS[1] * 20,
    "right to left": NEWS[0] + "وقالت كينيا إن السفارة مهمة. " * 3 + NEWS[1] * 20,
    "emoji": (NEWS[0] + "😀👩‍👩‍👧 " + NEWS[1]) * 20,
}


@pytest.mark.parametrize("verbatim", [False, True], ids=["", "verbatim"])
@pytest.mark.parametrize("name", LONG)
def test_long_and_odd_articles_end_in_time(reader: Reader, name: str, verbatim: bool) -> None:
    begun = time.monotonic()
    record = _read(reader, LONG[name], published="2023-03-29", verbatim=verbatim)
    assert time.monotonic() - begun < 60
    if record is not None:
        assert not faults(record), faults(record)[:5]


def test_an_article_of_ten_megabytes_is_refused_at_once(reader: Reader) -> None:
    begun = time.monotonic()
    assert _read(reader, (NEWS[0] + NEWS[1]) * (10_000_000 // len(NEWS[0] + NEWS[1]))) is None
    assert time.monotonic() - begun < 20


def test_deeply_nested_html(reader: Reader) -> None:
    page = (
        "<html><body>" + "<div>" * 20_000 + f"<p>{(NEWS[0] + NEWS[1]) * 9}</p>" + "</div>" * 20_000 + "</body></html>"
    )
    begun = time.monotonic()
    record = _read(reader, page, format="html")
    assert time.monotonic() - begun < 60
    assert record is None or not faults(record)
