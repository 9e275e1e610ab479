"""The command line: each command parses, calls one function, renders its answer. One module a group of commands.

Results go to stdout, progress and messages to stderr. Exit 0: done; 1: it could not be done, or a check failed; 2: wrong use.
Heavy imports stand inside the commands, so that each starts at once.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from typing import Annotated

import typer

import graphbuild
from graphbuild.cli import caching
from graphbuild.cli.asking import ask, query
from graphbuild.cli.building import build, demo
from graphbuild.cli.changing import diff, watch
from graphbuild.cli.comparing import compare
from graphbuild.cli.deciding import review
from graphbuild.cli.judging import check, doctor, quality
from graphbuild.cli.pushing import push
from graphbuild.cli.serving import serve
from graphbuild.cli.sharing import export
from graphbuild.errors import GraphbuildError, UsageError
from graphbuild.text import printable

COMMANDS: tuple[Callable[..., None], ...] = (
    build,
    demo,
    query,
    ask,
    compare,
    review,
    check,
    quality,
    export,
    diff,
    watch,
    serve,
    push,
    doctor,
)
"""In the order in which `--help` lists them."""
SHOWN = 300  # characters of a file's name in a message: the longest that systems take as one name, and some more

app = typer.Typer(
    name="graphbuild",
    help="Link the ideas in your podcast highlights: export files in, a graph to open, query and explore out.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for _command in COMMANDS:
    app.command()(_command)
app.add_typer(caching.app, name="cache")


@app.callback(invoke_without_command=True)
def root(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    """Answer `--version`."""
    if version:
        print(graphbuild.__version__)
        raise typer.Exit


def main() -> None:
    """Run the command; whatever goes wrong is one line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal or pipe that is not UTF-8 shows `?`, and no more
    try:
        app()
    except UsageError as error:
        _fail(str(error), code=2)
    except GraphbuildError as error:
        _fail(str(error))
    except KeyboardInterrupt:
        sys.exit(130)  # what a shell expects of who was interrupted
    except BrokenPipeError:
        # Whoever read our output has seen enough (`| head`); Python would complain once more when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        # What no command foresaw of files: a name that is too long, a full disk. It is the system's word, and no fault of the program.
        if os.environ.get("GRAPHBUILD_DEBUG"):
            raise
        where = f"{os.fsdecode(error.filename)[:SHOWN]}: " if isinstance(error.filename, (str, bytes)) else ""
        _fail(f"{where}{error.strerror or error}.")
    except Exception as error:
        if os.environ.get("GRAPHBUILD_DEBUG"):
            raise
        _fail(f"unexpected {type(error).__name__}: {error}. This is a fault of graphbuild: set GRAPHBUILD_DEBUG=1 for the details.")


def _fail(message: str, code: int = 1) -> None:
    print(f"graphbuild: {printable(' '.join(message.split()))}", file=sys.stderr)
    sys.exit(code)
