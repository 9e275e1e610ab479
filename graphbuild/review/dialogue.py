"""The dialogue on a terminal: one candidate, one key, one safe write at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from graphbuild.decisions import Decisions, Ruling, change
from graphbuild.errors import GraphbuildError, UsageError
from graphbuild.review import answers
from graphbuild.review.candidates import Candidate, Candidates
from graphbuild.review.rendering import shown
from graphbuild.text import printable

_KEYS = "a(ccept) r(efuse) n(ame) s(kip) u(ndo) q(uit)"


def ask_owner(
    left: Sequence[Candidate], found: Candidates, decisions: Decisions, target: Path, console: Console | None = None
) -> Decisions:
    """Ask about each candidate in turn; every answer is written at once. The decisions as they are at the end.

    An answer is added to what the file holds by then, not to the `decisions` of the beginning; `u` takes back the answers of this dialogue alone.
    """
    console = console or Console(highlight=False)
    n = 0
    fresh = True
    done: list[tuple[int, answers.Step]] = []  # the answers that stand, each with the number of its candidate
    while n < len(left):
        if fresh:
            console.print(shown(left[n], n + 1, len(left)))
        fresh = True
        try:
            key = console.input(Text(f"{_KEYS} > ")).strip().casefold()[:1]
            answer = _answer(key, left[n], found, console)
        except (EOFError, KeyboardInterrupt):
            break
        if key == "q":
            break
        if key == "s":
            n += 1
            continue
        try:
            if key == "u":
                decisions = _undone(done, target)
                n = done.pop()[0]
                continue
            if answer is None:
                fresh = False
                continue
            decisions, made = _written(answer, target)
        except GraphbuildError as error:
            console.print(Text(printable(str(error)), style="red"))
            fresh = False
            continue
        done.append((n, made))
        n += key in ("a", "r")
    end = "Run `graphbuild build` again to follow them." if done else "Nothing was changed."
    console.print(Text(printable(f"{len(decisions.entries)} decisions in {target}. {end}")))
    return decisions


def _answer(key: str, each: Candidate, found: Candidates, console: Console) -> Callable[[Decisions], Decisions] | None:
    """What an answer does to the decisions; None for a key that is no answer, or no name."""
    if key == "a":
        return lambda now: answers.accepted(now, each)
    if key == "r":
        return lambda now: answers.refused(now, each)
    if key == "n":
        name = console.input(Text(f"a name for {printable(each.left.name)} > ")).strip()
        return (lambda now: answers.paired(now, found, Ruling.RENAME, f"{each.left.key} = {name}", each.kind)) if name else None
    return None


def _written(answer: Callable[[Decisions], Decisions], target: Path) -> tuple[Decisions, answers.Step]:
    """The decisions with an answer, as they stand in the file now, and what the answer changed."""
    before: list[Decisions] = []

    def answered(now: Decisions) -> Decisions:
        before.append(now)
        return answer(now)

    after = change(target, answered)
    return after, answers.step(before[0], after)


def _undone(done: Sequence[tuple[int, answers.Step]], target: Path) -> Decisions:
    if not done:
        raise UsageError("nothing to undo in this dialogue", mend="`graphbuild review --undo` takes back earlier decisions.")
    return change(target, lambda now: answers.taken_back(now, done[-1][1]))
