"""What every kind of workers offers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

Batch = TypeVar("Batch")
Result = TypeVar("Result")


class Workers(Protocol):
    """Apply a function to batches, somewhere."""

    def prepare(self, function: Callable[[], None]) -> None:
        """Let a worker call this while the caller has other things to do, if that is any use; what it raises is lost."""

    def map(self, function: Callable[[Batch], Result], batches: Sequence[Batch]) -> Iterator[Result]:
        """The results, in the order of the batches, each as soon as it and those before it are there.

        `function` is importable by name (or a `functools.partial` of such a one) and its arguments and results can be pickled. What it
        raises is raised here. A caller who stops early leaves no work behind.
        """
