"""Each triple lies in one named graph, chosen by content, such that a change touches few of them."""

from __future__ import annotations

import random
from pathlib import Path

import pyoxigraph as ox
import pytest

from graphbuild.errors import ExportError, GraphError
from graphbuild.exporters.shards import write_shards
from graphbuild.graph import vocabulary as v
from graphbuild.graph.shards import Shard, shards
from graphbuild.graph.store import GraphStore
from graphbuild.pipeline import Build
from graphbuild.resources import ontology_file


def parsed(found: list[Shard]) -> list[ox.Triple]:
    return [quad.triple for each in found for quad in ox.parse(each.triples(), format=ox.RdfFormat.TURTLE)]


def of_source(build: Build, path: str) -> str:
    iri = str(build.store.select(f'SELECT ?s {{ ?s gb:path "{path}" }}').rows[0][0])
    return iri.replace("source:", "graph:source-")


@pytest.mark.parametrize("largest", [10_000, 100, 1])
def test_the_graphs_together_are_the_graph_and_share_nothing(example: Build, largest: int) -> None:
    found = shards(example.store.triples(), file=largest, part=largest)
    together = parsed(found)
    assert len(together) == len(example.store)
    assert set(together) == set(example.store.triples())
    assert len({each.name for each in found}) == len(found)


def test_every_file_has_one_graph_and_what_the_whole_vault_says_lies_apart(example: Build) -> None:
    found = shards(example.store.triples())
    files = {of_source(example, each["path"]) for each in example.report["sources"]}
    assert {each.iri for each in found if each.name.startswith("source-")} == files
    assert {each.name.partition("-")[0] for each in found if not each.name.startswith("source-")} == {
        "about", "idea", "link", "person", "score", "show", "theme", "work",
    }  # fmt: skip


def test_what_belongs_to_a_highlight_lies_with_it(example: Build) -> None:
    place = {triple.subject.value: each.name for each in shards(example.store.triples()) for triple in parsed([each])}
    for predicate in (v.HAS_TURN, v.HAS_NOTE, v.HAS_SPEAKER):
        pairs = [t for t in example.store.triples() if t.predicate.value == predicate]
        assert pairs
        assert all(place[t.subject.value] == place[t.object.value] for t in pairs if isinstance(t.object, ox.NamedNode))
    inside = [t for t in example.store.triples() if t.predicate.value in (v.IN_HIGHLIGHT, v.IN_EPISODE)]
    assert all(place[t.subject.value] == place[t.object.value] for t in inside if isinstance(t.object, ox.NamedNode))


def test_the_order_of_triples_decides_nothing(example: Build) -> None:
    shuffled = list(example.store.triples())
    random.Random(7).shuffle(shuffled)  # noqa: S311 - no secret
    assert shards(shuffled, file=500) == shards(example.store.triples(), file=500)


@pytest.mark.parametrize("largest", [10_000, 300])
def test_a_note_more_changes_one_graph_and_a_link_more_no_file(example: Build, largest: int) -> None:
    before = {each.iri: each.digest for each in shards(example.store.triples(), file=largest, part=largest)}

    def changed(*more: str) -> list[str]:
        grown = [*example.store.triples(), *(quad.triple for quad in ox.parse("\n".join(more), format=ox.RdfFormat.N_TRIPLES))]
        after = {each.iri: each.digest for each in shards(grown, file=largest, part=largest)}
        return [iri.partition("graph:")[2] for iri in sorted(before.keys() | after.keys()) if before.get(iri) != after.get(iri)]

    one, other = (str(row[0]) for row in example.store.select("SELECT ?h { ?h a gb:Highlight } ORDER BY ?h LIMIT 2"))
    note = changed(f"<{one}> <{v.HAS_NOTE}> <urn:n> .", f'<urn:n> <{v.TEXT}> "more" .')
    assert len(note) == 1
    assert note[0].startswith("source-")
    linked = changed(
        f"<urn:l> <{v.TYPE}> <{v.LINK}> .",
        *(f"<urn:l> <{v.BETWEEN}> <{end}> ." for end in (one, other)),
        f"<{one}> <{v.RELATED_HIGHLIGHT}> <{other}> .",
        f"<{other}> <{v.RELATED_HIGHLIGHT}> <{one}> .",
    )
    assert len(linked) == 1
    assert linked[0].startswith("link")
    link = str(example.store.select("SELECT ?l { ?l a gb:Link } ORDER BY ?l LIMIT 1").rows[0][0])
    scored = changed(f'<{link}> <{v.SCORE}> "0.5" .')
    assert [name.partition("-")[0] for name in scored] == ["score"]


def test_a_kind_that_grows_is_split_and_no_part_is_much_larger_than_allowed() -> None:
    triples = [ox.Triple(ox.NamedNode(f"urn:i{n}"), ox.NamedNode(v.TYPE), ox.NamedNode(v.IDEA)) for n in range(5000)]
    found = shards(triples, part=1000)
    assert len(found) == 16
    assert max(len(each.lines) for each in found) < 1000


def test_blank_nodes_are_refused() -> None:
    with pytest.raises(GraphError, match="blank nodes"):
        shards([ox.Triple(ox.BlankNode("b"), ox.NamedNode(v.TYPE), ox.NamedNode(v.IDEA))])


def test_the_export_writes_what_changed_and_removes_what_is_gone_and_nothing_else(tmp_path: Path) -> None:
    store = GraphStore.load(ontology_file("example.ttl"))
    write_shards(store, tmp_path)
    (tmp_path / "mine.nq").write_text("mine", encoding="utf-8")
    times = {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("*.nq")}
    loaded = ox.Store()
    for path in tmp_path.glob("*.*.nq"):
        loaded.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
    assert {quad.triple for quad in loaded} == set(store.triples())
    assert ox.NamedNode("urn:graphbuild:graph:idea") in set(loaded.named_graphs())
    fewer = GraphStore(t for t in store.triples() if "idea:patience" not in f"{t.subject} {t.object}")
    write_shards(fewer, tmp_path)
    after = {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("*.nq")}
    assert (tmp_path / "mine.nq").read_text(encoding="utf-8") == "mine"
    kept = times.keys() & after.keys()
    assert {name: after[name] for name in kept} == {name: times[name] for name in kept}
    assert any(name.startswith("person.") for name in kept)
    assert sum(name.startswith("idea.") for name in after) == 1


def test_an_index_that_is_somebody_elses_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "index.json").write_text('{"my": "site"}', encoding="utf-8")
    with pytest.raises(ExportError, match="no index"):
        write_shards(GraphStore.load(ontology_file("example.ttl")), tmp_path)
    (tmp_path / "index.json").write_text('[{"file": "../x.nq"}, {"file": "/etc/x.nq"}, {"file": "a\\\\b.nq"}]', encoding="utf-8")
    outside = tmp_path.parent / "x.nq"
    outside.write_text("mine", encoding="utf-8")
    write_shards(GraphStore.load(ontology_file("example.ttl")), tmp_path)
    assert outside.exists()
