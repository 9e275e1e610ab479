"""This process, or several of this machine."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from graphbuild.workers.base import Batch, Result

_WORTH = 2  # batches a process must have at least: a batch takes about 2 s, to start a process and load its model 3 s (measured)


class _Here:
    """One batch after the other, in this process."""

    def map(self, function: Callable[[Batch], Result], batches: Sequence[Batch]) -> Iterator[Result]:
        return map(function, batches)


HERE = _Here()


class Processes:
    """At most `jobs` processes, started when there is enough to do for them, and ended with the work (or with this process, however it ends)."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs

    def map(self, function: Callable[[Batch], Result], batches: Sequence[Batch]) -> Iterator[Result]:
        """The results in order. Of few batches, those of this process itself."""
        jobs = min(self.jobs, len(batches) // _WORTH)
        if jobs < 2:
            yield from map(function, batches)
            return
        pool = ProcessPoolExecutor(jobs, mp_context=_context(), initializer=_end_with_parent)
        try:
            yield from pool.map(function, batches)
        finally:
            pool.shutdown(cancel_futures=True)


def usable_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _context() -> multiprocessing.context.BaseContext:
    """Processes that begin empty: a fork of one with threads may stop for ever."""
    return multiprocessing.get_context("forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn")


def _end_with_parent() -> None:
    """Let no process live on when the one that it works for was killed."""
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
