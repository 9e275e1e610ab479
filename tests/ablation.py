"""What each rule brings: the scores with it left out, as a Markdown table.

    python -m tests.ablation LABELS SOURCE…      labels as `graphbuild quality` takes them; no arguments: the example vault

The cache sees to it that texts are tagged once for all builds. A rule whose absence changes nothing here may still serve vaults that these labels do not show;
one whose absence helps is told in the last column.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from graphbuild import pipeline
from graphbuild.cache import Cache, open_cache
from graphbuild.config import Settings
from graphbuild.quality.gold import Gold, read_gold
from graphbuild.quality.measure import measure
from graphbuild.resources import example_gold, example_vault
from graphbuild.rules import RULES

KINDS = ("people", "speakers", "identity")


def figures(
    gold: Gold, sources: Sequence[Path], cache: Cache, without: tuple[str, ...] = ()
) -> dict[str, tuple[float | None, float | None]]:
    """Precision and recall of each kind, without some rules."""
    found = measure(pipeline.build(sources, Settings(without=without), cache=cache).store, gold)
    return {kind: (found.scores[kind].precision, found.scores[kind].recall) for kind in KINDS}


def table(gold: Gold, sources: Sequence[Path]) -> Iterator[str]:
    """The lines of the table."""
    cache = open_cache()
    whole = figures(gold, sources, cache)
    yield "| without | " + " | ".join(f"{kind} P, R" for kind in KINDS) + " |"
    yield "|---" * (len(KINDS) + 1) + "|"
    yield _line("(all rules)", whole, None)
    for what, rules in RULES:
        for rule in rules:
            yield _line(f"{what}: {rule}", figures(gold, sources, cache, (str(rule),)), whole)


def _line(
    name: str, found: dict[str, tuple[float | None, float | None]], whole: dict[str, tuple[float | None, float | None]] | None
) -> str:
    cells = []
    for kind in KINDS:
        shown = ", ".join("–" if value is None else f"{value:.3f}" for value in found[kind])
        cells.append("=" if whole and found[kind] == whole[kind] else shown)
    return f"| {name} | " + " | ".join(cells) + " |"


if __name__ == "__main__":
    labels, *given = (Path(each) for each in sys.argv[1:]) if sys.argv[1:] else (example_gold(), example_vault())
    for line in table(read_gold(labels), given):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
