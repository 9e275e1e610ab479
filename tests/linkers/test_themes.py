"""Themes: ideas that come up together, the same whatever the order, named after what they turn around."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from graphbuild import pipeline
from graphbuild.config import Settings
from graphbuild.linkers.shared import Shared
from graphbuild.linkers.themes import find_themes
from graphbuild.model import Corpus, Episode, Expression, Highlight, Idea, Link, Location, Scheme, Show, Theme
from graphbuild.pipeline import Build
from graphbuild.resources import example_vault

AT = (Location(path="made.md", line=1, end_line=1),)
CRAFT = ("rope making", "tacit knowledge", "apprentice")
MONEY = ("compound interest", "index fund", "thrift")


def corpus(*kept: tuple[str, str, tuple[str, ...]]) -> Corpus:
    """A vault of highlights: show, episode, ideas."""
    episodes: dict[str, Episode] = {}
    expressions = []
    for number, (show, title, ideas) in enumerate(kept):
        key = f"h{number}"
        made = Highlight(key=key, url=None, start=number, title=None, summary=None, at=AT)
        before = episodes.get(title)
        highlights = (*(before.highlights if before else ()), made)
        episodes[title] = Episode(key=title, title=title, show=Show(name=show, at=AT), url=None, highlights=highlights, at=AT)
        expressions += [Expression(highlight=key, idea=idea, is_tag=True) for idea in ideas]
    named = sorted({each.idea for each in expressions})
    return Corpus(
        sources=(),
        episodes=tuple(episodes.values()),
        persons=(),
        roles=(),
        ideas=tuple(Idea(key=each, label=each.capitalize(), schemes=(Scheme.TAGS,)) for each in named),
        expressions=tuple(expressions),
        references=(),
        keyphrases={},
    )


TWO = (
    ("A", "A1", CRAFT),
    ("B", "B1", CRAFT[:2]),
    ("B", "B2", CRAFT[1:]),
    ("C", "C1", MONEY),
    ("D", "D1", MONEY[:2]),
    ("D", "D2", MONEY[1:]),
    ("D", "D3", (CRAFT[0], MONEY[2])),
)


def found(*kept: tuple[str, str, tuple[str, ...]], links: tuple[Link, ...] = ()) -> tuple[Theme, ...]:
    return find_themes(Shared.of(corpus(*kept)), links)


def test_ideas_that_come_up_together_are_a_theme():
    assert [set(each.members) for each in found(*TWO)] == [set(MONEY), set(CRAFT)]


def test_a_theme_is_named_after_its_central_ideas_and_says_on_what_it_rests():
    _, craft = found(*TWO)
    assert craft.key == craft.central[0]
    assert set(craft.central) <= set(craft.members)
    assert craft.label == ", ".join(each.capitalize() for each in craft.central)
    assert craft.label.startswith("Tacit knowledge")
    assert craft.reason.startswith("4 highlights of 4 episodes in 3 shows ")


def test_the_order_of_what_is_read_does_not_matter():
    given = corpus(*TWO)
    for seed in range(5):
        episodes, expressions = list(given.episodes), list(given.expressions)
        random.Random(seed).shuffle(episodes)  # noqa: S311 - an order, no secret
        random.Random(seed).shuffle(expressions)  # noqa: S311
        mixed = replace(given, episodes=tuple(episodes), expressions=tuple(expressions))
        assert find_themes(Shared.of(mixed), ()) == find_themes(Shared.of(given), ())


@pytest.mark.parametrize(
    ("kept", "why"),
    [
        ([("A", "A1", CRAFT[:2]), ("B", "B1", CRAFT[:2])], "two ideas are no theme"),
        ([("A", "A1", CRAFT), ("A", "A2", CRAFT)], "two episodes of one show are too few"),
        ([], "nothing is kept"),
    ],
)
def test_what_is_no_theme(kept, why):
    assert found(*kept) == (), why


def test_three_episodes_of_one_show_are_enough():
    assert len(found(*[("A", f"A{number}", CRAFT) for number in range(3)])) == 1


def test_what_is_far_away_changes_nothing():
    themes = found(*TWO)
    more = found(*TWO, ("E", "E1", ("sourdough", "slow baking", "rye")), ("F", "F1", ("sourdough", "rye")))
    assert set(themes) < set(more)


def test_the_themes_of_the_example_are_in_the_graph(example):
    rows = example.store.select("SELECT ?t (COUNT(?i) AS ?n) { ?t a gb:Theme ; skos:member ?i } GROUP BY ?t").rows
    assert len(rows) == example.report["totals"]["themes"] > 0
    strays = "SELECT ?t { ?t gb:centralIdea ?i FILTER NOT EXISTS { ?t skos:member ?i } }"
    assert not example.store.select(strays).rows
    twice = "SELECT ?i { ?s skos:member ?i . ?t skos:member ?i FILTER(?s != ?t) }"
    assert not example.store.select(twice).rows
    assert Settings().base_iri + "theme:" in str(rows[0][0])


def _themes(build: Build) -> dict[str, tuple[str, frozenset[str]]]:
    """IRI -> name and ideas."""
    found: dict[str, tuple[str, set[str]]] = {}
    for theme, label, idea in build.store.select("SELECT ?t ?l ?i { ?t a gb:Theme ; skos:prefLabel ?l ; skos:member ?i }"):
        found.setdefault(str(theme), (str(label), set()))[1].add(str(idea))
    return {theme: (label, frozenset(ideas)) for theme, (label, ideas) in found.items()}


def test_one_more_episode_changes_the_themes_around_it_and_no_others(example, tmp_path):
    """Two builds, of the example with and without one episode: themes that hold no idea of it, and none that comes up with one of its
    ideas, stay as they were: name, IRI and ideas."""
    title = "Writing in the Margins"
    for file in example_vault().iterdir():
        if file.name != f"{title}.md" and file.suffix == ".md":
            (tmp_path / file.name).write_bytes(file.read_bytes())
    before, after = _themes(pipeline.build([tmp_path])), _themes(example)
    spoken = f'SELECT DISTINCT ?j {{ ?h schema:partOfEpisode/schema:name "{title}" ; gb:expresses ?i . ?k gb:expresses ?i , ?j }}'
    touched = {str(idea) for (idea,) in example.store.select(spoken)}
    assert touched
    far = {iri: theme for iri, theme in after.items() if not theme[1] & touched}
    assert far
    assert {iri: before.get(iri) for iri in far} == far


def test_a_name_says_nothing_twice():
    kept = ("slow practice", "practice", "patience", "piano")
    [theme] = found(("A", "A1", kept), ("B", "B1", kept), ("C", "C1", ("practice", "piano")))
    assert "slow practice" in theme.members
    assert set(theme.central) == {"practice", "patience", "piano"}
    assert theme.key in theme.central


def test_an_idea_that_came_up_in_passing_once_is_left_out():
    beside = [("A", "A1", (*CRAFT, "weather")), ("B", "B1", CRAFT), *[("C", f"C{number}", ("weather",)) for number in range(30)]]
    [theme] = found(*beside)
    assert set(theme.members) == set(CRAFT)


def test_what_one_highlight_says_is_no_theme():
    assert found(("A", "A1", CRAFT), ("B", "B1", CRAFT[:1]), ("C", "C1", CRAFT[1:2])) == ()
