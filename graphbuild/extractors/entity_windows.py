"""Which stretches of a text the entity recogniser must read: those around words that may be part of a name.

Recognising entities is half of the cost of tagging, and most words that people say stand far from any capital letter in mid sentence. Names have
theirs (truecase.py gives them back where a machine dropped them), and the recogniser looks a few words around: its network sees four words to each
side. So it reads a dozen words around each capital and leaves the rest.

Measured on 469 texts of real highlights: it reads a third of the words; of the entities with a capital it finds all but some numbers (`One`), and what
it finds is the same but for 12 of 1,000. Lost is what it makes of words in small letters: dates, numbers, and a name that is none in 27 cases.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphbuild.extractors.lexicon import is_given_name, level

_AROUND = 12  # words; with 8 it reads a quarter of all words, and what it finds differs more often
_EVERYDAY = 10  # the level of a word up to which a capital at the beginning of a sentence means nothing
_ENDS = frozenset([".", "?", "!", "...", "…", ":"])

Window = tuple[int, int]
"""Words `begin` to `end` (half-open)."""


def windows(words: Sequence[str]) -> list[Window]:
    """The stretches to read, in order, none touching another."""
    found: list[Window] = []
    for n in _capitals(words):
        begin, end = max(0, n - _AROUND), min(len(words), n + _AROUND + 1)
        if found and begin <= found[-1][1]:
            found[-1] = found[-1][0], end
        else:
            found.append((begin, end))
    return found


def _capitals(words: Sequence[str]) -> Iterator[int]:
    """Where a word has a capital that its place does not explain, or letters that know no capitals."""
    for n, word in enumerate(words):
        first = word[0]
        if first.islower() or not first.isalpha() or word == "I":
            continue
        if first.isupper() and (n == 0 or words[n - 1] in _ENDS) and level(word) <= _EVERYDAY and not is_given_name(word):
            continue
        yield n
