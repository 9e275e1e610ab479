"""Reviewing a small made-up vault: what is asked, what an answer changes in the next build, and back."""

import io
import json
import subprocess
import sys

import pytest
from rich.console import Console

from graphbuild import pipeline
from graphbuild.decisions import Decisions, load_decisions
from graphbuild.errors import GraphError
from graphbuild.model import Named, Resolution, Verdict
from graphbuild.resolvers.ideas import Ideas
from graphbuild.resolvers.identity import Joined
from graphbuild.resolvers.people import People
from graphbuild.review.candidates import Vault, candidates, load_candidates
from graphbuild.review.dialogue import ask_owner
from tests.exports import episode, snip, spoken, vault


def run(*arguments):
    command = [sys.executable, "-m", "graphbuild", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=200)


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    first = snip(1, "0:10", spoken("On bread", "Bread is slow.", ("Speaker 1", "Bread is slow.")), tags="#ambition #baking #llm")
    second = snip(
        2,
        "0:20",
        spoken("On rest", "Rest is slow.", ("Speaker 1", "Rest is slow.")),
        tags="#ambitious #[[virtual baking]] #[[large language models]]",
    )
    return vault(tmp_path_factory.mktemp("in"), a=episode("E", "S", first, second))


@pytest.fixture(scope="module")
def built(source):
    return pipeline.build([source])


@pytest.fixture
def folder(built, tmp_path):
    pipeline.write(built, tmp_path / "out")
    return tmp_path / "out"


def labels(made):
    return {str(label) for (label,) in made.store.select("SELECT ?l { ?i a gb:Idea ; skos:prefLabel ?l }")}


def listed(folder, *more):
    return json.loads(run("review", "-g", folder, "--json", *more).stdout)


def test_what_is_asked_and_what_is_joined(folder):
    asked = listed(folder, "--all")
    assert {(each["verdict"], each["rule"]) for each in asked} == {("proposed", "stem"), ("proposed", "narrower"), ("same", "abbreviation")}
    [stem] = [each for each in asked if each["rule"] == "stem"]
    assert stem["left"]["contexts"][0]["link"].startswith("https://share.snipd.com/snip/")
    assert len(listed(folder, "--limit", "1")) == 1
    assert listed(folder, "--kind", "person") == []
    assert "ambitious" in run("review", "-g", folder).stdout


def test_accept_then_build_then_undo_then_build(source, built, folder):
    ids = {each["rule"]: each["id"] for each in listed(folder, "--all")}
    done = run(
        "review",
        "-g",
        folder,
        "--accept",
        ids["stem"],
        "--accept",
        ids["narrower"],
        "--refuse",
        ids["abbreviation"],
        "--rename",
        "baking=Baking things",
    )
    assert done.returncode == 0, done.stderr
    assert "build" in done.stderr
    kept = (folder / "decisions.toml").read_bytes()
    done = run("build", source, "-o", folder, "--json")
    assert done.returncode == 0, done.stderr
    assert (folder / "decisions.toml").read_bytes() == kept
    after = pipeline.build([source], decisions=load_decisions(folder / "decisions.toml"))
    assert after.report["decisions"] == {"applied": 4, "unmatched": []}
    assert labels(after) >= {"Baking things", "llm", "large language models", "virtual baking"}
    assert len(labels(after) & {"ambition", "ambitious"}) == 1
    assert after.store.select('SELECT ?b { ?i skos:prefLabel "virtual baking" ; skos:broader/skos:prefLabel "Baking things" }').rows
    assert listed(folder) == []
    assert "You decided" in run("ask", "why", "ambition", "-g", folder).stdout
    assert run("check", "-g", folder).returncode == 0
    for _ in range(4):
        assert run("review", "-g", folder, "--undo", "last").returncode == 0
    again = pipeline.build([source], decisions=load_decisions(folder / "decisions.toml"))
    assert again.turtle == built.turtle
    assert run("review", "-g", folder, "--undo", "last").returncode == 2


def test_pairs_that_nobody_proposed(folder):
    assert run("review", "-g", folder, "--join", "Baking=ambition").returncode == 0
    assert load_decisions(folder / "decisions.toml").entries[0].names == ("ambition", "baking")
    done = run("review", "-g", folder, "--part", "bakin=ambition")
    assert (done.returncode, "baking" in done.stderr) == (2, True)
    assert run("review", "-g", folder, "--part", "baking").returncode == 2
    assert run("review", "-g", folder, "--accept", "00000000").returncode == 2
    assert run("review", "-g", folder, "--kind", "work").returncode == 2


def test_a_decision_that_matches_nothing_is_said_and_kept(source, folder):
    text = '[[same]]\nkind = "person"\nnames = ["Nobody Here", "no one"]\n'
    (folder / "decisions.toml").write_text(text)
    done = run("build", source, "-o", folder)
    assert done.returncode == 0
    assert "1 of your decisions match nothing" in done.stderr
    assert json.loads((folder / "report.json").read_text())["decisions"]["unmatched"][0]["names"] == ["no one", "Nobody Here"]
    assert (folder / "decisions.toml").read_text() == text


def test_a_contradiction_stops_the_build_with_one_line(source, folder):
    pair = 'kind = "person"\nnames = ["a", "b"]\n'
    (folder / "decisions.toml").write_text(f"[[same]]\n{pair}[[different]]\n{pair}")
    done = run("build", source, "-o", folder)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "decisions.toml:4" in done.stderr
    assert "line 1 says" in done.stderr


@pytest.mark.parametrize("text", ["", "5", '{"candidates": [5], "names": {}}', "["])
def test_candidates_that_are_none(folder, text):
    (folder / "candidates.json").write_text(text)
    done = run("review", "-g", folder)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    (folder / "candidates.json").unlink()
    assert "graphbuild build" in run("review", "-g", folder).stderr


DAMAGE = [
    (("candidates", 0, "score"), "x"),
    (("candidates", 0, "score"), float("nan")),
    (("candidates", 0, "score"), True),
    (("candidates", 0, "id"), 5),
    (("candidates", 0, "id"), "00000000"),
    (("candidates", 0, "kind"), "work"),
    (("candidates", 0, "verdict"), "perhaps"),
    (("candidates", 0, "left"), None),
    (("candidates", 0, "left", "key"), 7),
    (("candidates", 0, "left", "key"), "???"),
    (("candidates", 0, "left", "highlights"), "x"),
    (("candidates", 0, "left", "contexts"), "x"),
    (("candidates", 0, "left", "contexts", 0, "before"), None),
    (("candidates", 0, "left", "contexts", 0, "start"), "x"),
    (("candidates", 0, "right", "contexts", 0, "link"), 5),
    (("candidates", 0, "more"), "x"),
    (("names", "idea"), ["x"]),
    (("names", "idea", "x"), 5),
]


@pytest.mark.parametrize(("where", "value"), DAMAGE, ids=lambda each: str(each)[:40])
def test_damaged_candidates_are_refused_whole(folder, where, value):
    path = folder / "candidates.json"
    given = inner = json.loads(path.read_text(encoding="utf-8"))
    for key in where[:-1]:
        inner = inner[key]
    inner[where[-1]] = value
    path.write_text(json.dumps(given), encoding="utf-8")
    with pytest.raises(GraphError, match=r"candidates.json: is not what `graphbuild build` writes. Build the graph again.$"):
        load_candidates(path)


def test_a_pair_that_no_decision_could_name_is_no_candidate():
    pair = Resolution(kind=Named.IDEA, left="!!!", right="???", verdict=Verdict.PROPOSED, rule="stem", score=0.5, reason="")
    empty = Vault(
        episodes=(), passages={}, people=People(persons=(), roles=(), references=()), ideas=Ideas(ideas=(), expressions=(), references=())
    )
    assert candidates(empty, [Joined(proposed=(pair,))], Decisions())["candidates"] == []


def test_an_answer_that_could_not_be_read_back_is_not_written(folder):
    before = '# mine\n[[same]]\nkind = "idea"\nnames = ["ambition", "baking"]\n'
    (folder / "decisions.toml").write_text(before)
    given = json.loads((folder / "candidates.json").read_text(encoding="utf-8"))
    given["names"]["idea"]["???"] = "???"
    (folder / "candidates.json").write_text(json.dumps(given), encoding="utf-8")
    done = run("review", "-g", folder, "--rename", "baking= ", "--kind", "idea")
    assert done.returncode == 2
    done = run("review", "-g", folder, "--join", "???=baking", "--kind", "idea")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "nothing was written" in done.stderr
    assert (folder / "decisions.toml").read_text() == before


@pytest.fixture
def dialogue(folder, monkeypatch):
    """Ask about what is proposed, with these keys for answers; one that can be called is called, and gives the key."""
    found = load_candidates(folder / "candidates.json")
    left = [each for each in found.candidates if each.verdict == "proposed"]

    def ask(*keys):
        keys = iter(keys)
        console = Console(width=100, record=True, force_terminal=False, file=io.StringIO())

        def typed(*_):
            key = next(keys)
            return key() if callable(key) else key

        monkeypatch.setattr(console, "input", typed)
        target = folder / "decisions.toml"
        made = ask_owner(left, found, load_decisions(target), target, console)
        assert next(keys, None) is None, "not all keys were asked for"
        assert load_decisions(target).entries == made.entries
        return made, console.export_text()

    return ask


def ctrl_c():
    raise KeyboardInterrupt


def ctrl_d():
    raise EOFError


def test_the_dialogue(dialogue):
    made, shown = dialogue("a", "u", "?", "r", "n", "A new name", "s")
    assert sorted(each.ruling for each in made.entries) == ["different", "rename"]
    assert "On bread" in shown


def test_the_dialogue_adds_to_what_the_file_holds_by_then(dialogue, folder):
    target = folder / "decisions.toml"

    def edited():
        target.write_text('# mine\n[[same]]\nkind = "person"\nnames = ["x", "y"]\n' + target.read_text().partition("\n\n")[2])
        return "r"

    made, _ = dialogue("a", edited)
    assert sorted(each.ruling for each in made.entries) == ["different", "same", "same"]
    assert "# mine\n[[same]]" in target.read_text()


def test_a_file_broken_meanwhile_is_said_and_left_alone(dialogue, folder):
    target = folder / "decisions.toml"
    kept = []

    def broken():
        kept.append(target.read_text())
        target.write_text("[[same]\n")
        return "r"

    def mended():
        assert target.read_text() == "[[same]\n"
        target.write_text(kept[0])
        return "r"

    made, shown = dialogue("a", broken, mended)
    assert len(made.entries) == 2
    assert "decisions.toml:1: not valid TOML" in shown.replace("\n", "")


def test_undo_takes_back_the_answers_of_this_dialogue_alone(dialogue, folder):
    before = '[[rename]]\nkind = "idea"\nname = "ambition"\nto = "Old"\nnumber = 3\n'
    (folder / "decisions.toml").write_text(before)
    made, shown = dialogue("s", "u", "q")
    assert [each.names for each in made.entries] == [("ambition", "Old")]
    assert "nothing to undo in this dialogue" in shown
    assert "Nothing was changed." in " ".join(shown.split())
    made, shown = dialogue("a", "u", "q")
    assert [each.names for each in made.entries] == [("ambition", "Old")]
    assert shown.count("1 of 2") == 2


def test_undo_brings_back_what_the_answer_replaced(dialogue, folder):
    found = load_candidates(folder / "candidates.json")
    first = next(each.left.key for each in found.candidates if each.verdict == "proposed")
    (folder / "decisions.toml").write_text(f'[[rename]]\nkind = "idea"\nname = "{first}"\nto = "Old"\n')
    made, _ = dialogue("n", "New", "q")
    assert [each.names[1] for each in made.entries] == ["New"]
    made, _ = dialogue("n", "Newer", "u", "q")
    assert [each.names[1] for each in made.entries] == ["New"]


@pytest.mark.parametrize("end", [ctrl_c, ctrl_d])
def test_the_dialogue_ends_wherever_it_is_left(dialogue, end):
    for keys in ((end,), ("n", end)):
        made, shown = dialogue(*keys)
        assert made.entries == ()
        assert "0 decisions in" in shown
