"""Making a desk quickly."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING

from dragoman.scale.messages import Settings

if TYPE_CHECKING:
    from dragoman.scale.desk import Desk


def open_desk(settings: Settings) -> Desk:
    """Load the parser and the tables, and return a desk.

    The garbage collector rests meanwhile: what is loaded is no garbage, and to look for some in it, then and with each
    article, would take a tenth of the time of loading and a fiftieth of that of reading.

    Raises:
        DragomanError: the pipeline is not installed or a knowledge table breaks its rules.
    """
    working = gc.isenabled()
    gc.disable()
    try:
        # here and not above: the parent of other processes does not read, and must not wait for the parser
        with _without_spacy_commands():
            from dragoman.scale.desk import Desk

        desk = Desk(settings)
        gc.freeze()
    finally:
        if working:
            gc.enable()
    return desk


@contextmanager
def _without_spacy_commands() -> Iterator[None]:
    """Import spaCy without its command line, which brings in an HTTP client, a template engine and 350 modules more.

    spaCy imports it to offer one name of it, ``spacy.info``. Whoever asks for ``spacy.cli`` afterwards gets it.
    """
    if "spacy" in sys.modules:
        yield
        return
    absent = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    absent[1].info = None  # type: ignore[attr-defined]
    sys.modules |= {module.__name__: module for module in absent}
    try:
        yield
    finally:
        for module in absent:
            if sys.modules.get(module.__name__) is module:
                del sys.modules[module.__name__]
