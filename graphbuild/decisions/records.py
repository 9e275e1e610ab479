"""What the owner decided about names: each decision a record, kept by name, so that it outlives any export, folder or build."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from graphbuild.model import Named
from graphbuild.text import normal_form, stable_key

ID_LENGTH = 8  # hexadecimal digits of a decision's or a candidate's id: short enough to type

_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)

FILE = "decisions.toml"

HEAD = """\
# What you decided about the names in your highlights. `graphbuild build` reads this file each time and never writes it;
# `graphbuild review` adds to it. You may edit it by hand: spelling, case and accents of a name do not matter.
#
#   [[same]]       the names are one:              kind = "person"   names = ["tom calloway", "thomas calloway"]
#   [[different]]  the names are two, keep apart:  kind = "person"   names = ["ada roper", "ada m roper"]
#   [[narrower]]   an idea is a case of another:   kind = "idea"     name = "coastal weather"   under = "weather"
#   [[rename]]     show a name as you like it:     kind = "idea"     name = "ropes"             to = "Rope making"
#
# kind: "person" or "idea" (tags, topics, wiki links). `number` counts the decisions made by `review`; by hand, leave it out.
# A first name alone bears the mark of its episode ("ada 3fa2"): strangers in two shows are two.
"""


class Ruling(StrEnum):
    """What a decision says; also the name of its table in the file, in this order."""

    SAME = "same"
    DIFFERENT = "different"
    NARROWER = "narrower"
    RENAME = "rename"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One entry of the file.

    `names`: of `same` and `different` two or more, sorted; of `narrower` the narrower and the broader idea; of `rename` the old
    name and the new one. `number` counts the decisions that `review` made, 0 for one made by hand. `line` is where it stands,
    `written` its text there, with the comments above it; a decision that is not in a file yet has `about`: the comment to write.
    """

    ruling: Ruling
    kind: Named
    names: tuple[str, ...]
    number: int = 0
    about: tuple[str, ...] = field(default=(), compare=False)
    line: int = field(default=0, compare=False)
    written: str = field(default="", compare=False)

    @property
    def id(self) -> str:
        """What names it in `review --undo`; a decision on two names has the id of the candidate that proposed them."""
        if self.ruling is Ruling.RENAME:
            return stable_key(self.kind, "rename", form(self.names[0]))[:ID_LENGTH]
        return pair_id(self.kind, self.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """All decisions of a file, sorted; `path` and `head` (the comment above the first entry) as they stand there."""

    entries: tuple[Decision, ...] = ()
    path: str = FILE
    head: str = HEAD

    def of(self, kind: Named, *rulings: Ruling) -> tuple[Decision, ...]:
        """Those of a kind of name, and of the rulings given."""
        return tuple(each for each in self.entries if each.kind is kind and each.ruling in rulings)


def form(name: str) -> str:
    """The form by which names in decisions are compared: no case, accents, punctuation or possessive."""
    return normal_form(_POSSESSIVE.sub("", name))


def pair_id(kind: Named, names: Iterable[str]) -> str:
    """The id of names that are, or may be, one: 8 hexadecimal digits, whatever their order and spelling."""
    return stable_key(kind, *sorted(form(name) for name in names))[:ID_LENGTH]


def without(decisions: Decisions, gone: Iterable[Decision]) -> Decisions:
    """The decisions without some."""
    taken = list(gone)
    return replace(decisions, entries=tuple(each for each in decisions.entries if each not in taken))


def last(decisions: Decisions) -> Decision | None:
    """The decision that `review` made last; None where it made none."""
    return max((each for each in decisions.entries if each.number), key=lambda each: each.number, default=None)


def order(decision: Decision) -> tuple[int, str, list[str], int]:
    """By which decisions are sorted in their file: ruling, kind, names."""
    return list(Ruling).index(decision.ruling), decision.kind, [form(name) for name in decision.names], decision.number
