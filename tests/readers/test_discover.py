"""Which files are found, and under which names."""

import pytest

from graphbuild.errors import SourceError
from graphbuild.readers import Refusal
from graphbuild.readers.discover import discover, load
from tests.exports import episode, snip, vault


def test_paths_are_relative_and_sorted(tmp_path):
    vault(tmp_path / "in" / "deep", b="x", a="y")
    assert [each.path for each in discover([tmp_path / "in"])] == ["deep/a.md", "deep/b.md"]


def test_several_sources_are_told_apart_by_their_last_names(tmp_path):
    one, two = vault(tmp_path / "one" / "notes", a="x"), vault(tmp_path / "two" / "notes", a="x")
    assert [each.path for each in discover([one, two])] == ["one/notes/a.md", "two/notes/a.md"]


def test_a_file_reached_twice_is_named_once_and_loops_end(tmp_path):
    folder = vault(tmp_path / "in", a="x")
    (folder / "loop").symlink_to(folder)
    assert [each.path for each in discover([folder, folder / "a.md"]) if each.file] == ["in/a.md"]


def test_hidden_things_and_what_graphbuild_wrote_are_passed_over_with_a_reason(tmp_path):
    folder = vault(tmp_path / "in", a=episode("E", "S", snip(1, "0:01", "Words.")))
    (folder / ".obsidian").mkdir()
    (folder / ".hidden").write_text("x")
    (folder / "nothing").symlink_to(folder / "nowhere")
    vault(folder / "output")
    for name in ("graph.ttl", "graph.html", "report.json"):
        (folder / "output" / name).write_text("x")
    reasons = {each.path: refusal.reason for each in discover([folder]) if isinstance(refusal := load(each), Refusal)}
    assert set(reasons) == {".obsidian/", ".hidden", "nothing", "output/"}
    assert reasons["output/"] == "a folder that graphbuild wrote"


def test_a_source_that_is_not_there(tmp_path):
    with pytest.raises(SourceError):
        discover([tmp_path / "nowhere"])
