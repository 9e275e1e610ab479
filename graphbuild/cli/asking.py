"""`query` and `ask`: SPARQL, and the questions that have a name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graphbuild.cli.opening import load_to_ask, sparql
from graphbuild.cli.options import Format, Formatted, Graph, Json
from graphbuild.cli.printing import print_answer, print_rows
from graphbuild.errors import QueryError

if TYPE_CHECKING:
    from graphbuild.graph.store import GraphStore


def query(
    text: Annotated[str, typer.Argument(metavar="QUERY", help="SPARQL, a .rq file, or - for stdin.")],
    graph: Graph = Path("output"),
    form: Formatted = Format.TABLE,
) -> None:
    """Answer a SPARQL query. The prefixes gb, schema, skos, prov, rdf and xsd need not be declared."""
    _print_answer_to(load_to_ask(graph), sparql(text), form)


def ask(
    name: Annotated[str | None, typer.Argument(help="A named question; none: list them.", show_default=False)] = None,
    arguments: Annotated[list[str] | None, typer.Argument(metavar="[ARG]...", help="What it asks about.", show_default=False)] = None,
    graph: Graph = Path("output"),
    form: Formatted = Format.TABLE,
    as_json: Json = False,
) -> None:
    """Answer a named question, or list the questions there are."""
    from graphbuild import questions

    if name is None:
        known = questions.questions()
        if as_json or form is Format.JSON:
            print(
                json.dumps(
                    [
                        {"name": each.name, "title": each.title, "arguments": [argument.name for argument in each.arguments]}
                        for each in known
                    ],
                    indent=2,
                )
            )
        else:
            print_rows(
                ("question", "arguments", "what it answers"),
                [(each.name, " ".join(map(str, each.arguments)), each.title) for each in known],
            )
        return
    if form is Format.TTL:
        raise QueryError("the answer to a named question is a table, not triples.", mend="Choose another --format.")
    asked = questions.question(name)
    questions.require_number_of(asked, arguments or ())
    print_answer(asked.answer(load_to_ask(graph), *(arguments or ())), Format.JSON if as_json else form)


def _print_answer_to(store: GraphStore, text: str, form: Format) -> None:
    """Print the answer to a query in the form asked for."""
    import pyoxigraph as ox

    from graphbuild.graph.store import table

    answer = store.query(text)
    if isinstance(answer, ox.QueryTriples):
        if form not in (Format.TABLE, Format.TTL):
            raise QueryError(f"this query gives triples, not a table that {form} could hold.", mend="Use --format ttl.")
        from graphbuild.graph.turtle import turtle

        print(turtle(answer, {}).decode(), end="")
    elif form is Format.TTL:
        raise QueryError("this query gives no triples.", mend="Write a CONSTRUCT query, or choose another --format.")
    elif form is Format.JSON or (form is Format.CSV and not isinstance(answer, ox.QueryBoolean)):
        kind = ox.QueryResultsFormat.JSON if form is Format.JSON else ox.QueryResultsFormat.CSV
        print((answer.serialize(format=kind) or b"").decode().replace("\r\n", "\n").rstrip("\n"))
    elif isinstance(answer, ox.QueryBoolean):
        print("true" if answer else "false")
    else:
        print_answer(table(answer), form)
