"""docs/command-line.md has a section for every command, and names every option of it there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

from dragoman.interfaces.cli.app import app

PAGE = Path(__file__).parents[2] / "docs" / "command-line.md"
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def sections() -> dict[str, str]:
    parts = re.split(r"^## (.+)$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def options(name: str) -> list[str]:
    return [
        word
        for parameter in COMMANDS[name].params
        for word in (*parameter.opts, *parameter.secondary_opts)
        if word[0] == "-"
    ]


def named(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", text))


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_a_section_that_names_its_options(name: str) -> None:
    section = sections().get(f"dragoman {name}")
    assert section is not None, f"docs/command-line.md has no section 'dragoman {name}'"
    missing = [option for option in options(name) if option not in named(section)]
    assert not missing, f"the section on {name} in docs/command-line.md does not name {missing}"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_tables_of_a_section_name_no_option_that_there_is_not(name: str) -> None:
    first_cells = re.findall(r"^\| ((?:[^|\\]|\\.)+?) \|", sections()[f"dragoman {name}"], re.MULTILINE)
    invented = named(" ".join(first_cells)) - set(options(name))
    assert not invented, f"{name} has no {sorted(invented)}"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_list_at_the_top_leads_to_every_section(name: str) -> None:
    assert f"(#dragoman-{name})" in PAGE.read_text(encoding="utf-8").split("\n## ")[0], name


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_says_in_few_words_what_it_does(name: str) -> None:
    told = COMMANDS[name].get_short_help_str(70)
    assert told.endswith(".") and not told.endswith("..."), told


def test_the_package_runs_as_the_program_does() -> None:
    done = subprocess.run([sys.executable, "-m", "dragoman", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("dragoman ")
