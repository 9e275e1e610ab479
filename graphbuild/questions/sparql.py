"""A question that stands in a `.rq` file: SPARQL 1.1 that any engine answers.

The file's head says what it is: its title on the first line, then `# arguments:` and `# columns:`. An argument is a line
`VALUES ?name { "" }` (or a number, its default, in place of the empty string); asking puts the value, escaped, in its place.
Behind its name may stand, in parentheses, `optional`, its kind (else its name is its kind), and words for the reader.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graphbuild.graph.store import GraphStore, Table
from graphbuild.questions.base import require_number_of, taken
from graphbuild.questions.names import KINDS, Argument, Missing

_ARGUMENT = re.compile(r"(\w+)(?: \(([^)]*)\))?")
_ASIDE = re.compile(r"\s*\([^)]*\)")
_SLOT = r'VALUES \?{} {{ ("[^"]*"|\d+) }}'


@dataclass(frozen=True, slots=True, kw_only=True)
class SparqlQuestion:
    """A question and its SPARQL text, in which each argument is a `VALUES` line."""

    name: str
    title: str
    arguments: tuple[Argument, ...]
    columns: tuple[str, ...]
    sparql: str

    def asked(self, values: Sequence[str]) -> str:
        """The SPARQL text with the values in place, as they are. Raises `UsageError` for too few or too many."""
        require_number_of(self, values)
        text = self.sparql
        for argument, value in zip(self.arguments, values, strict=False):
            term = str(int(value)) if argument.kind == "number" else literal(value)
            text = re.sub(_SLOT.format(argument.name), lambda _, a=argument.name, t=term: f"VALUES ?{a} {{ {t} }}", text)  # type: ignore[misc]
        return text

    def answer(self, store: GraphStore, *values: str) -> Table:
        """The rows that the graph gives. Raises `UsageError`, `QueryError`."""
        known = taken(self, store, values)
        if isinstance(known, Missing):
            return Table(self.columns, (), known.remark)
        return store.select(self.asked(known))


def read(name: str, sparql: str) -> SparqlQuestion:
    """The question of a `.rq` file. Raises `ValueError` where its head does not fit its text, which is a fault of ours."""
    title, arguments, columns = (line.removeprefix("# ") for line in sparql.splitlines()[:3])
    listed = () if "(none)" in arguments else _ARGUMENT.findall(arguments.removeprefix("arguments: "))
    return SparqlQuestion(
        name=name,
        title=title,
        arguments=tuple(_argument(sparql, *each) for each in listed),
        columns=tuple(each.strip() for each in _ASIDE.sub("", columns.removeprefix("columns: ")).split(",")),
        sparql=sparql,
    )


def literal(text: str) -> str:
    """The text as a SPARQL string literal: nothing in it can end the string (SPARQL 1.1, section 19.7)."""
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
    safe = text.encode("utf-8", "replace").decode("utf-8")
    return '"' + "".join(escapes.get(c, c) for c in safe) + '"'


def _argument(sparql: str, name: str, aside: str) -> Argument:
    slot = re.search(_SLOT.format(name), sparql)
    if not slot:
        raise ValueError(f"no VALUES line for the argument {name!r}")
    is_number = slot[1].isdigit()
    said = [name, *re.findall(r"\w+", aside)]
    kind = "number" if is_number else next((word for word in reversed(said) if word in KINDS), "text")
    return Argument(name=name, kind=kind, required="optional" not in said, default=slot[1].strip('"'))
