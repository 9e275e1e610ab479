"""The page against pyvis's own page of the same graph: same browser, same run, no network.

    python benchmarks/bench_page.py                    # made-up graphs of 2,000 and 10,000 nodes
    python benchmarks/bench_page.py OUTPUT...          # and folders that `graphbuild build` wrote
    python benchmarks/bench_page.py --write            # puts the table into docs/performance.md, between its marks

pyvis gets every advantage: its places are given, its physics is off (on, 1,500 nodes take minutes), and what it would fetch is left
out. Its page holds names only; ours holds all quotes. Machines are noisy: read the ratios, not the milliseconds.

The clock of opening starts at navigation, for both, and stops when what counts has been painted, two frames later, for both. pyvis has its
picture at once or nothing; ours has its text first ("until one can act") and its picture soon after ("until all is drawn").
A full redraw is of everything that pyvis shows; of ours it is the slowest of nine distances, from the whole map (lines between
themes as bundles) to a corner of it (every line by itself). Writing is processor time, of pyvis once: it compares each new edge with all before.
"""

from __future__ import annotations

import math
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.base import Session, between
from graphbuild.exporters.page import write_page
from graphbuild.exporters.page.layout import LARGEST, lay_out, strongest
from graphbuild.graph.store import GraphStore
from graphbuild.graph.view import multigraph
from tests.crowd import crowd

SIZES = (1_000, 5_000)  # highlights: half of the nodes
TIMES = 3
STEPS = 40
REDRAWS = 5
PERFORMANCE = Path(__file__).parents[1] / "docs" / "performance.md"
BEGIN, END = "<!-- page: begin -->", "<!-- page: end -->"
_FETCHED = re.compile(r'<link\s[^>]*?href="[^"]*"[^>]*>|<script\s[^>]*?src="[^"]*"[^>]*>\s*</script>')

FIGURES = (
    ("until one can act", "ms"),
    ("until all is drawn", "ms"),
    ("pan frame", "ms"),
    ("pan frame, 95th percentile", "ms"),
    ("full redraw", "ms"),
    ("click to neighbourhood", "ms"),
    ("size", "KB"),
    ("heap", "MB"),
    ("layout and writing", "s"),
)

# What each page does, in its own terms. `ready` is true once one can act; `step` pans and zooms a little; `far` is a function that
# goes to the n-th distance and says whether there is one, `redraw` draws everything there anew.
OURS = {
    "ready": "() => document.documentElement.dataset.ready === 'yes'",
    "map": "#/map",
    "drawn": "() => document.documentElement.dataset.drawn === 'yes'",
    "step": """n => {
        const map = document.getElementById('map');
        map.dispatchEvent(new KeyboardEvent('keydown', {key: n % 2 ? 'ArrowLeft' : 'ArrowRight', shiftKey: true}));
        map.dispatchEvent(new WheelEvent('wheel', {deltaY: n % 2 ? 40 : -40, clientX: 640, clientY: 400, cancelable: true}));
    }""",
    "far": """n => {
        document.getElementById('map').dispatchEvent(new KeyboardEvent('keydown', {key: n ? '+' : '0'}));
        return n < 9;
    }""",
    "redraw": "n => document.getElementById('map').dispatchEvent(new KeyboardEvent('keydown', {key: n % 2 ? 'ArrowLeft' : 'ArrowRight'}))",
}
PYVIS = {
    "ready": "() => typeof network !== 'undefined' && network.canvas.frame.canvas.width > 0",
    "drawn": "() => typeof network !== 'undefined' && network.canvas.frame.canvas.width > 0",
    "map": "",
    "step": """n => {
        const {x, y} = network.getViewPosition();
        network.moveTo({position: {x: x + (n % 2 ? -60 : 60) / network.getScale(), y}, scale: network.getScale() * (n % 2 ? 0.94 : 1.06)});
    }""",
    "far": "n => { network.fit(); return n < 1; }",
    "redraw": "() => network.redraw()",
}
# Two frames after a condition holds, everything that it caused is painted.
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"


def main() -> None:
    """Print the table; with `--write`, put it into the page on performance."""
    folders = [Path(each) for each in sys.argv[1:] if not each.startswith("--")]
    table = "\n".join(_lines(SIZES, folders))
    print(table)
    if "--write" in sys.argv:
        text = PERFORMANCE.read_text(encoding="utf-8")
        PERFORMANCE.write_text(between(text, BEGIN, END, f"\n{table}\n"), encoding="utf-8")


def figures(session: Session) -> tuple[()]:
    """No figure with a target; the table of this page beside pyvis's."""
    session.tables["page"] = _lines(SIZES[:1] if session.quick else SIZES, ())
    return ()


def _lines(sizes: Sequence[int], folders: Sequence[Path]) -> list[str]:
    lines = ["| graph | figure | graphbuild | pyvis | ratio |", "|---|---|---|---|---|"]
    with tempfile.TemporaryDirectory() as made:
        for size in sizes:
            store, nodes, edges = crowd(size)
            lines += _compared(f"{len(nodes):,} nodes, {len(edges):,} edges", store, nodes, edges, Path(made))
        for folder in folders:
            store = GraphStore.load(folder / "graph.ttl")
            network = multigraph(store)
            nodes = {node: str(data["label"] or data["kind"]) for node, data in sorted(network.nodes(data=True))}
            edges = sorted({(a, b) for a, b in network.edges()})
            lines += _compared(f"{folder.name}: {len(nodes):,} nodes, {len(edges):,} edges", store, nodes, edges, Path(made))
    return lines


def _compared(name: str, store: GraphStore, nodes: dict[str, str], edges: list[tuple[str, str]], folder: Path) -> list[str]:
    """The rows of one graph."""
    ours, theirs = folder / "ours.html", folder / "pyvis.html"
    seconds = [_seconds(lambda: ours.write_text(write_page(store).html, encoding="utf-8")) for _ in range(TIMES)]
    theirs.write_text(_pyvis(nodes, edges), encoding="utf-8")
    written = {"ours": statistics.median(seconds), "pyvis": _seconds(lambda: _as_pyvis_does(nodes, edges))}
    runs: dict[str, list[dict[str, float]]] = {"ours": [], "pyvis": []}
    for _ in range(TIMES):
        runs["ours"].append(_measured(ours, OURS) | {"layout and writing": written["ours"]})
        runs["pyvis"].append(_measured(theirs, PYVIS) | {"layout and writing": written["pyvis"]})
    rows = []
    for figure, unit in FIGURES:
        a, b = (statistics.median(run[figure] for run in runs[which]) for which in ("ours", "pyvis"))
        rows.append(f"| {name} | {figure}, {unit} | {a:,.1f} | {b:,.1f} | {a / b:.2f} |")
    load = os.getloadavg()[0]
    print(f"{name}: {TIMES} runs, load {load:.1f}", file=sys.stderr)
    return rows


def _seconds(work: Callable[[], object]) -> float:
    """Processor time."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _as_pyvis_does(nodes: dict[str, str], edges: list[tuple[str, str]]) -> str:
    """What pyvis takes to write a page by its own functions; it lays nothing out, that is the browser's."""
    from pyvis.network import Network

    net = Network(height="95vh", width="100%", cdn_resources="in_line")
    net.add_nodes(list(nodes), label=list(nodes.values()))
    for a, b in edges:
        net.add_edge(a, b)
    return str(net.generate_html())


def _pyvis(nodes: dict[str, str], edges: list[tuple[str, str]]) -> str:
    """Pyvis's own page, places given, physics off, without what it would fetch."""
    from pyvis.network import Network

    names = sorted(nodes)
    row = {name: number for number, name in enumerate(names)}
    pairs = {(min(ends), max(ends)): 1.0 for ends in ((row[a], row[b]) for a, b in edges) if ends[0] != ends[1]}
    places = lay_out(len(names), strongest(dict(sorted(pairs.items()))), {}).places
    width = 400 + int(180 * math.sqrt(len(names)))
    net = Network(height="95vh", width="100%", cdn_resources="in_line")
    net.set_options('{"physics": {"enabled": false}, "edges": {"smooth": false}}')
    # Filled directly: `add_edge` looks through all edges for each new one, 44 s for 40,000.
    net.nodes = [
        {"id": name, "label": nodes[name], "shape": "dot", "x": x * width // LARGEST, "y": y * width // LARGEST}
        for name, (x, y) in zip(names, places, strict=True)
    ]
    net.edges = [{"from": a, "to": b} for a, b in edges]
    before, body, after = net.generate_html().partition("<body>")
    return _FETCHED.sub("", before) + body + _FETCHED.sub("", after)


def _measured(file: Path, way: dict[str, str]) -> dict[str, float]:
    """One visit: open, wait, pan, click; in a browser of its own, so that no heap is inherited."""
    from playwright.sync_api import sync_playwright

    found: dict[str, float] = {"size": file.stat().st_size / 1000}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True, bypass_csp=True).new_page()
        for name in ("ready", "drawn"):
            page.add_init_script(f"window.__{name} = new Promise(done => {{ const look = () => ({way[name]})() ? ({PAINTED})().then(done)"
                                 " : requestAnimationFrame(look); requestAnimationFrame(look); });")  # fmt: skip
        page.goto(file.as_uri(), wait_until="commit")
        found["until one can act"] = page.evaluate("() => window.__ready")
        found["until all is drawn"] = page.evaluate("() => window.__drawn")
        cdp = page.context.new_cdp_session(page)
        cdp.send("HeapProfiler.collectGarbage")
        cdp.send("Performance.enable")
        metrics = {each["name"]: each["value"] for each in cdp.send("Performance.getMetrics")["metrics"]}
        found["heap"] = metrics["JSHeapUsedSize"] / 1e6
        found["click to neighbourhood"] = _clicked(page)
        if way["map"]:
            page.evaluate(f"() => {{ location.hash = '{way['map']}'; }}")
        page.wait_for_timeout(400)
        frames = page.evaluate(
            f"""async () => {{
                const frames = [];
                let last = await new Promise(requestAnimationFrame);
                for (let n = 0; n < {STEPS}; n++) {{
                    ({way["step"]})(n);
                    const now = await new Promise(requestAnimationFrame);
                    frames.push(now - last);
                    last = now;
                }}
                return frames.slice(1).sort((a, b) => a - b);
            }}"""
        )
        found["pan frame"], found["pan frame, 95th percentile"] = statistics.median(frames), frames[int(0.95 * len(frames))]
        found["full redraw"] = _redrawn(page, way)
        browser.close()
    return found


def _redrawn(page: Any, way: dict[str, str]) -> float:
    """From asking for everything to be drawn anew until it is painted, in ms: the median at the distance where that takes longest."""
    slowest, distance = 0.0, 0
    while page.evaluate(f"n => ({way['far']})(n)", distance):
        page.wait_for_timeout(300)  # until what moved has come to rest
        times = page.evaluate(
            f"""async () => {{
                const times = [];
                for (let n = 0; n < {REDRAWS}; n++) {{
                    await new Promise(requestAnimationFrame);
                    const begun = performance.now();
                    ({way["redraw"]})(n);
                    times.push(await ({PAINTED})() - begun);
                }}
                return times;
            }}"""
        )
        slowest, distance = max(slowest, statistics.median(times)), distance + 1
    return slowest


def _clicked(page: Any) -> float:
    """From a click on an idea (ours: in the list; pyvis: in the picture) until its neighbourhood is painted, in ms."""
    page.evaluate(
        f"""() => {{ window.__click = new Promise(done => addEventListener('click', event => {{
            const begun = performance.now();
            ({PAINTED})().then(end => done(end - begun));
        }}, {{capture: true, once: true}})); }}"""
    )
    if page.evaluate("() => typeof network === 'undefined'"):
        page.locator(".entry > a[href^='#/idea/']").first.click()
    else:
        x, y = page.evaluate(
            """() => { const id = network.body.nodeIndices.find(id => /:idea:/.test(id)); network.moveTo({position: network.getPosition(id), scale: 1});
                network.redraw(); const at = network.canvasToDOM(network.getPosition(id)); const box = network.canvas.frame.getBoundingClientRect();
                return [at.x + box.left, at.y + box.top]; }"""
        )
        page.wait_for_timeout(300)
        page.mouse.click(x, y)
    return float(page.evaluate("() => window.__click"))


if __name__ == "__main__":
    main()
