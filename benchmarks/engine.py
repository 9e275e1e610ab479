"""The graph once it is there: written, asked from the shell, held in memory; beside rdflib, which does the same."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.base import Figure, Session, graphbuild, python, timed

_QUERY = """PREFIX gb: <https://w3id.org/graphbuild/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?idea (COUNT(?h) AS ?n) WHERE { ?h gb:expresses ?i . ?i skos:prefLabel ?idea } GROUP BY ?idea ORDER BY DESC(?n) ?idea LIMIT 5"""


def figures(session: Session) -> Iterator[Figure]:
    """Three figures; rdflib takes a minute each time at 10,000 highlights, so it is run less often."""
    count = 500 if session.quick else 10_000
    folder = session.graph(count)
    few = max(1, session.runs // 2)
    baseline = [session.run(python("-m", "benchmarks.rdflib_ask", folder / "graph.ttl", _QUERY)) for _ in range(few)]
    command = graphbuild("query", _QUERY, "-g", folder)
    session.run(command)  # the first keeps the graph ready
    ours = [session.run(command).wall for _ in range(session.runs)]
    yield Figure(
        f"`graphbuild query`, {count:,} highlights", "a script with rdflib", ours, [each.wall for each in baseline], "s", 20, faster=True
    )
    parsed = [session.run(python("-m", "benchmarks.rdflib_ask", folder / "graph.ttl", "")).peak for _ in range(few)]
    built = [
        session.run(python("-m", "benchmarks.without_model", session.vault(count), session.folder / "memory")).peak for _ in range(few)
    ]
    yield Figure(
        f"largest process of a build, {count:,} highlights",
        "the same graph in rdflib, nothing else",
        built,
        parsed,
        "MB",
        0.6,
        remark="Tagging runs in processes of its own, of some 300 MB each, whatever the size of the vault; they end before the graph is made.",
    )
    yield _written(session, count)  # the last: what this process holds would count as the memory of those that it starts


def _written(session: Session, count: int) -> Figure:
    """In one process, processor time: the same triples to sorted Turtle, and by rdflib's writer."""
    import rdflib

    from graphbuild.graph.store import GraphStore
    from graphbuild.graph.turtle import turtle

    file = session.graph(count) / "graph.ttl"
    triples = list(GraphStore.load(file).triples())
    ours = [timed(lambda: turtle(triples, {})) for _ in range(session.runs)]
    graph = rdflib.Graph()
    graph.parse(file, format="turtle")
    baseline = [timed(lambda: graph.serialize(format="turtle")) for _ in range(max(1, session.runs // 2))]
    return Figure(f"Turtle written, sorted, {count:,} highlights", "rdflib's `turtle`", ours, baseline, "s", 10, faster=True)
