"""What each rule brings: the scores with it left out, as a Markdown table.

    python -m tests.ablation LABELS SOURCE…      labels as `graphbuild quality` takes them; no arguments: the example vault

The texts are tagged once for all builds. A rule whose absence changes nothing here may still serve vaults that these labels do not show;
one whose absence helps is told in the last column.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from graphbuild import extractors, pipeline
from graphbuild.config import Settings
from graphbuild.quality.gold import Gold, read_gold
from graphbuild.quality.measure import measure
from graphbuild.resources import example_gold, example_vault
from graphbuild.rules import RULES

KINDS = ("people", "speakers", "identity")


def tag_once() -> None:
    """Keep the tokens of every text, so that a second build of the same vault tags nothing."""
    kept: dict[str, tuple[extractors.base.Token, ...]] = {}
    tag = extractors.tag

    def tag_or_recall(texts: Sequence[str], model: str) -> Iterator[tuple[extractors.base.Token, ...]]:
        new = [text for text in texts if text not in kept]
        kept.update(zip(new, tag(new, model), strict=True))
        return (kept[text] for text in texts)

    extractors.tag = tag_or_recall


def figures(gold: Gold, sources: Sequence[Path], without: tuple[str, ...] = ()) -> dict[str, tuple[float | None, float | None]]:
    """Precision and recall of each kind, without some rules."""
    found = measure(pipeline.build(sources, Settings(without=without)).store, gold)
    return {kind: (found.scores[kind].precision, found.scores[kind].recall) for kind in KINDS}


def table(gold: Gold, sources: Sequence[Path]) -> Iterator[str]:
    """The lines of the table."""
    tag_once()
    whole = figures(gold, sources)
    yield "| without | " + " | ".join(f"{kind} P, R" for kind in KINDS) + " |"
    yield "|---" * (len(KINDS) + 1) + "|"
    yield _line("(all rules)", whole, None)
    for what, rules in RULES:
        for rule in rules:
            yield _line(f"{what}: {rule}", figures(gold, sources, (str(rule),)), whole)


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
