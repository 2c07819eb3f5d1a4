"""The made library: once for the tests that only read it, and on each database for those where that could matter."""

from __future__ import annotations

import pytest
from made_events import fill

from dragoman.library import Library


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The made library in a SQLite file that no test writes to."""
    made = Library(tmp_path_factory.mktemp("made") / "library.db", create=True)
    fill(made)
    return made


@pytest.fixture
def either(library_address: str) -> Library:
    """The made library, once in a SQLite file, once in PostgreSQL."""
    made = Library(library_address, create=True)
    fill(made)
    return made
