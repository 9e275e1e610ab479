"""GraphML: nodes with their kind, label and plain properties, edges with their kind; see `graph.view.multigraph`."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphbuild.graph.store import GraphStore
from graphbuild.graph.view import multigraph

if TYPE_CHECKING:
    import networkx as nx

# What XML 1.0 cannot hold in any way, not even escaped
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_graphml(store: GraphStore, path: Path) -> None:
    """Write the network as GraphML. Raises `OSError` where the file cannot be written."""
    import networkx as nx

    with path.open("wb") as file:
        # The plain writer: that of lxml, which NetworkX prefers where it is installed, writes other bytes.
        nx.write_graphml_xml(for_xml(multigraph(store)), file)


def for_xml(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """The same network with nothing in its names and values that XML forbids. Nodes and edges keep their order."""
    import networkx as nx

    clean = nx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        clean.add_node(_xml(node), **{name: _xml(value) for name, value in sorted(data.items())})
    for number, (source, target, data) in enumerate(graph.edges(data=True)):
        # Numbered keys: edge identifiers are unique in the file, and one pair may be joined in several ways.
        clean.add_edge(_xml(source), _xml(target), key=str(number), **{name: _xml(value) for name, value in sorted(data.items())})
    return clean


def _xml(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    return _FORBIDDEN.sub("", value) if isinstance(value, str) else value
