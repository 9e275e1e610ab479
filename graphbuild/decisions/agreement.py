"""Decisions that contradict one another, directly or by way of others, and how a new one is added without doing so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from graphbuild.decisions.records import Decision, Decisions, Ruling, form, order
from graphbuild.errors import SettingsError
from graphbuild.model import Named


def added(decisions: Decisions, *new: Decision) -> Decisions:
    """The decisions with new ones, numbered on. A new one replaces what was ruled of the same names; an old rename of one is replaced too.

    Raises `SettingsError` where a new one contradicts those that stay.
    """
    entries = list(decisions.entries)
    for each in new:
        number = max((old.number for old in entries), default=0) + 1
        entries = [old for old in entries if old.id != each.id or old.kind is not each.kind]
        entries.append(replace(each, number=number))
    made = replace(decisions, entries=tuple(sorted(entries, key=order)))
    require_agreement(made)
    return made


def require_agreement(decisions: Decisions, forms: Mapping[tuple[Named, str], str] | None = None) -> None:
    """Raise `SettingsError` where two decisions contradict each other, naming the lines of both.

    `forms`: kind and name -> what stands for it in comparing, where that is known better than by its `form`: the key of a build.
    """
    for kind in Named:
        _agree(decisions, kind, {} if forms is None else forms)


def _agree(decisions: Decisions, kind: Named, forms: Mapping[tuple[Named, str], str]) -> None:
    def of(name: str) -> str:
        return forms.get((kind, name), form(name))

    joins: dict[str, list[tuple[str, Decision]]] = {}
    for each in decisions.of(kind, Ruling.SAME):
        first = of(each.names[0])
        for other in map(of, each.names[1:]):
            joins.setdefault(first, []).append((other, each))
            joins.setdefault(other, []).append((first, each))
    for each in decisions.of(kind, Ruling.DIFFERENT, Ruling.NARROWER):
        for n, left in enumerate(each.names):
            for right in each.names[n + 1 :]:
                if of(left) == of(right):
                    raise _error(decisions, each, f"“{left}” and “{right}” are one name: they cannot be told apart")
                if by := _path(joins, of(left), of(right)):
                    what = "two" if each.ruling is Ruling.DIFFERENT else "a narrower and a broader idea"
                    raise _error(decisions, each, f"says that “{left}” and “{right}” are {what}, but {_lines(by)} that they are one")
    _agree_on_labels(decisions, kind, joins, of)
    _agree_on_order(decisions, kind, joins, of)


def _agree_on_labels(decisions: Decisions, kind: Named, joins: Mapping[str, list[tuple[str, Decision]]], of: Callable[[str], str]) -> None:
    renames = decisions.of(kind, Ruling.RENAME)
    for n, each in enumerate(renames):
        for other in renames[n + 1 :]:
            one = of(each.names[0]) == of(other.names[0])
            if (one or _path(joins, of(each.names[0]), of(other.names[0]))) and each.names[1] != other.names[1]:
                raise _error(
                    decisions, each, f"names “{each.names[0]}” “{each.names[1]}”, but line {other.line} names it “{other.names[1]}”"
                )


def _agree_on_order(decisions: Decisions, kind: Named, joins: Mapping[str, list[tuple[str, Decision]]], of: Callable[[str], str]) -> None:
    """No idea is narrower than itself, by whatever way round."""
    above: dict[str, list[tuple[str, Decision]]] = {name: [*steps] for name, steps in joins.items()}
    for each in decisions.of(kind, Ruling.NARROWER):
        narrow, broad = map(of, each.names)
        if by := _path(above, broad, narrow):
            raise _error(decisions, each, f"puts “{each.names[0]}” under “{each.names[1]}”, but {_lines(by)} the other way round")
        above.setdefault(narrow, []).append((broad, each))


def _path(steps: Mapping[str, list[tuple[str, Decision]]], start: str, goal: str) -> list[Decision]:
    """The decisions that lead from one name to another, the fewest; none where no way leads there."""
    ways: dict[str, list[Decision]] = {start: []}
    edge = [start]
    while edge and goal not in ways:
        following = []
        for name in edge:
            for other, by in steps.get(name, ()):
                if other not in ways:
                    ways[other] = [*ways[name], by]
                    following.append(other)
        edge = following
    return ways.get(goal, []) if goal != start else []


def _lines(decisions: Iterable[Decision]) -> str:
    numbers = [str(line) for line in sorted({each.line for each in decisions if each.line})]
    if not numbers:
        return "the new decision says"
    return f"line {numbers[0]} says" if len(numbers) == 1 else f"lines {', '.join(numbers[:-1])} and {numbers[-1]} say"


def _error(decisions: Decisions, decision: Decision, message: str) -> SettingsError:
    place = f"{decisions.path}:{decision.line}" if decision.line else decisions.path
    said = message if decision.line else f"the new decision {message}" if message[0] != "“" else message
    return SettingsError(f"{said}.", place=place, mend="Take one of them out.")
