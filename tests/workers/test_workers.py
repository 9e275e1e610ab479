"""One shape for all workers: results in order, faults told, nothing left running."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graphbuild.errors import SettingsError
from graphbuild.workers import HERE, Processes


def double(number):
    return number * 2, os.getpid()


def refuse(number):
    raise SettingsError(f"not {number}", place="here", mend="Choose another.")


@pytest.mark.parametrize("workers", [HERE, Processes(1), Processes(3)])
def test_results_come_in_order(workers):
    assert [result for result, _ in workers.map(double, range(9))] == list(range(0, 18, 2))


def test_few_batches_are_not_worth_a_process():
    assert {pid for _, pid in Processes(8).map(double, range(3))} == {os.getpid()}
    assert os.getpid() not in {pid for _, pid in Processes(2).map(double, range(6))}


@pytest.mark.parametrize("workers", [HERE, Processes(2)])
def test_what_a_function_raises_is_raised_here(workers):
    with pytest.raises(SettingsError, match=r"here: not 0\. Choose another\."):
        list(workers.map(refuse, range(6)))


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks into /proc")
def test_workers_end_when_who_started_them_is_killed(tmp_path):
    (tmp_path / "sleeper.py").write_text("import os, time\ndef sleep(n):\n open(f'{n}.pid', 'w').write(str(os.getpid())); time.sleep(60)\n")
    program = "from graphbuild.workers import Processes; import sleeper\nif __name__ == '__main__': list(Processes(2).map(sleeper.sleep, range(4)))"
    path = os.pathsep.join([str(Path(__file__).parents[2]), str(tmp_path)])
    started = subprocess.Popen([sys.executable, "-c", program], cwd=tmp_path, env={**os.environ, "PYTHONPATH": path})
    for _ in range(200):
        pids = [each.read_text() for each in tmp_path.glob("*.pid")]
        if len(pids) == 2 and all(pids):
            break
        time.sleep(0.1)
    started.kill()
    started.wait()
    for _ in range(100):
        if not any(Path("/proc", pid).is_dir() for pid in pids):
            break
        time.sleep(0.1)
    assert len(pids) == 2
    assert not any(Path("/proc", pid).is_dir() for pid in pids)
