"""A table as text for other programs: CSV and JSON as the W3C defines SPARQL results, and Markdown for a note."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal

from graphbuild.graph.store import Table, Value
from graphbuild.graph.vocabulary import XSD
from graphbuild.text import clock, printable

_IRIS = frozenset(["highlight", "link", "node", "other_highlight", "other_link"])  # columns of IRIs: a table holds them as plain text
_SECONDS = ("start", "other_start")
# What Markdown, GitHub's and Obsidian's kinds too, could take for markup; a backslash before ASCII punctuation makes it plain (CommonMark 2.4).
_MARKUP = re.compile(r"[\\`*_{}\[\]()#!|~$=%^<>&]")
_NO_ADDRESS = re.compile(r"[\s|<>()\\`\"\[\]]")


def as_csv(table: Table) -> str:
    """CSV as SPARQL 1.1 Query Results has it: unbound is empty, lines end in LF, the last one too."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([["" if value is None else _lexical(value) for value in row] for row in table.rows])
    return out.getvalue()


def as_json(table: Table) -> str:
    """SPARQL 1.1 Query Results JSON."""
    bindings = [
        {name: _term(name, value) for name, value in zip(table.columns, row, strict=True) if value is not None} for row in table.rows
    ]
    return json.dumps({"head": {"vars": list(table.columns)}, "results": {"bindings": bindings}}, ensure_ascii=False)


def as_markdown(table: Table) -> str:
    """A Markdown table in which the user's text cannot become markup; seconds as `h:mm:ss`, addresses as links."""
    lines = [table.columns, tuple("---:" if any(_is_number(row[n]) for row in table.rows) else "---" for n in range(len(table.columns)))]
    lines += [tuple(_markdown_cell(name, value) for name, value in zip(table.columns, row, strict=True)) for row in timed(table).rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def timed(table: Table) -> Table:
    """The table with the seconds of `start` as `h:mm:ss`; a mention's `start` (`confidence` beside it) counts characters and stays."""
    if "confidence" in table.columns and "highlight" not in table.columns:
        return table
    places = [n for n, name in enumerate(table.columns) if name in _SECONDS]

    def told(n: int, value: Value) -> Value:
        return clock(value) if n in places and isinstance(value, int) and value >= 0 else value

    return Table(table.columns, tuple(tuple(told(n, value) for n, value in enumerate(row)) for row in table.rows), table.remark)


def _markdown_cell(name: str, value: Value) -> str:
    if value is None:
        return ""
    text = printable(" ".join(_lexical(value).split()))
    if name in _IRIS and text.startswith(("https://", "http://")):
        address = _NO_ADDRESS.sub(lambda match: f"%{ord(match[0]):02X}", text)
        return f"[link]({address})"
    return no_markup(text)


def no_markup(text: str) -> str:
    """The text on one line, such that Markdown takes none of it for markup and a terminal cannot be steered by it."""
    return _MARKUP.sub(lambda match: "\\" + match[0], printable(" ".join(text.split())))


def _term(name: str, value: str | float | Decimal) -> dict[str, str]:
    if isinstance(value, str):
        return {"type": "uri" if name in _IRIS else "literal", "value": value}
    kind = (
        "boolean"
        if isinstance(value, bool)
        else "integer"
        if isinstance(value, int)
        else "decimal"
        if isinstance(value, Decimal)
        else "double"
    )
    return {"type": "literal", "value": _lexical(value), "datatype": XSD + kind}


def _lexical(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _is_number(value: Value) -> bool:
    return not isinstance(value, str | bool | None)
