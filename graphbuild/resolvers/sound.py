"""Whether a name could be another one misheard.

A speech recogniser writes what it hears: `Gerard` for Girard, `Jonathan` for Johnathan. Used only against the guest of the
same episode's title (4 of 4 such joins right on our reading); as evidence across a vault it would join strangers.
"""

from __future__ import annotations

import jellyfish

from graphbuild.text import unaccented

_MIN_LENGTH = 4  # characters; `Jim` and `Tim` are one edit apart, and two people


def sounds_like(heard: str, full_name: str) -> bool:
    """Whether what was heard (normal form, one word or more) may be the full name, or one word of it."""
    heard_words, name_words = heard.split(), full_name.split()
    if len(heard_words) == 1:
        return any(_alike(heard, word) for word in name_words)
    return len(heard_words) == len(name_words) and all(a == b or _alike(a, b) for a, b in zip(heard_words, name_words, strict=True))


def _alike(a: str, b: str) -> bool:
    """Equal by metaphone, or one edit apart."""
    if min(len(a), len(b)) < _MIN_LENGTH:
        return False
    a, b = unaccented(a), unaccented(b)
    return bool(jellyfish.metaphone(a) == jellyfish.metaphone(b) or jellyfish.damerau_levenshtein_distance(a, b) == 1)
