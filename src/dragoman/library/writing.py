"""Writing readings into a library, each batch in one transaction: a stop at any moment loses and doubles nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, insert, select, update

from dragoman.library import runs
from dragoman.library.engine import reading, writing
from dragoman.library.grouping import grouping_of
from dragoman.library.happenings import recount
from dragoman.library.projection import project, withdraw
from dragoman.library.rows import article_row, identity, pack, storable
from dragoman.library.schema import articles, documents, readings
from dragoman.library.stories import place_article, sign
from dragoman.record import Record


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """One article to be kept: its record as JSON, or the ``reason`` why there is none; where it stood; and the
    fingerprint of the document it was read from."""

    fingerprint: str
    place: str
    record: bytes | None = None
    reason: str | None = None


class Writer:
    """Writes the readings of one run.

    Args:
        engine: of the library.
        reader: name and version of the reader; settings: of the reading; knowledge: checksum of its data files.
        sources: what is read, as the caller named it.
        registry: checksum of the registry the reader reads with. It is kept with the run, and does not make a document
            unknown: else all would be read anew whenever the library has learnt something.

    Raises:
        LibraryError: the library cannot be written.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        reader: str,
        settings: dict[str, Any],
        knowledge: str,
        sources: Sequence[str],
        registry: str | None = None,
    ) -> None:
        self._engine = engine
        self._reader = reader
        self._signature = runs.signature(reader, settings, knowledge)
        self.added = self.superseded = self.known = self.failed = 0
        with writing(engine) as connection:
            told = settings if registry is None else {**settings, "registry": registry}
            self.run = runs.begin(connection, reader, told, knowledge, sources)

    def is_known(self, fingerprints: Iterable[str]) -> set[str]:
        """Return which of some documents have been read into the library by the same reader and settings."""
        wanted = list(fingerprints)
        with reading(self._engine) as connection:
            found = connection.execute(
                select(documents.c.fingerprint)
                .join(readings, readings.c.article == documents.c.article)
                .where(
                    documents.c.fingerprint.in_(wanted),
                    readings.c.current,
                    readings.c.signature == self._signature,
                )
            )
            return {row.fingerprint for row in found}

    def note_known(self, fingerprints: Sequence[str]) -> None:
        """Count documents that need no reading, and keep that they were seen again."""
        if not fingerprints:
            return
        moment = runs.now()
        with writing(self._engine) as connection:
            seen = documents.c.fingerprint.in_(fingerprints)
            held = select(documents.c.article).where(seen)
            connection.execute(update(documents).where(seen).values(last_run=self.run))
            connection.execute(
                update(articles).where(articles.c.seq.in_(held)).values(last_run=self.run, last_seen=moment)
            )
            runs.count(connection, self.run, {"known": len(fingerprints)})
        self.known += len(fingerprints)

    def keep(self, batch: Sequence[Kept]) -> list[Record]:
        """Keep a batch in one transaction and return the records that were new or changed.

        Raises:
            LibraryError: it could not be written, or the run was taken back; nothing of the batch was kept.
        """
        counts = {"added": 0, "superseded": 0, "known": 0, "failed": 0}
        changed = []
        with writing(self._engine) as connection:
            runs.check_going_on(connection, self.run)
            failed = [(one.place, one.reason) for one in batch if one.reason is not None]
            runs.fail(connection, self.run, failed)
            counts["failed"] = len(failed)
            for one in batch:
                if one.record is None:
                    continue
                what, record = self._keep(connection, one, one.record)
                counts[what] += 1
                if what != "known":
                    changed.append(record)
            runs.count(connection, self.run, counts)
        for name, number in counts.items():
            setattr(self, name, getattr(self, name) + number)
        return changed

    def finish(self, *, stopped: bool = False) -> None:
        """Close the run."""
        with writing(self._engine) as connection:
            runs.finish(connection, self.run, runs.STOPPED if stopped else runs.DONE)

    def _keep(self, connection: Connection, one: Kept, data: bytes) -> tuple[str, Record]:
        record = msgspec.json.decode(data, type=Record)
        moment = runs.now()
        held = connection.execute(select(articles.c.seq).where(articles.c.id == record.article.id)).scalar_one_or_none()
        if held is None:
            row = article_row(record.article)
            seen = {"first_run": self.run, "last_run": self.run, "first_seen": moment, "last_seen": moment}
            held = connection.execute(insert(articles).values(**row, **seen).returning(articles.c.seq)).scalar_one()
            sign(connection, held, record.article)
            recount(connection, place_article(connection, held, grouping_of(connection)))
        else:
            known = {"last_run": self.run, "last_seen": moment}
            connection.execute(update(articles).where(articles.c.seq == held).values(known))
        self._note_document(connection, one, held)
        name = identity("reading", record.article.id, self._signature, data.decode("utf-8", "replace"))
        current = connection.execute(
            select(readings.c.seq, readings.c.id).where(readings.c.article == held, readings.c.current)
        ).one_or_none()
        if current is not None and current.id == name:
            return "known", record
        first: dict[str, int] = {}
        if current is not None:
            first = withdraw(connection, held)
            connection.execute(update(readings).where(readings.c.seq == current.seq).values(current=False))
        packed = pack(data)
        again = connection.execute(select(readings.c.seq).where(readings.c.id == name)).scalar_one_or_none()
        if again is None:
            values = {
                "id": name,
                "article": held,
                "run": self.run,
                "reader": self._reader,
                "signature": self._signature,
                "record": packed,
                "current": True,
            }
            connection.execute(insert(readings).values(values))
        else:
            connection.execute(update(readings).where(readings.c.seq == again).values(current=True, run=self.run))
        project(connection, held, packed, self.run, first)
        return ("added" if current is None else "superseded"), record

    def _note_document(self, connection: Connection, one: Kept, article: int) -> None:
        known = connection.execute(
            select(documents.c.article).where(documents.c.fingerprint == one.fingerprint)
        ).scalar_one_or_none()
        if known is None:
            values = {
                "fingerprint": one.fingerprint,
                "article": article,
                "place": storable(one.place),
                "first_run": self.run,
                "last_run": self.run,
            }
            connection.execute(insert(documents).values(values))
        else:
            changed = {"article": article, "last_run": self.run}
            connection.execute(update(documents).where(documents.c.fingerprint == one.fingerprint).values(changed))
