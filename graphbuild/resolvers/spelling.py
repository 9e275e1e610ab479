"""Spellings of one word or phrase: one key, one word or two, one stem. Rules of English."""

from __future__ import annotations

import re

from graphbuild.extractors.topics import singular
from graphbuild.memory import remembered
from graphbuild.text import normal_form

_SHARP = re.compile(r"(?<=\b[A-Za-z])#(?!\w)")
# Words that make another word by standing before one: `in side`, `up set`, `on ward`
_JOINERS = frozenset(
    ["a", "all", "an", "any", "as", "at", "be", "by", "for", "i", "in", "is", "it", "me", "my", "no", "not", "now", "of", "on", "or",
     "out", "so", "some", "the", "to", "up", "we", "what", "who"]
)  # fmt: skip

_STEM = 5  # letters that must be left
_ENDINGS = re.compile(
    r"(?:(?:ed)?ness|(?:er|or)?ship|ations?|ative|ions?|ious|ous|ments?|ings?|isms?|istic|ists?|ical|ically|ics?|ity"
    r"|ally?|ly|ive|ers?|ors?|ance|ence|ant|ent|ful|ed|es|s|y|e)$"
)


def split_elsewhere(one: str, other: str) -> bool | None:
    """Whether keys of the same letters are the same words but for a space: True surely, False perhaps, None never.

    Perhaps: where the space makes other words of them (`in side`, `inside`). Never: where it makes other numbers (`7 00`, `70 0`).
    """
    a, b = _breaks(one), _breaks(other)
    letters = one.replace(" ", "")
    if any(letters[at - 1].isdigit() and letters[at].isdigit() for at in a ^ b):
        return None
    first_words = {words[n] for words in (one.split(), other.split()) for n in range(len(words) - 1)}
    return not first_words & _JOINERS


def _breaks(key: str) -> set[int]:
    """Before which letter, counted without spaces, a space stands."""
    at, breaks = 0, set()
    for word in key.split()[:-1]:
        at += len(word)
        breaks.add(at)
    return breaks


@remembered(65_536)
def stem(word: str) -> str:
    """What is left of a word without its ending, at least five letters; else the word itself."""
    match = _ENDINGS.search(word, _STEM) if word.isascii() else None
    return word[: match.start()] if match else word


@remembered(1_048_576)  # a vault of 50,000 highlights has half a million phrases
def topic_key(label: str) -> str:
    """The form by which spellings of a topic join: normal form, each word in the singular; `C`, `C++` and `C#` are three."""
    spelt = _SHARP.sub("sharp", label.replace("++", "plusplus"))
    return " ".join(singular(word) for word in normal_form(spelt).split())
