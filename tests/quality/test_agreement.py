"""Our figures are those of the independent scorer, which shares no code with us, where it is at hand."""

import json
import random
import subprocess
import sys

import pyoxigraph as ox
import pytest

from graphbuild import pipeline
from graphbuild.graph import vocabulary as v
from graphbuild.graph.store import GraphStore
from graphbuild.quality.gold import read_gold
from graphbuild.resources import example_gold

WIDEST = 0.01
IDENTIFIED_AS = v.GB + "identifiedAs"


def theirs(shared, gold, output, *options):
    scorer = shared / "tools" / "score_graph.py"
    if not scorer.is_file():
        pytest.skip("the independent scorer is not here")
    command = [sys.executable, "-B", str(scorer), str(gold), str(output), "--json", *map(str, options)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True, timeout=200).stdout)


def ours(gold, output, *options):
    command = [sys.executable, "-m", "graphbuild", "quality", str(gold), "-g", str(output), "--json", "--list", "0", *map(str, options)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True, timeout=200).stdout)


def assert_equal(a, b):
    assert a.keys() == b.keys()
    assert a["counts"] == b["counts"]
    for kind, score in a.items():
        for name, value in score.items():
            if kind != "counts" and value is not None:
                assert b[kind][name] == pytest.approx(value, abs=WIDEST), (kind, name)
            else:
                assert b[kind][name] == value, (kind, name)


@pytest.fixture(scope="module")
def richer(example, output, tmp_path_factory):
    """The example with voices and works by lot, so that every kind has what is right, wrong and missed."""
    chance = random.Random(7)  # noqa: S311 - a lot, no secret
    triples = [triple for triple in example.store.triples() if triple.predicate.value != IDENTIFIED_AS]
    titles = ["Walden", "Middlemarch", "The Weight of Rope", "The Quiet Tide", "Weight of Rope, illustrated", "Nothing of the Kind"]
    works = [ox.NamedNode(f"urn:graphbuild:book:{n}") for n in range(len(titles))]
    for work, title in zip(works, titles, strict=True):
        triples.append(ox.Triple(work, ox.NamedNode(v.NAME), ox.Literal(title)))
    known = {(label.highlight, voice): name for label in read_gold(example_gold()).voices for voice, name in label.voices if name}
    people = {name: ox.NamedNode(f"urn:graphbuild:person:{n}") for n, name in enumerate(sorted({*known.values(), "Nobody Else"}))}
    for name, person in people.items():
        triples.append(ox.Triple(person, ox.NamedNode(v.NAME), ox.Literal(name)))
    voices = "SELECT DISTINCT ?s ?u ?l { ?h schema:url ?u ; gb:turn/gb:speaker ?s . ?s schema:name ?l } ORDER BY ?s"
    for speaker, url, label in example.store.select(voices):
        name = chance.choice([known.get((str(url), str(label))), "Nobody Else", None])
        if name:
            triples.append(ox.Triple(ox.NamedNode(str(speaker)), ox.NamedNode(IDENTIFIED_AS), people[name]))
    for highlight, text in example.store.select("SELECT ?h ?t { ?h a gb:Highlight ; gb:turn/schema:text ?t } ORDER BY ?h ?t"):
        for work, title in zip(works, titles, strict=True):
            if chance.random() < (0.7 if title.lower() in str(text).lower() else 0.05):
                triples.append(ox.Triple(ox.NamedNode(str(highlight)), ox.NamedNode(v.MENTIONS), work))
    folder = tmp_path_factory.mktemp("richer")
    (folder / "graph.ttl").write_bytes(ox.serialize(GraphStore(triples).triples(), format=ox.RdfFormat.TURTLE))
    (folder / "report.json").write_bytes((output / "report.json").read_bytes())
    return folder


@pytest.mark.parametrize("half", [(), ("--half", "a"), ("--half", "b")], ids=["all", "a", "b"])
def test_on_the_example(shared, richer, half):
    figures = theirs(shared, example_gold(), richer, *half)
    if not half:
        assert 0 < figures["speakers"]["precision"] < 1
        assert 0 < figures["works"]["precision"] < 1
    assert_equal(figures, {kind: _without_errors(score) for kind, score in ours(example_gold(), richer, *half).items()})


@pytest.mark.corpus
@pytest.mark.timeout(900)
def test_on_real_exports(shared, tmp_path):
    corpus, gold = shared / "corpus", shared / "gold"
    made = pipeline.build([corpus / "jimbrig-kaas", corpus / "jimbrig-readwise-mirror", corpus / "hit-seed-vault"])
    pipeline.write(made, tmp_path)
    for options in ((), ("--half", "a"), ("--parse", gold / "parse" / "dev")):
        figures = theirs(shared, gold / "dev", tmp_path, *options)
        assert_equal(figures, {kind: _without_errors(score) for kind, score in ours(gold / "dev", tmp_path, *options).items()})


def _without_errors(score):
    return {name: value for name, value in score.items() if name != "errors"}
