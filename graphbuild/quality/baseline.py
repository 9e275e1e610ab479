"""Which scores fell since an earlier measurement, by more than chance explains."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from graphbuild.errors import GoldError
from graphbuild.quality.measure import MISSING, Measurement

_FIGURES = ("precision", "recall", "f1")
_MEND = "Write it with `graphbuild quality GOLD --json > FILE`."


def read_baseline(path: Path) -> Mapping[str, Any]:
    """An earlier measurement, as `graphbuild quality --json` wrote it. Raises `GoldError`."""
    try:
        loaded = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise GoldError(f"cannot be read: {error.strerror or error}", place=str(path), mend=_MEND) from error
    except (ValueError, RecursionError) as error:
        raise GoldError("is not JSON.", place=str(path), mend=_MEND) from error
    if not isinstance(loaded, dict) or not isinstance(loaded.get("counts"), dict):
        raise GoldError("is no measurement of graphbuild.", place=str(path), mend=_MEND)
    for kind, score in loaded.items():
        if kind != "counts" and not (isinstance(score, dict) and all(_is_figure(score, name) for name in _FIGURES)):
            raise GoldError(f"has no figures of {kind}, or such as are none.", place=str(path), mend=_MEND)
    if not any(score[name] is not None for kind, score in loaded.items() if kind != "counts" for name in _FIGURES):
        raise GoldError("has no figure to compare with.", place=str(path), mend=_MEND)
    return loaded


def fallen(baseline: Mapping[str, Any], now: Measurement) -> Iterator[str]:
    """One line for each figure that lies below the interval of the baseline, or is gone.

    Fewer labels whose highlight is in the graph are a fall too: else a build that loses its hard highlights would look better.
    """
    for kind, before in baseline.items():
        if kind == "counts":
            continue
        score = now.scores.get(kind)
        if score is None:
            yield f"{kind}: not scored any more, no label of it is in this graph"
            continue
        for name in _FIGURES:
            was, low, value = before[name], (before[f"{name}_95"] or [None])[0], getattr(score, name)
            if was is None or low is None:
                continue
            if value is None:
                yield f"{kind}: {name} was {was:.3f}, and now nothing is {'found' if name == 'precision' else 'right'}"
            elif value < min(was, low):
                yield f"{kind}: {name} fell from {was:.3f} to {value:.3f}, below {low:.3f} (95 % interval of the baseline)"
    lost, had = now.counts[MISSING], baseline["counts"].get(MISSING)
    if isinstance(had, int) and lost > had:
        yield f"labels: {lost} of their highlights are not in this graph, {had} in the baseline"


def _is_figure(score: Mapping[str, Any], name: str) -> bool:
    """Whether a figure and its interval are there, each a number (or two) from 0 to 1, or null."""
    if name not in score or f"{name}_95" not in score:
        return False
    value, interval = score[name], score[f"{name}_95"]
    return (value is None or _is_share(value)) and (
        interval is None or (isinstance(interval, list) and len(interval) == 2 and all(map(_is_share, interval)))
    )


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1  # NaN is not
