"""What goes to a reading process and what comes back; known without the parser being loaded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from dragoman.reading.defaults import DEFAULT_PIPELINE, OWN
from dragoman.record import Registry


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How a Reader is made and used: the same for every article of a batch.

    ``registry`` is whom a library had seen when the batch began, None to read without.
    """

    pipeline: str = DEFAULT_PIPELINE
    knowledge: str | None = None
    verbatim: bool = False
    any_language: bool = False
    confidence: float = 0.0
    extractor: str = OWN
    registry: Registry | None = None

    @property
    def knowledge_folder(self) -> Path | None:
        """The user's own tables, or None."""
        return Path(self.knowledge) if self.knowledge is not None else None

    def described(self) -> dict[str, Any]:
        """Return the settings as a run keeps them: of a registry, whether there is one.

        Which one it is counts apart, so that a library that has learnt more since need not be read anew.
        """
        said: dict[str, Any] = msgspec.to_builtins(msgspec.structs.replace(self, registry=None))
        del said["registry"]
        return {**said, "learn": self.registry is not None}


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one article: ``record`` as one line of JSON, or the ``reason`` why it was not read, in one line.

    An article in another language has both: its text and metadata are kept, nothing is read in it.

    ``place`` says where the article stands (``news.jsonl:17``).
    """

    place: str
    record: bytes | None = None
    reason: str | None = None
