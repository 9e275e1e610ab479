"""Pure functions on text."""

from graphbuild.text import sentence


def test_a_sentence_is_cut_at_its_ends_and_at_a_length():
    text = "One. Two Orla here. Three."
    assert sentence(text, 9, 13, 100) == "Two Orla here."
    assert sentence("x" * 300 + " Orla", 301, 305, 100).startswith("…x")
