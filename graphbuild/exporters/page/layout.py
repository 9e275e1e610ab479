"""Where each idea stands on the map: communities first, then the ideas within each; numpy, scipy and networkx only.

Ideas that are said together form communities (Louvain). Each community gets a disc as large as it has ideas; the discs are
drawn together by what they share and pushed apart until none overlap; within a disc the ideas sit in the slots of a sunflower,
the most linked in the middle. Ideas without any link form a ring around everything. Places that are given stay.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

STRONGEST = 4  # links an idea keeps on the map: all of them made a hairball (page.md, section 4: 40,168 lines, then 12,344)
LARGEST = 65535  # places are whole numbers from 0 to this
_HUB = 40  # ideas; a highlight with more of them links none: it is a list of tags
_FEW_ALONE = 12  # ideas; so many without links are packed among the discs, more form rings around them
_SEED = 7
_GOLDEN = math.pi * (3 - math.sqrt(5))  # the angle of a sunflower's next seed
_SLOT = 0.8  # of a sunflower's seed: sets how much of the map the discs fill
_GAP = 0.9  # between discs, in distances between neighbours within a disc
_STEPS = 250
_MANY = 500  # discs; of more each is moved less often

Points = NDArray[np.float64]
Edges = Sequence[tuple[int, int, float]]


@dataclass(frozen=True, slots=True)
class Layout:
    """For each idea its place and the number of its community (0 the largest; -1 without links); and the lines of the map."""

    places: tuple[tuple[int, int], ...]
    communities: tuple[int, ...]
    edges: tuple[tuple[int, int, float], ...]


def strengths(ideas_of: Sequence[Sequence[int]], links: Mapping[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """How strongly two ideas belong together: the share of highlights that express both, and the score of a link of their own.

    The `+ 1` holds back pairs that met only once: they would be perfect otherwise.
    """
    count: Counter[int] = Counter()
    together: Counter[tuple[int, int]] = Counter()
    for ideas in ideas_of:
        count.update(ideas)
        if len(ideas) <= _HUB:
            together.update(combinations(sorted(ideas), 2))
    found = {(a, b): shared / (math.sqrt(count[a] * count[b]) + 1) for (a, b), shared in together.items()}
    for pair, score in links.items():
        found[pair] = found.get(pair, 0.0) + score
    return found


def strongest(strength: Mapping[tuple[int, int], float], each: int = STRONGEST) -> tuple[tuple[int, int, float], ...]:
    """The pairs that are among the `each` strongest of one of their two ends, sorted."""
    of: dict[int, list[tuple[float, int, int]]] = defaultdict(list)
    for (a, b), value in strength.items():
        of[a].append((-value, a, b))
        of[b].append((-value, a, b))
    kept = {(a, b) for pairs in of.values() for _, a, b in sorted(pairs)[:each]}
    return tuple((a, b, round(strength[a, b], 4)) for a, b in sorted(kept))


def nearest(count: int, strength: Mapping[tuple[int, int], float], most: int) -> list[list[int]]:
    """For each idea its strongest others, strongest first."""
    of: list[list[tuple[float, int]]] = [[] for _ in range(count)]
    for (a, b), value in strength.items():
        of[a].append((-value, b))
        of[b].append((-value, a))
    return [[other for _, other in sorted(each)[:most]] for each in of]


def lay_out(count: int, edges: Edges, given: Mapping[int, tuple[int, int]], themes: Sequence[Sequence[int]] | None = None) -> Layout:
    """Places and communities of `count` ideas. `given` places are kept; new ideas start at the mean of their neighbours.

    `themes`, where the graph has them, are the communities; a linked idea of none of them joins the one it is linked to most.
    """
    groups, alone = _themed(count, edges, themes) if themes else _communities(count, edges)
    community = [-1] * count
    for number, members in enumerate(groups):
        for idea in members:
            community[idea] = number
    places = _beside(count, edges, given) if given else _whole_numbers(_from_scratch(count, edges, groups, alone, community))
    return Layout(tuple(places), tuple(community), tuple(edges))


def _communities(count: int, edges: Edges) -> tuple[list[list[int]], list[int]]:
    """The communities, largest first, and the ideas that no line touches."""
    import networkx as nx  # only where there are no themes: a tenth of a second

    graph = nx.Graph()
    graph.add_nodes_from(sorted({end for a, b, _ in edges for end in (a, b)}))
    graph.add_weighted_edges_from(sorted(edges))
    found = nx.community.louvain_communities(graph, weight="weight", seed=_SEED) if len(graph) else []
    groups = sorted((sorted(members) for members in found), key=lambda members: (-len(members), members[0]))
    return groups, [idea for idea in range(count) if idea not in graph]


def _themed(count: int, edges: Edges, themes: Sequence[Sequence[int]]) -> tuple[list[list[int]], list[int]]:
    """The themes with their next of kin, largest first, and the ideas that belong to none."""
    theme = {idea: number for number, members in reversed(list(enumerate(themes))) for idea in members}
    near: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for a, b, weight in edges:
        near[a].append((b, weight))
        near[b].append((a, weight))
    waiting = [idea for idea in range(count) if idea not in theme and near[idea]]
    while waiting:
        joins: dict[int, int] = {}
        for idea in waiting:
            pull: dict[int, float] = defaultdict(float)
            for other, weight in near[idea]:
                if other in theme:
                    pull[theme[other]] += weight
            if pull:
                joins[idea] = min(pull, key=lambda each: (-pull[each], each))
        if not joins:
            break
        theme |= joins
        waiting = [idea for idea in waiting if idea not in theme]
    groups: dict[int, list[int]] = defaultdict(list)
    for idea in sorted(theme):
        groups[theme[idea]].append(idea)
    ordered = sorted(groups.values(), key=lambda members: (-len(members), members[0]))
    return ordered, [idea for idea in range(count) if idea not in theme]


def _from_scratch(count: int, edges: Edges, groups: list[list[int]], alone: list[int], community: list[int]) -> Points:
    points = np.zeros((count, 2))
    degree = Counter(end for a, b, _ in edges for end in (a, b))
    packed = groups + [[idea] for idea in alone] if len(alone) <= _FEW_ALONE else groups
    centres, radii = _discs(packed, edges, community)
    within: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
    for a, b, weight in edges:
        if community[a] == community[b]:
            within[community[a]].append((a, b, weight))
    for number, members in enumerate(groups):
        points[members] = centres[number] + _disc(members, within[number], degree)
    if packed is not groups:
        points[alone] = centres[len(groups) :]
        return points
    edge = max((float(np.hypot(*centres[each])) + radii[each] for each in range(len(groups))), default=0.0)
    points[alone] = _rings(len(alone), edge)
    return points


def _rings(count: int, inner: float) -> Points:
    """Rings around a disc, each filled evenly before the next begins."""
    points: list[tuple[float, float]] = []
    radius = inner + 1.3
    while len(points) < count:
        room = max(1, int(2 * math.pi * radius / 1.0))
        here = min(room, count - len(points))
        points += [(radius * math.cos(turn), radius * math.sin(turn)) for turn in (2 * math.pi * each / here for each in range(here))]
        radius += 1.0
    return np.array(points).reshape(-1, 2)


def _discs(groups: list[list[int]], edges: Edges, community: list[int]) -> tuple[Points, list[float]]:
    """Centre and radius of each community's disc: near what it shares most with, and no two upon each other."""
    radii = [math.sqrt(len(members)) * _SLOT + 0.3 for members in groups]
    size = np.array(radii)
    pull = _pull(len(groups), [(community[a], community[b], weight) for a, b, weight in edges if community[a] != community[b]])
    pulled = np.asarray(pull.sum(axis=1)).reshape(-1, 1)
    turn = np.arange(len(groups)) * _GOLDEN
    spread = np.sqrt(np.cumsum(size**2)) * 1.4
    centres = np.stack([np.cos(turn) * spread, np.sin(turn) * spread], axis=1)
    steps = _STEPS if len(groups) <= _MANY else max(_STEPS // 5, _STEPS * _MANY // len(groups))
    for step in range(steps):
        ease = 1 - step / steps
        towards = pull @ centres - centres * pulled
        centres = centres + ease * (0.06 * towards - 0.02 * centres)
        centres = _apart(centres, size, _GAP)
    for _ in range(steps):
        centres = _apart(centres, size, _GAP)
    return (centres - centres.mean(axis=0) if len(groups) else centres), radii


def _pull(count: int, shared: Sequence[tuple[int, int, float]]) -> Any:
    """How strongly each community is drawn to each other one, a matrix."""
    import scipy.sparse as sp

    one, other, weights = ([each[n] for each in shared] for n in range(3))
    matrix = sp.coo_matrix(([*weights, *weights], ([*one, *other], [*other, *one])), shape=(count, count)).tocsr()
    return sp.diags(1 / np.maximum(1.0, np.asarray(matrix.sum(axis=1)).ravel())) @ matrix


def _apart(centres: Points, size: NDArray[np.float64], gap: float) -> Points:
    """One step of pushing discs apart that overlap."""
    a, b = _near(centres, size, gap)
    offset = centres[a] - centres[b]
    distance = np.sqrt((offset**2).sum(axis=1))
    push = offset * (np.maximum(0.0, size[a] + size[b] + gap - distance) / np.maximum(distance, 1e-6) * 0.35)[:, None]
    moved = [np.bincount(a, push[:, n], len(centres)) - np.bincount(b, push[:, n], len(centres)) for n in (0, 1)]
    return centres + np.stack(moved, axis=1)


def _near(centres: Points, size: NDArray[np.float64], gap: float) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The pairs of discs that may overlap: small ones by a tree, the few large ones each with all that come after it (the discs are in order of size)."""
    from scipy.spatial import cKDTree

    large = int(np.searchsorted(-size, -2 * float(np.median(size)))) if len(size) else 0
    left, right = np.triu_indices(large, 1, len(size))
    if len(size) - large < 2:
        return left, right
    pairs = cKDTree(centres[large:]).query_pairs(2 * float(size[large]) + gap, output_type="ndarray") + large
    return np.concatenate([left, pairs[:, 0]]), np.concatenate([right, pairs[:, 1]])


def _disc(members: list[int], edges: Edges, degree: Mapping[int, int]) -> Points:
    """The members of one community around (0, 0): pulled by their lines, then each in the nearest free slot of a sunflower."""
    count = len(members)
    row = {idea: number for number, idea in enumerate(members)}
    slots = (
        np.array([[math.sqrt(n + 0.5) * math.cos(n * _GOLDEN), math.sqrt(n + 0.5) * math.sin(n * _GOLDEN)] for n in range(count)]) * _SLOT
    )
    order = sorted(range(count), key=lambda each: (-degree[members[each]], each))
    points = np.empty((count, 2))
    points[order] = slots
    pull = np.zeros((count, count)) if count <= 1500 else None  # beyond, a dense matrix costs more than the picture gains
    if pull is not None:
        for a, b, weight in edges:
            pull[row[a], row[b]] = pull[row[b], row[a]] = weight
        pull /= np.maximum(pull.sum(axis=1, keepdims=True), 1e-9)
        wanted = points
        for _ in range(30):
            wanted = 0.5 * wanted + 0.5 * (pull @ wanted)
            wanted = wanted * (np.abs(points).max() / max(float(np.abs(wanted).max()), 1e-9))
        free = np.ones(count, dtype=bool)
        for each in order:
            distance = ((slots - wanted[each]) ** 2).sum(axis=1)
            slot = int(np.argmin(np.where(free, distance.round(9), np.inf)))
            free[slot] = False
            points[each] = slots[slot]
    return points


def _whole_numbers(points: Points) -> list[tuple[int, int]]:
    """The points in whole numbers, the longer side of the map filling its width."""
    if not len(points):
        return []
    low, high = points.min(axis=0), points.max(axis=0)
    side = max(float((high - low).max()), 1e-9)
    scaled = np.rint(((points - (low + high) / 2) / side * 0.96 + 0.5) * LARGEST).clip(0, LARGEST).astype(int)
    return [(int(x), int(y)) for x, y in scaled]


def _beside(count: int, edges: Edges, given: Mapping[int, tuple[int, int]]) -> list[tuple[int, int]]:
    """Old ideas where they were; a new one at the mean of its neighbours, a little aside; without any, at the rim."""
    neighbours: dict[int, list[int]] = defaultdict(list)
    for a, b, _ in edges:
        neighbours[a].append(b)
        neighbours[b].append(a)
    places = dict(given)
    step = LARGEST / (8 * math.sqrt(count))
    waiting = [idea for idea in range(count) if idea not in places]
    while waiting:
        ready = [idea for idea in waiting if any(each in places for each in neighbours[idea])]
        for number, idea in enumerate(ready or waiting):
            near = [places[each] for each in sorted(neighbours[idea]) if each in places]
            angle = (number + 1) * _GOLDEN
            if near:
                x, y = sum(place[0] for place in near) / len(near), sum(place[1] for place in near) / len(near)
                x, y = x + step * math.cos(angle), y + step * math.sin(angle)
            else:
                x, y = (LARGEST / 2 * (1 + 0.98 * each) for each in (math.cos(angle), math.sin(angle)))
            places[idea] = min(LARGEST, max(0, round(x))), min(LARGEST, max(0, round(y)))
        waiting = [idea for idea in waiting if idea not in places]
    return [places[idea] for idea in range(count)]
