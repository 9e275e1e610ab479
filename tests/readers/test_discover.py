"""Which files are found, and under which names."""

import os
import zipfile

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
    reasons = {refusal.path: refusal.reason for each in discover([folder]) for refusal in load(each) if isinstance(refusal, Refusal)}
    assert set(reasons) == {".obsidian/", ".hidden", "nothing", "output/"}
    assert reasons["output/"] == "a folder that graphbuild wrote"


def test_links_are_followed_once_and_not_in_circles(tmp_path):
    outside = vault(tmp_path / "outside", b="y")
    folder = vault(tmp_path / "in", a="x")
    (folder / "loop").symlink_to(folder)
    (folder / "linked").symlink_to(outside)
    (folder / "twice").symlink_to(outside)
    assert {each.path: each.reason for each in discover([folder])} == {
        "a.md": None,
        "linked/b.md": None,
        "loop/": "a link to a folder that is read already",
        "twice/": "a link to a folder that is read already",
    }


def test_the_order_of_sources_does_not_matter(tmp_path):
    outer = vault(tmp_path / "in", a="x")
    inner = vault(outer / "deep", b="y")
    assert [each.path for each in discover([outer, inner])] == [each.path for each in discover([inner, outer])]


def test_what_is_no_file_is_not_read(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    [found] = discover([tmp_path / "pipe"])
    assert (found.file, found.reason) == (None, "not a regular file")


def test_a_folder_that_holds_both_exports_and_a_graph_is_read_without_the_graph(tmp_path):
    folder = vault(tmp_path / "in", a="x")
    for name in ("graph.ttl", "graph.html", "report.json"):
        (folder / name).write_text("x")
    assert [each.path for each in discover([folder]) if each.file] == ["a.md"]


def archive(path, **files):
    with zipfile.ZipFile(path, "w") as made:
        for name, content in files.items():
            made.writestr(name, content)
    return path


def test_an_archive_is_read_as_the_files_in_it(tmp_path):
    made = archive(tmp_path / "export.zip", **{"Show/one.md": "# One\n", "../two.md": "# Two\n", ".hidden": "x"})
    [found] = discover([made])
    assert [(each.path, isinstance(each, Refusal)) for each in load(found)] == [
        ("export.zip/two.md", False),
        ("export.zip/.hidden", True),
        ("export.zip/Show/one.md", False),
    ]


def test_broken_locked_and_foreign_archives_are_refused(tmp_path):
    whole = archive(tmp_path / "a.zip", **{"one.md": "words " * 1000}).read_bytes()
    (tmp_path / "b.zip").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "c.zip").write_bytes(whole.replace(b"words words", b"wOrds words", 1))
    archive(tmp_path / "d.docx", **{"[Content_Types].xml": "<x/>"})
    archive(tmp_path / "e.zip", **{"a.zip": whole})
    reasons = [each.reason for found in discover([tmp_path]) for each in load(found) if isinstance(each, Refusal)]
    assert [reason.split(":")[0] for reason in reasons] == [
        "a broken ZIP archive",
        "is damaged within its archive",
        "not an export",
        "an archive in an archive",
    ]


def test_a_source_that_is_not_there(tmp_path):
    with pytest.raises(SourceError):
        discover([tmp_path / "nowhere"])
