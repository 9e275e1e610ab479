"""How soon a command answers."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.base import Figure, Session, graphbuild, python

_BARE = """
import typer
app = typer.Typer(rich_markup_mode=None, add_completion=False)
@app.command()
def one(number: int = 1): "Say hello."
@app.command()
def two(number: int = 1): "Say goodbye."
app()
"""


def figures(session: Session) -> Iterator[Figure]:
    """`--help` beside that of a program of two commands."""
    program = session.folder / "bare.py"
    program.write_text(_BARE)
    ours, baseline = [], []
    for _ in range(3 * session.runs):
        baseline.append(1_000 * session.run(python(program, "--help")).cpu)
        ours.append(1_000 * session.run(graphbuild("--help")).cpu)
    yield Figure("`graphbuild --help`", "a bare typer program", ours, baseline, "ms", 1.5)
