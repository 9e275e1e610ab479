"""Step 6 of 6: graph -> files; never computes a fact.

Every exporter stands in `EXPORTERS` and has a file of its own. It takes a `GraphStore` and a path, and writes the same
bytes for the same graph. Its packages are imported when it runs, so that the list of formats costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from graphbuild.errors import UsageError
from graphbuild.graph.store import GraphStore


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format to write the graph in: `suffix` of its file with the dot (empty: it writes a folder), `title` in words."""

    name: str
    suffix: str
    title: str
    write: Callable[[GraphStore, Path], None]


def _lazily(module: str, function: str) -> Callable[[GraphStore, Path], None]:
    def write(store: GraphStore, path: Path) -> None:
        getattr(import_module(f"{__name__}.{module}"), function)(store, path)

    return write


def _page(store: GraphStore, path: Path) -> None:
    from graphbuild.exporters.page import write_page

    path.write_text(write_page(store).html, encoding="utf-8", newline="\n")


EXPORTERS: tuple[Exporter, ...] = (
    Exporter(
        "pyvis", ".html", "a picture of the network to drag about, made with pyvis; works offline", _lazily("pyvis_page", "write_pyvis")
    ),
    Exporter("html", ".html", "the page that every build writes: search, quotes, links and a map", _page),
    Exporter("graphml", ".graphml", "GraphML, for yEd, Cytoscape or NetworkX", _lazily("graphml", "write_graphml")),
    Exporter("gexf", ".gexf", "GEXF, for Gephi", _lazily("gexf", "write_gexf")),
    Exporter("jsonld", ".jsonld", "JSON-LD: every triple, as JSON", _lazily("jsonld", "write_jsonld")),
    Exporter("nquads", ".nq", "N-Quads: every triple, one a line, sorted", _lazily("nquads", "write_nquads")),
    Exporter(
        "shards", "", "a folder of N-Quads, one file a named graph, for the bulk loader of a store", _lazily("shards", "write_shards")
    ),
    Exporter(
        "csv",
        "",
        "a folder of tables for a spreadsheet: highlights, ideas, people, works, episodes, links",
        _lazily("csv_tables", "write_csv"),
    ),
    Exporter(
        "obsidian",
        "",
        "an Obsidian vault: a note for each idea, person, work and episode, with links; written again, your own words stay",
        _lazily("obsidian", "write_obsidian"),
    ),
)


def exporter(name: str) -> Exporter:
    """The exporter of a name. Raises `UsageError`, naming those there are."""
    for each in EXPORTERS:
        if each.name == name:
            return each
    known = ", ".join(each.name for each in EXPORTERS)
    raise UsageError(f"there is no export format “{name}”", mend=f"Known are: {known}.")
