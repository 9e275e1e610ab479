"""Files are put in place whole: through kills, among builds at once, beside what others keep there."""

import pathlib
from concurrent.futures import ThreadPoolExecutor

import pytest

from graphbuild.building import place
from graphbuild.building.place import finish, put_in_place

OLD = {name: b"old " + name.encode() for name in ("graph.ttl", "graph.html", "report.json")}
NEW = {name: b"new " + name.encode() for name in OLD}


class Killed(BaseException):
    """What no code of ours catches."""


def found(folder):
    return {each.name: each.read_bytes() for each in folder.iterdir()}


@pytest.fixture
def output(tmp_path):
    put_in_place(OLD, tmp_path / "output")
    (tmp_path / "output" / "mine.txt").write_bytes(b"mine")
    return tmp_path / "output"


def put_and_be_killed(output, moves):
    """Put the new files in place, and die after so many moves of files."""
    real = pathlib.Path.replace
    left = [moves]

    def replace(self, target):
        if not left[0]:
            raise Killed
        left[0] -= 1
        return real(self, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pathlib.Path, "replace", replace)
        patch.setattr(place.shutil, "rmtree", lambda *_, **__: None)  # the dead tidy nothing
        with pytest.raises(Killed):
            put_in_place(NEW, output)


def test_all_files_and_nothing_else_change(output, tmp_path):
    put_in_place(NEW, output)
    assert found(output) == {**NEW, "mine.txt": b"mine"}
    assert [each.name for each in tmp_path.iterdir()] == ["output"]


@pytest.mark.parametrize("moves", [0, 1, 2])
def test_whoever_comes_next_completes_what_a_killed_build_had_begun(output, tmp_path, moves):
    put_and_be_killed(output, moves)
    finish(output)
    assert found(output) == {**NEW, "mine.txt": b"mine"}
    assert [each.name for each in tmp_path.iterdir()] == ["output"]


def test_a_build_killed_before_it_counted_leaves_the_old(output, tmp_path):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(place.shutil, "rmtree", lambda *_, **__: None)
        patch.setattr(pathlib.Path, "rename", lambda *_: (_ for _ in ()).throw(Killed))
        with pytest.raises(Killed):
            put_in_place(NEW, output)
    finish(output)
    assert found(output) == {**OLD, "mine.txt": b"mine"}
    put_in_place(NEW, output)
    assert found(output) == {**NEW, "mine.txt": b"mine"}
    assert [each.name for each in tmp_path.iterdir()] == ["output"]


def test_what_was_ready_for_a_folder_that_is_gone_is_dropped(output, tmp_path):
    put_and_be_killed(output, 1)
    place.shutil.rmtree(output)
    put_in_place(OLD, output)
    assert found(output) == OLD
    assert [each.name for each in tmp_path.iterdir()] == ["output"]


def test_builds_at_once_are_never_mixed(tmp_path):
    output = tmp_path / "output[1]"  # a name that would be a pattern

    def put(number):
        for _ in range(10):
            put_in_place(dict.fromkeys(OLD, b"%d" % number), output)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(put, range(4)))
    assert len(set(found(output).values())) == 1
    assert [each.name for each in tmp_path.iterdir()] == [output.name]
