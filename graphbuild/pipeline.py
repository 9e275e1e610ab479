"""`build()`: the order of the stages, on one screen; then the output, written aside and put in place whole."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graphbuild.building.output import CANDIDATES, GRAPH, LAYOUT, PAGE, REPORT, json_bytes, layout, require_writable
from graphbuild.building.place import put_in_place
from graphbuild.building.progress import Progress, silent
from graphbuild.building.report import decided, report_of
from graphbuild.building.resolving import resolve
from graphbuild.building.sources import nothing, read_sources, shelf, wanted
from graphbuild.cache import NO_CACHE, Cache
from graphbuild.config import Settings
from graphbuild.decisions import Decisions
from graphbuild.exporters.page import write_page
from graphbuild.graph.iris import Iris
from graphbuild.graph.store import GraphStore
from graphbuild.graph.triples import triples
from graphbuild.graph.turtle import turtle_of
from graphbuild.linkers import link, wording_of
from graphbuild.memory import packed
from graphbuild.resolvers.episodes import join_episodes
from graphbuild.rules import require_rules
from graphbuild.workers import HERE, Workers

__all__ = ["CANDIDATES", "GRAPH", "LAYOUT", "PAGE", "REPORT", "Build", "Progress", "build", "read_sources", "require_writable", "write"]


_MANY = 2_000  # highlights: with fewer a build takes some 450 MB at most (1,990 made-up ones of 2,000 characters)


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """A built graph, still in memory: the store, its Turtle, and the report and the candidates for review as they will be written."""

    store: GraphStore
    turtle: bytes
    report: dict[str, Any] = field(repr=False)
    candidates: dict[str, Any] = field(repr=False)


def build(
    sources: Sequence[Path],
    settings: Settings | None = None,
    progress: Progress | None = None,
    decisions: Decisions | None = None,
    *,
    cache: Cache = NO_CACHE,
    workers: Workers = HERE,
) -> Build:
    """The graph of the exports in files and folders, as the owner's decisions have it. Writes nothing but the cache.

    What the cache holds, and who does the work, decide how long it takes and nothing else.

    Raises `SourceError` where a source does not exist or holds nothing to build from, `ModelMissingError` where the language model is not installed,
    `SettingsError` where decisions contradict each other.
    """
    settings = settings or Settings()
    require_rules(settings.without)
    tell = progress or silent
    results, refusals = read_sources(sources, tell, settings.kinds)
    books = [book for result in results for book in shelf(result)]
    results = [wanted(result, settings) for result in results]
    episodes = join_episodes(episode for result in results for episode in result.episodes)
    if not any(episode.highlights or episode.ai_notes for episode in episodes):
        raise nothing(sources, results, refusals)
    wording = wording_of(episodes)  # now, while another process loads the language model
    results, corpus, settled, proposals = packed(
        lambda: (results, *resolve(results, episodes, settings, tell, books, decisions or Decisions(), cache=cache, workers=workers)),
        is_large=sum(len(episode.highlights) for episode in episodes) > _MANY,
    )
    episodes, books = (), []  # the copy has its own
    tell("linking", 0, 1)
    links, themes = link(corpus, settings, cache, wording)
    tell("linking", 1, 1)
    iris = Iris(settings.base_iri)
    store = GraphStore(triples(corpus, links, themes, iris))
    report = {**report_of(results, refusals, corpus, (links, themes), len(store)), "decisions": decided(settled)}
    return Build(store=store, turtle=turtle_of(store.by_subject(), iris.prefixes()), report=report, candidates=proposals)


def write(made: Build, output: Path, *, relayout: bool = False, progress: Progress | None = None) -> None:
    """Write the graph, its page and the report into a folder: beside it first, then renamed, so that it is whole or not there.

    Whatever else lies in the folder stays. Raises `ExportError` where it cannot be written.
    """
    if progress:
        progress("drawing", 0, 1)
    page = write_page(made.store, None if relayout else layout(output / LAYOUT))
    files = {
        GRAPH: made.turtle,
        PAGE: page.html.encode(),
        REPORT: json_bytes(made.report),
        CANDIDATES: json_bytes(made.candidates),
        LAYOUT: (json.dumps({key: list(at) for key, at in page.positions.items()}, sort_keys=True, indent=0) + "\n").encode(),
    }
    put_in_place(files, output)
    if progress:
        progress("drawing", 1, 1)
