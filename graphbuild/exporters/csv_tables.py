"""A folder of tables for a spreadsheet. Several values in one cell stand on lines of their own."""

from __future__ import annotations

import csv
from pathlib import Path

from graphbuild.exporters.sheets import SHEETS, sheet
from graphbuild.graph.store import GraphStore, Value

# What a spreadsheet would run as a formula when it opens the file
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_csv(store: GraphStore, path: Path) -> None:
    """Write one file a table into the folder `path`, made where it is missing. Raises `OSError` where that cannot be done.

    UTF-8 with a byte order mark, which spreadsheets want; a cell that could be run as a formula starts with an apostrophe.
    """
    path.mkdir(parents=True, exist_ok=True)
    for name in SHEETS:
        made = sheet(store, name)
        with (path / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            table = csv.writer(file)  # lines end with CR LF, as RFC 4180 has it; only so is a lone CR quoted by Python before 3.13
            table.writerow(made.columns)
            table.writerows([_inert("\n".join(map(_written, cell))) for cell in row] for row in made.rows)


def _written(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
