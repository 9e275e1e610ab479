"""Builds again whenever an export changes: waits until the files are quiet, says what changed, and goes on whatever a file holds."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from graphbuild.changes.difference import difference
from graphbuild.errors import GraphbuildError
from graphbuild.extras import require

if TYPE_CHECKING:
    from graphbuild.changes.records import Difference
    from graphbuild.graph.store import GraphStore

_LOOK = 0.5  # seconds between two looks at single files, which are few
_LONGEST = 30.0  # seconds after which a sync that never rests is built as far as it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What is looked at: `sources`, and `files` that decide the build too (settings, decisions); never what the build writes to `output`."""

    sources: tuple[Path, ...]
    files: tuple[Path, ...]
    output: Path

    def concerns(self, path: Path) -> bool:
        """Whether a build could read this changed file of a source: not one that it wrote, nor a hidden one, which readers pass over."""
        if path.is_relative_to(self.output.resolve()):
            return False
        for source in self.sources:
            root = source.resolve()
            if path.is_relative_to(root):
                return not any(part.startswith(".") for part in path.relative_to(root).parts)
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One build: what `changed` before it (nothing: it is the first), how many `seconds` it took, and the difference, or the error instead."""

    changed: tuple[str, ...]
    seconds: float
    difference: Difference | None = None
    error: Exception | None = None


def watch(watched: Watched, build: Callable[[], GraphStore | None], last: GraphStore | None, settle: float, stop: Event) -> Iterator[Round]:
    """Build now and after each change, until `stop` is set; `build` gives the graph, or None where it is as it was.

    `last`: the graph that is there already, `settle`: seconds of quiet before a build. An error ends that build alone. Raises `ExtraMissingError`.
    """
    require("watch", "watchfiles")
    store = last
    for changed in changes(watched, settle, stop):
        began = time.monotonic()
        try:
            made = build()
            found = difference(store, made or store) if store else None
        except Exception as error:  # noqa: BLE001 - whatever a file holds, the next change may mend it
            yield Round(changed=changed, seconds=time.monotonic() - began, error=error)
        else:
            store = made or store
            yield Round(changed=changed, seconds=time.monotonic() - began, difference=found)


def changes(watched: Watched, settle: float, stop: Event) -> Iterator[tuple[str, ...]]:
    """Nothing at first, when everything is being looked at; then, each time that something changed and was quiet for `settle` seconds, the paths, sorted."""
    stamps: dict[Path, tuple[int, int] | None] | None = None
    while not stop.is_set():
        folders = [source.resolve() for source in watched.sources if source.is_dir()]
        roots = _identities(folders)
        replaced: set[Path] = set() if stamps is None else set(folders)
        for seen in _events(folders, watched, settle, stop):
            now = _stamps(watched)
            touched = seen | replaced | {path for path in now if stamps is not None and now[path] != stamps.get(path)}
            if touched or stamps is None:
                stamps, replaced = now, set()
                yield tuple(sorted(str(path) for path in touched))
            if _identities(folders) != roots or len(folders) < sum(source.is_dir() for source in watched.sources):
                break  # a folder went, or came, or another has its name: look at that one


def _events(folders: Sequence[Path], watched: Watched, settle: float, stop: Event) -> Iterator[set[Path]]:
    """What changed below the folders that a build could read; nothing, from time to time, so that others are looked at."""
    if not folders:
        yield set()
        while not stop.wait(_LOOK):
            yield set()
        return
    from watchfiles import watch as watch_files

    for seen in watch_files(
        *folders,
        watch_filter=lambda _, path: watched.concerns(Path(path)),
        step=max(int(settle * 1000), 50),
        debounce=int(_LONGEST * 1000),
        rust_timeout=int(_LOOK * 1000),
        yield_on_timeout=True,
        stop_event=stop,
        raise_interrupt=True,
    ):
        yield {Path(path) for _, path in seen}


def _stamps(watched: Watched) -> dict[Path, tuple[int, int] | None]:
    """Size and time of the single files, whether a source or one that decides the build."""
    return {path: _stamp(path) for path in (*watched.files, *watched.sources) if not path.is_dir()}


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _identities(folders: Collection[Path]) -> list[int | None]:
    return [folder.stat().st_ino if folder.exists() else None for folder in folders]


def told(error: Exception) -> str:
    """An error in one line."""
    if isinstance(error, GraphbuildError):
        return str(error)
    return f"unexpected {type(error).__name__}: {error}"
