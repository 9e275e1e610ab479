"""How far apart the points of the map usually are: what sizes its shapes, and from how near they bear names."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np

from graphbuild.exporters.page.layout import LARGEST

_SAMPLE = 50  # points whose nearest other is looked for: the median of so many moves by a few per cent


def usual_gap(places: Sequence[tuple[int, int]], linked: Iterable[int]) -> int:
    """The median distance between a point and the nearest other, in units of the map; of those with lines, where there are some."""
    with_lines = sorted(set(linked))
    points = np.array([places[row] for row in with_lines] if len(with_lines) > 2 else places, dtype=float).reshape(-1, 2)
    if len(points) < 2:
        return LARGEST // 4
    step = -(-len(points) // _SAMPLE)
    nearest: list[float] = []
    for row in range(0, len(points), step):
        far = ((points - points[row]) ** 2).sum(axis=1)
        far[row] = np.inf
        nearest.append(float(far.min()))
    return max(1, round(math.sqrt(sorted(nearest)[len(nearest) // 2])))
