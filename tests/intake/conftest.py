"""What the tests of watching stand on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from watching import SETTINGS, Scene

from dragoman.library import Library
from dragoman.scale import Desk
from serving import Server


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(SETTINGS)


@pytest.fixture
def scene(tmp_path: Path, desk: Desk) -> Iterator[Scene]:
    with Server() as server, Library(tmp_path / "library.db", create=True) as library:
        made = Scene(library, server, desk)
        yield made
        made.fetcher.close()
