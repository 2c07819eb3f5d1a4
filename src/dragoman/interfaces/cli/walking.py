"""A walk through unreviewed events, one at a time: the sentence with its sides marked, and a key for each verdict."""

from __future__ import annotations

import io
import shlex
import shutil
import sys
from typing import TYPE_CHECKING, Any

from dragoman.errors import DragomanError
from dragoman.interfaces.cli.review import assignments
from dragoman.interfaces.wording import one_line, visible

if TYPE_CHECKING:
    from dragoman.library import Library

KEYS = "y right   n wrong   e edit   s skip   q quit"
WIDTH = 100
"""Characters of a page that goes to a pipe."""

_STYLES = {"actor": "bold green", "recipient": "bold magenta"}
_SIGNS = {"actor": ("[", "]"), "recipient": ("{", "}")}


class Walk:
    """Shows one event after the other and keeps what a person says of each at once."""

    def __init__(self, library: Library, *, who: str, note: str | None, type_: str | None) -> None:
        self._library = library
        self._who = who
        self._note = note
        self._type = type_

    def run(self) -> int:
        """Walk until there is none left or the person quits; return the exit code."""
        from dragoman.library.corrections import target_of
        from dragoman.library.reviewing import START, described, unreviewed

        after, judged = START, 0
        while True:
            with self._library.reading() as connection:
                found = unreviewed(connection, after, type_=self._type, limit=1)
                if not found:
                    print("nothing left to review")
                    break
                row = found[0]
                text = page(described(connection, target_of(connection, row["id"])))
            after = (row["article"], row["trigger_start"], row["id"])
            print(f"\n{text}\n\n{KEYS}")
            answer = self._ask(row["id"])
            if answer is None:
                break
            judged += answer
        print(f"{judged} judged by {self._who}")
        return 0

    def _ask(self, name: str) -> bool | None:
        """Return whether the event was judged, or None when the person quits."""
        from dragoman.library.corrections import judge

        while True:
            match key().lower():
                case "y":
                    judge(self._library, "confirm", name, who=self._who, note=self._note)
                    return True
                case "n":
                    judge(self._library, "reject", name, who=self._who, note=self._note)
                    return True
                case "e":
                    if self._edit(name):
                        return True
                    print(KEYS)
                case "s":
                    return False
                case "q" | "":
                    return None
                case _:
                    print(KEYS)

    def _edit(self, name: str) -> bool:
        from dragoman.library.corrections import judge

        print("field=value ... (type=ACCUSE recipients=ISR modality=planned); empty to go back")
        print("> ", end="", flush=True)
        line = sys.stdin.readline()
        if not line.strip():
            return False
        try:
            judge(self._library, "edit", name, who=self._who, note=self._note, said=assignments(shlex.split(line)))
        except (DragomanError, ValueError) as error:
            print(f"not kept: {error}")
            return False
        return True


def key() -> str:
    """Return the key that a person presses, without Enter on a terminal; one line's first character from a pipe."""
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        return (line.strip() or "?")[0] if line else ""
    if sys.platform == "win32":
        import msvcrt

        return msvcrt.getwch()
    import termios
    import tty

    number = sys.stdin.fileno()
    before = termios.tcgetattr(number)
    try:
        tty.setcbreak(number, termios.TCSANOW)  # a key pressed early is kept
        return sys.stdin.read(1)
    finally:
        termios.tcsetattr(number, termios.TCSADRAIN, before)


def page(found: dict[str, Any]) -> str:
    """Return an item as a person reads it: coloured on a terminal, else with ``[actor]`` and ``{recipient}``."""
    from rich.console import Console
    from rich.text import Text

    terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if terminal else WIDTH
    console = Console(
        file=io.StringIO(), width=width, force_terminal=terminal, highlight=False, markup=False, emoji=False
    )
    console.print(_sentence(found, terminal))
    console.print()
    for name, value in _facts(found):
        console.print(Text.assemble((f"{name:<11}", "dim"), value))
    assert isinstance(console.file, io.StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().rstrip().splitlines())


def _sentence(found: dict[str, Any], terminal: bool) -> Any:
    from rich.text import Text

    sentence, at = Text(), 0
    # of the same length, so that the marks hold
    words = visible(found["sentence"])
    for start, end, side in sorted(found["marks"]):
        if start < at:
            continue
        before, after = ("", "") if terminal else _SIGNS[side]
        sentence.append(words[at:start]).append(f"{before}{words[start:end]}{after}", style=_STYLES[side])
        at = end
    return sentence.append(words[at:])


def _facts(found: dict[str, Any]) -> list[tuple[str, str]]:
    sides = {side: ", ".join(refs) for side, refs in found["sides"].items()}
    where = ", ".join(part for part in (found.get("place"), found.get("place_country")) if part)
    facts = [
        (found["kind"], " ".join(part for part in (found.get("type") or "", found.get("action") or "") if part)),
        ("actor", sides.get("actor", "")),
        ("recipient", sides.get("recipient", "")),
        ("third party", sides.get("third", "")),
        ("modality", found.get("modality") or found.get("polarity") or ""),
        ("day", str(found.get("day") or "")),
        ("place", where),
        ("speaker", found.get("speaker") or ""),
        ("why", "; ".join(found["why"])),
        ("source", ", ".join(part for part in (found["title"], found["publisher"]) if part)),
        ("verdict", found.get("verdict") or ""),
        *(("", f"{one.made} {one.who}: {one.verdict} {one.note or ''} ({one.id})") for one in found["judgements"]),
        ("id", found["id"]),
    ]
    return [(name, one_line(value)) for name, value in facts if value.strip()]
