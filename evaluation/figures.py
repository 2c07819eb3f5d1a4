"""A figure as it is published."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured value in the words of the table; ``note`` says what it rests on."""

    name: str
    value: str
    note: str = ""


def score(name: str, value: str, note: str = "") -> Figure:
    """Return a figure of a share between 0 and 1, to three digits and without the nought."""
    return Figure(name, f"{float(value.rstrip(',|')):.3f}".removeprefix("0") if value else "", note)
