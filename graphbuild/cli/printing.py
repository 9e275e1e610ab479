"""What stands on the terminal: tables as wide as it, cells that cannot steer it, remarks on stderr."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from graphbuild.cli.options import Format
from graphbuild.cli.text_table import lines
from graphbuild.text import printable

if TYPE_CHECKING:
    from graphbuild.graph.store import Table, Value


def print_rows(columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> None:
    """A table as wide as the terminal; cells hold plain text only, so nothing in them can steer it."""
    known: dict[str, str] = {}  # shows and episodes stand in many rows

    def told(value: Value) -> str:
        if isinstance(value, str):
            return known.get(value) or known.setdefault(value, cell(value))
        return cell(value)

    # Into a pipe a row is a line: nothing is folded to the width of a terminal that is not there.
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    texts = [[told(value) for value in row] for row in rows]
    print("\n".join(lines(columns, texts, [[_is_number(value) for value in row] for row in rows], width)))


def print_records(columns: Sequence[str], rows: Sequence[Sequence[str]], *, as_json: bool) -> None:
    """Rows of text as a table, or as a list of JSON objects."""
    if as_json:
        print(json.dumps([dict(zip(columns, row, strict=True)) for row in rows], indent=2))
    else:
        print_rows(columns, rows)


def print_table(table: Table, rows: int | None = None) -> None:
    """An answer as a table, its first `rows`; how many are left out stands below it."""
    from graphbuild.tables import timed

    if table.rows:
        shown = timed(table).rows[:rows]
        print_rows(table.columns, shown)
        if len(shown) < len(table):
            print(f"… {len(table) - len(shown)} more")
    _remark(table)


def print_answer(table: Table, form: Format) -> None:
    """The answer to a named question; what there is to know of it goes to stderr, so that a pipe gets the rows alone."""
    from graphbuild import tables

    if form is Format.TABLE:
        print_table(table)
        return
    text = {Format.CSV: tables.as_csv, Format.JSON: tables.as_json, Format.MD: tables.as_markdown}[form](table)
    print(text.rstrip("\n"))
    _remark(table)


def _remark(table: Table) -> None:
    if table.remark or not table.rows:
        print(cell(table.remark or "No answer: nothing in the graph matches."), file=sys.stderr)


def cell(value: Value) -> str:
    """A value on one line, with nothing in it that could steer the terminal."""
    return "" if value is None else printable(" ".join(str(value).split()))


def _is_number(value: Value) -> bool:
    return not isinstance(value, str | bool | None)
