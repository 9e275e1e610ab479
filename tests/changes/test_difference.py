"""A difference says in people's words what became of what they know, and nothing of what did not change."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from graphbuild.changes import wording
from graphbuild.changes.difference import difference
from graphbuild.graph.store import GraphStore
from graphbuild.resources import ontology_file
from tests.changes.graphs import BASE, graph


def told(old: GraphStore, new: GraphStore) -> list[tuple[str, str, str, str]]:
    return list(wording.rows(difference(old, new)))


def test_a_graph_and_itself_differ_in_nothing() -> None:
    found = difference(graph(BASE), graph(BASE))
    assert (found.added, found.removed, found.changes) == (0, 0, ())
    assert wording.sentence(found) == "nothing"


def test_a_new_episode_says_what_came_with_it() -> None:
    more = """
    show:c a schema:PodcastSeries ; schema:name "Cedar" .
    episode:c1 a schema:PodcastEpisode ; schema:name "Bark" ; schema:partOfSeries show:c .
    highlight:h3 a gb:Highlight ; schema:name "Rings" ; schema:partOfEpisode episode:c1 ; schema:startOffset 3723 ;
        gb:expresses idea:patience , idea:drought ; gb:relatedHighlight highlight:h1 .
    idea:drought a gb:Idea ; skos:prefLabel "drought" .
    highlight:h1 gb:relatedHighlight highlight:h3 .
    link:1 a gb:Link ; gb:between highlight:h1 , highlight:h3 ; gb:reason "Both speak of “patience”." ."""
    assert told(graph(BASE), graph(BASE, more)) == [
        ("new", "show", "Cedar", ""),
        ("new", "episode", "Bark", "Cedar"),
        ("new", "highlight", "Rings", "Bark, Cedar, 1:02:03"),
        ("new", "idea", "drought", "in 1 episode of 1 show"),
        ("new", "link", "Rings — Slow growth", "Both speak of “patience”."),
        ("came back", "idea", "patience", "now in 2 shows: “Cedar” too"),
        ("bridge", "show", "Cedar — The Alder Hour", ""),
    ]
    gone = told(graph(BASE, more), graph(BASE))
    assert {row[:3] for row in gone} == {
        ("gone", "show", "Cedar"),
        ("gone", "episode", "Bark"),
        ("gone", "highlight", "Rings"),
        ("gone", "idea", "drought"),
    }


def test_an_idea_that_comes_back_in_the_same_show_names_the_episode() -> None:
    more = """episode:a2 a schema:PodcastEpisode ; schema:name "Trunks" ; schema:partOfSeries show:a .
    highlight:h4 a gb:Highlight ; schema:name "Girth" ; schema:partOfEpisode episode:a2 ; gb:expresses idea:patience ."""
    assert ("came back", "idea", "patience", "now in 2 episodes: “Trunks” too") in told(graph(BASE), graph(BASE, more))


@pytest.mark.parametrize(
    ("added", "detail"),
    [
        ("highlight:h1 gb:tagLabel 'wood' .", "new tag “wood”"),
        ("highlight:h1 gb:note note:1 . note:1 a gb:Note ; schema:text 'Plant one.' .", "new note “Plant one.”"),
        ("turn:h1-01 schema:text 'Or two hundred.' .", "new transcript"),
        ("speaker:h1-1 gb:identifiedAs person:ada-thorn .", "new voice “Ada Thorn”"),
        ("highlight:h1 gb:favorite true .", "new favorite"),
    ],
)
def test_what_the_owner_did_to_a_highlight_is_named(added: str, detail: str) -> None:
    assert told(graph(BASE), graph(BASE, added)) == [("changed", "highlight", "Slow growth", detail)]
    undone = told(graph(BASE, added), graph(BASE))
    assert [row[:3] for row in undone] == [("changed", "highlight", "Slow growth")]
    assert undone[0][3] == f"{detail.removeprefix('new ')} gone"


def test_a_value_that_became_another_shows_both() -> None:
    assert told(graph(BASE), graph(BASE.replace("Slow growth", "Slower growth"))) == [
        ("changed", "highlight", "Slower growth", "title “Slow growth” → “Slower growth”")
    ]


def test_what_was_concluded_from_a_highlight_is_no_change_of_it() -> None:
    found = difference(graph(BASE), graph(BASE, "highlight:h1 gb:keyphrases 'growth' ; schema:mentions person:ada-thorn ."))
    assert (found.added, found.changes) == (2, ())
    assert wording.sentence(found) == "nothing that people would notice"


TWO = 'person:a-thorne a schema:Person ; schema:name "A. Thorne" .'
ONE = 'person:ada-thorn schema:alternateName "A. Thorne" ; gb:reason "“A. Thorne” sounds like “Ada Thorn”." .'


def test_two_names_that_are_one_now_are_told_with_the_reason_and_taken_apart_again() -> None:
    assert told(graph(BASE, TWO), graph(BASE, ONE)) == [
        ("merged", "person", "Ada Thorn", "is also “A. Thorne”: “A. Thorne” sounds like “Ada Thorn”.")
    ]
    assert told(graph(BASE, ONE), graph(BASE, TWO)) == [("parted", "person", "A. Thorne", "was one with “Ada Thorn”")]


def test_a_first_name_that_two_share_makes_them_nobody_else() -> None:
    other = 'person:ada-quill a schema:Person ; schema:name "Ada Quill" ; schema:alternateName "Ada" .'
    assert told(graph(BASE), graph(BASE, other)) == [("new", "person", "Ada Quill", "")]
    assert told(graph(BASE, other), graph(BASE)) == [("gone", "person", "Ada Quill", "")]


def test_a_person_who_is_called_otherwise_now_is_neither_new_nor_gone() -> None:
    renamed = BASE.replace("person:ada-thorn", "person:dame-ada").replace('"Ada Thorn"', '"Dame Ada" ; schema:alternateName "Ada Thorn"')
    assert told(graph(BASE), graph(renamed)) == [("changed", "person", "Dame Ada", "was called “Ada Thorn”")]


def test_a_long_list_is_cut_and_says_so() -> None:
    more = "".join(f"idea:i{n} a gb:Idea ; skos:prefLabel 'idea {n}' . " for n in range(5))
    found = difference(graph(BASE), graph(BASE, more))
    assert [row[2] for row in wording.rows(found, 2)] == ["idea 0", "idea 1", "… 3 more"]
    assert "- … 3 more" in wording.markdown(found, 2)
    assert len(wording.plain(found)["changes"]) == 5  # type: ignore[arg-type]


def test_no_name_is_markup_in_a_note() -> None:
    hostile = "idea:x a gb:Idea ; skos:prefLabel '<img src=x> **[a](javascript:1)** `$x$`\\n# h \\u202e' ."
    note = wording.markdown(difference(graph(BASE), graph(BASE, hostile)))
    assert "<img" not in note.replace("\\<img", "")
    assert "\n# h" not in note
    assert "\u202e" not in note
    assert r"\*\*\[a\]\(javascript:1\)\*\*" in note


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "graphbuild", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, env=os.environ | {"PYTHONHASHSEED": "7"})


def test_the_command_answers_in_three_forms_and_the_same_in_every_process(tmp_path: Path) -> None:
    example = ontology_file("example.ttl")
    fewer = tmp_path / "fewer.ttl"
    kept = [each.triple for each in ox.parse(path=str(example)) if "idea:patience" not in str(each.triple)]
    fewer.write_bytes(ox.serialize(kept, format=ox.RdfFormat.TURTLE) or b"")
    here = wording.plain(difference(GraphStore.load(fewer), GraphStore.load(example)))
    assert json.loads(run("diff", fewer, example, "--json").stdout) == here
    table = run("diff", fewer, example)
    assert table.returncode == 0
    assert "patience" in table.stdout
    assert "1 new idea" in table.stderr
    assert run("diff", fewer, example, "--format", "md").stdout.startswith("# What changed\n")


def test_wrong_use_and_missing_graphs_are_one_line(tmp_path: Path) -> None:
    example = ontology_file("example.ttl")
    assert run("diff", example, example, "--format", "ttl").returncode == 2
    done = run("diff", example, tmp_path / "nowhere")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    same = run("diff", example, example)
    assert (same.returncode, same.stdout) == (0, "")
