"""SPARQL 1.1 Protocol: what a request asks, and in which form its answer is wanted. Pure functions; the server is another file.

https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

# What a table can be written as, and what a graph; the first is for who does not care. Values: names of pyoxigraph's formats.
TABLES = {
    "application/sparql-results+json": "JSON",
    "application/json": "JSON",
    "application/sparql-results+xml": "XML",
    "application/xml": "XML",
    "text/xml": "XML",
    "text/csv": "CSV",
    "text/tab-separated-values": "TSV",
}
GRAPHS = {
    "text/turtle": "TURTLE",
    "application/n-triples": "N_TRIPLES",
    "application/rdf+xml": "RDF_XML",
    "application/ld+json": "JSON_LD",
}
_FORM = "application/x-www-form-urlencoded"
_QUERY, _UPDATE = "application/sparql-query", "application/sparql-update"
_DATASET = ("default-graph-uri", "named-graph-uri", "using-graph-uri", "using-named-graph-uri")


class ProtocolError(Exception):
    """A request that cannot be answered: `status` as HTTP has it, and the reason in words."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A query or an update; `table` and `graph`: the media type that the asker likes best of those, None where it takes none."""

    text: str
    is_update: bool
    table: str | None
    graph: str | None


def operation(method: str, query: str, content_type: str, body: bytes, accept: str) -> Operation | None:
    """What a request asks; None where it asks nothing (a GET without parameters: what can this service do?).

    `query` is the query string of its address, undecoded. Raises `ProtocolError`.
    """
    given = _pairs(query)
    kind = content_type.partition(";")[0].strip().lower()
    if method == "POST":
        if kind == _FORM:
            given = [*given, *_pairs(_text(body))]
        elif kind in (_QUERY, _UPDATE):
            given = [*given, ("query" if kind == _QUERY else "update", _text(body))]
        else:
            raise ProtocolError(415, f"send the query as {_FORM}, {_QUERY} or (an update) {_UPDATE}")
    if any(name in _DATASET for name, _ in given):
        raise ProtocolError(400, "this service has one graph: name no other in the request")
    asked = [(name, text) for name, text in given if name in ("query", "update")]
    if not asked and method != "POST":
        return None
    if len(asked) != 1:
        raise ProtocolError(400, "a request holds one query, or one update")
    name, text = asked[0]
    if name == "update" and method != "POST":
        raise ProtocolError(400, "an update comes by POST")
    return Operation(text=text, is_update=name == "update", table=preferred(accept, tuple(TABLES)), graph=preferred(accept, tuple(GRAPHS)))


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """The media type of `offered` that an Accept header likes best, the first of equals; None where it takes none of them (RFC 9110, 12.5.1)."""
    ranges = [_range(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]

    def quality(offer: str) -> float:
        kind = offer.partition("/")[0]
        for wanted in (offer, f"{kind}/*", "*/*"):  # the most specific range counts
            found = [q for name, q in ranges if name == wanted]
            if found:
                return found[0]
        return 0.0

    best = max(offered, key=quality)
    return best if quality(best) > 0 else None


def _range(part: str) -> tuple[str, float]:
    name, *parameters = (each.strip().lower() for each in part.split(";"))
    quality = next((each[2:] for each in parameters if each.startswith("q=")), "1")
    try:
        return name, min(max(float(quality), 0.0), 1.0)
    except ValueError:
        return name, 0.0


def _pairs(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError as error:
        raise ProtocolError(400, "the parameters are not UTF-8, or too many") from error


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProtocolError(400, "the request is not UTF-8") from error
