"""`review`: which names are one, as the owner has it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from graphbuild.cli.options import Decided, Graph, Json
from graphbuild.cli.printing import cell, print_rows
from graphbuild.errors import UsageError


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
        print(cell(f"{len(after.entries)} decisions in {target}. Run `graphbuild build` again to follow them."), file=sys.stderr)
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
        print_rows(COLUMNS, rows(left))
    else:
        print("Nothing to decide.", file=sys.stderr)
