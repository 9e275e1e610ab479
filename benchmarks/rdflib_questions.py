"""`python -m benchmarks.rdflib_questions FILE CALLS SECONDS`: the named questions over an rdflib graph in memory, one JSON line each.

The `.rq` files are the same text, and the Python ones the same code: what they read comes from rdflib. `CALLS` is a file of JSON lists, a name
and its values in each. A question that takes more than so many seconds of processor time is given up; its line says so.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import rdflib
from rdflib.plugins.sparql import prepareQuery

from graphbuild.graph.store import GraphStore, Table, Value
from graphbuild.graph.vocabulary import PREFIXES
from graphbuild.questions import question


class _GivenUp(BaseException):
    """The time is over. No `Exception`: nothing on the way may take it for an error of its own."""


class RdflibStore(GraphStore):
    """What questions ask of a graph, answered by rdflib."""

    def __init__(self, graph: rdflib.Graph) -> None:
        """Stand for that graph."""
        super().__init__()
        self._graph = graph

    def values(self, subject: str, predicate: str) -> list[str]:
        """What a thing has for a property."""
        return sorted(str(each) for each in self._graph.objects(rdflib.URIRef(subject), rdflib.URIRef(predicate)))

    def subjects(self, predicate: str, value: str) -> list[str]:
        """What has that property lead to that IRI."""
        return sorted(str(each) for each in self._graph.subjects(rdflib.URIRef(predicate), rdflib.URIRef(value)))

    def pairs(self, term: str) -> Iterator[tuple[str, str]]:
        """The subjects of a property and its values."""
        return ((str(subject), str(value)) for subject, value in self._graph.subject_objects(rdflib.URIRef(term)))

    def select(self, sparql: str) -> Table:
        """The rows of a SELECT."""
        answer = self._graph.query(prepareQuery(sparql, initNs=PREFIXES))
        return Table(tuple(map(str, answer.vars or ())), tuple(tuple(map(_plain, row)) for row in answer))  # type: ignore[arg-type]


def _plain(term: Any) -> Value:
    value = term.toPython() if isinstance(term, rdflib.Literal) else term
    return value if value is None or (isinstance(value, int | float) and not isinstance(value, str)) else str(term)


def main(file: str, calls: str, seconds: str) -> None:
    """Parse, then ask one after the other."""
    graph = rdflib.Graph()
    graph.parse(file, format="turtle")
    store = RdflibStore(graph)

    def give_up(*_: object) -> None:
        raise _GivenUp

    signal.signal(signal.SIGPROF, give_up)
    for name, *values in map(json.loads, Path(calls).read_text(encoding="utf-8").splitlines()):
        signal.setitimer(signal.ITIMER_PROF, float(seconds))
        begun, rows = time.process_time(), None
        try:
            rows = len(question(name).answer(store, *values))
        except _GivenUp:
            pass
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        print(json.dumps({"call": [name, *values], "seconds": time.process_time() - begun, "rows": rows}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
