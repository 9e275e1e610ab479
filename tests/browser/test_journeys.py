"""Five things that people come for, on a small vault and on a large one, by mouse and by keyboard alone: each within five actions.

An action is a click, or something typed, or a key that decides (Enter). Moving the focus on by Tab counts as none: it only takes time.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from graphbuild.exporters.page import write_page
from graphbuild.pipeline import Build
from tests.browser.conftest import OpenFile
from tests.crowd import crowd

pytestmark = pytest.mark.browser


class Visitor:
    """Somebody at the page who counts what they do, by mouse or by keys alone."""

    def __init__(self, page: Any, *, keys: bool) -> None:
        self.page, self.keys, self.actions = page, keys, 0

    def follow(self, name: str | re.Pattern[str]) -> None:
        """A link or a button of the text or the head, by what it is called."""
        self.actions += 1
        wanted = self.page.locator("#text, header nav").get_by_role("link", name=name).first
        if not self.keys:
            wanted.click()
            return
        wanted.wait_for()
        for _ in range(250):
            self.page.keyboard.press("Tab")
            if wanted.evaluate("node => node === document.activeElement"):
                self.page.keyboard.press("Enter")
                return
        raise AssertionError(f"Tab does not reach {name}")

    def search(self, words: str) -> None:
        if self.keys:
            self.page.keyboard.press("/")
        else:
            self.page.locator("#query").click()
        self.write(words)

    def write(self, words: str) -> None:
        """Types, and takes the first that is offered."""
        self.actions += 2
        self.page.keyboard.type(words)
        self.page.locator("[role=option][aria-selected=true]:visible").wait_for()
        self.page.keyboard.press("Enter")

    def arrives(self, words: str) -> None:
        self.page.locator("#text h1").filter(has_text=re.compile(f"^{re.escape(words)}$", re.IGNORECASE)).wait_for(state="attached")

    def quotes(self) -> list[Any]:
        return self.page.locator("#text blockquote").all()


@pytest.fixture(scope="module")
def small(example: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example vault, in which two highlights are new."""
    return _grown(example.store, 2, tmp_path_factory.mktemp("small") / "graph.html")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """5,000 highlights, of which fifty are new."""
    return _grown(crowd(5000)[0], 50, tmp_path_factory.mktemp("large") / "graph.html")


def _grown(store: Any, new: int, file: Path) -> Path:
    highlights = sorted(str(h) for (h,) in store.select("SELECT ?h { ?h a gb:Highlight }"))
    before = {iri: (0, rank) for rank, iri in enumerate(highlights[:-new])}
    file.write_text(write_page(store, before).html, encoding="utf-8")
    return file


@pytest.fixture(params=["mouse", "keys"])
def by(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_what_keeps_coming_back(open_file: OpenFile, small: Path, large: Path, by: str) -> None:
    for file, idea in ((small, "commonplace book"), (large, None)):
        visitor = Visitor(open_file(file), keys=by == "keys")
        first = (
            visitor.page.locator("section")
            .filter(has=visitor.page.locator("h2", has_text="Ideas across episodes"))
            .locator(".entry > a")
            .first
        )
        name = first.inner_text()
        assert idea in (None, name)
        visitor.follow(re.compile(f"^{re.escape(name)}$"))
        visitor.arrives(name)
        assert len({link.inner_text() for link in visitor.page.locator(".card .source a[href^='#/episode/']").all()}) > 1
        assert visitor.page.locator(".card a.play").count() > 1
        assert visitor.actions <= 5


def test_everything_about_a_person_and_the_best_bit_plays(open_file: OpenFile, small: Path, large: Path, by: str) -> None:
    for file, typed, name in ((small, "calloway", "Ines Calloway"), (large, "ada abend", "Ada Abendroth")):
        visitor = Visitor(open_file(file), keys=by == "keys")
        visitor.search(typed)
        visitor.arrives(name)
        assert visitor.quotes()
        link = visitor.page.locator("a.play").first
        assert re.match(r"https://share\.", link.get_attribute("href"))
        assert re.match(r"Play at \d:\d\d:\d\d, ", link.get_attribute("aria-label"))
        assert visitor.actions + 1 <= 5


def test_what_joins_two_ideas(open_file: OpenFile, small: Path, large: Path, by: str) -> None:
    for file, first, second in ((small, "spaced", "feedback loop"), (large, "slow pat", "hidden har")):
        visitor = Visitor(open_file(file), keys=by == "keys")
        visitor.follow("What joins two things?")
        visitor.page.locator("#end-from:focus").wait_for()
        visitor.write(first)
        visitor.page.locator("#end-to:focus").wait_for()
        visitor.write(second)
        visitor.page.locator(".chain").first.wait_for()
        stops = visitor.page.locator(".chain").first.locator(".stop").all_inner_texts()
        assert first in stops[0]
        assert second in stops[-1]
        assert visitor.page.locator(".chain .by-words blockquote").count() >= 1
        assert visitor.page.locator("#map").get_attribute("aria-label").startswith("A way of")
        assert visitor.actions <= 5


def test_what_did_i_think(open_file: OpenFile, small: Path, large: Path, by: str) -> None:
    for file in (small, large):
        visitor = Visitor(open_file(file), keys=by == "keys")
        visitor.follow("What did I think?")
        visitor.arrives("My notes")
        notes = visitor.page.locator(".note p")
        words = notes.first.inner_text().split(".")[0][:24]
        visitor.actions += 1
        box = visitor.page.get_by_label("Contains")
        if visitor.keys:
            for _ in range(40):
                visitor.page.keyboard.press("Tab")
                if box.evaluate("node => node === document.activeElement"):
                    break
        else:
            box.click()
        visitor.page.keyboard.type(words)
        assert words in visitor.page.locator(".note p").first.inner_text()
        assert visitor.actions <= 5


def test_what_is_new(open_file: OpenFile, small: Path, large: Path, by: str) -> None:
    for file, new in ((small, 2), (large, 50)):
        visitor = Visitor(open_file(file), keys=by == "keys")
        visitor.follow(re.compile(r"What is new"))
        visitor.arrives("What is new")
        assert visitor.page.locator("#text .lead").inner_text().startswith(f"{new} highlights of")
        assert visitor.page.locator(".card .new").count() == min(new, 8)
        assert visitor.actions <= 5


def test_a_large_page_answers_every_key(open_file: OpenFile, large: Path) -> None:
    """Without a clock, which a busy machine would stop; a key takes 3 to 16 ms on a quiet one, and what is listed stays short."""
    page = open_file(large)
    assert page.evaluate("document.getElementById('map').getAttribute('aria-label')") == "Map of 3,500 ideas"
    page.locator("#query").focus()
    listed = page.evaluate(
        """() => { const box = document.getElementById('query'); const listed = [];
            for (const typed of ['h', 'ha', 'har', 'harb', 'harbour']) { box.value = typed;
                box.dispatchEvent(new Event('input')); listed.push(document.querySelectorAll('#hits [role=option]').length); } return listed; }"""
    )
    assert all(6 <= each <= 60 for each in listed), listed
    assert page.locator("#hits [role=option]").count() >= 6
