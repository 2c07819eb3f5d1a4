"""Making a desk quickly."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from dragoman.scale.messages import Settings

if TYPE_CHECKING:
    from dragoman.scale.desk import Desk

OBJECTS = 20_000
"""New objects after which the collector looks for garbage: a reading makes many and leaves hardly any in rings."""

_AVX512 = frozenset("avx512f avx512bw avx512cd avx512dq avx512vl".split())


def open_desk(settings: Settings) -> Desk:
    """Load the parser and the tables, and return a desk.

    The garbage collector rests meanwhile: what is loaded is no garbage, and to look for some in it, then and with each
    article, would take a tenth of the time of loading and a fiftieth of that of reading.

    Raises:
        DragomanError: the pipeline is not installed or a knowledge table breaks its rules.
    """
    _name_processor()
    working = gc.isenabled()
    gc.disable()
    try:
        # here and not above: the parent of other processes does not read, and must not wait for the parser
        with _without_spacy_commands():
            from dragoman.scale.desk import Desk

        desk = Desk(settings)
        gc.freeze()
        gc.set_threshold(OBJECTS)
    finally:
        if working:
            gc.enable()
    return desk


def _name_processor() -> None:
    """Tell OpenBLAS, where it is not loaded yet, that the processor has the instructions of AVX-512.

    It goes by the families of processors that were sold when it was built, and takes a newer one for an old one, which
    multiplies matrices half as fast. Nothing is said where the kernel does not name the instructions.
    """
    if "numpy" in sys.modules or "OPENBLAS_CORETYPE" in os.environ:
        return
    with suppress(OSError):
        described = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace")
        flags = next((line for line in described.splitlines() if line.startswith("flags")), "").split()
        if _AVX512.issubset(flags):
            os.environ["OPENBLAS_CORETYPE"] = "SkylakeX"


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
