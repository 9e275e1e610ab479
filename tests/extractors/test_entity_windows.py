"""The entity recogniser reads around capitals, and finds there what it finds in the whole text."""

import pytest
import spacy

from graphbuild.config import Settings
from graphbuild.extractors import spacy_model
from graphbuild.extractors.entity_windows import windows

MODEL = Settings().model
FAR = ("and " + "so on and on with nothing to name " * 4).strip()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("nobody is named here at all", []),
        ("I think so . And then we leave . When ? I do", []),  # everyday words at the beginning of a sentence
        ("We met Petra", [(0, 3)]),
        (f"Wenatchee is far {FAR}", [(0, 13)]),  # no everyday word, so its capital may be a name's
        ("Grace is good .", [(0, 4)]),  # a first name
        ("東京 は 大きい", [(0, 3)]),  # letters that know no capitals
        ("", []),
    ],
)
def test_which_stretches_are_read(text, found):
    assert windows(text.split()) == found


def test_stretches_that_meet_are_one():
    words = ["so"] * 100
    words[20] = words[44] = "Petra"
    words[80] = "Tarn"
    assert windows(words) == [(8, 57), (68, 93)]


def test_the_same_names_are_found_as_in_the_whole_text():
    text = spacy_model.repair(
        f"{FAR}. I asked Petra Vandersteen about the kiln in Portland, {FAR}, and she said {FAR}. "
        f"Later Tobias Wren of the Harbour Museum told us {FAR}. It was in March that he left for Japan."
    )
    [tokens] = spacy_model.tag_pieces([text], MODEL)
    tagger = spacy_model.load(MODEL)
    whole = tagger.entities(tagger.nlp(text))
    wanted = {(each.start_char, each.end_char, each.label_) for each in whole.ents if each.text[0].isupper()}
    found = {(token.start, token.entity) for token in tokens if token.begins}
    assert {"PERSON", "GPE"} <= {label for *_, label in wanted}
    assert {(start, label) for start, _, label in wanted} <= found


def test_only_verbs_have_a_lemma():
    [tokens] = spacy_model.tag_pieces(["she said that the tides were turning"], MODEL)
    assert [token.lemma for token in tokens] == ["she", "say", "that", "the", "tides", "be", "turn"]


def test_what_another_part_of_a_model_finds_is_not_lost(tmp_path):
    for name in ("ner", "ships"):
        nlp = spacy.blank("en")
        nlp.add_pipe("tagger").add_label("NN")
        nlp.initialize()
        nlp.add_pipe("entity_ruler", name=name).add_patterns([{"label": "ORG", "pattern": "harbour"}])
        nlp.to_disk(tmp_path / name)
        [tokens] = spacy_model.tag_pieces(["we saw the harbour"], str(tmp_path / name))
        assert [(token.text, token.entity) for token in tokens if token.begins] == [("harbour", "ORG")]
