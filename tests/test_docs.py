"""What the documents promise is so: commands run, settings and terms exist, links lead somewhere."""

import json
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from graphbuild.config import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "ontology" / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize(
    "line", [line for block in blocks("sh") for line in block.splitlines() if re.match(r"graphbuild (ask|query|check)", line)]
)
def test_commands_of_the_readme_run(line, output, tmp_path):
    (tmp_path / "output").symlink_to(output)
    command = line.replace("graphbuild", f'"{sys.executable}" -m graphbuild', 1)
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False, cwd=tmp_path, timeout=120)  # noqa: S602
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) > 2


@pytest.mark.parametrize("code", blocks("python"))
def test_python_of_the_readme_runs(code, output, tmp_path, monkeypatch):
    (tmp_path / "output").symlink_to(output)
    monkeypatch.chdir(tmp_path)
    names = {}
    exec(code, names)  # noqa: S102
    assert names["table"].rows
    assert names["often"].sum() == len(names["graph"].highlights)
    assert names["network"].number_of_nodes() > names["graph"].idea_network.number_of_nodes() > 5
    assert len(names["rdf"]) > 1000


def test_every_command_and_setting_is_documented():
    from graphbuild.cli import app

    for command in app.registered_commands:
        assert f"`graphbuild {command.callback.__name__}" in README, command
    for setting in fields(Settings):
        default = json.dumps(setting.default) if isinstance(setting.default, tuple) else str(setting.default)
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
