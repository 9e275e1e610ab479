"""Is a graph sound: its shapes, its terms, its quotes, and the accounting of its report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from graphbuild.checking.shapes import violations
from graphbuild.checking.skos import broken_conditions
from graphbuild.graph.store import GraphStore
from graphbuild.graph.vocabulary import GB, WORKS
from graphbuild.resources import ontology_file

_REBUILD = "Build the graph again; if it stays, report it."
_NAMED = 20  # nodes that break the same rule and are named one by one

# In which text the offsets of a mention count, by how it names that text.
_TEXTS = (
    "?m gb:inTurn/schema:text ?text",
    "?m gb:inNote/schema:text ?text",
    "?m gb:inHighlight ?h ; gb:inField ?p . ?h ?p ?text FILTER(?p != gb:tagLabel)",
    "?m gb:inHighlight/gb:tagLabel ?text ; gb:inField gb:tagLabel ; gb:quote ?text",
    "?m gb:inEpisode ?e ; gb:inField schema:name . ?e schema:name ?text",
    "?m gb:inEpisode ?e ; gb:inField schema:partOfSeries . ?e schema:partOfSeries/schema:name ?text",
)

# total of the report -> what it counts in the graph
_COUNTED = {
    "shows": "?s a schema:PodcastSeries",
    "episodes": "?s a schema:PodcastEpisode",
    "works": f"VALUES ?class {{ {' '.join(f'<{each}>' for each in WORKS)} }} ?s a ?class FILTER NOT EXISTS {{ ?s a gb:NamedWork }}",
    "highlights": "?s a gb:Highlight",
    "tagged": "?s a gb:Highlight ; gb:tagLabel ?tag",
    "noted": "?s a gb:Highlight ; gb:note ?note",
    "people": "?s a schema:Person",
    "ideas": "?s a gb:Idea",
    "themes": "?s a gb:Theme",
    "named_works": "?by schema:mentions ?s FILTER NOT EXISTS { ?s a schema:Person }",
}
_RELATIONS = {"highlights": "gb:relatedHighlight", "episodes": "gb:relatedEpisode", "ideas": "skos:related", "broader": "skos:broader"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something wrong: `severity` is `error` or `warning`; what, where, and what to do."""

    severity: str
    what: str
    where: str
    mend: str


def check_graph(store: GraphStore, report: Mapping[str, Any] | None = None) -> tuple[Finding, ...]:
    """All findings on a graph and, where it is given, the report that was written with it; none where all is well."""
    found = [*_shapes(store), *_skos(store), *_terms(store), *_blank_nodes(store), *_quotes(store)]
    if report is not None:
        found += _accounts(store, report)
    return tuple(sorted(found, key=lambda each: (each.severity, each.where, each.what)))


def _shapes(store: GraphStore) -> Iterator[Finding]:
    """Rules of `ontology/shapes.ttl` that are broken: of each rule the first `_NAMED` nodes, and how many more there are."""
    rules: defaultdict[tuple[bool, str], set[str]] = defaultdict(set)
    for each in violations(store, GraphStore.load(ontology_file("shapes.ttl"))):
        rules[each.is_warning, each.message].add(each.node)
    for (is_warning, message), nodes in sorted(rules.items()):
        severity = "warning" if is_warning else "error"
        for node in sorted(nodes)[:_NAMED]:
            yield Finding(severity=severity, what=message, where=node, mend=_REBUILD)
        if len(nodes) > _NAMED:
            what = f"{message} {len(nodes) - _NAMED} more break this rule."
            yield Finding(severity=severity, what=what, where="graph.ttl", mend=_REBUILD)


def _skos(store: GraphStore) -> Iterator[Finding]:
    """Integrity conditions of SKOS that are broken."""
    for number, message, node in broken_conditions(store):
        yield Finding(severity="error", what=f"{message} (SKOS {number})", where=node, mend=_REBUILD)


def _terms(store: GraphStore) -> Iterator[Finding]:
    """Terms of our namespace, in any place but a subject's, that the ontology does not declare."""
    ontology = GraphStore.load(ontology_file("graphbuild.ttl"))
    declared = {term for (term,) in ontology.select("SELECT DISTINCT ?t { ?t a ?c }")}
    used = store.select("SELECT DISTINCT ?t { { ?s ?t ?o } UNION { ?s ?p ?t FILTER isIRI(?t) } }")
    for (term,) in used:
        if str(term).startswith(GB) and term not in declared:
            yield Finding(severity="error", what="a term that the ontology does not declare.", where=str(term), mend=_REBUILD)


def _blank_nodes(store: GraphStore) -> Iterator[Finding]:
    for triple in store.triples():
        if isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode):
            yield Finding(severity="error", what="a blank node, which no other build can name.", where=str(triple), mend=_REBUILD)


def _quotes(store: GraphStore) -> Iterator[Finding]:
    """Every quote must be what stands at its offsets. Compared inside the store: no text is fetched once for each mention."""
    placed: set[object] = set()
    for pattern in _TEXTS:
        placed.update(mention for (mention,) in store.select(f"SELECT ?m {{ {pattern} }}"))
        for mention, quote in store.select(
            f"SELECT ?m ?q {{ {pattern} . ?m gb:quote ?q ; gb:start ?s ; gb:end ?end"
            " FILTER(!COALESCE(SUBSTR(?text, ?s + 1, ?end - ?s) = ?q, false)) }"
        ):
            yield Finding(severity="error", what=f"does not stand where it should: “{quote}”.", where=str(mention), mend=_REBUILD)
    for (mention,) in store.select("SELECT ?m { ?m a gb:Mention }"):
        if mention not in placed:
            yield Finding(severity="error", what="names no text that its offsets count in.", where=str(mention), mend=_REBUILD)


def _accounts(store: GraphStore, report: Mapping[str, Any]) -> Iterator[Finding]:
    """Each line of each file in one bucket; the totals what the sources add up to and the graph holds; the files those of the graph."""
    try:
        yield from _lines(report["sources"])
        for name, said, found in _totals(store, report):
            if said != found:
                yield Finding(severity="error", what=f"{name}: {said} in the totals, {found} found.", where="report.json", mend=_REBUILD)
        in_graph = set(store.select("SELECT ?path ?hash { ?s gb:path ?path ; gb:contentHash ?hash }"))
        in_report = {(source["path"], source["sha256"]) for source in report["sources"] if source["episodes"]}
        for path in sorted({str(path) for path, _ in in_graph ^ in_report}):
            what = "the graph and its report do not speak of the same bytes of this file."
            yield Finding(severity="error", what=what, where=path, mend=_REBUILD)
    except (KeyError, TypeError, AttributeError) as error:
        yield Finding(severity="error", what=f"not a report of graphbuild ({error!r}).", where="report.json", mend=_REBUILD)


def _lines(sources: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    for source in sources:
        counted = sum(source["lines"].values())
        if counted != source["non_blank"]:
            what = f"{counted} lines in buckets, but {source['non_blank']} lines in the file."
            yield Finding(severity="error", what=what, where=source["path"], mend=_REBUILD)
        if unread := source["lines"].get("unread", 0):
            what = f"{unread} lines that nobody understood."
            yield Finding(severity="warning", what=what, where=source["path"], mend="See its diagnostics in report.json.")


def _totals(store: GraphStore, report: Mapping[str, Any]) -> Iterator[tuple[str, object, int]]:
    """Of each total its name, what the report says, and what is there."""
    totals = report["totals"]
    yield "sources", totals["sources"], len(report["sources"])
    yield "skipped", totals["skipped"], len(report["skipped"])
    yield "non_blank", totals["non_blank"], sum(source["non_blank"] for source in report["sources"])
    yield "triples", totals["triples"], len(store)
    for name, pattern in _COUNTED.items():
        yield name, totals[name], _count(store, pattern)
    for name, relation in _RELATIONS.items():
        yield f"links between {name}", totals["links"][name], _count(store, f"?s a gb:Link ; gb:relation {relation}")


def _count(store: GraphStore, pattern: str) -> int:
    [(number,)] = store.select(f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ {pattern} }}")
    return int(number or 0)
