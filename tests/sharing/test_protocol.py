"""What a request asks, as SPARQL 1.1 Protocol has it, which form of answer it likes best, and who may ask at all."""

from __future__ import annotations

import pytest

from graphbuild.sharing.guard import reason_to_refuse
from graphbuild.sharing.protocol import GRAPHS, TABLES, ProtocolError, operation, preferred

FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("method", "query", "kind", "body"),
    [
        ("GET", "query=ASK%20%7B%7D", "", b""),
        ("GET", "query=ASK+%7B%7D&format=x", "", b""),
        ("POST", "", FORM, b"query=ASK+%7B%7D"),
        ("POST", "", f"{FORM}; charset=UTF-8", b"query=ASK+%7B%7D"),
        ("POST", "", "application/sparql-query", b"ASK {}"),
        ("POST", "", "Application/SPARQL-Query; charset=utf-8", b"ASK {}"),
    ],
)
def test_the_three_ways_to_ask(method: str, query: str, kind: str, body: bytes) -> None:
    asked = operation(method, query, kind, body, "")
    assert asked is not None
    assert (asked.text, asked.is_update) == ("ASK {}", False)


@pytest.mark.parametrize(("kind", "body"), [(FORM, b"update=CLEAR+ALL"), ("application/sparql-update", b"CLEAR ALL")])
def test_the_two_ways_to_update(kind: str, body: bytes) -> None:
    asked = operation("POST", "", kind, body, "")
    assert asked is not None
    assert (asked.text, asked.is_update) == ("CLEAR ALL", True)


@pytest.mark.parametrize(
    ("method", "query", "kind", "body", "status"),
    [
        ("GET", "update=CLEAR+ALL", "", b"", 400),
        ("GET", "query=a&query=b", "", b"", 400),
        ("POST", "query=a", "application/sparql-query", b"b", 400),
        ("POST", "", FORM, b"query=a&update=b", 400),
        ("POST", "", FORM, b"", 400),
        ("GET", "query=a&default-graph-uri=urn:g", "", b"", 400),
        ("POST", "using-graph-uri=urn:g", "application/sparql-update", b"CLEAR ALL", 400),
        ("GET", "query=%ff", "", b"", 400),
        ("POST", "", "application/sparql-query", b"\xff", 400),
        ("POST", "", "text/plain", b"ASK {}", 415),
        ("POST", "", "", b"ASK {}", 415),
        ("GET", "&".join(f"a{n}=1" for n in range(200)), "", b"", 400),
    ],
)
def test_what_the_protocol_does_not_allow_is_refused(method: str, query: str, kind: str, body: bytes, status: int) -> None:
    with pytest.raises(ProtocolError) as refused:
        operation(method, query, kind, body, "")
    assert refused.value.status == status


def test_a_get_without_parameters_asks_what_there_is() -> None:
    assert operation("GET", "", "", b"", "") is None


@pytest.mark.parametrize(
    ("accept", "table", "graph"),
    [
        ("", "application/sparql-results+json", "text/turtle"),
        ("*/*", "application/sparql-results+json", "text/turtle"),
        ("text/csv", "text/csv", None),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.9, */*;q=0.1", "application/sparql-results+xml", "text/turtle"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml", "text/turtle"),
        ("text/*", "text/xml", "text/turtle"),
        ("application/json", "application/json", None),
        ("application/n-triples", None, "application/n-triples"),
        ("image/png", None, None),
        ("*/*, application/sparql-results+json;q=0", "application/json", "text/turtle"),
        ("text/csv;q=x, text/tab-separated-values", "text/tab-separated-values", None),
        (" TEXT/CSV ; Q=1 ", "text/csv", None),
    ],
)
def test_the_form_that_is_liked_best(accept: str, table: str | None, graph: str | None) -> None:
    assert preferred(accept, tuple(TABLES)) == table
    assert preferred(accept, tuple(GRAPHS)) == graph


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "127.0.0.1:7879"}, None),
        ({"host": "localhost"}, None),
        ({"host": "LOCALHOST:1"}, None),
        ({"host": "[::1]:7879"}, None),
        ({"host": "evil.example:7879"}, 421),
        ({"host": "127.0.0.1.evil.example"}, 421),
        ({"host": "localhost.evil.example"}, 421),
        ({"host": "[::1].evil.example"}, 421),
        ({"host": "127.0.0.1@evil.example"}, 421),
        ({"host": "127.0.0.1:80@evil.example"}, 421),
        ({"host": ""}, 421),
        ({}, 421),
        ({"host": "localhost:7879", "origin": "http://localhost:7879"}, None),
        ({"host": "localhost:7879", "origin": "http://localhost:8000"}, 403),
        ({"host": "localhost:7879", "origin": "https://evil.example"}, 403),
        ({"host": "localhost:7879", "origin": "null"}, 403),
        ({"host": "localhost:7879", "origin": "https://friend.example"}, None),
        ({"host": "localhost:7879", "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}, 403),
        ({"host": "localhost:7879", "sec-fetch-site": "same-site", "sec-fetch-mode": "cors"}, 403),
        ({"host": "localhost:7879", "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors"}, None),
        ({"host": "localhost:7879", "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}, None),
    ],
)
def test_only_this_machines_own_programs_and_pages_are_let_in(headers: dict[str, str], status: int | None) -> None:
    refused = reason_to_refuse(headers, frozenset({"https://friend.example"}))
    assert (refused[0] if refused else None) == status
