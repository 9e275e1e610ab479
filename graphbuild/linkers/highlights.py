"""Highlights of different episodes that are about the same idea."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from graphbuild.config import Settings
from graphbuild.linkers.candidates import candidates
from graphbuild.linkers.entries import entries_of
from graphbuild.linkers.likeness import Likeness, Names
from graphbuild.linkers.meaning import Meaning
from graphbuild.linkers.shared import Shared, runs_of, same_words
from graphbuild.model import Link, LinkKind


def link_highlights(shared: Shared, settings: Settings) -> Iterator[Link]:
    """The links that are as sure as `settings.min_link_score`, the surest first; at most `settings.links_per_highlight` of one highlight."""
    entries = entries_of(shared.corpus)
    names = Names(ideas=shared.label, works=shared.work, people=shared.name, owned=shared.owned)
    meaning = Meaning.of(entries, shared.cache) if settings.semantic else None
    likeness = Likeness.of(entries, names, meaning, shared.wording)
    left, right = candidates(likeness, settings.min_link_score)
    scores = {
        (int(a), int(b)): float(score)
        for a, b, score in zip(left, right, likeness.scores(left, right), strict=True)
        if score >= settings.min_link_score
    }
    runs = cache(lambda place: runs_of(shared.highlights[entries[place].key]))  # what is linked often is cut into runs once
    pairs = [(a, b) for a, b in _surest(scores, settings.links_per_highlight) if not same_words(runs(a), runs(b))]
    for (a, b), comparison in zip(pairs, likeness.compare(pairs), strict=True):
        one, other = entries[a].key, entries[b].key
        yield Link(
            kind=LinkKind.HIGHLIGHTS,
            left=one,
            right=other,
            score=comparison.score,
            via_ideas=comparison.ideas,
            via_people=comparison.people,
            via_works=comparison.works,
            counted=comparison.counted,
            evidence=(one, other),
            reason=comparison.reason,
        )


def _surest(scores: Mapping[tuple[int, int], float], limit: int) -> list[tuple[int, int]]:
    """The pairs from the surest on, as long as neither end has its fill: no hub, and nothing good is lost for a hub's sake."""
    degree: Counter[int] = Counter()
    kept = []
    for pair in sorted(scores, key=lambda each: (-scores[each], each)):
        if max(degree[pair[0]], degree[pair[1]]) < limit:
            degree.update(pair)
            kept.append(pair)
    return sorted(kept)
