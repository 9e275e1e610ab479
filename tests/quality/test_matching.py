"""When a label and a find are the same."""

import pytest

from graphbuild.quality.matching import pairs, same_person, same_phrase, same_title, singular


@pytest.mark.parametrize(
    ("labelled", "found", "is_same"),
    [
        (["Orla Finch"], ["Finch"], True),
        (["Orla"], ["Orla Finch"], True),
        (["Órla Finch"], ["orla finch"], True),
        (["O’Dell"], ["O'Dell"], True),
        (["Orla Finch"], ["Orla Crane"], False),
        (["Orla Finch", "orla fitch"], ["Fitch"], True),
        (["Orla"], [], False),
        (["…"], ["Orla"], False),
    ],
)
def test_people(labelled, found, is_same):
    assert same_person(labelled, found) is is_same


@pytest.mark.parametrize(
    ("labelled", "found", "is_same"),
    [
        ("The Quiet Tide", "the quiet tide", True),
        ("The Quiet Tide", "The Quiet Tides", True),
        ("Quiet Tide", "The Quiet Tide: A Year on a Reef", True),
        ("Tide", "The Quiet Tide", False),
        ("The Quiet Tide", "The Loud Town", False),
        ("!", "!", False),
    ],
)
def test_titles(labelled, found, is_same):
    assert same_title(labelled, found) is is_same


@pytest.mark.parametrize(
    ("labelled", "found", "is_same"),
    [
        ("reef fish", "Reef fishes", False),
        ("slow loops", "slow loop", True),
        ("theory of bodies", "theories of body", True),
        ("a theory of bodies", "theories of body", True),
        ("a theory of bodies", "theories of minds", False),
        ("slow reef loops", "slow loops", True),
        ("slow loops", "slow", False),
        ("glass", "glas", False),
    ],
)
def test_phrases(labelled, found, is_same):
    assert same_phrase(labelled, found) is is_same


def test_singular_leaves_what_is_no_plural():
    assert singular("Loops, theories; glass, bus, basis") == "loop theory glass bus basis"


def test_each_find_is_used_once_and_labels_choose_in_their_order():
    assert pairs(["Orla", "Orla Finch"], ["Orla Finch"], lambda a, b: same_person([a], [b])) == ((0, 0),)
    assert pairs(["a", "b"], ["b", "a"], str.__eq__) == ((0, 1), (1, 0))
