"""A stronger model or an extractor of the user's own, by setting; without either everything works."""

import sys
import textwrap

import pytest

from graphbuild import pipeline
from graphbuild.config import Settings
from graphbuild.errors import ModelMissingError, SettingsError
from tests.exports import episode, snip, spoken, vault


@pytest.fixture
def exports(tmp_path):
    text = "We drove to the quarry with Zorblax, and then home."
    return [
        vault(
            tmp_path / "vault",
            a=episode(
                "On stone", "A Show", snip(1, "0:01", spoken("Marble quarrying", "Marble quarrying needs patience.", ("Speaker 1", text)))
            ),
        )
    ]


def people(made):
    return {name for (name,) in made.store.select("SELECT ?n { ?p a schema:Person ; schema:name ?n }")}


def test_another_model_tags(exports, tmp_path):
    import spacy

    model = spacy.blank("en")
    tagger = model.add_pipe("tagger")
    tagger.add_label("IN")  # all that it knows, so that no noun phrase is found
    model.initialize()
    model.to_disk(tmp_path / "model")
    phrases = "SELECT ?k { ?h gb:keyphrases ?k }"
    assert pipeline.build(exports).store.select(phrases).rows
    assert not pipeline.build(exports, Settings(model=str(tmp_path / "model"))).store.select(phrases).rows


def test_a_model_that_cannot_tag(exports, tmp_path):
    import spacy

    model = spacy.blank("en")
    model.to_disk(tmp_path / "blank")
    model.add_pipe("ner")
    model.to_disk(tmp_path / "untrained")
    with pytest.raises(ModelMissingError, match="nouns from verbs"):
        pipeline.build(exports, Settings(model=str(tmp_path / "blank")))
    with pytest.raises(ModelMissingError, match="not trained"):
        pipeline.build(exports, Settings(model=str(tmp_path / "untrained")))


def test_a_model_that_is_damaged_is_told_from_one_that_is_not_there(exports, tmp_path):
    import spacy

    spacy.blank("en").to_disk(tmp_path / "model")
    (tmp_path / "model" / "tokenizer").write_bytes(b"cut")
    with pytest.raises(ModelMissingError, match=r"cannot be loaded: \w+: .*Get it again"):
        pipeline.build(exports, Settings(model=str(tmp_path / "model")))
    with pytest.raises(ModelMissingError, match="cannot be loaded: TypeError"):
        pipeline.build(exports, Settings(model="numpy"))  # a package that can be loaded, and is no model


def test_a_model_that_is_not_there(exports):
    with pytest.raises(ModelMissingError, match="en_core_web_huge"):
        pipeline.build(exports, Settings(model="en_core_web_huge"))


EXTRACTOR = """
from graphbuild.model import Mention, MentionKind

class Zorblax:
    name, version = "zorblax", "1"

    def run(self, passage, tokens):
        at = passage.text.find("Zorblax")
        if at >= 0:
            yield Mention(field=passage.field, position=passage.position, start=at, end=at + 7, quote="Zorblax", kind=MentionKind.PERSON,
                          name="Ada Zorblax", confidence=0.9, extractor="zorblax-1", rule="zorblax")

EXTRACTOR = Zorblax()
NOTHING = 3
"""


@pytest.fixture
def module(tmp_path, monkeypatch):
    (tmp_path / "zorblax_extractor.py").write_text(textwrap.dedent(EXTRACTOR), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield "zorblax_extractor"
    sys.modules.pop("zorblax_extractor", None)


def test_an_extractor_of_ones_own(exports, module):
    assert "Ada Zorblax" not in people(pipeline.build(exports))
    assert "Ada Zorblax" in people(pipeline.build(exports, Settings(extractors=(f"{module}:EXTRACTOR",))))


@pytest.mark.parametrize(
    "name", ["nowhere_at_all:EXTRACTOR", "zorblax_extractor:ABSENT", "zorblax_extractor:NOTHING", "zorblax_extractor", ":x"]
)
@pytest.mark.usefixtures("module")
def test_what_is_no_extractor_is_refused(exports, name):
    with pytest.raises(SettingsError, match="extractor"):
        pipeline.build(exports, Settings(extractors=(name,)))


def test_a_rule_that_is_none_is_refused(exports):
    with pytest.raises(SettingsError, match="Did you mean 'tagged surname'"):
        pipeline.build(exports, Settings(without=("taged surname",)))


FAILING = {
    "raises": "raise KeyError('oops')",
    "gives nothing": "return None",
    "gives texts": "return ['Zorblax']",
    "gives a false quote": "return [replace(GOOD, field=passage.field, position=passage.position)]",
    "gives a number of another library": "return [replace(GOOD, field=passage.field, position=passage.position, quote=passage.text[:3],"
    " start=numpy.int64(0))]",
    "gives a name that is no text": "return [replace(GOOD, field=passage.field, position=passage.position, quote=passage.text[:3], name=5)]",
    "gives a kind that is none": "return [replace(GOOD, field=passage.field, position=passage.position, quote=passage.text[:3], kind='ship')]",
    "gives a mention of a class of its own": "return [type('Own', (Mention,), {})(field=passage.field, position=passage.position, start=0, end=3,"
    " quote=passage.text[:3], kind=MentionKind.PERSON, name='X Y', confidence=0.5, extractor='x-1')]",
}


@pytest.mark.parametrize("fault", FAILING)
def test_a_faulty_extractor_is_named(exports, tmp_path, monkeypatch, fault):
    body = FAILING[fault]
    (tmp_path / "faulty_extractor.py").write_text(
        "from dataclasses import replace\nimport numpy\nfrom graphbuild.model import Field, Mention, MentionKind\n"
        "GOOD = Mention(field=Field.TURN, position=1, start=0, end=3, quote='xyz', kind=MentionKind.PERSON, name='X Y', confidence=0.5,"
        " extractor='x-1')\n"
        f"class E:\n    name, version = 'x', '1'\n    def run(self, passage, tokens):\n        {body}\nEXTRACTOR = E()\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)
    try:
        with pytest.raises(SettingsError, match="faulty_extractor:EXTRACTOR"):
            pipeline.build(exports, Settings(extractors=("faulty_extractor:EXTRACTOR",)))
    finally:
        sys.modules.pop("faulty_extractor", None)


def test_a_class_is_no_extractor(exports, module):
    with pytest.raises(SettingsError, match="no extractor"):
        pipeline.build(exports, Settings(extractors=(f"{module}:Zorblax",)))
