"""Reviewing a small made-up vault: what is asked, what an answer changes in the next build, and back."""

import json
import subprocess
import sys

import pytest
from rich.console import Console

from graphbuild import pipeline
from graphbuild.decisions import Decisions, load_decisions
from graphbuild.review.candidates import load_candidates
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
        tags="#ambitious #[[sourdough baking]] #[[large language models]]",
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
    assert labels(after) >= {"Baking things", "llm", "large language models", "sourdough baking"}
    assert len(labels(after) & {"ambition", "ambitious"}) == 1
    assert after.store.select('SELECT ?b { ?i skos:prefLabel "sourdough baking" ; skos:broader/skos:prefLabel "Baking things" }').rows
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


def test_the_dialogue(folder, monkeypatch):
    found = load_candidates(folder / "candidates.json")
    left = [each for each in found.candidates if each.verdict == "proposed"]
    keys = iter(["a", "u", "?", "r", "n", "A new name", "s", "q"])
    console = Console(width=100, record=True, force_terminal=False, file=open("/dev/null", "w"))  # noqa: SIM115, PTH123
    monkeypatch.setattr(console, "input", lambda *_: next(keys))
    made = ask_owner(left, found, Decisions(), folder / "decisions.toml", console)
    console.file.close()
    assert sorted(each.ruling for each in made.entries) == ["different", "rename"]
    assert load_decisions(folder / "decisions.toml").entries == made.entries
    assert "On bread" in console.export_text()
