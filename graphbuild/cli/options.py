"""The options that several commands share, and the forms an answer can take."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Half(StrEnum):
    """Every other file of the labels."""

    A = "a"
    B = "b"


class Format(StrEnum):
    """How a table is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MD = "md"
    TTL = "ttl"


Output = Annotated[Path, typer.Option("-o", "--output", help="Folder to write to; it is made.")]


Graph = Annotated[Path, typer.Option("-g", "--graph", help="Folder that `build` wrote, or a Turtle file.")]


Decided = Annotated[Path | None, typer.Option("--decisions", help="What you decided about names; else decisions.toml in the folder.")]


Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no messages, only the result.")]


Json = Annotated[bool, typer.Option("--json", help="The result as JSON, for programs.")]


Formatted = Annotated[Format, typer.Option("--format", "-f", help="How to write the answer; json and csv as the W3C defines them.")]


CacheFolder = Annotated[
    Path | None, typer.Option("--cache", metavar="DIR", help="Where work is kept for the next build; else your cache folder.")
]


NoCache = Annotated[bool, typer.Option("--no-cache", help="Keep nothing for the next build, and use nothing of the last.")]


Jobs = Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="At most so many processes; else one a core, up to 4.")]


ClusterAddress = Annotated[
    str | None, typer.Option("--cluster", metavar="ADDRESS", help="A Dask scheduler, as tcp://host:8786: its workers do the work.")
]
