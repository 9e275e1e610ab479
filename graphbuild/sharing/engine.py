"""Answers SPARQL in processes of their own, which can be stopped: the engine itself takes no time limit.

Each process loads the graph once and answers one query after the other. One that takes too long is killed, one that takes too much memory
dies, and the next query gets a fresh one. A graph that was built anew is loaded anew.
"""

from __future__ import annotations

import contextlib
import io
import signal
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from queue import Empty, Queue
from typing import TYPE_CHECKING, Any, Self

from graphbuild.errors import GraphbuildError, GraphError, QueryError
from graphbuild.sharing.protocol import GRAPHS, TABLES, Operation

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    import pyoxigraph as ox

    from graphbuild.graph.store import GraphStore

_LOADING = 900.0  # seconds: 40 million triples at 20 microseconds each, five times what we measured


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one query may take: `seconds`, `result` bytes of its answer, `memory` bytes beyond the graph's own; `request`: bytes of its text."""

    seconds: float = 30.0
    result: int = 100_000_000
    memory: int = 2_000_000_000
    request: int = 1_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: an HTTP status, a media type and the bytes."""

    status: int
    media_type: str
    body: bytes


class Engine:
    """Answers operations on the graph of a file, from several threads. `close` it, or use it in a `with`.

    With `updates` there is one process alone, and what was changed is done again whenever that one has to be replaced.
    """

    def __init__(self, graph: Path, limits: Limits | None = None, *, processes: int = 2, updates: bool = False) -> None:
        """Start the first process. Raises `GraphError` where the graph cannot be loaded."""
        self.limits = limits or Limits()
        self._graph = graph
        self._updates: list[Operation] | None = [] if updates else None
        self._slots: Queue[_Worker | None] = Queue()
        self._count = 1 if updates else processes
        first = self._started()
        for number in range(self._count):
            self._slots.put(first if number == 0 else None)

    def answer(self, operation: Operation) -> Answer:
        """The answer, or why there is none. Waits as long as one query may take for a process that is free."""
        if operation.is_update and self._updates is None:
            return _refusal(403, "this service takes no updates; it is started with --allow-update for that")
        try:
            worker = self._slots.get(timeout=self.limits.seconds)
        except Empty:
            return _refusal(503, "busy with other queries; ask again later")
        try:
            if worker is not None and (worker.is_dead() or (self._updates is None and worker.stamp != _stamp(self._graph))):
                worker.stop()
                worker = None
            worker = worker or self._started()
            answer = worker.ask(operation, self.limits.seconds)
            if answer is None:
                worker.stop()
                worker = None
                return _refusal(503, f"this took longer than {self.limits.seconds:g} seconds, or too much memory; ask for less")
            if operation.is_update and answer.status < 300 and self._updates is not None:
                self._updates.append(operation)
        except GraphbuildError as error:
            return _refusal(500, str(error))
        else:
            return answer
        finally:
            self._slots.put(worker)

    @property
    def takes_updates(self) -> bool:
        """Whether it was made with `updates`."""
        return self._updates is not None

    def close(self) -> None:
        """End the processes, once they are free or have had their time."""
        for _ in range(self._count):
            with contextlib.suppress(Empty):
                worker = self._slots.get(timeout=self.limits.seconds)
                if worker:
                    worker.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _started(self) -> _Worker:
        worker = _Worker(self._graph, self.limits)
        for update in self._updates or ():
            worker.ask(update, self.limits.seconds)
        return worker


class _Worker:
    """One process and the pipe to it. Used by one thread at a time."""

    def __init__(self, graph: Path, limits: Limits) -> None:
        context = get_context("spawn")  # a copy of a process with threads may hang; and Windows knows no other way
        self.stamp = _stamp(graph)
        self._pipe: Connection[Any, Any]
        self._pipe, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(target=_work, args=(str(graph), theirs, limits), daemon=True)
        self._process.start()
        theirs.close()
        said = self._received(_LOADING)
        if said != "ready":
            self.stop()
            raise GraphError(said if isinstance(said, str) else "the graph could not be loaded", place=None if said else str(graph))

    def ask(self, operation: Operation, seconds: float) -> Answer | None:
        """The answer; None where it took too long or the process died over it."""
        try:
            self._pipe.send(operation)
        except OSError:
            return None
        answer = self._received(seconds)
        return answer if isinstance(answer, Answer) else None

    def is_dead(self) -> bool:
        return not self._process.is_alive()

    def stop(self) -> None:
        self._pipe.close()
        self._process.kill()
        self._process.join()
        self._process.close()

    def _received(self, seconds: float) -> Any:
        try:
            return self._pipe.recv() if self._pipe.poll(seconds) else None
        except (EOFError, OSError):
            return None


def _stamp(graph: Path) -> tuple[int, int, int] | None:
    try:
        status = graph.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _work(graph: str, pipe: Connection[Any, Any], limits: Limits) -> None:
    """What a process does until its pipe is closed."""
    from graphbuild.graph.store import GraphStore
    from graphbuild.sharing.fence import close_in

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to answer
    try:
        store = GraphStore.load(Path(graph))
        store.select("SELECT * {} LIMIT 1")  # whatever the engine opens at its first query
        close_in(limits.memory)
        pipe.send("ready")
    except GraphbuildError as error:
        pipe.send(str(error))
        return
    with contextlib.suppress(EOFError, OSError):
        while True:
            pipe.send(_answer(store, pipe.recv(), limits))


def _answer(store: GraphStore, operation: Operation, limits: Limits) -> Answer:
    try:
        if operation.is_update:
            store.update(operation.text)
            return Answer(204, "text/plain", b"")
        found = store.query(operation.text)
        out = _Bounded(limits.result)
        written = _write(found, operation, out)
        return Answer(200, written, out.getvalue()) if written else _refusal(406, "no form that was asked for can hold this answer")
    except QueryError as error:
        return _refusal(400, str(error))
    except _TooLargeError:
        return _refusal(500, f"the answer is larger than {limits.result} bytes; ask for less, with LIMIT")
    except MemoryError:
        return _refusal(500, "this takes too much memory; ask for less")
    except (RuntimeError, OSError, ValueError) as error:  # what the engine finds while it writes
        return _refusal(500, f"this SPARQL cannot be answered: {error}")


def _write(found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, operation: Operation, out: io.BytesIO) -> str | None:
    """Write the answer as wanted; its media type, or None where nothing that was wanted can hold it."""
    import pyoxigraph as ox

    from graphbuild.graph.vocabulary import PREFIXES

    if isinstance(found, ox.QueryTriples):
        if operation.graph:
            form: ox.RdfFormat = getattr(ox.RdfFormat, GRAPHS[operation.graph])
            ox.serialize(found, out, format=form, prefixes=PREFIXES)
        return operation.graph
    if operation.table:
        found.serialize(out, format=_table_format(TABLES[operation.table]))
    return operation.table


def _table_format(name: str) -> ox.QueryResultsFormat:
    import pyoxigraph as ox

    form: ox.QueryResultsFormat = getattr(ox.QueryResultsFormat, name)
    return form


class _TooLargeError(Exception):
    """An answer beyond its limit."""


class _Bounded(io.BytesIO):
    """Takes so many bytes and no more, so that a query without end does not fill the memory first."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, data: Any) -> int:
        if self.tell() + len(data) > self._most:
            raise _TooLargeError
        return super().write(data)


def _refusal(status: int, why: str) -> Answer:
    return Answer(status, "text/plain", f"{why}\n".encode("utf-8", "replace"))
