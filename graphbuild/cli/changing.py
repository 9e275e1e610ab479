"""`diff` and `watch`: what a sync changed, said once or whenever it happens."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graphbuild.cli.building import build_into, processes
from graphbuild.cli.opening import load
from graphbuild.cli.options import CacheFolder, Decided, Format, Formatted, Jobs, Json, NoCache, Output
from graphbuild.cli.printing import cell, print_rows
from graphbuild.errors import SourceError, UsageError

if TYPE_CHECKING:
    from graphbuild.changes.watch import Round
    from graphbuild.graph.store import GraphStore

SHOWN = 3  # changes of each sort that `watch` names


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="Folder that an earlier `build` wrote, or a Turtle file.", show_default=False)],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The same, later.", show_default=False)],
    form: Formatted = Format.TABLE,
    limit: Annotated[int, typer.Option("--limit", min=0, help="At most so many of each sort, in a table or a note.")] = 10,
    everything: Annotated[bool, typer.Option("--all", help="All of each sort.")] = False,
    as_json: Json = False,
) -> None:
    """Say what changed from one graph to another: new ideas, what came back, new bridges, merges, what is gone."""
    from graphbuild.changes import wording
    from graphbuild.changes.difference import difference

    form = Format.JSON if as_json else form
    if form not in (Format.TABLE, Format.JSON, Format.MD):
        raise UsageError(f"a difference cannot be written as {form.value}.", mend="There are: table, json, md.")
    found = difference(load(old), load(new))
    at_most = None if everything else limit
    if form is Format.JSON:
        print(json.dumps(wording.plain(found), indent=1))
    elif form is Format.MD:
        print(wording.markdown(found, at_most).rstrip("\n"))
    else:
        if found.changes:
            print_rows(wording.COLUMNS, list(wording.rows(found, at_most)))
        print(f"{found.added} statements came, {found.removed} went: {wording.sentence(found)}.", file=sys.stderr)


def watch(
    sources: Annotated[list[Path], typer.Argument(metavar="SOURCE...", help="Files or folders of exports.", show_default=False)],
    output: Output = Path("output"),
    config: Annotated[Path | None, typer.Option("--config", help="Settings: a graphbuild.toml.")] = None,
    decisions: Decided = None,
    jobs: Jobs = None,
    cache: CacheFolder = None,
    no_cache: NoCache = False,
    settle: Annotated[float, typer.Option("--settle", min=0.1, help="Seconds without a change before a build begins.")] = 2.0,
) -> None:
    """Build, then build again whenever an export changes, and say what changed. Ctrl-C ends it."""
    import signal
    from threading import Event

    from graphbuild.building.output import GRAPH, require_writable
    from graphbuild.cache import open_cache
    from graphbuild.changes import watch as watching
    from graphbuild.config import load_settings
    from graphbuild.decisions import FILE
    from graphbuild.errors import GraphbuildError
    from graphbuild.extras import require

    require("watch", "watchfiles")
    for source in sources:
        if not source.exists():
            raise SourceError("no such file or folder", place=str(source), mend="Give the file or folder that your exports are in.")
    load_settings(config)
    require_writable(output)
    try:
        last = load(output) if (output / GRAPH).is_file() else None
    except GraphbuildError:
        last = None  # what cannot be read is built anew
    files = (decisions or output / FILE, *([config] if config else []))
    watched = watching.Watched(sources=tuple(sources), files=files, output=output)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        # The language model is loaded once, and stays.
        with open_cache(cache, unused=no_cache) as kept, processes(jobs, keep=True) as workers:

            def build() -> GraphStore | None:
                made = build_into(sources, output, load_settings(config), decisions, cache=kept, workers=workers, quiet=True)
                return load(output) if made.changed else None

            for each in watching.watch(watched, build, last, settle, Event()):
                _tell(each)
    except KeyboardInterrupt:
        print("\nNo longer watching.", file=sys.stderr)


def _tell(done: Round) -> None:
    """One line for each build, and the foremost of what changed."""
    from graphbuild.changes import watch as watching
    from graphbuild.changes import wording

    why = f"{len(done.changed)} changed file{'' if len(done.changed) == 1 else 's'}" if done.changed else "first build"
    head = f"{time.strftime('%H:%M:%S')} {why}"
    if done.error is not None:
        print(cell(f"{head}: not built: {watching.told(done.error)}"), file=sys.stderr, flush=True)
        return
    said = f": {wording.sentence(done.difference)}" if done.difference else ""
    print(cell(f"{head}, built in {done.seconds:.1f} s{said}"), flush=True)
    for what, kind, name, more in wording.rows(done.difference, SHOWN) if done.difference else ():
        print(cell(f"  {what} {kind}: {name}{f' ({more})' if more else ''}"), flush=True)
