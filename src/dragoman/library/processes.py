"""Which process writes a run, and whether it is still there: what tells a run that was killed from one that reads."""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from pathlib import Path

_PROC = Path("/proc")


def this_process() -> str:
    """Return what identifies the calling process, on this computer and among those of a time before.

    Four words: the computer (hashed: a library may be published), where its numbers of processes count (its start, and
    the container), the number, and the moment it began; the last is empty where the system does not tell.
    """
    return " ".join((_hashed(platform.node()), _numbering(), str(os.getpid()), _begun(os.getpid()) or "-"))


def is_gone(process: str) -> bool | None:
    """Return whether a process as `this_process` named it has ended; None when that cannot be known from here."""
    words = process.split()
    if len(words) != 4 or not words[2].isdecimal() or words[0] != _hashed(platform.node()):
        return None
    boot, _, container = words[1].partition("/")
    here, _, mine = _numbering().partition("/")
    if boot != here:
        return True  # the computer was started again
    if container != mine:
        return None
    number = int(words[2])
    if here == "-":
        return None if _answers(number) is None else not _answers(number)
    return _begun(number) != words[3]


def _numbering() -> str:
    """Return the start of this computer and the container, within which each process has a number of its own."""
    try:
        boot = (_PROC / "sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{_hashed(boot)}/{_hashed(str((_PROC / 'self/ns/pid').readlink()))}"
    except OSError:
        return "-/-"


def _begun(number: int) -> str | None:
    """Return when a process began, in ticks since the computer's start; None when there is none, or it has ended."""
    try:
        # the name of the program stands in brackets and may have any character in it
        fields = (_PROC / str(number) / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] in ("Z", "X") else fields[19]


def _answers(number: int) -> bool | None:
    """Return whether there is a process of a number, where the system has no /proc; None when it cannot be asked."""
    if sys.platform == "win32":
        return None  # there a signal of 0 ends the process
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _hashed(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:12]
