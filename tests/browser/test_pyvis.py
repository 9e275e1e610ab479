"""The pyvis picture in a browser without a network: it draws, asks for nothing, complains of nothing, and runs no label."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graphbuild.exporters import exporter
from tests.exporters.test_exporters import hostile_graph

pytestmark = pytest.mark.browser


def test_the_picture_draws_offline_and_runs_nothing(tmp_path: Path) -> None:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
    if not found:
        pytest.skip("no Chromium on this machine (looked for chromium, chromium-browser, google-chrome)")
    file = tmp_path / "pyvis.html"
    exporter("pyvis").write(hostile_graph(tmp_path), file)
    complaints: list[str] = []
    requests: list[str] = []
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])  # as root, in a container
        page = browser.new_context(viewport={"width": 1000, "height": 800}, offline=True).new_page()
        page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(file.as_uri())
        page.wait_for_selector("#mynetwork canvas", timeout=20_000)
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
        browser.close()
    assert complaints == []
    assert [url for url in requests if not url.startswith("file:")] == []
