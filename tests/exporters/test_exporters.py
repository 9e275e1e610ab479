"""Each exporter writes, writes the same bytes again in another process, and can be read back by the tools it is for."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import igraph
import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from graphbuild.errors import UsageError
from graphbuild.exporters import EXPORTERS, Exporter, exporter
from graphbuild.exporters.pyvis_page import LARGEST_PICTURE
from graphbuild.graph import vocabulary as v
from graphbuild.graph.store import GraphStore
from graphbuild.graph.view import multigraph
from graphbuild.pipeline import Build
from graphbuild.resources import ontology_file

HOSTILE = "<img src=x onerror=alert(1)><a href=x></script><script>window.hurt = 1</script> {{ 7 * 7 }} ]]>"
FORMATS = [pytest.param(each, id=each.name) for each in EXPORTERS]


@pytest.fixture
def store() -> GraphStore:
    return GraphStore.load(ontology_file("example.ttl"))


def hostile_graph(folder: Path, label: str = HOSTILE) -> GraphStore:
    """A show, an episode, a highlight and an idea, each of which bears the label."""
    path = folder / "hostile.ttl"
    text = ox.serialize([ox.Triple(ox.NamedNode("urn:x"), ox.NamedNode("urn:y"), ox.Literal(label))], format=ox.RdfFormat.N_TRIPLES)
    assert text is not None
    literal = text.decode().removeprefix("<urn:x> <urn:y> ").removesuffix(" .\n")
    path.write_text(
        f"""@prefix gb: <{v.GB}> . @prefix schema: <{v.SCHEMA}> . @prefix skos: <{v.SKOS}> .
        <urn:graphbuild:show:s> a schema:PodcastSeries ; schema:name {literal} .
        <urn:graphbuild:episode:e> a schema:PodcastEpisode ; schema:name {literal} ; schema:partOfSeries <urn:graphbuild:show:s> .
        <urn:graphbuild:highlight:h> a gb:Highlight ; schema:name {literal} ; schema:abstract {literal} ;
            schema:partOfEpisode <urn:graphbuild:episode:e> ; gb:expresses <urn:graphbuild:idea:i> .
        <urn:graphbuild:idea:i> a gb:Idea ; skos:prefLabel {literal} .""",
        encoding="utf-8",
    )
    return GraphStore.load(path)


def written(each: Exporter, store: GraphStore, folder: Path) -> dict[str, bytes]:
    """The bytes of every file that the exporter writes, by name."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{each.name}{each.suffix}"
    each.write(store, target)
    return contents(target)


def contents(target: Path) -> dict[str, bytes]:
    files = [target] if target.is_file() else [file for file in sorted(target.rglob("*")) if file.is_file()]
    return {file.relative_to(target.parent).as_posix(): file.read_bytes() for file in files}


def as_rdflib(store: GraphStore) -> rdflib.Graph:
    return rdflib.Graph().parse(data=ox.serialize(store.triples(), format=ox.RdfFormat.N_TRIPLES) or b"", format="nt")


def test_names_are_unique_and_an_unknown_one_is_told_the_known_ones() -> None:
    names = [each.name for each in EXPORTERS]
    assert len(set(names)) == len(names)
    assert [exporter(name).name for name in names] == names
    with pytest.raises(UsageError, match="pyvis, html, graphml, gexf, jsonld, nquads, shards, csv, obsidian"):
        exporter("docx")


@pytest.mark.parametrize("each", FORMATS)
def test_every_format_writes_the_same_bytes_in_another_process(each: Exporter, store: GraphStore, tmp_path: Path) -> None:
    here = written(each, store, tmp_path / "here")
    assert all(here.values())
    there = tmp_path / "there"
    there.mkdir()
    program = (
        "import sys; from pathlib import Path; from graphbuild.exporters import exporter; from graphbuild.graph.store import GraphStore;"
        "exporter(sys.argv[1]).write(GraphStore.load(Path(sys.argv[2])), Path(sys.argv[3]))"
    )
    target = there / f"{each.name}{each.suffix}"
    arguments = [sys.executable, "-c", program, each.name, str(ontology_file("example.ttl")), str(target)]
    subprocess.run(arguments, check=True, env=os.environ | {"PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo"})
    assert contents(target) == here


@pytest.mark.parametrize("each", FORMATS)
def test_an_empty_graph_is_written_too(each: Exporter, tmp_path: Path) -> None:
    assert written(each, GraphStore(), tmp_path)


@pytest.mark.parametrize("each", FORMATS)
def test_no_label_becomes_markup_or_a_formula(each: Exporter, tmp_path: Path) -> None:
    for content in written(each, hostile_graph(tmp_path), tmp_path / "out").values():
        if each.suffix in (".html", ".graphml", ".gexf"):
            assert b"<img" not in content
            assert b"<script>window.hurt" not in content


@pytest.mark.parametrize(("name", "form"), [("jsonld", "json-ld"), ("nquads", "nquads")])
def test_rdf_comes_back_whole(name: str, form: str, store: GraphStore, example: Build, tmp_path: Path) -> None:
    target = tmp_path / "out"
    for graph in (store, hostile_graph(tmp_path), example.store):
        exporter(name).write(graph, target)
        back = rdflib.Dataset(default_union=True) if form == "nquads" else rdflib.Graph()
        back.parse(target, format=form)
        found = rdflib.Graph()
        for subject, predicate, value in back.triples((None, None, None)):
            found.add((subject, predicate, value))
        assert isomorphic(found, as_rdflib(graph))


def test_n_quads_are_one_sorted_line_a_triple(store: GraphStore, tmp_path: Path) -> None:
    lines = written(exporter("nquads"), store, tmp_path)["nquads.nq"].decode().splitlines()
    assert len(lines) == len(store)
    assert lines == sorted(lines)


@pytest.mark.parametrize(("name", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networks_come_back_with_labels_and_links(name: str, read: object, store: GraphStore, tmp_path: Path) -> None:
    target = tmp_path / "out"
    exporter(name).write(store, target)
    assert callable(read)
    back = read(target)
    whole = multigraph(store)
    assert set(back) == set(whole)
    assert back.number_of_edges() == whole.number_of_edges()
    idea = "urn:graphbuild:idea:deliberate-practice"
    assert back.nodes[idea]["label"] == "deliberate practice"
    assert back.nodes[idea]["kind"] == "idea"
    assert back.nodes["urn:graphbuild:highlight:aaaa"]["startOffset"] == 312
    scores = [data["score"] for _, _, data in back.edges(data=True) if "score" in data]
    assert sorted(scores) == [0.41, 0.5, 0.62]


def test_graphml_comes_back_in_igraph_with_all_that_networkx_reads(example: Build, tmp_path: Path) -> None:
    target = tmp_path / "network.graphml"
    exporter("graphml").write(example.store, target)
    back = igraph.Graph.Read_GraphML(str(target))
    same = nx.read_graphml(target)
    assert back.is_directed()
    assert (back.vcount(), back.ecount()) == (same.number_of_nodes(), same.number_of_edges())
    assert {each["id"]: (each["kind"], each["label"]) for each in back.vs} == {
        node: (data["kind"], data["label"]) for node, data in same.nodes(data=True)
    }
    names = back.vs["id"]
    scored = sorted((names[e.source], names[e.target], e["kind"], e["score"]) for e in back.es if e["score"] == e["score"])  # not NaN
    assert len(scored) > 50
    assert scored == sorted((a, b, data["kind"], data["score"]) for a, b, data in same.edges(data=True) if "score" in data)


def test_gexf_of_a_whole_vault_comes_back_as_the_network(example: Build, tmp_path: Path) -> None:
    target = tmp_path / "network.gexf"
    exporter("gexf").write(example.store, target)
    back, whole = nx.read_gexf(target), multigraph(example.store)
    assert {node: (data["kind"], data["label"]) for node, data in back.nodes(data=True)} == {
        node: (data["kind"], data["label"]) for node, data in whole.nodes(data=True)
    }
    assert sorted((a, b, data["kind"]) for a, b, data in back.edges(data=True)) == sorted(
        (a, b, data["kind"]) for a, b, data in whole.edges(data=True)
    )
    root = ET.parse(target).getroot()  # noqa: S314 - written a line above
    assert root.tag == "{http://www.gexf.net/1.2draft}gexf"  # what Gephi opens


@pytest.mark.parametrize(("name", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_what_xml_forbids_is_left_out(name: str, read: object, tmp_path: Path) -> None:
    target = tmp_path / "out"
    exporter(name).write(hostile_graph(tmp_path, "a\u0000b\u000bc\ufffed\u001b[31me & <f>"), target)
    assert callable(read)
    assert read(target).nodes["urn:graphbuild:idea:i"]["label"] == "abcd[31me & <f>"


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_tables_hold_one_row_a_thing(store: GraphStore, tmp_path: Path) -> None:
    exporter("csv").write(store, tmp_path)
    rows = {name: table(tmp_path, name) for name in ("highlights", "ideas", "people", "episodes", "books", "links")}
    assert {name: len(found) for name, found in rows.items()} == {
        "highlights": 3,
        "ideas": 3,
        "people": 2,
        "episodes": 2,
        "books": 1,
        "links": 3,
    }
    first = rows["highlights"][0]
    assert first["title"] == "The shard heap"
    assert first["show"] == "Slow Hands"
    assert first["start_seconds"] == "312"
    assert first["favorite"] == "true"
    assert first["ideas"] == "deliberate practice\npatience"
    assert first["transcript"].splitlines()[0] == "Speaker 1: How many of them do you keep?"
    assert first["notes"] == "Orla would say: patience is a tool."


def test_what_a_note_says_counts_for_its_highlight(store: GraphStore, tmp_path: Path) -> None:
    highlight, note = ox.NamedNode("urn:graphbuild:highlight:aaaa"), ox.NamedNode("urn:graphbuild:note:aaaa")
    only_in_note = GraphStore(
        triple
        for triple in store.triples()
        if (triple.subject, triple.predicate.value) not in ((highlight, v.EXPRESSES), (highlight, v.MENTIONS))
    )
    assert any(triple.subject == note for triple in only_in_note.triples())
    exporter("csv").write(only_in_note, tmp_path)
    found = {row["label"]: row["highlights"] for row in table(tmp_path, "ideas")} | {
        row["name"]: row["mentioned_in"] for row in table(tmp_path, "people")
    }
    assert found["patience"] == found["Orla Quennell"] == highlight.value


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(start: str, tmp_path: Path) -> None:
    exporter("csv").write(hostile_graph(tmp_path, f"{start}HYPERLINK(1)"), tmp_path / "tables")
    assert table(tmp_path / "tables", "ideas")[0]["label"] == f"'{start}HYPERLINK(1)"


def test_the_picture_fetches_nothing_and_stands_still(store: GraphStore, tmp_path: Path) -> None:
    html = written(exporter("pyvis"), store, tmp_path)["pyvis.html"].decode()
    assert "cdnjs" not in html
    assert "jsdelivr" not in html
    assert "sourceMappingURL" not in html
    assert '"physics": {"enabled": false}' in html
    assert "vis.Network(" in html


@pytest.mark.parametrize("label", ["popup.innerHTML", 'network.on("showPopup"', "<body>", "<link href=x>"])
def test_no_label_keeps_the_picture_from_being_written(label: str, tmp_path: Path) -> None:
    assert written(exporter("pyvis"), hostile_graph(tmp_path, label), tmp_path / "out")


def test_the_picture_of_a_large_graph_keeps_those_with_most_neighbours(tmp_path: Path) -> None:
    lines = [f"@prefix gb: <{v.GB}> . @prefix skos: <{v.SKOS}> . <urn:graphbuild:highlight:hub> a gb:Highlight ."]
    for number in range(LARGEST_PICTURE + 100):
        lines.append(f'<urn:graphbuild:idea:{number}> a gb:Idea ; skos:prefLabel "idea number {number}" .')
        lines.append(f"<urn:graphbuild:highlight:hub> gb:expresses <urn:graphbuild:idea:{number}> .")
    path = tmp_path / "large.ttl"
    path.write_text("\n".join(lines), encoding="utf-8")
    html = written(exporter("pyvis"), GraphStore.load(path), tmp_path)["pyvis.html"].decode()
    assert '"id": "urn:graphbuild:highlight:hub"' in html
    assert html.count('"title": "idea: idea number') == LARGEST_PICTURE - 1
