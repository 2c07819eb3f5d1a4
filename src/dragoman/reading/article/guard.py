"""What is refused: the empty, the too large, what is no prose, and what is not English."""

from __future__ import annotations

import re
import unicodedata

from dragoman.errors import RefusedArticleError
from dragoman.reading.article.phrases import Phrases

LARGEST_ARTICLE = 2_000_000
"""Characters."""
LARGEST_PAGE = 20_000_000
"""Characters of HTML."""
SAMPLE_WORDS = 3000
FEWEST_FUNCTION_WORDS = 0.14
"""Share of English function words below which a long text is not English; news has .30 to .45, lists of names .1,
other European languages below .06."""
ENOUGH_WORDS = 30
"""A text shorter than this is judged by its script only, and by one function word from 12 words on."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_VISIBLE = re.compile(r"[^\s]")
_CODE = re.compile(r"[{}<>;=|\\^~\[\]]")


class Guard:
    """Refuses what is no English prose."""

    def __init__(self, phrases: Phrases) -> None:
        self._words = phrases.function_words

    def check_size(self, content: str, html: bool) -> None:
        """Raise RefusedArticleError when a document is too large to be one article."""
        limit = LARGEST_PAGE if html else LARGEST_ARTICLE
        if len(content) > limit:
            raise RefusedArticleError(
                f"{len(content):,} characters, over the limit of {limit:,} for one article; split it into articles"
            )

    def language(self, text: str, any_language: bool = False) -> str:
        """Return ``en``, or ``und`` for what is not English where ``any_language`` is let through.

        Raises:
            RefusedArticleError: the text is empty, no prose, or not English.
        """
        sample = _middle(text)
        visible = len(_VISIBLE.findall(sample))
        if visible == 0:
            raise RefusedArticleError("no text in it; give the text of an article")
        words = _WORD.findall(sample)[:SAMPLE_WORDS]
        if not words:
            raise RefusedArticleError("no words in it, only numbers or signs; give the text of an article")
        problem = self._problem(words)
        if problem is not None and any_language:
            return "und"
        letters = sum(map(len, words)) if len(words) < SAMPLE_WORDS else len("".join(_WORD.findall(sample)))
        if problem is None or "script" not in problem:
            if letters < 0.45 * visible or len(_CODE.findall(sample)) > 0.06 * visible:
                raise RefusedArticleError("no prose: mostly numbers, signs or code; give the text of an article")
            if letters > 200 and max(map(len, words)) > 0.4 * letters:
                raise RefusedArticleError("no prose: no spaces between words; give the text of an article")
        if problem is not None:
            raise RefusedArticleError(problem)
        return "en"

    def _problem(self, words: list[str]) -> str | None:
        """Return why words are not English, or None."""
        letters = "".join(words)
        if not letters.isascii() and sum(char < "\u0250" or _is_latin(char) for char in letters) < 0.6 * len(letters):
            return "mostly not in Latin script; Dragoman reads English only"
        common = sum(word.lower() in self._words for word in words)
        if len(words) >= ENOUGH_WORDS and common < FEWEST_FUNCTION_WORDS * len(words):
            return f"not English prose: {common} common English words in {len(words)}; Dragoman reads English only"
        if ENOUGH_WORDS > len(words) >= 12 and common == 0:
            return f"not English prose: no common English word in {len(words)}; Dragoman reads English only"
        return None


def _middle(text: str) -> str:
    """Return what is judged: a text's beginning and its middle."""
    if len(text) <= 40_000:
        return text
    half = len(text) // 2
    return text[:20_000] + " " + text[half : half + 20_000]


def _is_latin(char: str) -> bool:
    return unicodedata.name(char, "").startswith(("LATIN", "FULLWIDTH LATIN", "MODIFIER", "COMBINING"))
