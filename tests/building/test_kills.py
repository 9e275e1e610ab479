"""Kill -9 at any moment: one whole state is left, and the next build is as if nothing had happened."""

import sys

import pytest

from tests import kills

STUBBED = (
    "import sys; from pathlib import Path; import pytest; from tests.building import stub; stub.install(pytest.MonkeyPatch())\n"
    "from graphbuild.cache import open_cache; from graphbuild.rebuild import rebuild\n"
    "source, output, cache = map(Path, sys.argv[1:])\n"
    "rebuild([source], output, cache=open_cache(cache))"
)


@pytest.mark.slow
def test_a_killed_build_leaves_one_whole_state(tmp_path):
    assert kills.kill_builds([sys.executable, "-c", STUBBED], tmp_path, times=2, seed=7) == []
