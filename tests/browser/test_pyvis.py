"""The pyvis picture in a browser without a network: it draws, asks for nothing, complains of nothing, and runs no label."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graphbuild.exporters import exporter
from tests.exporters.test_exporters import hostile_graph

pytestmark = pytest.mark.browser


def test_the_picture_draws_offline_and_runs_nothing(tmp_path: Path, open_file: Any) -> None:
    file = tmp_path / "pyvis.html"
    exporter("pyvis").write(hostile_graph(tmp_path), file)
    page = open_file(file, drawn="#mynetwork canvas")
    assert page.evaluate("nodes.length") == 4
    idea = page.evaluate("nodes.get().find(node => node.id.includes(':idea:'))")
    assert idea["title"].startswith("idea: <img src=x onerror=alert(1)>")
    # The tooltip shows the label as text.
    at = page.evaluate("id => network.canvasToDOM(network.getPositions([id])[id])", idea["id"])
    box = page.locator("#mynetwork").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + at["x"], box["y"] + at["y"])
    page.mouse.move(box["x"] + at["x"] + 1, box["y"] + at["y"])
    page.wait_for_selector(".vis-tooltip", state="visible", timeout=5_000)
    assert "<img src=x" in page.locator(".vis-tooltip").inner_text()
    assert page.locator("img").count() == 0
    assert page.evaluate("window.hurt") is None
