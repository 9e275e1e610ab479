"""The interactive page: one HTML file that holds everything and asks for nothing.

`payload.py` reads the graph, `layout.py` places the ideas, `template.html`, `page.css` and the scripts are the page itself.
The scripts are joined here in the order of `SCRIPTS`; nothing is minified: what ships can be read.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from graphbuild.exporters.page.layout import Layout, lay_out, strengths, strongest
from graphbuild.exporters.page.payload import Columns, read_payload
from graphbuild.graph.store import GraphStore

SCRIPTS = (
    "dom.js",
    "data.js",
    "quotes.js",
    "parts.js",
    "home.js",
    "views.js",
    "list.js",
    "search.js",
    "scenes.js",
    "draw.js",
    "map.js",
    "page.js",
)

_PLACE = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True, slots=True)
class Page:
    """The page, and by the IRI of each idea its place on the map (0 to 65535), to be given to the next build."""

    html: str
    positions: dict[str, tuple[int, int]]


def write_page(store: GraphStore, layout: Mapping[str, tuple[int, int]] | None = None) -> Page:
    """The page of a graph. Ideas that `layout` names keep their places; the same graph and layout give the same bytes."""
    payload = read_payload(store)
    tables = dict(payload.tables)
    given = {row: layout[iri] for row, iri in enumerate(payload.ideas) if iri in layout} if layout else {}
    links = tables["link"]
    scores = {
        (a, b): score for kind, a, b, score in zip(links["kind"], links["a"], links["b"], links["score"], strict=True) if kind == "idea"
    }
    ideas_of = tables["highlight"]["ideas"]
    made = lay_out(len(payload.ideas), strongest(strengths(ideas_of, scores)), given)
    tables["idea"] = tables["idea"] | {
        "x": [x for x, _ in made.places],
        "y": [y for _, y in made.places],
        "community": list(made.communities),
    }
    tables["line"] = {"a": [a for a, _, _ in made.edges], "b": [b for _, b, _ in made.edges]}
    tables["community"] = _communities(made, Counter(idea for ideas in ideas_of for idea in ideas))
    return Page(_html(_packed(tables)), dict(zip(payload.ideas, made.places, strict=True)))


def _communities(made: Layout, count: Counter[int]) -> Columns:
    """Each community is named by its two ideas with most highlights."""
    members: list[list[int]] = [[] for _ in range(max(made.communities, default=-1) + 1)]
    for idea, community in enumerate(made.communities):
        if community >= 0:
            members[community].append(idea)
    named = [sorted(each, key=lambda idea: (-count[idea], idea))[:2] for each in members]
    return {"size": [len(each) for each in members], "ideas": named}


def _packed(tables: Mapping[str, Columns]) -> str:
    """The tables as base64 of gzip of JSON; no time and no name in the gzip header, so that equal data give equal bytes."""
    text = json.dumps(tables, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=packed, mtime=0) as stream:
        stream.write(text.encode("utf-8", "replace"))  # a lone surrogate is no text that a file can hold
    return base64.b64encode(packed.getvalue()).decode("ascii")


def _html(data: str) -> str:
    folder = resources.files(__package__)
    parts = {name: (folder / name).read_text(encoding="utf-8") for name in ("template.html", "page.css", *SCRIPTS)}
    script = '"use strict";\n(() => {\n' + "\n".join(parts[name] for name in SCRIPTS) + "\n})();\n"
    style = parts["page.css"]
    values = {"data": data, "script": script, "style": style, "policy": _policy(script, style)}
    # One pass: what is filled in is never looked at again.
    return _PLACE.sub(lambda match: values[match[1]], parts["template.html"])


def _policy(script: str, style: str) -> str:
    """The content security policy: this script and this style run, nothing else does, and nothing is ever fetched."""
    rules = (
        "default-src 'none'",
        f"script-src '{_digest(script)}'",
        f"style-src '{_digest(style)}'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
    return "; ".join(rules)


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
