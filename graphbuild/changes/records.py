"""What a difference consists of: one `Change` a thing, in the order in which people ask."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    """What became of a thing, from OLD to NEW."""

    NEW = "new"
    JOINED = "came back"  # an idea that was there is found in another show, or in another episode
    BRIDGED = "bridge"  # two shows between which nothing was linked before
    MERGED = "merged"  # two names that were two are one now
    PARTED = "parted"  # a name that was one of another's stands by itself now
    CHANGED = "changed"
    GONE = "gone"


KINDS = ("show", "episode", "book", "article", "tweet", "supplemental", "highlight", "idea", "theme", "person", "work", "link")
"""Of what a change is, in the order in which they are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is not as it was: `name` as people know it, `detail` in words (empty: there is no more to say), `iri` for programs."""

    what: What
    kind: str
    name: str
    detail: str
    iri: str

    def order(self) -> tuple[int, int, str, str, str]:
        """By what became of it, then by kind, then by name."""
        return (list(What).index(self.what), KINDS.index(self.kind), self.name.casefold(), self.iri, self.detail)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """All changes from one graph to another, in order; `added` and `removed` count triples."""

    added: int
    removed: int
    changes: tuple[Change, ...]

    def counts(self) -> dict[tuple[What, str], int]:
        """How many changes there are of each sort and kind, in order."""
        return dict(Counter((each.what, each.kind) for each in self.changes))
