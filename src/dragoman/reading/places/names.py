"""The form under which the name of a place is looked up: no case, no accents, no points, no hyphens."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

_SPELT_OUT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_DROPPED = dict.fromkeys(map(ord, ".'’‘`´ʼʻʿʾ′"))
_SPACES = dict.fromkeys(map(ord, "-‐‑‒–—/,_"), " ")
_ROMANISED = re.compile("[āēīōū‘ʻʿ]", re.IGNORECASE)
_ARTICLES = frozenset("al el ar as ash ad an at az".split())
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})


@lru_cache(maxsize=1 << 16)
def normal_form(name: str) -> str:
    """Return a name without case, accents and punctuation, with ``St.``, ``Mt.`` and ``Ft.`` spelt out."""
    plain = name.translate(_DROPPED).translate(_SPACES).lower()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
        plain = plain.translate(_LETTERS)
    return " ".join(_SPELT_OUT.get(word, word) for word in plain.split())


def press_form(name: str) -> str:
    """Return a name as English prints it: one that was written over into Latin letters loses its marks ("Ḩamāh")."""
    if _ROMANISED.search(name) is None:
        return name
    parts = unicodedata.normalize("NFKD", name)
    return "".join(c for c in parts if not unicodedata.combining(c) and c not in "‘’ʻʼʿʾ")


def without_article(name: str) -> str:
    """Return the normal form of a name without the Arabic article, which the press leaves out ("Al Qamishli")."""
    first, _, rest = normal_form(name).partition(" ")
    return rest if first in _ARTICLES and rest else normal_form(name)


@lru_cache(maxsize=1 << 16)
def name_key(name: str) -> int:
    """Return the 48-bit number that a name is filed under in the gazetteer.

    Half a million names share 2**48 numbers, so that a word that is no name is taken for one about once
    in half a billion look-ups.
    """
    return int.from_bytes(blake2b(normal_form(name).encode(), digest_size=6).digest(), "big")
