"""A large graph as the engine keeps it on disk, in the cache folder: a question from the shell need not read all of its Turtle first.

Named by the digest of the file's bytes, so a graph that was built again is another one. Written aside and renamed: it is there whole or not at all.
Only for reading, by any number of commands at once.

Beside it stand columns: all subjects and values of one property, as questions read them. From disk the engine takes 7 microseconds for a pair, as it
looks each name up; a column takes a tenth of that. Each is written when it is first asked for.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from graphbuild.graph.store import GraphStore

_WORTH = 2_000_000  # bytes of Turtle: read in 0.15 s; to keep that is not worth twice its size on disk
_MOST = 4  # are kept: those that were asked last
_IN_USE = 3_600  # seconds; what was asked within them may still be open
_FORMAT = "3"
_GRAPHS = "graphs"
_ENGINE, _COLUMNS = "engine", "columns"  # within the place of a graph


class KeptStore(GraphStore):
    """A graph that is kept, for reading: the engine's folder answers SPARQL, columns what is asked of one property as a whole."""

    def __init__(self, place: Path) -> None:
        """Open it. Raises `OSError` or `RuntimeError` where the engine cannot, or finds nothing in it: what is kept is large, so its list of files is damaged."""
        super().__init__(store=ox.Store.read_only(str(place / _ENGINE)))
        if next(self.triples(), None) is None:
            raise OSError("an empty graph")
        self._columns = place / _COLUMNS
        self._read: dict[tuple[str, ...], list[list[str]]] = {}  # a question asks for names and places more than once

    def pairs(self, term: str) -> Iterator[tuple[str, str]]:
        """As `GraphStore.pairs`."""
        half = self._column((term,), lambda: _halves(super(KeptStore, self).pairs(term)))
        return zip(*half, strict=True)

    def subjects(self, predicate: str, value: str) -> list[str]:
        """As `GraphStore.subjects`."""
        (found,) = self._column((predicate, value), lambda: [super(KeptStore, self).subjects(predicate, value)])
        return list(found)

    def _column(self, key: tuple[str, ...], made: Callable[[], list[list[str]]]) -> list[list[str]]:
        """Lists of texts, two for a property, one for a property and its value: read, or made and kept."""
        if key not in self._read:
            self._read[key] = self._from_file(key, made)
        return self._read[key]

    def _from_file(self, key: tuple[str, ...], made: Callable[[], list[list[str]]]) -> list[list[str]]:
        file = self._columns / _digest(json.dumps(key))
        try:
            sum_of, _, text = file.read_text(encoding="utf-8").partition("\n")
            if sum_of == _digest(text):
                read: list[list[str]] = json.loads(text)
                return read
        except (OSError, ValueError):  # not there yet, or damaged
            pass
        fresh = made()
        with contextlib.suppress(OSError, UnicodeError):  # a folder that cannot be written: made again the next time
            text = json.dumps(fresh, ensure_ascii=False)
            _write(file, f"{_digest(text)}\n{text}")
        return fresh


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def _halves(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    both = list(pairs)
    return [[one for one, _ in both], [other for _, other in both]]


def _write(file: Path, text: str) -> None:
    """Whole or not at all, whoever else writes it."""
    file.parent.mkdir(exist_ok=True, mode=0o700)
    number, name = tempfile.mkstemp(dir=file.parent)
    os.close(number)
    Path(name).write_text(text, encoding="utf-8")
    Path(name).replace(file)


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
        with contextlib.suppress(OSError):  # a folder that may be read alone
            os.utime(place)
        return KeptStore(place)
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
    return len(graphs), sum(file.stat().st_size for each in graphs for file in each.rglob("*") if file.is_file())


def forget_kept(folder: Path) -> None:
    """Remove them."""
    shutil.rmtree(folder / _GRAPHS, ignore_errors=True)


def _keep(file: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = Path(tempfile.mkdtemp(prefix="new-", dir=place.parent))
    try:
        store = ox.Store(str(aside / _ENGINE))
        store.bulk_load(path=str(file), format=ox.RdfFormat.TURTLE)
        store.flush()
        del store  # lets go of the folder
        with contextlib.suppress(OSError):  # another command was first
            aside.rename(place)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    with contextlib.suppress(OSError):  # another command took one away
        _forget_old(place.parent)


def _forget_old(folder: Path) -> None:
    """All but those asked last, and what commands that were killed left."""
    by_age = sorted(folder.iterdir(), key=lambda each: (-each.stat().st_mtime, each.name))
    whole = [each for each in by_age if not each.name.startswith("new-")]
    for each in (*whole[_MOST:], *(each for each in by_age if each.name.startswith("new-"))):
        if time.time() - each.stat().st_mtime > _IN_USE:
            shutil.rmtree(each, ignore_errors=True)
