"""Groups of options that several commands take, said once."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any, get_type_hints

Command = Callable[..., int]


def grouped(command: Command) -> Command:
    """Return a command with the groups among its parameters spread out.

    A group is a dataclass whose fields are options. Typer sees an option for each field, in the place of the group; the
    command gets the group made of what was said.
    """
    signature = inspect.signature(command, eval_str=True)
    groups: dict[str, Any] = {
        name: given.annotation for name, given in signature.parameters.items() if is_dataclass(given.annotation)
    }
    spread: list[inspect.Parameter] = []
    for name, given in signature.parameters.items():
        if name not in groups:
            spread.append(given)
            continue
        hints = get_type_hints(groups[name], include_extras=True)
        for one in fields(groups[name]):
            spread.append(given.replace(name=one.name, default=one.default, annotation=hints[one.name]))

    @functools.wraps(command)
    def called(**given: Any) -> int:
        for name, group in groups.items():
            given[name] = group(**{one.name: given.pop(one.name) for one in fields(group)})
        return command(**given)

    vars(called)["__signature__"] = signature.replace(parameters=spread)
    return called
