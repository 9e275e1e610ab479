"""Extraction gives the same whatever is in the cache, whoever works, and whatever else there is to extract from."""

import sys

import pytest

from graphbuild.cache import open_cache
from graphbuild.config import Settings
from graphbuild.extractors import EXTRACTORS, codec, extract, ours, spacy_model
from graphbuild.extractors.plugged import plugged
from graphbuild.model import Field, Passage
from graphbuild.workers import Processes

module = sys.modules["graphbuild.extractors.extract"]  # the package has a function of this name
MODEL = Settings().model
TEXTS = [
    "In her book The Slow Kiln, Petra Vandersteen writes that glaze is patience. Ask Tobias.",
    "we read mary wollstonecraft aloud\nand nobody left 🦜 the room",
    "",
    "“Naïve”, she said — e\u0301t voilà — René Zorblax's feedback loops 👩‍👩‍👧 are everywhere.",
    "Speaker 2 talked about the feedback loop, and about feedback loops.",
]
PASSAGES = [Passage(field=field, position=n, text=text) for n, text in enumerate(TEXTS, 1) for field in (Field.TURN, Field.TITLE)]


def found(passages=PASSAGES, extractors=EXTRACTORS, **how):
    return extract(passages, extractors, MODEL, **how)


@pytest.fixture(scope="module")
def fresh():
    return found()


@pytest.fixture
def untaggable(monkeypatch):
    """Whoever tags anything now fails."""
    monkeypatch.setattr(spacy_model, "load", None)


def test_something_is_found(fresh):
    names = {each.name for mentions in fresh for each in mentions}
    assert {"Petra Vandersteen", "Slow Kiln", "feedback loop"} <= names | {name.removeprefix("The ") for name in names}


def test_a_second_time_nothing_is_tagged(fresh, tmp_path, monkeypatch):
    with open_cache(tmp_path) as cache:
        assert found(cache=cache) == fresh
        monkeypatch.setattr(spacy_model, "load", None)
        assert found(cache=cache) == fresh
        assert found(PASSAGES[::-1], cache=cache) == fresh[::-1]
        # Another set of rules needs other mentions of the same tokens.
        assert found(extractors=ours({"full name, tagged"}), cache=cache) is not None


def test_a_turn_that_moves_keeps_its_mentions(fresh, tmp_path, monkeypatch):
    with open_cache(tmp_path) as cache:
        found(cache=cache)
        monkeypatch.setattr(spacy_model, "load", None)
        [moved] = found([Passage(field=Field.TURN, position=77, text=TEXTS[0])], cache=cache)
        assert [(each.name, each.start) for each in moved] == [(each.name, each.start) for each in fresh[0]]
        assert {each.position for each in moved} == {77}


def test_other_rules_find_other_mentions(tmp_path):
    with open_cache(tmp_path) as cache:
        every = found(cache=cache)
        fewer = found(extractors=EXTRACTORS[:1], cache=cache)
        assert fewer == [tuple(each for each in mentions if each.extractor.startswith("people")) for mentions in every]


def test_neither_neighbours_nor_workers_change_what_is_found(fresh, monkeypatch):
    assert [found([passage])[0] for passage in PASSAGES] == fresh
    monkeypatch.setattr(module, "_BATCH", 60)
    assert found(workers=Processes(2)) == fresh


def test_an_extractor_of_another_s_is_cached_by_its_source(tmp_path, monkeypatch):
    source = (
        "from graphbuild.model import Mention, MentionKind\n"
        "class Finds:\n name, version = 'finds', '1'\n def run(self, passage, tokens):\n"
        "  if passage.position == 1: yield Mention(field=passage.field, position=1, start=0, end=2, quote=passage.text[:2],"
        " kind=MentionKind.TOPIC, name='NAME', confidence=1, extractor='finds-1')\n"
        "EXTRACTOR = Finds()\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    passages = [Passage(field=Field.TURN, position=n, text=TEXTS[0]) for n in (1, 2)]
    with open_cache(tmp_path / "cache") as cache:
        for name in ("first", "second"):
            (tmp_path / f"finder_{name}.py").write_text(source.replace("NAME", name))
            one, two = found(passages, plugged([f"finder_{name}:EXTRACTOR"]), cache=cache)
            assert ([each.name for each in one], two) == ([name], ())


def test_a_text_longer_than_a_piece_is_tagged_whole():
    text = "The old kiln of Petra Vandersteen stands still. " * 900
    [tokens] = spacy_model.tag([text], MODEL)
    assert all(text[token.start : token.end].casefold() == token.text.casefold() for token in tokens)
    assert tokens[-1].end == len(text.rstrip())


def test_tokens_survive_being_kept():
    for text in TEXTS:
        for offset, piece in spacy_model.pieces(text):
            [tokens] = spacy_model.tag_pieces([piece], MODEL)
            kept = codec.tokens_of(codec.tokens_as_bytes(tokens), piece, offset)
            assert kept == [token._replace(start=token.start + offset, end=token.end + offset) for token in tokens]


def test_progress_counts_characters(tmp_path):
    told = []
    with open_cache(tmp_path) as cache:
        found(cache=cache, progress=lambda done, whole: told.append((done, whole)))
        assert told[-1][0] == told[-1][1] > sum(map(len, TEXTS))
        told.clear()
        found(cache=cache, progress=lambda done, whole: told.append((done, whole)))
        assert told == []
