"""How fast exports are read, as a ratio to Python's own iteration over their lines.

    make bench                              # the example vault, copied until it is 20 MB
    python benchmarks/bench_read.py FOLDER  # your own exports

Machines are noisy: read the ratio, not the seconds.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from graphbuild.config import Settings
from graphbuild.pipeline import read_sources
from graphbuild.readers.discover import discover
from graphbuild.resources import example_vault

_SIZE = 20_000_000  # bytes
_TIMES = 5  # of which the best counts


def main() -> None:
    """Print one line: files, bytes, seconds of both, megabytes a second, ratio, memory."""
    if len(sys.argv) > 1:
        _measure(Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        files = [each for each in sorted(example_vault().rglob("*")) if each.is_file()]
        size, number = 0, 0
        while size < _SIZE:
            source = files[number % len(files)]
            data = source.read_bytes()
            (Path(folder) / f"{number}{source.suffix}").write_bytes(data)
            size, number = size + len(data), number + 1
        _measure(Path(folder))


def _measure(folder: Path) -> None:
    files = [found.file for found in discover([folder]) if found.file]
    size = sum(each.stat().st_size for each in files)
    lines = _iterate(files)
    iterating = min(_timed(_iterate, files) for _ in range(_TIMES))
    reading = min(_timed(_read, folder) for _ in range(_TIMES))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(files)} files, {size / 1e6:.1f} MB, {lines} lines: iterating {iterating:.2f} s, reading {reading:.2f} s,"
        f" {size / 1e6 / reading:.1f} MB/s, ratio {reading / iterating:.0f}, {memory:.0f} MB of memory"
    )


def _timed(work: Callable[[Any], object], on: object) -> float:
    started = time.process_time()
    work(on)
    return time.process_time() - started


def _read(folder: Path) -> None:
    read_sources([folder], kinds=Settings().kinds)


def _iterate(files: list[Path]) -> int:
    lines = 0
    for each in files:
        with each.open("rb") as stream:
            for _ in stream:
                lines += 1
    return lines


if __name__ == "__main__":
    main()
