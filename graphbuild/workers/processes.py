"""This process, or several of this machine."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, wait
from multiprocessing.connection import Connection
from multiprocessing.connection import wait as wait_for
from typing import Self

from graphbuild.workers.base import Batch, Result

_WORTH = 2  # batches a process must have at least: a batch takes about 2 s, to start a process and load its model 3 s (measured)


class _Here:
    """One batch after the other, in this process."""

    def prepare(self, function: Callable[[], None]) -> None:
        """Nothing is gained by it here."""

    def map(self, function: Callable[[Batch], Result], batches: Sequence[Batch]) -> Iterator[Result]:
        return map(function, batches)


HERE = _Here()


class Processes:
    """At most `jobs` processes, started when there is enough to do for them, and ended with the work (or with this process, however it ends).

    `keep`: one that was prepared and had little to do waits for more. Use it in a `with`, which ends all of them.
    """

    def __init__(self, jobs: int, *, keep: bool = False) -> None:
        self.jobs = jobs
        self._keep = keep
        self._pool: ProcessPoolExecutor | None = None
        self._line: Connection | None = None  # to all of them: they end when it is cut
        self._prepared: Future[None] | None = None

    def prepare(self, function: Callable[[], None]) -> None:
        """Let one process call this, where more than one may be: a language model is then loaded while files are read."""
        if self.jobs > 1:
            try:
                self._prepared = self._started().submit(function)
            except BrokenExecutor:  # somebody ended one that was kept
                self.close()
                self._prepared = self._started().submit(function)

    def map(self, function: Callable[[Batch], Result], batches: Sequence[Batch]) -> Iterator[Result]:
        """The results in order. Few batches are done one after the other, in the process that is prepared for it, else in this one."""
        are_many = min(self.jobs, len(batches) // _WORTH) > 1
        try:
            if are_many:
                pool = self._started()
                # Not `pool.map`, which cancels what is left: a pool whose processes are gone trips over what is cancelled.
                asked = deque([pool.submit(function, batch) for batch in batches])
                while asked:
                    yield asked.popleft().result()
            elif self._prepared and batches:
                wait([self._prepared])
                for batch in batches:
                    yield self._done(function, batch)
            else:
                yield from map(function, batches)
        finally:
            if are_many or not self._keep:
                self.close()

    def _done(self, function: Callable[[Batch], Result], batch: Batch) -> Result:
        if self._pool:
            try:
                return self._pool.submit(function, batch).result()
            except BrokenExecutor:  # somebody ended the process
                self.close()
        return function(batch)

    def close(self) -> None:
        """End the processes, whatever they are at, and wait until they are gone: who fails or is stopped waits for no language model to be loaded."""
        if self._line:
            self._line.close()
        if self._pool:
            self._pool.shutdown()  # they are ending; a program that ends before them would trip over what they leave
        self._pool = self._line = self._prepared = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = _context()
            theirs, self._line = context.Pipe(duplex=False)
            self._pool = ProcessPoolExecutor(self.jobs, mp_context=context, initializer=_end_with_parent, initargs=(theirs,))
        return self._pool


def usable_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _context() -> multiprocessing.context.BaseContext:
    """Processes that begin empty: a fork of one with threads may stop for ever."""
    return multiprocessing.get_context("forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn")


def _end_with_parent(line: Connection) -> None:
    """Let no process live on when the one that it works for was killed, or has cut the line. Ctrl-C is that one's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()

    def wait_for_end() -> None:
        wait_for([line, *([parent.sentinel] if parent else [])])
        os._exit(1)

    threading.Thread(target=wait_for_end, daemon=True).start()
