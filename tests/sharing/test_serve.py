"""The server as a client meets it: a real one, in a process of its own, on the loopback address."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from graphbuild.pipeline import Build
from graphbuild.sharing.engine import Engine, Limits
from graphbuild.sharing.protocol import Operation

COUNT = "SELECT (COUNT(*) AS ?n) { ?s a gb:Highlight }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?c != ?f && ?f != ?i) }"
LARGE = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
GREEDY = "SELECT (GROUP_CONCAT(?t) AS ?x) { { SELECT (CONCAT(STR(?c), STR(?f)) AS ?t) { ?a ?b ?c . ?d ?e ?f } } }"
FORM = "application/x-www-form-urlencoded"


class Served:
    """A server and how to ask it."""

    def __init__(self, *arguments: object) -> None:
        command = [sys.executable, "-m", "graphbuild", "serve", "--port", "0", *map(str, arguments)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        first = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", first)
        assert found, (first, self.process.communicate(timeout=10))
        self.port = int(found[1])

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        read = answer.read()
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, read

    def query(self, text: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        return self.ask("GET", f"/sparql?query={quote(text)}", **headers)

    def end(self, by: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        self.process.send_signal(by)
        _, said = self.process.communicate(timeout=30)
        return self.process.returncode, said


@pytest.fixture(scope="module")
def served(output: Path) -> Iterator[Served]:
    made = Served("-g", output, "--timeout", 3, "--max-result", 2)
    yield made
    assert made.end() == (0, "")


def test_the_page_and_the_graph_are_those_of_the_folder(served: Served, output: Path) -> None:
    status, headers, page = served.ask("GET", "/")
    assert (status, page) == (200, (output / "graph.html").read_bytes())
    assert headers["content-type"].startswith("text/html")
    assert headers["x-content-type-options"] == "nosniff"
    assert not any(name.startswith("access-control") for name in headers)
    status, headers, graph = served.ask("GET", "/graph.ttl")
    assert (status, graph) == (200, (output / "graph.ttl").read_bytes())
    assert served.ask("GET", "/report.json")[0] == 404
    assert served.ask("GET", "/../graph.ttl")[0] == 404


def test_a_query_in_each_of_the_three_ways(served: Served, example: Build) -> None:
    number = example.report["totals"]["highlights"]
    ways = [
        served.query(COUNT),
        served.ask("POST", "/sparql", urlencode({"query": COUNT}).encode(), content_type=FORM),
        served.ask("POST", "/sparql", COUNT.encode(), content_type="application/sparql-query"),
    ]
    for status, headers, body in ways:
        assert (status, headers["content-type"]) == (200, "application/sparql-results+json")
        assert json.loads(body)["results"]["bindings"][0]["n"]["value"] == str(number)


@pytest.mark.parametrize(
    ("accept", "begins"),
    [
        ("application/sparql-results+json", b'{"head"'),
        ("application/sparql-results+xml", b"<?xml"),
        ("text/csv", b"n\r\n"),
        ("text/tab-separated-values", b"?n\n"),
    ],
)
def test_a_table_in_each_form(served: Served, accept: str, begins: bytes) -> None:
    status, headers, body = served.query(COUNT, accept=accept)
    assert (status, headers["content-type"].split(";")[0]) == (200, accept)
    assert body.startswith(begins)
    assert "accept" in headers["vary"].lower()


@pytest.mark.parametrize("accept", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"])
def test_a_graph_in_each_form(served: Served, accept: str) -> None:
    status, headers, body = served.query("CONSTRUCT WHERE { ?s a gb:Idea ; skos:prefLabel ?l }", accept=accept)
    assert (status, headers["content-type"].split(";")[0]) == (200, accept)
    form = ox.RdfFormat.from_media_type(accept)
    assert len(list(ox.parse(body, format=form, base_iri="http://x/"))) > 20


def test_other_peoples_clients_are_answered(served: Served, example: Build) -> None:
    graph = rdflib.Graph(SPARQLStore(f"http://127.0.0.1:{served.port}/sparql"))
    rows = list(graph.query("SELECT ?idea { ?i a gb:Idea ; skos:prefLabel ?idea }"))
    assert len(rows) == example.report["totals"]["ideas"]


def test_what_it_can_do_is_said_in_rdf(served: Served) -> None:
    status, headers, body = served.ask("GET", "/sparql")
    assert status == 200
    said = {str(quad.object) for quad in ox.parse(body, format=ox.RdfFormat.TURTLE, base_iri="http://x/sparql")}
    assert "<http://www.w3.org/ns/sparql-service-description#SPARQL11Query>" in said
    assert "<http://www.w3.org/ns/sparql-service-description#SPARQL11Update>" not in said
    assert headers["content-type"].startswith("text/turtle")


def test_what_cannot_be_answered_says_why_with_its_status(served: Served) -> None:
    assert served.query("SELEKT")[0] == 400
    assert b"SERVICE" in served.query("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")[2]
    assert served.query(COUNT, accept="image/png")[0] == 406
    assert served.ask("DELETE", "/sparql")[0] == 405
    assert served.ask("POST", "/sparql", b"x", content_type="text/plain")[0] == 415
    assert served.ask("POST", "/sparql", b"x" * 2_000_000, content_type="application/sparql-query")[0] == 413
    assert served.ask("POST", "/sparql", b"CLEAR ALL", content_type="application/sparql-update")[0] == 403


def test_a_query_without_end_is_stopped_and_others_are_answered_meanwhile(served: Served) -> None:
    began = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)
    connection.request("GET", f"/sparql?query={quote(ENDLESS)}")
    assert served.query(COUNT)[0] == 200
    answer = connection.getresponse()
    assert answer.status == 503
    assert b"longer than 3 seconds" in answer.read()
    connection.close()
    assert time.monotonic() - began < 40
    assert served.query(COUNT)[0] == 200


def test_an_answer_without_end_is_stopped(served: Served) -> None:
    status, _, body = served.query(LARGE)
    assert (status, b"larger than" in body) == (500, True)


def test_foreign_names_and_foreign_pages_are_turned_away(served: Served) -> None:
    assert served.query(COUNT, host="evil.example")[0] == 421
    status, headers, _ = served.query(COUNT, origin="https://evil.example")
    assert status == 403
    assert "access-control-allow-origin" not in headers
    assert served.ask("OPTIONS", "/sparql", origin="https://evil.example", access_control_request_method="POST")[0] == 403
    assert served.ask("GET", "/", host="evil.example")[0] == 421


def test_updates_where_they_are_asked_for_live_in_memory_only(output: Path) -> None:
    before = (output / "graph.ttl").read_bytes()
    served = Served("-g", output, "--allow-update", "--timeout", 2, "--allow-origin", "https://friend.example")
    try:
        update = "INSERT DATA { <urn:x> a gb:Highlight }"
        number = int(json.loads(served.query(COUNT)[2])["results"]["bindings"][0]["n"]["value"])
        assert served.ask("POST", "/sparql", update.encode(), content_type="application/sparql-update")[0] == 204
        assert served.ask("POST", "/sparql", b"LOAD <file:///etc/hostname>", content_type="application/sparql-update")[0] == 400
        assert served.query(ENDLESS)[0] == 503  # the process that knew of the update is gone
        again = json.loads(served.query(COUNT)[2])["results"]["bindings"][0]["n"]["value"]
        assert int(again) == number + 1
        _, headers, _ = served.query(COUNT, origin="https://friend.example")
        assert headers["access-control-allow-origin"] == "https://friend.example"
    finally:
        assert served.end(signal.SIGTERM)[0] == 0
    assert (output / "graph.ttl").read_bytes() == before


def test_a_graph_that_is_built_anew_is_served_anew(tmp_path: Path) -> None:
    graph = tmp_path / "graph.ttl"
    ask = Operation(text="SELECT ?o { ?s ?p ?o }", is_update=False, table="text/csv", graph=None)
    graph.write_text("<urn:a> <urn:b> 1 .", encoding="utf-8")
    with Engine(graph, Limits(seconds=20), processes=1) as engine:
        assert engine.answer(ask).body == b"o\r\n1\r\n"
        fresh = tmp_path / "fresh.ttl"
        fresh.write_text("<urn:a> <urn:b> 22 .", encoding="utf-8")
        fresh.replace(graph)
        assert engine.answer(ask).body == b"o\r\n22\r\n"
        graph.unlink()
        assert engine.answer(ask).status == 500
        graph.write_text("<urn:a> <urn:b> 3 .", encoding="utf-8")
        assert engine.answer(ask).body == b"o\r\n3\r\n"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="no system but Linux limits the memory of a process")
def test_a_query_that_takes_all_memory_ends_alone(output: Path) -> None:
    with Engine(output / "graph.ttl", Limits(seconds=60, memory=60_000_000), processes=1) as engine:
        greedy = engine.answer(Operation(text=GREEDY, is_update=False, table="text/csv", graph=None))
        assert greedy.status in (500, 503), greedy.body[:300]
        fine = engine.answer(Operation(text=COUNT, is_update=False, table="text/csv", graph=None))
        assert fine.status == 200


def test_a_port_that_is_taken_a_missing_graph_and_a_missing_package_are_one_line(served: Served, output: Path, tmp_path: Path) -> None:
    def failing(*arguments: object, **environment: str) -> str:
        command = [sys.executable, "-m", "graphbuild", "serve", *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env=os.environ | environment)
        assert (done.returncode, done.stderr.count("\n"), done.stdout) == (1, 1, ""), done.stderr
        return done.stderr

    assert "--port" in failing("-g", output, "--port", served.port)
    assert "there is no such graph" in failing("-g", tmp_path / "nowhere")
    hidden = tmp_path / "sitecustomize.py"
    hidden.write_text(
        "import importlib.util as u\nfind = u.find_spec\nu.find_spec = lambda name, *a: None if name == 'uvicorn' else find(name, *a)\n",
        encoding="utf-8",
    )
    path = os.pathsep.join(filter(None, [str(tmp_path), os.environ.get("PYTHONPATH", "")]))
    assert "pip install 'graphbuild[serve]'" in failing("-g", output, PYTHONPATH=path)
