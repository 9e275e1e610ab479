"""Capitals are set right before tagging, and the text keeps its length."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphbuild.extractors.truecase import truecased


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it was tobias hartwell who said so", "it was Tobias Hartwell who said so"),
        ("my name is rose. i weave", "my name is Rose. i weave"),
        ("cut the rose before you paint", "cut the rose before you paint"),
        ("so that is all, martin, for today", "so that is all, Martin, for today"),
        ("a martin is a bird", "a martin is a bird"),
        ("the kettle next To it", "the kettle next to it"),
        ("and Steve Jobs came back", "and Steve Jobs came back"),
        ("tim brown wrote it, the brown dog", "Tim Brown wrote it, the brown dog"),
        ("epictetus and the buddha", "Epictetus and the Buddha"),
        ("michel de montaigne", "Michel de Montaigne"),
        ("mail tobias@example.org or see example.com/tobias", "mail tobias@example.org or see example.com/tobias"),
    ],
)
def test_names_are_raised_and_words_are_not(text, expected):
    assert truecased(text) == expected


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("abcdeimnorst ABJ,.'’\n-éß1"), max_size=120))
def test_no_length_changes(text):
    assert len(truecased(text)) == len(text)
