"""What is new: which build brought each highlight, as the layout file remembers it.

The layout file, the one thing besides the exports that a build takes in, holds places by IRI: of an idea its place on the map, of a highlight its place among the
arrivals, `[build, rank]`. Builds are counted only when they bring something, so building again without news changes nothing, and what was new yesterday
is still shown as the latest news today.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Places = Mapping[str, tuple[int, int]]


def arrivals(highlights: Sequence[str], given: Places | None) -> dict[str, tuple[int, int]]:
    """For each highlight the number of the build that brought it (0 the first) and its rank among what came with it."""
    known = {iri: given[iri] for iri in highlights if given and iri in given}
    latest = max((build for build, _ in known.values()), default=-1)
    news = [iri for iri in sorted(highlights) if iri not in known]
    return known | {iri: (latest + 1, rank) for rank, iri in enumerate(news)}
