"""The page in a browser without a network: it opens, finds, proves and plays, and neither asks for anything nor complains."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graphbuild.exporters.page import write_page
from tests.exporters.test_page import HOSTILE_TEXT, PREFIXES, SMALL, graph, hostile

pytestmark = pytest.mark.browser

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}

Open = Callable[..., Any]


@pytest.fixture(scope="module")
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
def open_page(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Opens the page of a graph at a route; at the end, nothing may have been asked for and nothing said on the console."""
    complaints: list[str] = []
    requests: list[str] = []
    contexts: list[Any] = []

    def opened(turtle: str = SMALL, route: str = "", viewport: dict[str, int] = DESKTOP, scheme: str = "light") -> Any:
        file = tmp_path / "graph.html"
        file.write_text(write_page(graph(turtle, tmp_path)).html, encoding="utf-8")
        context = browser.new_context(viewport=viewport, color_scheme=scheme, offline=True, has_touch=viewport is PHONE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(file.as_uri() + route)
        page.wait_for_selector("html[data-ready]", timeout=20_000)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
    assert [url for url in requests if not url.startswith("file:")] == []


def heading(page: Any) -> str:
    return page.locator("#text h1").first.inner_text()


def arrive(page: Any, words: str) -> None:
    """Waits for the view of that heading. Not by `wait_for_function`: it polls by `eval`, which the page's policy refuses."""
    page.locator("#text h1").filter(has_text=re.compile(f"^{re.escape(words)}$")).wait_for(state="attached")


def route(page: Any) -> str:
    return page.url.partition("#")[2]


def test_typing_finds_an_idea_and_its_evidence_plays_the_second(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("/")
    page.keyboard.type("SLÁCK ti")
    assert page.locator("#hits [role=option]").first.inner_text().startswith("Idea")
    page.keyboard.press("Enter")
    arrive(page, "slack time")
    assert route(page) == "/idea/slack-time"
    assert [said.inner_text() for said in page.locator(".card mark").all()] == ["slack time", "Slack time"]
    link = page.get_by_role("link", name=re.compile("Play at 0:15:16, Tides and timetables")).first
    assert link.get_attribute("href") == "https://share.example.org/snip/h1"
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert page.locator(".note").first.inner_text().split("\n")[-1] == "Like our Fridays."
    assert page.locator(".tags").first.inner_text().endswith("#slack time")
    assert "Both speak of “slack time”." in page.locator("#text").inner_text()


def test_search_reaches_people_other_spellings_and_the_words_of_quotes(open_page: Open) -> None:
    page = open_page()
    box = page.locator("#query")
    for typed, kind in (
        ("lindell", "Person"),
        ("weavers", "Episode"),
        ("the loom", "Show"),
        ("idle loom", "Work"),
        ("slack times", "Idea"),
        ("harbour working", "Quote"),
    ):
        box.fill(typed)
        assert page.locator("#hits [role=option]").first.inner_text().startswith(kind), typed
    box.fill("rythm")
    assert "Near it" in page.locator("#hits").inner_text()
    box.fill("qqqq zzzz")
    assert "Nothing found" in page.locator("#hits").inner_text()
    box.press("Escape")
    assert page.locator("#hits").is_hidden()


def test_arrows_choose_a_result(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("/")
    page.keyboard.type("slack")
    first = page.locator("#hits [aria-selected=true]").inner_text()
    page.keyboard.press("ArrowDown")
    second = page.locator("#hits [aria-selected=true]")
    assert second.inner_text() != first
    assert page.locator("#query").get_attribute("aria-activedescendant") == second.get_attribute("id")


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("", ["What keeps coming back", "Ideas across episodes", "Bridges between shows", "People", "Shows", "All highlights"]),
        ("#/idea/rhythm", ["rhythm", "2 highlights in 2 episodes of 2 shows.", "Goes with", "2 together"]),
        ("#/person/jo-lindell", ["Jo Lindell", "Also written: Jo", "guest", "“Jo” is the guest’s first name."]),
        (
            "#/episode/e1",
            ["Tides and timetables", "12 March 2024", "Host: Ina Roth", "Related episodes", "Written by a machine", "Boats wait."],
        ),
        ("#/work/the-idle-loom", ["Book", "The Idle Loom", "Jo Lindell", "Named in 1 highlight of 1 episode."]),
        ("#/theme/rhythm", ["rhythm · slack time", "3 ideas"]),
        ("#/path?from=idea:slack-time&to=person:ina-roth", ["What joins them", "They meet in the same words", "The shortest way"]),
        ("#/timeline", ["March 2024", "Published"]),
        ("#/timeline?thing=idea:slack-time", ["Timeline of", "slack time", "First published on 12 March 2024"]),
        ("#/notes", ["My notes", "Like our Fridays.", "Waiting as a craft"]),
        ("#/bridges", ["Bridges", "Tides and timetables", "What weavers count"]),
        ("#/new", ["What is new", "this page was built once"]),
        ("#/show/loom", ["The Loom", "2 highlights from 1 episode."]),
        (
            "#/highlight/h1",
            ["Waiting as a craft", "Ina Roth", "Why leave", "AI summary", "The pilot explains waiting.", "Like our Fridays."],
        ),
        ("#/highlight/h3", ["The export holds no words of this highlight.", "0:00:20"]),
        ("#/list", ["Contains", "slack time", "four-day week"]),
        ("#/list?kind=highlight", ["Waiting as a craft", "What weavers count"]),
    ],
)
def test_every_view_opens_by_its_address(open_page: Open, at: str, words: list[str]) -> None:
    text = open_page(route=at).locator("main").inner_text()
    for each in words:
        assert each.lower() in text.lower(), each


def test_the_three_voices_are_told_apart(open_page: Open) -> None:
    page = open_page(route="#/highlight/h1")
    assert page.locator(".machine").first.inner_text().startswith("AI summary")
    assert page.locator(".said blockquote").count() == 2
    assert page.locator(".note .by").inner_text() == "Your note"
    fonts = [page.locator(each).first.evaluate("node => getComputedStyle(node).fontFamily") for each in (".said blockquote", ".machine p")]
    assert fonts[0] != fonts[1]


def test_an_unknown_name_says_so_and_offers_the_nearest(open_page: Open) -> None:
    page = open_page(route="#/idea/slak-tyme")
    assert heading(page) == "Nothing by that name"
    page.locator("#text").get_by_role("link", name="slack time", exact=True).click()
    arrive(page, "slack time")
    for odd, words in (
        ("#/nonsense", "nonsense"),
        ("#/idea/%E0%A4%A", "%E0%A4%A"),
        ("#/idea/__proto__", "__proto__"),
        ("#/constructor", "constructor"),
    ):
        page.evaluate("hash => { location.hash = hash; }", odd)
        page.locator("#text .lead").filter(has_text=f"called “{words}”").wait_for()
        assert heading(page) == "Nothing by that name"


def test_list_sorts_filters_and_keeps_it_in_the_address(open_page: Open) -> None:
    page = open_page(route="#/list")
    names = page.locator("tbody tr th:first-child")
    assert names.all_inner_texts()[0] in ("slack time", "rhythm")
    page.get_by_role("button", name="Name").click()
    assert names.all_inner_texts() == ["four-day week", "rhythm", "slack time"]
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Name")
    page.get_by_label("Contains").fill("rhy")
    assert names.all_inner_texts() == ["rhythm"]
    assert route(page) == "/list?text=rhy&sort=name"
    page.get_by_label("Contains").fill("zzz")
    assert "leaves no row" in page.locator("#text").inner_text()


def test_the_keyboard_alone_walks_the_map_and_comes_back(open_page: Open) -> None:
    page = open_page(route="#/map")
    canvas = page.locator("#map")
    canvas.focus()
    assert "3 ideas" in canvas.get_attribute("aria-label")
    page.keyboard.press("ArrowRight")
    said = page.locator("#live").inner_text()
    assert re.match(r".+: \d highlights?", said)
    for key in ("+", "-", "Shift+ArrowLeft", "0"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    arrive(page, said.partition(":")[0])
    assert route(page).startswith("/idea/")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    page.go_back()
    arrive(page, "Map of ideas")


def test_the_map_draws_in_both_schemes(open_page: Open) -> None:
    inked = "() => new Set(new Uint32Array(document.getElementById('map').getContext('2d').getImageData(0, 0, 500, 500).data.buffer)).size"
    for scheme in ("light", "dark"):
        page = open_page(route="#/map", scheme=scheme)
        assert page.evaluate("document.documentElement.dataset.theme") == scheme
        assert page.evaluate(inked) > 10
    page.get_by_role("button", name="Light").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "light"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_has_no_sideways_scroll(open_page: Open, scheme: str) -> None:
    page = open_page(viewport=PHONE, scheme=scheme)
    for at in ("#/", "#/map", "#/list", "#/idea/slack-time", "#/episode/e1", "#/highlight/h1"):
        page.evaluate("hash => { location.hash = hash; }", at)
        page.wait_for_timeout(50)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], at
    page.locator("header nav").get_by_role("link", name="Home").tap()
    arrive(page, "What keeps coming back")


@pytest.mark.parametrize(
    "at", ["", "#/idea/a", "#/person/p", "#/episode/e", "#/show/s", "#/highlight/h", "#/highlight/h2", "#/list", "#/map"]
)
def test_hostile_text_is_only_text(open_page: Open, at: str) -> None:
    page = open_page(hostile(), route=at)
    assert page.locator("img, iframe, object, [style], [onerror]").count() == 0
    assert page.locator("a[href^='javascript:' i], a[href^='data:' i]").count() == 0
    if at not in ("#/map", "#/highlight/h2"):
        assert "onerror" in page.locator("#text").inner_text()
    page.locator("#query").fill("onerror")
    assert page.locator("#hits img").count() == 0
    page.evaluate("text => { location.hash = '#/idea/' + text; }", HOSTILE_TEXT)
    arrive(page, "Nothing by that name")
    assert page.locator("img").count() == 0


def crowd(count: int) -> str:
    """A made-up graph of so many highlights, with a third as many ideas in chains and rings."""
    ideas = count // 3
    lines = [f'idea:i{n} a gb:Idea ; skos:prefLabel "matter {n}" .' for n in range(ideas)]
    lines += [f'show:s{n} a schema:PodcastSeries ; schema:name "Show {n}" .' for n in range(5)]
    lines += [
        f'episode:e{n} a schema:PodcastEpisode ; schema:name "Talk {n}" ; schema:partOfSeries show:s{n % 5} .' for n in range(count // 4)
    ]
    lines += [
        f"highlight:h{n} a gb:Highlight ; schema:partOfEpisode episode:e{n % (count // 4)} ; schema:startOffset {n} ;"
        f' schema:text "Of matter {n % ideas} much is said." ; gb:expresses idea:i{n % ideas} , idea:i{(n * 7 + n // ideas) % ideas} .'
        for n in range(count)
    ]
    return PREFIXES + "\n".join(lines)


def test_thousands_of_highlights_stay_usable(open_page: Open) -> None:
    page = open_page(crowd(3000), route="#/map")
    assert page.locator("#map").get_attribute("aria-label") == "Map of 1,000 ideas"
    page.mouse.move(600, 400)
    page.mouse.wheel(0, -400)
    page.mouse.down()
    page.mouse.move(700, 450, steps=4)
    page.mouse.up()
    page.locator("#query").fill("much is said")
    assert page.locator("#hits [role=option]").count() == 6
    page.locator("#query").fill("matter 77")
    page.locator("#query").press("Enter")
    arrive(page, "matter 77")
    assert page.locator(".card").count() == 6
    page.get_by_role("button", name=re.compile("^Show")).first.click()
    page.evaluate("() => { location.hash = '#/list?kind=highlight'; }")
    page.locator("tbody tr:nth-child(100)").wait_for()
    assert page.locator("tbody tr").count() == 100


def test_home_opens_with_one_idea_in_two_voices(open_page: Open) -> None:
    page = open_page()
    spot = page.locator(".spotlight")
    assert [mark.inner_text() for mark in spot.locator("mark").all()] == ["slack time", "Slack time"]
    assert spot.locator("a.play").count() == 2


def test_an_empty_graph_says_so(open_page: Open) -> None:
    page = open_page(PREFIXES)
    assert heading(page) == "No highlights yet"
    assert page.locator("#stage").is_hidden()
    for at in ("#/list", "#/map", "#/idea/x"):
        page.evaluate("hash => { location.hash = hash; }", at)
        page.wait_for_timeout(30)
    page.locator("#query").fill("anything")
    assert "Nothing found" in page.locator("#hits").inner_text()


def test_one_highlight_is_enough(open_page: Open) -> None:
    page = open_page(f'{PREFIXES} highlight:h a gb:Highlight ; schema:text "Only this." .')
    assert page.locator("#text h2").all_inner_texts() == ["ALL HIGHLIGHTS"]
    assert "Only this." in page.locator("blockquote").inner_text()
