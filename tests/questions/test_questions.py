"""Each named question: the same rows from both engines, and an answer where there is one."""

import itertools
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from graphbuild.errors import UsageError
from graphbuild.graph import vocabulary as v
from graphbuild.graph.store import GraphStore, Table
from graphbuild.graph.turtle import turtle
from graphbuild.questions import EVIDENCE, PYTHON, Argument, PythonQuestion, question, questions
from graphbuild.questions.sparql import SparqlQuestion, literal, read
from graphbuild.resources import ontology_file

ANSWERED_ELSEWHERE = ("bridges", "gaps", "path", "recurrence", "since")


def _without_dates(example):
    return [each for each in example.store.triples() if each.predicate.value not in (v.DATE_PUBLISHED, v.DATE_CREATED)]


@dataclass
class Dated:
    store: GraphStore


@pytest.fixture(scope="module")
def dated(example):
    """The example as if its exports said of each episode when it was published, and of each highlight when it was kept."""
    day = itertools.count(1)

    def dates():
        for predicate, klass in ((v.DATE_PUBLISHED, v.EPISODE), (v.DATE_CREATED, v.HIGHLIGHT)):
            for each in sorted(example.store.subjects(v.TYPE, klass)):
                month, rest = divmod(next(day), 28)
                yield ox.Triple(ox.NamedNode(each), ox.NamedNode(predicate), ox.Literal(f"2025-{month + 1:02}-{rest + 1:02}"))

    return Dated(GraphStore([*_without_dates(example), *dates()]))


@pytest.fixture(scope="module")
def in_rdflib(dated):
    return rdflib.Graph().parse(data=turtle(dated.store.triples(), {}), format="turtle")


def _first(example, pattern):
    """The label that stands in most highlights."""
    return str(example.store.select(f"SELECT ?l (COUNT(*) AS ?n) {{ {pattern} }} GROUP BY ?l ORDER BY DESC(?n) ?l LIMIT 1").rows[0][0])


@pytest.fixture(scope="module")
def values(example):
    """Of each kind of argument the value that the example says most of."""
    idea = _first(example, "?h gb:expresses ?i ; gb:note ?n . ?i skos:prefLabel ?l")
    person = _first(example, "?e gb:guest ?p . ?h schema:partOfEpisode ?e ; gb:expresses ?i . ?p schema:name ?l")
    return {
        "idea": idea,
        "topic": idea,
        "person": person,
        "node": person,
        "work": _first(example, "?h schema:mentions ?w . ?w a gb:NamedWork ; schema:name ?l"),
        "episode": _first(example, "?h gb:relatedHighlight ?g ; schema:partOfEpisode ?e . ?e schema:name ?l"),
        "number": "1",
        "voice": _first(example, "?e gb:guest ?p . ?h schema:partOfEpisode ?e ; gb:expresses ?i . ?p schema:name ?l"),
        "source": _first(
            example,
            "?h a gb:Highlight ; prov:wasDerivedFrom ?s . ?s gb:path ?l FILTER NOT EXISTS { ?h prov:wasDerivedFrom ?t FILTER(?t != ?s) }",
        ),
    }


SPARQL = [each.name for each in questions() if isinstance(each, SparqlQuestion)]


@pytest.mark.parametrize("every", [False, True], ids=["required", "optional"])
@pytest.mark.parametrize("name", SPARQL)
def test_both_engines_give_the_same_rows(dated, in_rdflib, values, name, every):
    asked = question(name)
    given = [values[each.kind] for each in asked.arguments if each.required or every]
    if every and name == "timeline":
        given[0] = _first(
            dated, f"?h gb:expresses ?i ; schema:partOfEpisode/gb:guest/schema:name {literal(given[1])} . ?i skos:prefLabel ?l"
        )
    text = asked.asked(given)
    ours = [_texts(row) for row in dated.store.select(text)]
    theirs = [_texts(row) for row in in_rdflib.query(text)]
    assert ours, f"{name} {given} has no answer in the example"
    assert sorted(map(_folded, ours)) == sorted(map(_folded, theirs))
    answer = asked.answer(dated.store, *given)
    assert 0 < len(answer) <= len(ours)
    assert answer.columns == asked.columns


@pytest.mark.parametrize("name", [each.name for each in questions() if each.name not in ANSWERED_ELSEWHERE])
def test_every_row_ends_in_its_evidence(dated, values, name):
    asked = question(name)
    assert asked.columns[-5:] == EVIDENCE
    if name == "why":
        return  # a name and a reason stand for all the places below them
    answer = asked.answer(dated.store, *(values[each.kind] for each in asked.arguments if each.required))
    assert answer.rows
    for row in answer.records():
        assert row["episode"]
        assert row["show"]
        if row["highlight"] is not None:
            known = dated.store.select(
                f"SELECT ?link ?start {{ <{row['highlight']}> a gb:Highlight OPTIONAL {{ <{row['highlight']}> schema:url ?link ; schema:startOffset ?start }} }}"
            )
            assert known.rows == ((row["link"], row["start"]),)


def test_only_shows_apart_are_compared(dated):
    rows = question("worth-comparing").answer(dated.store).records()
    for row in rows:
        assert row["show"] != row["other_show"]
        assert not set((row["who"] or "?").split(", ")) & set((row["other_who"] or "!").split(", "))
    for row in question("surprise").answer(dated.store, "3").records():
        assert row["show"] != row["other_show"]


def test_people_are_counted_by_hand(dated):
    rows = {row["person"]: row for row in question("people").answer(dated.store).records()}
    ines = rows["Ines Calloway"]
    assert (ines["guests"], ines["hosts"]) == (1, 0)
    [(named,)] = dated.store.select('SELECT (COUNT(DISTINCT ?h) AS ?n) { ?h schema:mentions/schema:name "Ines Calloway" ; a gb:Highlight }')
    assert ines["highlights"] == named > 0


def test_common_ground_is_that_of_both(dated):
    shows = [row[0] for row in dated.store.select("SELECT ?n { ?s a schema:PodcastSeries ; schema:name ?n } ORDER BY ?n")]
    one, other = [each for each in shows if len(each) > 3][:2]
    for row in question("common-ground").answer(dated.store, one, other).records():
        held = {
            each
            for (each,) in dated.store.select(
                f"SELECT DISTINCT ?n {{ ?h gb:expresses/skos:prefLabel {literal(row['idea'])} ; schema:partOfEpisode/schema:partOfSeries/schema:name ?n }}"
            )
        } & {one, other}
        assert held == ({one, other} if row["whose"] == "both" else {row["whose"]})


def test_a_path_hangs_together(dated):
    ideas = [str(row[0]) for row in dated.store.select("SELECT ?l { ?i a gb:Idea ; skos:prefLabel ?l } ORDER BY ?l")]
    steps = question("path").answer(dated.store, ideas[0], ideas[-1]).records()
    assert [each["step"] for each in steps] == list(range(1, len(steps) + 1))
    for one, other in itertools.pairwise(steps):
        a, b = one["highlight"], other["highlight"]
        assert dated.store.select(
            f"SELECT * {{ {{ <{a}> gb:relatedHighlight <{b}> }} UNION {{ <{a}> gb:expresses|schema:mentions ?x . <{b}> gb:expresses|schema:mentions ?x }} }}"
        ).rows


def test_a_path_begins_at_a_highlight_by_its_iri_or_its_share_link(dated):
    [(highlight, link, idea, label)] = dated.store.select(
        "SELECT ?h ?l ?i ?n { ?h a gb:Highlight ; schema:url ?l ; gb:expresses ?i . ?i skos:prefLabel ?n } ORDER BY ?n ?h LIMIT 1"
    )
    by_iri, by_link = (question("path").answer(dated.store, str(each), str(idea)).records() for each in (highlight, link))
    assert by_iri == by_link
    assert [(each["via"], each["highlight"]) for each in by_iri] == [(None, highlight)]
    back = question("path").answer(dated.store, str(label), str(highlight)).records()
    assert (back[0]["via"], back[-1]["highlight"]) == (label, highlight)


def test_a_number_of_thousands_of_digits_is_refused(dated):
    with pytest.raises(UsageError, match="below a billion"):
        question("surprise").answer(dated.store, "9" * 5000)


def test_since_says_what_is_new_and_what_is_gone(dated, tmp_path):
    everything = list(dated.store.triples())
    gone = dated.store.subjects(v.TYPE, v.HIGHLIGHT)[0]
    before = GraphStore(each for each in everything if gone not in (each.subject.value, getattr(each.object, "value", "")))
    for name, store in (("now.ttl", dated.store), ("before.ttl", before)):
        (tmp_path / name).write_bytes(turtle(store.triples(), {}))
    new = question("since").answer(dated.store, str(tmp_path / "before.ttl")).records()
    assert [each["highlight"] for each in new if each["what"] == "highlight"] == [gone]
    assert {each["change"] for each in new} == {"new"}
    assert {each["change"] for each in question("since").answer(before, str(tmp_path / "now.ttl")).records()} == {"gone"}
    assert not question("since").answer(dated.store, str(tmp_path / "now.ttl")).rows


def test_what_only_one_file_holds(dated, values):
    rows = question("only-in").answer(dated.store, values["source"]).records()
    lost = {each["highlight"] for each in rows if each["what"] == "highlight"}
    assert lost
    for row in rows:
        assert row["highlight"] in lost
        if row["what"] == "idea":
            held = {
                each
                for (each,) in dated.store.select(
                    f"SELECT ?h {{ ?h a gb:Highlight ; gb:expresses/skos:prefLabel {literal(row['label'])} }}"
                )
            }
            assert held <= lost


def test_clean_shows_what_was_joined_and_why(dated):
    rows = question("clean").answer(dated.store).records()
    assert any(
        row["name"] == "Ines Calloway" and row["other"] == "Inez Galloway" and row["reason"] for row in rows if row["state"] == "joined"
    )


def test_what_no_export_dates_is_said_to_be_unknown(example):
    undated = GraphStore(_without_dates(example))
    for name in ("who-introduced", "first-said", "timeline"):
        answer = question(name).answer(undated, "slow reading")
        assert (answer.rows, answer.remark) == ((), question(name).empty)
        assert "do not tell" in answer.remark


def test_the_first_by_either_clock(dated):
    [kept] = question("who-introduced").answer(dated.store, "slow reading").records()
    [said] = question("first-said").answer(dated.store, "slow reading").records()
    times = question("timeline").answer(dated.store, "slow reading").records()
    assert kept["kept"] == min(each["kept"] for each in question("everything-on").answer(dated.store, "slow reading").records())
    assert said["published"] == times[0]["date"] == min(each["date"] for each in times)
    assert [each["date"] for each in times] == sorted(each["date"] for each in times)
    assert kept["highlight"] != said["highlight"]


def test_rows_that_differ_in_a_list_alone_are_one():
    made = read("x", "# Title\n# arguments: (none)\n# columns: who (list: names), what\n# empty: Nobody.\nSELECT")
    assert (made.lists, made.columns) == ({"who"}, ("who", "what"))
    table = made.read(Table(("who", "what"), (("Wenna", 1), ("Orla", 1), (None, 2), ("Orla", 1))))
    assert table.rows == (("Orla, Wenna", 1), (None, 2))
    assert made.read(Table(("who", "what"), ())).remark == "Nobody."


def test_works_are_found_by_a_part_of_their_title():
    store = GraphStore.load(ontology_file("example.ttl"))
    [row] = question("works").answer(store, "glazes").records()
    assert (row["work"], row["kind"], row["author"], row["start"]) == ("Glazes by Ear", "Book", "Orla Quennell", 312)
    assert (row["quote"], row["show"]) == ("Glazes by Ear", "Slow Hands")
    [row] = question("works").answer(store, "long tide").records()
    assert (row["kind"], row["author"], row["title"]) == ("Movie", "Wenna Trask", None)


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


def test_the_page_on_questions_names_each_and_shows_how_it_is_asked():
    page = (Path(__file__).parents[2] / "docs" / "questions.md").read_text(encoding="utf-8")
    for each in questions():
        assert f"`{each.name}`" in page, each.name
        assert f"\ngraphbuild ask {each.name}" in page, each.name


def test_a_message_repeats_the_beginning_of_a_very_long_name(example):
    said = question("everything-on").answer(example.store, "rope" * 5_000).remark
    assert "rope" in said
    assert len(said) < 500
