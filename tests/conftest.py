"""Options of the test suite, and the servers that several of its rooms need."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from evaluation.bench import NotThereError
from evaluation.postgres import server

SKIP_NOTHING = "DRAGOMAN_SKIP_NOTHING"
"""Environment variable; where it is set, a test that would be skipped for want of a server fails."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-snapshots", action="store_true", help="write tests/snapshots anew instead of comparing")


def missing(what: str, how: str) -> None:
    """Skip the test, or fail where nothing may be skipped, and say how to get what it needs."""
    message = f"{what} is not here; {how}"
    if os.environ.get(SKIP_NOTHING):
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A PostgreSQL server of the tests' own, on a socket in a folder of its own; gives that folder."""
    try:
        with server("fsync=off") as address:
            yield address.partition("?host=")[2]
    except NotThereError:
        missing("a PostgreSQL server", "on Debian: apt install postgresql")


@pytest.fixture
def postgres_url(postgres_server: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of an empty database."""
    name = f"test_{abs(hash(request.node.nodeid)) % 10**12}"
    ask = ["psql", "-h", postgres_server, "-U", "postgres", "-q", "-v", "ON_ERROR_STOP=1", "-c"]
    subprocess.run([*ask, f"CREATE DATABASE {name}"], check=True, capture_output=True)
    yield f"postgresql://postgres@/{name}?host={postgres_server}"
    subprocess.run([*ask, f"DROP DATABASE {name} WITH (FORCE)"], check=True, capture_output=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def library_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new library can be made: once a SQLite file, once a PostgreSQL database."""
    if request.param == "sqlite":
        return str(tmp_path / "library.db")
    return str(request.getfixturevalue("postgres_url"))
