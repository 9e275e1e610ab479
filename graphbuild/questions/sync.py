"""What a sync, or one export file, is worth: what is new against an older graph, and what would vanish without a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from graphbuild.cache import cache_folder
from graphbuild.graph import vocabulary as v
from graphbuild.graph.kept import open_kept
from graphbuild.graph.store import GraphStore, Table, Value
from graphbuild.questions.base import EVIDENCE, PythonQuestion
from graphbuild.questions.names import Argument
from graphbuild.questions.reading import expressed, labels, places, related
from graphbuild.questions.said import carriers, titles

_SINCE = ("change", "what", "label", *EVIDENCE)
_ONLY = ("what", "label", *EVIDENCE)
_GRAPH = "graph.ttl"  # within the folder of a build

Row = tuple[Value, ...]


def since(store: GraphStore, values: Sequence[str]) -> Table:
    """The rows of the question: what is new, with where it stands now; then what is gone, with where it stood. Raises `GraphError`."""
    path = Path(values[0])
    before = open_kept(path / _GRAPH if path.is_dir() else path, _cache())
    rows = [*_only_here("new", store, before), *_only_here("gone", before, store)]
    return Table(_SINCE, tuple(rows), "" if rows else "Both graphs hold the same highlights, ideas, people, works and links.")


def _cache() -> Path | None:
    try:
        return cache_folder()
    except RuntimeError:  # there is no home
        return None


def _only_here(change: str, here: GraphStore, there: GraphStore) -> Iterator[Row]:
    where, held, name, label = places(here), expressed(here), titles(here), labels(here)
    for each in sorted(set(where) - set(there.subjects(v.TYPE, v.HIGHLIGHT))):
        yield change, "highlight", name.get(each), each, *where[each]
    known = set(there.subjects(v.TYPE, v.IDEA))
    for idea, carrying in sorted(carriers(held).items()):
        if idea not in known:
            yield change, "idea", label[idea], carrying[0], *where[carrying[0]]
    for what, kind in (("person", v.PERSON), ("work", v.NAMED_WORK)):
        met = set(here.subjects(v.TYPE, kind)) - set(there.subjects(v.TYPE, kind))
        first: dict[str, str] = {}
        for highlight, node in sorted(here.pairs(v.MENTIONS)):
            if node in met and highlight in where:
                first.setdefault(node, highlight)
        for node, highlight in sorted(first.items()):
            yield change, what, name[node], highlight, *where[highlight]
    for left, right in sorted(set(related(here)) - set(related(there))):
        yield change, "link", f"{name.get(left, left)} — {name.get(right, right)}", left, *where[left]


def only_in(store: GraphStore, values: Sequence[str]) -> Table:
    """The rows of the question: highlights, then the ideas, people and works that no other file names, then the links that end in them."""
    path_of = dict(store.pairs(v.PATH))
    files: dict[str, set[str]] = defaultdict(set)
    for thing, source in store.pairs(v.DERIVED_FROM):
        files[thing].add(path_of.get(source, ""))
    where, name, label = places(store), titles(store), labels(store)
    lost = {each for each in where if files[each] == {values[0]}}
    rows: list[Row] = [("highlight", name.get(each), each, *where[each]) for each in sorted(lost)]
    kinds = {each: what for what, kind in (("person", v.PERSON), ("work", v.NAMED_WORK)) for each in store.subjects(v.TYPE, kind)}
    holders: dict[str, set[str]] = defaultdict(set)
    for term in (v.EXPRESSES, v.MENTIONS, v.GUEST, v.HOST):
        for thing, node in store.pairs(term):
            if thing in files:
                holders[node].add(thing)
    alone = {node: min(held & lost) for node, held in sorted(holders.items()) if held & lost and all(files[e] == {values[0]} for e in held)}
    rows += [(kinds.get(node, "idea"), label.get(node) or name.get(node), each, *where[each]) for node, each in alone.items()]
    for left, right in related(store):
        if left in lost or right in lost:
            end = left if left in lost else right
            rows.append(("link", f"{name.get(left, left)} — {name.get(right, right)}", end, *where[end]))
    return Table(_ONLY, tuple(rows), "" if rows else "Nothing: other files hold all that is in it.")


QUESTION = PythonQuestion(
    name="since",
    title="Since the last sync: highlights, ideas, people, works and links that are new or gone against an older graph",
    arguments=(Argument(name="older", kind="graph"),),
    columns=_SINCE,
    find=since,
)
ONLY_IN = PythonQuestion(
    name="only-in",
    title="What would vanish without one export file: its highlights, and the ideas, people, works and links that only they hold",
    arguments=(Argument(name="file", kind="source"),),
    columns=_ONLY,
    find=only_in,
)
