"""The network as a picture to drag about, made with pyvis: one HTML file that asks for nothing.

What pyvis writes by itself links to three content delivery networks and shows a tooltip that holds "href" as HTML; neither
is left in this file. Places are computed here, so that the picture stands still and is the same each time.
"""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphbuild.errors import ExportError
from graphbuild.exporters.page.layout import LARGEST, lay_out, strongest
from graphbuild.graph.store import GraphStore
from graphbuild.graph.view import multigraph

if TYPE_CHECKING:
    import networkx as nx

LARGEST_PICTURE = 2000  # nodes, those with most neighbours; more and dragging stutters
_LABEL = 40  # characters of a label; the tooltip has it in full
_TOOLTIP = 600  # characters
_ROOM = 180  # pixels at scale 1 on which one node stands, so that labels can be read

_COLOURS = {
    "show": "#6b4c9a",
    "episode": "#396ab1",
    "book": "#396ab1",
    "article": "#396ab1",
    "tweet": "#396ab1",
    "supplemental": "#396ab1",
    "highlight": "#9a9a9a",
    "note": "#b8860b",
    "person": "#cc2529",
    "idea": "#3e9651",
    "work": "#948b3d",
}
_OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "hideEdgesOnDrag": True},
    "edges": {"smooth": False, "color": {"color": "#cccccc", "highlight": "#333333"}},
    "nodes": {"shape": "dot"},
}
# Nothing is fetched, whatever a label says; vis-network styles its elements, so styles must be allowed.
_POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"
_FETCHED = re.compile(r'<link\s[^>]*?href="[^"]*"[^>]*>|<script\s[^>]*?src="[^"]*"[^>]*>\s*</script>')
_SOURCE_MAP = re.compile(r"//# sourceMappingURL=[\w.-]+")
_HTML_TOOLTIP = 'network.on("showPopup"'  # no label can hold it: quotes are escaped in the data
_HEADING = re.compile(r"<center>\s*<h1></h1>\s*</center>")


def write_pyvis(store: GraphStore, path: Path) -> None:
    """Write the picture: at most `LARGEST_PICTURE` nodes. Raises `OSError` where the file cannot be written."""
    from pyvis.network import Network

    graph = _largest(multigraph(store))
    net = Network(height="95vh", width="100%", directed=True, cdn_resources="in_line")
    net.options = _OPTIONS
    # Filled directly: `add_edge` looks through all edges for each new one.
    net.nodes = _nodes(graph)
    net.edges = _edges(graph)
    path.write_text(_offline(net.generate_html()), encoding="utf-8", newline="\n")


def _largest(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    if len(graph) <= LARGEST_PICTURE:
        return graph
    kept = sorted(graph, key=lambda node: (-graph.degree(node), node))[:LARGEST_PICTURE]
    return graph.subgraph(kept)


def _nodes(graph: nx.MultiDiGraph) -> list[dict[str, Any]]:
    names = sorted(graph)
    row = {name: number for number, name in enumerate(names)}
    pairs = {(min(ends), max(ends)) for ends in ((row[a], row[b]) for a, b in graph.edges()) if ends[0] != ends[1]}
    places = lay_out(len(names), strongest(dict.fromkeys(sorted(pairs), 1.0)), {}).places
    width = 400 + int(_ROOM * math.sqrt(len(names)))
    nodes = []
    for name, (x, y) in zip(names, places, strict=True):
        data = graph.nodes[name]
        label = _text(data["label"]) or data["kind"]
        nodes.append(
            {
                "id": name,
                "label": label if len(label) <= _LABEL else label[: _LABEL - 1] + "…",
                "title": f"{data['kind']}: {label}"[:_TOOLTIP],
                "color": _COLOURS[data["kind"]],
                # Seen from afar, only large letters are drawn: those of what has many neighbours.
                "font": {"size": round(12 + 7 * graph.degree(name) ** 0.5)},
                "size": round(5 + 3 * graph.degree(name) ** 0.5, 1),
                "x": x * width // LARGEST,
                "y": y * width // LARGEST,
            }
        )
    return nodes


def _edges(graph: nx.MultiDiGraph) -> list[dict[str, Any]]:
    found = []
    for source, target, kind, data in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        # A link has a score and no direction; why it is there is its tooltip.
        arrows = {} if "score" in data else {"arrows": "to"}
        title = f"{kind}: {_text(data['reason'])}" if data.get("reason") else kind
        found.append({"from": source, "to": target, "title": title[:_TOOLTIP], **arrows})
    return found


def _text(text: object) -> str:
    """A text for a tooltip, on one line. pyvis shows one that holds "href" as HTML: an invisible joiner keeps it a text."""
    return " ".join(str(text).split()).replace("href", "h\u2060ref")


def _offline(html: str) -> str:
    """The page of pyvis without what it would fetch. Raises `ExportError` where something is left."""
    before, body, after = html.partition("<body>")
    head = _HEADING.sub("", _FETCHED.sub("", _SOURCE_MAP.sub("", before)))
    if "<link" in head or re.search(r"<script[^>]*\ssrc=", head) or _HTML_TOOLTIP in after:
        raise ExportError("this release of pyvis writes another page than the one known here", mend="pip install pyvis==0.3.2")
    policy = f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n<title>graphbuild</title>'
    head = head.replace('<meta charset="utf-8">', f'<meta charset="utf-8">\n{policy}', 1)
    return "<!doctype html>\n" + head + body + after
