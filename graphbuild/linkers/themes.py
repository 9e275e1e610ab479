"""Themes: ideas that come up together (Leiden over the network of ideas), named after those that they turn around.

The Leiden algorithm (Traag, Waltman and van Eck 2019, doi:10.1038/s41598-019-41695-z) with the constant Potts model: a theme is
a group of ideas whose mean nearness is above `_DENSITY`. That model has no resolution limit (Traag, Van Dooren and Nesterov 2011,
doi:10.1103/PhysRevE.84.016114): whether some ideas are one group depends on them and their neighbours alone, never on how large
the vault is, so that one more episode changes the themes around it and no others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graphbuild.linkers.idea_graph import Pair, carriers_of, nearness
from graphbuild.linkers.shared import Shared, listing
from graphbuild.model import Link, Theme

_DENSITY = 0.03
_THREAD = 0.1
_LEAST_IDEAS = 3
_LEAST_EPISODES = 3  # of one show; of two shows two are enough
_LEAST_MEETINGS = 2  # episodes in which its ideas come up together; what one highlight says is no theme yet
_NAMED_AFTER = 3
# The best of some trials, as many as look at so many pairs in all. Of 620 pairs of real ideas twenty give .1 % more quality than one; of 480,000 made-up
# ones they give .06 % more than one and .003 % more than two.
_MOST_TRIALS, _LEAST_TRIALS, _PAIRS_TRIED = 20, 2, 400_000
_SEED = 20


def find_themes(shared: Shared, links: Sequence[Link]) -> tuple[Theme, ...]:
    """The themes of a vault, sorted: no idea is in two, and many are in none."""
    carriers = carriers_of(shared)
    near = nearness(shared, links)
    groups = list(_held(_groups(near), near))
    inward = _inward(groups, near)
    return tuple(sorted(_theme(group, inward, carriers, shared) for group in groups if _is_theme(group, carriers, shared)))


def _held(groups: Iterable[Sequence[str]], near: Mapping[Pair, float]) -> Iterator[list[str]]:
    """The groups without ideas that hang on them by a thread: their nearness to all others of the group together is below `_THREAD`."""
    beside: dict[str, dict[str, float]] = defaultdict(dict)
    for (left, right), weight in near.items():
        beside[left][right] = beside[right][left] = weight
    for group in groups:
        kept = set(group)
        held = {idea: sum(weight for other, weight in beside[idea].items() if other in kept) for idea in group}
        while kept and held[loose := min(kept, key=lambda idea: (held[idea], idea))] < _THREAD:
            kept.remove(loose)
            for other, weight in beside[loose].items():
                if other in kept:
                    held[other] -= weight
        yield sorted(kept)


def _groups(near: Mapping[Pair, float]) -> list[list[str]]:
    """The ideas that belong together, each group sorted; each connected part by itself, so that none moves another."""
    found: list[list[str]] = []
    for pairs in _connected(near):
        found += _leiden([(left, right, near[left, right]) for left, right in pairs])
    return sorted(found)


def _leiden(edges: list[tuple[str, str, float]]) -> Iterator[list[str]]:
    import graspologic_native as leiden

    trials = max(_LEAST_TRIALS, min(_MOST_TRIALS, _PAIRS_TRIED // len(edges)))
    _, of = leiden.leiden(edges, resolution=_DENSITY, use_modularity=False, seed=_SEED, trials=trials, iterations=3)
    groups: dict[int, list[str]] = defaultdict(list)
    for idea in sorted(of):
        groups[of[idea]].append(idea)
    yield from groups.values()


def _connected(near: Mapping[Pair, float]) -> list[list[Pair]]:
    """The pairs of each connected part of the network, in order."""
    leader: dict[str, str] = {}

    def lead(idea: str) -> str:
        while (above := leader.setdefault(idea, idea)) != idea:
            leader[idea] = idea = leader.setdefault(above, above)
        return idea

    for left, right in near:
        one, other = sorted((lead(left), lead(right)))
        leader[other] = one
    parts: dict[str, list[Pair]] = defaultdict(list)
    for pair in near:
        parts[lead(pair[0])].append(pair)
    return list(parts.values())


def _is_theme(group: Sequence[str], carriers: Mapping[str, frozenset[str]], shared: Shared) -> bool:
    if len(group) < _LEAST_IDEAS:
        return False
    counted = Counter(highlight for idea in group for highlight in carriers[idea])
    if len({shared.episode_of[highlight] for highlight, ideas in counted.items() if ideas > 1}) < _LEAST_MEETINGS:
        return False
    episodes = {shared.episode_of[highlight] for highlight in counted}
    return len(episodes) >= _LEAST_EPISODES or len({shared.episodes[each].show.name for each in episodes}) > 1


def _inward(groups: Sequence[Sequence[str]], near: Mapping[Pair, float]) -> dict[str, float]:
    """How much of each idea's nearness lies within its group, from 0 to 1: one pass over the pairs for all groups."""
    group_of = {idea: number for number, group in enumerate(groups) for idea in group}
    within: dict[str, float] = defaultdict(float)
    whole: dict[str, float] = defaultdict(float)
    for (left, right), weight in near.items():
        for idea in (left, right):
            whole[idea] += weight
            within[idea] += weight if left in group_of and group_of[left] == group_of.get(right) else 0
    return {idea: within[idea] / whole[idea] for idea in group_of}


def _theme(group: Sequence[str], inward: Mapping[str, float], carriers: Mapping[str, frozenset[str]], shared: Shared) -> Theme:
    """The theme of a group: its ideas ranked by how much of their nearness lies within, times how many episodes carry them."""
    episodes = {idea: {shared.episode_of[each] for each in carriers[idea]} for idea in group}
    rank = {idea: len(episodes[idea]) * inward[idea] for idea in group}
    central = _different(sorted(group, key=lambda idea: (-rank[idea], idea)))[:_NAMED_AFTER]
    highlights = {each for idea in group for each in carriers[idea]}
    kept_from = {shared.episode_of[each] for each in highlights}
    shows = {shared.episodes[each].show.name for each in kept_from}
    return Theme(
        key=central[0],
        label=", ".join(shared.label[idea] for idea in central),
        members=tuple(group),
        central=tuple(central),
        reason=f"{len(highlights)} highlights of {len(kept_from)} episodes in {len(shows)} shows speak of it, around {listing([shared.label[each] for each in central], quote=True)}.",
    )


def _different(ideas: Iterable[str]) -> list[str]:
    """The ideas in their order, without those whose words hold, or stand in, one before: a name says nothing twice (`practice, slow practice`)."""
    kept: list[str] = []
    for idea in ideas:
        own = set(idea.split())
        if not any(own <= set(each.split()) or set(each.split()) <= own for each in kept):
            kept.append(idea)
    return kept
