"""Pure functions on text."""

import pytest

from graphbuild.text import earliest, moment, sentence


def test_a_sentence_is_cut_at_its_ends_and_at_a_length():
    text = "One. Two Orla here. Three."
    assert sentence(text, 9, 13, 100) == "Two Orla here."
    assert sentence("x" * 300 + " Orla", 301, 305, 100).startswith("…x")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2024-03-12", "2024-03-12"),
        ("2024-03-12 07:05", "2024-03-12T07:05"),
        ("2024-03-12 7:05:09", "2024-03-12T07:05:09"),
        ("2024-03-12 07:05:09+00:00", "2024-03-12T07:05:09+00:00"),
        ("2024-03-12T07:05:09.123456Z", "2024-03-12T07:05:09Z"),
        ("2024-03-12T07:05:09-0530", "2024-03-12T07:05:09-05:30"),
        ("2024-03-12T07:05 and more", "2024-03-12T07:05"),
        ("2024-03-12 at noon", "2024-03-12"),
        ("2024-03-12 07:05 PM", "2024-03-12"),  # half a day is not left to chance
        ("2024-03-12 27:05", "2024-03-12"),
        ("2024-03-12 07:65", "2024-03-12"),
        ("2024-13-12 07:05", None),
        ("2024-03-121", None),
        ("on 2024-03-12", None),
        ("", None),
        ("٢٠٢٤-٠٣-١٢", None),
    ],
)
def test_a_moment_is_as_fine_as_it_was_written_and_no_finer(text, wanted):
    assert moment(text) == wanted


def test_the_earliest_day_wins_and_of_one_day_the_finest():
    assert earliest(["2024-03-12", None, "2024-03-11T23:00:00Z"]) == "2024-03-11T23:00:00Z"
    assert earliest(["2024-03-12", "2024-03-12T08:00", "2024-03-12T07:00"]) == "2024-03-12T07:00"
    assert earliest([None]) is None
