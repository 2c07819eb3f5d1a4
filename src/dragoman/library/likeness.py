"""How like two texts are: word shingles, their MinHash signature, and the bands by which like texts find each other.

Shingles and resemblance: Broder 1997, "On the resemblance and containment of documents". Bands of a MinHash signature:
Leskovec, Rajaraman and Ullman 2014, "Mining of Massive Datasets", section 3.4. The hashing is datasketch's.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from typing import Any

LONG, SHORT = 5, 3
"""Words of a shingle: long ones to find candidates, since texts that only share a topic share hardly any; short ones to
compare two texts, since an edited copy keeps more of them."""

WHOLE, LEAD = 80, 20
"""Hashes of the signature: of the whole text, and of its lead, which stays where an editor cuts from the end."""

LEAD_WORDS = 55
BAND = 2
"""Hashes of a band."""

COPY, PIECE, SAME = 0.5, 0.75, 0.85
"""Share of the shorter text's shingles that stand in the longer one: of a copy, of a piece cut from it, and where both
are surely one text. The share of a piece is higher, because a boilerplate paragraph is much of a short text."""

RESEMBLING = 0.2
"""Resemblance (Jaccard) below which the shorter text can only be a piece of the longer one."""

FIRST = 0.25
"""Share of the first half of either text that stands in the other. News puts what is new first and the background
last: a later report that repeats the background of an earlier one is no copy of it."""

FIGURES, SHARED_FIGURES = 4, 0.34
"""Figures of a text from which on they are compared, and the share of them that a copy has: reports made from one
mould, such as those of a stock exchange, differ in their figures.

These numbers were tuned on evaluation/stories.jsonl and checked on pairs of real news."""

FEWEST = 12
"""Shingles that two texts must share at least."""

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_SEEDS = (1, 2)
_SCHEME = "affine32"


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case; punctuation and lines do not count."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def shingles(words: list[str], length: int) -> set[str]:
    """Return the runs of so many words; a shorter text is one shingle, no words are none."""
    if len(words) < length:
        return {" ".join(words)} if words else set()
    return {" ".join(words[place : place + length]) for place in range(len(words) - length + 1)}


def without_title(text: str, title: str | None) -> str:
    """Return a text without the title on top, which every paper writes anew."""
    return text[len(title) :] if title and text.startswith(title) and len(title) < len(text) else text


def signature(body: str) -> bytes | None:
    """Return the MinHash signature of a text: 100 numbers of 32 bits, little-endian; None of a text without words."""
    words = words_of(body)
    if not words:
        return None
    parts = ((WHOLE, words), (LEAD, words[:LEAD_WORDS]))
    return b"".join(_hashed(size, seed, shingles(part, LONG)) for seed, (size, part) in zip(_SEEDS, parts, strict=True))


def bands_of(signed: bytes) -> list[int]:
    """Return the bands of a signature as signed numbers of 64 bits; two texts with a common one may be alike."""
    width = 4 * BAND
    found = []
    for place in range(0, len(signed), width):
        # the lead's bands are all of one kind, so that a lead is found by any of them at its own place only
        named = place.to_bytes(2, "little") + signed[place : place + width]
        found.append(int.from_bytes(hashlib.blake2b(named, digest_size=8).digest(), "little", signed=True))
    return found


class Compared:
    """A text as it is compared: its short shingles, those of its first half, and its figures."""

    def __init__(self, body: str) -> None:
        words = words_of(body)
        self.shingles = shingles(words, SHORT)
        self.first = shingles(words[: max(SHORT, len(words) // 2)], SHORT)
        self.figures = frozenset(_FIGURE.findall(body))


def alike(one: Compared, other: Compared) -> bool:
    """Tell whether one text is a copy, a light rewrite or a piece of the other."""
    shared = len(one.shingles & other.shingles)
    fewer = min(len(one.shingles), len(other.shingles))
    if not fewer or shared < min(FEWEST, fewer):
        return False
    share = shared / fewer
    if share >= SAME:
        return True
    resemblance = shared / (len(one.shingles) + len(other.shingles) - shared)
    if share < (COPY if resemblance >= RESEMBLING else PIECE):
        return False
    first = max(_share(one.first, other.shingles), _share(other.first, one.shingles))
    return first >= FIRST and not _other_figures(one.figures, other.figures)


def _share(part: set[str], whole: set[str]) -> float:
    return len(part & whole) / max(1, len(part))


def _other_figures(one: frozenset[str], other: frozenset[str]) -> bool:
    fewer = min(len(one), len(other))
    return fewer >= FIGURES and len(one & other) / fewer < SHARED_FIGURES


def _hashed(size: int, seed: int, found: set[str]) -> bytes:
    sketch = _empty(size, seed).copy()
    sketch.update_batch([shingle.encode("utf-8", "replace") for shingle in sorted(found)])
    return bytes(sketch.digest().astype("<u4").tobytes())


@cache
def _empty(size: int, seed: int) -> Any:
    from datasketch import MinHash

    return MinHash(num_perm=size, seed=seed, scheme=_SCHEME)
