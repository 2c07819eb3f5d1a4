"""Bytes to text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import SourceError
from dragoman.sources.encoding import decode

SENTENCE = "“We have agreed,” the minister said – in Zürich."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_common_encodings_are_found_out(encoding: str) -> None:
    assert decode(SENTENCE.encode(encoding)) == SENTENCE


def test_utf16_without_a_mark_is_told_by_its_zeros() -> None:
    assert decode("The envoy left Minsk on Monday.".encode("utf-16-le")) == "The envoy left Minsk on Monday."


def test_mac_roman_quotation_marks_are_read() -> None:
    text = "“We have agreed,” he said."
    assert decode(text.encode("mac_roman")) == text


def test_a_page_says_its_own_charset() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body>Путин</body></html>'
    assert decode(page.encode("cp1251"), html=True) == page


def test_a_few_broken_bytes_leave_utf8_standing() -> None:
    assert decode("“Ministers” met in Zürich – again. ".encode() * 20 + b"\xff end").endswith("\ufffd end")


@pytest.mark.parametrize(
    ("data", "what"), [(b"%PDF-1.7 x", "a PDF"), (b"PK\x03\x04abc", "zip"), (b"\x00\x01\x02\x03" * 100, "binary")]
)
def test_what_is_no_text_is_named(data: bytes, what: str) -> None:
    with pytest.raises(SourceError, match=what):
        decode(data)


@given(st.binary(max_size=400))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        decode(data).encode("utf-8")
    except SourceError as error:
        assert "\n" not in str(error)
