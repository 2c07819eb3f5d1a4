"""Files that take their name only when they are finished: half a file looks like a whole one."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import UsageError


@contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """Give a stream to write a file with.

    Raises:
        UsageError: the file cannot be written.
    """
    try:
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            with path.open("wb") as stream:  # a device or a pipe has no other name
                yield stream
            return
        part = path.with_name(path.name + ".part")
        stream = part.open("wb")
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror}); name another file") from error
    try:
        with stream:
            yield stream
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
