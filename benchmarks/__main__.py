"""`python -m benchmarks [--quick] [--only MODULE] [--runs N] [--write]`: measure, print a table; `--write`: into docs/performance.md, with a picture."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import tempfile
from collections.abc import Sequence
from importlib import import_module, metadata
from pathlib import Path

from benchmarks.base import ROOT, Figure, Session, between
from benchmarks.picture import draw

MODULES = ("starting", "building", "engine", "growth", "questions", "bench_links", "bench_page")
"""Each has a function `figures(session)` that gives figures; in the order of the table."""

_HEAD = ("what", "takes", "beside", "which takes", "ratio", "target", "met")
_BEGIN, _END = "<!-- measured -->\n", "<!-- end of what is measured -->"
_PAGE = ROOT / "docs" / "performance.md"


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small vaults and few runs: does it work, not how fast is it")
    parser.add_argument("--only", choices=MODULES, action="append", help="this module alone; may be given again")
    parser.add_argument("--runs", type=int, help="how often each figure and its baseline are taken; five unless quick")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    parser.add_argument("--keep", type=Path, help="folder for what is made; else one that is removed at the end")
    given = parser.parse_args()
    shared = os.environ.get("GRAPHBUILD_SHARED")
    folder = given.keep or Path(tempfile.mkdtemp(prefix="graphbuild-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    session = Session(
        folder=folder, quick=given.quick, runs=given.runs or (2 if given.quick else 5), shared=Path(shared) if shared else None
    )
    try:
        found: list[Figure] = []
        for name in given.only or MODULES:
            session.log(name)
            found += import_module(f"benchmarks.{name}").figures(session)
    finally:
        if not given.keep:
            shutil.rmtree(folder, ignore_errors=True)
    text = "\n".join([*_table(found), "", *_remarks(found), _machine()])
    print(text)
    for lines in session.tables.values():
        print("", *lines, sep="\n")
    if given.write:
        page = _PAGE.read_text(encoding="utf-8")
        if not given.only:  # a part of the figures would take the place of all
            page = between(page, _BEGIN, _END, f"\n{text}\n\n")
            draw(found, ROOT / "docs" / "images" / "performance.svg")
        for mark, lines in session.tables.items():
            page = between(page, f"<!-- {mark}: begin -->\n", f"<!-- {mark}: end -->\n", "\n".join(lines) + "\n")
        _PAGE.write_text(page, encoding="utf-8")


def _table(found: Sequence[Figure]) -> list[str]:
    rows = [f"| {' | '.join(row)} |" for row in (_HEAD, *(each.cells() for each in found))]
    return [rows[0], "|---" * len(_HEAD) + "|", *rows[1:]]


def _remarks(found: Sequence[Figure]) -> list[str]:
    return [f"{each.name}: {each.remark}\n" for each in found if each.remark]


def _machine() -> str:
    packages = ", ".join(f"{name} {metadata.version(name)}" for name in ("spacy", "pyoxigraph", "rdflib"))
    return f"Medians, each beside its baseline in one run; {os.cpu_count()} cores, Python {platform.python_version()}, {packages}."


if __name__ == "__main__":
    main()
