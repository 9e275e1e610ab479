"""A tagger that knows the words of made-up vaults alone: with it, the growth of all other steps can be measured at 50,000 highlights in minutes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from benchmarks.vaults import ADJECTIVES, JOINTS, OPENINGS, VERBS
from graphbuild.extractors import spacy_model
from graphbuild.extractors.base import Token

_WORD = re.compile(r"\w+(?:-\w+)*|[^\w\s]")
_TAGS = {
    **{word.strip(","): "IN" for words in (*JOINTS, *OPENINGS) for word in words.lower().split()},
    **dict.fromkeys(VERBS, "VBZ"),
    **dict.fromkeys(ADJECTIVES, "JJ"),
    **dict.fromkeys(("the", "a"), "DT"),
    **dict.fromkeys(("of", "with", "on"), "IN"),
    **dict.fromkeys(("says", "compare"), "VBZ"),
}


def tag_pieces(texts: Iterable[str], model: str) -> Iterator[list[Token]]:
    """What `spacy_model.tag_pieces` gives."""
    del model
    return (list(_tokens(text)) for text in texts)


def install() -> None:
    """Tag by this from now on, in this process."""
    spacy_model.tag_pieces = tag_pieces
    spacy_model.identity = lambda model: f"words of made-up vaults, for {model}"


def _tokens(text: str) -> Iterator[Token]:
    before = False
    for match in _WORD.finditer(text):
        word = match[0]
        lower = word.lower()
        is_name = word[0].isupper() and lower not in _TAGS
        tag = "NNP" if is_name else _TAGS.get(lower, "NN") if word[0].isalpha() else "."
        yield Token(word, match.start(), match.end(), tag, lower, "PERSON" if is_name else "", is_name and not before)
        before = is_name
