"""The graph as an object: the same graph by every door, and nothing in it becomes markup in a notebook."""

from __future__ import annotations

from pathlib import Path

import pytest

import graphbuild
from graphbuild.errors import GraphError, UsageError
from graphbuild.exporters.page.part import address_of, part_of
from graphbuild.graph.store import Table
from graphbuild.resources import example_vault, ontology_file


@pytest.fixture(scope="module")
def graph() -> graphbuild.KnowledgeGraph:
    return graphbuild.open(ontology_file("example.ttl"))


def test_every_door_leads_to_the_same_graph(graph: graphbuild.KnowledgeGraph) -> None:
    [(count,)] = graph.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert count == len(graph) == len(graph.rdf)
    kinds = [kind for _, kind in graph.network.nodes(data="kind")]
    for frame, kind in ((graph.highlights, "highlight"), (graph.people, "person"), (graph.ideas, "idea"), (graph.episodes, "episode")):
        assert len(frame) == kinds.count(kind) > 0
    assert set(graph.idea_network) == set(graph.ideas.index)
    assert len(graph.links) == graph.query("SELECT ?l { ?l a gb:Link }").rows.__len__()


def test_frames_hold_numbers_as_numbers_and_several_values_as_tuples(graph: graphbuild.KnowledgeGraph) -> None:
    row = graph.highlights.loc["urn:graphbuild:highlight:aaaa"]
    assert row["start_seconds"] == 312
    assert row["favorite"] is True
    assert row["ideas"] == ("deliberate practice", "patience")
    assert row["show"] == "Slow Hands"
    assert graph.works["author"].map(type).eq(tuple).all()


def test_a_table_becomes_a_frame_or_html_without_markup_of_the_users() -> None:
    table = Table(("a",), (("<b>&",), (None,)))
    assert table.frame()["a"].isna().tolist() == [False, True]
    assert "<b>" not in table._repr_html_()
    assert "&lt;b&gt;&amp;" in table._repr_html_()
    assert "more rows" in Table(("a",), ((1,),) * 80)._repr_html_()


def test_what_is_built_can_be_saved_and_opened(tmp_path: Path) -> None:
    made = graphbuild.build(next(iter(sorted(example_vault().glob("*.md")))))
    made.save(tmp_path / "out")
    again = graphbuild.open(tmp_path / "out")
    assert len(again) == len(made)
    assert again.report == made.report
    assert repr(again) == repr(made)
    assert repr(made).startswith("<KnowledgeGraph: 1 shows")
    with pytest.raises(UsageError, match="only a graph that was built"):
        again.save(tmp_path / "other")


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="there is no such graph"):
        graphbuild.open(tmp_path)
    with pytest.raises(UsageError, match="there is no question"):
        graphbuild.open(ontology_file("example.ttl")).ask("meaning-of-life")


def test_show_is_the_page_of_what_belongs_to_a_thing(output: Path) -> None:
    graph = graphbuild.open(output)
    view = graph.show("Slow Reading", height=300)
    assert 'data-start="#/idea/slow-reading"' in view.html
    assert len(view.html) < len(graph.show().html)
    part = part_of(graph.store, "urn:graphbuild:idea:slow-reading")
    everything = "SELECT ?h ?t { ?h gb:expresses <urn:graphbuild:idea:slow-reading> OPTIONAL { ?h schema:text|gb:turn/schema:text ?t } } ORDER BY ?h ?t"
    assert part.select(everything) == graph.query(everything)
    assert 0 < len(part) < len(graph) / 2
    frame = view._repr_html_()
    assert frame.startswith("<iframe ")
    assert frame.count("<") == 2, "the page stands in an attribute"
    assert 'height="300"' in frame


def test_a_view_of_nothing_is_refused(graph: graphbuild.KnowledgeGraph) -> None:
    with pytest.raises(UsageError, match="knows no idea, person or work"):
        graph.show("zzzz")
    with pytest.raises(UsageError):
        graph.show("urn:x> } ; DROP ALL #")


@pytest.mark.parametrize(
    ("iri", "address"),
    [
        ("urn:graphbuild:idea:slow-reading", "#/idea/slow-reading"),
        ("https://example.org/my/person:ada", "#/person/ada"),
        ("urn:graphbuild:book:x", "#/episode/x"),
        ("urn:graphbuild:mention:x", ""),
    ],
)
def test_a_thing_has_an_address_in_the_page(iri: str, address: str) -> None:
    assert address_of(iri) == address
