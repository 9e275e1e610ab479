"""What notebooks and programs call: the same library that the command line calls, with paths as strings allowed."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from graphbuild import pipeline, questions
from graphbuild.config import Settings
from graphbuild.graph.store import GraphStore, Table
from graphbuild.pipeline import Build


def build(sources: Iterable[str | os.PathLike[str]], settings: Settings | None = None) -> Build:
    """The graph of export files or folders, in memory. Raises `SourceError`, `ModelMissingError`."""
    return pipeline.build([Path(source) for source in sources], settings)


def load(output: str | os.PathLike[str]) -> GraphStore:
    """The graph of a folder that `graphbuild build` wrote, or of a Turtle file. Raises `GraphError`."""
    return GraphStore.load(graph_file(Path(output)))


def ask(store: GraphStore, name: str, *arguments: str) -> Table:
    """The answer to a named question (`graphbuild ask` lists them). `Table.remark` says why there is none. Raises `UsageError`, `QueryError`."""
    return questions.question(name).answer(store, *arguments)


def graph_file(output: Path) -> Path:
    """The Turtle file of an output folder; a file stands for itself."""
    return output / pipeline.GRAPH if output.is_dir() or not output.suffix else output
