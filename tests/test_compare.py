"""`compare` says of two highlights what the build says of them, from the finished graph alone."""

import json

import pytest

from graphbuild.comparing import Comparer
from graphbuild.errors import UsageError
from tests.exports import episode, snip, spoken, vault
from tests.test_cli import run

LINKS = (
    "SELECT ?a ?b ?s ?r { ?l gb:relation gb:relatedHighlight ; gb:between ?a, ?b ; gb:score ?s ; gb:reason ?r FILTER(STR(?a) < STR(?b)) }"
)
KINDS = "SELECT ?k { ?l gb:between <%s>, <%s> ; gb:evidenceKind ?k } ORDER BY ?k"


@pytest.fixture(scope="module")
def comparer(example):
    return Comparer(example.store)


def test_every_link_of_the_build_is_said_again(example, comparer):
    rows = example.store.select(LINKS).rows
    assert len(rows) > 10
    for one, other, score, reason in rows:
        said = comparer.compare(other, one)
        assert (said.comparison.score, said.comparison.reason, said.is_linked) == (float(score), reason, True)
        assert sorted(said.comparison.counted) == [kind for (kind,) in example.store.select(KINDS % (one, other))]


def test_pairs_that_are_not_linked_have_a_score_below_the_threshold_or_full_ends(example, comparer):
    highlights = [str(row[0]) for row in example.store.select("SELECT ?h { ?h a gb:Highlight } ORDER BY ?h")]
    said = [comparer.compare(highlights[0], other) for other in highlights[1:]]
    assert all(0 <= each.comparison.score <= 1 for each in said)
    assert any(not each.is_linked for each in said)
    assert all(each.is_linked or each.same_episode or each.comparison.score < 0.5 for each in said)


def test_a_share_link_and_an_iri_name_the_same_highlight(example, comparer):
    iri, url = example.store.select("SELECT ?h ?u { ?h a gb:Highlight ; schema:url ?u } ORDER BY ?h LIMIT 1").rows[0]
    assert comparer.find(url) == comparer.find(iri) == comparer.find(iri.rsplit(":", 1)[-1]) == iri
    assert comparer.find("https://share.snipd.com/snip/none") is None
    with pytest.raises(UsageError, match="no highlight"):
        comparer.require("none")


def test_what_has_no_link_of_its_own_is_named_by_its_file(tmp_path):
    from graphbuild import pipeline

    url = "https://share.snipd.com/episode/00000000-0000-4000-8000-000000000001"
    body = [snip(n, f"0:0{n}", spoken(f"Knot {n}", "Ropes hold.", ("Speaker 1", "Ropes hold."))) for n in (1, 2)]
    build = pipeline.build([vault(tmp_path, knots=episode("Knots", "Yard", *body, url=url))])
    comparer = Comparer(build.store)
    assert [comparer.find(f"knots.md#{n}") == comparer.find(f"any/where/knots.md#{n}") for n in (0, 1)] == [True, True]
    assert comparer.find("knots.md#0") != comparer.find("knots.md#1")
    assert comparer.find("knots.md#2") is None
    one, other = comparer.find("knots.md#0"), comparer.find("knots.md#1")
    assert comparer.compare(one, other).same_episode


def test_the_command_says_it_in_words_and_as_json(output, tmp_path):
    from graphbuild.graph.store import GraphStore

    store = GraphStore.load(output / "graph.ttl")
    one, other, score, reason = store.select(LINKS).rows[0]
    plain = run("compare", one, other, "-g", output)
    assert plain.returncode == 0
    assert plain.stdout.splitlines()[0] == f"{score:.3f}  linked"
    assert plain.stdout.splitlines()[2] == reason
    said = json.loads(run("compare", one, other, "-g", output, "--json").stdout)
    assert (said["score"], said["why"], said["linked"]) == (float(score), reason, True)
    assert said["evidence"]
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text(
        json.dumps({"a": one, "b": other, "grade": 2}) + "\n\n" + "".join(json.dumps({"a": one, "b": b}) + "\n" for b in ("nobody", one))
    )
    lines = [json.loads(line) for line in run("compare", "--pairs", pairs, "-g", output).stdout.splitlines()]
    # Who is not there has no score, nor has a highlight with itself.
    assert lines == [{"a": one, "b": b, "score": s} for b, s in ((other, float(score)), ("nobody", None), (one, None))]


@pytest.mark.parametrize("arguments", [[], ["only-one"], ["a", "b"], ["a", "b", "--pairs", "x"]])
def test_wrong_use_ends_with_2_and_one_line(output, arguments):
    done = run("compare", *arguments, "-g", output)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert not done.stdout


def test_one_highlight_twice_is_wrong_use(example, output):
    iri, url = example.store.select("SELECT ?h ?u { ?h a gb:Highlight ; schema:url ?u } ORDER BY ?h LIMIT 1").rows[0]
    done = run("compare", iri, url, "-g", output)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "the same highlight" in done.stderr


def test_a_line_that_is_no_pair_is_named(output, tmp_path):
    pairs = tmp_path / "wrong.jsonl"
    pairs.write_text('{"a": "x", "b": "y"}\n{"a": "x"}\n')
    done = run("compare", "--pairs", pairs, "-g", output)
    assert done.returncode == 2
    assert "wrong.jsonl:2" in done.stderr
