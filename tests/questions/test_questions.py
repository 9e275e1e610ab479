"""Each named question: the same rows from both engines, and an answer where there is one."""

import pytest
import rdflib

from graphbuild.errors import UsageError
from graphbuild.graph.store import GraphStore
from graphbuild.questions import PYTHON, Argument, PythonQuestion, question, questions
from graphbuild.questions.sparql import SparqlQuestion, literal
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


SPARQL = [each.name for each in questions() if isinstance(each, SparqlQuestion)]


@pytest.mark.parametrize("name", SPARQL)
def test_both_engines_give_the_same_rows(example, in_rdflib, arguments, name):
    asked = question(name)
    values = arguments[: sum(each.required for each in asked.arguments)]
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


def test_every_question_says_what_it_is(example):
    assert len({each.name for each in questions()}) == len(questions()) >= 6
    for each in questions():
        assert each.title
        assert each.columns
        if isinstance(each, SparqlQuestion):
            assert example.store.select(each.sparql).columns == each.columns
            for argument in each.arguments:
                assert f"VALUES ?{argument.name} {{ " in each.sparql


def test_python_questions_are_listed_and_asked_like_the_others(example):
    assert {each.name for each in PYTHON} <= {each.name for each in questions()}
    made = PythonQuestion(
        name="twice",
        title="Twice",
        arguments=(Argument(name="idea", kind="idea"), Argument(name="times", kind="number", required=False, default="2")),
        columns=("idea", "times"),
        find=lambda store, values: [(values[0], int(values[1]) + bool(store) * 0)],
    )
    assert made.answer(example.store, "Slow-Reading").rows == (("slow reading", 2),)
    assert made.answer(example.store, "slow reading", "3").rows == (("slow reading", 3),)
    for wrong in ((), ("slow reading", "many"), ("slow reading", "1", "2")):
        with pytest.raises(UsageError):
            made.answer(example.store, *wrong)
    assert "Near: slow reading" in made.answer(example.store, "slow writing").remark


def test_a_name_is_found_however_it_is_typed(example):
    wanted = question("everything-on").answer(example.store, "feedback loop")
    assert wanted.rows
    assert not wanted.remark
    for typed in ("Feedback Loops", "feedback-loops", "#feedback-loops", " feedback   LOOP"):
        assert question("everything-on").answer(example.store, typed) == wanted, typed
    assert (
        question("everything-on").answer(example.store, "inez galloway").rows
        == question("everything-on").answer(example.store, "Ines Calloway").rows
    )
    unknown = question("everything-on").answer(example.store, "no such thing")
    assert not unknown.rows
    assert "no idea or person “no such thing”" in unknown.remark


def test_an_argument_cannot_leave_its_string(example):
    hostile = '\\" } UNION { ?s ?p ?o } \n # {{}}'
    assert literal(hostile).count('"') - literal(hostile).count('\\"') == 2
    assert not example.store.select(question("everything-on").asked([hostile])).rows
    assert not question("everything-on").answer(example.store, hostile).rows
