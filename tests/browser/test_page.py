"""The page in a browser without a network: it opens, finds, proves and plays, and neither asks for anything nor complains."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graphbuild.exporters.page import write_page
from graphbuild.exporters.page.frame import View
from graphbuild.graph.store import GraphStore
from tests.browser.conftest import DESKTOP, PHONE, OpenFile
from tests.exporters.test_page import HOSTILE_TEXT, PREFIXES, SMALL, graph, hostile

pytestmark = pytest.mark.browser

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The file of a graph's page, written once."""
    folder = tmp_path_factory.mktemp("pages")
    known: dict[str, Path] = {}

    def file(turtle: str) -> Path:
        if turtle not in known:
            known[turtle] = folder / f"{len(known)}.html"
            known[turtle].write_text(write_page(graph(turtle, folder)).html, encoding="utf-8")
        return known[turtle]

    return file


@pytest.fixture
def open_page(open_file: OpenFile, written: Callable[[str], Path]) -> Open:
    return lambda turtle=SMALL, **how: open_file(written(turtle), **how)


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
        (
            "#/bridges",
            ["Linked by links-1 · 0.71 · an idea of yours · the same telling words", "Tides and timetables", "What weavers count"],
        ),
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
    "at",
    [
        "",
        "#/idea/a",
        "#/person/p",
        "#/work/w",
        "#/episode/e",
        "#/show/s",
        "#/highlight/h",
        "#/highlight/h2",
        "#/list",
        "#/map",
        "#/notes",
        "#/path?from=idea:a&to=person:p",
        "#/timeline",
        "#/bridges",
        "#/list?kind=highlight&tag=x",
        "#/theme/a",
    ],
)
def test_hostile_text_is_only_text(open_page: Open, at: str) -> None:
    page = open_page(hostile(), route=at)
    assert page.locator("img, iframe, object, [style], [onerror]").count() == 0
    assert page.locator("a[href^='javascript:' i], a[href^='data:' i]").count() == 0
    if at not in ("#/map", "#/highlight/h2", "#/timeline", "#/bridges", "#/list?kind=highlight&tag=x"):
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


def test_who_acts_before_the_picture_is_there_gets_the_picture_of_where_they_are(open_page: Open) -> None:
    page = open_page(crowd(3000), drawn="html[data-ready]")
    page.evaluate("() => { location.hash = '#/idea/i77'; }")
    page.wait_for_selector("html[data-drawn]", state="attached")
    page.wait_for_timeout(400)
    assert heading(page) == "matter 77"
    assert page.locator("#map").get_attribute("aria-label").startswith("matter 77 and ")


def test_the_way_back_leads_to_where_one_was(open_page: Open) -> None:
    page = open_page(viewport={"width": 1280, "height": 400})
    link = page.locator(".entry a, .chips a").last
    link.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    assert before > 300
    link.click()
    page.go_back()
    arrive(page, "What keeps coming back")
    assert abs(page.evaluate("scrollY") - before) < 60


@pytest.mark.parametrize("kind", ["idea", "person", "work", "show", "theme"])
def test_the_page_counts_as_the_build_counted(open_page: Open, kind: str) -> None:
    page = open_page(route=f"#/list?kind={kind}")
    rows = page.locator("tbody tr")
    written = rows.all_inner_texts()
    page.evaluate("hash => { location.hash = hash; }", f"#/list?kind={kind}&of=podcast")  # a filter that everything passes: counted anew
    page.locator("#filters").get_by_text("podcasts only").wait_for()
    assert rows.all_inner_texts() == written
    assert written


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
    for at in ("#/", "#/map"):  # there is no map yet: an address of it leads home
        page.evaluate("hash => { location.hash = hash; }", at)
        page.wait_for_timeout(30)
        assert page.locator("#text h2").all_inner_texts() == ["ALL HIGHLIGHTS"]
        assert page.locator("blockquote").is_visible()
        assert "Only this." in page.locator("blockquote").inner_text()


def test_very_long_names_and_signs_that_turn_the_line_stay_in_their_place(open_page: Open) -> None:
    long = "\u202e" + "endless " * 1250 + "\u2066 שלום"
    for viewport in (DESKTOP, PHONE):
        page = open_page(hostile(long), viewport=viewport)
        for at in ("#/", "#/idea/a", "#/highlight/h", "#/episode/e", "#/list", "#/path?from=idea:a&to=person:p"):
            page.evaluate("hash => { location.hash = hash; }", at)
            page.wait_for_timeout(30)
            assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], at
        # A name that turns the line does so within its own element only.
        assert page.locator("#text h1").first.get_attribute("dir") in ("auto", None)


def test_a_name_without_a_space_is_broken_where_the_line_ends(open_page: Open) -> None:
    page = open_page(hostile("endless" * 100), viewport=PHONE)
    things = [f"#/{kind}/{kind[0]}" for kind in ("highlight", "episode", "show", "person", "work")]
    for at in ("#/", "#/idea/a", *things, "#/list", "#/path?from=idea:a&to=person:p"):
        page.evaluate("hash => { location.hash = hash; }", at)
        page.wait_for_timeout(30)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], at


def test_the_filter_stands_in_the_address_and_comes_off(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("button", name="Filter", exact=True).click()
    page.locator("[data-filter=show]").select_option("The Loom")
    page.locator("#filters").get_by_text("Only 2 highlights:").wait_for()
    assert route(page) == "/?show=loom"
    page.locator("header nav").get_by_role("link", name="List").click()
    page.locator("#text").get_by_role("link", name="slack time", exact=True).click()
    arrive(page, "slack time")
    assert route(page) == "/idea/slack-time?show=loom", "it travels"
    assert page.locator(".card").count() == 1
    page.get_by_role("button", name="Take off the filter: The Loom").click()
    page.locator(".card").nth(1).wait_for()
    assert route(page) == "/idea/slack-time"
    page.evaluate("() => { location.hash = '#/list?kind=highlight&only=noted&tag=Slack+Time&until=2024'; }")
    page.locator("#filters").get_by_text("Only 1 highlight:").wait_for()
    assert page.locator("tbody tr").count() == 1
    page.get_by_role("button", name="Show all").click()
    page.locator("tbody tr").nth(2).wait_for()


def test_steps_widen_the_picture_and_its_list(open_page: Open) -> None:
    page = open_page(route="#/person/jo-lindell")
    label = page.locator("#map").get_attribute("aria-label")
    page.get_by_role("button", name="2 steps").click()
    page.locator("#steps [data-steps='2'][aria-pressed=true]").wait_for()
    assert route(page) == "/person/jo-lindell?depth=2"
    assert page.locator("#map").get_attribute("aria-label") != ""
    assert label.startswith("Jo Lindell and ")
    page.locator(".as-list summary").click()
    things = page.locator(".as-list .entry")
    assert f"{things.count()} thing" in page.locator(".as-list summary").inner_text()


def test_a_view_is_saved_as_picture_triples_and_text(open_page: Open, tmp_path: Path) -> None:
    page = open_page(route="#/idea/slack-time")

    def saved(what: str) -> bytes:
        page.locator("#save summary").click()
        with page.expect_download() as download:
            page.locator(f"[data-as={what}]").click()
        file = tmp_path / download.value.suggested_filename
        download.value.save_as(file)
        return file.read_bytes()

    assert saved("png").startswith(b"\x89PNG")
    assert (tmp_path / "slack-time.png").exists()
    picture = saved("svg").decode()
    assert "slack time</text>" in picture
    assert picture.startswith("<svg ")
    part = GraphStore.load(_file(tmp_path / "slack-time.ttl", saved("ttl")))
    assert [str(label) for (label,) in part.select("SELECT ?l { ?h gb:expresses ?i . ?i skos:prefLabel ?l } GROUP BY ?l ORDER BY ?l")] == [
        "four-day week", "rhythm", "slack time",
    ]  # fmt: skip
    assert len(part.select("SELECT ?h { ?h gb:expresses <urn:graphbuild:idea:slack-time> ; schema:url ?u ; schema:text ?t }")) == 2
    text = saved("md").decode()
    assert "# slack time" in text
    assert "> Slack time in the warp" in text.replace("==", "")
    assert "(https://share.example.org/snip/h1)" in text


def test_nothing_else_can_run_or_become_markup(browser: Any, written: Callable[[str], Path]) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(written(SMALL).as_uri())
    page.wait_for_selector("html[data-drawn]", state="attached")
    for attempt in (
        "document.body.innerHTML = '<b>x</b>'",
        "document.createElement('script').text = 'window.hurt = 1'",
        "trustedTypes.createPolicy('graphbuild', { createScript: text => text })",
        "trustedTypes.createPolicy('another', { createScript: text => text })",
    ):
        said = page.evaluate(f"() => {{ try {{ {attempt}; return 'done'; }} catch (error) {{ return error.name; }} }}")
        assert said == "TypeError", attempt
    page.evaluate("() => { const made = document.createElement('script'); made.append('window.hurt = 1'); document.body.append(made); }")
    assert page.evaluate("window.hurt") is None
    assert len(refused) >= 5, refused
    context.close()


def test_what_is_saved_of_hostile_text_is_still_only_text(open_page: Open, tmp_path: Path) -> None:
    page = open_page(hostile(), route="#/idea/a")
    for what in ("ttl", "svg", "md"):
        page.locator("#save summary").click()
        with page.expect_download() as download:
            page.locator(f"[data-as={what}]").click()
        download.value.save_as(tmp_path / f"saved.{what}")
    assert len(GraphStore.load(tmp_path / "saved.ttl").select("SELECT ?i { ?i a gb:Idea }")) == 3
    assert "<img" not in (tmp_path / "saved.svg").read_text(encoding="utf-8")
    assert re.search(r"(?<!\\)<img", (tmp_path / "saved.md").read_text(encoding="utf-8")) is None


def _file(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_print_shows_the_text_alone(open_page: Open) -> None:
    page = open_page(route="#/idea/slack-time")
    page.emulate_media(media="print")
    assert page.locator("#stage").is_hidden()
    assert page.locator("header").is_hidden()
    assert page.locator("blockquote").first.is_visible()


def test_the_back_button_leads_through_the_views(open_page: Open) -> None:
    page = open_page()
    page.locator("#text").get_by_role("link", name="slack time", exact=True).first.click()
    arrive(page, "slack time")
    page.locator("#text").get_by_role("link", name="rhythm", exact=True).first.click()
    arrive(page, "rhythm")
    page.go_back()
    arrive(page, "slack time")
    page.go_forward()
    arrive(page, "rhythm")


def test_within_a_frame_without_an_origin_the_page_works_too(browser: Any, tmp_path: Path) -> None:
    view = View(write_page(graph(SMALL, tmp_path), start="#/idea/slack-time").html, 500)
    context = browser.new_context(viewport=DESKTOP, offline=True)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.set_content(f"<!doctype html><title>notebook</title>{view._repr_html_()}")
    frame = page.frame_locator("iframe")
    frame.locator("#text h1").filter(has_text="slack time").wait_for()
    frame.locator("#text").get_by_role("link", name="rhythm", exact=True).first.click()
    frame.locator("#text h1").filter(has_text="rhythm").wait_for()
    assert said == []
    context.close()
