"""How two things hang together: the shortest way from one to the other over highlights that share an idea, a person or a link."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from graphbuild.graph import vocabulary as v
from graphbuild.graph.store import GraphStore, Table, Value
from graphbuild.questions.base import EVIDENCE, PythonQuestion
from graphbuild.questions.names import Argument
from graphbuild.questions.reading import labels, places
from graphbuild.questions.said import titles

_HUB = 60  # highlights; what more of them share leads from everywhere to everywhere
_COLUMNS = ("step", "via", "title", *EVIDENCE)


def path(store: GraphStore, values: Sequence[str]) -> Table:
    """The rows of the question: a row a highlight on the way; `via` is what leads to it."""
    where, name = places(store), {**titles(store), **labels(store)}
    around: dict[str, list[str]] = {}
    for term in (v.EXPRESSES, v.MENTIONS, v.RELATED_HIGHLIGHT):
        for one, other in sorted(store.pairs(term)):
            if one in where:
                around.setdefault(one, []).append(other)
                around.setdefault(other, []).append(one)
    ends = [_nodes(store, value) for value in values]
    if ends[0] & ends[1]:
        return Table(_COLUMNS, (), "Both are one and the same.")
    came: dict[str, str] = dict.fromkeys(sorted(ends[0]), "")
    queue = deque(came)
    while queue:
        here = queue.popleft()
        if here in ends[1]:
            return Table(_COLUMNS, tuple(_steps(here, came, name, where)))
        if here in where or here in ends[0] or len(around.get(here, ())) <= _HUB:
            for each in around.get(here, ()):
                if each not in came:
                    came[each] = here
                    queue.append(each)
    return Table(_COLUMNS, (), f"Nothing leads from “{values[0]}” to “{values[1]}”.")


def _nodes(store: GraphStore, value: str) -> set[str]:
    """The ideas, people and works of a name; an IRI stands for itself."""
    terms = (v.PREF_LABEL, v.ALT_LABEL, v.NAME, v.ALTERNATE_NAME)
    return {value} | {node for term in terms for node, text in store.pairs(term) if text == value}


def _steps(
    last: str, came: dict[str, str], name: dict[str, str], where: dict[str, tuple[Value, Value, int | None, Value]]
) -> list[tuple[Value, ...]]:
    way = [last]
    while came[way[-1]]:
        way.append(came[way[-1]])
    way.reverse()
    steps: list[tuple[Value, ...]] = []
    for before, here in zip(["", *way], way, strict=False):
        if here in where:
            via = "a link" if before in where else name.get(before, before)
            steps.append((len(steps) + 1, via, name.get(here), here, *where[here]))
    return steps


QUESTION = PythonQuestion(
    name="path",
    title="How two ideas, people or works hang together: the shortest way over highlights, step by step",
    arguments=(Argument(name="first", kind="node"), Argument(name="second", kind="node")),
    columns=_COLUMNS,
    find=path,
)
