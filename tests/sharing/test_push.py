"""Pushing to a real Oxigraph server, and to servers that behave badly."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pyoxigraph as ox
import pytest

from graphbuild.errors import SharingError
from graphbuild.graph import vocabulary as v
from graphbuild.graph.shards import shards
from graphbuild.pipeline import Build
from graphbuild.sharing.push import MANIFEST, plan
from graphbuild.sharing.remote import GraphStoreClient

BINARY = Path(sys.executable).with_name("oxigraph")
TOKEN = {"GRAPHBUILD_PUSH_TOKEN": "secret-7"}
BASIC = {"GRAPHBUILD_PUSH_USER": "ada", "GRAPHBUILD_PUSH_PASSWORD": "pässword"}


def push(address: str, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "graphbuild", "push", address, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, env=os.environ | environment)


@pytest.fixture
def oxigraph() -> Iterator[str]:
    """The address of an Oxigraph server, empty, in memory."""
    if not BINARY.exists():
        pytest.skip("the package oxigraph is not installed")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen([BINARY, "serve", "--bind", f"127.0.0.1:{port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.kill()
        server.wait()


def held(server: str) -> dict[str, set[ox.Triple]]:
    """What the server holds, by named graph."""
    connection = http.client.HTTPConnection(server.removeprefix("http://"), timeout=60)
    query = quote("SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }")
    connection.request("GET", f"/query?query={query}", headers={"Accept": "application/sparql-results+json"})
    found = ox.parse_query_results(connection.getresponse().read(), format=ox.QueryResultsFormat.JSON)
    connection.close()
    assert isinstance(found, ox.QuerySolutions)
    graphs: dict[str, set[ox.Triple]] = {}
    for row in found:
        graphs.setdefault(row["g"].value, set()).add(ox.Triple(row["s"], row["p"], row["o"]))
    return graphs


@pytest.mark.slow
def test_a_store_is_filled_then_kept_up_to_date_with_what_changed_alone(
    oxigraph: str, example: Build, output: Path, tmp_path: Path
) -> None:
    graph = tmp_path / "graph.ttl"
    graph.write_bytes((output / "graph.ttl").read_bytes())
    store = f"{oxigraph}/store"
    dry = json.loads(push(store, "-g", graph, "--dry-run", "--json").stdout)
    assert len(dry["put"]) > 20
    assert held(oxigraph) == {}
    assert not (tmp_path / MANIFEST).exists()

    first = json.loads(push(store, "-g", graph, "--json").stdout)
    assert first == dry
    there = held(oxigraph)
    assert there == {each.iri: set(parsed(each.triples())) for each in shards(example.store.triples())}
    assert set().union(*there.values()) == set(example.store.triples())

    again = json.loads(push(store, "-g", graph, "--json").stdout)
    assert (again["put"], again["delete"], len(again["keep"])) == ([], [], len(dry["put"]))

    # A highlight gets a note, and a file goes with all that it said.
    gone = min(iri for iri in there if "graph:source-" in iri)
    highlight = min(t.subject.value for iri in there for t in there[iri] if iri != gone and t.object == ox.NamedNode(v.HIGHLIGHT))
    kept = [t for iri, triples in there.items() if iri != gone for t in triples]
    note = parsed(f"<{highlight}> <https://w3id.org/graphbuild/ns#note> <urn:n> . <urn:n> <https://schema.org/text> 'so' .".encode())
    graph.write_bytes(ox.serialize([*kept, *note], format=ox.RdfFormat.TURTLE) or b"")
    third = push(store, "-g", graph, "--json")
    done = json.loads(third.stdout)
    assert (len(done["put"]), done["delete"]) == (1, [gone]), third.stderr
    assert set().union(*held(oxigraph).values()) == {*kept, *note}

    assert len(json.loads(push(store, "-g", graph, "--all", "--json").stdout)["put"]) == len(dry["put"]) - 1
    assert "unchanged" in push(store, "-g", graph).stdout


def parsed(turtle: bytes) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)]


class Odd:
    """A server that answers as told, and what it was sent: method, graph, credentials, length."""

    def __init__(self, answer: Callable[[int], tuple[int, dict[str, str]]]) -> None:
        self.sent: list[tuple[str, str, str | None, int]] = []
        odd = self

        class Handler(BaseHTTPRequestHandler):
            def _any(self) -> None:
                length = int(self.headers.get("content-length") or 0)
                self.rfile.read(length)
                graph = parse_qs(urlsplit(self.path).query).get("graph", [""])[0]
                odd.sent.append((self.command, graph, self.headers.get("authorization"), length))
                status, headers = answer(len(odd.sent))
                self.send_response(status)
                for name, value in {"Content-Length": "0", **headers}.items():
                    self.send_header(name, value)
                self.end_headers()

            do_PUT = do_DELETE = _any  # noqa: N815 - the library's names

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        self.address = f"http://127.0.0.1:{self.port}/store"


@contextmanager
def answering(answer: Callable[[int], tuple[int, dict[str, str]]]) -> Iterator[Odd]:
    odd = Odd(answer)
    thread = threading.Thread(target=odd.server.serve_forever, daemon=True)
    thread.start()
    try:
        yield odd
    finally:
        odd.server.shutdown()
        odd.server.server_close()
        thread.join()


def client(address: str, environment: dict[str, str] | None = None, **options: bool) -> GraphStoreClient:
    return GraphStoreClient(address, environment or {}, wait=0.01, **options)


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_store_that_asks_for_patience_is_asked_again(status: int) -> None:
    with answering(lambda n: (status, {"Retry-After": "0"}) if n < 4 else (204, {})) as odd:
        client(odd.address).put("urn:g", b"<urn:a> <urn:b> <urn:c> .\n")
    assert [each[:2] for each in odd.sent] == [("PUT", "urn:g")] * 4


def test_patience_ends_and_the_answer_is_told() -> None:
    with answering(lambda _: (503, {})) as odd, pytest.raises(SharingError, match="answers 503"):
        client(odd.address).put("urn:g", b"")
    assert len(odd.sent) == 6


def test_what_no_patience_mends_is_told_at_once() -> None:
    for status, says in ((400, "answers 400"), (401, "does not let you in"), (404, "no Graph Store endpoint")):
        with answering(lambda _, status=status: (status, {})) as odd, pytest.raises(SharingError, match=says):
            client(odd.address).put("urn:g", b"")
        assert len(odd.sent) == 1


def test_a_graph_that_is_gone_already_is_deleted() -> None:
    with answering(lambda _: (404, {})) as odd:
        client(odd.address).delete("urn:g")
    assert odd.sent == [("DELETE", "urn:g", None, 0)]


@pytest.mark.parametrize(("environment", "header"), [(TOKEN, "Bearer secret-7"), (BASIC, "Basic YWRhOnDDpHNzd29yZA=="), ({}, None)])
def test_credentials_come_from_the_environment(environment: dict[str, str], header: str | None) -> None:
    with answering(lambda _: (204, {})) as odd:
        client(odd.address, environment).put("urn:g", b"")
    assert odd.sent[0][2] == header


def test_a_redirect_keeps_the_words_and_to_another_host_not_the_credentials() -> None:
    with answering(lambda _: (204, {})) as other:
        elsewhere = f"http://localhost:{other.port}/there?graph=urn%3Ag"
        with answering(lambda n: (308, {"Location": "/moved?graph=urn%3Ag"} if n == 1 else {"Location": elsewhere})) as odd:
            client(odd.address, TOKEN).put("urn:g", b"12345")
    assert odd.sent == [("PUT", "urn:g", "Bearer secret-7", 5)] * 2
    assert other.sent == [("PUT", "urn:g", None, 5)]


def test_redirects_without_end_are_told() -> None:
    with answering(lambda _: (307, {"Location": "/store"})) as odd, pytest.raises(SharingError, match="moved more than 3 times"):
        client(odd.address).put("urn:g", b"")


@pytest.mark.parametrize(
    "address", ["http://store.example/data", "http://127.0.0.1.example/", "http://10.0.0.7:7878/store", "http://[2001:db8::1]/"]
)
def test_credentials_never_go_in_the_clear_to_another_machine(address: str) -> None:
    with pytest.raises(SharingError, match="in the clear"):
        client(address, TOKEN)
    client(address)
    client(address, TOKEN, insecure=True)
    client(address.replace("http:", "https:"), TOKEN)


@pytest.mark.parametrize("address", ["http://localhost:1/s", "http://127.0.0.1/s", "http://127.1.2.3/s", "http://[::1]:7878/s"])
def test_within_this_machine_they_may(address: str) -> None:
    client(address, TOKEN)


@pytest.mark.parametrize(
    "address", ["store", "ftp://a/b", "http://", "http://a:b/", "file:///etc", "http://a/#x", "http://ada:secret@localhost/store"]
)
def test_an_address_that_is_none_is_refused_and_no_secret_of_it_is_shown(address: str) -> None:
    with pytest.raises(SharingError) as refused:
        client(address)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "environment",
    [TOKEN | BASIC, {"GRAPHBUILD_PUSH_USER": "ada"}, {"GRAPHBUILD_PUSH_TOKEN": "a\nX-Evil: 1"}, {"GRAPHBUILD_PUSH_PASSWORD": "x"}],
)
def test_credentials_that_make_no_sense_are_refused(environment: dict[str, str]) -> None:
    with pytest.raises(SharingError):
        client("http://localhost/", environment)


def test_a_push_that_is_cut_off_goes_on_where_it_ended(output: Path, tmp_path: Path) -> None:
    manifest = tmp_path / "pushed.json"
    with answering(lambda n: (204, {}) if n <= 5 else (400, {})) as odd:
        done = push(odd.address, "-g", output, "--manifest", manifest)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        remembered = json.loads(manifest.read_text(encoding="utf-8"))[odd.address]
    assert sorted(remembered) == sorted(each[1] for each in odd.sent[:5])
    steps = plan(shards_of(output), remembered)
    assert sum(step.action == "keep" for step in steps) == 5


def shards_of(output: Path) -> list[Any]:
    return shards(quad.triple for quad in ox.parse(path=str(output / "graph.ttl")))


def test_nobody_there_and_a_damaged_memory_are_one_line(output: Path, tmp_path: Path) -> None:
    manifest = tmp_path / "pushed.json"
    done = push("http://127.0.0.1:9/store", "-g", output, "--manifest", manifest, "--dry-run")
    assert (done.returncode, done.stderr) == (0, "")
    manifest.write_text("[", encoding="utf-8")
    done = push("http://127.0.0.1:9/store", "-g", output, "--manifest", manifest)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "Delete it" in done.stderr
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(SharingError, match="cannot be reached"):
        client(f"http://127.0.0.1:{port}/store").put("urn:g", b"")
