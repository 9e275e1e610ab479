"""Ten times the highlights: how many times the time, of all that is not the language model (which takes each text by itself)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from benchmarks.base import Figure, Session, python
from benchmarks.building import change


def figures(session: Session) -> Iterator[Figure]:
    """First builds, and builds after one file changed; the baseline is one of a tenth the size."""
    small, large = (100, 1_000) if session.quick else (5_000, 50_000)
    cold: dict[int, list[float]] = {small: [], large: []}
    warm: dict[int, list[float]] = {small: [], large: []}
    for count in (small, large):
        source = session.folder / f"growing-{count}"
        shutil.copytree(session.vault(count), source)
        for n in range(1 if count == large else 3):
            output, cache = session.folder / f"grown-{count}-{n}", session.folder / f"grown-cache-{count}-{n}"
            command = python("-m", "benchmarks.without_model", source, output, cache)
            cold[count].append(session.run(command).cpu)
            change(sorted(source.iterdir())[n], n)
            warm[count].append(session.run(command).cpu)
    for name, of in (("first build", cold), ("build after a change", warm)):
        yield Figure(f"{name} but the model, {large:,} highlights", f"{small:,} highlights", of[large], of[small], "s", 12)
