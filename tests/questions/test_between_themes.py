"""What joins themes, which never meet, and what comes back: on small graphs whose answers can be read off."""

from __future__ import annotations

import pytest

from graphbuild.graph.store import GraphStore
from graphbuild.questions import EVIDENCE, question
from tests.questions.made import ask, graph, linked, named


@pytest.mark.parametrize("name", ["bridges", "gaps", "recurrence"])
def test_each_row_ends_in_highlight_show_episode_second(example, name):
    assert question(name).columns[-5:] == EVIDENCE
    answer = question(name).answer(example.store)
    rows = answer.records()
    assert rows or answer.remark
    assert all(row["highlight"] and row["show"] and row["episode"] and row["start"] is not None for row in rows)
    assert rows == ask(GraphStore(sorted(example.store.triples(), key=str)), name)


def test_the_only_highlight_on_two_themes_is_told_with_what_hangs_on_it():
    store = graph({"a": "dough oven", "b": "dough tide", "c": "tide keel", "d": "scale piano tide", "e": "tempo rope"})
    rows = ask(store, "bridges")
    assert named(rows) == ["b", "d", "e"]
    assert rows[0]["others"] == 0
    assert "without it they never meet" in str(rows[0]["reason"])
    assert "“baking” would meet no other theme" in str(rows[0]["reason"])
    assert rows[1]["others"] == 1
    assert rows[1]["reason"] == "One of 2 highlights that speak of both."


def test_links_that_remain_are_counted():
    rows = ask(graph({"a": "dough", "b": "dough tide", "c": "tide"}, linked("a", "c")), "bridges")
    assert named(rows) == ["b"]
    assert "1 link would still join them" in str(rows[0]["reason"])


def test_between_two_names_stand_the_highlights_on_both_then_the_links():
    store = graph({"a": "dough", "b": "dough tide", "c": "tide", "d": "keel"}, linked("a", "c", "0.4"), linked("a", "d", "0.9"))
    rows = ask(store, "bridges", "baking", "sailing")
    assert [row["how"] for row in rows] == ["both", "link", "link", "link", "link"]
    assert named(rows) == ["b", "a", "d", "a", "c"]
    assert [row["score"] for row in rows] == [1.0, 0.9, 0.9, 0.4, 0.4]
    assert named(ask(store, "bridges", "sailing", "baking")) == ["b", "d", "a", "c", "a"]


def test_one_name_is_held_against_every_theme():
    store = graph({"a": "dough tide", "b": "dough scale", "c": "dough scale"})
    assert named(ask(store, "bridges", "dough")) == ["a", "b", "c"]
    assert [row["second"] for row in ask(store, "bridges", "dough")] == ["sailing", "music", "music"]


def test_where_nothing_joins_them_the_shortest_chain_does():
    store = graph({"a": "dough oven", "b": "oven tide", "c": "tide keel", "d": "keel scale", "e": "scale piano"})
    answer = question("bridges").answer(store, "dough", "piano")
    assert "over 5 highlights" in answer.remark
    assert named(answer.records()) == ["a", "b", "c", "d", "e"]
    assert answer.records()[0]["reason"] == "Step 1 of 5: leads on by “oven”; without it no way is left."
    assert answer.records()[-1]["reason"] == "Step 5 of 5: speaks of “piano”; without it no way is left."


def test_a_way_round_is_no_single_point():
    store = graph({"a": "dough oven", "b": "oven tide", "c": "oven tide", "d": "tide keel"})
    reasons = [str(row["reason"]) for row in ask(store, "bridges", "dough", "keel")]
    assert len(reasons) == 4 - 1
    assert ["without it" in each for each in reasons] == [True, False, True]


def test_no_way_at_all_is_said():
    answer = question("bridges").answer(graph({"a": "dough", "b": "tide"}), "dough", "tide")
    assert not answer.rows
    assert answer.remark == "Nothing leads from “dough” to “tide”."


def test_themes_that_never_meet_show_the_two_highlights_that_come_nearest():
    words = 'highlight:a schema:name "Knots hold under wet weather" . highlight:c schema:name "Weather and knots" . highlight:b schema:name "Crust" .'
    kept = {"a": "dough", "b": "oven", "c": "tide", "d": "scale tide"}
    assert not ask(graph(kept, words), "gaps")  # a title alone is held against nothing
    rows = ask(graph(kept, words, 'highlight:a schema:abstract "Rope." . highlight:c schema:abstract "Wind." .'), "gaps")
    assert [(row["one"], row["other"]) for row in rows] == [("baking", "sailing")] * 2
    assert named(rows) == ["a", "c"]
    assert [row["theme"] for row in rows] == ["baking", "sailing"]
    assert rows[0]["shared_words"] == "knot, weather"
    assert 0 < float(str(rows[0]["nearness"])) <= 1


@pytest.mark.parametrize("joined", ["highlight:a gb:expresses idea:tide .", linked("a", "c")])
def test_themes_that_meet_are_no_gap(joined):
    words = 'highlight:a schema:name "Knots in wet weather" . highlight:c schema:name "Weather and knots" .'
    answer = question("gaps").answer(graph({"a": "dough", "c": "tide", "d": "scale dough", "e": "scale tide"}, words, joined))
    assert not answer.rows
    assert answer.remark == "All themes meet."


def test_what_comes_back_is_measured_by_one_clock_and_unknown_stays_unknown():
    kept = 'highlight:c schema:dateCreated "2024-05-01T09:30:00+02:00" . highlight:d schema:dateCreated "2024-05-31" .'
    store = graph(
        {"a": "dough", "b": "dough", "c": "tide", "d": "tide", "e": "rye", "f": "rye"}, kept, days={"a": "2023-01-10", "b": "2023-08-10"}
    )
    spans = {row["idea"]: (row["months"], row["clock"]) for row in ask(store, "recurrence")}
    assert spans == {"dough": (7.0, "published"), "tide": (1.0, "kept"), "rye": (None, None)}
    assert [row["day"] for row in ask(store, "recurrence", "2") if row["idea"] == "tide"] == ["2024-05-01", "2024-05-31"]
    answer = question("recurrence").answer(store, "2", "6")
    assert {row["idea"] for row in answer.records()} == {"dough"}
    assert "1 have no two dates" in answer.remark


def test_what_came_up_in_too_few_shows_is_told():
    answer = question("recurrence").answer(graph({"a": "dough", "b": "dough"}), "3")
    assert not answer.rows
    assert answer.remark == "No idea came up in 3 shows or more."


def test_themes_that_share_everyday_words_alone_are_no_gap():
    words = 'highlight:a schema:name "People make decisions" . highlight:c schema:name "Making people decide" . highlight:b schema:name "Crust" .'
    assert not ask(graph({"a": "dough", "b": "oven", "c": "tide", "d": "scale tide"}, words), "gaps")
