"""GEXF, the format of Gephi: the same network as GraphML."""

from __future__ import annotations

import re
from pathlib import Path

from graphbuild.exporters.graphml import for_xml
from graphbuild.graph.store import GraphStore
from graphbuild.graph.view import multigraph

# NetworkX writes the day of the export into the file; the same graph has to give the same bytes on any day.
_DAY = re.compile(r' lastmodifieddate="[^"]*"')


def write_gexf(store: GraphStore, path: Path) -> None:
    """Write the network as GEXF 1.2. Raises `OSError` where the file cannot be written."""
    import networkx as nx

    lines = "\n".join(nx.generate_gexf(for_xml(multigraph(store)), version="1.2draft"))
    path.write_text(_DAY.sub("", lines, count=1) + "\n", encoding="utf-8", newline="\n")
