"""Fit the weights of `graphbuild/resolvers/topic_weights.py` to labels.

    python -m benchmarks.fit_topics LABELS SOURCE... [--write]

Logistic regression over the candidates of the labelled highlights: right is what `graphbuild quality` counts as right, wrong is all else,
so that rejected and unlabelled phrases alike weigh against. Prints the scores of weights that were fitted on one half of the labelled
files and tested on the other, both ways, then of those fitted on all; `--write` writes the latter into the table.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np

from graphbuild.building import resolving
from graphbuild.config import Settings
from graphbuild.model import Episode, Highlight
from graphbuild.pipeline import build
from graphbuild.quality.gold import TopicsLabel, in_half, read_gold
from graphbuild.quality.judge import COVERED, TOPICS
from graphbuild.quality.matching import same_phrase, singular
from graphbuild.resolvers import topics
from graphbuild.resolvers.topic_candidates import Considered, consider
from graphbuild.resolvers.topic_features import features

TABLE = Path(topics.__file__).with_name("topic_weights.py")
PENALTY = 10.0  # on the squared weights of standardised features; 3 to 100 score alike
LEAST_WEIGHT = 0.03  # of a standardised feature; what weighs less is left out of the table
KEPT = 10  # topics of a highlight
STEPS = 25  # of Newton's method; it settles within ten


@dataclass(frozen=True)
class Labelled:
    """One labelled highlight: its candidates, their features (rows) and whether the label has them."""

    label: TopicsLabel
    keys: Sequence[str]
    names: Sequence[str]
    here: Considered
    values: Any
    is_right: Any


def captured(sources: Sequence[Path]) -> tuple[Any, ...]:
    """What the pipeline gives to `rank_topics`."""
    held: list[tuple[Any, ...]] = []

    def stop(*given: Any) -> Any:
        held.append(given)
        raise StopIteration

    rank, resolving.rank_topics = resolving.rank_topics, stop
    try:
        build(sources, Settings())
    except StopIteration:
        return held[0]
    finally:
        resolving.rank_topics = rank
    raise AssertionError


def labelled(labels: Sequence[TopicsLabel], given: tuple[Any, ...]) -> tuple[list[Labelled], list[str]]:
    """The labelled highlights that are there, and the names of their features."""
    episodes, mentions, names, _, barred, in_titles = given
    considered, vault = consider(episodes, mentions, names, barred, in_titles)
    find = finder(episodes)
    found: list[Labelled] = []
    columns: list[str] = []
    for label in labels:
        highlight = find(label)
        if highlight is None or not label.topics:
            continue
        here = considered[highlight.key]
        keys = sorted(here.candidates)
        shown = [topics.label_of(here.candidates[key].labels()) for key in keys]
        rows = [features(key, here.candidates[key], here.words, vault) for key in keys]
        columns = columns or list(rows[0] if rows else ())
        good, bad = (*label.topics, *label.accepted), {singular(each) for each in label.rejected}
        is_right = [singular(each) not in bad and any(same_phrase(one, each) for one in good) for each in shown]
        values = np.array([[row[name] for name in columns] for row in rows]).reshape(len(rows), -1)
        found.append(Labelled(label, keys, shown, here, values, np.array(is_right, dtype=bool)))
    return found, columns


def finder(episodes: Sequence[Episode]) -> Callable[[TopicsLabel], Highlight | None]:
    """Finds a label's highlight: by its share link, or as the n-th of its file."""
    by_link = {each.url: each for episode in episodes for each in episode.highlights if each.url}
    of_file: dict[str, list[tuple[int, Highlight]]] = defaultdict(list)
    for episode in episodes:
        for highlight in episode.highlights:
            for at in highlight.at:
                of_file[at.path].append((at.line, highlight))

    def find(label: TopicsLabel) -> Highlight | None:
        if label.highlight in by_link:
            return by_link[label.highlight]
        file, _, number = label.highlight.rpartition("#")
        there = next((each for path, each in sorted(of_file.items()) if path.endswith(file) or file.endswith(path)), [])
        there = sorted(there, key=lambda each: each[0])
        return there[int(number)][1] if number.isdigit() and int(number) < len(there) else None

    return find


def fit(rows: Sequence[Labelled]) -> tuple[Any, float]:
    """Weights of the features as they are, and the intercept: logistic regression with a penalty, by Newton's method."""
    values = np.concatenate([each.values for each in rows if len(each.keys)])
    right = np.concatenate([each.is_right for each in rows]).astype(float)
    mean, spread = values.mean(axis=0), values.std(axis=0)
    spread[spread == 0] = np.inf
    x = np.hstack([(values - mean) / spread, np.ones((len(values), 1))])
    penalty = np.diag([PENALTY] * values.shape[1] + [0.0])
    weights = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + penalty
        weights -= np.linalg.solve(hessian, x.T @ (p - right) + penalty @ weights)
    weights[:-1][np.abs(weights[:-1]) < LEAST_WEIGHT] = 0
    raw = weights[:-1] / spread
    return raw, float(weights[-1] - raw @ mean)


def scores(rows: Sequence[Labelled], weights: Any, intercept: float) -> str:
    """Precision at 5 and at 1 and share of the first three covered, as `graphbuild quality` counts them."""
    right = shown = first = cards = covered = wanted = 0
    for each in rows:
        p = 1 / (1 + np.exp(-(each.values @ weights + intercept))) if len(each.keys) else []
        likely = dict(zip(each.keys, p, strict=True))
        kept = topics.choose(each.here.candidates, likely, KEPT)
        kept = list(topics.on_card(each.here, likely, kept))
        place = {key: n for n, key in enumerate(each.keys)}
        is_right = [bool(each.is_right[place[key]]) for key in kept[:TOPICS]]
        right, shown, first, cards = right + sum(is_right), shown + len(is_right), first + sum(is_right[:1]), cards + bool(kept)
        names = [each.names[place[key]] for key in kept]
        covered += sum(any(same_phrase(topic, name) for name in names) for topic in each.label.topics[:COVERED])
        wanted += min(COVERED, len(each.label.topics))
    return (
        f"at 5 {right / max(1, shown):.3f} ({right} of {shown}), at 1 {first / max(1, cards):.3f}, covered {covered / max(1, wanted):.3f}"
    )


def table(weights: Mapping[str, float], intercept: float) -> str:
    """The module that holds the weights."""
    lines = [f'    "{name}": {weight:.3f},' for name, weight in sorted(weights.items(), key=lambda each: -abs(each[1]))]
    return "\n".join(
        [TABLE.read_text(encoding="utf-8").split("INTERCEPT")[0] + f"INTERCEPT = {intercept:.3f}", "WEIGHTS = {", *lines, "}", ""]
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, tell, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", type=Path)
    parser.add_argument("sources", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args(arguments)
    run(read_gold(given.labels).topics, captured(given.sources), write=given.write)


def run(labels: Sequence[TopicsLabel], given: tuple[Any, ...], *, write: bool) -> None:
    """Fit and test by halves, then on all."""
    rows, columns = labelled(labels, given)
    halves = {half: [each for each in rows if in_half(each.label.file, half)] for half in "ab"}
    for learned, tested in ("ab", "ba"):
        sys.stdout.write(f"fitted on {learned}, tested on {tested}: {scores(halves[tested], *fit(halves[learned]))}\n")
    weights, intercept = fit(rows)
    sys.stdout.write(f"fitted on all, tested on all: {scores(rows, weights, intercept)}\n")
    if write:
        TABLE.write_text(table({n: w for n, w in zip(columns, weights, strict=True) if w}, intercept), encoding="utf-8")


if __name__ == "__main__":
    main()
