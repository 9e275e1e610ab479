"""`python -m benchmarks.without_model VAULT OUTPUT [CACHE]`: a build whose tagger knows the words of made-up vaults alone (tagger.py)."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks import tagger
from graphbuild.cache import open_cache
from graphbuild.rebuild import rebuild


def main(vault: str, output: str, cache: str = "") -> None:
    """Build."""
    tagger.install()
    with open_cache(Path(cache) if cache else None, unused=not cache) as kept:
        rebuild([Path(vault)], Path(output), cache=kept)


if __name__ == "__main__":
    main(*sys.argv[1:])
