"""Step 2 of 6: one passage -> mentions of people, topics and works; no other highlight in sight.

An extractor is one file and one line in `EXTRACTORS`. What it gives depends on the passage alone, so it is kept in the cache.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from graphbuild.extractors import people, topics, works
from graphbuild.extractors.base import Extractor
from graphbuild.extractors.extract import extract, ready
from graphbuild.extractors.plugged import plugged

EXTRACTORS: tuple[Extractor, ...] = (people.EXTRACTOR, topics.EXTRACTOR, works.EXTRACTOR)

__all__ = ["EXTRACTORS", "Extractor", "extract", "ours", "plugged", "ready"]


def ours(without: AbstractSet[str]) -> tuple[Extractor, ...]:
    """The extractors of this package, without some rules."""
    return tuple(people.PeopleExtractor(without) if each is people.EXTRACTOR else each for each in EXTRACTORS)
