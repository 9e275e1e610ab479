"""One shape for all workers: results in order, faults told, nothing left running."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from functools import partial
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


def leave(mark: Path) -> None:
    mark.write_text(str(os.getpid()))


def test_the_process_that_is_prepared_does_the_work(tmp_path):
    with Processes(2) as workers:
        workers.prepare(partial(leave, tmp_path / "mark"))
        done = list(workers.map(double, range(3)))
    assert [result for result, _ in done] == [0, 2, 4]
    assert {str(pid) for _, pid in done} == {(tmp_path / "mark").read_text()}


def test_what_fails_while_it_is_prepared_is_lost():
    with Processes(2) as workers:
        workers.prepare(partial(leave, Path("/nowhere/at/all")))
        assert [result for result, _ in workers.map(double, range(3))] == [0, 2, 4]
    with Processes(1) as alone:
        alone.prepare(partial(leave, Path("/nowhere/at/all")))
        assert {pid for _, pid in alone.map(double, range(3))} == {os.getpid()}


def test_one_that_is_kept_works_again():
    with Processes(2, keep=True) as workers:
        workers.prepare(partial(leave, Path("/nowhere/at/all")))
        done = [list(workers.map(double, range(2))) for _ in range(3)]
        assert len({pid for each in done for _, pid in each} - {os.getpid()}) == 1


def end(number):
    if multiprocessing.parent_process():
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_what_the_kept_process_cannot_do_is_done_here():
    with Processes(2, keep=True) as workers:
        for _ in range(2):
            workers.prepare(partial(leave, Path("/nowhere/at/all")))
            assert list(workers.map(end, range(3))) == [0, 1, 2]


def test_who_stops_waits_for_nothing():
    with Processes(2) as workers:
        workers.prepare(partial(time.sleep, 60))
    until = time.monotonic() + 20
    while multiprocessing.active_children() and time.monotonic() < until:
        time.sleep(0.05)
    assert not multiprocessing.active_children()


def stop(number):
    os.kill(os.getpid(), signal.SIGINT)
    return number


def test_ctrl_c_does_not_end_the_processes():
    with Processes(2) as workers:
        assert list(workers.map(stop, range(6))) == [0, 1, 2, 3, 4, 5]


def test_where_the_kept_process_was_ended_another_one_begins():
    with Processes(2, keep=True) as workers:
        workers.prepare(partial(leave, Path("/nowhere/at/all")))
        [pid] = {pid for _, pid in workers.map(double, range(2))}
        os.kill(pid, signal.SIGKILL)
        while multiprocessing.active_children():
            time.sleep(0.05)
        time.sleep(0.2)  # until it is noticed
        workers.prepare(partial(leave, Path("/nowhere/at/all")))
        assert [result for result, _ in workers.map(double, range(8))] == [0, 2, 4, 6, 8, 10, 12, 14]
