"""XML from strangers, made safe: no entities of its own, nothing fetched, bounded in size and number of elements."""

from __future__ import annotations

import codecs
import html
import re
from html.entities import name2codepoint
from typing import Any

from lxml import etree

from dragoman.errors import SourceError
from dragoman.sources.encoding import decode

LARGEST_XML = 16 << 20
"""Bytes."""
MOST_ELEMENTS = 500_000
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,200}?\?>")
_ENCODING = re.compile(rb"<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{2,40})")
_DOCTYPE = re.compile(r"(?:\s|<!--.*?-->|<\?.*?\?>)*<!DOCTYPE\b[^\[>]*", re.DOTALL)
_NAMED = re.compile(r"&([A-Za-z_][\w.:-]*);")
_KEPT = frozenset({"amp", "lt", "gt", "quot", "apos"})
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ROOT = re.compile(
    rb"\s*(?:<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?\s*>|\s)*<(?:[A-Za-z0-9_-]+:)?([A-Za-z]+)", re.DOTALL
)


def root_of(head: bytes) -> str | None:
    """Return the name of the root element in the first bytes of a file, without its prefix, or None."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head[: len(head) & ~1].decode("utf-16", "replace").encode()
    match = _ROOT.match(head[:8192].removeprefix(codecs.BOM_UTF8))
    return match[1].decode().lower() if match else None


def parse_xml(data: bytes, *, said: str | None = None, encoding: str | None = None) -> Any:
    """Return the root element of an XML document, as far as it is whole.

    Args:
        data: the document.
        said: the charset that came with it.
        encoding: the charset the caller insists on.

    Raises:
        SourceError: it is too large, declares entities of its own, or no XML.
    """
    if len(data) > LARGEST_XML:
        raise SourceError(f"a list or feed over {LARGEST_XML >> 20} MB; split it")
    declared = _ENCODING.match(data.lstrip()[:400])
    text = decode(data, encoding, said=said or (declared[1].decode() if declared else None)).lstrip("\ufeff")
    text = _ILLEGAL.sub("", _DECLARATION.sub("", text, count=1))
    if doctype := _DOCTYPE.match(text):
        if text.startswith("[", doctype.end()):
            raise SourceError("this XML declares entities of its own, as an attack on its readers does; it is refused")
        text = text[doctype.end() :].removeprefix(">")
    if text.count("<") > 2 * MOST_ELEMENTS:
        raise SourceError(f"over {MOST_ELEMENTS:,} elements, as no feed has")
    # the names of HTML are no entities of XML, but many feeds use them
    text = _NAMED.sub(_character, text)
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(f"no valid XML ({' '.join(str(error).split())[:100]})") from error
    if root is None:
        raise SourceError("no XML element in it")
    return root


def text_of(markup: str) -> str:
    """Return a fragment of HTML as text, its blocks as paragraphs; what is no markup is returned as it is."""
    if "<" not in markup:
        return html.unescape(markup).strip()
    from lxml.html import fragment_fromstring

    try:
        tree = fragment_fromstring(_ILLEGAL.sub("", markup), create_parent="div")
    except (etree.LxmlError, ValueError, AssertionError):
        return html.unescape(re.sub(r"<[^<>]*>", " ", markup)).strip()
    parts: list[str] = []
    for step, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if step == "start":
            if element.tag in _BLOCKS:
                parts.append("\n\n")
            elif element.tag == "br":
                parts.append("\n")
            if element.tag not in _UNSEEN and element.text and not _is_unseen(element):
                parts.append(" ".join(element.text.split("\n")))
        else:
            if step == "end" and element.tag in _BLOCKS:
                parts.append("\n\n")
            parent = element.getparent()
            if element.tail and parent is not None and parent.tag not in _UNSEEN and not _is_unseen(parent):
                parts.append(" ".join(element.tail.split("\n")))
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", "".join(parts)))
    return "\n\n".join(part for part in paragraphs if part)


_BLOCKS = frozenset(
    "address article aside blockquote dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav "
    "ol p pre section table td th tr ul".split()
)
_UNSEEN = frozenset("script style template noscript svg math object iframe select button form".split())


def _is_unseen(element: Any) -> bool:
    return any(ancestor.tag in _UNSEEN for ancestor in element.iterancestors())


def _character(match: re.Match[str]) -> str:
    name = match[1]
    if name in _KEPT:
        return match[0]
    return chr(name2codepoint[name]) if name in name2codepoint else f"&amp;{name};"
