"""The vault is the owner's: what he writes, renames or moves stays; what the graph says is renewed; what is gone says so."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graphbuild.exporters import exporter
from graphbuild.exporters.obsidian.sync import file_name
from graphbuild.graph import vocabulary as v
from graphbuild.graph.store import GraphStore
from graphbuild.pipeline import Build
from graphbuild.resources import ontology_file
from tests.exporters.test_exporters import HOSTILE, hostile_graph

IDEA = "Ideas/deliberate practice.md"


@pytest.fixture
def store() -> GraphStore:
    return GraphStore.load(ontology_file("example.ttl"))


def export(store: GraphStore, folder: Path) -> dict[str, str]:
    exporter("obsidian").write(store, folder)
    return contents(folder)


def contents(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*")) if path.is_file()}


def without(store: GraphStore, key: str) -> GraphStore:
    """The graph after everything of one node went."""
    node = ox.NamedNode(f"urn:graphbuild:{key}")
    return GraphStore(each for each in store.triples() if node not in (each.subject, each.object))


def test_there_is_a_note_for_each_idea_person_work_and_episode_with_links_between_them(store: GraphStore, tmp_path: Path) -> None:
    found = export(store, tmp_path)
    assert {path.partition("/")[0] for path in found} == {"Ideas", "People", "Works", "Episodes", "Start here.md"}
    assert "[[Ideas/patience|patience]]" in found[IDEA]
    assert "[[Episodes/Orla Quennell on throwing pots away|" in found[IDEA]
    assert "0:05:12](<https://example.org/clip/aaaa>)" in found[IDEA]
    for text in found.values():
        for target in (part.split("|")[0] for part in text.split("[[")[1:]):
            assert f"{target}.md" in found


def test_a_second_run_changes_nothing(store: GraphStore, tmp_path: Path) -> None:
    before = export(store, tmp_path)
    times = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.md")}
    assert export(store, tmp_path) == before
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.md")} == times


def test_what_the_owner_writes_stays_and_what_we_wrote_is_renewed(store: GraphStore, tmp_path: Path) -> None:
    export(store, tmp_path)
    note = tmp_path / IDEA
    ours = note.read_text(encoding="utf-8")
    mine = ours.replace("---\n%%", "mood: calm\n---\nMy own words.\n\n%%") + "\nAnd more below.\r\n"
    note.write_text(mine, encoding="utf-8", newline="")
    fewer = without(store, "idea:patience")
    after = export(fewer, tmp_path)[IDEA]
    assert "mood: calm\n---\nMy own words.\n" in after
    assert after.endswith("And more below.\n")  # read with universal line ends here
    assert note.read_bytes().endswith(b"\r\n")
    assert "patience" not in after


def test_a_note_that_the_owner_renamed_or_moved_keeps_its_place_and_links_follow(store: GraphStore, tmp_path: Path) -> None:
    export(store, tmp_path)
    (tmp_path / "Mine").mkdir()
    (tmp_path / IDEA).rename(tmp_path / "Mine" / "Practice, my way.md")
    found = export(store, tmp_path)
    assert IDEA not in found
    assert any("[[Mine/Practice, my way|deliberate practice]]" in text for text in found.values())


def test_what_is_gone_is_marked_once_and_kept_and_comes_back(store: GraphStore, tmp_path: Path) -> None:
    before = export(store, tmp_path)
    gone = export(without(store, "idea:deliberate-practice"), tmp_path)
    assert "> [!warning] Gone" in gone[IDEA]
    assert before[IDEA].splitlines()[-3] in gone[IDEA]
    assert not any("[[Ideas/deliberate practice" in text for path, text in gone.items() if path != IDEA)
    assert export(without(store, "idea:deliberate-practice"), tmp_path) == gone
    assert export(store, tmp_path) == before


def test_line_ends_of_another_system_and_quotes_of_another_editor_do_not_hide_a_note(store: GraphStore, tmp_path: Path) -> None:
    before = export(store, tmp_path)
    for path in tmp_path.rglob("*.md"):
        path.write_bytes(path.read_bytes().replace(b'graphbuild: "', b"graphbuild: ").replace(b'"\n', b"\n", 1).replace(b"\n", b"\r\n"))
    assert set(export(store, tmp_path)) == set(before)
    assert "Gone" in export(without(store, "idea:deliberate-practice"), tmp_path)[IDEA]


def test_a_note_whose_part_the_owner_took_out_gets_it_again_below_his_words(store: GraphStore, tmp_path: Path) -> None:
    export(store, tmp_path)
    note = tmp_path / IDEA
    note.write_text(note.read_text(encoding="utf-8").partition("%%")[0] + "Only mine.\n", encoding="utf-8")
    after = export(store, tmp_path)[IDEA]
    assert after.index("Only mine.") < after.index("%% graphbuild writes")


def test_other_notes_of_the_owner_are_never_touched(store: GraphStore, tmp_path: Path) -> None:
    (tmp_path / "Ideas").mkdir()
    own = tmp_path / IDEA
    own.write_text("A note of my own by that name.\n", encoding="utf-8")
    found = export(store, tmp_path)
    assert found[IDEA] == "A note of my own by that name.\n"
    assert sum(path.startswith("Ideas/deliberate practice (") for path in found) == 1
    assert export(store, tmp_path) == found


@pytest.mark.parametrize(
    "label", [HOSTILE, "%% end of graphbuild's part %%", "a]]b [[c|d]] #tag ^x", "../../../etc/passwd", "x" * 900, "CON"]
)
def test_no_label_escapes_its_note(label: str, tmp_path: Path) -> None:
    graph = hostile_graph(tmp_path, label)
    found = export(graph, tmp_path / "out" / "vault")
    assert export(graph, tmp_path / "out" / "vault") == found
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"vault"}
    for text in found.values():
        assert text.count("%% end of graphbuild's part %%") == 1
        assert "<img" not in text
        assert "<script" not in text
        for target in (part.split("|")[0] for part in text.split("[[")[1:]):
            assert f"{target}.md" in found


@pytest.mark.parametrize(
    ("title", "name"),
    [("a/b: c?", "a b c"), ("...", "unnamed"), ("nul", "nul -"), ("Com1.txt", "Com1.txt -"), ("日本語", "日本語"), ("\u202eabc", "abc")],
)
def test_file_names_are_such_that_every_system_takes_them(title: str, name: str) -> None:
    assert file_name(title) == name


def test_two_of_one_name_have_two_notes(tmp_path: Path) -> None:
    prefixes = "".join(f"@prefix {name}: <{space}> . " for name, space in v.PREFIXES.items())
    people = "".join(
        f"<urn:graphbuild:person:{key}> a schema:Person ; schema:name '{name}' . " for key, name in (("a", "Kim"), ("b", "kim"))
    )
    store = GraphStore(quad.triple for quad in ox.parse(prefixes + people, format=ox.RdfFormat.TURTLE))
    assert len({path.casefold() for path in export(store, tmp_path) if path.startswith("People/")}) == 2


def test_the_example_vault_becomes_a_vault(example: Build, tmp_path: Path) -> None:
    found = export(example.store, tmp_path)
    assert len(found) > 50
    assert all(text.startswith("---\ngraphbuild: ") for text in found.values())
