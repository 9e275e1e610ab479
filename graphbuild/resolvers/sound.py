"""Whether a name could be another one misheard.

A speech recogniser writes what it hears: `Galloway` for Calloway, `Inez` for Ines. String likeness alone joins strangers (no threshold kept
30 pairs of near-namesakes apart, our measurement): every caller adds context.
"""

from __future__ import annotations

import jellyfish

from graphbuild.extractors.lexicon import UNRANKED, given_name_rank
from graphbuild.memory import remembered
from graphbuild.text import unaccented

_MIN_LENGTH = 4  # characters; `Jim` and `Tim` are one edit apart, and two people


def sounds_like(heard: str, full_name: str) -> bool:
    """Whether what was heard (normal form, one word or more) may be the full name, or one word of it."""
    heard_words, name_words = heard.split(), full_name.split()
    if len(heard_words) == 1:
        return any(alike(heard, word, first=not n) for n, word in enumerate(name_words))
    return len(heard_words) == len(name_words) and all(
        a == b or alike(a, b, first=not n) for n, (a, b) in enumerate(zip(heard_words, name_words, strict=True))
    )


def alike(a: str, b: str, *, first: bool = False) -> bool:
    """Whether two words sound the same (equal by metaphone), or are one edit apart.

    `first`: they are first names. Two that people really bear are two (`Maria`, `Mario`; `Joan`, `John`) unless only spelt otherwise (`Jon`, `John`).
    """
    if min(len(a), len(b)) < _MIN_LENGTH:
        return False
    if first and given_name_rank(a) < UNRANKED and given_name_rank(b) < UNRANKED:
        return _spelt(a) == _spelt(b)
    return (sound(a) == sound(b) != "") or bool(jellyfish.damerau_levenshtein_distance(unaccented(a), unaccented(b)) == 1)


def undoubled(text: str) -> str:
    """The text with each letter once where it stands twice or more in a row."""
    return "".join(c for n, c in enumerate(text) if not n or c != text[n - 1])


def _spelt(word: str) -> str:
    """A first name without what spelling alone decides: silent h, doubled letters, c and k, s and z, y and i, ph and f."""
    word = unaccented(word).replace("ph", "f").replace("ck", "k").replace("h", "").translate(str.maketrans("czy", "ksi"))
    return undoubled(word)


@remembered(65_536)
def sound(word: str) -> str:
    """The metaphone of a word: how an English reader says it (L. Philips, Computer Language, 1990); `""` in other scripts."""
    return str(jellyfish.metaphone(unaccented(word)))
