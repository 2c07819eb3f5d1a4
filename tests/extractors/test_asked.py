"""An event stage that asks a language model: what does not stand in the article is thrown away, answers are kept."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from dragoman import Document, DragomanError, Reader, UsageError
from dragoman.questions.accuracy import accuracy
from dragoman.questions.coded import load_coding

TEXT = "Kenya condemned Ghana on Monday. “We will not be silent,” Kenya's foreign minister, Alfred Mutua, said."

RECORDED = {
    "events": [
        {
            "action": "criticise",
            "modality": "actual",
            "sentence": "Kenya condemned Ghana on Monday.",
            "trigger": "condemned",
            "actors": ["Kenya"],
            "recipients": ["Ghana"],
            "third_parties": [],
        },
        {
            "action": "threaten-force",
            "modality": "actual",
            "sentence": "Kenya threatened Ghana with war on Tuesday.",
            "trigger": "threatened",
            "actors": ["Kenya"],
            "recipients": ["Ghana"],
            "third_parties": [],
        },
        {
            "action": "criticise",
            "modality": "actual",
            "sentence": "Kenya condemned Ghana on Monday.",
            "trigger": "condemned",
            "actors": ["Kenya"],
            "recipients": ["Nigeria"],
            "third_parties": [],
        },
        {
            "action": "criticise",
            "modality": "certain",
            "sentence": "Kenya condemned Ghana on Monday.",
            "trigger": "condemned",
            "actors": ["Kenya"],
            "recipients": ["Ghana"],
            "third_parties": [],
        },
    ]
}
"""What a server answered once: one event that the article bears out, and three that it does not."""


class Server:
    """A server that plays back one answer and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.status = 200
        self.body = json.dumps({"choices": [{"message": {"content": json.dumps(RECORDED)}}]})
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                outer.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                outer.keys.append(self.headers.get("Authorization"))
                self.send_response(outer.status)
                self.end_headers()
                self.wfile.write(outer.body.encode())

            def log_message(self, *_: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.http.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.http.server_port}/v1"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Server]:
    made = Server()
    monkeypatch.setenv("DRAGOMAN_LLM_URL", made.url)
    monkeypatch.setenv("DRAGOMAN_LLM_MODEL", "recorded")
    monkeypatch.setenv("DRAGOMAN_LLM_KEY", "secret")
    monkeypatch.setenv("DRAGOMAN_LLM_CACHE", str(tmp_path / "answers"))
    yield made
    made.http.shutdown()
    made.http.server_close()


def document() -> Document:
    return Document(content=TEXT, published="2023-03-29")


def test_only_what_stands_in_the_article_is_an_event(server: Server) -> None:
    record = Reader(extractor="llm").read(document())
    assert [(event.action, event.modality) for event in record.events] == [("criticise", "actual")], record.events
    event = record.events[0]
    start, end = event.mentions[0].trigger
    assert record.article.text[start:end] == "condemned"
    names = {actor.id: actor.name for actor in record.actors}
    assert [names[one] for one in (*event.actors, *event.recipients)] == ["Kenya", "Ghana"]
    assert event.why[0] == "recorded: criticise, actual"


def test_the_answer_is_asked_for_by_schema_and_with_the_key(server: Server) -> None:
    Reader(extractor="llm").read(document())
    schema = server.asked[0]["response_format"]["json_schema"]["schema"]
    actions = schema["properties"]["events"]["items"]["properties"]["action"]["enum"]
    assert "sign-agreement" in actions and "none" not in actions
    assert server.asked[0]["messages"][1]["content"] == TEXT
    assert server.keys == ["Bearer secret"]


def test_the_same_article_is_asked_about_once(server: Server) -> None:
    first = Reader(extractor="llm").read(document())
    assert Reader(extractor="llm").read(document()) == first
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (500, "{}", "does not answer"),
        (200, "no JSON", "no form of the OpenAI interface"),
        (200, json.dumps({"choices": [{"message": {"content": '{"events": 3}'}}]}), "not the form asked for"),
    ],
)
def test_a_bad_answer_costs_its_article_and_says_why(server: Server, status: int, body: str, said: str) -> None:
    server.status, server.body = status, body
    with pytest.raises(DragomanError, match=said):
        Reader(extractor="llm").read(document())


def test_without_an_address_the_call_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DRAGOMAN_LLM_URL", raising=False)
    with pytest.raises(UsageError, match="DRAGOMAN_LLM_URL"):
        Reader(extractor="llm")


def test_an_unknown_extractor_is_named_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="no extractor 'oracle'; there are lexicon, llm"):
        Reader(extractor="oracle")


def test_two_extractors_are_compared_on_one_gold(server: Server, tmp_path: Path) -> None:
    program = str(Path(sys.executable).with_name("dragoman"))
    (tmp_path / "a.txt").write_text(TEXT)
    gold = {
        "id": "a",
        "text": TEXT,
        "events": [{"types": ["ACCUSE"], "actors": ["KEN"], "recipients": ["GHA"], "evidence": [[0, 32]]}],
    }
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold) + "\n")
    for name in ("lexicon", "llm"):
        command = [program, "read", "a.txt", "--format", "jsonl", "--extractor", name, "-o", f"{name}.jsonl"]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, env=dict(os.environ))
    wanted = load_coding(tmp_path / "gold.jsonl")
    for name in ("lexicon", "llm"):
        assert accuracy(wanted, load_coding(tmp_path / f"{name}.jsonl")).all.right == 1, name
