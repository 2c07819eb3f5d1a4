"""Bytes to documents: files, folders, tables and standard input, decoded but not yet understood."""

from dragoman.sources.document import Document

__all__ = ["Document"]
