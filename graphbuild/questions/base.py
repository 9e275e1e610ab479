"""What a named question is: a name, a title, arguments, columns, and an answer from a graph.

There are two makes of it, asked alike: a `.rq` file (`sparql.py`), and a Python function where SPARQL 1.1 cannot say what is
wanted (`PythonQuestion`). Before either is asked, each argument is found in the graph (`names.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from graphbuild.errors import UsageError
from graphbuild.graph.store import GraphStore, Table, Value
from graphbuild.questions.names import Argument, Missing, found

EVIDENCE = ("highlight", "show", "episode", "start", "link")
"""What each row of each answer ends in: the highlight's IRI, where it is from, the second at which it starts, its share link."""


class Question(Protocol):
    """A named question. `columns` are those of its answer; the last five are `EVIDENCE`."""

    @property
    def name(self) -> str: ...  # noqa: D102 - a word for the command line
    @property
    def title(self) -> str: ...  # noqa: D102 - one line for the list of questions
    @property
    def arguments(self) -> tuple[Argument, ...]: ...  # noqa: D102 - in the order in which they are given
    @property
    def columns(self) -> tuple[str, ...]: ...  # noqa: D102

    def answer(self, store: GraphStore, *values: str) -> Table:
        """The answer; `Table.remark` says why it is empty. Raises `UsageError` for too few or too many values, or a wrong one."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PythonQuestion:
    """A question that a function answers: `find(store, values)` gives the rows in the order of `columns`.

    `values` has one value an argument, found in the graph: a label as the graph writes it, or the default where none was given.
    `find` may give a `Table` instead of rows, to add a remark.
    """

    name: str
    title: str
    arguments: tuple[Argument, ...]
    columns: tuple[str, ...]
    find: Callable[[GraphStore, Sequence[str]], Iterable[tuple[Value, ...]] | Table]

    def answer(self, store: GraphStore, *values: str) -> Table:
        """The rows that the function finds. Raises `UsageError`, and what the function raises."""
        known = taken(self, store, values)
        if isinstance(known, Missing):
            return Table(self.columns, (), known.remark)
        rows = self.find(store, known)
        return rows if isinstance(rows, Table) else Table(self.columns, tuple(rows))


def taken(question: Question, store: GraphStore, values: Sequence[str]) -> list[str] | Missing:
    """A value for each argument of the question, as the graph writes it. Raises `UsageError`."""
    require_number_of(question, values)
    known = []
    for argument, value in zip(question.arguments, [*values, *[None] * len(question.arguments)], strict=False):
        if value is None:
            known.append(argument.default)
            continue
        each = found(store, argument, value)
        if isinstance(each, Missing):
            return each
        known.append(each)
    return known


def require_number_of(question: Question, values: Sequence[object]) -> None:
    """Raise `UsageError` for too few or too many values."""
    required = sum(1 for each in question.arguments if each.required)
    if not required <= len(values) <= len(question.arguments):
        raise UsageError(f"question {question.name!r} takes {len(question.arguments) or 'no'} argument(s), not {len(values)}.",
                         mend=f"Use `{' '.join(['graphbuild ask', question.name, *map(str, question.arguments)])}`.")  # fmt: skip
