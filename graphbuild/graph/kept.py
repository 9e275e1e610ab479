"""A large graph as the engine keeps it on disk, in the cache folder: a question from the shell need not read all of its Turtle first.

Named by the digest of the file's bytes, so a graph that was built again is another one. Written aside and renamed: it is there whole or not at all.
Only for reading, by any number of commands at once.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
import time
from pathlib import Path

import pyoxigraph as ox

from graphbuild.graph.store import GraphStore

_WORTH = 2_000_000  # bytes of Turtle: read in 0.15 s; to keep that is not worth twice its size on disk
_MOST = 4  # are kept: those that were asked last
_IN_USE = 3_600  # seconds; what was asked within them may still be open
_FORMAT = "1"
_GRAPHS = "graphs"


def open_kept(file: Path, folder: Path | None) -> GraphStore:
    """The graph of a Turtle file, for reading: from the cache folder if it is large and was asked before, and kept there if not.

    Raises `GraphError` where there is none, or it does not parse.
    """
    if folder is None or not file.is_file() or file.stat().st_size < _WORTH:
        return GraphStore.load(file)
    with file.open("rb") as stream:
        name = f"{_FORMAT}-{ox.__version__}-{hashlib.file_digest(stream, 'blake2b').hexdigest()[:32]}"
    place = folder / _GRAPHS / name
    try:
        if not place.is_dir():
            _keep(file, place)
        os.utime(place)
        return GraphStore(store=ox.Store.read_only(str(place)))
    except (
        OSError,
        SyntaxError,
        RuntimeError,
    ):  # a folder that cannot be written or is damaged; Turtle that does not parse, which the reader names
        shutil.rmtree(place, ignore_errors=True)
        return GraphStore.load(file)


def kept_size(folder: Path) -> tuple[int, int]:
    """How many graphs a cache folder holds, and their bytes."""
    graphs = list((folder / _GRAPHS).glob("*"))
    return len(graphs), sum(file.stat().st_size for each in graphs for file in each.glob("*"))


def forget_kept(folder: Path) -> None:
    """Remove them."""
    shutil.rmtree(folder / _GRAPHS, ignore_errors=True)


def _keep(file: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = Path(tempfile.mkdtemp(prefix="new-", dir=place.parent))
    try:
        store = ox.Store(str(aside))
        store.bulk_load(path=str(file), format=ox.RdfFormat.TURTLE)
        store.flush()
        del store  # lets go of the folder
        with contextlib.suppress(OSError):  # another command was first
            aside.rename(place)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    _forget_old(place.parent)


def _forget_old(folder: Path) -> None:
    """All but those asked last, and what commands that were killed left."""
    by_age = sorted(folder.iterdir(), key=lambda each: (-each.stat().st_mtime, each.name))
    whole = [each for each in by_age if not each.name.startswith("new-")]
    for each in (*whole[_MOST:], *(each for each in by_age if each.name.startswith("new-"))):
        if time.time() - each.stat().st_mtime > _IN_USE:
            shutil.rmtree(each, ignore_errors=True)
