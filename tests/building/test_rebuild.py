"""A build after a change is a build from nothing, whatever the change; and where nothing changed, nothing is done."""

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphbuild import pipeline
from graphbuild.building.output import LAYOUT, WRITTEN
from graphbuild.cache import NO_CACHE, open_cache
from graphbuild.config import Settings
from graphbuild.decisions import load_decisions
from graphbuild.rebuild import rebuild
from tests.building import stub
from tests.exports import episode, snip, vault

TEXTS = (
    "We spoke of the feedback loop with Petra Vandersteen and of slow kilns.",
    "The feedback loop again, as Petra says, and the commonplace book.",
    "A commonplace book by Tobias Quill, who reads slowly. Petra Vandersteen laughed.",
    "Nothing of note but slow kilns and a commonplace book.",
    "Tobias Quill wrote The Slow Kiln about slow kilns.",
)
TAGS = ("", "#feedback-loop", "#kilns #books")
SHOWS = ("Night Kitchen", "The Ledger")


@pytest.fixture(autouse=True)
def _stub(monkeypatch):
    stub.install(monkeypatch)


def written(folder):
    return {name: (folder / name).read_bytes() for name in WRITTEN}


def a_vault(folder):
    return vault(
        folder,
        one=episode("On loops", SHOWS[0], snip(1, "0:10", TEXTS[0], tags=TAGS[1]), snip(2, "1:10", TEXTS[1])),
        two=episode("With Tobias Quill", SHOWS[1], snip(3, "0:20", TEXTS[2]), url="https://share.snipd.com/episode/1"),
    )


def test_where_nothing_changed_nothing_is_done(tmp_path, monkeypatch):
    source, output = a_vault(tmp_path / "in"), tmp_path / "out"
    with open_cache(tmp_path / "cache") as cache:
        first = rebuild([source], output, cache=cache)
        before = written(output)
        with monkeypatch.context() as patch:
            patch.setattr(pipeline, "build", None)
            again = rebuild([source], output, cache=cache)
    assert (first.changed, again.changed) == (True, False)
    assert written(output) == before
    assert again.report == json.loads(before["report.json"])


def test_a_rebuild_without_the_memory_gives_the_same(tmp_path):
    source, output = a_vault(tmp_path / "in"), tmp_path / "out"
    rebuild([source], output)
    before = written(output)
    assert rebuild([source], output, cache=NO_CACHE).changed
    assert written(output) == before  # so what `test_where_nothing_changed` saves is not seen


@pytest.mark.parametrize(
    "change",
    [
        lambda source, _: (source / "one.md").write_text(episode("On loops", SHOWS[0], snip(1, "0:10", TEXTS[3]))),
        lambda source, _: (source / "one.md").rename(source / "renamed.md"),
        lambda source, _: (source / "one.md").unlink(),
        lambda source, _: (source / "note.txt").write_text("A note by hand."),
        lambda _, output: (output / "graph.ttl").write_text("damaged"),
        lambda _, output: (output / "graph.html").unlink(),
        lambda _, output: (output / "decisions.toml").write_text('[[rename]]\nkind = "idea"\nname = "feedback loop"\nto = "loop"\n'),
    ],
)
def test_any_change_is_seen(tmp_path, change):
    source, output = a_vault(tmp_path / "in"), tmp_path / "out"
    with open_cache(tmp_path / "cache") as cache:
        rebuild([source], output, cache=cache)
        change(source, output)
        decisions = load_decisions(output / "decisions.toml", must_exist=False)
        assert rebuild([source], output, decisions=decisions, cache=cache).changed
        assert not rebuild([source], output, decisions=decisions, cache=cache).changed
        assert rebuild([source], output, Settings(keyphrases=3), decisions, cache=cache).changed
        assert rebuild([source], output, Settings(keyphrases=3), decisions, cache=cache, relayout=True).changed


def test_a_file_that_changes_while_it_is_read_is_not_taken_for_what_was_read(tmp_path, monkeypatch):
    source, output = a_vault(tmp_path / "in"), tmp_path / "out"
    real = pipeline.build

    def build(*arguments, **options):
        made = real(*arguments, **options)
        (source / "one.md").write_text(episode("On loops", SHOWS[0], snip(1, "0:10", TEXTS[3])))
        return made

    with open_cache(tmp_path / "cache") as cache:
        with monkeypatch.context() as patch:
            patch.setattr(pipeline, "build", build)
            rebuild([source], output, cache=cache)
        assert rebuild([source], output, cache=cache).changed


snips = st.lists(st.tuples(st.integers(1, 6), st.sampled_from(TEXTS), st.sampled_from(TAGS)), min_size=1, max_size=3)
content = st.tuples(st.integers(1, 3), st.sampled_from(SHOWS), snips).map(
    lambda each: episode(
        f"Episode {each[0]}",
        each[1],
        *(snip(number, f"{number}:00", text, tags=tags) for number, text, tags in each[2]),
        url=f"https://share.snipd.com/episode/{each[0]}",
    )
)
names = st.sampled_from(("a.md", "b.md", "sub/a.md", "sub/deep/c.md"))
edits = st.one_of(
    st.tuples(st.just("write"), names, content),
    st.tuples(st.just("delete"), names, st.none()),
    st.tuples(st.just("move"), names, names),
)


def apply(edit, folder: Path):
    what, name, more = edit
    file = folder / name
    if what == "write":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(more, encoding="utf-8")
    elif file.exists():
        if what == "delete":
            file.unlink()
        else:
            (folder / more).parent.mkdir(parents=True, exist_ok=True)
            file.replace(folder / more)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories=st.lists(st.lists(edits, min_size=1, max_size=3), min_size=1, max_size=4))
def test_after_any_history_the_output_is_that_of_a_build_from_nothing(histories, tmp_path_factory):
    place = tmp_path_factory.mktemp("history")
    source, output, fresh = place / "in", place / "out", place / "fresh"
    vault(source, first=episode("The first", SHOWS[0], snip(9, "0:10", TEXTS[0])))
    with open_cache(place / "cache") as cache:
        for edit_these in histories:
            for edit in edit_these:
                apply(edit, source)
            shutil.rmtree(fresh, ignore_errors=True)
            fresh.mkdir()
            if (output / LAYOUT).exists():
                shutil.copy(output / LAYOUT, fresh)  # the places on the map are kept on purpose
            rebuild([source], output, cache=cache)
            rebuild([source], fresh)
            assert written(output) == written(fresh)
            assert not rebuild([source], output, cache=cache).changed
    shutil.rmtree(place)
