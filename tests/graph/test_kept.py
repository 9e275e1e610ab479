"""A large graph is read once and then asked from disk; whatever is wrong with what is kept, the answer is that of the file."""

import os
import time

import pytest

from graphbuild.errors import GraphError
from graphbuild.graph import kept
from graphbuild.graph.kept import forget_kept, kept_size, open_kept
from graphbuild.graph.store import GraphStore

TURTLE = '<urn:a> <urn:b> "{}" .\n'
ALL = "SELECT ?o { ?s ?p ?o } ORDER BY ?o"


@pytest.fixture(autouse=True)
def _every_file_is_large(monkeypatch):
    monkeypatch.setattr(kept, "_WORTH", 0)


@pytest.fixture
def file(tmp_path):
    (tmp_path / "graph.ttl").write_text(TURTLE.format("one") + TURTLE.format("two"))
    return tmp_path / "graph.ttl"


def rows(store):
    return [row[0] for row in store.select(ALL)]


def test_the_second_time_no_turtle_is_read(file, tmp_path, monkeypatch):
    assert rows(open_kept(file, tmp_path / "cache")) == ["one", "two"]
    monkeypatch.setattr(GraphStore, "load", None)
    first, second = open_kept(file, tmp_path / "cache"), open_kept(file, tmp_path / "cache")
    assert rows(first) == rows(second) == ["one", "two"]
    assert kept_size(tmp_path / "cache")[0] == 1


def test_another_file_is_another_graph(file, tmp_path):
    open_kept(file, tmp_path / "cache")
    file.write_text(TURTLE.format("three"))
    assert rows(open_kept(file, tmp_path / "cache")) == ["three"]


def test_a_small_file_is_simply_read(file, tmp_path, monkeypatch):
    monkeypatch.setattr(kept, "_WORTH", 1_000)
    assert rows(open_kept(file, tmp_path / "cache")) == ["one", "two"]
    assert not (tmp_path / "cache").exists()


def test_without_a_folder_to_write_it_is_read(file, tmp_path):
    (tmp_path / "taken").write_text("")
    assert rows(open_kept(file, tmp_path / "taken")) == ["one", "two"]
    assert rows(open_kept(file, None)) == ["one", "two"]


def test_what_is_damaged_is_read_again(file, tmp_path):
    open_kept(file, tmp_path / "cache")
    for each in (tmp_path / "cache").rglob("*"):
        if each.is_file():
            each.write_bytes(b"damaged")
    assert rows(open_kept(file, tmp_path / "cache")) == ["one", "two"]
    assert rows(open_kept(file, tmp_path / "cache")) == ["one", "two"]


def test_a_file_that_does_not_parse_is_named(file, tmp_path):
    file.write_text("no turtle")
    with pytest.raises(GraphError, match=r"graph\.ttl: not valid Turtle"):
        open_kept(file, tmp_path / "cache")
    assert kept_size(tmp_path / "cache") == (0, 0)
    with pytest.raises(GraphError, match="no such graph"):
        open_kept(tmp_path / "nowhere.ttl", tmp_path / "cache")


def test_few_are_kept(file, tmp_path):
    for n in range(8):
        file.write_text(TURTLE.format(n))
        open_kept(file, tmp_path / "cache")
        for each in (tmp_path / "cache" / "graphs").iterdir():
            os.utime(each, (time.time() - 90_000 + n,) * 2)
    assert kept_size(tmp_path / "cache")[0] <= 5
    forget_kept(tmp_path / "cache")
    assert kept_size(tmp_path / "cache") == (0, 0)


def test_a_column_that_was_changed_is_made_again(tmp_path, file):
    def read():
        return sorted(open_kept(file, tmp_path / "cache").pairs("urn:b"))

    before = read()
    [column] = (tmp_path / "cache" / "graphs").glob("*/columns/*")
    for text in ("", "[]", '[["a"], ["b", "c"]]', column.read_text()[:-1]):
        column.write_text(text)
        assert read() == before


def test_a_list_of_files_cut_short_is_no_empty_graph(tmp_path, file):
    open_kept(file, tmp_path / "cache")
    [manifest] = (tmp_path / "cache" / "graphs").glob("*/engine/MANIFEST*")
    manifest.write_bytes(manifest.read_bytes()[: manifest.stat().st_size // 2])
    assert rows(open_kept(file, tmp_path / "cache")) == ["one", "two"]
