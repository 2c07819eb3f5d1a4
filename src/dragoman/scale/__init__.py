"""Many articles at once: one Reader a process, text in, records out, in the order they came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.scale.messages import Outcome, Settings
from dragoman.scale.pool import read_all

if TYPE_CHECKING:
    from dragoman.scale.desk import Desk

__all__ = ["Desk", "Outcome", "Settings", "read_all"]


def __getattr__(name: str) -> Any:
    """Load the desk, and with it the parser, only where somebody reads in this process."""
    if name == "Desk":
        from dragoman.scale.desk import Desk

        return Desk
    raise AttributeError(f"module 'dragoman.scale' has no attribute '{name}'")
