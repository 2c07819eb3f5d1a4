"""Every wrong call and every bad article is one line on standard error, with the right exit code."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from program import ARTICLE, PROGRAM, run, said


def test_a_missing_file_is_named_with_code_2(tmp_path: Path) -> None:
    done = run("read", tmp_path / "nowhere.txt")
    assert done.returncode == 2
    assert done.stdout == b""
    assert said(done) == [f"dragoman: {tmp_path}/nowhere.txt: no such file or folder; check the name"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 \x00\x01\x02", "PDF"),
        (os.urandom(3000), "binary"),
        (gzip.compress(ARTICLE.encode())[:60], "gzip"),
        ("Le président a rencontré hier son homologue à Paris, où ils ont parlé de commerce. " * 6, "English"),
    ],
    ids=["empty", "pdf", "noise", "torn gzip", "French"],
)  # fmt: skip
def test_an_article_that_cannot_be_read_is_refused_in_one_line(
    tmp_path: Path, content: bytes | str, words: str
) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    done = run("read", path)
    lines = said(done)
    assert done.returncode == 2, (lines, done.stdout[:300])
    assert len(lines) == 1, lines
    assert lines[0].startswith(f"dragoman: {path}: "), lines
    assert words in lines[0], lines
    assert lines[0].count(str(path)) == 1, lines


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["read", "--published", "yesterday", "-"], "2023-03-29"),
        (["read", "--published", "2023-02-30", "-"], "2023-03-29"),
        (["read", "--format", "xml", "-"], "'--format' / '-f': 'xml' is not one of"),
        (["read", "--jobs", "0", "-"], "--jobs"),
        (["read", "--column", "body", "-"], "FIELD=NAME"),
        (["read", "--column", "colour=body", "-"], "no field 'colour'"),
        (["read", "--form", "pdf", "-"], "no form 'pdf'"),
        (["read", "--encoding", "klingon", "-"], "no encoding 'klingon'"),
        (["read", "--knowledge", "nowhere", "-"], "no such folder"),
        (["read", "--pipeline", "xx_none", "-"], "no spaCy pipeline 'xx_none'"),
        (["read", "--output", "/nowhere/record.txt", "-"], "cannot be written"),
        (["read", "--colour", "-"], "--colour"),
        (["reed"], "reed"),
    ],
    ids=lambda value: " ".join(value[1:3]) if isinstance(value, list) else "",
)
def test_a_wrong_call_says_what_is_wrong_with_code_2(arguments: list[str], words: str) -> None:
    done = run(*arguments, stdin=ARTICLE)
    lines = said(done)
    assert done.returncode == 2, lines
    assert done.stdout == b""
    assert len(lines) == 1, lines
    assert words in lines[0], lines


def test_a_table_without_the_column_asked_for(tmp_path: Path) -> None:
    table = tmp_path / "news.csv"
    table.write_text('id,body\n1,"A text."\n')
    done = run("read", table, "--column", "text=content")
    assert done.returncode == 2
    assert said(done) == [f"dragoman: {table}: no column 'content' for text; the columns are id, body"]


def test_a_batch_goes_on_past_bad_articles_and_ends_with_code_1(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(ARTICLE)
    (tmp_path / "c.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    done = run("read", "--format", "jsonl", tmp_path)
    assert done.returncode == 1
    assert done.stdout.count(b"\n") == 1
    lines = said(done)
    assert [line.split(": ")[1] for line in lines] == [f"{tmp_path}/a.txt", f"{tmp_path}/c.txt"], lines


def test_a_bad_row_is_named_by_its_line(tmp_path: Path) -> None:
    table = tmp_path / "news.jsonl"
    table.write_text('{"id": "x", "text": 7}\n{"id": "y"\n{"id": "z", "text": ""}\n')
    done = run("read", "--format", "jsonl", table)
    assert done.returncode == 1
    assert [line.split(": ")[1] for line in said(done)] == [f"{table}:1", f"{table}:2", f"{table}:3"]


def test_a_failed_single_article_leaves_no_file_behind(tmp_path: Path) -> None:
    done = run("read", tmp_path / "nowhere.txt", "-o", tmp_path / "record.txt")
    assert done.returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_already_survives_a_failed_call(tmp_path: Path) -> None:
    (tmp_path / "record.txt").write_text("older")
    run("read", tmp_path / "nowhere.txt", "-o", tmp_path / "record.txt")
    assert (tmp_path / "record.txt").read_text() == "older"


def test_a_knowledge_table_that_breaks_its_rules_is_named(tmp_path: Path) -> None:
    (tmp_path / "actors").mkdir()
    (tmp_path / "actors/states.tsv").write_text("no source\n")
    done = run("read", "--knowledge", tmp_path, "-", stdin=ARTICLE)
    assert done.returncode == 2
    (line,) = said(done)
    assert "states.tsv" in line and "source" in line, line


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_closed_pipe_ends_the_program_quietly(tmp_path: Path, jobs: str) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    command = f"{PROGRAM} read --format jsonl --jobs {jobs} {' '.join([str(tmp_path / 'a.txt')] * 400)} | head -c 9"
    done = subprocess.run(["bash", "-c", command], capture_output=True, timeout=120, check=False)
    assert done.stdout == b'{"schema"'
    assert done.stderr == b""


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_ends_the_program_with_code_130(tmp_path: Path, jobs: str) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    paths = [str(tmp_path / "a.txt")] * 4000
    process = subprocess.Popen(
        [PROGRAM, "read", "--format", "jsonl", "--jobs", jobs, *paths], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    begun = time.monotonic()
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert errors.decode() == "dragoman: interrupted\n"
    assert time.monotonic() - begun < 15


def test_a_stop_by_the_system_leaves_no_half_file(tmp_path: Path) -> None:
    half = tmp_path / "record.txt.part"
    call = [PROGRAM, "read", "-", "--output", str(tmp_path / "record.txt")]
    with subprocess.Popen(call, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        for _ in range(600):
            if half.exists():
                break
            time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        assert process.stderr is not None
        assert process.stderr.read() == b"dragoman: interrupted\n"
    assert process.returncode == 130
    assert list(tmp_path.iterdir()) == []
