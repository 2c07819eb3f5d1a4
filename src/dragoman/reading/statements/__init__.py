"""Who says what: source, cue and content."""

from dragoman.reading.statements.index import StatementIndex
from dragoman.reading.statements.reader import StatementReader

__all__ = ["StatementIndex", "StatementReader"]
