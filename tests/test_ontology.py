"""The ontology says what the code writes: terms, domains, ranges; and each constraint of the shapes can fail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import pyoxigraph as ox
import pytest
import rdflib
from pyshacl import validate
from rdflib import OWL, RDF, RDFS, SH, SKOS, XSD, Literal, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic

from graphbuild.checking.shapes import violations
from graphbuild.checking.skos import CONDITIONS, broken_conditions
from graphbuild.errors import GraphError
from graphbuild.exporters.jsonld import write_jsonld
from graphbuild.graph import vocabulary
from graphbuild.graph.store import GraphStore
from graphbuild.resources import ontology_file
from tests.reference import Model, written

Triples = list[tuple[rdflib.term.Node, URIRef, rdflib.term.Node]]

GB = vocabulary.GB
NOBODY = URIRef("urn:test:nobody")
# What a property shape says besides its constraints
_NO_CONSTRAINTS = {RDF.type, SH.path, SH.message, SH.severity, SH.name, SH.description}


def _graph(name: str) -> rdflib.Graph:
    return rdflib.Graph().parse(ontology_file(name))


ONTOLOGY = _graph("graphbuild.ttl")
SHAPES = _graph("shapes.ttl")
EXAMPLE = _graph("example.ttl")


class Rule(NamedTuple):
    """One constraint of one property shape: `kind` is its local name (`minCount`), `value` what it demands."""

    target: URIRef
    path: rdflib.term.Node
    kind: str
    value: rdflib.term.Node

    def name(self) -> str:
        return f"{_short(self.target)} {_path_name(self.path)} {self.kind}"


def _short(iri: rdflib.term.Node) -> str:
    return re.split(r"[/#]", str(iri))[-1]


def _steps(path: rdflib.term.Node) -> tuple[bool, list[URIRef]]:
    """Whether the path leads backwards, and the properties it may go by."""
    inverse = SHAPES.value(path, SH.inversePath)
    alternatives = SHAPES.value(path, SH.alternativePath)
    if inverse is not None:
        return True, [URIRef(inverse)]
    return False, [URIRef(path)] if alternatives is None else [URIRef(each) for each in Collection(SHAPES, alternatives)]


def _path_name(path: rdflib.term.Node) -> str:
    backwards, steps = _steps(path)
    return ("^" if backwards else "") + "|".join(sorted(map(_short, steps)))


def _rules() -> list[Rule]:
    rules = [
        Rule(URIRef(target), path, _short(predicate), value)
        for shape, target in SHAPES.subject_objects(SH.targetClass)
        for property_shape in SHAPES.objects(shape, SH.property)
        for path in SHAPES.objects(property_shape, SH.path)
        for predicate, value in SHAPES.predicate_objects(property_shape)
        if predicate not in _NO_CONSTRAINTS
    ]
    return sorted(rules, key=lambda rule: (rule.name(), str(rule.value)))


def _values(focus: rdflib.term.Node, path: rdflib.term.Node, graph: rdflib.Graph) -> Triples:
    """The triples by which the path leads away from a node."""
    backwards, steps = _steps(path)
    return sorted(
        triple for step in steps for triple in (graph.triples((None, step, focus)) if backwards else graph.triples((focus, step, None)))
    )


def _focus(rule: Rule) -> rdflib.term.Node:
    """A node of the example that the rule speaks of, and that has what the rule is about."""
    members = sorted(EXAMPLE.subjects(RDF.type, rule.target))
    having = [each for each in members if _values(each, rule.path, EXAMPLE)]
    assert having, f"the example has no {rule.name()}"
    return having[0]


def _broken(rule: Rule) -> tuple[rdflib.Graph, rdflib.term.Node]:
    """A copy of the example that breaks the rule, and the node where it does."""
    focus, graph = _focus(rule), rdflib.Graph()
    graph += EXAMPLE
    there = _values(focus, rule.path, EXAMPLE)
    backwards, steps = _steps(rule.path)
    if rule.kind == "minCount":
        for triple in there:
            graph.remove(triple)
    elif rule.kind == "disjoint":
        graph.add((focus, URIRef(rule.value), there[0][2]))
    else:
        if rule.kind != "maxCount":
            graph.remove(there[0])
        for value in _wrong(rule, focus, there[0][2]):
            graph.add((value, steps[0], focus) if backwards else (focus, steps[0], value))
    return graph, focus


def _wrong(rule: Rule, focus: rdflib.term.Node, right: rdflib.term.Node) -> Iterator[rdflib.term.Node]:
    """Values that the rule forbids."""
    if rule.kind == "maxCount":
        yield from (_another(right, number) for number in range(int(rule.value) + 1))
    elif rule.kind == "datatype":
        yield Literal("1", lang="en") if rule.value == XSD.string else Literal("1")
    elif rule.kind in ("minInclusive", "maxInclusive"):
        yield Literal(str(int(rule.value) + (1 if rule.kind == "maxInclusive" else -1)), datatype=right.datatype)
    elif rule.kind == "minLength":
        yield Literal("")
    elif rule.kind == "pattern":
        yield Literal("/\n\n")  # no path, no hash, no list of lines
    elif rule.kind == "nodeKind":
        yield Literal("no IRI")
    elif rule.kind in ("class", "in", "or"):
        yield NOBODY
    elif rule.kind in ("lessThan", "lessThanOrEquals"):
        yield Literal(int(EXAMPLE.value(focus, URIRef(rule.value))) + 1, datatype=right.datatype)
    else:
        pytest.fail(f"no way to break sh:{rule.kind} is known: write one")


def _another(value: rdflib.term.Node, number: int) -> rdflib.term.Node:
    """Another value of the same kind."""
    if not isinstance(value, Literal):
        return URIRef(f"{value}-{number}")
    if value.datatype == XSD.boolean:
        return Literal(number == 0)
    if value.datatype in (XSD.integer, XSD.decimal):
        return Literal(value.toPython() + number, datatype=value.datatype)
    return Literal(f"{value} {number}", datatype=value.datatype)


def _shape_of(target: rdflib.term.Node) -> rdflib.Graph:
    """The shapes of one class alone: a fifteenth of all, and so a fifteenth of the time."""
    graph, edge = rdflib.Graph(), list(SHAPES.subjects(SH.targetClass, target))
    while edge:
        for triple in SHAPES.triples((edge.pop(), None, None)):
            graph.add(triple)
            if isinstance(triple[2], rdflib.BNode):
                edge.append(triple[2])
    return graph


def _results(graph: rdflib.Graph, shapes: rdflib.Graph = SHAPES) -> set[tuple[str, str, str]]:
    """(constraint, node, path) of each finding."""
    _, found, _ = validate(graph, shacl_graph=shapes, inference="none")
    return {
        (
            _short(found.value(result, SH.sourceConstraintComponent)),
            str(found.value(result, SH.focusNode)),
            _found_path(found, found.value(result, SH.resultPath)),
        )
        for result in found.subjects(RDF.type, SH.ValidationResult)
    }


def _stored(graph: rdflib.Graph) -> GraphStore:
    return GraphStore(quad.triple for quad in ox.parse(graph.serialize(format="nt"), format=ox.RdfFormat.N_TRIPLES))


def _ours(graph: rdflib.Graph, shapes: rdflib.Graph = SHAPES) -> set[tuple[str, str, str]]:
    """The same by our own queries, which `graphbuild check` asks."""
    found = violations(_stored(graph), _stored(shapes))
    return {(_component(each.constraint), each.node, _ours_path(each.path)) for each in found}


def _ours_path(path: str) -> str:
    return ("^" if path.startswith("^") else "") + "|".join(sorted(map(_short, re.findall(r"<(.*?)>", path))))


def _found_path(found: rdflib.Graph, path: rdflib.term.Node) -> str:
    inverse = found.value(path, SH.inversePath)
    alternatives = found.value(path, SH.alternativePath)
    if inverse is not None:
        return "^" + _short(inverse)
    return _short(path) if alternatives is None else "|".join(sorted(map(_short, Collection(found, alternatives))))


def _component(kind: str) -> str:
    return kind[0].upper() + kind[1:] + "ConstraintComponent"


def test_the_ontology_declares_the_terms_of_the_code_and_no_others():
    used = {value for value in vars(vocabulary).values() if isinstance(value, str) and value.startswith(GB) and value != GB}
    declared = {str(term) for term in ONTOLOGY.subjects(RDF.type) if str(term).startswith(GB)}
    assert used == declared


@pytest.mark.parametrize("term", sorted(str(each) for each in set(ONTOLOGY.subjects(RDFS.isDefinedBy))), ids=_short)
def test_each_term_is_explained(term):
    kinds = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty}
    node = URIRef(term)
    assert kinds & set(ONTOLOGY.objects(node, RDF.type))
    assert len(list(ONTOLOGY.objects(node, RDFS.label))) == 1
    assert len(list(ONTOLOGY.objects(node, SKOS.definition))) == 1
    assert list(ONTOLOGY.objects(node, RDFS.isDefinedBy)) == [URIRef(GB.rstrip("#"))]


def test_every_declared_term_says_where_it_is_defined():
    terms = {term for term in ONTOLOGY.subjects(RDF.type) if str(term).startswith(GB)}
    assert terms == set(ONTOLOGY.subjects(RDFS.isDefinedBy))


@pytest.mark.parametrize(("path", "text"), list(written(Model()).items()), ids=lambda each: getattr(each, "name", ""))
def test_what_follows_from_the_ontology_is_up_to_date(path, text):
    assert path.read_text(encoding="utf-8") == text, "run `make reference`"


def test_the_context_reads_the_example_as_it_is(tmp_path):
    target = tmp_path / "example.jsonld"
    write_jsonld(GraphStore.load(ontology_file("example.ttl")), target)
    assert isomorphic(rdflib.Graph().parse(target, format="json-ld"), EXAMPLE)
    store = GraphStore(quad.triple for quad in ox.parse(path=str(target), format=ox.RdfFormat.JSON_LD))
    assert len(store) == len(EXAMPLE)


@pytest.mark.parametrize("which", ["hand-written", "built"])
@pytest.mark.parametrize(("side", "variable"), [("domain", "s"), ("range", "o")])
def test_domains_and_ranges_are_true_of_graphs(which, side, variable, request):
    """A domain or range that does not hold would make a reasoner infer nonsense."""
    store = GraphStore.load(ontology_file("example.ttl")) if which == "hand-written" else request.getfixturevalue("example").store
    for term, kind in sorted(ONTOLOGY.subject_objects(RDFS[side])):
        if str(kind).startswith(str(XSD)):
            wrong = store.select(f"SELECT ?o {{ ?s <{term}> ?o FILTER(!isLITERAL(?o) || DATATYPE(?o) != <{kind}>) }}")
        elif kind == RDF.Property:
            wrong = store.select(f"SELECT ?o {{ ?s <{term}> ?o FILTER(!isIRI(?o)) }}")
        else:
            wrong = store.select(f"SELECT ?{variable} {{ ?s <{term}> ?o FILTER NOT EXISTS {{ ?{variable} a <{kind}> }} }}")
        assert not wrong.rows, f"{side} of {term}"


def test_the_example_shows_every_class_and_every_term():
    shown = {str(term) for _, predicate, value in EXAMPLE for term in (predicate, value)}
    assert {str(term) for term in ONTOLOGY.subjects(RDFS.isDefinedBy)} <= shown
    assert {str(each) for each in SHAPES.objects(None, SH.targetClass)} <= shown


def test_every_class_of_the_code_has_a_shape():
    classes = {
        vocabulary.SERIES, *vocabulary.KEPT_FROM, vocabulary.NAMED_WORK, vocabulary.PERSON, vocabulary.HIGHLIGHT, vocabulary.NOTE, vocabulary.TURN,
        vocabulary.SPEAKER, vocabulary.IDEA, vocabulary.MENTION, vocabulary.LINK, vocabulary.THEME, vocabulary.SCHEME, vocabulary.ENTITY,
        vocabulary.ACTIVITY, vocabulary.AGENT,
    }  # fmt: skip
    assert {str(each) for each in SHAPES.objects(None, SH.targetClass)} == classes


def test_the_shapes_are_shacl():
    conforms, _, text = validate(EXAMPLE, shacl_graph=SHAPES, inference="none", meta_shacl=True)
    assert conforms, text


def test_each_property_shape_has_one_message_in_words():
    for shape in set(SHAPES.objects(None, SH.property)):
        [message] = SHAPES.objects(shape, SH.message)
        assert re.fullmatch(r"[A-Z].* .*\.", str(message)), message


def test_the_example_conforms():
    assert _results(EXAMPLE) == set()
    assert _ours(EXAMPLE) == set()


@pytest.mark.parametrize("rule", _rules(), ids=Rule.name)
def test_no_constraint_is_one_that_cannot_fail(rule):
    broken, focus = _broken(rule)
    shapes = _shape_of(rule.target)
    found = _results(broken, shapes)
    assert (_component(rule.kind), str(focus), _path_name(rule.path)) in found
    assert _ours(broken, shapes) == found


@pytest.mark.parametrize(
    ("subject", "term", "datatype"), [("highlight:aaaa", "startOffset", "integer"), ("highlight:aaaa", "name", "string")]
)
def test_both_engines_agree_on_values_that_are_none(subject, term, datatype):
    node, predicate = URIRef(f"urn:graphbuild:{subject}"), URIRef(vocabulary.SCHEMA + term)
    for value in (Literal("soon", datatype=XSD.integer), Literal("1", lang="en"), Literal("1", datatype=XSD[datatype]), NOBODY):
        graph = rdflib.Graph()
        graph += EXAMPLE
        graph.set((node, predicate, value))
        assert _ours(graph) == _results(graph), value


def test_a_shape_without_translation_is_refused():
    shapes = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix gb: <https://w3id.org/graphbuild/ns#> .
        <urn:s> sh:targetClass gb:Note ; sh:property [ sh:path gb:start ; sh:message "No." ; sh:uniqueLang true ] ."""
    with pytest.raises(GraphError, match="sh:uniqueLang"):
        list(violations(GraphStore(), GraphStore(ox.parse(shapes, format=ox.RdfFormat.TURTLE))))


# What breaks each condition of SKOS, added to the example
_BREAKS = {
    "S9": "scheme:tags a gb:Idea .",
    "S13": 'idea:patience skos:altLabel "patience" .',
    "S14": 'idea:patience skos:prefLabel "waiting" .',
    "S27": "idea:deliberate-practice skos:related idea:craft . idea:practice skos:broader idea:craft .",
    "S37": "idea:patience a skos:Collection .",
    "S32": "theme:deliberate-practice skos:member scheme:tags .",
    "central": "idea:craft a gb:Idea . theme:deliberate-practice gb:centralIdea idea:craft .",
    "cycle": "idea:practice skos:broader idea:deliberate-practice .",
}


def test_the_example_breaks_no_condition_of_skos():
    assert list(broken_conditions(GraphStore.load(ontology_file("example.ttl")))) == []


@pytest.mark.parametrize("number", [number for number, _, _ in CONDITIONS])
def test_each_condition_of_skos_is_found_broken(number):
    prefixes = "".join(f"@prefix {name}: <{space}> . " for name, space in vocabulary.PREFIXES.items())
    prefixes += "".join(f"@prefix {name}: <urn:graphbuild:{name}:> . " for name in ("idea", "scheme", "theme"))
    wrong = ox.parse(prefixes + _BREAKS[number], format=ox.RdfFormat.TURTLE)
    store = GraphStore([*GraphStore.load(ontology_file("example.ttl")).triples(), *(quad.triple for quad in wrong)])
    assert number in {found for found, _, _ in broken_conditions(store)}
