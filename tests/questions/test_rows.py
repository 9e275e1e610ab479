"""What a row says: the text that stands for a highlight, which field a quote is from, the reason of the very spelling."""

from __future__ import annotations

import pytest

from tests.questions.made import ask, graph, passing


@pytest.mark.parametrize(("name", "days"), [("everything-on", None), ("timeline", {"a": "2024-03-01"})])
def test_takeaways_stand_for_what_was_said_where_there_is_no_summary(name, days):
    turn = 'highlight:a gb:turn <urn:t> . <urn:t> schema:position 1 ; schema:text "Well, so, yes." .'
    takeaways = 'highlight:a gb:takeaways "Starters keep for weeks." .'
    assert [row["text"] for row in ask(graph({"a": "dough"}, turn, days=days), name, "dough")] == ["Well, so, yes."]
    assert [row["text"] for row in ask(graph({"a": "dough"}, turn, takeaways, days=days), name, "dough")] == ["Starters keep for weeks."]
    summary = 'highlight:a schema:abstract "On starters." .'
    assert [row["text"] for row in ask(graph({"a": "dough"}, turn, takeaways, summary, days=days), name, "dough")] == ["On starters."]


def test_a_title_is_no_summary():
    said = 'highlight:a schema:name "Why dough rests" ; gb:takeaways "Let dough rest." .'
    titled = passing("a", "dough", more="gb:inField schema:name")
    summed = passing("a", "dough", rule="topics", more="gb:inField gb:takeaways")
    rows = ask(graph({"a": "dough"}, said, titled, summed), "who-said", "dough")
    assert [(row["field"], row["quote"]) for row in rows] == [("summary", "Let dough rest."), ("title", "Why dough rests")]


def test_a_show_that_names_itself_is_no_work_to_look_up():
    named = "show:a a gb:NamedWork . highlight:a schema:mentions show:a . highlight:b schema:mentions show:a ."
    assert [row["episode"] for row in ask(graph({"a": "dough", "b": "tide"}, named), "works")] == ["On b"]


def test_capitals_alone_are_not_told_as_joined():
    also = 'idea:dough skos:altLabel "Dough", "DOUGH", "doughs" .'
    rows = ask(graph({"a": "dough"}, also), "clean")
    assert [(row["name"], row["other"], row["reason"]) for row in rows] == [
        ("dough", "doughs", "the same but for hyphen, accent or plural")
    ]


def test_each_spelling_has_its_own_reason():
    orla = (
        'person:orla a schema:Person ; schema:name "Orla Quennell" ; schema:alternateName "Orla", "Quenell", "Quennel" ; '
        'gb:reason "“Orla” is part of Orla Quennell", "“Quenell” sounds like Orla Quennell" . highlight:a schema:mentions person:orla .'
    )
    why = {row["other"]: row["reason"] for row in ask(graph({"a": "dough"}, orla), "clean")}
    assert why["Orla"] == "“Orla” is part of Orla Quennell"
    assert why["Quenell"] == "“Quenell” sounds like Orla Quennell"
    assert why["Quennel"] == "“Orla” is part of Orla Quennell; “Quenell” sounds like Orla Quennell"
