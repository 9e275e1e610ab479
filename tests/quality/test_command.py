"""`graphbuild quality` as a user meets it: figures, errors with evidence, exit codes."""

import json
import os
import subprocess
import sys

import pytest

from graphbuild.quality.measure import KINDS
from graphbuild.resources import example_gold


def run(*arguments, **environment):
    command = [sys.executable, "-m", "graphbuild", "quality", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=100, env={**os.environ, **environment})


@pytest.fixture(scope="module")
def measured(output):
    done = run("example", "-g", output, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def labels(tmp_path):
    """The labels of the example, to be changed."""
    folder = tmp_path / "gold"
    folder.mkdir()
    for path in example_gold().glob("*.jsonl"):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def test_the_text_has_every_kind_its_errors_and_their_evidence(output):
    done = run("example", "-g", output, "--list", "100")
    assert done.returncode == 0
    for kind in KINDS:
        assert f"\n {kind} " in done.stdout
    assert "\nworks: " in done.stdout
    assert "  missed: " in done.stdout
    assert "https://share.snipd.com/snip/" in done.stdout
    assert ".md, " in done.stdout


def test_json_has_figures_intervals_counts_and_errors(measured):
    assert [*measured] == [*KINDS, "counts"]
    people = measured["people"]
    assert people["precision_95"][0] <= people["precision"] <= people["precision_95"][1]
    assert people["items"] > 50
    for kind in KINDS:
        for error in measured[kind]["errors"]:
            assert error["what"]
            assert error["file"] or error["highlight"]
    assert any(error["evidence"] for error in measured["topics at 5"]["errors"])


def test_the_same_graph_gives_the_same_bytes(output):
    first, second = (run("example", "-g", output, "--json", PYTHONHASHSEED=seed).stdout for seed in "12")
    assert first == second


def test_a_baseline_passes_what_is_as_good_and_fails_what_fell(output, measured, labels, tmp_path):
    baseline = tmp_path / "before.json"
    baseline.write_text(json.dumps(measured), encoding="utf-8")
    done = run("example", "-g", output, "--baseline", baseline)
    assert (done.returncode, done.stderr) == (0, "")
    # As if half of the people were not found any more, and all topics wrong.
    people = (labels / "people.jsonl").read_text(encoding="utf-8").replace('"name": "', '"name": "Not ')
    (labels / "people.jsonl").write_text(people.replace('"surface": ["', '"surface": ["Not '), encoding="utf-8")
    (labels / "people.jsonl").write_text((labels / "people.jsonl").read_text(encoding="utf-8").replace("Darwin", "X"), encoding="utf-8")
    (labels / "works.jsonl").unlink()
    worse = [json.loads(line) for line in (labels / "topics.jsonl").read_text(encoding="utf-8").splitlines()]
    for line in worse:
        line["topics"], line["accept"] = ["xyzzy"], []
    (labels / "topics.jsonl").write_text("\n".join(map(json.dumps, worse)), encoding="utf-8")
    done = run(labels, "-g", output, "--baseline", baseline, "--json")
    assert done.returncode == 1
    fell = [line.removeprefix("graphbuild: ") for line in done.stderr.splitlines()]
    assert any(line.startswith("topics at 5: precision fell from 0.") and "below" in line for line in fell)
    assert "works: not scored any more, no label of it is in this graph." in fell
    assert not any(line.startswith(("hosts", "links", "identity")) for line in fell)
    assert len(json.loads(done.stdout)) > 3


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere"], "holds no labels"),
        (["example", "--baseline", "nowhere.json"], "cannot be read"),
        (["example", "--parse", "nowhere"], "holds no parse.jsonl"),
    ],
)
def test_what_is_not_there_is_one_line_and_exit_1(output, arguments, says):
    done = run(*arguments, "-g", output)
    assert (done.returncode, done.stderr.count("\n"), done.stdout) == (1, 1, "")
    assert says in done.stderr


FIGURES = '"precision": 0.5, "recall": 0.5, "f1": 0.5, "precision_95": [0.4, 0.6], "recall_95": [0.4, 0.6], "f1_95": [0.4, 0.6]'


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "{}",
        '{"counts": {}}',
        '{"counts": {}, "people": 3}',
        '{"counts": {}, "people": {}}',
        '{"counts": {}, "people": {"precision": "x"}}',
        f'{{"counts": {{}}, "people": {{{FIGURES.replace("recall", "call")}}}}}',
        f'{{"counts": {{}}, "people": {{{FIGURES.replace("precision_95", "precision_90")}}}}}',
        f'{{"counts": {{}}, "people": {{{FIGURES.replace("0.5", "NaN")}}}}}',
        f'{{"counts": {{}}, "people": {{{FIGURES.replace("0.4", "NaN")}}}}}',
        f'{{"counts": {{}}, "people": {{{FIGURES.replace("0.5", "null")}}}}}',
        f'{{"counts": {{}}, "people": {{{FIGURES.replace("0.5", "1" * 5000)}}}}}',
    ],
)
def test_a_baseline_that_is_none_is_one_line_and_exit_1(output, tmp_path, text):
    (tmp_path / "before.json").write_text(text)
    done = run("example", "-g", output, "--baseline", tmp_path / "before.json")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "before.json: " in done.stderr
    assert "graphbuild quality GOLD --json > FILE" in done.stderr


def test_a_bad_label_names_its_file_and_line(output, labels):
    with (labels / "works.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"file": "a.md", "highlight": "h", "works": "Walden"}\n')
    count = len((labels / "works.jsonl").read_text(encoding="utf-8").splitlines())
    done = run(labels, "-g", output)
    assert done.returncode == 1
    assert f"works.jsonl:{count}: `works` must be a list of objects." in done.stderr


@pytest.mark.parametrize("arguments", [[], ["example", "--half", "c"], ["example", "--list", "-1"]])
def test_wrong_use_is_exit_2(arguments):
    assert run(*arguments).returncode == 2


def test_labels_cannot_steer_the_terminal(output, labels):
    text = (labels / "same_name.jsonl").read_text(encoding="utf-8").replace('"why": "', '"why": "\\u001b[31m\\n')
    (labels / "same_name.jsonl").write_text(text, encoding="utf-8")
    people = (labels / "people.jsonl").read_text(encoding="utf-8").replace('"name": "', '"name": "\\u001b[2J')
    (labels / "people.jsonl").write_text(people, encoding="utf-8")
    done = run(labels, "-g", output, "--list", "100")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
