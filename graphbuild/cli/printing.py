"""What stands on the terminal: tables as wide as it, cells that cannot steer it, remarks on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from graphbuild.cli.options import Format
from graphbuild.text import printable

if TYPE_CHECKING:
    from graphbuild.graph.store import Table, Value


def print_rows(columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> None:
    """A table as wide as the terminal; cells hold plain text only, so nothing in them can steer it. Into a pipe a row is a line, however long."""
    known: dict[str, str] = {}  # shows and episodes stand in many rows

    def told(value: Value) -> str:
        if isinstance(value, str):
            return known.get(value) or known.setdefault(value, cell(value))
        return cell(value)

    texts = [[told(value) for value in row] for row in rows]
    right = [[_is_number(value) for value in row] for row in rows]
    print("\n".join(_folded(columns, texts, right) if sys.stdout.isatty() else _straight(columns, texts, right)))


def _folded(columns: Sequence[str], texts: Sequence[Sequence[str]], right: Sequence[Sequence[bool]]) -> Iterator[str]:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    table = RichTable(box=SIMPLE_HEAD, pad_edge=False)
    for name in columns:
        table.add_column(Text(name), overflow="fold")
    for row, sides in zip(texts, right, strict=True):
        table.add_row(*(Text(text, justify="right" if side else "left") for text, side in zip(row, sides, strict=True)))
    console = Console(highlight=False)
    with console.capture() as captured:
        console.print(table)
    return (line.rstrip() for line in captured.get().strip("\n").split("\n") if line.strip())


def _straight(columns: Sequence[str], texts: Sequence[Sequence[str]], right: Sequence[Sequence[bool]]) -> Iterator[str]:
    """As rich would, which takes a millisecond a row: an answer in a pipe may have thousands."""
    from rich.cells import cell_len

    def wide(text: str) -> int:
        return len(text) if text.isascii() else cell_len(text)

    widths = [max(map(wide, column)) for column in zip(columns, *texts, strict=True)]
    for row, sides in zip((columns, *texts), ([False] * len(columns), *right), strict=True):
        spaces = (" " * (width - wide(text)) for text, width in zip(row, widths, strict=True))
        yield (
            " " + "   ".join(space + text if side else text + space for text, space, side in zip(row, spaces, sides, strict=True)).rstrip()
        )
        if row is columns:
            yield f" {'─' * (sum(widths) + 3 * (len(widths) - 1))}"


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
