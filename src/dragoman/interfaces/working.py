"""What the command line does with a library, from Python: exporting, importing, comparing, correcting.

The functions take the same words as the options of their commands.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import msgspec

from dragoman.errors import UsageError
from dragoman.formats.comparing import Comparison, Sides, compared
from dragoman.formats.eventsets import event_set
from dragoman.formats.export import Export
from dragoman.formats.importing import Kept, check_name, folder_of, import_file
from dragoman.formats.registry import PATHS, TABLES, format_of
from dragoman.formats.tidy import write_beside
from dragoman.interfaces.files import written
from dragoman.library import Library, judging, reviewing
from dragoman.library.judging import Judgement
from dragoman.library.telling import list_happenings
from dragoman.library.telling import list_stories as stories
from dragoman.questions.query import Query

__all__ = [
    "Exported",
    "compare",
    "export",
    "happenings",
    "import_events",
    "judgements",
    "stories",
    "unreviewed",
]


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """What was written: how many entries the file has, and the file with those beside it (codebook, citation)."""

    entries: int
    files: tuple[Path, ...]


def export(
    library: Library,
    form: str,
    path: str | Path,
    query: Query | None = None,
    *,
    words: bool = True,
    author: str | None = None,
) -> Exported:
    """Write the events that a query asks for in another format, as ``dragoman export`` does.

    Args:
        library: where they are.
        form: ``plover gdelt icews polecat csv spreadsheet parquet graphml gexf geojson annotations followthemoney
            docbin labelstudio``; docs/formats.md says what each holds.
        path: the file; it takes its name when it is finished. Beside a table stand its codebook and its citation.
        query: which events; all when None.
        words: whether sentences and article texts go out too.
        author: who made the set, for its citation.

    Raises:
        UsageError: there is no such format, it is nothing without words, or the file cannot be written.
    """
    chosen, output = format_of(form), Path(path)
    if chosen.words and not words:
        raise UsageError(f"{form} points at words of the text and is nothing without them")
    wanted = Export(library=library, query=chosen.query(query or Query()), words=words, author=author)
    if form in PATHS:
        count = chosen.load()(wanted, output)
    else:
        with written(output) as stream:
            count = chosen.load()(wanted, stream)
    beside = write_beside(wanted, output, count) if form in TABLES and output.is_file() else []
    return Exported(entries=count, files=(output, *beside))


def import_events(
    form: str, path: str | Path, *, library: Library | str | Path | None = None, into: str | Path | None = None
) -> Kept:
    """Keep a file of another event set beside a library, as ``dragoman import`` does, to compare one's own with.

    Args:
        form: what the file is: ``gdelt icews polecat plover``.
        path: the file; plain, gzipped or zipped.
        library: beside which library; the one in the user's data folder when None. into: the folder to keep it in
            instead.

    Raises:
        UsageError: there is no such set, or the library is on a server and no folder was named.
        SourceError: the file is missing or broken; nothing of it is kept.
        LibraryError: the folder cannot be written.
    """
    check_name(form)
    return import_file(form, Path(path), folder_of(_named(library), None if into is None else Path(into)))


def compare(
    own: Library | str | Path,
    other: Library | str | Path,
    comparison: Comparison | None = None,
    *,
    library: Library | str | Path | None = None,
    into: str | Path | None = None,
) -> AbstractContextManager[Sides]:
    """Set two event sets side by side, as ``dragoman compare`` does, within a ``with`` block.

    What the block is given has ``lines(by)``, the figures by ``type``, ``dyad`` or ``month``, and
    ``events(only, limit)``, the events of both with their sentences.

    Args:
        own: a library, the name of an imported set (``gdelt``), a folder of one, or an exported file; other: the same.
        comparison: what must be the same, how far days may lie apart, and what is compared.
        library: beside which library imported sets lie; ``own`` when that is one. into: the folder they lie in instead.

    Raises:
        UsageError: nothing was imported, or the two share no day.
        SourceError: a file is missing or in no known format.
    """
    beside = _named(library)
    if beside is None and (isinstance(own, Library) or Path(own).is_file()):
        beside = _named(own)
    folder = None if into is None else Path(into)
    mine, theirs = (event_set(str(_named(name)), beside, folder) for name in (own, other))
    return compared(mine, theirs, comparison or Comparison())


def unreviewed(library: Library, *, type: str | None = None, limit: int | None = None) -> list[dict[str, Any]]:
    """Return the events that nobody has judged, with the names of their sides and their sentence.

    Args:
        library: where they are.
        type: only of this type. limit: how many at most.
    """
    with library.reading() as connection:
        return reviewing.listed(connection, type_=type, limit=limit)


def judgements(library: Library) -> list[Judgement]:
    """Return every judgement of a person, the oldest first, also those taken back."""
    with library.reading() as connection:
        return judging.all_of(connection)


def happenings(
    library: Library, *, least: int = 2, since: str | None = None, until: str | None = None, limit: int | None = None
) -> Iterator[dict[str, Any]]:
    """Yield events that several articles report, by day, each with its reports and the source behind each.

    Args:
        library: where they are.
        least: independent sources at least.
        since: first day; until: last day, both included. limit: how many at most.
    """
    with library.reading() as connection:
        yield from list_happenings(connection, least=least, since=since, until=until, limit=limit)


def _named(library: Library | str | Path | None) -> str | None:
    return library.where if isinstance(library, Library) else None if library is None else str(library)
