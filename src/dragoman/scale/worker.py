"""A reading process: settings and documents come on standard input, outcomes go to standard output.

Run by the pool as ``python -m dragoman.scale.worker``. The first message in is the settings, the first
message out an empty one, or the reason why no Reader could be made; then one outcome for each document.
"""

from __future__ import annotations

import os
import signal
import sys

import msgspec

from dragoman.errors import DragomanError
from dragoman.scale.frames import read_frame, write_frame
from dragoman.scale.loading import open_desk
from dragoman.scale.messages import Settings
from dragoman.sources import Document


def main() -> None:
    """Read documents until standard input ends."""
    # Ctrl-C reaches the whole group of processes; the parent decides, and closes the pipe
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that a library prints may get between the messages
    questions = sys.stdin.buffer
    first = read_frame(questions)
    if first is None:
        return
    try:
        desk = open_desk(msgspec.msgpack.decode(first, type=Settings))
    except DragomanError as error:
        write_frame(answers, str(error).encode())
        return
    write_frame(answers, b"")
    decoder = msgspec.msgpack.Decoder(Document)
    while (payload := read_frame(questions)) is not None:
        write_frame(answers, msgspec.msgpack.encode(desk.read(decoder.decode(payload))))


if __name__ == "__main__":
    main()
