"""A measurement as JSON and as text. The text is plain lines: whoever prints them makes them safe for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from graphbuild.graph.store import GraphStore
from graphbuild.quality.evidence import Sighting, sightings
from graphbuild.quality.judge import Fault
from graphbuild.quality.measure import Measurement
from graphbuild.quality.scores import Interval, Score

COLUMNS = ("", "precision", "95 %", "recall", "95 %", "F1", "95 %", "right of found", "found of labelled")


def as_json(store: GraphStore, measured: Measurement, listed: int) -> dict[str, Any]:
    """Of each kind its figures and the first `listed` errors with their evidence; and `counts`."""
    kinds: dict[str, Any] = {
        kind: {**asdict(score), "errors": [_fault_as_json(store, fault, times) for fault, times in _worst(measured.faults[kind])[:listed]]}
        for kind, score in measured.scores.items()
    }
    return {**kinds, "counts": dict(measured.counts)}


def table(measured: Measurement) -> list[tuple[str, ...]]:
    """One row a kind, under `COLUMNS`."""
    return [_row(kind, score) for kind, score in measured.scores.items()]


def faults(store: GraphStore, measured: Measurement, listed: int) -> Iterator[str]:
    """The first `listed` errors of each kind, worst first, with what they rest on."""
    for kind, known in measured.faults.items():
        if not known or not listed:
            continue
        yield ""
        worst = _worst(known)
        more = f", the worst {listed} of {len(worst)} different ones" if len(worst) > listed else ""
        yield f"{kind}: {len(known)} error{'s' if len(known) > 1 else ''}{more}"
        for fault, times in worst[:listed]:
            yield _line(2, f"{'wrong' if fault.is_wrong else 'missed'}: {fault.what}{f' ({times} times; first here)' if times > 1 else ''}")
            for seen in _sightings(store, fault):
                yield _line(6, _seen(seen))
            where = ", ".join(each for each in (fault.file, fault.highlight) if each)
            yield _line(6, where)


def _worst(known: Sequence[Fault]) -> list[tuple[Fault, int]]:
    """Faults of the same subject once, with how often it is so."""
    times = Counter((fault.subject, fault.is_wrong) for fault in known)
    first: dict[tuple[str, bool], Fault] = {}
    for fault in known:
        first.setdefault((fault.subject, fault.is_wrong), fault)
    return [(fault, times[which]) for which, fault in first.items()]


def _sightings(store: GraphStore, fault: Fault) -> tuple[Sighting, ...]:
    return tuple(seen for proof in fault.proofs for seen in sightings(store, proof))


def _line(indent: int, text: str) -> str:
    return " " * indent + " ".join(text.splitlines())  # a path may hold two spaces


def _seen(seen: Sighting) -> str:
    return f"{seen.where}: {seen.sentence}" if seen.quote is None else f"“{seen.quote}”, {seen.where}: {seen.sentence}"


def _fault_as_json(store: GraphStore, fault: Fault, times: int) -> dict[str, Any]:
    return {
        "what": fault.what,
        "wrong": fault.is_wrong,
        "times": times,
        "file": fault.file,
        "highlight": fault.highlight,
        "evidence": [asdict(seen) for seen in _sightings(store, fault)],
    }


def _row(kind: str, score: Score) -> tuple[str, ...]:
    return (
        kind,
        _figure(score.precision),
        _interval(score.precision_95),
        _figure(score.recall),
        _interval(score.recall_95),
        _figure(score.f1),
        _interval(score.f1_95),
        f"{score.right:g} of {score.predicted:g}",
        f"{score.found:g} of {score.gold:g}" if score.gold else "–",
    )


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _interval(value: Interval | None) -> str:
    return "" if value is None else f"{value[0]:.2f}–{value[1]:.2f}"
