"""Episodes that share ideas or people: what brought two conversations together, with highlights of both as evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from graphbuild.config import Settings
from graphbuild.linkers.shared import Shared, combined, listing, strongest_of_both
from graphbuild.model import Link, LinkKind

_HUB = 30  # episodes; what more of them share proposes no pairs
_PER_EPISODE = 10
_MIN_SCORE = 0.2
_EVIDENCE = 5  # highlights of each side at most


def link_episodes(shared: Shared, settings: Settings) -> Iterator[Link]:  # noqa: ARG001 - every linker is called alike
    """The strongest links of each episode, none below `_MIN_SCORE`."""
    ideas, people = _of_episodes(shared)
    pairs = _candidates(ideas) | _candidates(people)
    scores: dict[tuple[str, str], float] = {}
    for pair in pairs:
        strengths = [shared.idea_strength[each] for each in _common(ideas, *pair)]
        strengths += [shared.person_strength[each] for each in _common(people, *pair)]
        if (score := combined(strengths)) >= _MIN_SCORE:
            scores[pair] = score
    for left, right in strongest_of_both(scores, _PER_EPISODE):
        via_ideas = sorted(_common(ideas, left, right), key=lambda each: (-shared.idea_strength[each], each))
        via_people = _common(people, left, right)
        evidence = [each for episode in (left, right) for each in _evidence(shared, episode, via_ideas, via_people)]
        parts = [f"speak of {listing([shared.label[each] for each in via_ideas], quote=True)}"] if via_ideas else []
        parts += [f"name {listing([shared.name[each] for each in via_people], quote=False)}"] if via_people else []
        yield Link(
            kind=LinkKind.EPISODES,
            left=left,
            right=right,
            score=scores[left, right],
            via_ideas=tuple(via_ideas),
            via_people=tuple(via_people),
            evidence=tuple(evidence),
            reason=f"Both {' and '.join(parts)}.",
        )


def _of_episodes(shared: Shared) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """The ideas and the people of each episode; of people in a title, only where the episode has highlights to show."""
    ideas: dict[str, set[str]] = defaultdict(set)
    people: dict[str, set[str]] = defaultdict(set)
    for highlight, episode in shared.episode_of.items():
        ideas[episode].update(shared.ideas_of.get(highlight, {}))
        people[episode].update(shared.people_of.get(highlight, frozenset()))
        people[episode].update(shared.guests_of.get(episode, frozenset()))
    return ideas, people


def _candidates(of: dict[str, set[str]]) -> set[tuple[str, str]]:
    carriers: dict[str, list[str]] = defaultdict(list)
    for episode, keys in of.items():
        for key in keys:
            carriers[key].append(episode)
    return {pair for carrying in carriers.values() if len(carrying) <= _HUB for pair in combinations(sorted(carrying), 2)}


def _common(of: dict[str, set[str]], left: str, right: str) -> list[str]:
    both = of.get(left, set()) & of.get(right, set())
    return sorted(each for each in both if not any(each != other and set(each.split()) < set(other.split()) for other in both))


def _evidence(shared: Shared, episode: str, ideas: Sequence[str], people: Sequence[str]) -> list[str]:
    """The highlights of an episode that carry most of what is shared; where only its title does, its first."""
    keys = [highlight.key for highlight in shared.episodes[episode].highlights if shared.episode_of[highlight.key] == episode]
    weight = {
        key: sum(shared.idea_strength[each] for each in ideas if each in shared.ideas_of.get(key, {}))
        + sum(shared.person_strength[each] for each in people if each in shared.people_of.get(key, frozenset()))
        for key in keys
    }
    ranked = sorted((key for key in keys if weight[key] > 0), key=lambda key: (-weight[key], key))
    return sorted(ranked[:_EVIDENCE]) or keys[:1]
