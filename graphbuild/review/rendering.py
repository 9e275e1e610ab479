"""How candidates look on a terminal: one at a time with both contexts side by side, or all in a table. Text stays plain text."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from graphbuild.review.candidates import Candidate, Context, Side
from graphbuild.text import clock, printable

COLUMNS = ("id", "kind", "verdict", "score", "one", "other", "why")


def rows(found: Sequence[Candidate]) -> list[tuple[str | float, ...]]:
    """The candidates as rows of a table."""
    return [(each.id, each.kind, each.verdict, each.score, _label(each.left), _label(each.right), each.reason) for each in found]


def shown(each: Candidate, number: int, total: int) -> RenderableType:
    """One candidate: what is asked, how sure, why, and the places of both names side by side."""
    head = Text(f"\n{number} of {total} · {each.kind} · {each.rule} · score {each.score:.2f} · {each.id}", style="dim")
    places = Table(show_header=True, expand=True, pad_edge=False)
    for side in (each.left, each.right):
        places.add_column(Text(printable(_label(side)), style="bold"), ratio=1, overflow="fold")
    places.add_row(_places(each.left), _places(each.right))
    return Group(head, Text(printable(each.reason)), places)


def _label(side: Side) -> str:
    return f"{side.name} ({side.highlights} in {side.episodes})"


def _places(side: Side) -> Text:
    text = Text("\n\n").join(_place(context) for context in side.contexts)
    return text if side.contexts else Text("no words to show")


def _place(context: Context) -> Text:
    text = Text(printable(context.before))
    text.append(printable(context.quote), style="bold")
    text.append(printable(context.after))
    at = f" at {clock(context.start)}" if context.start is not None else ""
    text.append(printable(f"\n{context.show}: {context.episode}{at}"), style="dim")
    if context.link:
        text.append(f"\n{printable(context.link)}", style="dim")
    return text
