"""Real exports, where they are: the facts that one can check by reading them."""

import json
import os

import pytest

from graphbuild import pipeline

pytestmark = [pytest.mark.corpus, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def seed(shared):
    return pipeline.build([shared / "seed"])


def column(made, sparql):
    return [row[0] for row in made.store.select(sparql)]


def test_the_seed(seed):
    assert len(column(seed, "SELECT ?n { ?s a schema:PodcastSeries ; schema:name ?n }")) == 1
    [notes] = column(seed, "SELECT ?t { ?e a schema:PodcastEpisode ; gb:takeaways ?t }")
    assert notes.count("\n") == 3
    rows = seed.store.select("SELECT ?s ?u { ?h a gb:Highlight ; schema:startOffset ?s ; schema:url ?u } ORDER BY ?s").rows
    assert [start for start, _ in rows] == [916, 3663]
    assert all("/snip/" in url for _, url in rows)
    assert len(column(seed, "SELECT ?t { ?h gb:tagLabel ?t }")) == 7
    assert len(column(seed, "SELECT ?n { ?h gb:note ?n }")) == 2
    assert len(column(seed, "SELECT ?t { ?h gb:turn ?t }")) == 8
    assert column(seed, "SELECT (COUNT(DISTINCT ?l) AS ?n) { ?h gb:turn/gb:speaker ?l } GROUP BY ?h") == [2, 2]


def test_people_of_the_seed(seed):
    names = column(seed, "SELECT ?n { ?p a schema:Person ; schema:name ?n } ORDER BY ?n")
    assert len(names) == 3
    assert sum("Augustus" in name for name in names) == 1
    assert any("Picasso" in name for name in names)
    assert len(column(seed, "SELECT ?p { ?e gb:guest ?p }")) == 1


def test_one_episode_in_two_folders_is_one(shared):
    made = pipeline.build([shared / "corpus" / "hit-seed-vault", shared / "seed"])
    totals = made.report["totals"]
    assert (totals["sources"], totals["episodes"], totals["highlights"]) == (3, 2, 4)
    assert totals["links"]["episodes"] == 1


def test_every_line_of_every_vault_is_accounted_for(shared):
    folder = shared / "corpus"
    for vault in sorted(each for each in folder.iterdir() if each.is_dir()):
        results, refusals = pipeline.read_sources([vault])
        for result in results:
            text = (vault / result.source.path).read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
            assert sum(result.lines.values()) == sum(1 for line in text.split("\n") if line.strip()), result.source.path
        files = [os.path.join(at, name) for at, _, names in os.walk(vault) for name in names]  # noqa: PTH118
        assert len(results) + sum(1 for each in refusals if not each.path.endswith("/")) >= len(files) * 0.9
        assert all(each.reason for each in refusals)
        json.dumps([each.reason for each in refusals])
