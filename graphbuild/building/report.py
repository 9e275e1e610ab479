"""`report.json`: what was read, what was not and why, how much came of it, and what became of the owner's decisions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graphbuild.model import Corpus, Kind, Link, LinkKind, Theme
from graphbuild.readers import ReadResult, Refusal
from graphbuild.resolvers.identity import Settled
from graphbuild.text import identity_form


def report_of(
    results: Sequence[ReadResult],
    refusals: Sequence[Refusal],
    corpus: Corpus,
    found: tuple[Sequence[Link], Sequence[Theme]],
    triples_made: int,
) -> dict[str, Any]:
    """What was read, what was not and why, and how much came of it (contract section 2)."""
    links, themes = found
    sources = [
        {
            "path": result.source.path,
            "sha256": result.source.sha256,
            "family": result.source.family,
            "kind": result.source.kind.value,
            "episodes": len(result.episodes),
            "highlights": result.highlights,
            "non_blank": result.non_blank,
            "lines": result.lines,
            "diagnostics": [{"line": each.line, "code": each.code, "message": each.message} for each in sorted(result.diagnostics)],
        }
        for result in sorted(results, key=lambda each: each.source.path)
    ]
    highlights = [highlight for episode in corpus.episodes for highlight in episode.highlights]
    totals = {
        "sources": len(results),
        "skipped": len(refusals),
        "shows": len({identity_form(episode.show.name) for episode in corpus.episodes if episode.kind is Kind.PODCAST}),
        "episodes": sum(1 for episode in corpus.episodes if episode.kind is Kind.PODCAST),
        "works": sum(1 for episode in corpus.episodes if episode.kind is not Kind.PODCAST),
        "highlights": len(highlights),
        "tagged": sum(1 for each in highlights if each.tags),
        "noted": sum(1 for each in highlights if each.notes),
        "people": len(corpus.persons),
        "ideas": len(corpus.ideas),
        "named_works": len(corpus.works),
        "links": {kind.value: sum(1 for each in links if each.kind is kind) for kind in LinkKind},
        "themes": len(themes),
        "triples": triples_made,
        "non_blank": sum(result.non_blank for result in results),
    }
    skipped = [{"path": each.path, "reason": each.reason} for each in sorted(refusals, key=lambda each: each.path)]
    return {"sources": sources, "skipped": skipped, "totals": totals}


def decided(settled: Sequence[Settled]) -> dict[str, Any]:
    """How many of the owner's decisions this build follows, and which name something that is not in it."""
    unmatched = [each for kind in settled for each in kind.ruled.unmatched]
    return {
        "applied": sum(each.ruled.applied for each in settled),
        "unmatched": [
            {"ruling": e.decision.ruling, "kind": e.decision.kind, "names": list(e.decision.names), "line": e.decision.line, "why": e.why}
            for e in unmatched
        ],
    }
