"""The network of ideas that themes are found in: how near two ideas are, from 0 to 1, by what the vault itself shows.

Three things bring two ideas near, each as independent evidence:

- they come up together in highlights;
- highlights that express them are linked;
- one is a case of the other, or their names share a rare word (`product team`, `product manager`).

The first two count like a cosine: over the root of the number of highlights that carry each, so that an idea that is
everywhere is near to none.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from graphbuild.linkers.shared import Shared, combined
from graphbuild.model import Link, LinkKind

Pair = tuple[str, str]

_HUB = 40  # ideas; a word that more of them hold in their names says nothing
_CASE_OF = 0.5
_SAME_WORD = 0.3
_WORD_LENGTH = 4  # letters; shorter words in a name are mostly particles


def nearness(shared: Shared, links: Iterable[Link]) -> dict[Pair, float]:
    """How near each pair of ideas is, (0, 1], for those that anything brings near; by pairs in order."""
    carriers = carriers_of(shared)
    evidence: dict[Pair, list[float]] = defaultdict(list)
    for part in (_together(shared), _linked(shared, links)):
        for (left, right), weight in part.items():
            cosine = weight / math.sqrt(len(carriers[left]) * len(carriers[right]))
            evidence[left, right].append(cosine * (1 - 1 / (1 + weight)))
    for pair in _cases(shared, carriers):
        evidence[pair].append(_CASE_OF)
    for pair, weight in _same_words(carriers).items():
        evidence[pair].append(weight)
    return {pair: combined(evidence[pair]) for pair in sorted(evidence)}


def carriers_of(shared: Shared) -> dict[str, frozenset[str]]:
    """Idea -> the highlights that express it."""
    found: dict[str, set[str]] = defaultdict(set)
    for highlight, ideas in shared.ideas_of.items():
        for idea in ideas:
            found[idea].add(highlight)
    return {idea: frozenset(found[idea]) for idea in sorted(found)}


def _together(shared: Shared) -> Counter[Pair]:
    """In how many highlights two ideas come up together."""
    return Counter(pair for ideas in shared.ideas_of.values() for pair in combinations(sorted(ideas), 2))


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


def _cases(shared: Shared, carriers: Mapping[str, object]) -> set[Pair]:
    return {(min(idea, above), max(idea, above)) for idea, all_above in shared.broader.items() for above in all_above if above in carriers}


def _same_words(ideas: Iterable[str]) -> dict[Pair, float]:
    """Ideas whose names share a word: `_SAME_WORD` where two share it, less the more do."""
    holders: dict[str, list[str]] = defaultdict(list)
    for idea in ideas:
        for word in sorted(set(idea.split())):
            if len(word) >= _WORD_LENGTH:
                holders[word].append(idea)
    found: dict[Pair, list[float]] = defaultdict(list)
    for held in holders.values():
        if 1 < len(held) <= _HUB:
            for left, right in combinations(sorted(held), 2):
                found[left, right].append(_SAME_WORD / math.log2(len(held)))
    return {pair: combined(each) for pair, each in found.items()}
