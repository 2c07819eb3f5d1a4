"""Options of the test suite, and the servers that several of its rooms need."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

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
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        missing("a PostgreSQL server", "on Debian: apt install postgresql")
    # the server refuses to run as root; a socket's path may have no more than 107 characters
    folder = tempfile.mkdtemp(prefix="dragoman-pg-", dir="/tmp")
    ahead: list[str] = []
    if os.geteuid() == 0:
        ahead = ["runuser", "-u", "postgres", "--"]
        shutil.chown(folder, "postgres")
    control = [*ahead, str(programs[-1] / "pg_ctl"), "-D", f"{folder}/data", "-w", "-s"]
    make = [*ahead, str(programs[-1] / "initdb"), "-D", f"{folder}/data", "-A", "trust", "-U", "postgres", "-N"]
    try:
        subprocess.run([*make, "-E", "UTF8", "--locale=C.UTF-8"], check=True, capture_output=True, cwd="/")
        how = f"-k {folder} -c listen_addresses='' -c fsync=off"
        subprocess.run([*control, "-o", how, "-l", f"{folder}/log", "start"], check=True, capture_output=True, cwd="/")
        yield folder
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, capture_output=True, cwd="/")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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
