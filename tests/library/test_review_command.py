"""``dragoman review`` and ``dragoman stories`` as people use them."""

from __future__ import annotations

import io
import json
import os
import pty
import sys
import time
from collections.abc import Callable
from pathlib import Path
from select import select as ready
from typing import Any

import pytest
from made_readings import event, kept, record, writer
from sqlalchemy import select

from dragoman.interfaces.cli.app import _run
from dragoman.library import Library
from dragoman.library.schema import events
from dragoman.record import EventMention

TEXT = "Baku told Jerusalem off over the raid on the port. Baku then scolded Jerusalem again in the evening."
DOCS = Path(__file__).parents[2] / "docs"

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    path = tmp_path / "library.db"
    told = [
        event(("a1",), ("a2",), id=f"e{start}", mentions=(EventMention(trigger=(start, start + 4), sentence=sentence),))
        for start, sentence in ((5, (0, 50)), (61, (51, 100)))
    ]
    with Library(path, create=True) as library:
        made = [record(TEXT, *told), record(TEXT + " It was the third time in a week.", *told, published="2023-03-30")]
        writer(library).keep([kept(one) for one in made])
    return path


@pytest.fixture
def call(shelf: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Call:
    def run(*arguments: str, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["dragoman", *arguments, "--library", str(shelf)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        code = _run()
        out, err = capfd.readouterr()
        assert "Traceback" not in err, err
        return code, out, err

    return run


def verdicts(shelf: Path) -> list[str | None]:
    with Library(shelf) as library, library.reading() as connection:
        order = (events.c.article, events.c.trigger_start)
        return list(connection.execute(select(events.c.verdict).order_by(*order)).scalars())


def listed(call: Call) -> list[dict[str, Any]]:
    code, out, _ = call("review", "list", "--format", "jsonl")
    assert code == 0
    return [json.loads(line) for line in out.splitlines()]


def test_what_nobody_judged_is_listed_and_shown_with_its_sides_marked(call: Call) -> None:
    first = listed(call)[0]
    assert (first["actors"], first["recipients"], first["sentence"]) == (["Azerbaijan"], ["Israel"], TEXT[:50])
    code, out, _ = call("review", "show", first["id"][:8])
    assert code == 0
    assert out.startswith("[Baku] {told} Jerusalem off"), out
    assert "criticise (verb) -> criticise" in out, "why it was read is shown"


def test_judgements_are_made_listed_and_withdrawn(call: Call, shelf: Path) -> None:
    one, two, *_ = (row["id"] for row in listed(call))
    assert call("review", "reject", one, two, "--who", "anna", "--note", "irony")[0] == 0
    assert verdicts(shelf) == ["rejected", "rejected", None, None]
    code, out, _ = call("review", "judgements", "--format", "jsonl")
    said = [json.loads(line) for line in out.splitlines()]
    assert [(row["who"], row["verdict"], row["note"]) for row in said] == [("anna", "reject", "irony")] * 2
    assert call("review", "withdraw", said[0]["id"], "--who", "ben")[0] == 0
    assert verdicts(shelf) == [None, "rejected", None, None]
    code, out, _ = call("review", "edit", one, "action=praise", "modality=planned")
    assert (code, verdicts(shelf)[0]) == (0, "edited")
    assert call("review", "unmatched")[2] == "dragoman: every judgement is matched\n"


def test_what_was_judged_is_exported(call: Call, tmp_path: Path) -> None:
    one, two, *_ = (row["id"] for row in listed(call))
    assert call("review", "confirm", one)[0] == 0
    assert call("review", "merge", one, two)[0] == 0
    target = tmp_path / "gold.jsonl"
    assert call("review", "export", "gold", "-o", str(target))[0] == 0
    (row,) = (json.loads(line) for line in target.read_text().splitlines())
    assert [told["evidence"] for told in row["events"]] == [[[0, 50], [51, 100]]]
    _, out, _ = call("review", "export", "training")
    assert json.loads(out)["action"] == "criticise"


def test_a_walk_takes_a_key_for_each_event(call: Call, shelf: Path) -> None:
    code, out, _ = call("review", "--who", "anna", stdin="y\nx\nn\ne\ntype=SUPPORT\ns\n")
    assert code == 0
    assert verdicts(shelf) == ["confirmed", "rejected", "edited", None]
    assert "nothing left to review" in out and out.endswith("3 judged by anna\n")


def test_a_wrong_edit_in_a_walk_is_said_and_asked_again(call: Call, shelf: Path) -> None:
    code, out, _ = call("review", stdin="e\ncolour=red\ny\nq\n")
    assert code == 0
    assert "not kept: events have no field 'colour'" in out
    assert verdicts(shelf) == ["confirmed", None, None, None]


def test_a_walk_on_a_terminal_needs_no_enter(shelf: Path) -> None:
    program = str(Path(sys.executable).with_name("dragoman"))
    child, terminal = pty.fork()
    if child == 0:
        os.execve(
            program, [program, "review", "--library", str(shelf), "--who", "anna"], os.environ | {"TERM": "xterm"}
        )
    seen = b""
    for key in (b"y", b"n", b"q"):
        seen += until(terminal, b"q quit")
        os.write(terminal, key)
    seen += until(terminal, b"judged by anna")
    os.waitpid(child, 0)
    os.close(terminal)
    assert verdicts(shelf) == ["confirmed", "rejected", None, None]
    assert b"\x1b[1;32mBaku\x1b[0m" in seen, "the actor is in colour"


def select_ready(terminal: int, end: float) -> bool:
    return bool(ready([terminal], [], [], max(0.0, end - time.monotonic()))[0])


def until(terminal: int, words: bytes) -> bytes:
    seen, end = b"", time.monotonic() + 60
    while words not in seen:
        assert select_ready(terminal, end), seen
        try:
            seen += os.read(terminal, 4096)
        except OSError:  # the program has ended
            break
    assert words in seen, seen
    return seen


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["review", "confirm"], "write: dragoman review confirm ID ..."),
        (["review", "confirm", "zzzz"], "nothing with the id 'zzzz'"),
        (["review", "merge", "abc"], "write: dragoman review merge ID ID"),
        (["review", "withdraw", "abc"], "no judgement 'abc'"),
        (["review", "export", "pictures"], "no export 'pictures'; there are training and gold"),
        (["stories", "--days", "2"], "say --regroup too"),
        (["stories", "zzzz"], "no article with the id 'zzzz'"),
        (["stories", "--happenings", "--agency", "Reuters"], "leave out ARTICLE, --agency and --regroup"),
        (["stories", "--since", "May"], "--since May is no day"),
    ],
    ids=lambda value: "" if isinstance(value, str) else " ".join(value),
)
def test_a_wrong_call_is_one_line(call: Call, arguments: list[str], message: str) -> None:
    code, _, err = call(*arguments)
    assert (code, len(err.splitlines())) == (2, 1), err
    assert message in err


def test_stories_are_listed_and_shown(call: Call) -> None:
    code, out, _ = call("stories", "--format", "jsonl")
    (story,) = (json.loads(line) for line in out.splitlines())
    assert (code, story["articles"], len(story["told_by"])) == (0, 2, 2)
    code, out, _ = call("stories", story["story"])
    assert code == 0 and all(one["id"] in out for one in story["told_by"]), out
    code, out, _ = call("stories", "--happenings", "--least", "1", "--format", "jsonl")
    told = [json.loads(line) for line in out.splitlines()]
    assert code == 0 and told, "no happening is listed"
    assert all(one["reports"] >= one["outlets"] >= 1 for one in told), told
    assert call("stories", "--regroup", "--days", "2", "--copies-within", "0")[1].startswith("0 stories")
    assert call("stories")[2] == "dragoman: no story that several articles tell\n"


def test_every_command_and_key_is_documented() -> None:
    from dragoman.interfaces.cli.review import What
    from dragoman.interfaces.cli.walking import KEYS

    manual, corrections = (DOCS / "command-line.md").read_text(), (DOCS / "corrections.md").read_text()
    assert "## dragoman stories" in manual and "## dragoman review" in manual
    assert [what for what in What if what not in manual] == []
    keys = [part.split()[0] for part in KEYS.split("   ")]
    assert [key for key in keys if f"| `{key}` |" not in corrections] == []


def test_every_field_is_documented() -> None:
    from dragoman.library.editing import fields_of

    corrections = (DOCS / "corrections.md").read_text()
    missing = {
        field for kind in ("event", "statement", "relation") for field in fields_of(kind) if field not in corrections
    }
    assert not missing
