"""The interactive page: one HTML file that holds everything and asks for nothing.

`payload.py` reads the graph, `layout.py` places the ideas, `columns.py` packs the tables; `front/` is the page itself: a template,
style sheets and small modules, which `join.py` makes one script of. Nothing is renamed: style and script stand in the page packed, as the data do, and
a browser's developer tools show them as they are here, but for comments and indentation. `front/begin.js` unpacks them, and the page's policy holds the hash of both.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib import resources

from graphbuild.exporters.page import themes as t
from graphbuild.exporters.page.arrivals import arrivals
from graphbuild.exporters.page.columns import Lists, Numbers, Table, pack
from graphbuild.exporters.page.join import compact, joined
from graphbuild.exporters.page.layout import lay_out, nearest, strengths, strongest
from graphbuild.exporters.page.payload import Payload, read_payload
from graphbuild.exporters.page.reach import with_reach
from graphbuild.exporters.page.spacing import usual_gap
from graphbuild.graph.store import GraphStore

_PLACE = re.compile(r"\{\{(\w+)\}\}")
_STYLES = ("base.css", "frame.css", "text.css", "views.css", "small.css", "print.css")
_NEAR = 16  # ideas that stand around an idea in its own view; its list goes on with what else it is said with


@dataclass(frozen=True, slots=True)
class Page:
    """The page, and the places to be given to the next build: by IRI, an idea's on the map (0 to 65535), a highlight's among the arrivals."""

    html: str
    positions: dict[str, tuple[int, int]]


def write_page(store: GraphStore, layout: Mapping[str, tuple[int, int]] | None = None, *, start: str = "") -> Page:
    """The page of a graph. What `layout` names keeps its place; the same graph and layout give the same bytes.

    `start` is the address that the page opens at (`#/idea/slow-reading`), where its own address names none.
    """
    payload = read_payload(store)
    came = arrivals(payload.highlights, layout)
    tables, places, gap = _mapped(store, payload, layout)
    tables["highlight"] = tables["highlight"] | {"build": Numbers([came[iri][0] for iri in payload.highlights])}
    tables = with_reach(tables, {name: len(rows) for name, rows in payload.rows.items()})
    return Page(_html(_packed(pack(tables, {"gap": gap})), start), places | came)


def _mapped(
    store: GraphStore, payload: Payload, layout: Mapping[str, tuple[int, int]] | None
) -> tuple[dict[str, Table], dict[str, tuple[int, int]], int]:
    """The tables with what the map needs: places, themes, lines, and the nearest of each idea; the places; how far apart they are."""
    given = {row: layout[iri] for row, iri in enumerate(payload.ideas) if iri in layout} if layout else {}
    strength = strengths(payload.ideas_of, payload.idea_scores)
    named = t.of_graph(store, payload.rows["idea"])
    made = lay_out(len(payload.ideas), strongest(strength), given, named.members if named else None)
    counts = Counter(idea for ideas in payload.ideas_of for idea in ideas)
    labels = [str(label) for label in payload.tables["idea"]["label"].values]
    themes = named or t.of_layout(made, payload.ideas, labels, counts)
    near = nearest(len(payload.ideas), strength, _NEAR)
    tables = dict(payload.tables)
    tables["idea"] = tables["idea"] | {
        "x": Numbers([x for x, _ in made.places]),
        "y": Numbers([y for _, y in made.places]),
        "theme": Numbers(themes.theme_of(len(payload.ideas))),
        "near": Lists(near),
    }
    tables["line"] = {"a": Numbers([a for a, _, _ in made.edges]), "b": Numbers([b for _, b, _ in made.edges])}
    tables["theme"] = themes.table(counts)
    gap = usual_gap(made.places, (end for a, b, _ in made.edges for end in (a, b)))
    return tables, dict(zip(payload.ideas, made.places, strict=True)), gap


def _packed(block: bytes) -> str:
    """The block as base64 of gzip; no time and no name in the gzip header, so that equal data give equal bytes."""
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=packed, mtime=0) as stream:
        stream.write(block)
    return base64.b64encode(packed.getvalue()).decode("ascii")


def _html(data: str, start: str) -> str:
    parts = _parts()
    code = _packed(f"{parts.style}\0{parts.script}".encode())
    values = {"data": data, "code": code, "begin": parts.begin, "policy": _policy(parts), "start": escape(start)}
    # One pass: what is filled in is never looked at again.
    return _PLACE.sub(lambda match: values[match[1]], parts.template)


@dataclass(frozen=True, slots=True)
class Parts:
    """What is the same for every graph: the template, the script that unpacks the rest, and this rest."""

    template: str
    begin: str
    style: str
    script: str


@cache
def _parts() -> Parts:
    folder = resources.files(__package__) / "front"
    files = {each.name: each.read_text(encoding="utf-8") for each in folder.iterdir() if each.name.endswith((".js", ".css", ".html"))}
    modules = {name.removesuffix(".js"): text for name, text in files.items() if name.endswith(".js")}
    begin = joined({name: modules[name] for name in ("begin", "unpack")}, "begin")
    script = joined({name: text for name, text in modules.items() if name != "begin"})
    return Parts(files["template.html"], begin, compact("\n".join(files[name] for name in _STYLES)), script)


def _policy(parts: Parts) -> str:
    """The content security policy: these two scripts run, nothing else does, and nothing is ever fetched.

    The style is made by the script, which no rule needs to allow. The one Trusted Types policy is that of `front/begin.js`: a second of that name is refused.
    """
    rules = (
        "default-src 'none'",
        f"script-src '{_digest(parts.begin)}' '{_digest(parts.script)}'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types graphbuild",
    )
    return "; ".join(rules)


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
