"""Every error that Dragoman raises on purpose.

DragomanError              something the caller can mend; the message says how
├── UsageError             the call itself is wrong: an option, a date, a column (exit code 2)
├── SourceError            a source cannot be read: missing, empty, binary, malformed (exit code 2)
├── RefusedArticleError         an article that is no English prose, or too large (exit code 2; 1 within a batch)
├── KnowledgeError         a knowledge file breaks its own rules; names file and line
└── LibraryError           a library cannot be opened, written or asked (exit code 2; 1 once work was done)
"""

SHOW_TRACEBACKS = "DRAGOMAN_TRACEBACK"
"""Environment variable; set to anything, an unforeseen error ends the program with its traceback."""


class DragomanError(Exception):
    """Something the caller can mend; the message is one line that says what, where and what to do."""


class UsageError(DragomanError):
    """The call itself is wrong: an option, a date that is none, a column that is not there."""


class SourceError(DragomanError):
    """A source cannot be read: missing, empty, binary or malformed."""


class RefusedArticleError(DragomanError):
    """An article that Dragoman does not read: not English, not prose, or too large."""


class KnowledgeError(DragomanError):
    """A knowledge file breaks its own rules; the message names the file and the line."""


class LibraryError(DragomanError):
    """A library that cannot be opened, read or written, or a question that it cannot answer."""
