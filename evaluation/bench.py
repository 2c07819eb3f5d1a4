"""What a measure works with: the sets, the product's command line, the scorers, and a note of every command."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path


class NotThereError(Exception):
    """A measure cannot be taken: its set is missing, or a command failed; the message says which."""


@dataclass(frozen=True)
class Run:
    """How a process went: seconds by the wall, and the most memory it held, in MB."""

    seconds: float
    peak_mb: float


@dataclass
class Bench:
    """The folder of sets, a folder to work in, and the commands run so far, without the paths of this machine."""

    shared: Path
    work: Path
    root: Path
    commands: list[str] = field(default_factory=list)

    def there(self, *paths: Path) -> None:
        """Raise NotThereError unless all paths exist."""
        for path in paths:
            if not path.exists():
                raise NotThereError(f"{path} is not there")

    def dragoman(self, *arguments: str | Path, out: str) -> Path:
        """Run the command line, write its output to ``out`` in the work folder and return where it is."""
        target = self.work / out
        self._note("dragoman", *arguments, f"> {out}")
        self.timed([str(Path(sys.executable).with_name("dragoman")), *map(str, arguments)], target, may_fail=1)
        return target

    def script(self, path: Path, *arguments: str | Path, out: str | None = None) -> str:
        """Run a Python script of the sets and return what it prints, or write that to ``out`` too."""
        self._note("python3", path, *arguments, *([f"> {out}"] if out else []))
        done = subprocess.run(
            [sys.executable, str(path), *map(str, arguments)], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise NotThereError(f"{path.name} failed: {done.stderr.strip().splitlines()[-1:]}")
        if out:
            (self.work / out).write_text(done.stdout, encoding="utf-8")
        return done.stdout

    def timed(self, command: list[str], target: Path, may_fail: int = 0) -> Run:
        """Run a command with its output in a file and return how it went.

        Raises:
            NotThereError: it failed, or an article failed by a fault of the program: no figure may rest on that.
        """
        errors = target.with_name(target.name + ".errors")
        with target.open("wb") as stream, errors.open("wb") as complaints:
            begun = time.perf_counter()
            process = subprocess.Popen(command, stdout=stream, stderr=complaints, cwd=self.root)
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - begun
        code = process.returncode = os.waitstatus_to_exitcode(status)
        if code not in (0, may_fail):
            raise NotThereError(f"{Path(command[0]).name} {command[1]} ended with code {code}")
        said = errors.read_text(encoding="utf-8", errors="replace")
        print(said, end="", file=sys.stderr)
        if faults := said.count("by a fault of Dragoman"):
            raise NotThereError(f"{faults} articles failed by a fault of the program")
        # Linux counts kilobytes, macOS bytes
        scale = 1 << 20 if sys.platform == "darwin" else 1 << 10
        return Run(seconds, usage.ru_maxrss / scale)

    def note(self, command: str) -> None:
        """Note a command that was run in another way."""
        self.commands.append(command)

    def _note(self, *words: str | Path) -> None:
        line = " ".join(map(str, words))
        for path, short in ((self.work, ""), (self.shared, "")):
            line = line.replace(f"{path}/", short)
        self.commands.append(line)
