"""Named graphs as N-Quads files for the bulk loader of a store, each named by its content; written again, only what changed is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from graphbuild.errors import ExportError
from graphbuild.graph.shards import shards
from graphbuild.graph.store import GraphStore
from graphbuild.text import KEY_LENGTH

INDEX = "index.json"


def write_shards(store: GraphStore, path: Path) -> None:
    """Write a folder: one file for each named graph, and `index.json`, which says of each its graph, file, triples and SHA-256.

    Files of an earlier run that no graph has any more are removed; others are never touched. Raises `OSError`, `GraphError`, `ExportError`.
    """
    path.mkdir(parents=True, exist_ok=True)
    before = _listed(path)
    index: list[dict[str, Any]] = []
    for shard in shards(store.triples()):
        name = f"{shard.name}.{shard.digest[:KEY_LENGTH]}.nq"
        if not (path / name).is_file() or name not in before:
            (path / name).write_bytes(shard.quads())
        index.append({"graph": shard.iri, "file": name, "triples": len(shard.lines), "sha256": shard.digest})
    (path / INDEX).write_text(json.dumps(index, indent=1) + "\n", encoding="utf-8", newline="\n")
    for stale in sorted(before - {each["file"] for each in index}):
        (path / stale).unlink(missing_ok=True)


def _listed(folder: Path) -> set[str]:
    """The files that an earlier run wrote."""
    try:
        text = (folder / INDEX).read_text(encoding="utf-8")
    except FileNotFoundError:
        return set()
    try:
        names = {str(each["file"]) for each in json.loads(text)}
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise ExportError("is no index that graphbuild wrote", place=str(folder / INDEX), mend="Choose another folder with -o.") from error
    return {name for name in names if name.endswith(".nq") and Path(name).name == name and "\\" not in name}
