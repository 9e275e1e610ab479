"""Finds the files of the SOURCE arguments and names each as the report does: relative, `/` between parts, no two alike."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graphbuild.errors import SourceError
from graphbuild.readers.base import Document, Refusal, decode
from graphbuild.text import nfc


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read (`file`), or what stands at `path` and is passed over (`reason`)."""

    path: str
    file: Path | None
    reason: str | None = None


def discover(sources: Sequence[Path]) -> list[Found]:
    """Every file of the sources, sorted by its path in the report; a file reached twice is named once.

    Hidden files and folders (`.obsidian`, `.git`, …) are passed over, and said to be. Raises `SourceError` for a source
    that does not exist.
    """
    for source in sources:
        if not source.exists():
            raise SourceError("no such file or folder", place=str(source), mend="Give the file or folder that your exports are in.")
    labels = _labels([source.resolve() for source in sources])
    found: dict[str, Found] = {}
    reached: set[Path] = set()
    for source, label in zip(sources, labels, strict=True):
        for each in _below(source, label if len(sources) > 1 or source.is_file() else ""):
            if each.file is not None:
                real = each.file.resolve()
                if real in reached:
                    continue
                reached.add(real)
            path = each.path
            while path in found:  # names that differ only in bytes that are no Unicode, or in its normal form
                path += "~"
            found[path] = Found(path, each.file, each.reason)
    return [found[path] for path in sorted(found)]


def load(found: Found) -> Document | Refusal:
    """The text of a found file, or why there is none."""
    if found.file is None:
        return Refusal(path=found.path, reason=found.reason or "passed over")
    try:
        return decode(found.path, found.file.read_bytes())
    except OSError as error:
        return Refusal(path=found.path, reason=f"cannot be read: {error.strerror or error}")


def _below(source: Path, label: str) -> Iterator[Found]:
    if not source.is_dir():
        yield Found(label, source)
        return
    root = os.fspath(source)
    for folder, folders, files in os.walk(root):
        relative = Path(folder).relative_to(root)
        if {"graph.ttl", "graph.html", "report.json"} <= set(files):
            yield Found(_path(label, relative) + "/", None, "a folder that graphbuild wrote")
            folders.clear()
            continue
        for name in list(folders):
            if name.startswith("."):
                folders.remove(name)
                yield Found(_path(label, relative / name) + "/", None, "a hidden folder")
        folders.sort()
        for name in sorted(files):
            path = _path(label, relative / name)
            file = Path(folder) / name
            if name.startswith("."):
                yield Found(path, None, "a hidden file")
            elif not file.is_file():
                yield Found(path, None, "not a regular file, or a link to nothing")
            else:
                yield Found(path, file)


def _path(label: str, relative: Path) -> str:
    # A name that is no valid Unicode keeps its odd bytes as U+FFFD: the report and the graph are UTF-8.
    text = nfc("/".join([*([label] if label else []), *relative.parts]))
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _labels(sources: Sequence[Path]) -> list[str]:
    """As many of each source's last names as tell the sources apart."""
    for length in range(1, max((len(source.parts) for source in sources), default=1) + 1):
        labels = [nfc("/".join(part for part in source.parts[-length:] if part != source.anchor)) for source in sources]
        if len(set(labels)) == len(set(sources)):
            return labels
    return [source.as_posix() for source in sources]
