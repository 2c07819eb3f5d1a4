"""``dragoman actors`` as its users call it."""

from __future__ import annotations

import json

from program import run, said


def test_an_office_on_a_day_is_a_row_with_code_and_source() -> None:
    done = run("actors", "foreign minister of Israel", "--on", "2023-03-29")
    lines = done.stdout.decode().splitlines()
    assert done.returncode == 0 and lines[0].split() == [
        "name", "kind", "code", "sectors", "office", "from", "until", "source",
    ], done  # fmt: skip
    assert lines[1].split("  ")[0] == "Eli Cohen" and "ISR" in lines[1] and "persons.tsv" in lines[1], lines


def test_a_name_of_several_words_needs_no_marks() -> None:
    assert b"Eli Cohen" in run("actors", "Eli", "Cohen", "--on", "2023-03-29").stdout


def test_json_is_an_array_of_matches() -> None:
    done = run("actors", "Kerry", "--on", "2014-06-01", "--format", "json")
    match = next(match for match in json.loads(done.stdout) if match["ref"] == "person/john-kerry")
    assert [office["office"] for office in match["offices"] if office["held"]] == ["secretary of state"], match


def test_nobody_is_exit_one_and_one_line() -> None:
    done = run("actors", "Zyxwvut")
    assert (done.returncode, done.stdout) == (1, b"")
    assert said(done) == ["dragoman: nobody is called 'Zyxwvut' in the tables"]


def test_a_bad_date_is_exit_two_and_one_line() -> None:
    done = run("actors", "Obama", "--on", "last May")
    assert done.returncode == 2 and said(done) == ["dragoman: --on last May is no date; write it as 2023-03-29"], done
