"""No query reaches out: whatever the engine would take for SERVICE or LOAD is refused, and nothing else is."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graphbuild.errors import QueryError
from graphbuild.graph.offline import asks_another_machine, loads
from graphbuild.graph.store import GraphStore

REACHING = [
    "SELECT * { SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }",
    "select*{service?x{?a ?b ?c}}",
    "SELECT * { # a comment ends here too\r SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }",
    "SELECT * { ?s ?p true.SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }",
    "SELECT * { ?s ?p trueSERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }",
    "SELECT * { SERVICESILENT<http://127.0.0.1:1/> { ?a ?b ?c } }",
    "PREFIX : <http://127.0.0.1:1/> SELECT * { ?s ?p trueSERVICE:x { ?a ?b ?c } }",
    "PREFIX : <http://127.0.0.1:1/> SELECT * { SERVICE:x # here\n { ?a ?b ?c } }",
    "PREFIX e: <urn:e:> SELECT * { ?s ?p e:a\\' . SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } } #'",
    "PREFIX e: <urn:e:> SELECT * { ?s ?p e:a\\# . SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }",
    "SELECT * { ?s ?p 'it''s'. SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }",
    "SELECT * { FILTER(1<2)SERVICE<http://127.0.0.1:1/>{ ?a ?b ?c } }",
]
FINE = [
    'PREFIX service: <urn:x> SELECT ("SERVICE <x>" AS ?service) { } # SERVICE <http://x>',
    "PREFIX service: <urn:x:> SELECT ?service { ?service service:of ?o . ?o service:SERVICE 'SERVICE'@en }",
    "SELECT ?s { ?s <urn:SERVICE> '''a 'SERVICE' <x> {}''' , \"\"\"SERVICE\"\"\" }",
    "PREFIX e: <urn:e:> SELECT * { ?s ?p e:a.SERVICE }",
    "SELECT ?load { ?load ?unload 'LOAD <http://x>' }",
]


@pytest.mark.parametrize("query", REACHING)
def test_a_query_that_asks_another_machine_is_refused(query: str) -> None:
    assert asks_another_machine(query)
    with pytest.raises(QueryError, match="SERVICE asks another machine"):
        GraphStore().query(query)


@pytest.mark.parametrize("query", FINE)
def test_the_word_alone_is_no_reason(query: str) -> None:
    assert not asks_another_machine(query)
    assert not loads(query)
    GraphStore().query(query)


@pytest.mark.parametrize(
    "update",
    [
        "LOAD <http://127.0.0.1:1/>",
        "load silent <http://127.0.0.1:1/> into graph <urn:g>",
        "PREFIX : <http://127.0.0.1:1/> LOAD:x",
        "INSERT DATA { <urn:a> <urn:b> 'LOAD' };LOAD<http://127.0.0.1:1/>",
    ],
)
def test_an_update_that_fetches_is_known(update: str) -> None:
    assert loads(update)
    with pytest.raises(OSError, match="port 1"):  # the engine itself would go
        ox.Store().update(update.replace("silent", ""))


def test_an_update_that_fetches_nothing_is_fine() -> None:
    assert not loads("PREFIX e: <urn:load:> DELETE { ?load e:load ?o } INSERT { ?s e:x 'LOAD' } WHERE { ?s e:load ?o }")
