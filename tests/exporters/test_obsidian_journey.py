"""A year with a vault: built, written, edited by hand, written again, an episode gone, written again, the episode back.

Nothing of the owner's is ever lost; nothing that the highlights no longer hold is left without a mark.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graphbuild import pipeline
from graphbuild.exporters import exporter
from graphbuild.graph.store import GraphStore
from tests.exports import episode, snip, vault

_URL = "https://share.snipd.com/episode/00000000-0000-4000-8000-0000000000{}"
LOOMS = episode(
    "Looms, with Ada Thorn",
    "The Alder Hour",
    snip(1, "0:10", "Ada Thorn says that slow weaving teaches patience.", tags="#slow-weaving #patience", note="Try this on Sunday."),
    snip(2, "0:50", "A loom remembers its pattern.", tags="#slow-weaving"),
    url=_URL.format("aa"),
)
KILNS = episode(
    "Kilns, with Bert Quill",
    "Birch and Co",
    snip(3, "0:20", "Bert Quill fires every pot twice.", tags="#patience #double-firing"),
    url=_URL.format("bb"),
)
TIDES = episode("Tides", "The Alder Hour", snip(4, "0:30", "The tide waits for nobody.", tags="#patience"), url=_URL.format("cc"))
GONE = "> [!warning] Gone"
MINE = ("My own thought, above.", "And below: see [[My list]].", "mood: calm", "- [ ] buy yarn")


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, GraphStore]:
    """What is built from all files, and from all but one."""
    folder = tmp_path_factory.mktemp("exports")
    return {
        "all": pipeline.build([vault(folder / "all", looms=LOOMS, kilns=KILNS, tides=TIDES)]).store,
        "fewer": pipeline.build([vault(folder / "fewer", looms=LOOMS, tides=TIDES)]).store,
        "more": pipeline.build(
            [vault(folder / "more", looms=LOOMS.replace("#patience", "#patience #yarn"), kilns=KILNS, tides=TIDES)]
        ).store,
    }


def written(store: GraphStore, folder: Path) -> dict[str, str]:
    exporter("obsidian").write(store, folder)
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.md"))}


def require_honest(notes: dict[str, str], store: GraphStore) -> None:
    """Each note of ours is of something in the graph or says that it is gone; none that is not gone links to one that is."""
    about = {path: match[1] for path, text in notes.items() if (match := re.search(r'^graphbuild: "?([^"\n]+)"?$', text, re.MULTILINE))}
    known = {str(iri) for (iri,) in store.select("SELECT DISTINCT ?s { ?s ?p ?o }")}
    gone = {path for path in about if about[path] not in known and about[path].startswith("urn:graphbuild:")}
    for path in about:
        assert (GONE in notes[path]) == (path in gone), path
        if path not in gone:
            ours = notes[path].partition("%% graphbuild writes")[2].partition("%% end of graphbuild")[0]
            targets = {target.split("|")[0] for target in re.findall(r"\[\[([^\]]+)\]\]", ours)}
            assert not {f"{target}.md" for target in targets} & gone, path
            assert all(f"{target}.md" in notes for target in targets), path


def test_a_year_with_a_vault(graphs: dict[str, GraphStore], tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    first = written(graphs["all"], folder)
    require_honest(first, graphs["all"])
    assert {"Ideas/patience.md", "Ideas/double firing.md", "People/Ada Thorn.md", "People/Bert Quill.md"} <= first.keys()
    assert written(graphs["all"], folder) == first

    # By hand: words above and below ours, a property, a note renamed, one moved, one doubled, one of his own; one deleted, our part of one taken out.
    patience = folder / "Ideas" / "patience.md"
    text = patience.read_text(encoding="utf-8")
    text = text.replace("---\n%%", f"{MINE[2]}\n---\n{MINE[0]}\n\n%%").rstrip() + f"\n\n{MINE[1]}\n{MINE[3]}\n"
    patience.write_text(text, encoding="utf-8")
    (folder / "My list.md").write_text("Mine, about [[Ideas/patience]] and [[People/Bert Quill]].\n", encoding="utf-8")
    (folder / "Ideas" / "double firing.md").rename(folder / "Ideas" / "Firing twice.md")
    (folder / "Friends").mkdir()
    (folder / "People" / "Ada Thorn.md").rename(folder / "Friends" / "Ada.md")
    bert = folder / "People" / "Bert Quill.md"
    (folder / "People" / "Bert Quill (conflicted copy).md").write_bytes(bert.read_bytes())
    (folder / "Ideas" / "slow weaving.md").unlink()
    tides = folder / "Episodes" / "Tides.md"
    tides.write_text(tides.read_text(encoding="utf-8").partition("%%")[0] + "Only my words.\n", encoding="utf-8")
    (folder / "Ideas" / "yarn.md").write_text("My own note on yarn, written before any episode spoke of it.\n", encoding="utf-8")

    second = written(graphs["more"], folder)
    require_honest(second, graphs["more"])
    require_mine(second)
    assert "slow weaving" in second["Ideas/slow weaving.md"]  # what was deleted is written again: the highlights hold it
    assert "Ideas/double firing.md" not in second
    assert (
        "[[Ideas/Firing twice|"
        in second["Ideas/patience.md"] + second["People/Bert Quill.md"] + second["Episodes/Kilns, with Bert Quill.md"]
    )
    assert "[[Friends/Ada|Ada Thorn]]" in second["Episodes/Looms, with Ada Thorn.md"]
    assert any(path.startswith("Ideas/yarn (") for path in second)
    assert written(graphs["more"], folder) == second

    # The episode on kilns goes, and what it alone spoke of.
    third = written(graphs["fewer"], folder)
    require_honest(third, graphs["fewer"])
    require_mine(third)
    for path in (
        "Ideas/Firing twice.md",
        "People/Bert Quill.md",
        "People/Bert Quill (conflicted copy).md",
        "Episodes/Kilns, with Bert Quill.md",
    ):
        assert GONE in third[path]
    assert "Kilns" not in third["Ideas/patience.md"]
    assert written(graphs["fewer"], folder) == third

    # It comes back, and all is as it was.
    back = written(graphs["more"], folder)
    require_honest(back, graphs["more"])
    assert back == second


def require_mine(notes: dict[str, str]) -> None:
    assert all(words in notes["Ideas/patience.md"] for words in MINE)
    assert notes["My list.md"] == "Mine, about [[Ideas/patience]] and [[People/Bert Quill]].\n"
    assert "Only my words." in notes["Episodes/Tides.md"]
    assert notes["Ideas/yarn.md"] == "My own note on yarn, written before any episode spoke of it.\n"
    assert {"Friends/Ada.md", "Ideas/Firing twice.md"} <= notes.keys()


def test_our_part_taken_out_of_a_note_that_goes_says_so_too(graphs: dict[str, GraphStore], tmp_path: Path) -> None:
    written(graphs["all"], tmp_path)
    bert = tmp_path / "People" / "Bert Quill.md"
    bert.write_text(bert.read_text(encoding="utf-8").partition("%%")[0] + "Call him.\n", encoding="utf-8")
    gone = written(graphs["fewer"], tmp_path)["People/Bert Quill.md"]
    assert GONE in gone
    assert "Call him." in gone
    back = written(graphs["all"], tmp_path)["People/Bert Quill.md"]
    assert GONE not in back
    assert "Call him." in back
