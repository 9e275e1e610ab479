"""`diff`: what a sync changed."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from graphbuild.cli.opening import load
from graphbuild.cli.options import Format, Formatted, Json
from graphbuild.cli.printing import print_rows
from graphbuild.errors import UsageError


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
