"""What the documents promise is so: commands run, settings and terms exist, links lead somewhere."""

import json
import os
import re
import shlex
import shutil
import sys
import textwrap
from dataclasses import fields
from pathlib import Path

import pyoxigraph as ox
import pytest

from graphbuild import cli
from graphbuild.config import Settings
from graphbuild.resources import example_gold, example_vault

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "ontology" / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def blocks(text, language):
    """The fenced blocks of a language, but for those that stand below a line that says why they are not run."""
    for why, block in re.findall(rf"(<!-- not run: [^\n]+ -->\n)? *```{language}\n(.*?)```", text, re.DOTALL):
        if not why:
            yield textwrap.dedent(block)


def commands(text):
    """The lines that call graphbuild; one that ends in a backslash goes on in the next."""
    for block in blocks(text, "sh"):
        yield from (line.strip() for line in block.replace("\\\n", " ").splitlines() if line.startswith("graphbuild "))


def holding(language):
    return [
        pytest.param(path.read_text(encoding="utf-8"), id=path.name) for path in DOCUMENTS if f"```{language}\n" in path.read_text("utf-8")
    ]


@pytest.fixture
def desk(output, tmp_path, monkeypatch):
    """A folder as the documents have it: exports in `exports`, a built graph in `output`."""
    shutil.copytree(output, tmp_path / "output")
    shutil.copytree(example_vault(), tmp_path / "exports")
    shutil.copytree(example_gold(), tmp_path / "labels")
    (tmp_path / "Notes" / "Readwise").mkdir(parents=True)
    (tmp_path / "Notes" / "Readwise" / "Podcasts").symlink_to(tmp_path / "exports")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def run(line, monkeypatch, capsys):
    """A command's exit code, in this process, as a shell would have started it; what goes into a file is written there."""
    words = [os.path.expanduser(word) for word in shlex.split(line, comments=True)]  # noqa: PTH111 - a word need not be a path
    words, target = (words[:-2], words[-1]) if words[-2:-1] == [">"] else (words, None)
    monkeypatch.setattr(sys, "argv", words)
    code = 0
    try:
        cli.main()
    except SystemExit as end:
        code = end.code or 0
    shown = capsys.readouterr()
    if target:
        Path(target).write_text(shown.out, encoding="utf-8")
    return code, shown


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("text", holding("sh"))
def test_commands_run(text, monkeypatch, capsys):
    for line in commands(text):
        code, shown = run(line, monkeypatch, capsys)
        assert code == 0, (line, shown.err)
        said = shown.out or shown.err
        assert len(said.splitlines()) > (2 if re.match(r"graphbuild (ask|query)", line) else 0), line


@pytest.mark.parametrize("text", holding("sparql"))
def test_queries_give_rows(text, example):
    for query in blocks(text, "sparql"):
        answer = example.store.query(query)
        found = bool(answer) if isinstance(answer, ox.QueryBoolean) else any(True for _ in answer)
        assert found, query


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("text", holding("python"))
def test_python_runs(text):
    names = {"__name__": "document"}
    for code in blocks(text, "python"):
        exec(code, names)  # noqa: S102


@pytest.mark.usefixtures("desk")
def test_python_of_the_readme_says_what_is_there():
    names = {}
    for code in blocks(README, "python"):
        exec(code, names)  # noqa: S102
    assert names["table"].rows
    assert names["often"].sum() == len(names["graph"].highlights)
    assert names["network"].number_of_nodes() > names["graph"].idea_network.number_of_nodes() > 5
    assert len(names["rdf"]) > 1000


def test_every_command_and_setting_is_documented():
    for command in cli.app.registered_commands:
        assert f"`graphbuild {command.callback.__name__}" in README, command
    for setting in fields(Settings):
        default = json.dumps(setting.default) if isinstance(setting.default, tuple | bool) else str(setting.default)
        quoted = f"`{default}" if isinstance(setting.default, str | tuple) else default
        assert f"`{setting.name}` | {quoted}" in README, setting.name


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(document):
    for target in re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (document.parent / target).exists(), target


def test_the_folders_tell_the_story_in_order():
    firsts = {}
    for name in ("readers", "extractors", "resolvers", "linkers", "graph", "exporters"):
        firsts[name] = (ROOT / "graphbuild" / name / "__init__.py").read_text(encoding="utf-8").splitlines()[0]
    for number, first in enumerate(firsts.values(), 1):
        assert first.startswith(f'"""Step {number} of 6: '), first


def test_nothing_names_a_machine_or_a_registry():
    for path in [
        *DOCUMENTS,
        *sorted((ROOT / "graphbuild").rglob("*.py")),
        ROOT / "requirements.lock",
        ROOT / "requirements-dev.lock",
        ROOT / "pyproject.toml",
    ]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"--(extra-)?index-url|/home/\w|/root/|file://", text), path
