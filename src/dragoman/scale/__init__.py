"""Many articles at once: one Reader a process, text in, records out, in the order they came."""

from dragoman.scale.desk import Desk, Outcome, Settings
from dragoman.scale.pool import read_all

__all__ = ["Desk", "Outcome", "Settings", "read_all"]
