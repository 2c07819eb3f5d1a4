"""The library that the questions are asked of: one for all tests that only ask, one more for each that writes."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import pytest
from made_articles import kept, made, writer

from dragoman.library import Library


def _filled(address: str) -> Library:
    shelf = Library(address, create=True)
    writer(shelf).keep([kept(one) for one in made()])
    return shelf


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library that no test may write to."""
    address = str(tmp_path_factory.mktemp("questions") / "library.db")
    if request.param == "postgresql":
        folder = request.getfixturevalue("postgres_server")
        ask = ["psql", "-h", folder, "-U", "postgres", "-q", "-v", "ON_ERROR_STOP=1", "-c"]
        subprocess.run([*ask, "CREATE DATABASE questions"], check=True, capture_output=True)
        address = f"postgresql://postgres@/questions?host={folder}"
    with _filled(address) as shelf:
        yield shelf


@pytest.fixture
def own(library_address: str) -> Iterator[Library]:
    """A library of the test's own."""
    with _filled(library_address) as shelf:
        yield shelf
