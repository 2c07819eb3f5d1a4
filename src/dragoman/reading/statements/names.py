"""Words in quotation marks that nobody says: titles of films and broadcasts, nicknames."""

from __future__ import annotations

import re

from dragoman.reading.language import Sentence
from dragoman.reading.statements.cues import Lexicon
from dragoman.reading.statements.quotations import Quotation

_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
_LAST_WORD = re.compile(r"([\w-]+|['’]s)[ \t\n\xa0]*$")
_TITLE_BEFORE = re.compile(r"([\w-]+),[ \t\n\xa0]*$")
_MARKS = "“”„\"‘’'«»` \n"
_SMALL = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "from", "in", "is", "of", "on", "or", "the", "to", "with"}
)
_LONGEST = 12
"""Words; nothing longer is a title."""


class NameRule:
    """Tells names in quotation marks from quotations."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text = text
        self._lexicon = lexicon

    def holds(self, quotation: Quotation, sentence: Sentence) -> bool:
        """Tell whether the marks hold a name: capitals throughout, right after a word that no cue is."""
        if quotation.words > _LONGEST or len(quotation.spans) > 1:
            return False
        inner = self._text[quotation.start : quotation.end].strip(_MARKS)
        words = [match.group() for match in _WORD.finditer(inner)]
        if not words or not all(_is_capital(word) for word in words) or inner[-1] in "?!":
            return False
        before = _LAST_WORD.search(self._text, max(sentence.start, quotation.start - 30), quotation.start)
        if before is not None and before.group(1).lower() in self._lexicon.titles:
            return True
        apart = _TITLE_BEFORE.search(self._text, max(sentence.start, quotation.start - 30), quotation.start)
        if len(words) > 1 and apart is not None and apart.group(1).lower() in self._lexicon.titles:
            # "in his first book, "The Long March","
            return True
        if len(words) == 1 and before is None and self._is_nickname(quotation, sentence):
            return True
        if len(words) < 2 or _is_headline(sentence):
            return False
        behind = self._text[quotation.end : quotation.end + 1]
        if before is None:
            return inner[-1] not in ",.…" and behind != ","
        return before.group(1).lower() not in self._lexicon.forms

    def _is_nickname(self, quotation: Quotation, sentence: Sentence) -> bool:
        """Tell whether a single word in marks stands behind a name or an age, before a comma (Low, 44, "Ghost,")."""
        lead = self._text[sentence.start : quotation.start].rstrip(" \n\xa0")
        last = lead[:-1].split()[-1:] if lead.endswith(",") else []
        inner = self._text[quotation.start : quotation.end].rstrip(_MARKS)
        named = bool(last) and (last[0][0].isupper() or last[0].isdigit())
        return named and inner.endswith(",")

    def is_heading(self, quotation: Quotation) -> bool:
        """Tell whether a quotation has capitals throughout, as a heading in quotation marks has."""
        inner = self._text[quotation.start : quotation.end]
        return quotation.words <= _LONGEST and all(_is_capital(match.group()) for match in _WORD.finditer(inner))


def _is_capital(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL


def _is_headline(sentence: Sentence) -> bool:
    """Tell whether the whole sentence is in capitals, so that they mean nothing."""
    return all(_is_capital(match.group()) for match in _WORD.finditer(sentence.text))
