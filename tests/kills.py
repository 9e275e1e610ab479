"""Kills builds at random moments and looks at what is left.

    python -m tests.kills [TIMES] [SEED]      50 kills of a build of the example vault, with the real model

After each kill the output folder holds all files of one state, the one before or the one that was being written, and the next build gives the same bytes
as one that nobody disturbed.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from graphbuild.building.output import WRITTEN
from graphbuild.building.place import finish
from graphbuild.resources import example_vault

ROOT = Path(__file__).parents[1]


def written(folder: Path) -> dict[str, bytes]:
    """The files of a build."""
    return {name: (folder / name).read_bytes() for name in WRITTEN}


def kill_builds(command: Sequence[str], place: Path, times: int, seed: int) -> list[str]:
    """Build two states of a vault in turns, kill each build once, build again, and say what was wrong.

    `command`: what builds SOURCE OUTPUT CACHE. What all is held against is an undisturbed build beside it, from the same places on the map.
    """
    chance = random.Random(seed)
    states = [place / "one", place / "other"]
    for state in states:
        shutil.copytree(example_vault(), state)
    changed = min(states[1].rglob("*.md"))
    changed.write_text(changed.read_text(encoding="utf-8").replace("the", "one"), encoding="utf-8")
    source, output, beside = place / "source", place / "output", place / "beside"
    _as(source, states[1])
    started = time.monotonic()
    _run(command, source, output, place / "cache")
    longest = time.monotonic() - started
    wrong = []
    for n in range(times):
        _as(source, states[n % 2])
        before = written(output)
        _as(beside, output)
        _run(command, source, beside, place / "cache")
        undisturbed = written(beside)
        if chance.random() < 0.5:
            shutil.rmtree(place / "cache")
        process = _start(command, source, output, place / "cache")
        time.sleep(chance.uniform(0, longest))
        process.kill()
        process.wait()
        finish(output)
        if written(output) not in (before, undisturbed):
            wrong.append(f"kill {n}: the files are of no one state")
        _run(command, source, output, place / "cache")
        if written(output) != undisturbed:
            wrong.append(f"kill {n}: the next build differs from an undisturbed one")
    left = {each.name for each in place.iterdir()} - {"one", "other", "output", "source", "beside", "cache"}
    return [*wrong, *(f"left behind: {name}" for name in sorted(left))]


def _as(source: Path, state: Path) -> None:
    shutil.rmtree(source, ignore_errors=True)
    shutil.copytree(state, source)


def _start(command: Sequence[str], *arguments: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen([*command, *map(str, arguments)], env=environment, stdout=subprocess.DEVNULL, cwd=ROOT)


def _run(command: Sequence[str], *arguments: Path) -> None:
    process = _start(command, *arguments)
    if process.wait():
        raise RuntimeError(f"the build ended with {process.returncode}")


_PROGRAM = (
    "import sys; from pathlib import Path; from graphbuild.cache import open_cache; from graphbuild.rebuild import rebuild\n"
    "source, output, cache = map(Path, sys.argv[1:])\n"
    "rebuild([source], output, cache=open_cache(cache))"
)


def main(times: str = "50", seed: str = "1") -> None:
    """Kill, and exit 1 where something was wrong."""
    with tempfile.TemporaryDirectory() as place:
        wrong = kill_builds([sys.executable, "-c", _PROGRAM], Path(place), int(times), int(seed))
    print("\n".join(wrong) or f"{times} kills: each left one whole state, and the next build was that of an undisturbed one.")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main(*sys.argv[1:])
