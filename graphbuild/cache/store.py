"""One SQLite file of shelves, keys and bytes: safe under two builds at once and under a kill, and never larger than it may be.

Values are deflated: that halves them, and the checksum in the format tells a damaged one, which then counts as missing.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

_FILE = "cache-1.sqlite"  # the number is that of the layout below
_LARGEST = 1 << 30  # bytes of values; tokens and mentions of a highlight take about 2 KB: enough for 500,000 of them
_AFTER_EVICTION = 0.8  # of the largest size, so that not each build has to make room
_WAIT = 30  # seconds for another build's transaction; ours take some milliseconds
_AT_ONCE = 500  # keys in one query; SQLite allows 999 in all versions
_DAY = 86_400

_LAYOUT = """
CREATE TABLE IF NOT EXISTS entries (
  shelf TEXT NOT NULL, key BLOB NOT NULL, size INTEGER NOT NULL, used INTEGER NOT NULL, value BLOB NOT NULL, PRIMARY KEY (shelf, key)
)
"""


@dataclass(frozen=True, slots=True)
class Held:
    """What a shelf holds: entries, and bytes as they lie in the file."""

    shelf: str
    entries: int
    size: int


class Cache:
    """Bytes by shelf and key. It may forget whatever it was given, and it never raises: where it cannot work, `trouble` says why.

    `folder` None: nothing is kept. `largest`: bytes of values; beyond them, what was not used for longest goes.
    """

    def __init__(self, folder: Path | None, *, largest: int = _LARGEST, trouble: str | None = None) -> None:
        self.trouble = trouble
        self.file = folder / _FILE if folder else None
        self._largest = largest
        self._today = int(time.time() // _DAY)  # by days, so that reading seldom writes
        self._database: sqlite3.Connection | None = None
        if folder and self.file:
            with self._guarded():
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)  # it holds the owner's words
                self._database = _opened(self.file)

    def get(self, shelf: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """What there is of the keys."""
        found: dict[bytes, bytes] = {}
        stale: list[bytes] = []
        with self._guarded():
            for some in _parts(keys):
                if self._database is None:
                    break
                marks = ",".join("?" * len(some))
                rows = self._database.execute(f"SELECT key, used, value FROM entries WHERE shelf = ? AND key IN ({marks})", (shelf, *some))
                for key, used, value in rows:
                    with contextlib.suppress(zlib.error):
                        found[key] = zlib.decompress(value)
                        if used != self._today:
                            stale.append(key)
            if self._database is not None and stale:
                with _transaction(self._database):
                    self._database.executemany(
                        "UPDATE entries SET used = ? WHERE shelf = ? AND key = ?", [(self._today, shelf, key) for key in stale]
                    )
        return found

    def put(self, shelf: str, values: Mapping[bytes, bytes]) -> None:
        """Keep the values, in one transaction."""
        if self._database is None or not values:
            return
        packed = ((key, zlib.compress(value, 1)) for key, value in values.items())
        rows = [(shelf, key, len(value), self._today, value) for key, value in packed]
        with self._guarded(), _transaction(self._database):
            self._database.executemany("INSERT OR REPLACE INTO entries (shelf, key, size, used, value) VALUES (?, ?, ?, ?, ?)", rows)

    def held(self) -> tuple[Held, ...]:
        """What each shelf holds, by name."""
        with self._guarded():
            if self._database is not None:
                rows = self._database.execute("SELECT shelf, COUNT(*), SUM(size) FROM entries GROUP BY shelf ORDER BY shelf")
                return tuple(Held(*row) for row in rows)
        return ()

    def make_room(self) -> None:
        """Forget what was not used for longest, where more is held than may be; to be called at the end of a build."""
        if sum(each.size for each in self.held()) <= self._largest:
            return
        with self._guarded():
            if self._database is None:
                return
            room, last = int(self._largest * _AFTER_EVICTION), -1
            for row, size in self._database.execute("SELECT rowid, size FROM entries ORDER BY used DESC, rowid DESC"):
                room -= size
                if room < 0:
                    last = row
                    break
            (used,) = self._database.execute("SELECT used FROM entries WHERE rowid = ?", (last,)).fetchone()
            with _transaction(self._database):
                self._database.execute("DELETE FROM entries WHERE (used, rowid) <= (?, ?)", (used, last))
            self._database.execute("PRAGMA incremental_vacuum")

    def clear(self) -> None:
        """Forget everything: the file goes, also a damaged one."""
        self.close()
        if self.file:
            self.trouble = None  # that of the file that goes
            with self._guarded():
                for each in (self.file, *(self.file.with_name(self.file.name + end) for end in ("-wal", "-shm"))):
                    each.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; nothing is kept from then on."""
        if self._database is not None:
            with self._guarded():
                self._database.close()
            self._database = None

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[None]:
        """Whatever goes wrong ends the use of the cache, not the work."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            self.trouble = f"{error}"
            if self._database is not None:
                with contextlib.suppress(sqlite3.Error):
                    self._database.close()
                self._database = None


NO_CACHE = Cache(None)
"""Keeps nothing."""


def _opened(file: Path) -> sqlite3.Connection:
    database = sqlite3.connect(file, timeout=_WAIT, isolation_level=None)
    try:
        database.execute("PRAGMA auto_vacuum = INCREMENTAL")  # before the first table: a cleared part of the file is given back
        database.execute(
            "PRAGMA journal_mode = WAL"
        )  # readers and a writer do not wait for each other; a kill loses at most the last commits
        database.execute("PRAGMA synchronous = NORMAL")
        database.execute(_LAYOUT)
    except sqlite3.Error:
        database.close()
        raise
    return database


@contextlib.contextmanager
def _transaction(database: sqlite3.Connection) -> Iterator[None]:
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


def _parts(keys: Iterable[bytes]) -> Iterator[list[bytes]]:
    ordered = sorted(set(keys))
    return (ordered[at : at + _AT_ONCE] for at in range(0, len(ordered), _AT_ONCE))
