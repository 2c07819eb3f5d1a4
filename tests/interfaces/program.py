"""Runs the command line as its users do: as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = str(Path(sys.executable).with_name("dragoman"))

ARTICLE = (
    "Kenya opened an embassy in Jakarta on Wednesday.\n\n"
    "“We want more trade with Indonesia,” Foreign Minister Alfred Mutua said at the ceremony in the capital. "
    "He said that the two countries would sign an agreement next month. "
    "Kenya condemned the attack on the port and asked Indonesia for help.\n"
)


def run(
    *arguments: str | Path, stdin: str | bytes | None = None, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run ``dragoman`` and return what it printed and how it ended."""
    given = stdin.encode() if isinstance(stdin, str) else stdin
    return subprocess.run(
        [PROGRAM, *map(str, arguments)],
        input=given if given is not None else b"",
        capture_output=True,
        cwd=cwd,
        env=os.environ | environment,
        timeout=120,
        check=False,
    )


def said(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    """Return the lines on standard error; none of them may belong to a traceback."""
    text = done.stderr.decode()
    assert "Traceback" not in text, text
    return text.splitlines()
