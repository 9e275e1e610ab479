"""An Obsidian vault: one note for each idea, person, work and episode, with links, keyed by what it is about and not by its name.

Written again, it changes only what the graph changed: what the owner wrote outside our marks stays, a note that he renamed or moved keeps
its new name, and the note of something that is gone says so instead of vanishing.
"""

from __future__ import annotations

from pathlib import Path

from graphbuild.exporters.obsidian.notes import notes
from graphbuild.exporters.obsidian.sync import sync
from graphbuild.graph.store import GraphStore


def write_obsidian(store: GraphStore, path: Path) -> None:
    """Write or renew the vault in the folder `path`. Raises `OSError` where it cannot be written."""
    sync(notes(store), path)
