"""Whether a name could be another one misheard.

A speech recogniser writes what it hears: `Gerard` for Girard, `Jonathan` for Johnathan. String likeness alone joins strangers (no
threshold kept 30 pairs of near-namesakes apart, our measurement): every caller adds context.
"""

from __future__ import annotations

from functools import lru_cache

import jellyfish

from graphbuild.text import unaccented

_MIN_LENGTH = 4  # characters; `Jim` and `Tim` are one edit apart, and two people


def sounds_like(heard: str, full_name: str) -> bool:
    """Whether what was heard (normal form, one word or more) may be the full name, or one word of it."""
    heard_words, name_words = heard.split(), full_name.split()
    if len(heard_words) == 1:
        return any(alike(heard, word) for word in name_words)
    return len(heard_words) == len(name_words) and all(a == b or alike(a, b) for a, b in zip(heard_words, name_words, strict=True))


def alike(a: str, b: str) -> bool:
    """Whether two words sound the same (equal by metaphone), or are one edit apart."""
    if min(len(a), len(b)) < _MIN_LENGTH:
        return False
    return sound(a) == sound(b) or bool(jellyfish.damerau_levenshtein_distance(unaccented(a), unaccented(b)) == 1)


def resembles(a: str, b: str) -> bool:
    """Whether a garbled word may still be the other: the same first sound or last syllable, and most letters (Jaro-Winkler >= .7).

    Far too wide by itself: only for a word that is no name at all, beside the one guest of the same first name.
    """
    return min(len(a), len(b)) >= _MIN_LENGTH and bool(jellyfish.jaro_winkler_similarity(unaccented(a), unaccented(b)) >= _RESEMBLANCE)


_RESEMBLANCE = 0.6


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """The metaphone of a word: how an English reader says it (L. Philips, Computer Language, 1990)."""
    return str(jellyfish.metaphone(unaccented(word)))
