"""A voice becomes a person only where the highlight earns it."""

import pytest

from graphbuild import pipeline
from graphbuild.config import Settings
from tests.exports import episode, snip, spoken, vault


def voices(folder, *turns, title="On knots", show="The Rope Hour with Ada Roper", settings=None):
    text = episode(title, show, snip(1, "0:01", spoken("A title", "Some words.", *turns)))
    made = pipeline.build([vault(folder, a=text)], settings)
    rows = made.store.select("SELECT ?l ?n ?r { ?s gb:identifiedAs/schema:name ?n ; schema:name ?l ; gb:reason ?r }").rows
    return {label: name for label, name, _ in rows}


CALLER = ("Speaker 2", "Hi, my name is Marcus, and boats are my trade. How do I begin?")


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        ([("Speaker 1", "Let us hear the next question."), CALLER], {"Speaker 2": "Marcus", "Speaker 1": "Ada Roper"}),
        ([("Speaker 1", "So, Ada, what is a splice?"), ("Speaker 2", "It joins two ropes.")], {"Speaker 2": "Ada Roper"}),
        ([("Speaker 1", "Thank you, Ruth. She wrote that to us."), ("Speaker 2", "It joins two ropes.")], {}),
        ([("Speaker 1", "My cousin, Tobias, says so."), ("Speaker 2", "It joins two ropes.")], {}),
        ([("Speaker 1", "I told Tobias so."), ("Speaker 2", "It joins two ropes.")], {}),
        ([("Ines Marrow", "It joins two ropes.")], {"Ines Marrow": "Ines Marrow"}),
        ([("ropefan77", "It joins two ropes.")], {}),
        ([("Speaker 1", "It joins two ropes.")], {}),
        ([("Speaker 1", "I just spoke to Henrik Hallam. Henrik, hm?"), ("Speaker 2", "And?")], {}),
        ([("Speaker 1", "This is Henrik Hallam from an older episode."), ("Speaker 2", "And?")], {}),
        (
            [("Speaker 1", "Well, Henrik, did you try it?"), ("Speaker 2", "I did."), ("Speaker 3", "So did I.")],
            {"Speaker 2": "Henrik"},
        ),
    ],
)
def test_who_is_speaking(tmp_path, turns, expected):
    assert voices(tmp_path, *turns) == expected


def test_a_number_says_nothing_in_another_highlight(tmp_path):
    first = spoken("One", "Some words.", ("Speaker 1", "Welcome. I'm Ada Roper."))
    second = spoken("Two", "Other words.", ("Speaker 1", "It joins two ropes."))
    text = episode("On knots", "The Rope Hour", snip(1, "0:01", first), snip(2, "0:09", second))
    made = pipeline.build([vault(tmp_path, a=text)])
    assert len(made.store.select("SELECT ?s { ?s gb:identifiedAs ?p }").rows) == 1


def test_a_voice_that_the_export_names_is_named_in_the_highlight(tmp_path):
    text = episode("On knots", "The Rope Hour", snip(1, "0:01", spoken("One", "Some words.", ("Ines Marrow", "It joins two ropes."))))
    made = pipeline.build([vault(tmp_path, a=text)])
    assert made.store.select('SELECT ?h { ?h schema:mentions/schema:name "Ines Marrow" }').rows


def test_a_rule_can_be_left_out(tmp_path):
    turns = [("Speaker 1", "Let us hear the next question."), CALLER]
    assert "Speaker 2" not in voices(tmp_path, *turns, settings=Settings(without=("says so",)))
