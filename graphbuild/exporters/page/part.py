"""The part of a graph that belongs to one thing: what its own view in the page needs, small enough to stand in a notebook."""

from __future__ import annotations

from collections import defaultdict

import pyoxigraph as ox

from graphbuild.exporters.page.reader import tail
from graphbuild.graph import vocabulary as v
from graphbuild.graph.store import GraphStore

# What a highlight is linked to by a rule; following these would bring half the graph.
_LINKED = frozenset({v.RELATED_HIGHLIGHT, v.RELATED_EPISODE, v.RELATED, v.DERIVED_FROM, v.GENERATED_BY})
_OWN = ("idea", "person", "work", "episode", "show", "highlight", "theme")
_THROUGH = (
    f"<{v.EXPRESSES}>|<{v.HAS_TAG}>|<{v.MENTIONS}>|<{v.PART_OF_EPISODE}>|<{v.PART_OF}>|<{v.HAS_NOTE}>/(<{v.EXPRESSES}>|<{v.MENTIONS}>)"
)
_OTHER_WAYS = (
    f"<{v.HAS_TURN}>/<{v.HAS_SPEAKER}>/<{v.IDENTIFIED_AS}>",
    f"<{v.PART_OF_EPISODE}>/(<{v.PART_OF_SERIES}>|<{v.HOST}>|<{v.GUEST}>)",
    f"<{v.EXPRESSES}>/^<{v.MEMBER}>",
)


def part_of(store: GraphStore, thing: str) -> GraphStore:
    """The highlights that a thing (an IRI) stands in, those that are linked to them, and all that these name, with the evidence."""
    direct = {str(h) for way in (_THROUGH, *_OTHER_WAYS) for (h,) in store.select(f"SELECT ?h {{ ?h a gb:Highlight ; {way} <{thing}> }}")}
    direct |= {thing} & {str(h) for (h,) in store.select("SELECT ?h { ?h a gb:Highlight }")}
    linked = {
        str(other)
        for a, other in store.select("SELECT ?a ?b { ?l gb:relation gb:relatedHighlight ; gb:between ?a, ?b FILTER(?a != ?b) }")
        if str(a) in direct
    }
    every: dict[str, list[ox.Triple]] = defaultdict(list)
    for triple in store.triples():
        every[_name(triple.subject)].append(triple)
    return GraphStore(_closed(every, direct | linked, thing))


def _closed(every: dict[str, list[ox.Triple]], highlights: set[str], thing: str) -> list[ox.Triple]:
    """The triples of the highlights, of what they lead to, and of the mentions and links whose every end is among them."""
    kept: dict[str, list[ox.Triple]] = {}
    waiting = [*sorted(highlights), thing]
    while waiting:
        subject = waiting.pop()
        if subject in kept or subject not in every:
            continue
        kept[subject] = [triple for triple in every[subject] if triple.predicate.value not in _LINKED]
        waiting += [_name(triple.object) for triple in kept[subject] if _leads(triple)]
    for subject, triples in every.items():
        ends = [_name(t.object) for t in triples if t.predicate.value in (v.BETWEEN, v.IN_HIGHLIGHT, v.REFERS_TO, v.MEMBER)]
        is_theme = any(t.predicate.value == v.MEMBER for t in triples)
        if ends and subject not in kept and (any if is_theme else all)(end in kept for end in ends):
            kept[subject] = triples
    return [triple for subject in sorted(kept) for triple in kept[subject]]


def _leads(triple: ox.Triple) -> bool:
    return isinstance(triple.object, ox.NamedNode) and triple.predicate.value not in (v.TYPE, v.MEMBER, v.EVIDENCE)


def _name(term: object) -> str:
    return str(getattr(term, "value", term))


def address_of(thing: str) -> str:
    """The address of a thing's view in the page: `#/idea/slow-reading` for `urn:graphbuild:idea:slow-reading`; empty where it has none."""
    kind, slug = tail(thing[: -len(tail(thing)) - 1]), tail(thing)
    kind = {"book": "episode", "article": "episode", "tweet": "episode", "supplemental": "episode"}.get(kind, kind)
    return f"#/{kind}/{slug}" if kind in _OWN else ""
