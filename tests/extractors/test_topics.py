"""Noun phrases on hand-made tokens: of-phrases whole, light words off, nothing across a line end."""

import pytest

from graphbuild.extractors.base import Token
from graphbuild.extractors.topics import EXTRACTOR, singular
from graphbuild.model import Field, Passage


def names(text, tags, field=Field.SUMMARY):
    tokens, start = [], 0
    for word, tag in zip(text.replace("\n", " \n ").split(" "), tags.split(), strict=True):
        if word == "\n":
            start += 1
            continue
        at = text.index(word, max(0, start - 1))
        tokens.append(Token(word, at, at + len(word), tag, word.lower()))
        start = at + len(word)
    passage = Passage(field=field, position=0, text=text)
    found = list(EXTRACTOR.run(passage, tokens))
    assert all(text[each.start : each.end] == each.quote for each in found)
    return {each.name for each in found}


@pytest.mark.parametrize(
    ("text", "tags", "wanted"),
    [
        ("the price of knowledge", "DT NN IN NN", {"price of knowledge", "price"}),
        ("an important feedback loop", "DT JJ NN NN", {"feedback loop"}),
        ("a lot of people", "DT NN IN NNS", set()),
        ("slow ropes", "JJ NNS", {"slow rope"}),
        ("mending sailcloth", "VBG NN", {"sailcloth"}),
    ],
)
def test_candidates(text, tags, wanted):
    assert names(text, tags) == wanted


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("habits", "habit"),
        ("stories", "story"),
        ("analyses", "analysis"),
        ("boxes", "box"),
        ("species", "species"),
        ("bus", "bus"),
        ("physics", "physics"),
    ],
)
def test_singular(plural, one):
    assert singular(plural) == one
