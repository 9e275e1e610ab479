"""What a command is given: a built graph, its report, a query."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphbuild.errors import QueryError

if TYPE_CHECKING:
    from graphbuild.graph.store import GraphStore


def load(graph: Path) -> GraphStore:
    """The graph of a folder that `build` wrote, or of a Turtle file. Raises `QueryError` where it cannot be read."""
    from graphbuild import api

    return api.load(graph)


def load_to_ask(graph: Path) -> GraphStore:
    """The same for questions alone: a large graph is kept ready in the cache folder. Raises `GraphError`."""
    from graphbuild import api
    from graphbuild.building.place import finish
    from graphbuild.cache import cache_folder
    from graphbuild.graph.kept import open_kept

    finish(graph)
    try:
        folder = cache_folder()
    except RuntimeError:  # there is no home
        folder = None
    return open_kept(api.graph_file(graph), folder)


def load_report(path: Path) -> dict[str, Any]:
    """A build's `report.json`. Raises `QueryError` where it cannot be read."""
    try:
        loaded = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise QueryError(f"cannot be read: {error}", place=str(path), mend="Build the graph again.") from error
    if not isinstance(loaded, dict):
        raise QueryError("not a report of graphbuild.", place=str(path), mend="Build the graph again.")
    return loaded


def sparql(text: str) -> str:
    """The query of the argument: stdin for `-`, a file where it names one, else the text itself."""
    if text == "-":
        return sys.stdin.read()
    if text.endswith((".rq", ".sparql")):
        try:
            return Path(text).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
            raise QueryError(f"cannot be read: {reason}", place=text) from error
    return text
