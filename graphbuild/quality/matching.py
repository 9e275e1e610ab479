"""When a label and what the graph says are the same person, title or phrase. Forgiving of form, not of content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from graphbuild.text import normal_form, words

_G = TypeVar("_G")
_P = TypeVar("_P")

# Shares of likeness from which two forms count as one. They are part of how the figures are counted, not tuned: another value makes
# other figures, which could not be compared with older ones.
ALIKE_TITLES = 0.85  # of the characters, as `difflib` counts them
SHARED_WORDS = 2 / 3  # of the words that either phrase holds


def same_person(labelled: Iterable[str], found: Iterable[str]) -> bool:
    """Whether some form of one holds all words of some form of the other (`Orla Finch`, `Finch`)."""
    ours = [set(words(name)) for name in labelled]
    theirs = [set(words(name)) for name in found]
    return any(a and b and (a <= b or b <= a) for a in ours for b in theirs)


def same_title(labelled: str, found: str) -> bool:
    """Whether two titles are equal, nearly so, or one (of two words or more) stands in the other."""
    a, b = normal_form(labelled), normal_form(found)
    if not a or not b:
        return False
    if a == b or SequenceMatcher(None, a, b).ratio() >= ALIKE_TITLES:
        return True
    short, long = sorted((a, b), key=len)
    return " " in short and f" {short} " in f" {long} "


def same_phrase(labelled: str, found: str) -> bool:
    """Whether two phrases have the same words but for plurals, or share most of them."""
    a, b = singular(labelled), singular(found)
    if a == b:
        return True
    x, y = set(a.split()), set(b.split())
    return bool(x and y) and len(x & y) / len(x | y) >= SHARED_WORDS


def singular(phrase: str) -> str:
    """The normal form with a plain plural ending taken off each word: enough to compare labels, no linguistics."""
    return " ".join(_singular_word(word) for word in words(phrase))


def _singular_word(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def pairs(labelled: Sequence[_G], found: Sequence[_P], same: Callable[[_G, _P], bool]) -> tuple[tuple[int, int], ...]:
    """Which label is which find, by place, each used once: in the order of the labels the first that is free and the same."""
    free, made = list(range(len(found))), []
    for n, label in enumerate(labelled):
        hit = next((m for m in free if same(label, found[m])), None)
        if hit is not None:
            free.remove(hit)
            made.append((n, hit))
    return tuple(made)
