"""The named questions: each one `.rq` file beside this one, SPARQL 1.1 that any engine answers.

A file's head says what it is: its title on the first line, then `# arguments:` and `# columns:`. An argument is a line
`VALUES ?name { "" }`; asking puts the user's words, escaped, in place of the empty string.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from graphbuild.errors import UsageError

_ARGUMENT = re.compile(r"(\w+)( \(optional[^)]*\))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A named question: `arguments` are its variables in order, of which `required` must be given."""

    name: str
    title: str
    arguments: tuple[str, ...]
    required: int
    sparql: str

    def asked(self, values: Sequence[str]) -> str:
        """The SPARQL text with the values in place. Raises `UsageError` for too few or too many."""
        if not self.required <= len(values) <= len(self.arguments):
            wanted = " ".join(f"<{each}>" if n < self.required else f"[{each}]" for n, each in enumerate(self.arguments))
            raise UsageError(f"question {self.name!r} takes {len(self.arguments) or 'no'} argument(s), not {len(values)}.",
                             mend=f"Use `graphbuild ask {self.name} {wanted}`.".replace(" `.", "`."))  # fmt: skip
        text = self.sparql
        for name, value in zip(self.arguments, values, strict=False):
            text = text.replace(f'VALUES ?{name} {{ "" }}', f"VALUES ?{name} {{ {literal(value)} }}")
        return text


def literal(text: str) -> str:
    """The text as a SPARQL string literal: nothing in it can end the string (SPARQL 1.1, section 19.7)."""
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
    safe = text.encode("utf-8", "replace").decode("utf-8")
    return '"' + "".join(escapes.get(c, c) for c in safe) + '"'


def questions() -> tuple[Question, ...]:
    """All named questions, by name."""
    found = sorted((each for each in files(__package__).iterdir() if each.name.endswith(".rq")), key=lambda each: each.name)
    return tuple(_read(each.name.removesuffix(".rq"), each.read_text(encoding="utf-8")) for each in found)


def question(name: str) -> Question:
    """The question of a name. Raises `UsageError` where there is none."""
    known = {each.name: each for each in questions()}
    if name not in known:
        raise UsageError(f"there is no question {name!r}.", mend=f"There are: {', '.join(known)}.")
    return known[name]


def _read(name: str, sparql: str) -> Question:
    title, arguments = (line.removeprefix("# ") for line in sparql.splitlines()[:2])
    listed = [] if "(none)" in arguments else _ARGUMENT.findall(arguments.removeprefix("arguments: "))
    listed = [(argument, optional) for argument, optional in listed if f"VALUES ?{argument} " in sparql]
    return Question(
        name=name,
        title=title,
        arguments=tuple(argument for argument, _ in listed),
        required=sum(1 for _, optional in listed if not optional),
        sparql=sparql,
    )
