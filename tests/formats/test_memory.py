"""Rows stream: three times as many events need no more memory."""

from __future__ import annotations

import io
import tracemalloc
from pathlib import Path

import pytest
from made_events import actor, event, fill, record

from dragoman import EventMention
from dragoman.formats.export import Export
from dragoman.formats.registry import format_of
from dragoman.library import Library
from dragoman.questions.query import Query

SENTENCE = "France praised Ghana. "
MANY = 3000


class Sink(io.RawIOBase):
    """Takes everything and keeps nothing."""

    def write(self, data: object) -> int:
        return len(data)  # type: ignore[arg-type]

    def writable(self) -> bool:
        return True


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    text = SENTENCE * MANY
    one = event(text, "praised", "praise", "051", "FRA", "GHA")
    sides = (actor(text, "France", "country/FRA", "FRA", "GOV"), actor(text, "Ghana", "country/GHA", "GHA", "GOV"))
    events = []
    for number in range(MANY):
        start = number * len(SENTENCE)
        mention = EventMention(trigger=(start + 7, start + 14), sentence=(start, start + len(SENTENCE) - 1))
        more = {"id": f"e{number}", "mentions": (mention,)}
        events.append(type(one)(**{name: getattr(one, name) for name in one.__struct_fields__} | more))
    made = Library(Path(tmp_path_factory.mktemp("memory")) / "library.db", create=True)
    fill(made, record(text, "2023-03-29", sides, tuple(events)))
    return made


def peak(library: Library, form: str, count: int) -> int:
    chosen = format_of(form)
    export = Export(library=library, query=chosen.query(Query(limit=count)))
    tracemalloc.start()
    written = chosen.load()(export, Sink())
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert written == count
    return most


def test_three_times_as_many_events_need_no_more_memory(library: Library) -> None:
    peak(library, "plover", 10)  # what is loaded once
    # a third is two full batches
    assert peak(library, "plover", MANY) < 1.3 * peak(library, "plover", MANY // 3)
