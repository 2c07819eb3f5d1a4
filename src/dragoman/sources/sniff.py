"""Which form a source has, told by its content; the name only decides where content cannot."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import PurePath

from dragoman.sources.encoding import detect
from dragoman.sources.options import FIELDS, SourceOptions

_BY_NAME = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".txt": "text",
    ".text": "text",
    ".md": "text",
}
_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_INSIDE = re.compile(r"<(?:html|head|body|article|p|div)\b[^>]*>", re.IGNORECASE)
_OBJECT = re.compile(r'\s*\{\s*(?:"|\}|$)')
_ARRAY = re.compile(r"\s*\[\s*(?:\{|\]|$)")
_HEAD = 1 << 16


def key_of(name: str) -> str:
    """Return a file's name without the extensions this package knows: ``x.html.gz`` gives ``x``."""
    path = PurePath(name)
    if path.suffix.lower() == ".gz":
        path = path.with_suffix("")
    return path.stem if path.suffix.lower() in _BY_NAME else path.name


def suffix_of(name: str) -> str:
    """Return the extension that says the form of a file, in lower case: ``.html`` for ``x.HTML.gz``."""
    path = PurePath(name)
    return (path.with_suffix("") if path.suffix.lower() == ".gz" else path).suffix.lower()


def form_of(head: bytes, name: str, options: SourceOptions) -> str:
    """Return the form of a source: one of ``text html jsonl json csv tsv parquet``.

    Args:
        head: its first bytes, unpacked, some thousands of them.
        name: its file name, or an empty string.
        options: what the caller says; its ``form`` wins.
    """
    if options.form is not None:
        return options.form
    if head.startswith(b"PAR1"):
        return "parquet"
    text = head[:_HEAD].decode(options.encoding or detect(head[:_HEAD], html=True), "replace").lstrip("\ufeff")
    said = _BY_NAME.get(suffix_of(name))
    if _PAGE.match(text):
        return "html"
    if _OBJECT.match(text):
        return "json" if said == "json" or not _whole_object(text) else "jsonl"
    if _ARRAY.match(text):
        return "json"
    if said in {"csv", "tsv", "jsonl"}:
        return said
    if said == "html":
        return "html" if _INSIDE.search(text) else "text"
    return _table_by_header(text, options.columns.values()) or "text"


def _whole_object(text: str) -> bool:
    """Tell whether the first line is an object of its own (or too long to tell): then the file is JSON Lines."""
    line = text.lstrip().partition("\n")[0].rstrip()
    return line.endswith("}") or "\n" not in text.strip()


def _table_by_header(text: str, asked: Collection[str]) -> str | None:
    """Return ``csv`` or ``tsv`` when the first line is a header that names a text and something else."""
    first = text.partition("\n")[0].strip()
    for form, mark in (("tsv", "\t"), ("csv", ",")):
        cells = [cell.strip().strip('"').lower() for cell in first.split(mark)]
        known = {name for names in FIELDS.values() for name in names} | {name.lower() for name in asked}
        texts = {"text", "html"} | {name.lower() for name in asked}
        if len(cells) > 1 and sum(cell in known for cell in cells) > 1 and texts & set(cells):
            return form
    return None
