"""Sources as plugins: what a source is, and which ones are installed.

A package offers a source by an entry point of the group ``dragoman.sources``; the ones that come with Dragoman are
registered in the same way (``pyproject.toml``). What no source recognises is a text, an HTML page or a table.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, BinaryIO

from dragoman.errors import SHOW_TRACEBACKS, DragomanError
from dragoman.sources.document import Document, Failure

if TYPE_CHECKING:
    from dragoman.sources.options import SourceOptions

GROUP = "dragoman.sources"
"""The entry point group."""

_OWN = "dragoman"


@dataclass(frozen=True)
class Given:
    """What a source is to read.

    ``name`` is the path or address as the caller gave it, empty for standard input; ``place`` names it in messages.
    ``stream`` is open at its start, unpacked unless the source `unpacks` itself; for an address it is null.
    """

    name: str
    place: str
    stream: BinaryIO | None = None


class Source:
    """One kind of source; a plugin derives from it.

    ``name`` is what ``--form`` calls it. ``unpacks`` tells that `documents` wants gzip as it stands, where it is in a
    file that can be searched.
    """

    name: str = ""
    unpacks: bool = False

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell whether a file is of this kind, by its first bytes (unpacked, up to 65,536) and its name."""
        return False

    def recognises_address(self, address: str) -> bool:
        """Tell whether something that is no file (``https://...``) is of this kind."""
        return False

    def documents(self, given: Given, options: SourceOptions) -> Iterator[Document | Failure]:
        """Yield the documents of a source, and a `Failure` in place of each that cannot be read.

        Raises:
            SourceError: the source as a whole cannot be read.
        """
        raise NotImplementedError


@dataclass(frozen=True)
class Installed:
    """The sources that are installed, those of others before Dragoman's own, and what hinders the rest."""

    sources: tuple[Source, ...]
    broken: tuple[Failure, ...]

    def names(self) -> tuple[str, ...]:
        """Return their names, sorted."""
        return tuple(sorted(source.name for source in self.sources))

    def named(self, name: str) -> Source | None:
        """Return the source of that name, or None."""
        return next((source for source in self.sources if source.name == name), None)


@cache
def installed() -> Installed:
    """Return the sources of all installed packages; they are looked for once a process."""
    found = sorted(entry_points(group=GROUP), key=lambda point: (_is_own(point), point.name, point.value))
    sources: list[Source] = []
    broken: list[Failure] = []
    for point in found:
        try:
            made = point.load()
            source = made() if isinstance(made, type) else made
            if not isinstance(source, Source) or not source.name:
                raise TypeError("it is no dragoman.sources.Source with a name")
        except Exception as error:
            if os.environ.get(SHOW_TRACEBACKS):
                raise
            said = " ".join(f"{type(error).__name__}: {error}".split())
            broken.append(Failure(f"source plugin '{point.name}'", f"cannot be loaded ({said}); mend or remove it"))
            continue
        if not any(other.name == source.name for other in sources):
            sources.append(source)
    return Installed(tuple(sources), tuple(broken))


def for_file(head: bytes, name: str, form: str | None) -> Source | None:
    """Return the source that reads a file, or None where it is a text, a page or a table; ``form`` wins."""
    if form is not None:
        return installed().named(form)
    return next((source for source in installed().sources if _asked(source, head, name)), None)


def for_address(address: str) -> Source | None:
    """Return the source that reads what is no file, or None."""
    return next((source for source in installed().sources if source.recognises_address(address)), None)


def read_with(source: Source, given: Given, options: SourceOptions) -> Iterator[Document | Failure]:
    """Yield what a source gives; a fault in it ends it with one failure."""
    try:
        yield from source.documents(given, options)
    except DragomanError as error:
        yield Failure(given.place, str(error))
    except (OSError, EOFError):
        raise
    except Exception as error:
        if os.environ.get(SHOW_TRACEBACKS):
            raise
        said = " ".join(f"{type(error).__name__}: {error}".split())
        reason = f"stopped by a fault of the source '{source.name}' ({said}); set {SHOW_TRACEBACKS}=1 to see where"
        yield Failure(given.place, reason)


def _asked(source: Source, head: bytes, name: str) -> bool:
    try:
        return bool(source.recognises(head, name))
    except Exception:
        # a plugin that trips over somebody else's file must not stop the others
        if os.environ.get(SHOW_TRACEBACKS):
            raise
        return False


def _is_own(point: EntryPoint) -> bool:
    return point.value.partition(".")[0] == _OWN
