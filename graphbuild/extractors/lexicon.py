"""The shipped word lists: which words are given names or surnames, and how common an English word is."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from graphbuild.text import unaccented

COMMON = 35  # words up to this level are everyday English
RARE = 100  # the level of a word that is in none of the lists


@cache
def _given_names() -> frozenset[str]:
    return frozenset((files("graphbuild") / "data" / "given_names.txt").read_text(encoding="utf-8").split())


@cache
def _surnames() -> frozenset[str]:
    return frozenset((files("graphbuild") / "data" / "surnames.txt").read_text(encoding="utf-8").split())


@cache
def _levels() -> dict[str, int]:
    lines = (files("graphbuild") / "data" / "english_words.txt").read_text(encoding="utf-8").splitlines()
    return {word: int(level) for word, level in (line.split() for line in lines)}


def is_given_name(word: str) -> bool:
    """Whether somebody bears the word as a first name, in any country of the lists."""
    return unaccented(word).casefold() in _given_names()


def is_surname(word: str) -> bool:
    """Whether the word is a surname of the United States census (whose bearers came from everywhere)."""
    return unaccented(word).casefold() in _surnames()


def level(word: str) -> int:
    """How common an English word is: 10 (the most common 4,000), 20, 35, 40, 50, or `RARE`; simple inflections count."""
    word = word.casefold()
    levels = _levels()
    if word in levels:
        return levels[word]
    for ending in ("'s", "’s"):
        if word.endswith(ending) and word[: -len(ending)] in levels:
            return levels[word[: -len(ending)]]
    return RARE
