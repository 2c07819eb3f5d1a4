"""Many processes: the same outcomes in the same order, and a death costs one article."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dragoman import Document, DragomanError, Failure, UsageError
from dragoman.scale import Outcome, Settings, read_all
from dragoman.scale.desk import Desk
from dragoman.scale.pool import IN_FLIGHT

TEXT = "Kenya opened an embassy in Jakarta on Wednesday. Foreign Minister Alfred Mutua said “we want more trade”. "


def _documents(count: int) -> Iterator[Document | Failure]:
    for number in range(count):
        if number % 5 == 3:
            yield Failure(f"row {number}", "is broken; mend it")
        else:
            yield Document(content=TEXT * (1 + number % 3), key=str(number), place=f"row {number}")


def test_any_number_of_jobs_gives_the_same_outcomes_in_order() -> None:
    one = list(read_all(_documents(14), Settings(), jobs=1))
    three = list(read_all(_documents(14), Settings(), jobs=3))
    assert one == three
    assert [outcome.place for outcome in one] == [f"row {number}" for number in range(14)]
    assert one[3] == Outcome(place="row 3", reason="is broken; mend it")


def test_no_more_articles_are_taken_than_are_in_flight() -> None:
    taken = 0

    def counted() -> Iterator[Document | Failure]:
        nonlocal taken
        for document in _documents(200):
            taken += 1
            yield document

    outcomes = read_all(counted(), Settings(), jobs=2)
    next(outcomes)
    assert taken <= 2 * IN_FLIGHT + 1
    outcomes.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("jobs", [0, -3])
def test_no_job_at_all_is_a_wrong_call(jobs: int) -> None:
    with pytest.raises(UsageError, match="jobs"):
        list(read_all(_documents(1), Settings(), jobs=jobs))


@pytest.mark.parametrize("jobs", [1, 2])
def test_settings_that_make_no_reader_are_told_at_once(jobs: int) -> None:
    with pytest.raises(DragomanError, match="no spaCy pipeline 'xx_none'"):
        list(read_all(_documents(2), Settings(pipeline="xx_none"), jobs=jobs))


@pytest.mark.parametrize("name", ["SIGKILL", "SIGSEGV"])
def test_a_process_that_dies_costs_its_article_and_no_other(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    # the worker is told by its environment to die over one article: a stand-in for the memory running out
    code = (
        "import os, signal\n"
        "from dragoman.scale import worker\n"
        "from dragoman.scale.desk import Desk\n"
        "read = Desk.read\n"
        "def fatal(self, document):\n"
        "    if document.key == '2': os.kill(os.getpid(), getattr(signal, os.environ['DIE']))\n"
        "    return read(self, document)\n"
        "Desk.read = fatal\n"
        "worker.main()\n"
    )
    monkeypatch.setenv("DIE", name)
    monkeypatch.setattr("dragoman.scale.pool.COMMAND", ("-c", code))
    outcomes = list(read_all(_documents(9), Settings(), jobs=2))
    lost = [outcome for outcome in outcomes if outcome.record is None and outcome.place not in {"row 3", "row 8"}]
    assert [outcome.place for outcome in lost] == ["row 2"], outcomes
    assert name in (lost[0].reason or "")


def test_an_unforeseen_error_costs_its_article(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(Settings())

    def broken(document: Document, *, verbatim: bool, any_language: bool) -> None:
        raise KeyError("a\nb")

    monkeypatch.setattr(desk._reader, "read", broken)
    outcome = desk.read(Document(content=TEXT, place="row 1"))
    assert outcome.record is None
    assert "KeyError" in (outcome.reason or "") and "\n" not in (outcome.reason or "")
