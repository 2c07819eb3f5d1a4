"""A second look at a page: the paragraphs of its article element, for when the extractor stopped in the middle."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from dragoman.reading.article.metadata import plain
from dragoman.reading.article.normalise import normalise

_OUTSIDE = frozenset({"nav", "footer", "aside", "form", "figure", "figcaption", "button", "header", "table"})
_OUTSIDE_NAMES = re.compile(r"comment|footer|caption|sidebar|byline|menu|modal|cookie|consent|disqus", re.IGNORECASE)
_PARAGRAPH_NAMES = re.compile(r"(?<![a-z])paragraph", re.IGNORECASE)
_ENDED = re.compile(r"[.!?…:;][\"”’')\]]*$")
_SHORTEST = 40
"""Characters."""
MUCH_MORE = 1.4
"""The second look is taken when it is this many times as long, and holds nearly all of the first: set on the
development halves of two extraction sets (`article`, `article_fundus`)."""
NEARLY_ALL = 0.8
"""The share of the first look's characters that the second must hold."""
Line = tuple[str, str | None]


def paragraphs(tree: HtmlElement) -> list[Line]:
    """Return the paragraphs and subheadings of the page's article, each with its kind, in order.

    The article is the ``article`` or ``main`` element with most text in paragraphs, else the whole page.
    """
    best: list[Line] = []
    length = 0
    roots = [*tree.iter("article"), *tree.iter("main"), *tree.iter("body")]
    for root in roots[:40]:
        found = _inside(root)
        size = sum(len(text) for text, _ in found)
        # the page as a whole must bring much more than its article element to be preferred
        if size > length * (1.5 if root.tag == "body" and length else 1.0):
            best, length = found, size
    return best


def rescue(first: list[str], second: list[Line]) -> list[Line]:
    """Return the second look's lines when it is much longer than the first and holds nearly all of it, else nothing."""
    size = sum(map(len, first))
    if sum(len(text) for text, _ in second) < MUCH_MORE * size:
        return []
    known = {_key(text) for text, _ in second}
    held = sum(len(text) for text in first if _key(text) in known or len(text) < _SHORTEST)
    return second if held >= NEARLY_ALL * size else []


def _inside(root: HtmlElement) -> list[Line]:
    found: list[Line] = []
    seen: set[str] = set()
    for element in root.iter("p", "h2", "h3", "div"):
        if element.tag == "div" and not _PARAGRAPH_NAMES.search(f"{element.get('class')} {element.get('data-testid')}"):
            continue
        if element.tag == "div" and element.find(".//p") is not None:
            continue
        text = normalise(plain(element))
        heading = element.tag in {"h2", "h3"}
        if not heading and (len(text) < _SHORTEST or not _ENDED.search(text)):
            continue
        linked = sum(len(plain(link)) for link in element.iter("a"))
        if not text or linked > 0.5 * len(text) or _is_outside(element, root) or text in seen:
            continue
        seen.add(text)
        found.append((text, "heading" if heading else None))
    while found and found[-1][1] == "heading":
        found.pop()
    return found


def _is_outside(element: HtmlElement, root: HtmlElement) -> bool:
    for node in element.iterancestors():
        if node is root:
            return False
        if node.tag in _OUTSIDE or _OUTSIDE_NAMES.search(f"{node.get('class')} {node.get('id')}"):
            return True
    return False


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())
