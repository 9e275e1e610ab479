"""Finds the files of the SOURCE arguments and names each as the report does: relative, `/` between parts, no two alike."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graphbuild.errors import SourceError
from graphbuild.readers.archives import is_archive, members
from graphbuild.readers.base import Document, Refusal, decode
from graphbuild.text import nfc

_WRITTEN = frozenset({"graph.ttl", "graph.html", "report.json"})  # together they mark a folder that graphbuild wrote
_OURS = _WRITTEN | {"layout.json"}


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read (`file`), or what stands at `path` and is passed over (`reason`)."""

    path: str
    file: Path | None
    reason: str | None = None


def discover(sources: Sequence[Path]) -> list[Found]:
    """Every file of the sources, sorted by its path in the report; a file reached twice is named once, whatever the order of sources.

    Links are followed, each folder once. Hidden files and folders (`.obsidian`, `.git`, …) are passed over, and said to be.
    Raises `SourceError` for a source that does not exist.
    """
    for source in sources:
        if not source.exists():
            raise SourceError("no such file or folder", place=str(source), mend="Give the file or folder that your exports are in.")
    found: dict[str, Found] = {}
    reached: set[tuple[int, int, str]] = set()
    for source, label in _labelled(sources):
        for each in _below(source, label if len(sources) > 1 or source.is_file() else ""):
            if each.file is not None:
                status = each.file.stat()
                identity = (status.st_dev, status.st_ino, each.file.name)
                if identity in reached:
                    continue
                reached.add(identity)
            path = each.path
            while path in found:  # names that differ only in bytes that are no Unicode, or in its normal form
                path += "~"
            found[path] = Found(path, each.file, each.reason)
    return [found[path] for path in sorted(found)]


def load(found: Found) -> Iterator[Document | Refusal]:
    """The text of a found file, or why there is none; of an archive, those of its members."""
    if found.file is None:
        yield Refusal(path=found.path, reason=found.reason or "passed over")
        return
    try:
        data = found.file.read_bytes()
    except OSError as error:
        yield Refusal(path=found.path, reason=f"cannot be read: {error.strerror or error}")
        return
    if is_archive(data):
        yield from members(found.path, data)
    else:
        yield decode(found.path, data)


def _below(source: Path, label: str) -> Iterator[Found]:
    if not source.is_dir():
        is_file = source.is_file()
        yield Found(label or source.name, source if is_file else None, None if is_file else "not a regular file")
        return
    root = os.fspath(source)
    walked: set[str] = set()
    denied: list[OSError] = []
    for folder, folders, files in os.walk(root, onerror=denied.append, followlinks=True):
        relative = Path(folder).relative_to(root)
        ours = set(files) >= _WRITTEN
        real = os.path.realpath(folder)
        if real in walked or (ours and folder != root):
            yield Found(
                _path(label, relative) + "/",
                None,
                "a link to a folder that is read already" if real in walked else "a folder that graphbuild wrote",
            )
            folders.clear()
            continue
        walked.add(real)
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
            elif ours and name in _OURS:
                yield Found(path, None, "a file that graphbuild wrote")
            elif not file.is_file():
                yield Found(path, None, "not a regular file, or a link to nothing")
            else:
                yield Found(path, file)
    for error in denied:
        yield Found(_path(label, Path(error.filename).relative_to(root)) + "/", None, f"cannot be read: {error.strerror}")


def _path(label: str, relative: Path) -> str:
    # A name that is no valid Unicode keeps its odd bytes as U+FFFD: the report and the graph are UTF-8.
    text = nfc("/".join([*([label] if label else []), *relative.parts]))
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _labelled(sources: Sequence[Path]) -> list[tuple[Path, str]]:
    """Each source with as many of its last names as tell the sources apart; outer folders first, so that order does not matter."""
    ordered = sorted({source.resolve(): source for source in sources}.items(), key=lambda each: (len(each[0].parts), each[0]))
    for length in range(1, max((len(real.parts) for real, _ in ordered), default=1) + 1):
        labels = [nfc("/".join(part for part in real.parts[-length:] if part != real.anchor)) for real, _ in ordered]
        if len(set(labels)) == len(ordered):
            return [(source, label) for (_, source), label in zip(ordered, labels, strict=True)]
    return [(source, real.as_posix()) for real, source in ordered]
