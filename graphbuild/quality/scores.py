"""Counts per item -> precision, recall and F1, each with the interval that a bootstrap over the items gives."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

# The usual bootstrap (Efron 1979): as many items as there are, drawn with replacement; the middle 95 % of what comes of it.
RESAMPLES = 500
SEED = 0
_LOW, _HIGH = 0.025, 0.975

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Counts:
    """What one item (a highlight, an episode, a pair) adds to a score.

    `right` of `predicted` make the precision, `found` of `gold` the recall. The two can differ: a half-right link counts 0.5, a label
    that may be left open is right where it is named and not missed where it is not.
    """

    right: float
    predicted: float
    found: float
    gold: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The figures of one kind over `items` items; None where there is nothing to divide by. Intervals are of 95 %."""

    precision: float | None
    recall: float | None
    f1: float | None
    right: float
    predicted: float
    found: float
    gold: float
    precision_95: Interval | None
    recall_95: Interval | None
    f1_95: Interval | None
    items: int


Figures = tuple[float | None, float | None, float | None]  # precision, recall, F1


def figures(items: Sequence[Counts]) -> Figures:
    """Precision, recall and F1 of the sums; F1 is None too where nothing is right."""
    right, predicted, found, gold = _sums(items)
    precision = right / predicted if predicted else None
    recall = found / gold if gold else None
    f1 = 2 * precision * recall / (precision + recall) if precision and recall else None
    return precision, recall, f1


def score(items: Sequence[Counts]) -> Score:
    """The score of the items, in this order: the resamples are drawn by place, so that the same items give the same intervals."""
    chance = random.Random(SEED)  # noqa: S311 - a resample, no secret
    samples = [figures(chance.choices(items, k=len(items))) for _ in range(RESAMPLES)] if items else []
    precision, recall, f1 = figures(items)
    right, predicted, found, gold = _sums(items)
    return Score(
        precision=precision,
        recall=recall,
        f1=f1,
        right=right,
        predicted=predicted,
        found=found,
        gold=gold,
        precision_95=_interval([each[0] for each in samples]),
        recall_95=_interval([each[1] for each in samples]),
        f1_95=_interval([each[2] for each in samples]),
        items=len(items),
    )


def _sums(items: Sequence[Counts]) -> tuple[float, float, float, float]:
    return (
        sum(each.right for each in items),
        sum(each.predicted for each in items),
        sum(each.found for each in items),
        sum(each.gold for each in items),
    )


def _interval(values: Sequence[float | None]) -> Interval | None:
    """The middle 95 % of the values that there are, to three digits."""
    known = sorted(value for value in values if value is not None)
    if not known:
        return None
    return round(known[int(len(known) * _LOW)], 3), round(known[int(len(known) * _HIGH) - 1], 3)
