"""`watch` builds again after each change and at no other time, whatever the files hold, until Ctrl-C."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphbuild.changes.watch import Watched
from tests.exports import episode, snip, vault

LOOM = episode("Looms", "The Alder Hour", snip(1, "0:01", "A loom remembers its pattern.", tags="#weaving"))
KILN = episode(
    "Kilns",
    "Birch and Co",
    snip(2, "0:02", "Weaving is older.", tags="#weaving"),
    url="https://share.snipd.com/episode/00000000-0000-4000-8000-0000000000bb",
)


@pytest.mark.parametrize(
    ("path", "does"),
    [
        ("notes/a.md", True),
        ("notes/.obsidian/workspace.json", False),
        ("notes/.a.md.swp", False),
        ("notes/out/graph.ttl", False),
        ("notes/out/sub/x.md", False),
        ("notes/.out-abc123/graph.ttl", False),
        ("notes/outer/a.md", True),
        ("elsewhere/a.md", False),
    ],
)
def test_what_a_build_could_not_read_or_wrote_itself_is_no_change(tmp_path: Path, path: str, does: bool) -> None:  # noqa: FBT001
    watched = Watched(sources=(tmp_path / "notes",), files=(), output=tmp_path / "notes" / "out")
    assert watched.concerns((tmp_path / path).resolve()) is does


class Watching:
    """A `watch` in a process of its own, and the lines that it says."""

    def __init__(self, *arguments: object) -> None:
        command = [sys.executable, "-u", "-m", "graphbuild", "watch", *map(str, arguments), "--settle", "0.3"]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=os.environ | {"PYTHONUTF8": "1"}
        )
        self.lines: queue.Queue[str] = queue.Queue()
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line.rstrip())

    def until(self, what: str, seconds: float = 120) -> list[str]:
        """The lines up to the one that holds these words."""
        seen: list[str] = []
        end = time.monotonic() + seconds
        while not seen or what not in seen[-1]:
            try:
                seen.append(self.lines.get(timeout=max(0.0, end - time.monotonic())))
            except queue.Empty:
                pytest.fail(f"“{what}” was not said, but: {seen}")
        return seen

    def said(self) -> list[str]:
        return [self.lines.get() for _ in range(self.lines.qsize())]

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=30)

    def close(self) -> None:
        self.process.kill()
        self.process.wait(timeout=30)
        self.thread.join(timeout=10)
        if self.process.stdout:
            self.process.stdout.close()


@pytest.fixture
def started() -> Iterator[list[Watching]]:
    every: list[Watching] = []
    yield every
    for each in every:
        each.close()


@pytest.mark.slow
def test_a_day_of_changes(tmp_path: Path, started: list[Watching]) -> None:
    source = vault(tmp_path / "notes", loom=LOOM)
    output = source / "out"  # inside of what is watched
    watching = Watching(source, "-o", output)
    started.append(watching)
    watching.until("first build")
    assert (output / "graph.ttl").is_file()

    vault(source, kiln=KILN)
    seen = watching.until("came back idea: weaving")
    assert any("1 changed file, built in" in line and "1 new episode" in line for line in seen), seen

    # What no export is ends nothing; nor does what the build wrote, or another program's hidden file, begin anything.
    (source / "photo.md").write_bytes(b"\x00\xff" * 1000)
    seen = watching.until("built in")
    assert "nothing" in seen[-1], seen
    (output / "graph.html").touch()
    (source / ".trash").mkdir()
    (source / ".trash" / "x.md").write_text(LOOM, encoding="utf-8")
    time.sleep(3)
    assert watching.said() == []

    # Nothing left to build from: said, and watched on. Then everything is back.
    before = (output / "graph.ttl").read_bytes()
    texts = {path: path.read_bytes() for path in source.glob("*.md")}
    for path in texts:
        path.unlink()
    assert "not built" in watching.until("not built")[-1]
    assert (output / "graph.ttl").read_bytes() == before
    for path, text in texts.items():
        path.write_bytes(text)
    watching.until("built in")
    assert (output / "graph.ttl").read_bytes() == before

    # A decision of the owner is a change too, though it lies in the output folder.
    (output / "decisions.toml").write_text("not toml", encoding="utf-8")
    assert "decisions.toml" in watching.until("not built")[-1]
    (output / "decisions.toml").unlink()
    watching.until("built in")
    assert watching.end() == 0


@pytest.mark.slow
def test_a_single_file_that_an_editor_replaces(tmp_path: Path, started: list[Watching]) -> None:
    file = vault(tmp_path, loom=LOOM) / "loom.md"
    watching = Watching(file, "-o", tmp_path / "out")
    started.append(watching)
    watching.until("first build")
    aside = tmp_path / "aside"
    aside.write_text(LOOM.replace("remembers", "forgets").replace("#weaving", "#weaving #looms"), encoding="utf-8")
    aside.replace(file)
    assert any("changed highlight" in line for line in watching.until("new tag “looms”"))
    assert watching.end() == 0


def test_a_source_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "graphbuild", "watch", str(tmp_path / "nowhere"), "-o", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
