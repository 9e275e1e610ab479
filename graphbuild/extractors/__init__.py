"""Step 2 of 6: one passage -> mentions of people and topics; no other highlight in sight.

An extractor is one file and one line in `EXTRACTORS`. What it gives depends on the passage alone, so it can be cached.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from graphbuild.extractors import people, topics
from graphbuild.extractors.base import Extractor, Token
from graphbuild.extractors.spacy_model import tag
from graphbuild.model import Mention, Passage

EXTRACTORS: tuple[Extractor, ...] = (people.EXTRACTOR, topics.EXTRACTOR)

__all__ = ["EXTRACTORS", "Extractor", "extract"]


def extract(passages: Sequence[Passage], progress: Callable[[int], None] | None = None) -> Iterator[tuple[Mention, ...]]:
    """The mentions of each passage, in the order given. A text that stands in several passages is tagged once.

    `progress` is told after each text how many are done. Raises `ModelMissingError` where the model is not installed.
    """
    texts = list(dict.fromkeys(passage.text for passage in passages))
    tagged: dict[str, tuple[Token, ...]] = {}
    for done, (text, tokens) in enumerate(zip(texts, tag(texts), strict=True), 1):
        tagged[text] = tokens
        if progress:
            progress(done)
    for passage in passages:
        tokens = tagged[passage.text]
        yield tuple(sorted(mention for extractor in EXTRACTORS for mention in extractor.run(passage, tokens)))
