"""The rules of `ontology/shapes.ttl`, asked of a graph as SPARQL: one query for each constraint of each property shape.

The rules are SHACL, and pyshacl is the reference: the tests hold that both find the same. But for a graph of 2,000 highlights
(349,000 triples) pyshacl takes 65 seconds, the queries 4 (CPU). They cover the part of SHACL Core that the shapes use;
anything else is refused rather than passed over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from graphbuild.errors import GraphError
from graphbuild.graph.store import GraphStore
from graphbuild.graph.vocabulary import RDF, XSD

_SH = "http://www.w3.org/ns/shacl#"
_NO_CONSTRAINTS = frozenset({RDF + "type", _SH + "path", _SH + "message", _SH + "severity", _SH + "name", _SH + "description"})
# Datatypes that not every text is a value of
_CHECKED = frozenset({XSD + "integer", XSD + "decimal", XSD + "boolean"})

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_Shapes = Mapping[tuple[Term, str], list[Term]]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Violation:
    """A rule that a node breaks: the IRI of the node, the SPARQL path of the rule, its constraint (`minCount`), its message."""

    node: str
    path: str
    constraint: str
    message: str
    is_warning: bool = False


def violations(store: GraphStore, shapes: GraphStore) -> Iterator[Violation]:
    """Every break of a rule, in no order. Raises `GraphError` where the shapes hold something that has no translation here."""
    found: defaultdict[tuple[Term, str], list[Term]] = defaultdict(list)
    for triple in sorted(shapes.triples(), key=str):
        found[triple.subject, triple.predicate.value].append(triple.object)
    for (shape, predicate), targets in list(found.items()):
        if predicate != _SH + "targetClass":
            continue
        for target in targets:
            for rule in found[shape, _SH + "property"]:
                yield from _of_rule(store, found, target, rule)


def _of_rule(store: GraphStore, shapes: _Shapes, target: Term, rule: Term) -> Iterator[Violation]:
    path = _path(shapes, _one(shapes, rule, "path"))
    message = _one(shapes, rule, "message")
    is_warning = any(each == ox.NamedNode(_SH + "Warning") for each in _all(shapes, rule, "severity"))
    for constraint, value in _constraints(shapes, rule):
        query = _query(shapes, constraint, value, target, path)
        for (node,) in store.select(query):
            yield Violation(
                node=str(node),
                path=path,
                constraint=constraint,
                message=message.value if isinstance(message, ox.Literal) else "",
                is_warning=is_warning,
            )


def _query(shapes: _Shapes, constraint: str, value: Term, target: Term, path: str) -> str:
    """The nodes of the target class that break a constraint."""
    if constraint in ("minCount", "maxCount"):
        number = _number(value)
        if (constraint, number) == ("minCount", 1):
            return f"SELECT ?this {{ ?this a {target} FILTER NOT EXISTS {{ ?this {path} ?v }} }}"
        wrong = "<" if constraint == "minCount" else ">"
        return f"SELECT ?this {{ ?this a {target} OPTIONAL {{ ?this {path} ?v }} }} GROUP BY ?this HAVING (COUNT(DISTINCT ?v) {wrong} {number})"
    return f"SELECT DISTINCT ?this {{ ?this a {target} ; {path} ?v . {_wrong_value(shapes, constraint, value)} }}"


def _wrong_value(shapes: _Shapes, constraint: str, value: Term) -> str:
    """A pattern that holds for each value `?v` of the node `?this` that a constraint forbids."""
    match constraint:
        case "class":
            return f"FILTER NOT EXISTS {{ ?v a/<http://www.w3.org/2000/01/rdf-schema#subClassOf>* {value} }}"
        case "datatype":
            # A text that is no value of its datatype cannot be cast to it.
            cast = f" || !COALESCE({value}(STR(?v)) = {value}(STR(?v)), false)" if str(value)[1:-1] in _CHECKED else ""
            return f"FILTER(!isLITERAL(?v) || DATATYPE(?v) != {value}{cast})"
        case "nodeKind" if value == ox.NamedNode(_SH + "IRI"):
            return "FILTER(!isIRI(?v))"
        case "minInclusive" | "maxInclusive":
            right = ">=" if constraint == "minInclusive" else "<="
            return f"FILTER(!COALESCE(?v {right} {value}, false))"
        case "minLength":
            return f"FILTER(isBLANK(?v) || STRLEN(STR(?v)) < {_number(value)})"
        case "pattern":
            return f"FILTER(isBLANK(?v) || !REGEX(STR(?v), {value}))"
        case "in":
            return f"FILTER(?v NOT IN ({', '.join(map(str, _list(shapes, value)))}))"
        case "lessThan" | "lessThanOrEquals":
            right = "<" if constraint == "lessThan" else "<="
            return f"?this {value} ?other FILTER(!COALESCE(?v {right} ?other, false))"
        case "disjoint":
            return f"?this {value} ?v"
        case "or":
            # Every alternative fails.
            alternatives = [_constraints(shapes, each) for each in _list(shapes, value)]
            if all(len(each) == 1 for each in alternatives):
                return " ".join(_wrong_value(shapes, *each[0]) for each in alternatives)
    raise GraphError(f"cannot check sh:{constraint} {value}", place="shapes.ttl", mend="Use another constraint, or validate with pyshacl.")


def _constraints(shapes: _Shapes, rule: Term) -> list[tuple[str, Term]]:
    """The constraints of a shape by their local names."""
    return sorted(
        (
            (predicate.removeprefix(_SH), value)
            for (subject, predicate), values in shapes.items()
            if subject == rule and predicate not in _NO_CONSTRAINTS
            for value in values
        ),
        key=str,
    )


def _path(shapes: _Shapes, path: Term) -> str:
    """A SHACL path as a SPARQL path."""
    if isinstance(path, ox.NamedNode):
        return str(path)
    for inverse in _all(shapes, path, "inversePath"):
        return f"^{inverse}"
    for alternatives in _all(shapes, path, "alternativePath"):
        return f"({'|'.join(sorted(map(str, _list(shapes, alternatives))))})"
    raise GraphError(f"cannot follow the path {path}", place="shapes.ttl", mend="Use one property, sh:inversePath or sh:alternativePath.")


def _list(shapes: _Shapes, node: Term) -> list[Term]:
    """The members of an RDF list."""
    members: list[Term] = []
    while node != ox.NamedNode(RDF + "nil"):
        members += shapes.get((node, RDF + "first"), [])
        [node] = shapes.get((node, RDF + "rest"), [ox.NamedNode(RDF + "nil")])
    return members


def _all(shapes: _Shapes, node: Term, name: str) -> list[Term]:
    return shapes.get((node, _SH + name), [])


def _one(shapes: _Shapes, node: Term, name: str) -> Term:
    found = _all(shapes, node, name)
    if len(found) != 1:
        raise GraphError(f"a property shape has {len(found)} of sh:{name}, not one", place="shapes.ttl", mend="Give it one.")
    return found[0]


def _number(value: Term) -> int:
    if isinstance(value, ox.Literal) and value.value.isdecimal():
        return int(value.value)
    raise GraphError(f"not a whole number: {value}", place="shapes.ttl", mend="Write one.")
