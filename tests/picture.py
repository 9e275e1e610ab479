"""Renews docs/images/page.png: the page of the example vault as a browser shows it.

make picture
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from graphbuild import pipeline
from graphbuild.exporters.page import write_page
from graphbuild.resources import example_vault

IMAGES = Path(__file__).parents[1] / "docs" / "images"
PICTURES = {"page.png": ("", {"width": 1280, "height": 800}), "page-idea.png": ("#/idea/commonplace-book", {"width": 1280, "height": 800})}


def main() -> None:
    html = write_page(pipeline.build([example_vault()]).store).html
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "graph.html"
        file.write_text(html, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, (route, viewport) in PICTURES.items():
            page = browser.new_context(viewport=viewport, color_scheme="light", offline=True).new_page()
            page.goto(file.as_uri() + route)
            page.wait_for_selector("html[data-drawn]", state="attached")
            page.wait_for_timeout(300)
            page.screenshot(path=IMAGES / name)
        browser.close()


if __name__ == "__main__":
    main()
