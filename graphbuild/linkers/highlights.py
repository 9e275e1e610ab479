"""Highlights of different episodes that share ideas. A person alone makes no link (right in 3 of 36 judged pairs)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from graphbuild.config import Settings
from graphbuild.linkers.shared import Shared, combined, listing, same_words, strongest_of_both
from graphbuild.model import Link, LinkKind

_HUB = 60  # highlights; an idea that more of them express proposes no pairs, it only adds to pairs that others propose
_WITH_PERSON = 0.15  # what a shared person adds where ideas are shared too


def link_highlights(shared: Shared, settings: Settings) -> Iterator[Link]:
    """The strongest links of each highlight, at most `settings.links_per_highlight`, none below `settings.min_link_score`."""
    scores = {pair: score for pair in _candidates(shared) if (score := _score(shared, *pair)) >= settings.min_link_score}
    for left, right in strongest_of_both(scores, settings.links_per_highlight):
        if same_words(shared.highlights[left], shared.highlights[right]):
            continue
        ideas = _common_ideas(shared, left, right)
        people = _common_people(shared, left, right)
        yield Link(
            kind=LinkKind.HIGHLIGHTS,
            left=left,
            right=right,
            score=scores[left, right],
            via_ideas=tuple(ideas),
            via_people=tuple(people),
            evidence=(left, right),
            reason=f"Both speak of {listing([shared.label[each] for each in ideas], quote=True)}"
            + (f", and both name {listing([shared.name[each] for each in people], quote=False)}." if people else "."),
        )


def _candidates(shared: Shared) -> set[tuple[str, str]]:
    """Pairs from different episodes that share an idea which is no hub."""
    carriers: dict[str, list[str]] = defaultdict(list)
    for highlight, ideas in shared.ideas_of.items():
        for idea in ideas:
            carriers[idea].append(highlight)
    return {
        pair
        for carrying in carriers.values()
        if len(carrying) <= _HUB
        for pair in combinations(sorted(carrying), 2)
        if shared.episode_of[pair[0]] != shared.episode_of[pair[1]]
    }


def _common_ideas(shared: Shared, left: str, right: str) -> list[str]:
    """The ideas of both, the strongest first; what is a part of a longer one says nothing more."""
    both = shared.ideas_of[left].keys() & shared.ideas_of[right].keys()
    whole = [each for each in both if not any(each != other and set(each.split()) < set(other.split()) for other in both)]
    return sorted(whole, key=lambda each: (-shared.idea_strength[each], each))


def _common_people(shared: Shared, left: str, right: str) -> list[str]:
    return sorted(shared.people_of.get(left, frozenset()) & shared.people_of.get(right, frozenset()))


def _score(shared: Shared, left: str, right: str) -> float:
    strengths = [
        shared.idea_strength[each] * shared.ideas_of[left][each] * shared.ideas_of[right][each]
        for each in _common_ideas(shared, left, right)
    ]
    people = [_WITH_PERSON * shared.person_strength[each] for each in _common_people(shared, left, right)]
    return combined([*strengths, *people])
