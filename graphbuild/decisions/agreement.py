"""Decisions that contradict one another, directly or by way of others, and how a new one is added without doing so.

Whether two names are one is asked of sets (union-find), in nearly linear time; the way between them is looked for only to word an error.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

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


@dataclass(slots=True)
class _Names:
    """The names of one kind: which are one (`find` leads to what stands for all of them), and by which decisions (`steps`)."""

    of: Callable[[str], str]
    steps: dict[str, list[tuple[str, Decision]]] = field(default_factory=lambda: defaultdict(list))
    _leader: dict[str, str] = field(default_factory=dict)

    def unite(self, one: str, other: str, by: Decision) -> None:
        one, other = self.of(one), self.of(other)
        self.steps[one].append((other, by))
        self.steps[other].append((one, by))
        self._leader[self._find(one)] = self._find(other)

    def find(self, name: str) -> str:
        return self._find(self.of(name))

    def _find(self, key: str) -> str:
        leader = self._leader
        while (above := leader.setdefault(key, key)) != key:
            leader[key] = leader.setdefault(above, above)  # halves the way for the next who asks
            key = leader[key]
        return key


def _agree(decisions: Decisions, kind: Named, forms: Mapping[tuple[Named, str], str]) -> None:
    names = _Names(of=lambda name: forms.get((kind, name), form(name)))
    for each in decisions.of(kind, Ruling.SAME):
        for other in each.names[1:]:
            names.unite(each.names[0], other, each)
    for each in decisions.of(kind, Ruling.DIFFERENT, Ruling.NARROWER):
        met: dict[str, str] = {}
        for right in each.names:
            left = met.get(one := names.find(right))
            if left is None:
                met[one] = right
                continue
            if names.of(left) == names.of(right):
                raise _error(decisions, each, f"“{left}” and “{right}” are one name: they cannot be told apart")
            what = "two" if each.ruling is Ruling.DIFFERENT else "a narrower and a broader idea"
            by = _lines(_path(names.steps, names.of(left), names.of(right)))
            raise _error(decisions, each, f"says that “{left}” and “{right}” are {what}, but {by} that they are one")
    _agree_on_labels(decisions, kind, names)
    _agree_on_order(decisions, kind, names)


def _agree_on_labels(decisions: Decisions, kind: Named, names: _Names) -> None:
    first: dict[str, Decision] = {}
    for other in decisions.of(kind, Ruling.RENAME):
        each = first.setdefault(names.find(other.names[0]), other)
        if each.names[1] != other.names[1]:
            by = f"line {other.line}" if other.line else "the new decision"
            raise _error(decisions, each, f"names “{each.names[0]}” “{each.names[1]}”, but {by} names it “{other.names[1]}”")


def _agree_on_order(decisions: Decisions, kind: Named, names: _Names) -> None:
    """No idea is narrower than itself, by whatever way round."""
    narrower = decisions.of(kind, Ruling.NARROWER)
    pairs = [(names.find(each.names[0]), names.find(each.names[1])) for each in narrower]
    if not _goes_round(pairs):
        return
    sound, round_ = 0, len(pairs)  # so many of the first are sound, so many go round: the one between closes the circle
    while round_ - sound > 1:
        middle = (sound + round_) // 2
        sound, round_ = (sound, middle) if _goes_round(pairs[:middle]) else (middle, round_)
    each = narrower[sound]
    steps = {name: [*ways] for name, ways in names.steps.items()}
    for before in narrower[:sound]:
        steps.setdefault(names.of(before.names[0]), []).append((names.of(before.names[1]), before))
    by = _lines(_path(steps, names.of(each.names[1]), names.of(each.names[0])))
    raise _error(decisions, each, f"puts “{each.names[0]}” under “{each.names[1]}”, but {by} the other way round")


def _goes_round(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether the steps from narrow to broad lead round in a circle somewhere: names with nothing under them are taken away until none is."""
    under = Counter(broad for _, broad in pairs)
    above: defaultdict[str, list[str]] = defaultdict(list)
    for narrow, broad in pairs:
        above[narrow].append(broad)
    bare = [narrow for narrow in above if not under[narrow]]
    while bare:
        for broad in above.pop(bare.pop(), ()):
            under[broad] -= 1
            if not under[broad]:
                bare.append(broad)
    return bool(above)


def _path(steps: Mapping[str, Sequence[tuple[str, Decision]]], start: str, goal: str) -> tuple[Decision, ...]:
    """The decisions that lead from one name to another, the fewest, from the goal back."""
    came: dict[str, tuple[str, Decision] | None] = {start: None}
    edge = [start]
    while edge and goal not in came:
        following = []
        for name in edge:
            for other, by in steps.get(name, ()):
                if other not in came:
                    came[other] = (name, by)
                    following.append(other)
        edge = following

    def back() -> Iterator[Decision]:
        at = came.get(goal)
        while at is not None:
            yield at[1]
            at = came[at[0]]

    return tuple(back())


def _lines(decisions: Iterable[Decision]) -> str:
    numbers = [str(line) for line in sorted({each.line for each in decisions if each.line})]
    if not numbers:
        return "the new decision says"
    return f"line {numbers[0]} says" if len(numbers) == 1 else f"lines {', '.join(numbers[:-1])} and {numbers[-1]} say"


def _error(decisions: Decisions, decision: Decision, message: str) -> SettingsError:
    place = f"{decisions.path}:{decision.line}" if decision.line else decisions.path
    said = message if decision.line else f"the new decision {message}" if message[0] != "“" else message
    return SettingsError(f"{said}.", place=place, mend="Take one of them out.")
