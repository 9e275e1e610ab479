"""graphbuild: podcast-highlight exports -> a graph of people, ideas and links, with the words that prove each.

The public interface, loaded when it is first used:

    import graphbuild
    graph = graphbuild.open("output")          # what `graphbuild build` wrote; or graphbuild.build("exports/") in memory
    graph.query("SELECT …")                    # -> Table: .columns, .rows, .frame() for pandas
    graph.ask("my-notes", "habits")            # a named question, likewise
    graph.highlights, graph.ideas, graph.people, graph.episodes, graph.works, graph.links  # pandas frames
    graph.rdf, graph.network, graph.idea_network  # rdflib.Graph, networkx.MultiDiGraph, networkx.Graph

Data flow, and the folders in its order:

    export files -> readers -> extractors -> resolvers -> linkers -> graph -> exporters, questions, quality
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphbuild.api import KnowledgeGraph as KnowledgeGraph
    from graphbuild.api import ask as ask
    from graphbuild.api import build as build
    from graphbuild.api import load as load
    from graphbuild.api import open_graph as open  # noqa: A004 - `graphbuild.open` reads well, and nothing here opens files
    from graphbuild.graph.view import idea_network as idea_network
    from graphbuild.graph.view import multigraph as multigraph

__version__ = "0.1.0"

_HOME = {
    "KnowledgeGraph": "graphbuild.api",
    "ask": "graphbuild.api",
    "build": "graphbuild.api",
    "load": "graphbuild.api",
    "open": "graphbuild.api",
    "idea_network": "graphbuild.graph.view",
    "multigraph": "graphbuild.graph.view",
}

_CALLED = {"open": "open_graph"}

__all__ = ["KnowledgeGraph", "__version__", "ask", "build", "idea_network", "load", "multigraph", "open"]


def __getattr__(name: str) -> Any:
    # Importing graphbuild must stay cheap: what needs spaCy or an RDF engine is loaded when it is asked for.
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(_HOME[name]), _CALLED.get(name, name))
    raise AttributeError(f"module 'graphbuild' has no attribute {name!r}")
