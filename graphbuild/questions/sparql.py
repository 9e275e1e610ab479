"""A question that stands in a `.rq` file: SPARQL 1.1 that any engine answers.

The file's head says what it is: its title on the first line, then `# arguments:` and `# columns:`, and perhaps `# empty:`, what it
means that there is no row. An argument is `VALUES ?name { "" }` (or a number, its default, in place of the empty string), as often as
the text needs it; asking puts the value, escaped, in its place: every label that the value means. `VALUES ?name { <urn:none> }`
is the place of a value that is an IRI. Behind an argument's name may stand, in parentheses, `optional`, its kind (else its name is its kind), and words for the reader. Behind a column, `list` says that rows
which differ in this column alone are one, with all its values: SPARQL 1.1 has no order within GROUP_CONCAT.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graphbuild.graph.store import GraphStore, Table, Value
from graphbuild.questions.base import require_number_of, taken
from graphbuild.questions.names import KINDS, Argument, Missing, is_iri, labels

_ARGUMENT = re.compile(r"(\w+)(?: \(([^)]*)\))?")
_ASIDE = re.compile(r"\s*\([^)]*\)")
_IRI_SLOT = "VALUES ?{} {{ <urn:none> }}"
_SLOT = r'VALUES \?{} {{ ("[^"]*"|\d+) }}'


@dataclass(frozen=True, slots=True, kw_only=True)
class SparqlQuestion:
    """A question and its SPARQL text, in which each argument is a `VALUES` line."""

    name: str
    title: str
    arguments: tuple[Argument, ...]
    columns: tuple[str, ...]
    lists: frozenset[str] = frozenset()
    empty: str = ""
    sparql: str

    def asked(self, values: Sequence[str | Sequence[str]]) -> str:
        """The SPARQL text with the values in place, as they are; several labels for one that has several. Raises `UsageError` for too few or too many."""
        require_number_of(self, values)
        text = self.sparql
        for argument, value in zip(self.arguments, values, strict=False):
            labels = [value] if isinstance(value, str) else value
            terms = " ".join(str(int(each)) if argument.kind == "number" else literal(each) for each in labels)
            text = re.sub(_SLOT.format(argument.name), lambda _, a=argument.name, t=terms: f"VALUES ?{a} {{ {t} }}", text)  # type: ignore[misc]
            if len(labels) == 1 and is_iri(labels[0]):
                text = text.replace(_IRI_SLOT.format(argument.name), f"VALUES ?{argument.name} {{ <{labels[0]}> }}")
        return text

    def answer(self, store: GraphStore, *values: str) -> Table:
        """The rows that the graph gives. Raises `UsageError`, `QueryError`."""
        known = taken(self, store, values)
        if isinstance(known, Missing):
            return Table(self.columns, (), known.remark)
        meant = [labels(store, argument, value) for argument, value in zip(self.arguments, known, strict=True)]
        return self.read(store.select(self.asked(meant)))

    def read(self, table: Table) -> Table:
        """The rows of the SPARQL text as the question gives them: lists joined in the order of the alphabet, and the remark where there is none."""
        places = [n for n, name in enumerate(table.columns) if name in self.lists]
        held: dict[tuple[Value, ...], tuple[set[str], ...]] = {}
        for row in table.rows:
            rest = tuple(None if n in places else value for n, value in enumerate(row))
            for n, values in zip(places, held.setdefault(rest, tuple(set() for _ in places)), strict=True):
                values.update([str(row[n])] if row[n] is not None else ())
        rows = []
        for rest, lists in held.items():
            joined = dict(zip(places, (", ".join(sorted(values)) or None for values in lists), strict=True))
            rows.append(tuple(joined.get(n, value) for n, value in enumerate(rest)))
        return Table(table.columns, tuple(rows), "" if rows else self.empty)


def read(name: str, sparql: str) -> SparqlQuestion:
    """The question of a `.rq` file. Raises `ValueError` where its head does not fit its text, which is a fault of ours."""
    title, arguments, columns = (line.removeprefix("# ") for line in sparql.splitlines()[:3])
    listed = () if "(none)" in arguments else _ARGUMENT.findall(arguments.removeprefix("arguments: "))
    columns = columns.removeprefix("columns: ")
    empty = re.search(r"^# empty: (.*)", sparql, re.MULTILINE)
    return SparqlQuestion(
        name=name,
        title=title,
        arguments=tuple(_argument(sparql, *each) for each in listed),
        columns=tuple(each.strip() for each in _ASIDE.sub("", columns).split(",")),
        lists=frozenset(re.findall(r"(\w+) \(list\b", columns)),
        empty=empty[1] if empty else "",
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
