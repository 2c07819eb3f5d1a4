"""A small library that the questions are asked of."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from made_articles import kept, made, writer

from dragoman.library import Library


@pytest.fixture
def library(library_address: str) -> Iterator[Library]:
    with Library(library_address, create=True) as shelf:
        writer(shelf).keep([kept(one) for one in made()])
        yield shelf
