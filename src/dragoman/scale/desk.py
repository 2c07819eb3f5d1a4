"""A desk: one Reader, and the rule that one bad article never costs another."""

from __future__ import annotations

import os
from contextlib import ExitStack

import msgspec

from dragoman.errors import SHOW_TRACEBACKS, DragomanError
from dragoman.reading.reader import Reader
from dragoman.record import Registry
from dragoman.scale.messages import Outcome, Settings
from dragoman.sources import Document

OTHER_LANGUAGE = "not English prose, and Dragoman reads English only; nothing was read in it"
"""Why an article in another language counts as failed."""


ZONE = 256
"""Articles after which the reader forgets the words it met: else each new name would take memory for good."""


class Desk:
    """Reads documents one by one with one Reader.

    Raises:
        DragomanError: the pipeline is not installed or a knowledge table breaks its rules.
    """

    def __init__(self, settings: Settings) -> None:
        self._reader = Reader(
            pipeline=settings.pipeline,
            knowledge=settings.knowledge_folder,
            confidence=settings.confidence,
            extractor=settings.extractor,
            registry=settings.registry.offices if settings.registry is not None else (),
        )
        self._settings = settings
        self._zone = ExitStack()
        self._left = 0

    def remember(self, registry: Registry | None) -> None:
        """Read from now on with what a library has seen since."""
        held = self._settings.registry
        if held is not None and registry is not None and held.checksum == registry.checksum:
            return
        self._settings = msgspec.structs.replace(self._settings, registry=registry)
        self._reader.remember(registry.offices if registry is not None else ())

    def read(self, document: Document) -> Outcome:
        """Return the record of a document, or why there is none; no article makes this raise."""
        self._count()
        try:
            how = self._settings
            record = self._reader.read(document, verbatim=how.verbatim, any_language=True)
            reason = OTHER_LANGUAGE if record.article.language != "en" and not how.any_language else None
            return Outcome(place=document.place, record=record.to_json(), reason=reason)
        except DragomanError as error:
            return Outcome(place=document.place, reason=str(error).removeprefix(f"{document.place}: "))
        except Exception as error:
            if os.environ.get(SHOW_TRACEBACKS):
                raise
            said = " ".join(f"{type(error).__name__}: {error}".split())
            reason = f"could not be read, by a fault of Dragoman ({said}); set {SHOW_TRACEBACKS}=1 to see where"
            return Outcome(place=document.place, reason=reason)

    def _count(self) -> None:
        """Begin a new zone of the reader's memory where the last one is full."""
        if self._left == 0:
            self._zone.close()
            self._zone.enter_context(self._reader.memory_zone())
            self._left = ZONE
        self._left -= 1
