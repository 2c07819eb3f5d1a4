"""The whole program: offline, from a wheel, on the sample articles, and documented."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import venv
from pathlib import Path

import msgspec
import pytest

import dragoman
from dragoman.interfaces.terminal import as_text
from invariants import faults

ROOT = Path(__file__).parent.parent
SAMPLES = sorted(path for path in (ROOT / "samples").iterdir() if path.is_file() and not path.name.startswith("."))
SNAPSHOTS = ROOT / "tests/snapshots"
PROGRAM = str(Path(sys.executable).with_name("dragoman"))

NO_NETWORK = """
import sys
def refuse(event, arguments):
    if event.startswith("socket."):
        raise RuntimeError(f"the network was asked for: {event} {arguments}")
sys.addaudithook(refuse)
"""


def test_there_are_sample_articles() -> None:
    assert len(SAMPLES) >= 3


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_a_sample_reads_as_its_snapshot(sample: Path, request: pytest.FixtureRequest) -> None:
    pages = []
    for document in dragoman.documents([sample]):
        assert isinstance(document, dragoman.Document), document
        record = _reader().read(document)
        assert not faults(record), faults(record)
        pages.append(as_text(record, width=110, why=True))
    shown = "\n".join(pages)
    snapshot = SNAPSHOTS / f"{sample.name}.txt"
    if request.config.getoption("--update-snapshots"):
        snapshot.write_text(shown, encoding="utf-8")
    assert snapshot.is_file(), f"no snapshot of {sample.name}; make it with pytest --update-snapshots"
    assert shown == snapshot.read_text(encoding="utf-8"), "read otherwise than before; look, then --update-snapshots"


def _reader() -> dragoman.Reader:
    if not _READERS:
        _READERS.append(dragoman.Reader())
    return _READERS[0]


_READERS: list[dragoman.Reader] = []


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_main_job_asks_nothing_of_the_network(tmp_path: Path, jobs: str) -> None:
    (tmp_path / "sitecustomize.py").write_text(NO_NETWORK)
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    proof = subprocess.run(
        [sys.executable, "-c", "import socket; socket.socket()"], env=environment, capture_output=True, check=False
    )
    assert b"the network was asked for" in proof.stderr
    done = subprocess.run(
        [PROGRAM, "read", "--format", "jsonl", "--jobs", jobs, str(ROOT / "samples")],
        env=environment,
        capture_output=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.count(b"\n") >= len(SAMPLES)


def test_the_wheel_works_when_installed_elsewhere(tmp_path: Path) -> None:
    built = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(tmp_path), str(ROOT)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    if built.returncode and re.search("hatchling|connection|index", built.stderr, re.IGNORECASE):
        pytest.skip("no package registry at hand to fetch hatchling from, which builds the wheel")
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("dragoman-*.whl")
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    python = str(home / "bin" / "python")
    site = next(home.glob("lib/python*/site-packages"))
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            "--no-index",
            "--target",
            str(site),
            str(wheel),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    # the requirements are those of this environment: what is tested is that the wheel holds all of Dragoman
    (site / "requirements.pth").write_text(f"{Path(msgspec.__file__).parent.parent}\n")
    code = (
        "import dragoman, sys; from dragoman.interfaces.cli import main; "
        "assert dragoman.__file__.startswith(sys.prefix), dragoman.__file__; main()"
    )
    article = tmp_path / "article.txt"
    article.write_text(
        "Kenya opened an embassy in Jakarta on Wednesday. “We want more trade,” its foreign minister said.\n"
    )
    for form in ("jsonl", "html"):
        command = [python, "-c", code, "read", "--format", form, str(article)]
        away = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120, check=False)
        assert away.returncode == 0, away.stderr.decode()
        here = subprocess.run([PROGRAM, *command[3:]], capture_output=True, timeout=120, check=False)
        assert away.stdout == here.stdout


def test_every_command_and_every_option_is_documented() -> None:
    from dragoman.interfaces.cli.app import app

    text = (ROOT / "docs/command-line.md").read_text(encoding="utf-8")
    for command in app.registered_commands:
        name = command.name or ""
        assert f"dragoman {name}" in text, name
        done = subprocess.run(
            [PROGRAM, name, "--help"], capture_output=True, env=os.environ | {"COLUMNS": "200"}, check=True
        )
        for option in sorted(set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", done.stdout.decode())) - {"--help"}):
            assert option in text, f"{option} of {name} is not in docs/command-line.md"


def test_every_field_of_the_record_is_documented() -> None:
    text = (ROOT / "docs/record.md").read_text(encoding="utf-8")
    for name in dragoman.__all__:
        kind = getattr(dragoman, name)
        if isinstance(kind, type) and kind.__module__ == "dragoman.record" and issubclass(kind, msgspec.Struct):
            for field in msgspec.structs.fields(kind):
                assert f"`{field.name}`" in text, f"{name}.{field.name} is not in docs/record.md"


def test_every_link_between_the_documents_leads_somewhere() -> None:
    for page in (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))):
        for link in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if not link.startswith("https://"):
                assert (page.parent / link).exists(), f"{page.name} links to {link}"
