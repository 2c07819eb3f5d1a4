"""A pool of reading processes on one machine.

Text goes to a process, a finished record comes back; a parse never crosses. A thread waits for each
process, so that a process that dies is known by the article it had in hand, and costs no other.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

import msgspec

from dragoman.errors import DragomanError, UsageError
from dragoman.scale.frames import read_frame, write_frame
from dragoman.scale.loading import open_desk
from dragoman.scale.messages import Outcome, Settings
from dragoman.sources import Document, Failure

if TYPE_CHECKING:
    from dragoman.scale.desk import Desk

COMMAND = ("-m", "dragoman.scale.worker")
"""What Python is asked to run in each process."""

IN_FLIGHT = 8
"""Articles handed out per process before the oldest must be back: the bound of memory, and enough that a long
article at the head of the row leaves no process idle."""


def read_all(
    documents: Iterable[Document | Failure], settings: Settings, *, jobs: int = 1, desk: Desk | None = None
) -> Iterator[Outcome]:
    """Yield what came of each document, in the order given; the same bytes for any number of jobs.

    Args:
        documents: the articles; those that their source could not give pass through as such.
        settings: how to read.
        jobs: processes; 1 reads in this one.
        desk: where to read in this process, in place of a new one; made with the same settings.

    Raises:
        UsageError: ``jobs`` is below 1.
        DragomanError: no Reader can be made with these settings.
    """
    if jobs < 1:
        raise UsageError(f"{jobs} jobs cannot read anything; give 1 or more")
    if jobs == 1:
        yield from _read_here(documents, settings, desk)
    else:
        with _Pool(settings, jobs) as pool:
            yield from pool.read(documents)


def _read_here(documents: Iterable[Document | Failure], settings: Settings, desk: Desk | None) -> Iterator[Outcome]:
    for document in documents:
        if isinstance(document, Failure):
            yield _failed(document)
            continue
        desk = desk or open_desk(settings)
        yield desk.read(document)


def _failed(failure: Failure) -> Outcome:
    return Outcome(place=failure.place, reason=failure.reason)


class _DiedError(Exception):
    """A reading process is gone; the message says how."""


class _Worker:
    """One reading process, as its thread sees it."""

    def __init__(self) -> None:
        # one thread of arithmetic a process: the processes are what shares out the cores
        threads = {name: os.environ.get(name, "1") for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")}
        self._process = subprocess.Popen(
            [sys.executable, "-P", *COMMAND],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | threads,
        )

    def greet(self, settings: Settings) -> None:
        """Wait until its Reader is made."""
        try:
            greeting = self._exchange(msgspec.msgpack.encode(settings))
        except _DiedError as death:
            raise DragomanError(f"a reading process could not start ({death}); try fewer jobs") from death
        if greeting:
            self.stop()
            raise DragomanError(greeting.decode())

    def read(self, document: Document) -> Outcome:
        return msgspec.msgpack.decode(self._exchange(msgspec.msgpack.encode(document)), type=Outcome)

    def _exchange(self, payload: bytes) -> bytes:
        assert self._process.stdin is not None and self._process.stdout is not None
        try:
            write_frame(self._process.stdin, payload)
            answer = read_frame(self._process.stdout)
        except (BrokenPipeError, ConnectionResetError):
            answer = None
        if answer is None:
            self.stop()
            raise _DiedError(self._end())
        return answer

    def _end(self) -> str:
        code = self._process.returncode
        if code >= 0:
            return f"it ended with code {code}"
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = str(-code)
        return f"it was ended by {name}"

    def stop(self) -> None:
        """End the process; its own way out comes first, so that the code it ended with is kept."""
        assert self._process.stdin is not None and self._process.stdout is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        try:
            self._process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()

    def kill(self) -> None:
        """End the process at once; its thread sees the pipe close."""
        self._process.kill()


class _Pool:
    """Threads that each keep one reading process."""

    def __init__(self, settings: Settings, jobs: int) -> None:
        self._settings = settings
        self._jobs = jobs
        self._own = threading.local()
        self._workers: set[_Worker] = set()
        self._lock = threading.Lock()
        self._closed = False
        self._threads = ThreadPoolExecutor(max_workers=jobs, thread_name_prefix="dragoman-reader")

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *reason: object) -> None:
        with self._lock:
            self._closed = True
            workers = list(self._workers)
        if reason[0] is not None:
            for worker in workers:
                worker.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in workers:
            worker.stop()

    def read(self, documents: Iterable[Document | Failure]) -> Iterator[Outcome]:
        waiting: deque[Future[Outcome]] = deque()
        for document in documents:
            waiting.append(self._threads.submit(self._answer, document))
            if len(waiting) >= self._jobs * IN_FLIGHT:
                yield waiting.popleft().result()
            while waiting and waiting[0].done():
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def _answer(self, document: Document | Failure) -> Outcome:
        if isinstance(document, Failure):
            return _failed(document)
        worker: _Worker | None = getattr(self._own, "worker", None)
        if worker is None:
            worker = self._own.worker = self._hire()
        try:
            return worker.read(document)
        except _DiedError as death:
            self._own.worker = None
            with self._lock:
                self._workers.discard(worker)
            reason = f"the process that read it died ({death}); the article may need more memory than there is"
            return Outcome(place=document.place, reason=reason)

    def _hire(self) -> _Worker:
        with self._lock:
            if self._closed:
                raise DragomanError("the batch was stopped")
            # under the lock: no process may start behind the back of a pool that closes
            worker = _Worker()
            self._workers.add(worker)
        worker.greet(self._settings)
        return worker
