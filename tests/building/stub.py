"""A tagger of a few lines, so that hundreds of builds take seconds: what is true of them does not depend on how well it tags."""

from __future__ import annotations

import re

from graphbuild.extractors import spacy_model
from graphbuild.extractors.base import Token

_WORD = re.compile(r"\w+|[^\w\s]")


def tag_pieces(texts, model):
    del model
    return (list(_tokens(text)) for text in texts)


def _tokens(text):
    before = False
    for match in _WORD.finditer(text):
        word = match[0]
        is_name = word[0].isupper() and match.start() > 0
        tag = "NNP" if is_name else "NN" if word.isalpha() and len(word) > 3 else "DT" if word.isalpha() else "."
        yield Token(word, match.start(), match.end(), tag, word.lower(), "PERSON" if is_name else "", is_name and not before)
        before = is_name


def install(patch):
    """Tag with this instead of a language model."""
    patch.setattr(spacy_model, "tag_pieces", tag_pieces)
    patch.setattr(spacy_model, "identity", lambda model: f"stub {model}")
    patch.setattr("graphbuild.building.unchanged.identity", lambda model: f"stub {model}")
