"""How linking highlights grows with their number: seconds and memory at 1,000 to 50,000 made-up highlights.

    python -m benchmarks.bench_links [NUMBER...]

Each highlight is the telling words of some 400 words of speech, by rank (a few are everywhere, most are rare), with 15 of one of many subjects, of which each has
twenty highlights: links are there to be found. Each number runs in a process of its own. The time is that of everything between the
finished records and the scored pairs; it is divided by the time in which Python counts the same words, because machines are noisy.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections import Counter

import numpy as np

from benchmarks.base import Session, python
from graphbuild.linkers.candidates import candidates
from graphbuild.linkers.entries import Entry
from graphbuild.linkers.likeness import Likeness, Names

NUMBERS = (1_000, 5_000, 20_000, 50_000)
_WORDS, _SUBJECT, _VOCABULARY, _EACH = 130, 15, 40_000, 20
_NAMES = Names(ideas={}, works={}, people={}, owned=frozenset())


def main() -> None:
    """One line for each number."""
    given = sys.argv[1:]
    if given[:1] == ["--one"]:
        print(_measured(int(given[1])))
        return
    print(
        f"{'highlights':>10} {'passages':>9} {'seconds':>8} {'ms each':>8} {'x counting':>10} {'MB':>6} {'pairs':>8} {'linked':>8}",
        flush=True,
    )
    for number in map(int, given or NUMBERS):
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.bench_links", "--one", str(number)], capture_output=True, text=True, check=True
        )
        print(done.stdout.rstrip(), flush=True)


def figures(session: Session) -> tuple[()]:
    """No figure, as nothing stands beside it; a table of seconds and memory."""
    lines = ["| highlights | seconds | MB |", "|---|---|---|"]
    for number in NUMBERS[:1] if session.quick else NUMBERS:
        cells = session.output(python("-m", "benchmarks.bench_links", "--one", str(number))).split()
        lines.append(f"| {number:,} | {cells[2]} | {cells[5]} |")
    session.tables["links"] = lines
    return ()


def _measured(number: int) -> str:
    entries = _made_up(number)
    begun = time.process_time()
    counting = sum(len(Counter(entry.said.split())) for entry in entries)
    counting = time.process_time() - begun
    begun = time.process_time()
    likeness = Likeness.of(entries, _NAMES)
    left, right = candidates(likeness, 0.5)
    linked = int((likeness.scores(left, right) >= 0.5).sum())
    took = time.process_time() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    passages = likeness.wording.matrix.shape[0]
    return f"{number:>10,} {passages:>9,} {took:>8.1f} {1000 * took / number:>8.2f} {took / counting:>10.1f} {memory:>6.0f} {len(left):>8,} {linked:>8,}"


def _made_up(number: int) -> tuple[Entry, ...]:
    draw = np.random.default_rng(1)
    share = 1 / (np.arange(_VOCABULARY) + 30.0)
    ranks = np.searchsorted(np.cumsum(share / share.sum()), draw.random((number, _WORDS)))
    said = []
    for n, row in enumerate(ranks):
        subject = [f"s{n % max(1, number // _EACH)}x{each}" for each in draw.integers(0, 30, _SUBJECT)]
        said.append(" ".join([*(f"w{rank}" for rank in row[: _WORDS // 2]), *subject, *(f"w{rank}" for rank in row[_WORDS // 2 :])]))
    return tuple(
        Entry(key=f"h{n:06}", episode=f"e{n // 2}", episode_title="", title="", about="", said=text, own="") for n, text in enumerate(said)
    )


if __name__ == "__main__":
    main()
