"""`python -m benchmarks.answered FOLDER NAME VALUE…`: seconds of processor time in which a named question is answered, its graph being open already."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from graphbuild.cli.opening import load_to_ask
from graphbuild.questions import question


def main(folder: str, name: str, *values: str) -> None:
    """Open, ask, say how long the asking took, and how many rows there are."""
    store, asked = load_to_ask(Path(folder)), question(name)
    begun = time.process_time()
    rows = len(asked.answer(store, *values))
    print(time.process_time() - begun, rows)


if __name__ == "__main__":
    main(*sys.argv[1:])
