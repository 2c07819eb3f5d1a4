"""The classifier seconds or doubts what the lexicon found, and says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman import Document, Reader, UsageError
from dragoman.reading.events.classifier import Classifier, Vote
from dragoman.record import Event

TEXT = (
    "NAIROBI, March 3 - Kenya condemned Ghana on Monday. Kenya's foreign minister flew to Accra, where he met Ghana's "
    "president. Ghana later released three Kenyan fishermen."
)


def events(reader: Reader) -> tuple[Event, ...]:
    return reader.read(Document(content=TEXT, published="2023-03-03")).events


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def test_why_says_what_each_voter_said(reader: Reader) -> None:
    condemned = next(event for event in events(reader) if event.type == "ACCUSE")
    assert any(reason.startswith("lexicon: condemn") for reason in condemned.why), condemned.why
    assert any(reason.startswith("classifier: criticise (0.") for reason in condemned.why), condemned.why


def test_a_seconded_act_is_surer_than_by_the_lexicon_alone(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    both = {event.mentions[0].trigger: event for event in events(reader)}
    monkeypatch.setattr(Classifier, "load", lambda knowledge: None)
    alone = {event.mentions[0].trigger: event for event in events(Reader())}
    assert both.keys() <= alone.keys(), "the classifier adds nothing"
    assert not any("classifier" in reason for event in alone.values() for reason in event.why)
    condemned = next(trigger for trigger, event in both.items() if event.type == "ACCUSE")
    assert both[condemned].confidence > alone[condemned].confidence


def test_an_act_falls_where_the_classifier_is_sure_of_another(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    sure = Vote({"criticise": 0.0, "praise": 0.9, "talk": 0.1}, 1.0)
    monkeypatch.setattr(Classifier, "vote", lambda self, marked: [sure for _ in marked])
    assert "ACCUSE" not in {event.type for event in events(reader)}


def test_an_act_stands_where_nothing_is_sure_to_pass(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    unsure = Vote({"criticise": 0.0, "praise": 0.9, "talk": 0.1}, 0.3)
    monkeypatch.setattr(Classifier, "vote", lambda self, marked: [unsure for _ in marked])
    assert "ACCUSE" in {event.type for event in events(reader)}


def test_a_plain_meeting_stands_whatever_else_is_told(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    sure = Vote({"criticise": 0.9, "praise": 0.1, "talk": 0.0}, 1.0)
    monkeypatch.setattr(Classifier, "vote", lambda self, marked: [sure for _ in marked])
    assert "CONSULT" in {event.type for event in events(reader)}


def test_a_neighbouring_act_is_no_contradiction(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    near = Vote({"criticise": 0.0, "demand-change": 0.9, "talk": 0.1}, 1.0)
    monkeypatch.setattr(Classifier, "vote", lambda self, marked: [near for _ in marked])
    assert "ACCUSE" in {event.type for event in events(reader)}


def test_the_least_confidence_is_a_setting(reader: Reader) -> None:
    sure = max(event.confidence for event in events(reader))
    kept = events(Reader(confidence=sure))
    assert kept and all(event.confidence >= sure for event in kept)
    assert len(kept) < len(events(reader))
    with pytest.raises(UsageError, match="from 0 to 1"):
        Reader(confidence=1.5)


def test_the_command_takes_it_too(tmp_path: Path) -> None:
    import json
    import subprocess
    import sys

    (tmp_path / "a.txt").write_text(TEXT)
    program = str(Path(sys.executable).with_name("dragoman"))
    command = [program, "read", "a.txt", "--format", "jsonl", "--published", "2023-03-03", "--confidence", "1"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["events"] == []
