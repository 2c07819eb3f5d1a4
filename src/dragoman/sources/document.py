"""The document: one article as its source gives it, before anything is read; and the failure that takes its place."""

from __future__ import annotations

import hashlib
import json

import msgspec


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One article as its source gives it.

    ``content`` is decoded text in ``format`` ``text`` or ``html``; ``place`` says where it stands, for
    messages (``news.jsonl:17``); the other fields are what the source says of it, null when it is silent.
    ``published`` is an ISO date or date-time; ``fetched`` the day on which it was fetched or archived, which stands in
    for a date of publication that neither the source nor the page names.
    """

    content: str
    format: str = "text"
    key: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    fetched: str | None = None
    place: str = "text"


class Failure(msgspec.Struct, frozen=True):
    """What could not be read, so that one bad file or row does not stop a batch.

    ``place`` is a file, ``file:line`` or ``standard input``; ``reason`` one line that says what is wrong
    and what to do.
    """

    place: str
    reason: str

    def __str__(self) -> str:
        """Return the message to show: ``place: reason``."""
        return f"{self.place}: {self.reason}"


def fingerprint(document: Document) -> str:
    """Return the hash of all that a source says of an article; where it stands and when it was fetched are no part."""
    fields = msgspec.to_builtins(document)
    del fields["place"], fields["fetched"]
    said = json.dumps(fields, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:20]
