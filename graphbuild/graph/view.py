"""NetworkX views of the graph, derived from the triples: the RDF is the truth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphbuild.graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    import networkx as nx

    from graphbuild.graph.store import GraphStore

# class -> kind of node, and which property names it
_KINDS = {
    "schema:PodcastSeries": ("show", "schema:name"),
    "schema:PodcastEpisode": ("episode", "schema:name"),
    "schema:Book": ("book", "schema:name"),
    "schema:Article": ("article", "schema:name"),
    "schema:SocialMediaPosting": ("tweet", "schema:name"),
    "schema:CreativeWork": ("supplemental", "schema:name"),
    "gb:Highlight": ("highlight", "schema:name"),
    "gb:Note": ("note", "schema:text"),
    "schema:Person": ("person", "schema:name"),
    "gb:Idea": ("idea", "skos:prefLabel"),
    "gb:NamedWork": ("work", "schema:name"),  # last: a named book is a work, `book` is one with highlights
}
_EDGES = (
    "schema:partOfSeries", "schema:partOfEpisode", "schema:isPartOf", "gb:host", "gb:guest", "gb:note", "gb:tag", "gb:expresses", "schema:mentions",
)  # fmt: skip
_LITERALS = ("schema:url", "schema:startOffset", "schema:endOffset", "schema:abstract", "schema:text", "schema:datePublished")


def multigraph(store: GraphStore) -> nx.MultiDiGraph:
    """Shows, episodes, highlights, notes, people, ideas and named works as nodes, what joins them as edges.

    Nodes are IRIs with `kind`, `label` and the plain literals (`url`, `startOffset` in seconds, …); the key and `kind` of an
    edge are the local name of its property. A `gb:Link` is an edge with `score` ([0, 1]) and `reason`, from the lesser IRI.
    """
    import networkx as nx

    graph = nx.MultiDiGraph()
    for klass, (kind, naming) in _KINDS.items():
        for iri, label in store.select(
            f"SELECT ?s (MIN(?n) AS ?label) {{ ?s a {klass} OPTIONAL {{ ?s {naming} ?n }} }} GROUP BY ?s ORDER BY ?s"
        ):
            graph.add_node(iri, kind=kind, label=label if label is not None else "")
    for term in _LITERALS:
        for iri, value in store.select(f"SELECT ?s ?v {{ ?s {term} ?v }} ORDER BY ?s ?v"):
            if iri in graph:
                graph.nodes[iri][_local(term)] = value
    for term in _EDGES:
        for source, target in store.select(f"SELECT ?s ?o {{ ?s {term} ?o FILTER isIRI(?o) }} ORDER BY ?s ?o"):
            if source in graph and target in graph:
                graph.add_edge(source, target, key=_local(term), kind=_local(term))
    links = """SELECT ?a ?b ?relation ?score ?reason { ?l a gb:Link ; gb:between ?a, ?b ; gb:relation ?relation ; gb:score ?score
        OPTIONAL { ?l gb:reason ?reason } FILTER(STR(?a) < STR(?b)) } ORDER BY ?a ?b"""
    for source, target, relation, score, reason in store.select(links):
        kind = _local_of_iri(str(relation))
        graph.add_edge(source, target, key=kind, kind=kind, score=float(score or 0), reason=reason or "")
    return graph


def idea_network(store: GraphStore) -> nx.Graph:
    """Ideas only: `weight` is the number of highlights that two ideas share, `score` their link's where there is one ([0, 1])."""
    import networkx as nx

    graph = nx.Graph()
    for iri, label, highlights in store.select(
        "SELECT ?i ?label (COUNT(DISTINCT ?h) AS ?n) { ?i a gb:Idea ; skos:prefLabel ?label . ?h gb:expresses ?i . ?h a gb:Highlight }"
        " GROUP BY ?i ?label ORDER BY ?i"
    ):
        graph.add_node(iri, label=label, highlights=highlights)
    for a, b, weight in store.select(
        "SELECT ?a ?b (COUNT(DISTINCT ?h) AS ?n) { ?h a gb:Highlight ; gb:expresses ?a, ?b FILTER(STR(?a) < STR(?b)) }"
        " GROUP BY ?a ?b ORDER BY ?a ?b"
    ):
        graph.add_edge(a, b, weight=weight)
    for a, b, score in store.select(
        "SELECT ?a ?b ?score { ?l gb:relation skos:related ; gb:between ?a, ?b ; gb:score ?score FILTER(STR(?a) < STR(?b)) } ORDER BY ?a ?b"
    ):
        if graph.has_edge(a, b):
            graph[a][b]["score"] = float(score or 0)
    return graph


def _local(term: str) -> str:
    return term.partition(":")[2]


def _local_of_iri(iri: str) -> str:
    return next((iri[len(namespace) :] for namespace in PREFIXES.values() if iri.startswith(namespace)), iri)
