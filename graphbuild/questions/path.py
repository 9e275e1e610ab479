"""How two things hang together: the shortest way from one to the other over highlights that share an idea, a person or a link."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from graphbuild.graph import vocabulary as v
from graphbuild.graph.store import GraphStore, Table, Value
from graphbuild.questions.base import EVIDENCE, PythonQuestion
from graphbuild.questions.names import Argument, is_iri
from graphbuild.questions.reading import Place, expressed, places, told
from graphbuild.questions.sparql import literal

_HUB = 60  # highlights; what more of them share leads from everywhere to everywhere
_COLUMNS = ("step", "via", "title", *EVIDENCE)


def path(store: GraphStore, values: Sequence[str]) -> Table:
    """The rows of the question: a row a highlight on the way; `via` is what leads to it."""
    where, ideas_of = places(store), expressed(store)
    ends = [_nodes(store, value) for value in values]
    if ends[0] & ends[1]:
        return Table(_COLUMNS, (), "Both are one and the same.")
    shared = [pair for term in (v.MENTIONS, v.RELATED_HIGHLIGHT) for pair in store.pairs(term) if pair[0] in where]
    for some in (told(store, ideas_of), ideas_of):  # what is named in passing only where nothing else leads there
        way = _way(ends, [*shared, *((highlight, idea) for highlight, ideas in some.items() for idea in ideas)], where)
        if way:
            return Table(_COLUMNS, tuple(_steps(store, way, where)))
    return Table(_COLUMNS, (), f"Nothing leads from “{values[0]}” to “{values[1]}”.")


def _way(ends: Sequence[AbstractSet[str]], pairs: Iterable[tuple[str, str]], where: Mapping[str, Place]) -> list[str]:
    """The shortest way from one of the first nodes to one of the second, over these pairs of neighbours; empty: there is none."""
    around: dict[str, list[str]] = {}
    for one, other in pairs:
        around.setdefault(one, []).append(other)
        around.setdefault(other, []).append(one)
    came: dict[str, str] = dict.fromkeys(sorted(ends[0]), "")
    queue = deque(came)
    while queue:
        here = queue.popleft()
        if here in ends[1]:
            way = [here]
            while came[way[-1]]:
                way.append(came[way[-1]])
            return way[::-1]
        if here in where or here in ends[0] or len(around.get(here, ())) <= _HUB:
            for each in sorted(around.get(here, ())):
                if each not in came:
                    came[each] = here
                    queue.append(each)
    return []


def _nodes(store: GraphStore, value: str) -> set[str]:
    """The ideas, people and works of a name; an IRI stands for itself, a share link also for its highlight."""
    names = f"?n skos:prefLabel|skos:altLabel|schema:name|schema:alternateName {literal(value)}"
    found = store.select(f"SELECT ?n {{ ?n schema:url <{value}> }}" if is_iri(value) else f"SELECT ?n {{ {names} }}")
    return {value} | {str(node) for (node,) in found}


def _steps(store: GraphStore, way: Sequence[str], where: Mapping[str, Place]) -> list[tuple[Value, ...]]:
    steps: list[tuple[Value, ...]] = []
    for before, here in zip(["", *way], way, strict=False):
        if here in where:
            via = "a link" if before in where else before and (_called(store, before) or before)
            steps.append((len(steps) + 1, via or None, _called(store, here), here, *where[here]))
    return steps


def _called(store: GraphStore, node: str) -> str | None:
    return store.value(node, v.PREF_LABEL) or store.value(node, v.NAME)


QUESTION = PythonQuestion(
    name="path",
    title="How two ideas, people or works hang together: the shortest way over highlights, step by step",
    arguments=(Argument(name="first", kind="node"), Argument(name="second", kind="node")),
    columns=_COLUMNS,
    find=path,
)
