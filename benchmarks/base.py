"""What every module of figures uses: runs that are timed, and figures that know their baseline and their target."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Run:
    """One run of a program: seconds on the clock, seconds of all its processes together, MB of the largest of them."""

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True)
class Figure:
    """A quantity beside its baseline, measured in turns in one session.

    `ours` and `baseline` are of one unit; the ratio is that of their medians. `target`: the ratio that is aimed at; `faster`: the ratio is that of
    the baseline to ours, and the more the better.
    """

    name: str
    beside: str
    ours: Sequence[float]
    baseline: Sequence[float]
    unit: str
    target: float
    faster: bool = False
    remark: str = ""

    @property
    def ratio(self) -> float:
        """Of the medians."""
        ours, baseline = median(self.ours), median(self.baseline)
        return baseline / ours if self.faster else ours / baseline

    @property
    def is_met(self) -> bool:
        """Whether the target is reached."""
        return self.ratio >= self.target if self.faster else self.ratio <= self.target

    def cells(self) -> tuple[str, ...]:
        """A row of the table."""
        sign, times = ("≥", " times faster") if self.faster else ("≤", "")
        return (
            self.name,
            f"{_short(median(self.ours))} {self.unit}",
            self.beside,
            f"{_short(median(self.baseline))} {self.unit}",
            f"{_short(self.ratio)}{times}",
            f"{sign} {_short(self.target)}",
            "yes" if self.is_met else "no",
        )


@dataclass(frozen=True)
class Session:
    """One run of the benchmarks: a folder for what they make, whether to be quick, how often each is run, real exports if there are any.

    `tables`: what a module has to say beyond its figures, as lines of Markdown, by the mark in docs/performance.md between which it goes.
    """

    folder: Path
    quick: bool = False
    runs: int = 5
    shared: Path | None = None
    tables: dict[str, list[str]] = field(default_factory=dict)
    log: Callable[[str], None] = field(default=lambda text: print(text, file=sys.stderr, flush=True))

    def vault(self, highlights: int) -> Path:
        """A made-up vault of so many highlights."""
        from benchmarks.vaults import make_vault

        folder = self.folder / f"vault-{highlights}"
        if not folder.is_dir():
            make_vault(folder, highlights)
        return folder

    def graph(self, highlights: int) -> Path:
        """The output of such a vault, tagged by the words that it is made of (tagger.py): for what comes after a build."""
        folder = self.folder / f"graph-{highlights}"
        if not (folder / "graph.ttl").is_file():
            self.run(python("-m", "benchmarks.without_model", self.vault(highlights), folder))
        return folder

    def run(self, command: Sequence[str | Path]) -> Run:
        """Run a program to its end. Raises `RuntimeError` where it fails."""
        self.log(f"  {' '.join(Path(str(each)).name if os.sep in str(each) else str(each) for each in command)[:150]}")
        started = time.perf_counter()
        with (self.folder / "run.log").open("wb") as log:
            process = subprocess.Popen([str(each) for each in command], stdout=log, stderr=log, env=self._environment, cwd=ROOT)
            _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - started
        if process.returncode:
            raise RuntimeError((self.folder / "run.log").read_text(encoding="utf-8", errors="replace")[-2_000:])
        return Run(wall=wall, cpu=usage.ru_utime + usage.ru_stime, peak=usage.ru_maxrss / 1024)

    def output(self, command: Sequence[str | Path]) -> str:
        """What a program prints. Raises `CalledProcessError` where it fails."""
        return subprocess.run(
            [str(each) for each in command], stdout=subprocess.PIPE, env=self._environment, cwd=ROOT, check=True, text=True
        ).stdout

    @cached_property
    def _environment(self) -> dict[str, str]:
        # As it is once it is installed: with what Python compiled at hand, for the baselines as for us.
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        return {**kept, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(self.folder / "cache")}


def python(*arguments: str | Path) -> list[str | Path]:
    """A command of this interpreter."""
    return [sys.executable, *arguments]


def graphbuild(*arguments: str | Path) -> list[str | Path]:
    """A command of the program."""
    return python("-m", "graphbuild", *arguments)


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time that a function of this process takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


def between(page: str, begin: str, end: str, text: str) -> str:
    """The page with this text between two marks, in place of what stood there."""
    before, _, rest = page.partition(begin)
    return f"{before}{begin}{text}{end}{rest.partition(end)[2]}"


def _short(value: float) -> str:
    return f"{value:.3g}" if value < 1_000 else f"{value:,.0f}"
