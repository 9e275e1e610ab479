"""Words under a ceiling, candidates that lose no pair, scores that rise with evidence."""

import random
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from graphbuild.linkers import candidates as finding
from graphbuild.linkers.candidates import candidates
from graphbuild.linkers.entries import Entry
from graphbuild.linkers.likeness import _BASE, _SLOPE, Evidence, Likeness, Names, nearness_of
from graphbuild.linkers.wording import CEILING, Wording
from graphbuild.terms import terms

NAMES = Names(
    ideas={"knots": "knots", "rope": "rope"}, works={"w": "The Splice"}, people={"p": "Orla Quennell"}, owned=frozenset({"knots"})
)


def entry(number, text, **more):
    return Entry(key=f"h{number:04}", episode=f"e{number}", episode_title="", title="", about="", said=text, own="", **more)


def made_up(number, seed=1, words=400, length=40):
    """Texts of words drawn by rank, as in speech: a few are everywhere, most are rare."""
    draw = random.Random(seed)  # noqa: S311 - made-up texts
    bag = [f"word{rank:04}" for rank in range(words)]
    weights = [1 / (rank + 3) for rank in range(words)]
    return [entry(n, " ".join(draw.choices(bag, weights, k=length))) for n in range(number)]


def topical(number, seed=1):
    """Texts in which ten words in forty are those of one of thirty subjects."""
    draw = random.Random(seed)  # noqa: S311 - made-up texts
    subjects = [[f"subject{n}word{m}" for m in range(12)] for n in range(30)]
    return [
        entry(n, " ".join([common.said for common in made_up(1, seed=n, words=800, length=30)] + draw.sample(subjects[n % 30], 10)))
        for n in range(number)
    ]


def within(entries, wording, nearness):
    like = Likeness(tuple(entries), NAMES, wording, {}, len(entries))
    return candidates(like, 1 / (1 + np.exp(-(_BASE + _SLOPE * np.sqrt(nearness)))))


def test_terms_are_telling_words():
    assert terms("They're 12 knots — “Knots”, they said, in 1984; naïve!") == ["knots", "knots", "1984", "naive"]


def test_one_word_counts_up_to_the_ceiling_and_the_rows_have_length_one():
    wording = Wording.of([entry(1, "mooring tide"), entry(2, "mooring ledger"), entry(3, "mooring tide")])
    one, all_shared = wording.nearness(np.array([0, 0]), np.array([1, 2]))
    assert one == pytest.approx(CEILING)
    assert all_shared == pytest.approx(2 * CEILING)
    assert np.allclose(wording.matrix.multiply(wording.matrix).sum(axis=1), 1)
    assert [word for word, _ in next(wording.shared(np.array([0]), np.array([2])))] == ["mooring", "tide"]


def test_the_nearness_of_many_pairs_is_that_of_each():
    wording = Wording.of(made_up(60))
    left, right = np.triu_indices(60, 1)
    together = wording.nearness(left, right)
    assert [float(wording.nearness(np.array([a]), np.array([b]))[0]) for a, b in zip(left[:50], right[:50], strict=True)] == list(
        together[:50]
    )


def test_no_pair_above_the_threshold_is_lost():
    entries = made_up(150)
    wording = Wording.of(entries)
    left, right = np.triu_indices(150, 1)
    near = wording.nearness(left, right)
    wanted = {(int(a), int(b)) for a, b, value in zip(left, right, near, strict=True) if value >= 0.2}
    assert len(wanted) > 20
    found = set(zip(*(each.tolist() for each in within(entries, wording, 0.2)), strict=True))
    assert wanted <= found
    assert len(found) < len(left)


def test_with_little_to_spend_most_pairs_are_still_found_and_the_cost_is_kept(monkeypatch):
    entries = topical(300)
    wording = Wording.of(entries)
    left, right = np.triu_indices(300, 1)
    near = wording.nearness(left, right)
    wanted = {(int(a), int(b)) for a, b in zip(left[near >= 0.15], right[near >= 0.15], strict=True)}
    monkeypatch.setattr(finding, "_COST", 500)
    matrix, is_whole = finding._affordable(wording.matrix, 300)
    assert not is_whole
    assert (np.bincount(matrix.indices) ** 2).sum() <= 500 * 300
    found = set(zip(*(each.tolist() for each in within(entries, wording, 0.15)), strict=True))
    assert len(wanted & found) >= 0.8 * len(wanted) > 8


def test_highlights_of_one_episode_are_no_candidates():
    entries = [
        Entry(key=f"h{n}", episode="e", episode_title="", title="", about="", said="mooring tide", own="", ideas=frozenset({"knots"}))
        for n in (1, 2)
    ]
    assert len(within(entries, Wording.of(entries), 0.0)[0]) == 0


def test_scores_rise_with_words_and_with_what_the_owner_says():
    entries = (
        entry(
            1,
            "mooring tide splice harbour swell rope hemp yard",
            ideas=frozenset({"knots", "rope"}),
            works=frozenset({"w"}),
            people=frozenset({"p"}),
            marked=frozenset({"knots"}),
        ),
        entry(2, "ledger taxes invoice receipt desk paper spring column", ideas=frozenset({"knots"}), marked=frozenset({"knots"})),
        entry(3, "mooring tide splice harbour swell rope hemp yard", people=frozenset({"p"})),
        entry(4, "bread dough oven flour crust yeast baker morning", works=frozenset({"w"}), ideas=frozenset({"rope"})),
        *made_up(40)[10:],
    )
    like = Likeness.of(tuple(sorted(entries)), NAMES)
    assert like.score(1, 3) < 0.1
    assert like.score(0, 2) > 0.5
    assert like.score(1, 3) < like.score(0, 1) < 0.5  # one word of the owner's bears words out, and links nothing by itself
    assert like.score(1, 3) < like.score(0, 3) < 0.5
    owned, words, work = like.compare([(0, 1), (0, 2), (0, 3)])
    assert (owned.counted, words.counted, work.counted) == ((Evidence.OWNERS_IDEA,), (Evidence.WORDS,), (Evidence.WORK,))
    assert owned.reason == "Both carry your own “knots”."
    assert words.reason.endswith("and name Orla Quennell.")
    assert work.reason == "Both speak of “rope” and name “The Splice”."
    assert next(like.compare([(1, 3)])).reason == "They share nothing that is found here."


def test_an_idea_of_the_owners_that_another_only_speaks_of_says_less():
    marked, spoken = frozenset({"slow craft", "rope"}), frozenset()
    names = Names(ideas={"slow craft": "slow craft", "rope": "rope"}, works={}, people={}, owned=frozenset({"slow craft", "rope"}))

    def score(idea, *who):
        entries = [
            replace(entry(n, f"only{n}", ideas=frozenset({idea}), marked=frozenset({idea}) & each), about=idea)
            for n, each in enumerate(who)
        ]
        return Likeness.of((*entries, *made_up(40)[10:]), names).score(0, 1)

    assert score("slow craft", marked, marked) > score("slow craft", marked, spoken) > 0.5 > score("rope", marked, spoken)
    assert 0.5 > score("rope", marked, marked) > score("rope", marked, spoken)


@pytest.mark.parametrize("score", [0.1, 0.5, 0.9])
def test_the_nearness_of_a_score_is_that_from_which_words_alone_reach_it(score):
    assert 1 / (1 + np.exp(-(_BASE + _SLOPE * np.sqrt(nearness_of(score))))) == pytest.approx(score)
    assert (nearness_of(0.0), nearness_of(1.0)) == (0.0, 1.0)


@pytest.mark.parametrize("label", ["rope", "long day", "mooring splice"])
@pytest.mark.parametrize("owned", [frozenset(), frozenset({"idea"})])
def test_what_adds_to_a_score_counts_in_both(label, owned):
    """However an idea stands in two highlights: marked or not, in the title, in the summary, in passing."""
    names = Names(ideas={"idea": label}, works={}, people={}, owned=owned)
    ways = [
        replace(entry(0, "gull"), ideas=frozenset({"idea"}), marked=marked, title=title, about=about)
        for marked in (frozenset(), frozenset({"idea"}))
        for title in ("", f"On {label}")
        for about in ("", f"Of {label}s and {label}")
    ]
    seen = set()
    for one, other in product(ways, repeat=2):
        entries = (replace(one, key="h000"), replace(other, key="h001", episode="another"), *made_up(40)[10:])
        like = Likeness.of(entries, names)
        without = Likeness.of((replace(entries[0], ideas=frozenset(), marked=frozenset()), *entries[1:]), names)
        adds = like.score(0, 1) > without.score(0, 1)
        counts = all("idea" in like.counting(each) for each in entries[:2])
        assert counts or not adds
        seen.add((counts, adds))
    assert (True, True) in seen
