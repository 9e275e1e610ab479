"""A browser without a network, and a page in it that may neither ask for anything nor complain."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}

OpenFile = Callable[..., Any]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
    if not found:
        pytest.skip("no Chromium on this machine (looked for chromium, chromium-browser, google-chrome)")
    with sync_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])  # as root, in a container
        yield launched
        launched.close()


@pytest.fixture
def open_file(browser: Any) -> Iterator[OpenFile]:
    """Opens a file at a route, and waits until what `drawn` selects is there; at the end, nothing may have been asked for and nothing said on the console."""
    complaints: list[str] = []
    requests: list[str] = []
    contexts: list[Any] = []

    def opened(
        file: Path,
        route: str = "",
        viewport: dict[str, int] = DESKTOP,
        scheme: str = "light",
        drawn: str = "html[data-drawn]",
        **more: Any,
    ) -> Any:
        context = browser.new_context(viewport=viewport, color_scheme=scheme, offline=True, has_touch=viewport is PHONE, **more)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(file.as_uri() + route)
        page.wait_for_selector(drawn, timeout=60_000, state="attached")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
    assert [url for url in requests if not url.startswith(("file:", "blob:"))] == []
