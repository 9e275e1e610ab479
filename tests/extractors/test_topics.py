"""Noun phrases on hand-made tokens: of-phrases whole, light words off, nothing across a line end."""

import pytest

from graphbuild.extractors.base import Token
from graphbuild.extractors.topic_phrases import Shape
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
        ("an important feedback loop", "DT JJ NN NN", {"feedback loop", "feedback", "loop"}),
        ("a lot of people", "DT NN IN NNS", set()),
        ("the weaving process", "DT NN NN", {"weaving process", "weaving"}),
        ("slow ropes", "JJ NNS", {"slow rope", "rope"}),
        ("salt and patience", "NN CC NN", {"salt", "patience", "salt and patience"}),
        (
            "tides in the harbour of Brack",
            "NNS IN DT NN IN NNP",
            {"tide", "tides in the harbour of Brack", "harbour", "Brack", "harbour of Brack"},
        ),
        ("mending sailcloth", "VBG NN", {"mending sailcloth", "sailcloth", "mending"}),
        ("learning by mending", "VBG IN VBG", {"learning", "learning by mending", "mending"}),
        ("learning how to row", "VBG WRB TO VB", {"learning", "learning how to row"}),
        ("we like night fishing .", "PRP VBP NN VBG .", {"night fishing"}),
        ("the crew mending nets", "DT NN VBG NNS", {"crew", "mending", "mending nets", "net"}),
        ("she was mending nets", "PRP VBD VBG NNS", {"net"}),
        ("a harbour master 's lamp", "DT NN NN POS NN", {"harbour master 's lamp", "master 's lamp", "harbour", "lamp"}),
        ("ropes | sails", "NNS NN NNS", {"rope", "sail"}),
        ("ropes\nsails", "NNS _ NNS", {"rope", "sail"}),
        ("long term mending", "JJ NN NN", {"long term mending", "term mending", "mending"}),
        ("high quality sails", "JJ NN NNS", {"high quality sail", "high quality", "quality sail", "quality", "sail"}),
        ("coined the term slow bread", "VBD DT NN JJ NN", {"slow bread", "bread"}),
        ("mending anything", "VBG NN", {"mending"}),
        ("getting ropes", "VBG NNS", {"getting", "rope"}),
        # A number is part of what it names, not of what it counts.
        ("the ten knot limit", "DT CD NN NN", {"ten knot limit", "limit"}),
        ("the 80/20 rule", "DT CD NN", {"80/20 rule"}),
        ("the 90 % effort limit", "DT CD NN NN NN", {"90 % effort limit", "90 % effort", "limit"}),
        ("two hour crossings", "CD NN NNS", {"crossing"}),
        ("ten year old boat", "CD NN JJ NN", {"ten year old boat", "old boat", "boat"}),
        ("grade 3 sailcloth", "NN CD NN", {"grade 3 sailcloth", "grade 3", "sailcloth"}),
        ("ten boats", "CD NNS", {"boat"}),
        ("ten oak boats", "CD NN NNS", {"oak boat", "oak", "boat"}),
        # An adjective of degree measures the noun after it.
        ("high tide mark", "JJ NN NN", {"high tide mark", "high tide", "tide mark", "tide", "mark"}),
        ("good tide mark", "JJ NN NN", {"tide mark", "tide", "mark"}),
        # A light word may make a term, where it does not only praise or count.
        ("her second skin", "PRP$ JJ NN", {"second skin", "skin"}),
        ("critical mending", "JJ VBG", {"critical mending", "mending"}),
        ("several skins", "JJ NNS", {"skin"}),
        # Verbs are no part of a noun phrase.
        ("they have mended nets", "PRP VBP VBN NNS", {"net"}),
        ("mended nets", "VBN NNS", {"mended net", "net"}),
        ("worth mending", "JJ VBG", set()),
        ("it is hard telling", "PRP VBZ JJ VBG", set()),
        # Empty plurals and owners are no part of it either.
        ("all things rope", "DT NNS NN", {"rope"}),
        ("people 's nets", "NNS POS NNS", {"net"}),
        # A chain of `of` is not cut off at the second noun.
        ("the price of rope of hemp", "DT NN IN NN IN NN", {"price", "price of rope of hemp", "rope", "rope of hemp", "hemp"}),
    ],
)
def test_candidates(text, tags, wanted):
    assert names(text, tags) == wanted


def test_each_wording_comes_once_a_passage_and_says_how_it_is_built():
    text = "slow bread and slow bread"
    tokens = [
        Token(word, at, at + len(word), tag, word)
        for word, at, tag in zip(text.split(), (0, 5, 11, 15, 20), ("JJ", "NN", "CC", "JJ", "NN"), strict=True)
    ]
    found = {each.name: each for each in EXTRACTOR.run(Passage(field=Field.SUMMARY, position=0, text=text), tokens)}
    assert (found["slow bread"].start, found["slow bread"].rule) == (0, Shape.WHOLE)
    assert found["bread"].rule == Shape.PART


def test_title_case_is_no_name():
    assert names("Slow Ropes", "NNP NNPS", Field.TITLE) == {"slow rope", "slow", "rope"}
    assert names("the Brack Ropes", "DT NNP NNPS") == {"Brack Rope", "Brack", "Rope"}


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
