"""Fits how surely two highlights of some nearness of words are about the same idea.

    python -m benchmarks.fit_links LABELS GRAPH

`LABELS`: a folder with `related.jsonl` (docs/quality.md); `GRAPH`: what `graphbuild build` made of the exports that the labels speak of. Prints the two numbers of
`linkers/likeness.py` (`_BASE`, `_SLOPE`), fitted on every other pair, on the rest, and on all, each with the average precision by the others' pairs: two
numbers fitted to hundreds of pairs, of which the order of pairs needs neither.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from graphbuild import api
from graphbuild.comparing import Comparer
from graphbuild.quality.gold import read_gold

SAME = 2  # the grade of a pair that is about the same idea


def measured(labels: Path, graph: Path) -> tuple[np.ndarray, np.ndarray]:
    """The square root of the nearness of words of each labelled pair that the graph holds, in the labels' order, and whether it is one idea."""
    comparer = Comparer(api.load(graph))
    found = [(comparer.find(each.a), comparer.find(each.b), each.grade == SAME) for each in read_gold(labels).related]
    pairs = [(comparer.nearness(one, other), same) for one, other, same in found if one and other]
    return np.sqrt([near for near, _ in pairs]).reshape(-1, 1), np.array([same for _, same in pairs])


def fitted(near: np.ndarray, same: np.ndarray) -> tuple[float, float]:
    """Base and slope of the logistic curve."""
    model = LogisticRegression(C=1e6).fit(near, same)
    return float(model.intercept_[0]), float(model.coef_[0][0])


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", type=Path)
    parser.add_argument("graph", type=Path)
    given = parser.parse_args(arguments)
    near, same = measured(given.labels, given.graph)
    for name, part in (("every other pair", slice(0, None, 2)), ("the rest", slice(1, None, 2)), ("all", slice(None))):
        base, slope = fitted(near[part], same[part])
        precision = average_precision_score(same[part], near[part].ravel())
        sys.stdout.write(
            f"{name}: base {base:.2f}, slope {slope:.2f}; average precision of the order {precision:.3f} ({len(same[part])} pairs)\n"
        )


if __name__ == "__main__":
    main()
