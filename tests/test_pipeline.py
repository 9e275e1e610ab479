"""The whole way: hostile text, the same bytes whatever the circumstances, nothing half-written."""

import gc
import json
import os
import random
import subprocess
import sys

import pyoxigraph as ox
import pytest
import rdflib
import rdflib.compare

from graphbuild import pipeline
from graphbuild.config import Settings
from graphbuild.errors import ExportError, SourceError
from graphbuild.model import Highlight
from graphbuild.resources import example_vault
from tests.exports import episode, snip, spoken, vault

HOSTILE = '"]}} \\ </script><img src=x onerror=alert(1)> \u202e <urn:x> . " FILTER(1=1) # =cmd|1'


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    body = spoken(HOSTILE, HOSTILE, ("Speaker 1", HOSTILE))
    text = episode(HOSTILE, f"Show {HOSTILE}", snip(1, "0:01", body, tags="#[[a] b]] #[[<x>]]", note=HOSTILE))
    return pipeline.build([vault(tmp_path_factory.mktemp("hostile"), **{"odd ' \" name": text})])


def test_hostile_text_stays_text(hostile):
    store = hostile.store
    [(title, note)] = store.select("SELECT ?t ?n { ?h a gb:Highlight ; schema:name ?t ; gb:note/schema:text ?n }")
    assert "</script>" in title
    assert "</script>" in note
    assert rdflib.Graph().parse(data=hostile.turtle, format="turtle")


def test_turtle_means_the_same_to_both_engines(example):
    theirs = rdflib.Graph().parse(data=example.turtle, format="turtle")
    ours = rdflib.Graph().parse(data=ox.serialize(example.store.triples(), format=ox.RdfFormat.N_TRIPLES), format="nt")
    assert len(theirs) == len(example.store)
    assert set(theirs) == set(ours)


def test_no_blank_nodes_no_paths_no_clock(example):
    assert not [t for t in example.store.triples() if isinstance(t.subject, ox.BlankNode) or isinstance(t.object, ox.BlankNode)]
    assert str(example_vault()).encode() not in example.turtle


def test_offsets_point_at_the_quote(example):
    places = {
        "?m gb:inTurn/schema:text ?text": 1,
        "?m gb:inNote/schema:text ?text": 1,
        "?m gb:inHighlight ?h ; gb:inField ?p . ?h ?p ?text": 1,
        "?m gb:inEpisode ?e ; gb:inField schema:name . ?e schema:name ?text": 1,
    }
    for pattern, at_least in places.items():
        rows = list(example.store.select(f"SELECT ?text ?q ?s ?e2 {{ {pattern} . ?m gb:quote ?q ; gb:start ?s ; gb:end ?e2 }}"))
        assert len(rows) >= at_least, pattern
        for text, quote, start, end in rows:
            assert text[start:end] == quote


def test_the_report_accounts_for_every_line(example):
    for source in example.report["sources"]:
        lines = (example_vault() / source["path"]).read_text(encoding="utf-8").splitlines()
        assert sum(source["lines"].values()) == sum(1 for line in lines if line.strip()) == source["non_blank"]
        assert "unread" not in source["lines"]


@pytest.mark.slow
def test_same_bytes_whatever_the_hash_seed_the_folder_and_the_order_of_files(tmp_path):
    files = sorted(example_vault().glob("*.md"))
    made = []
    for seed in ("0", "4711"):
        folder = tmp_path / f"in{seed}" / "vault"
        folder.mkdir(parents=True)
        random.Random(int(seed)).shuffle(files)  # noqa: S311
        for file in files:
            (folder / file.name).write_bytes(file.read_bytes())
        out = tmp_path / f"out{seed}"
        command = [sys.executable, "-m", "graphbuild", "build", str(folder), "-o", str(out), "--quiet"]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed}, timeout=200)
        made.append(
            {name: (out / name).read_bytes() for name in ("graph.ttl", "graph.html", "report.json", "layout.json", "candidates.json")}
        )
    for name in made[0]:
        assert made[0][name] == made[1][name], name


def test_a_large_vault_is_packed_and_gives_the_same(example, monkeypatch):
    monkeypatch.setattr(pipeline, "_MANY", 0)
    made = pipeline.build([example_vault()])
    assert (made.turtle, made.report, made.candidates) == (example.turtle, example.report, example.candidates)


def test_of_a_vault_that_is_packed_the_copy_alone_is_left(monkeypatch):
    def held():
        gc.collect()
        return sum(isinstance(each, Highlight) for each in gc.get_objects())

    results, _ = pipeline.read_sources([example_vault()])
    read = sum(len(episode.highlights) for result in results for episode in result.episodes)
    before, found, link = held(), [], pipeline.link

    def counting(corpus, *more):
        found.extend([held() - before, sum(len(episode.highlights) for episode in corpus.episodes)])
        return link(corpus, *more)

    monkeypatch.setattr(pipeline, "_MANY", 0)
    monkeypatch.setattr(pipeline, "link", counting)
    pipeline.build([example_vault()])
    now, joined = found
    assert now <= read + joined  # as the files have them, and as they are in the graph


def test_other_files_in_the_output_folder_stay(example, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    pipeline.write(example, tmp_path)
    pipeline.write(example, tmp_path)
    assert {each.name for each in tmp_path.iterdir()} == {
        "mine.txt",
        "graph.ttl",
        "graph.html",
        "report.json",
        "layout.json",
        "candidates.json",
    }
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8")) == example.report


def test_an_output_that_is_a_file_is_refused_and_left_alone(example, tmp_path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(ExportError):
        pipeline.require_writable(tmp_path / "out")
    with pytest.raises(ExportError):
        pipeline.write(example, tmp_path / "out")
    assert [each.name for each in tmp_path.iterdir()] == ["out"]


def test_nothing_to_build_from(tmp_path):
    with pytest.raises(SourceError, match="an empty folder"):
        pipeline.build([tmp_path])
    with pytest.raises(SourceError, match="no such file"):
        pipeline.build([tmp_path / "nowhere"])
    (tmp_path / "x.md").write_text("only thoughts")
    with pytest.raises(SourceError, match="not an export"):
        pipeline.build([tmp_path])


def test_one_bad_file_does_not_stop_the_others(tmp_path):
    folder = vault(tmp_path, good=episode("E", "S", snip(1, "0:01", "Words.")), bad="\x00")
    (folder / "long.md").write_text("x" * 2_000_000)
    report = pipeline.build([folder]).report
    assert report["totals"]["highlights"] == 1
    assert [each["path"] for each in report["skipped"]] == ["bad.md", "long.md"]


def test_the_base_of_the_iris_is_a_setting(tmp_path):
    folder = vault(tmp_path, good=episode("E", "S", snip(1, "0:01", "Words.")))
    made = pipeline.build([folder], Settings(base_iri="https://example.org/my/"))
    assert [h for (h,) in made.store.select("SELECT ?h { ?h a gb:Highlight }")] == [
        "https://example.org/my/highlight:00000000-0000-4000-8000-000000000001"
    ]
