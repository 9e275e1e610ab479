"""Is a graph sound: its shapes, its terms, its quotes, and the accounting of its report."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from graphbuild.graph.store import GraphStore
from graphbuild.graph.vocabulary import GB
from graphbuild.resources import ontology_file

if TYPE_CHECKING:
    import rdflib

_REBUILD = "Build the graph again; if it stays, report it."

# In which text the offsets of a mention count, by how it names that text.
_TEXTS = (
    "?m gb:inTurn/schema:text ?text",
    "?m gb:inNote/schema:text ?text",
    "?m gb:inHighlight ?h ; gb:inField ?p . ?h ?p ?text",
    "?m gb:inEpisode ?e ; gb:inField schema:name . ?e schema:name ?text",
    "?m gb:inEpisode ?e ; gb:inField schema:partOfSeries . ?e schema:partOfSeries/schema:name ?text",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something wrong: `severity` is `error` or `warning`; what, where, and what to do."""

    severity: str
    what: str
    where: str
    mend: str


def check_graph(store: GraphStore, report: Mapping[str, Any] | None = None) -> tuple[Finding, ...]:
    """All findings on a graph and, where it is given, the report that was written with it; none where all is well."""
    found = [*_shapes(store), *_terms(store), *_blank_nodes(store), *_quotes(store)]
    if report is not None:
        found += _accounts(store, report)
    return tuple(sorted(found, key=lambda each: (each.severity, each.where, each.what)))


def _shapes(store: GraphStore) -> Iterator[Finding]:
    """What SHACL says. A plain rdflib graph in memory is validated 10 times faster than one over the store."""
    import rdflib
    from pyshacl import validate
    from rdflib.namespace import SH

    data = rdflib.Graph().parse(data=ox.serialize(store.triples(), format=ox.RdfFormat.N_TRIPLES) or b"", format="nt")
    shapes = rdflib.Graph().parse(ontology_file("shapes.ttl"))
    logging.getLogger("pyshacl").setLevel(logging.ERROR)
    conforms, results, _ = validate(data, shacl_graph=shapes, inference="none")
    if conforms:
        return
    for result in results.subjects(SH.resultSeverity, SH.Violation):
        node = results.value(result, SH.focusNode)
        yield Finding(severity="error", what=_message(results, result), where=str(node), mend=_REBUILD)


def _message(results: rdflib.Graph, result: rdflib.term.Node) -> str:
    from rdflib.namespace import SH

    return str(results.value(result, SH.resultMessage) or "a shape is broken")


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
    """Every quote must be what stands at its offsets."""
    placed: set[object] = set()
    for pattern in _TEXTS:
        for mention, text, quote, start, end in store.select(
            f"SELECT ?m ?text ?q ?s ?end {{ {pattern} . ?m gb:quote ?q ; gb:start ?s ; gb:end ?end }}"
        ):
            placed.add(mention)
            if not isinstance(start, int) or not isinstance(end, int) or str(text)[start:end] != quote:
                yield Finding(severity="error", what=f"does not stand where it should: “{quote}”.", where=str(mention), mend=_REBUILD)
    for (mention,) in store.select("SELECT ?m { ?m a gb:Mention }"):
        if mention not in placed:
            yield Finding(severity="error", what="names no text that its offsets count in.", where=str(mention), mend=_REBUILD)


def _accounts(store: GraphStore, report: Mapping[str, Any]) -> Iterator[Finding]:
    """Each line of each file in one bucket, and the totals their sums."""
    try:
        sources, totals = report["sources"], report["totals"]
        for source in sources:
            counted = sum(source["lines"].values())
            if counted != source["non_blank"]:
                what = f"{counted} lines in buckets, but {source['non_blank']} lines in the file."
                yield Finding(severity="error", what=what, where=source["path"], mend=_REBUILD)
            if unread := source["lines"].get("unread", 0):
                what = f"{unread} lines that nobody understood."
                yield Finding(severity="warning", what=what, where=source["path"], mend="See its diagnostics in report.json.")
        sums = {
            "sources": len(sources),
            "skipped": len(report["skipped"]),
            "non_blank": sum(source["non_blank"] for source in sources),
            "highlights": len(store.select("SELECT ?h { ?h a gb:Highlight }")),
            "episodes": len(store.select("SELECT ?e { ?e a schema:PodcastEpisode }")),
        }
        for name, number in sums.items():
            if totals[name] != number:
                yield Finding(
                    severity="error", what=f"{name}: {totals[name]} in the totals, {number} found.", where="report.json", mend=_REBUILD
                )
    except (KeyError, TypeError, AttributeError) as error:
        yield Finding(severity="error", what=f"not a report of graphbuild ({error!r}).", where="report.json", mend=_REBUILD)
