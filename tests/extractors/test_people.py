"""Candidates for people: which rule finds what, and what wears a name and is nobody."""

import pytest

from graphbuild.config import Settings
from graphbuild.extractors import extract
from graphbuild.extractors.people import EXTRACTOR, Rule
from graphbuild.model import Field, Passage


def found(text, field=Field.TURN):
    [mentions] = extract([Passage(field=field, position=1, text=text)], [EXTRACTOR], Settings().model)
    for mention in mentions:
        assert mention.quote == text[mention.start : mention.end]
    return {mention.name: mention.rule for mention in mentions if mention.rule != Rule.THING}


@pytest.mark.parametrize(
    ("text", "name", "rule"),
    [
        ("And then Leonhard Euler proved it in a week.", "Leonhard Euler", Rule.TAGGED_FULL_NAME),
        ("you know leonhard euler did that", "Leonhard Euler", Rule.LOWER_FULL_NAME),
        ("We wrote to Dr. Vandersteen, who studies eels.", "Vandersteen", Rule.TITLED_NAME),
        ("hi there, my name is rose and i weave", "Rose", Rule.CUED_GIVEN_NAME),
        ("Well, what would you do here, Marcus? Be frank.", "Marcus", Rule.CUED_GIVEN_NAME),
        ("The last letter is long. Tobias asks when to reef.", "Tobias", Rule.CUED_GIVEN_NAME),
        ("Even Aristotle had mornings like that.", "Aristotle", Rule.NOTABLE_NAME),
        ("he taped an old hegel quote to a kettle", "Hegel", Rule.NOTABLE_NAME),
        ("they carved a small head of the buddha", "Buddha", Rule.NOTABLE_NAME),
    ],
)
def test_each_rule_finds_its_name(text, name, rule):
    assert found(text).get(name) == rule


@pytest.mark.parametrize(
    "text",
    [
        "We got it from Hampshire Hathaway in the end.",
        "Those kettles from Kingston Dynamics are strange.",
        "They sold Blue Kettle Enterprise Loom, and then it broke.",
        "Every Thursday and in March nobody rows.",
        "It is the German kettle that counts.",
        "My KX9 Max is broken again.",
        "The kettle runs on AI. AI is getting warmer.",
        "In north macedonia and in norway they bake it.",
    ],
)
def test_what_wears_a_name_is_nobody(text):
    assert {name for name, rule in found(text).items() if rule != Rule.GIVEN_NAME} == set()


def test_a_word_said_twice_is_no_name_of_two_words():
    assert "Euler Euler" not in found("and so Euler Euler writes, in plain words")


def test_a_line_end_parts_two_names():
    assert set(found("— Leonhard Euler\nLeonhard Euler on numbers", Field.TEXT)) == {"Leonhard Euler"}
