"""What an answer changes: the owner's decisions before -> after. Pure; the command line reads and writes the file."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graphbuild.decisions import Decision, Decisions, Ruling, added, form, last, order, require_agreement, without
from graphbuild.errors import UsageError
from graphbuild.model import Named, Verdict
from graphbuild.resolvers.identity import NARROWER
from graphbuild.review.candidates import Candidate, Candidates, Side


def open_candidates(
    found: Candidates, decisions: Decisions, *, kind: Named | None = None, everything: bool = False
) -> tuple[Candidate, ...]:
    """What is left to ask, best first; `everything`: also what rules joined, and what has been decided since the build."""
    decided = {each.id for each in decisions.entries}
    return tuple(
        each
        for each in found.candidates
        if (kind is None or each.kind is kind) and (everything or (each.verdict is Verdict.PROPOSED and each.id not in decided))
    )


def candidate(found: Candidates, wanted: str) -> Candidate:
    """The candidate of an id. Raises `UsageError` where there is none."""
    for each in found.candidates:
        if each.id == wanted:
            return each
    raise UsageError(f"there is no candidate {wanted!r}.", mend="`graphbuild review --json --all` lists them.")


def accepted(decisions: Decisions, of: Candidate) -> Decisions:
    """The decisions with a candidate accepted: the names are one; of a narrower idea, that it is a case of the other."""
    if of.rule == NARROWER:
        narrow, broad = sorted((of.left.key, of.right.key), key=lambda key: -len(key.split()))
        return added(decisions, Decision(ruling=Ruling.NARROWER, kind=of.kind, names=(narrow, broad), about=_about(of)))
    return added(decisions, Decision(ruling=Ruling.SAME, kind=of.kind, names=(of.left.key, of.right.key), about=_about(of)))


def refused(decisions: Decisions, of: Candidate) -> Decisions:
    """The decisions with a candidate refused, or what a rule joined taken apart: the names are two."""
    return added(decisions, Decision(ruling=Ruling.DIFFERENT, kind=of.kind, names=(of.left.key, of.right.key), about=_about(of)))


def paired(decisions: Decisions, found: Candidates, ruling: Ruling, pair: str, kind: Named | None) -> Decisions:
    """The decisions with one on names given as `A=B` (of a renaming `old=new`). Raises `UsageError` for names that there are not."""
    one, other = divided(pair)
    both = (one,) if ruling is Ruling.RENAME else (one, other)
    of = kind or _kind_of(found, both)
    keys = [_key(found, of, name) for name in both]
    names = (keys[0], other) if ruling is Ruling.RENAME else tuple(sorted(keys))
    if len(set(map(form, names))) < 2 and ruling is not Ruling.RENAME:
        raise UsageError(f"“{one}” and “{other}” are one name already.", mend="Name two.")
    about = (f"{one} -> {other}",) if ruling is Ruling.RENAME else tuple(found.names[of][key] for key in keys)
    return added(decisions, Decision(ruling=ruling, kind=of, names=names, about=about))


def undone(decisions: Decisions, wanted: str) -> tuple[Decisions, tuple[Decision, ...]]:
    """The decisions without those of an id, or without the `last` one; and those taken back. Raises `UsageError` where there is none."""
    newest = last(decisions)
    gone = tuple(each for each in decisions.entries if each.id == wanted) if wanted != "last" else (newest,) if newest else ()
    if not gone:
        what = "nothing to undo" if wanted == "last" else f"there is no decision {wanted!r}"
        raise UsageError(f"{what}.", mend="The last build's candidates.json lists decisions with their ids.")
    return without(decisions, gone), gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one answer changed: the decisions that it `made`, and those that it `replaced`."""

    made: tuple[Decision, ...]
    replaced: tuple[Decision, ...]


def step(before: Decisions, after: Decisions) -> Step:
    """What lies between the decisions before an answer and after it."""
    return Step(
        made=tuple(each for each in after.entries if each not in before.entries),
        replaced=tuple(each for each in before.entries if each not in after.entries),
    )


def taken_back(decisions: Decisions, what: Step) -> Decisions:
    """The decisions without what a step made, and with what it replaced.

    Raises `UsageError` where what it made has been changed since, `SettingsError` where something decided since contradicts.
    """
    if not all(each in decisions.entries for each in what.made):
        raise UsageError("that answer has been changed or taken back elsewhere", mend="See the file.")
    left = without(decisions, what.made)
    restored = replace(left, entries=tuple(sorted((*left.entries, *what.replaced), key=order)))
    require_agreement(restored)
    return restored


def divided(pair: str) -> tuple[str, str]:
    """Both names of `A=B`; ` = ` divides where a name itself holds `=`. Raises `UsageError` for anything else."""
    parts = pair.split(" = ") if " = " in pair else pair.split("=")
    if len(parts) != 2 or not all(part.strip() for part in parts):
        raise UsageError(f"{pair!r} is not two names.", mend='Write them as "one name=other name".')
    return parts[0].strip(), parts[1].strip()


def _about(of: Candidate) -> tuple[str, ...]:
    return tuple(f"{_counted(side)}{_where(side)}" for side in (of.left, of.right))


def _counted(side: Side) -> str:
    return f"{side.name} ({side.highlights} highlight{'' if side.highlights == 1 else 's'})"


def _where(side: Side) -> str:
    return f", first in {side.contexts[0].episode}, {side.contexts[0].show}" if side.contexts else ""


def _kind_of(found: Candidates, names: Iterable[str]) -> Named:
    kinds = [kind for kind in Named if all(_keys(found, kind, name) for name in names)]
    if len(kinds) == 1:
        return kinds[0]
    what = "a person and an idea" if kinds else "no person and no idea"
    raise UsageError(
        f"{what} {'are' if kinds else 'is'} named {' and '.join(repr(name) for name in names)}.",
        mend="Say --kind person or idea." if kinds else _nearest(found, names),
    )


def _keys(found: Candidates, kind: Named, name: str) -> Sequence[str]:
    wanted = form(name)
    own = [key for key in found.names[kind] if form(key) == wanted]
    return own or sorted(key for key, label in found.names[kind].items() if form(label) == wanted)


def _key(found: Candidates, kind: Named, name: str) -> str:
    keys = _keys(found, kind, name)
    if len(keys) == 1:
        return keys[0]
    if keys:
        raise UsageError(f"several are named {name!r}.", mend=f"Say which: {', '.join(keys[:5])}.")
    raise UsageError(f"no {kind} is named {name!r}.", mend=_nearest(found, [name], kind))


def _nearest(found: Candidates, names: Iterable[str], kind: Named | None = None) -> str:
    every = [label for of in Named if kind in (None, of) for label in found.names[of].values()]
    near = [each for name in names for each in difflib.get_close_matches(name, every, n=3)]
    return f"Did you mean {', '.join(dict.fromkeys(near))}?" if near else "Names are those that the last build found."
