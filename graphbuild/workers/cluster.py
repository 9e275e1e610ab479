"""The workers of a Dask cluster, on this machine or on many: the same function, the same batches, the same results.

https://distributed.dask.org . Batches and results travel pickled, and whoever can reach a scheduler can run code on it: use `tls://`, or a network
that is yours.
"""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from typing import TYPE_CHECKING, Any, Self

from graphbuild.errors import ClusterError
from graphbuild.extras import require
from graphbuild.workers.base import Batch, Result

if TYPE_CHECKING:
    from distributed import Client, Future

_AHEAD = 3  # batches a worker's thread: one that it works on, and two that lie ready, so that it never waits and memory stays bounded
_LOOK = 2.0  # seconds between two looks whether there are workers left
_SCHEMES = ("tcp://", "tls://")
_ALONE = threading.Lock()  # one in each process of a worker


class Cluster:
    """The workers behind the scheduler at an address (`tcp://…`, `tls://…`). Use it in a `with`."""

    def __init__(self, address: str, alike: Callable[[], object] | None = None, *, patience: float = 30.0) -> None:
        """Connect, and wait `patience` seconds at most for a worker.

        `alike` is called here and by each worker: what it gives must be the same, else results could differ from those of this machine.
        Raises `ExtraMissingError`; `ClusterError` where there is no cluster, no worker, or one that is not alike.
        """
        require("cluster", "distributed")
        from distributed import Client

        if not address.startswith(_SCHEMES):
            raise ClusterError("not the address of a scheduler", place=address, mend=f"It begins with {' or '.join(_SCHEMES)}.")
        self._address = address
        self._patience = patience
        try:
            self._client: Client = Client(address, timeout=patience, set_as_default=False)
        except (OSError, TimeoutError, ValueError, RuntimeError) as error:
            raise ClusterError(
                f"no cluster can be reached there: {_reason(error)}", place=address, mend="Start `dask scheduler`."
            ) from error
        try:
            self._require_workers()
            if alike:
                self._require_alike(alike)
        except BaseException:
            self.close()
            raise

    def prepare(self, function: Callable[[], None]) -> None:
        """Its workers keep what they have loaded, from one build to the next."""

    def map(self, function: Callable[[Batch], Result], batches: Sequence[Batch]) -> Iterator[Result]:
        """The results in order. A batch whose worker goes away is given to another one. Raises `ClusterError` where none can do it."""
        waiting: deque[Future[Any]] = deque()
        left = iter(batches)
        try:
            while True:
                for batch in left:
                    waiting.append(self._client.submit(_alone, function, batch, pure=False))
                    if len(waiting) >= _AHEAD * max(sum(self._client.nthreads().values()), 1):
                        break
                if not waiting:
                    return
                yield self._result(waiting.popleft())
        finally:
            if waiting:
                self._client.cancel(list(waiting))

    def _result(self, future: Future[Any]) -> Any:
        from distributed import KilledWorker
        from distributed.comm.core import CommClosedError

        try:
            while not future.done():
                with contextlib.suppress(TimeoutError):
                    return future.result(timeout=_LOOK)
                if not (future.done() or self._client.nthreads()):
                    self._require_workers()
            return future.result()
        except (KilledWorker, CommClosedError, CancelledError) as error:
            raise ClusterError(f"the cluster gave up: {_reason(error)}", place=self._address) from error
        finally:
            future.release()

    def _require_workers(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=self._patience)
        except TimeoutError as error:
            raise ClusterError("the cluster has no workers", place=self._address, mend="Start `dask worker` with its address.") from error

    def _require_alike(self, alike: Callable[[], object]) -> None:
        here = alike()
        try:
            there = self._client.run(alike)
        except ImportError as error:
            raise self._unlike(f"a worker lacks what this needs ({error})") from error
        others = sorted(worker for worker, found in there.items() if found != here)
        if others:
            raise self._unlike(
                f"{len(others)} of {len(there)} workers, {others[0]} the first, have another version of graphbuild, of its model or of Python"
            )

    def _unlike(self, why: str) -> ClusterError:
        return ClusterError(why, place=self._address, mend="Install the same there, by the same requirements.lock.")

    def close(self) -> None:
        """Let go of the cluster, which goes on."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _alone(function: Callable[[Batch], Result], batch: Batch) -> Result:
    """One at a time in each process: a language model is loaded once there, and is not made for two threads."""
    with _ALONE:
        return function(batch)


def _reason(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__
