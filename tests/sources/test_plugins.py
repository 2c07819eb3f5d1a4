"""Sources by entry point: a plugin of another package is used like the ones that come with Dragoman."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.errors import UsageError
from dragoman.sources import SourceOptions
from dragoman.sources.plugins import installed

PLUGIN = """
from dragoman.sources import Document, Failure, Source

class Telegrams(Source):
    name = "telegrams"

    def recognises(self, head, name):
        return head.startswith(b"TELEGRAMS")

    def recognises_address(self, address):
        return address.startswith("telegraph:")

    def documents(self, given, options):
        if given.stream is None:
            yield Document(content="STOP", place=given.place)
            return
        for number, line in enumerate(given.stream.read().decode().splitlines()[1:], start=1):
            if line == "BROKEN":
                raise ValueError("a fault\\nof the plugin")
            place = f"{given.place}:{number}"
            yield Document(content=line, place=place) if line else Failure(place, "an empty telegram")
"""
READ = """
import json, sys
from dragoman.sources import Document, SourceOptions, documents
for one in documents(sys.argv[2:], SourceOptions(form=sys.argv[1] or None)):
    print(json.dumps([one.place, one.content if isinstance(one, Document) else one.reason]))
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder as an installer leaves it: a package, and its entry points in a dist-info folder."""
    folder = tmp_path / "site"
    info = folder / "dragoman_telegrams-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: dragoman-telegrams\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[dragoman.sources]\ntelegrams = dragoman_telegrams:Telegrams\n")
    (folder / "dragoman_telegrams.py").write_text(PLUGIN)
    return folder


def read(site: Path, *paths: str | Path, form: str = "") -> list[list[str]]:
    environment = os.environ | {"PYTHONPATH": str(site)}
    done = subprocess.run(
        [sys.executable, "-c", READ, form, *map(str, paths)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_an_installed_plugin_reads_what_it_recognises(site: Path, tmp_path: Path) -> None:
    path, other = tmp_path / "x", tmp_path / "other.txt"
    path.write_text("TELEGRAMS\nMinister arrives\n\nBROKEN\n")
    other.write_text("A text.")
    fault = "stopped by a fault of the source 'telegrams' (ValueError: a fault of the plugin); "
    assert read(site, path, other, "telegraph:42") == [
        [f"{path}:1", "Minister arrives"],
        [f"{path}:2", "an empty telegram"],
        [str(path), fault + "set DRAGOMAN_TRACEBACK=1 to see where"],
        [str(other), "A text."],
        ["telegraph:42", "STOP"],
    ]


def test_a_form_names_a_plugin(site: Path, tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text("first line\nMinister arrives\n")
    assert read(site, path, form="telegrams") == [[f"{path}:1", "Minister arrives"]]


@pytest.mark.parametrize("code", ["raise RuntimeError('no\\nway')", "Telegrams = int", "nothing = 1"])
def test_a_plugin_that_cannot_be_loaded_is_told_and_stops_nothing(site: Path, tmp_path: Path, code: str) -> None:
    (site / "dragoman_telegrams.py").write_text(code)
    path = tmp_path / "x.txt"
    path.write_text("A text.")
    (broken, text) = read(site, path)
    assert broken[0] == "source plugin 'telegrams'" and "cannot be loaded" in broken[1] and "\n" not in broken[1]
    assert text == [str(path), "A text."]


def test_the_sources_that_come_with_it_are_registered_in_the_same_way() -> None:
    assert {"feed", "opml", "url", "warc"} <= set(installed().names())
    assert not installed().broken


def test_a_form_that_is_none_is_told_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"html.*feed.*warc"):
        SourceOptions(form="telegram")
