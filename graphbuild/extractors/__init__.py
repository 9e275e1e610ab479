"""Step 2 of 6: one passage -> mentions of people, topics and works; no other highlight in sight.

An extractor is one file and one line in `EXTRACTORS`. What it gives depends on the passage alone, so it can be cached.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet

from graphbuild.extractors import people, topics, works
from graphbuild.extractors.base import Extractor
from graphbuild.extractors.plugged import plugged
from graphbuild.extractors.spacy_model import tag
from graphbuild.model import Mention, Passage

EXTRACTORS: tuple[Extractor, ...] = (people.EXTRACTOR, topics.EXTRACTOR, works.EXTRACTOR)

__all__ = ["EXTRACTORS", "Extractor", "extract", "ours", "plugged"]


def ours(without: AbstractSet[str]) -> tuple[Extractor, ...]:
    """The extractors of this package, without some rules."""
    return tuple(people.PeopleExtractor(without) if each is people.EXTRACTOR else each for each in EXTRACTORS)


def extract(
    passages: Sequence[Passage], extractors: Sequence[Extractor], model: str, progress: Callable[[int], None] | None = None
) -> list[tuple[Mention, ...]]:
    """The mentions of each passage, in the order given. A text that stands in several passages is tagged once.

    `model` names the spaCy model that tags. `progress` is told after each text how many are done. Raises `ModelMissingError` where the
    model is not installed.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for place, passage in enumerate(passages):
        places[passage.text].append(place)
    found: list[tuple[Mention, ...]] = [()] * len(passages)
    # Tokens take far more memory than mentions: those of one text are dropped before the next is tagged.
    for done, (here, tokens) in enumerate(zip(places.values(), tag(list(places), model), strict=True), 1):
        for place in here:
            found[place] = tuple(sorted(mention for extractor in extractors for mention in extractor.run(passages[place], tokens)))
        if progress:
            progress(done)
    return found
