"""A page to the blocks of its article: trafilatura finds the body, the page's own elements say what a block is."""

from __future__ import annotations

import re
from dataclasses import dataclass

import trafilatura
from lxml import etree
from lxml.html import HtmlElement
from trafilatura.utils import load_html

from dragoman.errors import RefusedArticleError
from dragoman.reading.article.metadata import Metadata, plain, read_metadata
from dragoman.reading.article.normalise import normalise
from dragoman.reading.article.phrases import Phrases
from dragoman.reading.article.rescue import paragraphs, rescue

_CAPTIONS = etree.XPath(
    "//figcaption | //*[contains(@class,'caption') or contains(@class,'Caption') or contains(@itemprop,'caption')]"
)
_LONGEST_CAPTION = 600
_MOST_CAPTIONS = 20
"""A page with more is a gallery, and its captions are left out."""
_LONGEST_LINK = 250
"""Characters."""
_MOST_PRUNED = 0.3
"""An element with more of the page's paragraphs than this share is kept, whatever its name."""
_PRUNABLE = ("div", "section", "aside", "ul", "ol", "p", "span", "figure")
_BREAKS = {"lb": "\n", "row": "\n", "item": "\n", "p": "\n", "head": "\n", "cell": " "}


@dataclass(slots=True)
class Block:
    """One paragraph, heading or list item; ``kind`` is null where only the text can tell; ``linked`` when all of it
    is a link."""

    text: str
    kind: str | None = None
    linked: bool = False


@dataclass(slots=True)
class Page:
    """The article of a page: its blocks in order, and what the page says of itself."""

    blocks: list[Block]
    metadata: Metadata


class PageReader:
    """Reads pages; ``boilerplate`` are the patterns of ``knowledge/article/boilerplate.tsv``."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases

    def read(self, content: str) -> Page:
        """Return the article of an HTML page.

        Raises:
            RefusedArticleError: it is no HTML, or no article is found in it.
        """
        try:
            tree = load_html(content)
        except (etree.LxmlError, ValueError, RecursionError) as error:
            raise RefusedArticleError(f"this HTML cannot be parsed ({error}); save the page again") from error
        if tree is None:
            raise RefusedArticleError("no HTML elements in it; give the page itself, or its text as text")
        metadata = read_metadata(tree)
        captions = {_key(text) for element in _CAPTIONS(tree) if len(text := plain(element)) <= _LONGEST_CAPTION}
        headings = {_key(plain(element)) for element in tree.iter("h1")}
        self._prune(tree)
        own = paragraphs(tree)
        blocks = _blocks(tree, captions, _links(tree))
        if more := rescue([block.text for block in blocks], own):
            blocks = [Block(text, kind) for text, kind in more if _key(text) not in captions]
        if not blocks:
            raise RefusedArticleError("no article found in this page; give its text as text")
        _mark_titles(blocks, headings | {_key(title) for title in metadata.titles})
        self._mark_tail(blocks)
        blocks = _with_captions(tree, blocks)
        return Page(blocks, metadata)

    def _prune(self, tree: HtmlElement) -> None:
        """Take out elements whose names say that they are no part of the article, unless they hold much of the page."""
        lengths = {element: len(plain(element)) for element in tree.iter("p")}
        total = sum(lengths.values()) or 1
        pruned = 0
        chosen: list[HtmlElement] = []
        inside: set[HtmlElement] = set()
        for element in tree.iter(*_PRUNABLE):
            names = " ".join(filter(None, (element.get("class"), element.get("id"), element.get("data-testid"))))
            if not names or element in inside or not self._phrases.boilerplate.search(names):
                continue
            held = sum(lengths.get(paragraph, 0) for paragraph in element.iter("p"))
            inline = element.tag == "span" and len(element) == 0
            if held < _MOST_PRUNED * total and not inline and element.getparent() is not None:
                chosen.append(element)
                inside.update(element.iter(*_PRUNABLE))
                pruned += held
        if pruned < 0.5 * total:
            for element in chosen:
                element.drop_tree()

    def _mark_tail(self, blocks: list[Block]) -> None:
        """Mark links to other articles with their blurbs, and all below a line like "More from ..."."""
        for i, block in enumerate(blocks):
            linked = block.linked and len(block.text) < _LONGEST_LINK
            if linked and block.kind in {None, "heading"}:
                block.kind = "furniture"
            elif block.kind == "heading" and self._phrases.is_furniture(block.text):
                block.kind = "furniture"
                rest = blocks[i + 1 :]
                prose = any(len(other.text) > _LONGEST_LINK and not other.linked for other in rest)
                if not prose and rest and sum(other.linked for other in rest) >= len(rest) / 3:
                    for other in rest:
                        other.kind = "furniture"
                    return
        for before, block, after in zip(blocks, blocks[1:], blocks[2:], strict=False):
            if (
                before.linked
                and after.linked
                and before.kind == "furniture"
                and block.kind is None
                and len(block.text) < 300
            ):
                block.kind = "furniture"


def _with_captions(tree: HtmlElement, blocks: list[Block]) -> list[Block]:
    """Return the blocks with the captions of the article's pictures, each after the block before it on the page."""
    index = {_key(block.text): i for i, block in enumerate(blocks)}
    after: dict[int, list[Block]] = {}
    at, known = 0, {_key(block.text) for block in blocks if block.kind == "caption"}
    for element in tree.iter("p", "h1", "h2", "h3", "li", "figcaption"):
        text = normalise(plain(element)) if element.tag != "p" or element.text else ""
        key = _key(text)
        if element.tag != "figcaption":
            at = max(at, index.get(key, at))
        elif len(key) > 20 and len(text) <= _LONGEST_CAPTION and key not in known and _in_article(element):
            known.add(key)
            after.setdefault(at, []).append(Block(text, "caption"))
    if len(known) > _MOST_CAPTIONS:
        return blocks
    return [each for i, block in enumerate(blocks) for each in (block, *after.get(i, ()))]


def _in_article(element: HtmlElement) -> bool:
    names = {node.tag for node in element.iterancestors()}
    return bool(names & {"article", "main"}) and not names & {"aside", "nav", "footer", "a"}


def _mark_titles(blocks: list[Block], titles: set[str]) -> None:
    """Mark the title where the body repeats it; the first stays the title."""
    seen = False
    for block in blocks[:6]:
        if _key(block.text) in titles:
            block.kind = "furniture" if seen else "title"
            seen = True


def _blocks(tree: HtmlElement, captions: set[str], links: set[str]) -> list[Block]:
    found = trafilatura.bare_extraction(
        tree,
        include_comments=False,
        include_tables=True,
        include_links=False,
        with_metadata=False,
    )
    if found is None or isinstance(found, dict) or found.body is None:
        return []
    blocks: list[Block] = []
    for element in _paragraphs(found.body):
        for line in _text(element).split("\n"):
            text = normalise(" ".join(line.split()))
            if not text:
                continue
            kind = "heading" if element.tag == "head" else None
            if _key(text) in captions:
                kind = "caption"
            blocks.append(Block(text, kind, _key(text) in links))
    return blocks


def _text(element: etree._Element) -> str:
    """Return the text of an element, with a line feed at each line break, list item and table row in it."""
    pieces: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            pieces.append(_BREAKS.get(node.tag, "") if node is not element else "")
            pieces.append((node.text or "").replace("\n", " "))
        elif node is not element:
            pieces.append(
                (_BREAKS.get(node.tag, "") if node.tag not in {"lb", "cell"} else "")
                + (node.tail or "").replace("\n", " ")
            )
    return "".join(pieces)


def _paragraphs(body: etree._Element) -> list[etree._Element]:
    return [element for element in body if element.tag != "graphic"]


def _links(tree: HtmlElement) -> set[str]:
    """Return the keys of all texts that are links and nothing else, as lines that lead to other articles are.

    trafilatura can keep links itself, but then glues the words around them.
    """
    found = {_key(text) for link in tree.iter("a") if not (text := plain(link)).startswith(("http", "www."))}
    for element in tree.iter("p", "li", "h2", "h3", "h4", "h5"):
        text = plain(element)
        if 0 < len(text) < _LONGEST_LINK and not text.startswith(("http", "www.")):
            linked = sum(len(plain(link)) for link in element.iter("a"))
            # a heading told twice, once as a link, is a teaser as well
            if linked > (0.45 if element.tag.startswith("h") else 0.9) * len(text):
                found.add(_key(text))
    return found - {""}


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())
