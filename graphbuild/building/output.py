"""The output folder: what lies in it, and whether it can be written."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graphbuild.errors import ExportError

GRAPH, PAGE, REPORT, LAYOUT, CANDIDATES = "graph.ttl", "graph.html", "report.json", "layout.json", "candidates.json"
WRITTEN = (GRAPH, PAGE, REPORT, LAYOUT, CANDIDATES)
_FARTHEST = 1_000_000  # units of the map; a layout of 50,000 nodes spans some 20,000


def require_writable(output: Path) -> None:
    """Raise `ExportError` now rather than after minutes of work, where the folder cannot be written."""
    nearest = next(each for each in (output.resolve(), *output.resolve().parents) if each.exists())
    if not nearest.is_dir():
        raise ExportError("is not a folder", place=str(nearest), mend="Choose another with -o.")
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise ExportError("no right to write there.", place=str(nearest), mend="Choose another folder with -o.")


def json_bytes(value: Mapping[str, Any]) -> bytes:
    """JSON that a person can read, the same bytes for the same value."""
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "replace")


def layout(path: Path) -> dict[str, tuple[int, int]] | None:
    """The places of the last build's map; None where there are none, or they make no sense."""
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
        places = {str(key): (int(x), int(y)) for key, (x, y) in given.items()}
    except (OSError, ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return None
    return places if all(max(abs(x), abs(y)) < _FARTHEST for x, y in places.values()) else None
