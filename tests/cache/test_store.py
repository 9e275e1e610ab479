"""The cache: it keeps what it is given, is shared by two at once, never grows without end, and never fails a build."""

import os
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graphbuild.cache import NO_CACHE, Cache, cache_folder, open_cache
from graphbuild.cache.digests import code, digest, digest_of_files


def test_what_is_kept_is_found_by_the_next(tmp_path):
    with open_cache(tmp_path) as first:
        first.put("words", {b"a": b"one", b"b": b"two" * 1000})
    with open_cache(tmp_path) as second:
        assert second.get("words", [b"b", b"a", b"a", b"c"]) == {b"a": b"one", b"b": b"two" * 1000}
        assert second.get("other words", [b"a"]) == {}
        assert [(each.shelf, each.entries) for each in second.held()] == [("words", 2)]


def test_more_keys_than_one_query_takes(tmp_path):
    values = {str(n).encode(): b"%d" % n for n in range(2_500)}
    with open_cache(tmp_path) as cache:
        cache.put("numbers", values)
        assert cache.get("numbers", list(values)) == values


def test_without_a_folder_nothing_is_kept():
    NO_CACHE.put("words", {b"a": b"one"})
    assert NO_CACHE.get("words", [b"a"]) == {}
    assert NO_CACHE.trouble is None


def test_the_oldest_go_when_it_is_full(tmp_path, monkeypatch):
    def on_day(number):
        monkeypatch.setattr(time, "time", lambda: number * 86_400.0)
        return Cache(tmp_path, largest=10_000)

    with on_day(1) as cache:
        cache.put("noise", {b"%d" % n: os.urandom(1_000) for n in range(8)})
    with on_day(2) as cache:
        assert set(cache.get("noise", [b"0"])) == {b"0"}  # used again, so it is no longer old
        cache.put("noise", {b"new %d" % n: os.urandom(1_000) for n in range(4)})
        cache.make_room()
        assert sum(each.size for each in cache.held()) <= 8_000
        left = cache.get("noise", [b"%d" % n for n in range(8)] + [b"new %d" % n for n in range(4)])
        assert {b"0", b"new 0", b"new 1", b"new 2", b"new 3"} <= set(left)
        assert len(left) < 8


def test_a_damaged_value_counts_as_missing(tmp_path):
    with open_cache(tmp_path) as cache:
        cache.put("words", {b"a": b"one" * 100, b"b": b"two"})
    with sqlite3.connect(cache.file) as database:
        (value,) = database.execute("SELECT value FROM entries WHERE key = ?", (b"a",)).fetchone()
        database.execute("UPDATE entries SET value = ? WHERE key = ?", (value[:-1] + bytes([value[-1] ^ 1]), b"a"))
    database.close()
    with open_cache(tmp_path) as cache:
        assert cache.get("words", [b"a", b"b"]) == {b"b": b"two"}


def test_a_damaged_file_is_told_and_can_be_cleared(tmp_path):
    with open_cache(tmp_path) as cache:
        cache.put("words", {b"a": b"one"})
    cache.file.write_bytes(b"no database " * 1_000)
    with open_cache(tmp_path) as cache:
        assert cache.trouble
        cache.put("words", {b"a": b"one"})
        assert cache.get("words", [b"a"]) == {}
        cache.clear()
        assert not cache.trouble
    with open_cache(tmp_path) as cache:
        assert not cache.trouble
        assert not cache.held()


def test_a_file_where_the_folder_should_be_is_told(tmp_path):
    (tmp_path / "taken").write_text("")
    with open_cache(tmp_path / "taken") as cache:
        assert cache.trouble
        assert cache.get("words", [b"a"]) == {}


def test_many_write_at_once(tmp_path):
    def write(number):
        with open_cache(tmp_path) as cache:
            for n in range(20):
                cache.put("words", {b"%d of %d" % (n, number): b"x" * n, b"shared": b"same"})
            return cache.trouble

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(write, range(4))) == [None] * 4
    with open_cache(tmp_path) as cache:
        assert cache.held()[0].entries == 81


def test_a_killed_writer_leaves_a_sound_file(tmp_path):
    program = (
        "import sys, os; from pathlib import Path; from graphbuild.cache import open_cache; cache = open_cache(Path(sys.argv[1]));"
        "print('ready', flush=True); n = 0\n"
        "while True:\n cache.put('words', {b'%d' % n: os.urandom(5000)}); n += 1"
    )
    for _ in range(3):
        writer = subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2])
        writer.stdout.readline()
        time.sleep(0.1)
        writer.kill()
        writer.communicate()
        with open_cache(tmp_path) as cache:
            cache.put("words", {b"after": b"the kill"})
            assert cache.get("words", [b"after"]) == {b"after": b"the kill"}
            assert cache.trouble is None


def test_the_user_s_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "graphbuild"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert cache_folder().is_absolute()


def test_no_two_lists_of_parts_have_one_digest():
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("", "a") != digest("a", "")
    assert digest("a") == digest(b"a")


def test_the_digest_of_files_follows_names_and_contents(tmp_path):
    (tmp_path / "a").write_text("one")
    before = digest_of_files(tmp_path)
    (tmp_path / "a").rename(tmp_path / "b")
    renamed = digest_of_files(tmp_path)
    (tmp_path / "b").write_text("two")
    assert len({before, renamed, digest_of_files(tmp_path)}) == 3


def test_the_digest_of_code_knows_its_parts():
    assert code("extractors", "text.py") == code("extractors", "text.py")
    assert code("extractors") != code("text.py")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever may write everywhere cannot see this")
def test_a_folder_without_the_right_to_write_is_told(tmp_path):
    tmp_path.chmod(0o500)
    try:
        with open_cache(tmp_path / "cache") as cache:
            assert cache.trouble
    finally:
        tmp_path.chmod(0o700)
