"""The command line as a user meets it: exit codes, one line for an error, nothing heavy before it is needed."""

import json
import os
import shutil
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


@pytest.mark.parametrize(
    "arguments",
    [("build", "{long}"), ("build", "{folder}", "-o", "{long}"), ("ask", "people", "-g", "{long}"), ("diff", "{long}", "{long}")],
)
def test_a_name_that_no_system_takes_is_one_line_and_no_fault_of_the_program(tmp_path, arguments):
    vault(tmp_path, e=episode("E", "S", snip(1, "0:01", "Words.")))
    done = run(*(each.format(long="x" * 5_000, folder=tmp_path) for each in arguments), cwd=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "File name too long" in done.stderr
    assert "unexpected" not in done.stderr
    assert len(done.stderr) < 500


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
    assert "The graph knows no idea or person" in done.stderr
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


def test_doctor_says_of_each_file_which_family_it_is_and_why(tmp_path):
    folder = vault(tmp_path / "in", a=episode("E", "S", snip(1, "0:01", "Words.")), b="# Thoughts\n\nMine.\n")
    done = run("doctor", folder, "--json")
    assert done.returncode == 0, done.stderr
    assert [(each["file"], each["family"], bool(each["why"])) for each in json.loads(done.stdout)] == [
        ("a.md", "readwise-markdown", True),
        ("b.md", "skipped", True),
    ]
    assert "readwise-markdown" in run("doctor", folder).stdout


def test_books_are_counted_and_built_when_asked_for(tmp_path):
    book = episode("Knots", "Ada Bram", "- Slow reading makes slow ropes.", url="https://example.org/knots").replace("#podcasts", "#books")
    folder = vault(tmp_path / "in", a=episode("E", "S", snip(1, "0:01", "Words.")), b=book)
    assert run("build", folder, "-o", tmp_path / "without", "-q").returncode == 0
    report = json.loads((tmp_path / "without" / "report.json").read_text())
    assert [(each["kind"], each["episodes"], each["highlights"]) for each in report["sources"]] == [("podcast", 1, 1), ("book", 0, 1)]
    (tmp_path / "settings.toml").write_text('kinds = ["podcast", "book"]')
    done = run("build", folder, "-o", tmp_path / "with", "--config", tmp_path / "settings.toml", "-q")
    assert done.returncode == 0, done.stderr
    found = run(
        "query", "SELECT ?b ?a { ?h schema:isPartOf [ a schema:Book ; schema:name ?b ; schema:author ?a ] }", "-g", tmp_path / "with"
    )
    assert "Knots" in found.stdout
    assert "Ada Bram" in found.stdout
    assert run("check", "-g", tmp_path / "with").returncode == 0


@pytest.mark.parametrize("text", ['kinds = ["podcats"]', "kinds = []", 'kinds = "book"', "min_link_score = nan", "keyphrases = 11",
                                  'base_iri = "urn:x:\\n"', 'base_iri = "https://schema.org/"', 'base_iri = "urn:x%"'])  # fmt: skip
def test_settings_that_cannot_be_used_name_their_line(tmp_path, text):
    (tmp_path / "settings.toml").write_text(text)
    done = run("build", vault(tmp_path / "in", a="x"), "--config", tmp_path / "settings.toml", "-o", tmp_path / "out")
    assert done.returncode == 1
    assert "settings.toml:1: " in done.stderr


def test_a_query_never_uses_the_network(output):
    for query in ("SELECT * { SERVICE <http://127.0.0.1:9/x> { ?s ?p ?o } }", "select*{service?x{?s ?p ?o}}"):
        done = run("query", query, "-g", output)
        assert (done.returncode, "SERVICE asks another machine" in done.stderr) == (1, True)
    fine = 'PREFIX service: <urn:x> SELECT ("SERVICE <x>" AS ?service) { } # SERVICE <http://x>'
    assert run("query", fine, "-g", output).returncode == 0


def test_values_that_are_none_of_their_type_stay_text(output):
    done = run("query", 'SELECT ("abc"^^xsd:integer AS ?x) ("x"^^xsd:decimal AS ?y) (-5 AS ?start) {}', "-g", output)
    assert (done.returncode, done.stdout.split()[-3:]) == (0, ["abc", "x", "-5"])


def test_a_pipe_that_is_not_unicode_gets_question_marks(output):
    done = run("query", 'SELECT ("Łódź" AS ?x) {}', "-g", output, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert (done.returncode, "?" in done.stdout) == (0, True)


@pytest.mark.parametrize("text", ["5", "[" * 100_000, '{"sources": 5}', "{"])
def test_a_report_that_is_none_is_one_line(output, tmp_path, text):
    shutil.copytree(output, tmp_path / "out")
    (tmp_path / "out" / "report.json").write_text(text)
    done = run("check", "-g", tmp_path / "out")
    assert done.returncode == 1
    assert "fault of graphbuild" not in done.stderr


@pytest.mark.parametrize("text", ['{"a": [1e999, 2]}', "[" * 100_000, '{"a": [1000000000000, 2]}'])
def test_a_layout_that_is_none_is_passed_over(tmp_path, text):
    folder = vault(tmp_path / "in", a=episode("E", "S", snip(1, "0:01", "Words.")))
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "layout.json").write_text(text)
    assert run("build", folder, "-o", tmp_path / "out", "-q").returncode == 0


def test_a_folder_in_the_place_of_a_file_is_named_and_nothing_is_written(tmp_path):
    folder = vault(tmp_path / "in", a=episode("E", "S", snip(1, "0:01", "Words.")))
    (tmp_path / "out" / "graph.html").mkdir(parents=True)
    (tmp_path / "out" / "graph.ttl").write_text("mine")
    done = run("build", folder, "-o", tmp_path / "out")
    assert (done.returncode, "graph.html" in done.stderr) == (1, True)
    assert (tmp_path / "out" / "graph.ttl").read_text() == "mine"


def test_output_into_the_source_works_twice(tmp_path):
    folder = vault(tmp_path / "in", a=episode("E", "S", snip(1, "0:01", "Words.")))
    first, second = (run("build", folder, "-o", folder, "-q") for _ in range(2))
    assert (first.returncode, second.returncode) == (0, 0)


def test_who_looks_at_a_cache_makes_none(tmp_path):
    done = run("cache", "info", "--cache", tmp_path / "none")
    assert (done.returncode, (tmp_path / "none").exists()) == (2, False)
    assert "nothing is kept there" in done.stderr
