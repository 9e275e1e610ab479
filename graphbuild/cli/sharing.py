"""`export`: the graph in the formats of other programs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graphbuild.cli.opening import load
from graphbuild.cli.options import Graph
from graphbuild.text import printable

if TYPE_CHECKING:
    from graphbuild.graph.store import GraphStore


def export(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help="pyvis, graphml, gexf, jsonld, nquads, csv, …")],
    graph: Graph = Path("output"),
    output: Annotated[Path | None, typer.Option("-o", "--output", help="File (or folder) to write; else beside the graph.")] = None,
) -> None:
    """Write the graph in another format."""
    from graphbuild.exporters import exporter

    chosen = exporter(form)
    target = output or (graph if graph.is_dir() else graph.parent) / f"{chosen.name}{chosen.suffix}"
    _written(chosen.write, load(graph), target)
    print(printable(str(target)))


def _written(write: Callable[[GraphStore, Path], None], store: GraphStore, target: Path) -> None:
    from graphbuild.errors import ExportError

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write(store, target)
    except OSError as error:
        raise ExportError(f"cannot be written: {error.strerror or error}", place=str(target)) from error
