"""Files and folders at any fsspec path: ``s3://bucket/news``, ``gs://...``, ``memory://...``, ``file://...``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.errors import SourceError
from dragoman.sources.document import Document, Failure
from dragoman.sources.options import SourceOptions
from dragoman.sources.plugins import Given, Source

_ADDRESS = re.compile(r"^(?!https?:)[a-z][a-z0-9+.-]*://")


class RemoteSource(Source):
    """Reads what an fsspec path names; a folder is read through, sorted by name."""

    name = "remote"

    def recognises_address(self, address: str) -> bool:
        """Tell whether an address has a scheme that is not the web's."""
        return bool(_ADDRESS.match(address))

    def documents(self, given: Given, options: SourceOptions) -> Iterator[Document | Failure]:
        """Yield the documents of a file or of every file of a folder.

        Raises:
            SourceError: fsspec is not installed, it does not know the scheme, or there is nothing at the path.
        """
        from dragoman.sources.files import read_stream

        try:
            import fsspec
        except ImportError as error:
            raise SourceError("needs fsspec: pip install 'dragoman[scale]'") from error
        try:
            files, root = fsspec.core.url_to_fs(given.name)
            names = sorted(files.find(root))
        except (ImportError, ValueError, OSError) as error:
            raise SourceError(f"cannot be reached ({error})") from error
        if not names:
            raise SourceError("no file there")
        scheme = given.name.split("://", 1)[0]
        for name in names:
            if any(part.startswith(".") for part in name.split("/")[-1:]):
                continue
            place = f"{scheme}://{name.lstrip('/') if scheme != 'file' else name}"
            try:
                stream = files.open(name, "rb")
            except OSError as error:
                yield Failure(place, f"cannot be opened ({error})")
                continue
            with stream:
                yield from read_stream(stream, place, options)
