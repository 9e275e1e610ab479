"""`rebuild()`: an output folder brought up to date with its sources; where nothing changed, found out without building."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphbuild.building.output import REPORT, require_writable
from graphbuild.building.place import finish
from graphbuild.building.unchanged import fingerprint, remember, stands
from graphbuild.cache import NO_CACHE, Cache
from graphbuild.config import Settings
from graphbuild.decisions import Decisions
from graphbuild.extractors import ours, ready
from graphbuild.workers import HERE, Workers

if TYPE_CHECKING:
    from graphbuild.building.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """What stands in the folder now: its report, and whether anything had to be written."""

    report: dict[str, Any]
    changed: bool


def rebuild(
    sources: Sequence[Path],
    output: Path,
    settings: Settings | None = None,
    decisions: Decisions | None = None,
    *,
    cache: Cache = NO_CACHE,
    workers: Workers = HERE,
    relayout: bool = False,
    progress: Progress | None = None,
) -> Rebuilt:
    """Build the sources into a folder, unless it holds just what that would give. Raises as `pipeline.build` and `pipeline.write` do."""
    settings, decisions = settings or Settings(), decisions or Decisions()
    require_writable(output)
    finish(output)
    before = None if cache is NO_CACHE else fingerprint(sources, settings, decisions)
    if before and not relayout and stands(output, before, cache):
        return Rebuilt(report=json.loads((output / REPORT).read_bytes()), changed=False)

    workers.prepare(partial(ready, ours(frozenset(settings.without)), settings.model))
    from graphbuild import pipeline  # only now: it takes a while
    from graphbuild.building.engines import load_engines
    from graphbuild.building.sources import collector_at_rest

    load_engines()
    with collector_at_rest():
        made = pipeline.build(sources, settings, progress, decisions, cache=cache, workers=workers)
        pipeline.write(made, output, relayout=relayout, progress=progress)
    # A file that was changed while it was read: then it is not known of which state this is the output.
    if before and fingerprint(sources, settings, decisions) == before:
        remember(output, before, cache)
    cache.make_room()
    return Rebuilt(report=made.report, changed=True)
