"""Each named question: the same rows from both engines, and an answer where there is one."""

import pytest
import rdflib

from graphbuild.graph.store import GraphStore
from graphbuild.questions import literal, question, questions
from graphbuild.resources import ontology_file

IN_THE_HAND_WRITTEN_GRAPH = ("works",)
"""Questions about what the example vault need not hold."""


@pytest.fixture(scope="module")
def in_rdflib(example):
    return rdflib.Graph().parse(data=example.turtle, format="turtle")


@pytest.fixture(scope="module")
def arguments(example):
    """Two ideas that one highlight expresses, the first in most shows."""
    [(first, second), *_] = example.store.select(
        "SELECT ?a ?b (COUNT(DISTINCT ?s) AS ?n) { ?i skos:prefLabel ?a . ?j skos:prefLabel ?b . ?h gb:expresses ?i, ?j . FILTER(?i != ?j)"
        " ?k gb:expresses ?i ; schema:partOfEpisode/schema:partOfSeries ?s . ?h gb:note ?note } GROUP BY ?a ?b ORDER BY DESC(?n) ?a ?b"
    ).rows and [row[:2] for row in example.store.select(
        "SELECT ?a ?b (COUNT(DISTINCT ?s) AS ?n) { ?i skos:prefLabel ?a . ?j skos:prefLabel ?b . ?h gb:expresses ?i, ?j . FILTER(?i != ?j)"
        " ?k gb:expresses ?i ; schema:partOfEpisode/schema:partOfSeries ?s . ?h gb:note ?note } GROUP BY ?a ?b ORDER BY DESC(?n) ?a ?b"
    )]  # fmt: skip
    return [str(first), str(second)]


@pytest.mark.parametrize("name", [each.name for each in questions()])
def test_both_engines_give_the_same_rows(example, in_rdflib, arguments, name):
    asked = question(name)
    values = arguments[: asked.required] if asked.required else []
    text = asked.asked(values)
    ours = [tuple("" if value is None else str(value) for value in row) for row in example.store.select(text)]
    theirs = [tuple("" if value is None else str(value) for value in row) for row in in_rdflib.query(text)]
    assert ours or name in IN_THE_HAND_WRITTEN_GRAPH, f"{name} {values} has no answer in the example"
    assert sorted(map(_folded, ours)) == sorted(map(_folded, theirs))


@pytest.mark.parametrize("name", IN_THE_HAND_WRITTEN_GRAPH)
def test_both_engines_give_the_same_rows_of_the_hand_written_graph(name):
    path = ontology_file("example.ttl")
    ours = list(GraphStore.load(path).select(question(name).sparql))
    theirs = list(rdflib.Graph().parse(path).query(question(name).sparql))
    assert ours
    assert sorted(_folded(_texts(row)) for row in ours) == sorted(_folded(_texts(row)) for row in theirs)


def test_works_are_found_by_a_part_of_their_title():
    store = GraphStore.load(ontology_file("example.ttl"))
    [row] = store.select(question("works").asked(["glazes"])).records()
    assert (row["work"], row["kind"], row["author"], row["start"]) == ("Glazes by Ear", "Book", "Orla Quennell", 312)
    assert (row["quote"], row["show"]) == ("Glazes by Ear", "Slow Hands")
    [row] = store.select(question("works").asked(["long tide"])).records()
    assert (row["kind"], row["author"], row["highlight"]) == ("Movie", "Wenna Trask", None)


def _texts(row):
    return tuple("" if value is None else str(value) for value in row)


def _folded(row):
    # Engines differ in the order inside GROUP_CONCAT and in how a decimal is spelled.
    return tuple(", ".join(sorted(value.split(", "))) if ", " in value else _number(value) for value in row)


def _number(value):
    try:
        return str(float(value))
    except ValueError:
        return value


def test_every_question_says_what_it_is():
    for each in questions():
        assert each.title
        assert "# columns:" in each.sparql
        for argument in each.arguments:
            assert f'VALUES ?{argument} {{ "" }}' in each.sparql
    assert len(questions()) >= 6


def test_an_argument_cannot_leave_its_string(example):
    hostile = '\\" } UNION { ?s ?p ?o } \n # {{}}'
    assert literal(hostile).count('"') - literal(hostile).count('\\"') == 2
    assert not example.store.select(question("everything-on").asked([hostile])).rows
