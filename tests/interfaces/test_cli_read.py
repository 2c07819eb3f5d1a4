"""What ``dragoman read`` prints."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from program import ARTICLE, run, said

from dragoman import Record


def _table(path: Path, count: int) -> Path:
    rows = [{"id": f"row-{n}", "text": ARTICLE, "date": f"2023-03-{n + 1:02}"} for n in range(count)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_version_and_help_name_the_commands() -> None:
    assert run("--version").stdout.startswith(b"dragoman ")
    assert b"read" in run("--help").stdout


def test_jsonl_is_one_record_a_line_in_the_order_given(tmp_path: Path) -> None:
    done = run("read", "--format", "jsonl", _table(tmp_path / "news.jsonl", 3))
    assert done.returncode == 0, said(done)
    records = [msgspec.json.decode(line, type=Record) for line in done.stdout.splitlines()]
    assert [record.article.key for record in records] == ["row-0", "row-1", "row-2"]
    assert [record.article.published for record in records] == ["2023-03-01", "2023-03-02", "2023-03-03"]


def test_json_is_an_object_for_one_article_and_an_array_for_several(tmp_path: Path) -> None:
    one = json.loads(run("read", "--format", "json", stdin=ARTICLE).stdout)
    assert one["schema"] == "dragoman.record/1"
    two = json.loads(run("read", "--format", "json", _table(tmp_path / "news.jsonl", 2)).stdout)
    assert [record["article"]["key"] for record in two] == ["row-0", "row-1"]


def test_json_of_a_batch_is_an_array_also_when_one_article_is_left(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(ARTICLE)
    done = run("read", "--format", "json", tmp_path)
    assert done.returncode == 1
    assert len(json.loads(done.stdout)) == 1


def test_text_is_the_default_and_has_no_colour_in_a_pipe() -> None:
    done = run("read", "-", "--published", "2023-03-29", stdin=ARTICLE)
    assert done.returncode == 0, said(done)
    text = done.stdout.decode()
    assert "29 March 2023" in text
    assert "Kenya" in text
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 100


def test_standard_input_is_read_when_nothing_is_named() -> None:
    assert run("read", stdin=ARTICLE).stdout == run("read", "-", stdin=ARTICLE).stdout != b""


def test_html_is_one_page(tmp_path: Path) -> None:
    done = run("read", "--format", "html", _table(tmp_path / "news.jsonl", 2), "-o", tmp_path / "page.html")
    assert done.returncode == 0, said(done)
    page = (tmp_path / "page.html").read_text()
    assert page.startswith("<!DOCTYPE html>")
    assert page.count('<section class="record"') == 2


def test_verbatim_keeps_the_given_text() -> None:
    given = "  " + ARTICLE.replace(" on ", "  on\t") + "\n\n  "
    done = run("read", "--format", "json", "--verbatim", stdin=given)
    assert json.loads(done.stdout)["article"]["text"] == given


def test_an_article_in_another_language_is_kept_on_demand_with_nothing_read_in_it() -> None:
    text = "Le président a rencontré hier son homologue à Paris, où ils ont parlé de commerce. " * 6
    done = run("read", "--format", "json", "--any-language", stdin=text)
    assert done.returncode == 0, said(done)
    record = json.loads(done.stdout)
    assert record["article"]["language"] == "und"
    assert record["article"]["text"].startswith("Le président")
    assert record["actors"] == record["events"] == record["statements"] == []


def test_other_columns_by_option(tmp_path: Path) -> None:
    table = tmp_path / "news.csv"
    table.write_text('nr,body,day\n7,"' + ARTICLE.replace("\n", " ") + '",2023-03-29\n')
    done = run(
        "read", "--format", "json", table, "--column", "text=body", "--column", "id=nr", "--column", "published=day"
    )
    assert done.returncode == 0, said(done)
    article = json.loads(done.stdout)["article"]
    assert (article["key"], article["published"]) == ("7", "2023-03-29")


@pytest.mark.parametrize("form", ["jsonl", "json", "text", "html"])
def test_two_processes_give_the_bytes_of_one(tmp_path: Path, form: str) -> None:
    table = _table(tmp_path / "news.jsonl", 5)
    one, two = (run("read", "--format", form, "--jobs", jobs, table) for jobs in "12")
    assert one.returncode == two.returncode == 0, said(two)
    assert one.stdout == two.stdout != b""


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    prints = {run("read", "--format", "jsonl", stdin=ARTICLE, PYTHONHASHSEED=seed).stdout for seed in ("0", "1", "77")}
    assert len(prints) == 1
    assert prints != {b""}


def test_output_to_a_device(tmp_path: Path) -> None:
    done = run("read", "--format", "jsonl", "-o", "/dev/stdout", stdin=ARTICLE)
    assert done.stdout.startswith(b'{"schema"')
    assert not Path("/dev/stdout.part").exists()


def test_why_shows_the_reasons() -> None:
    plain = run("read", stdin=ARTICLE).stdout.decode()
    reasoned = run("read", "--why", stdin=ARTICLE).stdout.decode()
    assert "because " not in plain
    assert "because " in reasoned
