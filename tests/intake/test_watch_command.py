"""``dragoman watch`` as a command: once, interrupted, called wrongly."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from inspect import signature
from pathlib import Path

import pytest
from watching import Scene


def command(*arguments: str | Path) -> list[str]:
    return [str(Path(sys.executable).with_name("dragoman")), "watch", *map(str, arguments)]


def test_the_command_reads_once_and_tells_what_it_did(scene: Scene, tmp_path: Path) -> None:
    scene.feed(scene.item(1) + scene.item(2))
    scene.server.give("/2", "gone", status=410)
    arguments = (
        scene.server.url("/feed"),
        "--once",
        "--allow-private",
        "--pause",
        "0s",
        "--contact",
        "you@example.org",
    )
    done = subprocess.run(
        command(*arguments, "--contact", "you@example.org", "--library", tmp_path / "x.db"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    failed, told = done.stderr.strip().splitlines()
    assert failed == f"dragoman: {scene.server.url('/2')}: the server answers 410"
    assert told.endswith("1 feed asked; 1 read, 0 known already, 1 failed")
    assert any("you@example.org" in headers["user-agent"] for _, headers in scene.server.requests)


def wait_for(what: Callable[[], object], seconds: float = 60.0) -> None:
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.05)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_it_cleanly(scene: Scene, tmp_path: Path, how: signal.Signals) -> None:
    scene.feed(scene.item(1))
    arguments = (scene.server.url("/feed"), "--every", "1h", "--allow-private", "--pause", "0s")
    process = subprocess.Popen(
        command(*arguments, "--library", tmp_path / "x.db"), stderr=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stderr is not None
    line = process.stderr.readline().decode()
    assert "1 read" in line
    os.kill(process.pid, how)
    out, said = process.communicate(timeout=20)
    assert (process.returncode, out, said.decode()) == (0, b"", "dragoman: stopped; what was read is kept\n")
    listed = subprocess.run(
        [command()[0], "runs", "--library", str(tmp_path / "x.db"), "--format", "jsonl"],
        capture_output=True,
        check=True,
    )
    assert json.loads(listed.stdout)["status"] == "done"


@pytest.mark.parametrize("options", [["--every", "soon"], ["--every", "0s"], ["--contact", "me\n"], []])
def test_a_wrong_call_is_one_line(options: list[str]) -> None:
    feeds = ["http://127.0.0.1:9/"] if options else ["/no/such/list"]
    done = subprocess.run(command(*feeds, *options), capture_output=True, text=True, check=False)
    assert done.returncode == 2 and done.stderr.count("\n") == 1


def test_every_option_is_documented() -> None:
    from dragoman.interfaces.cli.watch import watch

    told = (Path(__file__).parents[2] / "docs" / "sources.md").read_text()
    names = {name.removesuffix("_").replace("_", "-") for name in signature(watch).parameters} - {"feeds"}
    assert not [name for name in names if f"--{name}" not in told]
