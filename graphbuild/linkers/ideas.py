"""Ideas that come together: in two highlights or more, or once where the owner himself named both."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import combinations

from graphbuild.config import Settings
from graphbuild.linkers.shared import Shared, strongest_of_both
from graphbuild.model import Link, LinkKind

_PER_IDEA = 8
_EVIDENCE = 10
_MIN_SCORE = 0.1
_PART = 0.5  # of an idea that stands in the name of another


def link_ideas(shared: Shared, settings: Settings) -> Iterator[Link]:  # noqa: ARG001 - every linker is called alike
    """Related ideas; score: cosine of the sets of highlights, damped by 1 - 1 / (1 + n) for n highlights together."""
    carriers: dict[str, set[str]] = defaultdict(set)
    together: Counter[tuple[str, str]] = Counter()
    for highlight, ideas in shared.ideas_of.items():
        for idea in ideas:
            carriers[idea].add(highlight)
        together.update(pair for pair in combinations(sorted(ideas), 2) if not _is_part(*pair, shared.broader))
    scores: dict[tuple[str, str], float] = {}
    for (left, right), number in together.items():
        if number > 1 or {left, right} <= shared.owned:
            cosine = number / math.sqrt(len(carriers[left]) * len(carriers[right]))
            score = round(cosine * (1 - 1 / (1 + number)), 4)
            if score >= _MIN_SCORE:
                scores[left, right] = score
    for left, right in strongest_of_both(scores, _PER_IDEA):
        evidence = sorted(carriers[left] & carriers[right])
        episodes = len({shared.episode_of[each] for each in evidence})
        yield Link(
            kind=LinkKind.IDEAS,
            left=left,
            right=right,
            score=scores[left, right],
            via_ideas=(),
            via_people=(),
            evidence=tuple(evidence[:_EVIDENCE]),
            reason=f"“{shared.label[left]}” and “{shared.label[right]}” come together in {_counted(len(evidence), 'highlight')} "
            f"of {_counted(episodes, 'episode')}.",
        )


def link_parts(shared: Shared, settings: Settings) -> Iterator[Link]:  # noqa: ARG001 - every linker is called alike
    """An idea within the name of another, before what that is about: `insulin` and `insulin pump` are related, not one a case of the other."""
    carriers: dict[str, list[str]] = defaultdict(list)
    for highlight, ideas in sorted(shared.ideas_of.items()):
        for idea in ideas:
            carriers[idea].append(highlight)
    for whole in sorted(carriers):
        words = whole.split()
        for first, last in combinations(range(len(words) + 1), 2):
            part = " ".join(words[first:last])
            if part != whole and part in carriers and not _is_above(part, whole, shared.broader):
                yield Link(
                    kind=LinkKind.IDEAS,
                    left=min(part, whole),
                    right=max(part, whole),
                    score=_PART,
                    via_ideas=(),
                    via_people=(),
                    evidence=tuple(carriers[whole][:_EVIDENCE]),
                    reason=f"“{shared.label[part]}” stands in “{shared.label[whole]}”.",
                )


def _is_above(left: str, right: str, broader: Mapping[str, AbstractSet[str]]) -> bool:
    return right in broader.get(left, ()) or left in broader.get(right, ())


def link_broader(shared: Shared, settings: Settings) -> Iterator[Link]:  # noqa: ARG001 - every linker is called alike
    """What is a case of what, as links with their evidence: the highlights that express the narrower idea."""
    carriers: dict[str, list[str]] = defaultdict(list)
    for highlight, ideas in sorted(shared.ideas_of.items()):
        for idea in ideas:
            carriers[idea].append(highlight)
    for each in shared.cases:
        yield Link(
            kind=LinkKind.BROADER,
            left=each.narrow,
            right=each.broad,
            score=each.score,
            via_ideas=(),
            via_people=(),
            evidence=tuple(carriers[each.narrow][:_EVIDENCE]),
            reason=each.reason,
        )


def _is_part(left: str, right: str, broader: Mapping[str, AbstractSet[str]]) -> bool:
    """Whether one is made of words of the other (they stand in the same words, which is no news), or a case of it."""
    a, b = set(left.split()), set(right.split())
    return a <= b or b <= a or _is_above(left, right, broader)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
