"""What notebooks and programs call: the same library that the command line calls, with paths as strings allowed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphbuild import questions
from graphbuild.building.output import GRAPH, REPORT
from graphbuild.building.place import finish
from graphbuild.cache import open_cache
from graphbuild.config import Settings
from graphbuild.errors import UsageError
from graphbuild.graph.store import GraphStore, Table

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import rdflib

    from graphbuild.exporters.page.frame import View
    from graphbuild.pipeline import Build


class KnowledgeGraph:
    """A built graph, however you like it best: SPARQL, named questions, rdflib, NetworkX, pandas, or its page within a notebook.

    `store` is the triple store that answers; `report` what was read and counted, `None` for a Turtle file by itself.
    """

    def __init__(self, store: GraphStore, report: dict[str, Any] | None = None, built: Build | None = None) -> None:
        self.store = store
        self.report = report
        self._built = built

    def query(self, sparql: str) -> Table:
        """The rows of a SELECT; `.frame()` makes a pandas table of them. Raises `QueryError`."""
        return self.store.select(sparql)

    def ask(self, name: str, *arguments: str) -> Table:
        """The answer to a named question (`graphbuild ask` lists them). Raises `UsageError`, `QueryError`."""
        return ask(self.store, name, *arguments)

    @property
    def rdf(self) -> rdflib.Graph:
        """The triples as an `rdflib.Graph` over the same store."""
        return self.store.graph()

    @property
    def network(self) -> nx.MultiDiGraph:
        """Everything as a `networkx.MultiDiGraph` (see `graphbuild.multigraph`), made anew each time."""
        from graphbuild.graph.view import multigraph

        return multigraph(self.store)

    @property
    def idea_network(self) -> nx.Graph:
        """The ideas as a weighted `networkx.Graph` (see `graphbuild.idea_network`), made anew each time."""
        from graphbuild.graph.view import idea_network

        return idea_network(self.store)

    @property
    def highlights(self) -> pd.DataFrame:
        """One row a highlight: title, show, episode, seconds, link, texts, tags, ideas, people, works; several values as tuples."""
        return self._frame("highlights")

    @property
    def ideas(self) -> pd.DataFrame:
        """One row an idea: its labels, who named it, related ideas, highlights."""
        return self._frame("ideas")

    @property
    def people(self) -> pd.DataFrame:
        """One row a person: names, the episodes hosted and visited, the highlights that name them."""
        return self._frame("people")

    @property
    def episodes(self) -> pd.DataFrame:
        """One row an episode: title, show, date, hosts, guests, highlights."""
        return self._frame("episodes")

    @property
    def works(self) -> pd.DataFrame:
        """One row a book, film, paper or show that somebody names: title, kind, author, where."""
        return self._frame("works")

    @property
    def links(self) -> pd.DataFrame:
        """One row a link: what it joins, its score in [0, 1], why, and the highlights that prove it."""
        return self._frame("links")

    def show(self, name: str = "", height: int = 640) -> View:
        """The page within a notebook, opened at an idea, person, work, episode, show or theme, and made of what belongs to it alone.

        `name` is its name or IRI; without one, the whole page. `height` is in pixels. Raises `UsageError` for a name that the graph does not know.
        """
        from graphbuild.exporters.page import write_page
        from graphbuild.exporters.page.frame import View
        from graphbuild.exporters.page.part import address_of, part_of
        from graphbuild.questions.things import thing

        if not name:
            return View(write_page(self.store).html, height)
        found = thing(self.store, name)
        return View(write_page(part_of(self.store, found), start=address_of(found)).html, height)

    def save(self, output: str | os.PathLike[str]) -> None:
        """Write what `graphbuild build` writes into a folder. Raises `ExportError`; `UsageError` for a graph that was opened, not built."""
        if self._built is None:
            raise UsageError("only a graph that was built here can be saved.", mend="Copy the folder, or build again.")
        from graphbuild import pipeline

        pipeline.write(self._built, Path(output))

    def __len__(self) -> int:
        return len(self.store)

    def __repr__(self) -> str:
        counted = ", ".join(f"{number} {what}" for what, number in self._counts())
        return f"<KnowledgeGraph: {counted}>"

    def _repr_html_(self) -> str:
        cells = "".join(f"<td style='text-align:left'><b>{number}</b> {what}</td>" for what, number in self._counts())
        return f"<table><tr>{cells}</tr></table>"

    def _counts(self) -> list[tuple[str, int]]:
        kinds = {"shows": "schema:PodcastSeries", "episodes": "schema:PodcastEpisode", "highlights": "gb:Highlight", "people": "schema:Person",
                 "ideas": "gb:Idea", "links": "gb:Link"}  # fmt: skip
        return [
            (name, int(str(self.store.select(f"SELECT (COUNT(?s) AS ?n) {{ ?s a {kind} }}").rows[0][0]))) for name, kind in kinds.items()
        ]

    def _frame(self, name: str) -> pd.DataFrame:
        import pandas as pd

        from graphbuild.exporters.sheets import sheet

        made = sheet(self.store, name)
        return pd.DataFrame(made.records(), columns=list(made.columns)).set_index("iri")


def build(
    sources: str | os.PathLike[str] | Iterable[str | os.PathLike[str]], settings: Settings | None = None, *, cached: bool = True
) -> KnowledgeGraph:
    """The graph of an export file or folder, or of several, in memory; `.save(folder)` writes it. Raises `SourceError`, `ModelMissingError`.

    `cached`: texts that a build has seen before are not tagged again; they are kept in the user's cache folder.
    """
    from graphbuild import pipeline

    given = [sources] if isinstance(sources, str | os.PathLike) else list(sources)
    with open_cache(unused=not cached) as cache:
        made = pipeline.build([Path(source) for source in given], settings, cache=cache)
    return KnowledgeGraph(made.store, made.report, made)


def open_graph(output: str | os.PathLike[str] = "output") -> KnowledgeGraph:
    """The graph of a folder that `graphbuild build` wrote, or of a Turtle file. Raises `GraphError`."""
    return KnowledgeGraph(load(output), _report(Path(output)))


def load(output: str | os.PathLike[str]) -> GraphStore:
    """The triple store of a folder that `graphbuild build` wrote, or of a Turtle file. Raises `GraphError`."""
    finish(Path(output))
    return GraphStore.load(graph_file(Path(output)))


def ask(store: GraphStore, name: str, *arguments: str) -> Table:
    """The answer to a named question (`graphbuild ask` lists them). `Table.remark` says why there is none. Raises `UsageError`, `QueryError`."""
    return questions.question(name).answer(store, *arguments)


def graph_file(output: Path) -> Path:
    """The Turtle file of an output folder; a file stands for itself."""
    return output / GRAPH if output.is_dir() or not output.suffix else output


def _report(output: Path) -> dict[str, Any] | None:
    """The report beside a graph; None where there is none that can be read."""
    try:
        report = json.loads((output / REPORT).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return report if isinstance(report, dict) else None
