"""An idea whose words a highlight happens to use does not come back there, cross shows, bridge themes: only what highlights tell of does."""

from __future__ import annotations

import pytest

from graphbuild.graph import vocabulary as v
from graphbuild.questions import question, questions
from graphbuild.questions.reading import FOUND_AGAIN, expressed, places, told
from graphbuild.questions.sparql import SparqlQuestion
from tests.questions.made import ask, graph, named, passing

FIRM = {
    "a topic too": passing("b", "dough", rule="topics"),
    "a tag found again": passing("b", "dough", rule="tags"),
    "in the title": passing("b", "dough", more="gb:inField schema:name"),
    "in a note": passing("b", "dough", more="gb:inNote note:b"),
    "tagged": "highlight:b gb:tag idea:dough .",
}
"""What makes an idea more than named in passing."""


@pytest.mark.parametrize("name", ["recurrence", "ideas-across-shows", "unnoted"])
def test_what_is_named_in_passing_does_not_come_back(name):
    kept = {"a": "dough", "b": "dough", "c": "tide", "d": "tide"}
    assert {row["idea"] for row in ask(graph(kept), name)} == {"dough", "tide"}
    assert {row["idea"] for row in ask(graph(kept, passing("b", "dough")), name)} == {"tide"}


@pytest.mark.parametrize("name", ["recurrence", "ideas-across-shows", "unnoted"])
@pytest.mark.parametrize("firm", FIRM.values(), ids=FIRM)
def test_a_topic_a_tag_a_title_a_note_tell_of_it(name, firm):
    rows = ask(graph({"a": "dough", "b": "dough"}, passing("b", "dough"), firm), name)
    assert {row["idea"] for row in rows} == {"dough"}
    assert {row["shows"] for row in rows} == {2}


def test_where_an_idea_comes_back_it_is_shown_also_in_passing():
    kept = {"a": "dough", "b": "dough", "c": "dough"}
    days = {"a": "2024-03-01", "b": "2024-01-01", "c": "2024-05-01"}
    rows = ask(graph(kept, passing("b", "dough"), days=days), "recurrence")
    assert [(row["shows"], row["months"], row["day"]) for row in rows] == [
        (2, 2.0, day) for day in ("2024-01-01", "2024-03-01", "2024-05-01")
    ]


def test_the_highlight_that_is_shown_tells_of_the_idea():
    [row] = ask(graph({"a": "dough", "b": "dough", "c": "dough"}, passing("a", "dough")), "ideas-across-shows")
    assert (row["shows"], row["highlights"]) == (2, 2)
    assert named([row]) == ["b"]
    titled = passing("c", "dough", more="gb:inField schema:name")
    for name in ("ideas-across-shows", "unnoted"):
        assert named(ask(graph({"a": "dough", "b": "dough", "c": "dough"}, titled), name)) == ["c"]


def test_common_ground_is_what_both_tell_of():
    kept = {"a": "dough tide", "b": "dough tide"}
    rows = ask(graph(kept, passing("b", "dough")), "common-ground", "Show a", "Show b")
    assert [(row["whose"], row["idea"]) for row in rows] == [("both", "tide"), ("both", "tide"), ("Show a", "dough")]


def test_a_person_speaks_of_what_the_highlight_tells_of():
    guest = 'person:orla a schema:Person ; schema:name "Orla" . episode:a gb:guest person:orla .'
    assert [
        row["of"] for row in ask(graph({"a": "dough tide"}, guest, passing("a", "dough")), "person", "Orla") if row["what"] == "idea"
    ] == ["tide"]


def test_no_theme_hangs_on_words_in_passing():
    kept = {"a": "dough", "b": "dough tide", "c": "tide"}
    assert named(ask(graph(kept), "bridges")) == ["b"]
    assert not ask(graph(kept, passing("b", "dough")), "bridges")


@pytest.mark.parametrize("name", ["bridges", "path"])
def test_a_way_leads_over_what_is_told_where_there_is_one(name):
    kept = {"a": "dough oven", "b": "oven scale", "c": "oven tide", "d": "tide scale"}
    assert named(ask(graph(kept), name, "dough", "scale")) == ["a", "b"]
    assert named(ask(graph(kept, passing("b", "oven")), name, "dough", "scale")) == ["a", "c", "d"]
    assert named(ask(graph({"a": kept["a"], "b": kept["b"]}, passing("b", "oven")), name, "dough", "scale")) == ["a", "b"]


def test_a_way_begins_where_the_idea_is_told_of():
    kept = {"a": "dough oven", "b": "oven scale", "c": "dough tide", "d": "tide keel", "e": "keel scale"}
    assert named(ask(graph(kept, passing("a", "dough")), "bridges", "dough", "scale")) == ["c", "d", "e"]


def test_a_chain_that_begins_in_passing_says_so():
    kept = {"a": "dough oven", "b": "oven scale"}
    assert "in passing" not in question("bridges").answer(graph(kept), "dough", "scale").remark
    answer = question("bridges").answer(graph(kept, passing("a", "dough")), "dough", "scale")
    assert named(answer.records()) == ["a", "b"]
    assert answer.remark.endswith("None tells of “dough”: that is named in passing.")


def test_the_rule_that_finds_words_again_is_called_alike_everywhere(example):
    runs = {example.store.value(run, v.NAME) for run in example.store.subjects(v.TYPE, v.ACTIVITY)}
    asking = [each.name for each in questions() if isinstance(each, SparqlQuestion) and f'"{FOUND_AGAIN}"' in each.sparql]
    assert FOUND_AGAIN in runs
    assert asking == ["ideas-across-shows", "person", "unnoted"]


def test_what_is_told_is_the_same_in_python_and_in_sparql(example):
    where, telling = places(example.store), told(example.store, expressed(example.store))
    rows = question("ideas-across-shows").answer(example.store).records()
    assert rows
    for row in rows:
        [idea] = [each for each in example.store.subjects(v.TYPE, v.IDEA) if example.store.value(each, v.PREF_LABEL) == row["idea"]]
        held = {highlight for highlight, ideas in telling.items() if idea in ideas}
        counted = (len({where.show(each) for each in held}), len({where.home[each] for each in held}), len(held))
        assert (row["shows"], row["episodes"], row["highlights"]) == counted
