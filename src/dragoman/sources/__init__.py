"""Bytes to documents: files, folders, tables, feeds, archives and pages, decoded but not yet understood."""

from dragoman.sources.dates import find_published, parse_published
from dragoman.sources.document import Document, Failure, fingerprint
from dragoman.sources.files import documents, read_stream
from dragoman.sources.options import FIELDS, FORMS, SourceOptions
from dragoman.sources.plugins import Given, Source

__all__ = [
    "FIELDS",
    "FORMS",
    "Document",
    "Failure",
    "Given",
    "Source",
    "SourceOptions",
    "documents",
    "find_published",
    "fingerprint",
    "parse_published",
    "read_stream",
]
