"""The dialogue on a terminal: one candidate, one key, one safe write at a time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from graphbuild.decisions import Decisions, Ruling, save
from graphbuild.errors import GraphbuildError
from graphbuild.review import answers
from graphbuild.review.candidates import Candidate, Candidates
from graphbuild.review.rendering import shown
from graphbuild.text import printable

_KEYS = "a(ccept) r(efuse) n(ame) s(kip) u(ndo) q(uit)"


def ask_owner(
    left: Sequence[Candidate], found: Candidates, decisions: Decisions, target: Path, console: Console | None = None
) -> Decisions:
    """Ask about each candidate in turn; every answer is written at once. The decisions as they are at the end."""
    console = console or Console(highlight=False)
    n = 0
    fresh = True
    start = decisions.entries
    while n < len(left):
        if fresh:
            console.print(shown(left[n], n + 1, len(left)))
        fresh = True
        try:
            key = console.input(Text(f"{_KEYS} > ")).strip().casefold()[:1]
        except (EOFError, KeyboardInterrupt):
            break
        if key == "q":
            break
        if key == "s":
            n += 1
            continue
        try:
            made = _answered(key, left[n], found, decisions, console)
            if made is None:
                fresh = False
                continue
            save(made, target)
        except GraphbuildError as error:
            console.print(Text(printable(str(error)), style="red"))
            fresh = False
            continue
        decisions = made
        n = max(0, n - 1) if key == "u" else n + (key in ("a", "r"))
    changed = decisions.entries != start
    end = "Run `graphbuild build` again to follow them." if changed else "Nothing was changed."
    console.print(Text(printable(f"{len(decisions.entries)} decisions in {target}. {end}")))
    return decisions


def _answered(key: str, each: Candidate, found: Candidates, decisions: Decisions, console: Console) -> Decisions | None:
    if key == "a":
        return answers.accepted(decisions, each)
    if key == "r":
        return answers.refused(decisions, each)
    if key == "u":
        return answers.undone(decisions, "last")[0]
    if key == "n":
        try:
            name = console.input(Text(f"a name for {printable(each.left.name)} > ")).strip()
        except EOFError:
            return None
        return answers.paired(decisions, found, Ruling.RENAME, f"{each.left.key} = {name}", each.kind) if name else None
    return None
