"""What joins two themes (ideas, people), and what would fall apart without it.

A bridge is a highlight that speaks of both sides; else a link between a highlight of one and a highlight of the other; else the
shortest chain of highlights that share ideas. Asked of nothing in particular, the question looks at all pairs of themes and
begins with those that a single highlight holds together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations

from graphbuild.graph.store import GraphStore, Table, Value
from graphbuild.questions.base import EVIDENCE, PythonQuestion
from graphbuild.questions.names import Argument
from graphbuild.questions.reading import (
    LinkRead,
    Place,
    ThemeRead,
    expressed,
    kept_on,
    labels,
    places,
    proofs,
    related,
    themes,
    told,
    told_on,
)

_FEW = 3  # highlights; what more of them hold together does not hang on any
_MOST = 100  # rows; links beyond them are the weaker ones
_HUB = 60  # highlights; an idea that more of them express leads from everywhere to everywhere

Row = tuple[Value, ...]


def bridges(store: GraphStore, values: Sequence[str]) -> Table:
    """The rows of the question: `values` are the names of both sides, of one, or none."""
    first, second = values
    ideas_of, where = expressed(store), places(store)
    if not second:
        telling = told(store, ideas_of)
        every = themes(store, telling)
        if not first:
            return _of_all(every, related(store), where)
        one = told_on(store, first, telling) or kept_on(store, first)
        others = [each for each in every if not one <= each.highlights]  # all but its own
        found = [(each.label, rows) for each in others if (rows := list(_meeting(first, each.label, one, each.highlights, where)))]
        found.sort(key=lambda each: (len(each[1]), each[0]))
        remark = "" if found else f"No highlight on “{first}” speaks of a theme as well."
        return Table(_COLUMNS, tuple(row for _, rows in found for row in rows)[:_MOST], remark)
    return _between(store, first, second, where, ideas_of)


def _between(store: GraphStore, first: str, second: str, where: Mapping[str, Place], ideas_of: Mapping[str, frozenset[str]]) -> Table:
    one, other = kept_on(store, first), kept_on(store, second)
    rows = list(_meeting(first, second, one, other, where))
    joined = related(store)
    sides = one - other, other - one
    rows += _linked((first, second), sides, proofs(store, [each for each in joined if _joins(each, *sides)]), where)
    if rows:
        return Table(_COLUMNS, tuple(rows[:_MOST]))
    telling = told(store, ideas_of)
    tells = {name: told_on(store, name, telling) for name in (first, second)}
    one, other = tells[first] or one, tells[second] or other
    nets = (_Net.of(each, joined) for each in (telling, ideas_of))  # what is named in passing only where nothing else leads there
    net, chain = next(((net, way) for net in nets if (way := net.way(one, other))), (None, []))
    if net is None:
        return Table(_COLUMNS, (), f"Nothing leads from “{first}” to “{second}”.")
    remark = f"No highlight speaks of both, and no link joins them; the shortest way leads over {len(chain)} highlights."
    passed = [name for name, telling_highlights in tells.items() if not telling_highlights]
    remark += f" None tells of “{'” or “'.join(passed)}”: that is named in passing." if passed else ""
    return Table(_COLUMNS, tuple(_steps((first, second), chain, (one, other), net, labels(store), where)), remark)


def _meeting(first: str, second: str, one: AbstractSet[str], other: AbstractSet[str], where: Mapping[str, Place]) -> Iterator[Row]:
    """The highlights that speak of both."""
    both = sorted(one & other, key=lambda each: _order(each, where))
    for highlight in both:
        said = "The only highlight that speaks of both." if len(both) == 1 else f"One of {len(both)} highlights that speak of both."
        yield first, second, "both", len(both) - 1, 1.0, said, highlight, *where[highlight]


def _joins(pair: tuple[str, str], one: AbstractSet[str], other: AbstractSet[str]) -> bool:
    return (pair[0] in one and pair[1] in other) or (pair[0] in other and pair[1] in one)


def _linked(
    names: tuple[str, str], sides: tuple[AbstractSet[str], AbstractSet[str]], joining: Sequence[LinkRead], where: Mapping[str, Place]
) -> Iterator[Row]:
    """The links from one side to the other, the strongest first, each as two rows: its end on the first side, then that on the second."""
    for each in joining:
        ends = (each.left, each.right) if each.left in sides[0] and each.right in sides[1] else (each.right, each.left)
        for end in ends:
            yield *names, "link", len(joining) - 1, each.score, each.reason, end, *where[end]


def _of_all(found: Sequence[ThemeRead], joined: Iterable[tuple[str, str]], where: Mapping[str, Place]) -> Table:
    """All pairs of themes that a few highlights hold together; what hangs on one comes first, the larger themes first."""
    meeting = {(a.iri, b.iri): a.highlights & b.highlights for a, b in combinations(found, 2) if a.highlights & b.highlights}
    ties: dict[str, int] = defaultdict(int)
    for pair in meeting:
        for iri in pair:
            ties[iri] += 1
    of: dict[str, set[str]] = defaultdict(set)
    for theme in found:
        for highlight in theme.highlights:
            of[highlight].add(theme.iri)
    across: dict[tuple[str, str], int] = defaultdict(int)
    for left, right in joined:
        for here in of[left] - of[right]:
            for there in of[right] - of[left]:
                across[min(here, there), max(here, there)] += 1
    rows: list[tuple[tuple[int, int, str, str], list[Row]]] = []
    for a, b in combinations(found, 2):
        both = meeting.get((a.iri, b.iri), frozenset())
        if not 0 < len(both) <= _FEW:
            continue
        remaining = across[min(a.iri, b.iri), max(a.iri, b.iri)]
        said = _without(a, b, len(both), remaining, ties)
        made: list[Row] = [
            (a.label, b.label, "both", len(both) - 1, 1.0, said, each, *where[each])
            for each in sorted(both, key=lambda each: _order(each, where))
        ]
        size = min(len(a.highlights), len(b.highlights))
        rows.append(((len(both), -size, a.label, b.label), made))
    answer = tuple(row for _, made in sorted(rows, key=lambda each: each[0]) for row in made)
    none = "There are no themes yet." if not found else "No theme hangs on a few highlights."
    return Table(_COLUMNS, answer[:_MOST], "" if answer else none)


def _without(a: ThemeRead, b: ThemeRead, both: int, remaining: int, ties: Mapping[str, int]) -> str:
    """What a bridge between two themes is worth, in words."""
    if both > 1:
        return f"One of {both} highlights that speak of both."
    alone = [each.label for each in (a, b) if ties[each.iri] == 1]
    left = f"{remaining} link{'' if remaining == 1 else 's'} would still join them" if remaining else "without it they never meet"
    lonely = f", and “{'” and “'.join(alone)}” would meet no other theme" if alone else ""
    return f"The only highlight that speaks of both: {left}{lonely}."


@dataclass(frozen=True, slots=True)
class _Net:
    """The highlights as a network: two meet that share an idea (which is no hub) or are linked."""

    ideas_of: Mapping[str, frozenset[str]]
    carriers: Mapping[str, Sequence[str]]
    linked: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, ideas_of: Mapping[str, frozenset[str]], joined: Iterable[tuple[str, str]]) -> _Net:
        carriers: dict[str, list[str]] = defaultdict(list)
        for highlight, ideas in ideas_of.items():
            for idea in ideas:
                carriers[idea].append(highlight)
        linked: dict[str, list[str]] = defaultdict(list)
        for left, right in joined:
            linked[left].append(right)
            linked[right].append(left)
        return cls(ideas_of, {idea: kept for idea, kept in carriers.items() if len(kept) <= _HUB}, linked)

    def way(self, one: AbstractSet[str], other: AbstractSet[str], without: str = "") -> list[str]:
        """The shortest way from one side to the other, highlight by highlight; empty: there is none."""
        came_from: dict[str, str] = {each: "" for each in sorted(one) if each != without}
        edge = list(came_from)
        crossed: set[str] = set()
        while edge:
            following: list[str] = []
            for highlight in edge:
                ideas = sorted(self.ideas_of.get(highlight, frozenset()) - crossed)
                crossed.update(ideas)
                for each in (*self.linked.get(highlight, ()), *(each for idea in ideas for each in self.carriers.get(idea, ()))):
                    if each not in came_from and each != without:
                        came_from[each] = highlight
                        following.append(each)
            if reached := sorted(set(following) & other):
                way = [reached[0]]
                while came_from[way[-1]]:
                    way.append(came_from[way[-1]])
                return way[::-1]
            edge = following
        return []


def _steps(
    names: tuple[str, str], chain: Sequence[str], sides: tuple[AbstractSet[str], AbstractSet[str]], net: _Net,
    label: Mapping[str, str], where: Mapping[str, Place],
) -> Iterator[Row]:  # fmt: skip
    for number, highlight in enumerate(chain, 1):
        following = chain[number] if number < len(chain) else ""
        shared = sorted(label[each] for each in net.ideas_of.get(highlight, frozenset()) & net.ideas_of.get(following, frozenset()))
        leads = f"leads on by “{'” and “'.join(shared[:3])}”" if shared else "is linked to the next"
        needed = "" if net.way(*sides, without=highlight) else "; without it no way is left"
        said = f"Step {number} of {len(chain)}: {leads if following else f'speaks of “{names[1]}”'}{needed}."
        yield *names, "chain", None, None, said, highlight, *where[highlight]


def _order(highlight: str, where: Mapping[str, Place]) -> tuple[str, str, int, str]:
    show, episode, start, _ = where[highlight]
    return str(show or ""), str(episode), start or 0, highlight


_COLUMNS = ("first", "second", "how", "others", "score", "reason", *EVIDENCE)

QUESTION = PythonQuestion(
    name="bridges",
    title="What joins two themes, ideas or people, and would they meet without it",
    arguments=(Argument(name="first", kind="between", required=False), Argument(name="second", kind="between", required=False)),
    columns=_COLUMNS,
    find=bridges,
)
