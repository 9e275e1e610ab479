"""Tags: the owner's own words, as written and as words.

`#rope-making-by-hand` -> `rope making by hand`; `on/ropes` -> `on ropes`. Marks that steer Readwise or say how a
passage was painted are no ideas.
"""

from __future__ import annotations

import re

from graphbuild.text import collapse

# Colours of Kindle's marker and actions of Readwise (FORMATS.md 1.5): a document's furniture, not what it is about.
_MARKINGS = frozenset(["favorite", "discard", "h1", "h2", "h3", "h4", "orange", "pink", "blue", "yellow", "green", "purple"])


def tag_words(label: str) -> str:
    """A tag's label as words: separators become spaces."""
    return collapse(re.sub(r"[-_/=]+", " ", label.lstrip("#@.")))


def is_marking(label: str) -> bool:
    """Whether the tag marks the passage rather than saying what it is about."""
    return label.strip("#. ").casefold() in _MARKINGS
