"""Joining: best first, never what is held apart, the owner above all, whatever the order."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphbuild.decisions import Decision, Decisions, Ruling
from graphbuild.errors import SettingsError
from graphbuild.model import Expression, Idea, Named, Person, Resolution, Role, Scheme, Verdict
from graphbuild.resolvers.ideas import Ideas
from graphbuild.resolvers.identity import OWNER, join, settle_ideas, settle_people
from graphbuild.resolvers.people import People


def said(left, right, verdict=Verdict.SAME, score=0.9, rule="r"):
    left, right = sorted((left, right))
    return Resolution(kind=Named.PERSON, left=left, right=right, verdict=verdict, rule=rule, score=score, reason=f"{left} {right}")


PAIRS = st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")).filter(lambda pair: pair[0] < pair[1])
SAID = st.lists(st.tuples(PAIRS, st.sampled_from(list(Verdict)), st.sampled_from([0.5, 0.7, 0.9])), max_size=14)


@settings(max_examples=150, deadline=None)
@given(SAID, st.randoms(use_true_random=False))
def test_what_is_held_apart_is_never_joined_and_order_does_not_matter(drawn, chance):
    resolutions = [said(*pair, verdict, score) for pair, verdict, score in drawn]
    joined = join(resolutions)
    for each in resolutions:
        if each.verdict is Verdict.DIFFERENT:
            assert joined.of(each.left) != joined.of(each.right)
    chance.shuffle(resolutions)
    assert join(resolutions) == joined
    between = [frozenset((joined.of(each.left), joined.of(each.right))) for each in joined.proposed]
    assert all(len(each) == 2 for each in between)
    assert len(set(between)) == len(between)


def test_the_better_join_wins_and_the_refused_one_is_asked():
    joined = join([said("a", "b", score=0.8), said("b", "c", score=0.9), said("a", "c", Verdict.DIFFERENT)])
    assert joined.of("b") == joined.of("c") != joined.of("a")
    assert [(each.left, each.right, each.verdict) for each in joined.proposed] == [("a", "b", Verdict.PROPOSED)]


def test_the_owner_wins_both_ways():
    same, different = said("a", "b", rule=OWNER), said("a", "b", Verdict.DIFFERENT, rule=OWNER)
    assert join([same, said("a", "b", Verdict.DIFFERENT)]).of("a") == "a"
    assert join([same, said("a", "b", Verdict.DIFFERENT)]).of("b") == "a"
    apart = join([different, said("a", "b"), said("a", "b", Verdict.PROPOSED)])
    assert (apart.of("b"), apart.proposed) == ("b", ())


def test_people_keep_every_name_and_reason():
    people = People(
        persons=(
            Person(key="ada roper", name="Ada Roper"),
            Person(key="tim 3fa2", name="Tim"),
            Person(key="tim vale", name="Tim Vale"),
        ),
        references=(),
        roles=(Role(episode="e", person="tim vale", is_host=True), Role(episode="e", person="tim 3fa2", is_host=False)),
        resolutions=(said("tim 3fa2", "tim vale"),),
    )
    rename = Decision(ruling=Ruling.RENAME, kind=Named.PERSON, names=("TIM VALE's", "Timothy Vale"))
    lost = Decision(ruling=Ruling.DIFFERENT, kind=Named.PERSON, names=("nobody", "tim vale"))
    settled, how = settle_people(people, Decisions(entries=(rename, lost)))
    [_, tim] = settled.persons
    assert (tim.key, tim.name, tim.alternate_names, tim.reasons) == (
        "tim vale",
        "Timothy Vale",
        ("Tim", "Tim Vale"),
        ("tim 3fa2 tim vale",),
    )
    assert [role.is_host for role in settled.roles] == [True]
    assert (how.ruled.applied, [each.decision for each in how.ruled.unmatched]) == (1, [lost])


def ideas(*keys):
    made = tuple(Idea(key=key, label=key, schemes=(Scheme.TAGS,)) for key in keys)
    return Ideas(ideas=made, expressions=tuple(Expression(highlight=key, idea=key) for key in sorted(keys)), references=())


def test_a_narrower_idea_stays_its_own():
    narrower = Decision(ruling=Ruling.NARROWER, kind=Named.IDEA, names=("coastal weather", "Weather"))
    joins = [Resolution(kind=Named.IDEA, left="coastal weather", right="weather", verdict=Verdict.SAME, rule="r", score=1, reason="x")]
    settled, _ = settle_ideas(ideas("coastal weather", "weather"), joins, Decisions(entries=(narrower,)))
    assert [(each.key, each.broader) for each in settled.ideas] == [("coastal weather", ("weather",)), ("weather", ())]


def test_a_contradiction_that_only_the_keys_show():
    entries = (
        Decision(ruling=Ruling.SAME, kind=Named.IDEA, names=("sail lofts", "x"), line=3),
        Decision(ruling=Ruling.DIFFERENT, kind=Named.IDEA, names=("sail loft", "x"), line=7),
    )
    with pytest.raises(SettingsError, match=r":7: .*line 3 says"):
        settle_ideas(ideas("sail loft", "x"), (), Decisions(entries=entries))


def test_joining_does_not_depend_on_how_long_the_chain_is():
    chain = [said(f"k{n:05}", f"k{n + 1:05}") for n in range(3000)]
    random.Random(1).shuffle(chain)  # noqa: S311
    assert len(join(chain).canonical) == 3000
