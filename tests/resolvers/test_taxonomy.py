"""Which ideas are cases of others, and that no chain of them ends where it began."""

import pytest

from graphbuild.decisions import Decision, Decisions, Ruling
from graphbuild.model import Broader, Expression, Idea, Named, Scheme
from graphbuild.resolvers.ideas import Ideas
from graphbuild.resolvers.identity import settle_ideas
from graphbuild.resolvers.taxonomy import cases, without_cycles


def ideas(*keys):
    return tuple(Idea(key=key, label=key, schemes=(Scheme.TOPICS,)) for key in keys)


def pair(narrow, broad, score=0.8):
    return Broader(narrow=narrow, broad=broad, score=score, reason="x")


@pytest.mark.parametrize(
    ("narrow", "broad", "score"),
    [
        ("coastal weather", "weather", 0.8),
        ("price of rope", "price", 0.8),
        ("muscle memory", "memory", 0.95),
        ("long coastal walk", "coastal walk", 0.8),
    ],
)
def test_a_phrase_is_a_case_of_what_it_ends_in(narrow, broad, score):
    [found] = cases(ideas(narrow, broad))
    assert (found.narrow, found.broad, found.score) == (narrow, broad, score)


@pytest.mark.parametrize(
    ("one", "other"), [("pipe dream", "dream"), ("false memory", "memory"), ("weather map", "weather"), ("loom 3", "3"), ("rope", "rope")]
)
def test_what_is_none(one, other):
    assert cases(ideas(one, other)) == []


def test_the_nearest_of_several():
    found = cases(ideas("walk", "coastal walk", "long coastal walk"))
    assert [(each.narrow, each.broad) for each in found] == [("coastal walk", "walk"), ("long coastal walk", "coastal walk")]


def test_the_surest_stay_where_pairs_run_in_a_circle():
    kept = without_cycles([pair("a", "b"), pair("b", "c"), pair("c", "a", 0.9), pair("d", "d"), pair("a", "b", 0.5)])
    assert [(each.narrow, each.broad, each.score) for each in kept] == [("a", "b", 0.8), ("c", "a", 0.9)]


def test_the_owner_refuses_or_turns_a_case_round():
    expressions = tuple(Expression(highlight="h", idea=key) for key in ("coastal weather", "weather"))
    made = Ideas(ideas=ideas("coastal weather", "weather"), expressions=expressions, references=())
    settled, _ = settle_ideas(made, (), Decisions())
    assert [each.broader for each in settled.ideas] == [("weather",), ()]
    refused = Decision(ruling=Ruling.DIFFERENT, kind=Named.IDEA, names=("coastal weather", "weather"))
    settled, _ = settle_ideas(made, (), Decisions(entries=(refused,)))
    assert [each.broader for each in settled.ideas] == [(), ()]
    turned = Decision(ruling=Ruling.NARROWER, kind=Named.IDEA, names=("weather", "coastal weather"))
    settled, _ = settle_ideas(made, (), Decisions(entries=(turned,)))
    assert [each.broader for each in settled.ideas] == [(), ("coastal weather",)]
