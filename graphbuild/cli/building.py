"""`build` and `demo`: exports in, a graph, its page and its report out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graphbuild.cli.options import CacheFolder, ClusterAddress, Decided, Jobs, Json, NoCache, Output, Quiet
from graphbuild.cli.printing import cell, print_rows, print_table
from graphbuild.cli.progress import progress_bar
from graphbuild.text import printable

if TYPE_CHECKING:
    from graphbuild.cache import Cache
    from graphbuild.config import Settings
    from graphbuild.rebuild import Rebuilt
    from graphbuild.workers import Processes, Workers


_MOST_JOBS = 4  # unless asked for: each takes some 300 MB
SHOWN = 10  # skipped files that are named on the terminal; the report names all


def build(
    sources: Annotated[list[Path], typer.Argument(metavar="SOURCE...", help="Files or folders of exports.", show_default=False)],
    output: Output = Path("output"),
    config: Annotated[Path | None, typer.Option("--config", help="Settings: a graphbuild.toml.")] = None,
    decisions: Decided = None,
    relayout: Annotated[bool, typer.Option("--relayout", help="Lay the map out afresh instead of keeping its places.")] = False,
    jobs: Jobs = None,
    cluster: ClusterAddress = None,
    cache: CacheFolder = None,
    no_cache: NoCache = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Build the graph of export files: OUTPUT/graph.ttl, OUTPUT/graph.html and OUTPUT/report.json."""
    from graphbuild.cache import open_cache
    from graphbuild.config import load_settings

    settings = load_settings(config)
    with open_cache(cache, unused=no_cache) as kept:
        made = build_into(sources, output, settings, decisions, relayout=relayout, quiet=quiet, cache=kept, jobs=jobs, cluster=cluster)
    if as_json:
        print(json.dumps(made.report["totals"], indent=2))
    elif not quiet:
        _summary(made.report)
        print(f"\nOpen {printable(str(output / 'graph.html'))}, or ask: graphbuild ask ideas-across-shows -g {printable(str(output))}")


def demo(output: Output = Path("output/demo"), quiet: Quiet = False) -> None:
    """Build the example vault that comes with the program, and answer three questions about it."""
    from graphbuild import api, questions
    from graphbuild.cache import open_cache
    from graphbuild.config import Settings
    from graphbuild.resources import example_vault

    with open_cache() as kept:
        made = build_into([example_vault()], output, Settings(), quiet=quiet, cache=kept)
    _summary(made.report)
    store = api.load(output)
    crossing = api.ask(store, "ideas-across-shows")
    idea = str(crossing.rows[0][0]) if crossing.rows else ""
    asked: tuple[tuple[str, list[str], tuple[str, ...]], ...] = (
        ("ideas-across-shows", [], ("idea", "shows", "episodes", "highlights")),
        ("who-said", [idea], ("quote", "show", "episode")),
        ("my-notes", [idea], ("note", "show", "episode")),
    )
    for name, arguments, columns in asked:
        command = " ".join([name, *(f'"{each}"' for each in arguments)])
        print(f"\n{questions.question(name).title}\n$ graphbuild ask {printable(command)} -g {printable(str(output))}\n")
        print_table(api.ask(store, name, *arguments).only(columns), rows=5)
    print(f"\nNow open {printable(str((output / 'graph.html').resolve()))} in a browser.")


def build_into(
    sources: list[Path],
    output: Path,
    settings: Settings,
    decided: Path | None = None,
    *,
    cache: Cache,
    jobs: int | None = None,
    cluster: str | None = None,
    workers: Workers | None = None,
    relayout: bool = False,
    quiet: bool,
) -> Rebuilt:
    """Bring the folder up to date, with a bar and the oddities on stderr unless `quiet`; by `workers`, where the caller has some. Raises `GraphbuildError`."""
    from graphbuild.building.output import require_writable
    from graphbuild.decisions import FILE, load_decisions
    from graphbuild.rebuild import rebuild

    require_writable(output)
    decisions = load_decisions(decided or output / FILE, must_exist=decided is not None)
    with nullcontext(workers) if workers else _workers(jobs, cluster, settings, quiet=quiet) as some, progress_bar(quiet=quiet) as progress:
        made = rebuild(sources, output, settings, decisions, cache=cache, workers=some, relayout=relayout, progress=progress)
    if not quiet:
        if cache.trouble:
            print(cell(f"Nothing is kept for the next build: {cache.file}: {cache.trouble}."), file=sys.stderr)
        if not made.changed:
            print("Nothing changed since the last build.", file=sys.stderr)
        _say_skipped(made.report)
        unmatched = made.report["decisions"]["unmatched"]
        if unmatched:
            why = f"{len(unmatched)} of your decisions match nothing in this build (the first: {unmatched[0]['why']})"
            print(cell(f"{why}; {decisions.path} keeps them, report.json names them all."), file=sys.stderr)
    return made


def processes(jobs: int | None, *, keep: bool = False) -> Processes:
    """As many of this machine as are asked for, else one a core, up to `_MOST_JOBS`."""
    from graphbuild.workers import Processes, usable_cores

    return Processes(jobs or min(usable_cores(), _MOST_JOBS), keep=keep)


@contextmanager
def _workers(jobs: int | None, cluster: str | None, settings: Settings, *, quiet: bool) -> Iterator[Workers]:
    """Those of a cluster, where its address is given; else processes of this machine."""
    if cluster is None:
        with processes(jobs) as some:
            yield some
        return
    from functools import partial

    from graphbuild.extractors.extract import tools
    from graphbuild.workers.cluster import Cluster

    if not quiet:
        print(cell(f"Waiting for the cluster at {cluster} …"), file=sys.stderr)
    with Cluster(cluster, partial(tools, settings.model, settings.extractors)) as workers:
        yield workers


def _say_skipped(report: dict[str, Any]) -> None:
    skipped = report["skipped"]
    for each in skipped[:SHOWN]:
        print(cell(f"skipped {each['path']}: {each['reason']}"), file=sys.stderr)
    if len(skipped) > SHOWN:
        print(f"… and {len(skipped) - SHOWN} more; report.json names them all.", file=sys.stderr)
    odd = sum(len(each["diagnostics"]) for each in report["sources"])
    if odd:
        print(f"{odd} oddities in the files; report.json names file and line of each.", file=sys.stderr)


def _summary(report: dict[str, Any]) -> None:
    totals = report["totals"]
    links = totals["links"]
    print_rows(
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
