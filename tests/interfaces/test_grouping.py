"""Groups of options are spread over the commands that take them."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Annotated

import typer

from dragoman.interfaces.cli.grouping import grouped

Where = Annotated[str, typer.Option(help="Where.")]


@dataclass(frozen=True)
class Place:
    where: Where = "here"
    deep: Annotated[int, typer.Option(min=0)] = 0


@grouped
def command(name: str, loud: bool = False, *, place: Place, last: str | None = None) -> int:
    print(name, loud, place.where, place.deep, last)
    return 0


def test_the_options_of_a_group_stand_in_its_place() -> None:
    found = inspect.signature(command).parameters
    assert list(found) == ["name", "loud", "where", "deep", "last"]
    assert found["where"].default == "here" and found["where"].annotation == Where


def test_typer_calls_the_command_with_the_group() -> None:
    from typer.testing import CliRunner

    app = typer.Typer()
    app.command()(command)
    assert CliRunner().invoke(app, ["x", "--where", "there", "--deep", "3"]).output == "x False there 3 None\n"
    assert CliRunner().invoke(app, ["x", "--loud", "--last", "z"]).output == "x True here 0 z\n"
    assert "--deep" in CliRunner().invoke(app, ["x", "--deep", "-1"]).output
