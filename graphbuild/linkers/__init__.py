"""Step 4 of 6: a resolved vault -> links between highlights, episodes and ideas, each with its evidence.

A linker is one file and one line in `LINKERS`. It never makes a new mention: what a link rests on was found before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from graphbuild.cache import NO_CACHE, Cache
from graphbuild.config import Settings
from graphbuild.linkers.entries import texts_of
from graphbuild.linkers.episodes import link_episodes
from graphbuild.linkers.highlights import link_highlights
from graphbuild.linkers.ideas import link_broader, link_ideas, link_parts
from graphbuild.linkers.shared import Shared
from graphbuild.linkers.themes import find_themes
from graphbuild.linkers.wording import Wording
from graphbuild.model import Corpus, Episode, Link, Theme

Linker = Callable[[Shared, Settings], Iterable[Link]]

LINKERS: tuple[Linker, ...] = (link_highlights, link_episodes, link_ideas, link_parts, link_broader)


def wording_of(episodes: Iterable[Episode]) -> Wording:
    """What the words alone of all highlights tell of how near they are: it needs nothing that is found in them."""
    return Wording.of(texts_of(episodes))


def link(
    corpus: Corpus, settings: Settings, cache: Cache = NO_CACHE, wording: Wording | None = None
) -> tuple[tuple[Link, ...], tuple[Theme, ...]]:
    """All links of a vault, and the themes that its ideas and links make; both sorted. `wording`: of its episodes, where it is worked out already.

    Raises `ModelMissingError` where the setting `semantic` asks for a model that is not installed.
    """
    shared = Shared.of(corpus, cache, wording)
    links = tuple(sorted(each for linker in LINKERS for each in linker(shared, settings)))
    return links, find_themes(shared, links)
