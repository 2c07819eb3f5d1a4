"""Dragoman reads the news and keeps a sourced record of who did what to whom, when, where, according to whom."""

from dragoman.reading.reader import Reader
from dragoman.record import Record

__all__ = ["Reader", "Record"]
