"""The figures as a picture: how far each ratio is from its target."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.base import Figure


def draw(figures: Sequence[Figure], target: Path) -> None:
    """One bar a figure: what is measured over what is aimed at, on a logarithmic scale; left of 1 is better."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "graphbuild"  # the same picture for the same figures
    import matplotlib.pyplot as plt

    shares = [each.target / each.ratio if each.faster else each.ratio / each.target for each in figures]
    figure, axes = plt.subplots(figsize=(9, 0.6 + 0.45 * len(figures)), layout="constrained")
    colours = ["#2a6f97" if share <= 1 else "#c1121f" for share in shares]
    axes.barh([each.name.replace("`", "") for each in figures], shares, color=colours)
    axes.axvline(1, color="#333333", linewidth=1)
    axes.set_xscale("log")
    axes.set_xlabel("time over target: left of the line it is met")
    axes.invert_yaxis()
    for spine in ("top", "right"):
        axes.spines[spine].set_visible(False)
    target.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(target, metadata={"Date": None})
    plt.close(figure)
