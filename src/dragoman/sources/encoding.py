"""Bytes to text: which encoding, and what is no text at all."""

from __future__ import annotations

import codecs
import re

from dragoman.errors import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SAMPLE = 1 << 16
_WINDOWS = frozenset(b"\x80\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa3\xa7\xa9\xab\xae\xb0\xb7\xbb\xbd")
"""What English in Windows-1252 holds beyond ASCII: quotation marks, dashes, dots, bullets, signs."""
_MACINTOSH = frozenset(b"\xc9\xd0\xd1\xd2\xd3\xd4\xd5")
"""The same signs in Mac Roman: dots, dashes, quotation marks."""
_FEW = 32
"""With fewer bytes beyond ASCII charset-normalizer guesses; English news is then most likely Windows-1252."""
_NOT_NEWS = [
    "utf_16",
    "utf_16_be",
    "utf_16_le",
    "utf_32",
    "utf_7",
    "cp037",
    "cp500",
    "cp1026",
    "cp1140",
    "cp273",
    "cp424",
]
"""Encodings told by other means, or of mainframes only."""
MOST_CONTROLS = 0.05
"""A text whose control characters are a larger share than this is binary (random bytes have .11)."""

_KINDS = (
    (b"%PDF", "a PDF", "convert it to text first, for example with pdftotext"),
    (b"PK\x03\x04", "a zip archive or an office document", "unpack it, or save it as text or HTML"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as text or HTML"),
    (b"{\\rtf", "rich text", "save it as text or HTML"),
    (b"\x89PNG", "a picture", "give the text of the article"),
    (b"\xff\xd8\xff", "a picture", "give the text of the article"),
    (b"GIF8", "a picture", "give the text of the article"),
    (b"\x1f\x8b", "gzip within gzip", "unpack it once first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ", "an xz archive", "unpack it first"),
    (b"SQLite format 3", "a database", "export its articles as JSONL, CSV or Parquet"),
)


def detect(data: bytes, *, html: bool = False, said: str | None = None) -> str:
    """Return the name of the encoding of some bytes, for `bytes.decode`.

    In this order: byte order mark; UTF-16 by its pattern of NULs; UTF-8 when it fits, also with a few broken
    bytes; the charset that came with it (``said``); the one an HTML page names; Mac Roman or Windows-1252 when little
    but the signs of English typography exceeds ASCII; what charset-normalizer finds.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    sample = data[:_SAMPLE]
    if zeros := sample.count(0):
        odd, even = sample[1::2].count(0), sample[::2].count(0)
        if zeros > len(sample) * 0.3 and max(odd, even) > 8 * min(odd, even):
            return "utf-16-le" if odd > even else "utf-16-be"
    if _is_utf8(data):
        return "utf-8"
    if said and (known := _known(said)):
        return known
    if html and (named := _META.search(data[:4096])) and (known := _known(named[1].decode("ascii"))):
        return known
    beyond = bytes(byte for byte in sample if byte >= 0x80)
    if set(beyond) <= _MACINTOSH:
        return "mac_roman"
    if set(beyond) <= _WINDOWS or len(beyond) < _FEW:
        return "cp1252"
    # here and not above: what is UTF-8 need not wait for it
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_exclusion=_NOT_NEWS).best()
    return best.encoding if best is not None else "cp1252"


def decode(data: bytes, encoding: str | None = None, *, html: bool = False, said: str | None = None) -> str:
    """Return bytes as text; what does not fit the encoding becomes U+FFFD, and no lone surrogate is left.

    Raises:
        SourceError: the bytes are no text; the message says what they are when it can be told.
    """
    refuse_known_binary(data)
    text = data.decode(encoding or detect(data, html=html, said=said), "replace")
    refuse_binary(text)
    return clean_surrogates(text)


def clean_surrogates(text: str) -> str:
    """Return the text with each lone surrogate, which no encoding can write, as U+FFFD; the length stays."""
    return _SURROGATE.sub("\ufffd", text)


def refuse_known_binary(data: bytes) -> None:
    """Raise SourceError when bytes begin like a file that is no text."""
    for magic, what, advice in _KINDS:
        if data.startswith(magic):
            raise SourceError(f"this is {what}, not text; {advice}")


def refuse_binary(text: str) -> None:
    """Raise SourceError when decoded text has too many control characters to be text."""
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > MOST_CONTROLS * len(sample):
        raise SourceError("this is binary data, not text; give text, HTML, JSONL, CSV or Parquet")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.reason == "unexpected end of data" and error.start > 0:
            return True
        text = data.decode("utf-8", "replace")
        broken = text.count("\ufffd")
        whole = sum(1 for char in text[: 4 * _SAMPLE] if char > "\x7f" and char != "\ufffd")
        return broken * 10 <= whole
    return True


def _known(name: str) -> str | None:
    """Return the Python name of an encoding that a page names; browsers read Latin-1 as Windows-1252, and so do we."""
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return None
    # a page that calls itself UTF-8 or UTF-16 got here because it is not
    if known.startswith(("utf-8", "utf-16", "utf-32")) or not _is_text_encoding(known):
        return None
    return "cp1252" if known in {"iso8859-1", "ascii"} else known


def _is_text_encoding(name: str) -> bool:
    try:
        return isinstance(b"a".decode(name), str)
    except (LookupError, UnicodeDecodeError):
        return False
