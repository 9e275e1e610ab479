"""graphbuild: podcast-highlight exports -> a graph of people, ideas and links, with the words that prove each.

The public interface, loaded when it is first used:

    import graphbuild
    made = graphbuild.build(["exports/"])      # -> Build: .store, .turtle, .report
    store = graphbuild.load("output")          # -> GraphStore: .select(sparql), .graph() for rdflib
    graphbuild.ask(store, "my-notes", "habits")  # -> Table: .columns, .rows, .records() for pandas
    graphbuild.multigraph(store)               # -> networkx.MultiDiGraph
    graphbuild.idea_network(store)             # -> networkx.Graph, ideas only, weighted

Data flow, and the folders in its order:

    export files -> readers -> extractors -> resolvers -> linkers -> graph -> exporters, questions, quality
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphbuild.api import ask as ask
    from graphbuild.api import build as build
    from graphbuild.api import load as load
    from graphbuild.graph.view import idea_network as idea_network
    from graphbuild.graph.view import multigraph as multigraph

__version__ = "0.1.0"

_HOME = {
    "ask": "graphbuild.api",
    "build": "graphbuild.api",
    "load": "graphbuild.api",
    "idea_network": "graphbuild.graph.view",
    "multigraph": "graphbuild.graph.view",
}

__all__ = ["__version__", "ask", "build", "idea_network", "load", "multigraph"]


def __getattr__(name: str) -> Any:
    # Importing graphbuild must stay cheap: what needs spaCy or an RDF engine is loaded when it is asked for.
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'graphbuild' has no attribute {name!r}")
