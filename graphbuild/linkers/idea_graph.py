"""The network of ideas that themes are found in: how near two ideas are, from 0 to 1, by what the vault itself shows.

Three things bring two ideas near:

- they come up together in highlights, or highlights that express one each are linked: counted together, so that each bears out the other;
- one is a case of the other;
- their names share a word (`product team`, `product manager`): by itself only where one name stands in the other.

The first counts like a cosine: over the root of the number of highlights that carry each, so that an idea that is everywhere is near
to none; and damped by 1 - 1 / (1 + n), so that what came once is worth half of its due, and what came in passing less.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from graphbuild.linkers.shared import Shared, combined
from graphbuild.model import Link, LinkKind

Pair = tuple[str, str]

_HUB = 40  # ideas; a word that more of them hold in their names says nothing
_ABOUT = (0.4, 0.7, 1.0)  # the highlight names both in passing; is about one of them (title, summary, note, tag); about both
_CASE_OF = 0.5
_SAME_WORD = 0.2
_WORD_LENGTH = 4  # letters; shorter words in a name are mostly particles


def nearness(shared: Shared, links: Iterable[Link]) -> dict[Pair, float]:
    """How near each pair of ideas is, (0, 1], for those that anything brings near; by pairs in order."""
    carriers = carriers_of(shared)
    evidence: dict[Pair, list[float]] = defaultdict(list)
    together, linked = _together(shared), _linked(shared, links)
    for left, right in together | linked:
        weight = together.get((left, right), 0.0) + linked.get((left, right), 0.0)
        cosine = weight / math.sqrt(len(carriers[left]) * len(carriers[right]))
        evidence[left, right].append(cosine * (1 - 1 / (1 + weight)))
    for pair in _cases(shared, carriers):
        evidence[pair].append(_CASE_OF)
    for pair, weight in _same_words(carriers).items():
        if pair in evidence or _is_part(*pair):
            evidence[pair].append(weight)
    return {pair: combined(evidence[pair]) for pair in sorted(evidence)}


def carriers_of(shared: Shared) -> dict[str, frozenset[str]]:
    """Idea -> the highlights that express it."""
    found: dict[str, set[str]] = defaultdict(set)
    for highlight, ideas in shared.ideas_of.items():
        for idea in ideas:
            found[idea].add(highlight)
    return {idea: frozenset(found[idea]) for idea in sorted(found)}


def _together(shared: Shared) -> dict[Pair, float]:
    """How often two ideas come up together; most where the highlight is about both, and where it has few ideas.

    A highlight of n ideas makes n - 1 companions for each: their shares lessen by the root of it, so that one list of ideas does not
    outweigh what several highlights say (Newman 2001, doi:10.1103/PhysRevE.64.016132, takes n - 1 itself).
    """
    found: dict[Pair, float] = defaultdict(float)
    for highlight in sorted(shared.ideas_of):
        ideas = shared.ideas_of[highlight]
        for left, right in combinations(sorted(ideas), 2):
            about = (ideas[left] > 1) + (ideas[right] > 1)
            found[left, right] += _ABOUT[about] / math.sqrt(len(ideas) - 1)
    return found


def _linked(shared: Shared, links: Iterable[Link]) -> dict[Pair, float]:
    """The scores of the links between highlights that express one idea each, shared out among their pairs of ideas."""
    found: dict[Pair, float] = defaultdict(float)
    for link in links:
        if link.kind is LinkKind.HIGHLIGHTS:
            left, right = shared.ideas_of.get(link.left, {}), shared.ideas_of.get(link.right, {})
            pairs = sorted({(min(a, b), max(a, b)) for a in left for b in right if a != b and not (a in right and b in left)})
            for pair in pairs:
                found[pair] += link.score / len(pairs)
    return found


def _is_part(left: str, right: str) -> bool:
    one, other = set(left.split()), set(right.split())
    return one <= other or other <= one


def _cases(shared: Shared, carriers: Mapping[str, object]) -> set[Pair]:
    return {(min(idea, above), max(idea, above)) for idea, all_above in shared.broader.items() for above in all_above if above in carriers}


def _same_words(ideas: Iterable[str]) -> dict[Pair, float]:
    """Ideas whose names share a word: `_SAME_WORD` where two share it, less the more do.

    The last word of a longer name says what sort of thing it is, not what it is about (`heart rate`, `interest rate`): it does not count.
    """
    holders: dict[str, list[str]] = defaultdict(list)
    for idea in ideas:
        parts = idea.split()
        for word in sorted({*parts[:-1]} or {*parts}):
            if len(word) >= _WORD_LENGTH:
                holders[word].append(idea)
    found: dict[Pair, list[float]] = defaultdict(list)
    for held in holders.values():
        if 1 < len(held) <= _HUB:
            for left, right in combinations(sorted(held), 2):
                found[left, right].append(_SAME_WORD / math.log2(len(held)))
    return {pair: combined(each) for pair, each in found.items()}
