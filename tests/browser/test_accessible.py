"""axe-core finds nothing serious in any view, light or dark, wide or narrow; at twice the size the text still fits; the focus is always to be seen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graphbuild.exporters.page import write_page
from graphbuild.graph.store import GraphStore
from graphbuild.pipeline import Build
from tests.browser.conftest import DESKTOP, PHONE, OpenFile
from tests.exporters.test_page import PREFIXES, SMALL, graph, hostile

pytestmark = pytest.mark.browser

SERIOUS = ("serious", "critical")
ROUTES = (
    "#/", "#/map", "#/list", "#/list?kind=highlight&tag=slack+time", "#/idea/slack-time", "#/idea/rhythm?depth=2", "#/person/jo-lindell", "#/work/the-idle-loom",
    "#/episode/e1", "#/show/loom", "#/highlight/h1", "#/highlight/h3", "#/theme/rhythm", "#/notes", "#/bridges", "#/new", "#/timeline",
    "#/timeline?thing=idea:slack-time", "#/path", "#/path?from=idea:slack-time&to=person:ina-roth", "#/idea/unknown",
)  # fmt: skip


@pytest.fixture(scope="module")
def axe() -> Any:
    return pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed").Axe()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, example: Build) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("axe")
    graphs = {
        "small": graph(SMALL, folder),
        "empty": graph(PREFIXES, folder),
        "hostile": graph(hostile(), folder),
        "example": example.store,
    }
    return {name: _written(folder / f"{name}.html", store) for name, store in graphs.items()}


def _written(file: Path, store: GraphStore) -> Path:
    file.write_text(write_page(store).html, encoding="utf-8")
    return file


def _serious(axe: Any, page: Any) -> list[tuple[str, str]]:
    found = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [(each["id"], each["nodes"][0]["html"][:160]) for each in found if each["impact"] in SERIOUS]


@pytest.mark.parametrize(("viewport", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop-light", "phone-dark"])
def test_no_view_has_a_serious_violation(
    open_file: OpenFile, files: dict[str, Path], axe: Any, viewport: dict[str, int], scheme: str
) -> None:
    page = open_file(files["small"], viewport=viewport, scheme=scheme, bypass_csp=True)
    found = {}
    for at in ROUTES:
        page.evaluate("hash => { location.hash = hash; }", at)
        page.wait_for_timeout(60)
        found[at] = _serious(axe, page)
    assert {at: each for at, each in found.items() if each} == {}


@pytest.mark.parametrize(("viewport", "scheme"), [(DESKTOP, "dark"), (PHONE, "light")], ids=["desktop-dark", "phone-light"])
def test_nor_has_what_opens_upon_it(open_file: OpenFile, files: dict[str, Path], axe: Any, viewport: dict[str, int], scheme: str) -> None:
    page = open_file(files["example"], viewport=viewport, scheme=scheme, bypass_csp=True)
    assert _serious(axe, page) == []
    page.locator("#filter").click()
    page.locator("#query").fill("read")
    page.locator("#hits [role=option]").first.wait_for()
    assert _serious(axe, page) == []
    page.locator("#query").press("Escape")
    page.locator("#save summary").click()
    assert _serious(axe, page) == []


@pytest.mark.parametrize("name", ["empty", "hostile"])
def test_nor_have_odd_graphs(open_file: OpenFile, files: dict[str, Path], axe: Any, name: str) -> None:
    page = open_file(files[name], bypass_csp=True)
    assert _serious(axe, page) == []


def test_the_check_can_fail(open_file: OpenFile, files: dict[str, Path], axe: Any) -> None:
    page = open_file(files["small"], bypass_csp=True)
    page.evaluate("() => { const button = document.getElementById('fit'); button.removeAttribute('aria-label'); }")
    assert [rule for rule, _ in _serious(axe, page)] == ["button-name"]


def test_at_twice_the_size_nothing_is_cut_off(open_file: OpenFile, files: dict[str, Path]) -> None:
    """200 % zoom of a window of 1280 by 800 leaves 640 by 400 CSS pixels; 400 % of it is the 320 of WCAG 1.4.10."""
    for width, height in ((640, 400), (320, 256)):
        page = open_file(files["example"], viewport={"width": width, "height": height})
        for at in ("#/", "#/idea/commonplace-book", "#/path", "#/timeline"):
            page.evaluate("hash => { location.hash = hash; }", at)
            page.wait_for_timeout(60)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (at, width)


def test_whoever_wants_no_motion_sees_none(open_file: OpenFile, files: dict[str, Path]) -> None:
    page = open_file(files["small"], reduced_motion="reduce")
    durations = "() => [...document.querySelectorAll('a, button')].map(each => getComputedStyle(each).transitionDuration)"
    assert set(page.evaluate(durations)) == {"0s"}
