"""A copy installed from a wheel works outside the checkout: its data, ontology and example come with it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.slow
def test_demo_from_a_wheel(tmp_path):
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(tmp_path), str(ROOT)], check=True, timeout=200)
    [wheel] = tmp_path.glob("*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", str(tmp_path / "site"), str(wheel)], check=True, timeout=200)
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    where = [sys.executable, "-c", "import graphbuild; print(graphbuild.__file__)"]
    found = subprocess.run(where, check=True, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60).stdout
    assert found.startswith(str(tmp_path / "site"))
    for command in (["demo", "-o", "out"], ["check", "-g", "out"], ["export", "pyvis", "-g", "out"], ["quality", "example", "-g", "out"]):
        subprocess.run([sys.executable, "-m", "graphbuild", *command], check=True, cwd=tmp_path, env=environment, timeout=250)
    assert (tmp_path / "out" / "graph.html").stat().st_size > 10_000
