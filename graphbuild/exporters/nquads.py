"""N-Quads: one triple a line, sorted, so that two graphs can be compared line by line."""

from __future__ import annotations

from pathlib import Path

from graphbuild.graph.store import GraphStore


def write_nquads(store: GraphStore, path: Path) -> None:
    """Write every triple. Raises `OSError` where the file cannot be written."""
    lines = sorted(f"{triple} ." for triple in store.triples())
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
