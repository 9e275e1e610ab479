"""Texts as weighted words: the cosine by hand, and the pairs that the quick ways find."""

from __future__ import annotations

import math
import random
from itertools import combinations

import pytest

from graphbuild.questions.weighed import Weighed
from tests.questions.made import ask, graph, passing

WORDS = [f"{a}{b}" for a in ("bar", "kel", "mor", "tin") for b in ("ack", "ede", "ilt", "oss", "urn")]


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    chance = random.Random(7)  # noqa: S311 - no secret
    return {f"t{n}": " ".join(chance.choices(WORDS, k=chance.randrange(12))) for n in range(60)}


def _cosine(one: str, other: str, texts: dict[str, str]) -> float:
    worth = {word: math.log(len(texts) / n) for word in WORDS if 0 < (n := sum(word in each.split() for each in texts.values())) <= 20}

    def unit(text: str) -> dict[str, float]:
        weights = {word: (1 + math.log(text.split().count(word))) * worth[word] for word in worth if word in text.split()}
        length = math.hypot(*weights.values())
        return {word: weight / length for word, weight in weights.items()}

    here, there = unit(texts[one]), unit(texts[other])
    return sum(here[word] * there[word] for word in here.keys() & there.keys())


def test_nearness_is_the_cosine_from_either_side(texts):
    weighed, pairs = Weighed(texts), list(combinations(texts, 2))
    near = weighed.nearness(pairs)
    assert near == weighed.nearness([(other, one) for one, other in pairs])
    assert near == Weighed(dict(reversed(texts.items()))).nearness(pairs)
    assert near == pytest.approx([_cosine(*pair, texts) for pair in pairs])
    assert weighed.nearness([]) == []


def test_near_pairs_are_those_of_all_pairs(texts):
    weighed, among = Weighed(texts), list(texts)[10:40]
    every = [(one, other) for one, other in combinations(among, 2) if weighed.nearness([(one, other)])[0] >= 0.2]
    assert weighed.near_pairs(among, 0.2) == every != []
    assert weighed.near_pairs([], 0.2) == []


def test_the_nearest_of_one_that_is_asked():
    texts = {"a": "the kettle boils over", "b": "a kettle and a heron", "c": "herons wade", "d": ""}
    weighed = Weighed(texts, {"note": "heron kettle"})
    [near] = weighed.nearest(["note"])
    assert [name for _, name in near] == ["b", "a"]
    assert weighed.shared_words([("note", "b"), ("note", "c"), ("a", "b")], 1) == [["heron"], [], ["kettle"]]
    assert weighed.shared_words([("note", "b")], 3) == [["heron", "kettle"]]
    assert Weighed({}, {"note": "heron"}).nearest(["note"]) == [[]]
    assert weighed.nearest([]) == weighed.shared_words([], 3) == []
    assert Weighed({"a": ""}).nearness([("a", "a")]) == [0.0]


SAID = 'highlight:{0} schema:name "Bread at {0}" ; {1} "The starter sleeps in cold cellars\\nand wakes by noon." .'


@pytest.mark.parametrize("name", ["worth-comparing", "surprise"])
@pytest.mark.parametrize("where", ["gb:takeaways", "schema:abstract", "schema:text"])
def test_a_title_alone_is_nothing_to_hold_against_another(name, where):
    kept, rest = {"a": "dough", "b": "dough"}, {f"x{n}": "" for n in range(8)}
    both = graph(kept | rest, SAID.format("a", where), SAID.format("b", where))
    [row] = ask(both, name, *(["dough"] if name == "worth-comparing" else []))
    assert {row["text"], row["other_text"]} == {f"Bread at {each} The starter sleeps in cold cellars and wakes by noon." for each in "ab"}
    assert not ask(graph(kept | rest, SAID.format("a", where), 'highlight:b schema:name "Bread at a starter" .'), name)


def test_two_that_name_an_idea_in_passing_are_not_compared():
    store = graph({"a": "dough", "b": "dough"}, SAID.format("a", "gb:takeaways"), SAID.format("b", "gb:takeaways"), passing("b", "dough"))
    assert not ask(store, "worth-comparing", "dough")
