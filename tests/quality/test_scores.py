"""Counts become figures and intervals."""

from graphbuild.quality.scores import Counts, score


def test_figures():
    made = score([Counts(1, 2, 1, 1), Counts(2, 2, 2, 4)])
    assert (made.precision, made.recall) == (3 / 4, 3 / 5)
    assert made.f1 is not None
    assert abs(made.f1 - 2 / 3) < 1e-9
    assert (made.right, made.predicted, made.found, made.gold, made.items) == (3, 4, 3, 5, 2)


def test_nothing_to_divide_by_is_none():
    made = score([Counts(0, 0, 0, 3)])
    assert (made.precision, made.precision_95) == (None, None)
    assert (made.recall, made.recall_95, made.f1) == (0, (0, 0), None)
    assert score([]).f1 is None


def test_the_interval_holds_the_figure_narrows_with_more_items_and_is_the_same_each_time():
    few = [Counts(each % 4 > 0, 1, each % 4 > 0, 1) for each in range(20)]
    made, more = score(few), score(few * 20)
    assert made.precision_95 is not None
    assert more.precision_95 is not None
    low, high = made.precision_95
    assert low < 0.75 < high
    assert more.precision_95[1] - more.precision_95[0] < (high - low) / 2
    assert score(few) == made
