"""The command line as a user meets it: exit codes, one line for an error, nothing heavy before it is needed."""

import json
import subprocess
import sys

import pytest

from tests.exports import episode, snip, vault


def run(*arguments, **options):
    command = [sys.executable, "-m", "graphbuild", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=250, **options)


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["--version"]])
def test_help_imports_nothing_heavy(arguments):
    program = (
        "import sys; from graphbuild.cli import app\n"
        f"try: app({arguments!r}, standalone_mode=False)\n"
        "except SystemExit: pass\n"
        "heavy = {'spacy', 'rdflib', 'networkx', 'pyvis', 'numpy', 'pyoxigraph'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda folder: folder / "nowhere", "no such file or folder"),
        (lambda folder: folder, "an empty folder"),
        (lambda folder: vault(folder, note="# Thoughts\n\nNothing exported.") / "note.md", "not an export"),
        (lambda folder: _written(folder / "zero.md", b"\x00\xff" * 100), "not a text file"),
        (lambda folder: _written(folder / "bytes.md", b"\xff\xe9" * 100), "not a UTF-8 text file"),
        (lambda folder: _written(folder / "long.md", b"x" * 50_000_000), "line 1 is 50,000,000 characters long"),
    ],
)
def test_a_source_that_cannot_be_built_is_one_line_and_exit_1(tmp_path, make, says):
    (tmp_path / "in").mkdir()
    done = run("build", make(tmp_path / "in"), "-o", tmp_path / "out")
    assert done.returncode == 1
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_no_right_to_write_is_one_line_and_exit_1(tmp_path):
    source = vault(tmp_path / "in", e=episode("E", "S", snip(1, "0:01", "Words.")))
    (tmp_path / "file").write_text("x")
    done = run("build", source, "-o", tmp_path / "file" / "out")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


@pytest.mark.parametrize("arguments", [["build"], ["nonsense"], ["build", "--wrong"], ["query"]])
def test_wrong_use_is_exit_2(arguments):
    assert run(*arguments).returncode == 2


def test_an_unknown_setting_names_file_line_and_the_nearest(tmp_path):
    source = vault(tmp_path / "in", e=episode("E", "S", snip(1, "0:01", "Words.")))
    settings = _written(tmp_path / "graphbuild.toml", b"# mine\nkeyphrase = 3\n")
    done = run("build", source, "-o", tmp_path / "out", "--config", settings)
    assert done.returncode == 1
    assert f"{settings}:2" in done.stderr
    assert "'keyphrases'" in done.stderr


def test_query_in_every_format(output):
    text = "SELECT ?n { ?s a schema:PodcastSeries ; schema:name ?n } ORDER BY ?n"
    as_json = json.loads(run("query", text, "-g", output, "--format", "json").stdout)
    names = [row["n"]["value"] for row in as_json["results"]["bindings"]]
    assert len(names) > 4
    assert run("query", text, "-g", output, "--format", "csv").stdout.splitlines()[0] == "n"
    assert names[0] in run("query", text, "-g", output).stdout
    assert (
        "schema:name"
        in run("query", "CONSTRUCT WHERE { ?s a schema:PodcastSeries ; schema:name ?n }", "-g", output, "--format", "ttl").stdout
    )
    assert run("query", "-", "-g", output, input=text).stdout == run("query", text, "-g", output).stdout
    assert run("query", text, "-g", output, "--format", "ttl").returncode == 1


def test_a_query_that_is_none_is_one_line(output):
    done = run("query", "SELEKT", "-g", output)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


def test_ask_lists_and_answers(output):
    listed = json.loads(run("ask", "--json").stdout)
    assert len(listed) >= 6
    assert all(set(each) == {"name", "title", "arguments"} for each in listed)
    assert run("ask", "ideas-across-shows", "-g", output).returncode == 0
    assert "There are:" in run("ask", "nonsense", "-g", output).stderr
    assert run("ask", "everything-on", "-g", output).returncode == 2
    assert run("export", "nonsense", "-g", output).returncode == 2


def test_hostile_arguments_and_text_do_not_steer(output):
    done = run("ask", "everything-on", '" } UNION { ?s ?p ?o } #', "-g", output)
    assert done.returncode == 0
    assert "No answer" in done.stderr
    done = run("query", 'SELECT ("\\u001b[31mred" AS ?x) {}', "-g", output)
    assert "\x1b[31m" not in done.stdout


def test_check_finds_nothing_wrong_and_then_something(output, tmp_path):
    done = run("check", "-g", output)
    assert done.returncode == 0, done.stdout
    for name in ("graph.ttl", "report.json"):
        (tmp_path / name).write_bytes((output / name).read_bytes())
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    bucket = next(iter(report["sources"][0]["lines"]))
    report["sources"][0]["lines"][bucket] += 1
    (tmp_path / "report.json").write_text(json.dumps(report), encoding="utf-8")
    assert run("check", "-g", tmp_path).returncode == 1


def test_doctor_knows_what_is_installed():
    done = run("doctor")
    assert done.returncode == 0
    assert "pyoxigraph" in done.stdout


def _written(path, data):
    path.write_bytes(data)
    return path
