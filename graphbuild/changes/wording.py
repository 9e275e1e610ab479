"""A difference for people and for programs: rows for the terminal, Markdown for a note, plain values for JSON."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from graphbuild.changes.records import Change, Difference, What
from graphbuild.tables import no_markup

COLUMNS = ("what", "kind", "name", "more")
_PLURAL = {"highlight": "highlights", "episode": "episodes", "person": "people", "series": "series"}
_HEADS = {
    What.NEW: "New {kinds}",
    What.JOINED: "Came back: {kinds}",
    What.BRIDGED: "New bridges between shows",
    What.MERGED: "Now one: {kinds}",
    What.PARTED: "Now apart: {kinds}",
    What.CHANGED: "Changed {kinds}",
    What.GONE: "Gone: {kinds}",
}


def rows(found: Difference, at_most: int | None = None) -> Iterator[tuple[str, str, str, str]]:
    """One row a change; of each sort and kind `at_most` so many, then a row that says how many more there are."""
    for (what, kind), group in groupby(found.changes, key=lambda each: (each.what, each.kind)):
        every = list(group)
        shown = every[:at_most]
        yield from ((what.value, kind, each.name, each.detail) for each in shown)
        if len(shown) < len(every):
            yield what.value, kind, f"… {len(every) - len(shown)} more", ""


def sentence(found: Difference) -> str:
    """The whole difference on one line, as `watch` says it."""
    counts = found.counts()
    if not counts:
        return "nothing that people would notice" if found.added or found.removed else "nothing"
    return ", ".join(_counted(what, kind, number) for (what, kind), number in counts.items())


def markdown(found: Difference, at_most: int | None = None) -> str:
    """The difference as a note: a heading for each sort, a line for each thing. The user's text is no markup in it."""
    lines = ["# What changed", "", f"{found.added} statements came, {found.removed} went.", ""]
    for (what, kind), group in groupby(found.changes, key=lambda each: (each.what, each.kind)):
        every = list(group)
        lines += [f"## {_HEADS[what].format(kinds=_plural(kind))} ({len(every)})", ""]
        lines += [f"- **{no_markup(each.name)}**{f': {no_markup(each.detail)}' if each.detail else ''}" for each in every[:at_most]]
        lines += [f"- … {len(every) - at_most} more"] if at_most is not None and len(every) > at_most else []
        lines.append("")
    return "\n".join(lines if found.changes else [*lines, "Nothing that people would notice.", ""])


def plain(found: Difference) -> dict[str, object]:
    """What `--json` prints: `added` and `removed` (triples), `counts` (`new highlight`: number) and `changes`."""
    return {
        "added": found.added,
        "removed": found.removed,
        "counts": {f"{what.value} {kind}": number for (what, kind), number in found.counts().items()},
        "changes": [_plain(each) for each in found.changes],
    }


def _plain(change: Change) -> dict[str, str]:
    return {"what": change.what.value, "kind": change.kind, "name": change.name, "detail": change.detail, "iri": change.iri}


def _plural(kind: str) -> str:
    return _PLURAL.get(kind, f"{kind}s")


def _counted(what: What, kind: str, number: int) -> str:
    noun = kind if number == 1 else _plural(kind)
    if what is What.BRIDGED:
        return f"{number} new bridge{'' if number == 1 else 's'} between shows"
    return {
        What.NEW: f"{number} new {noun}",
        What.JOINED: f"{number} {noun} came back",
        What.MERGED: f"{number} {noun} now one with another" if number == 1 else f"{number} {noun} now one with others",
        What.PARTED: f"{number} {noun} now apart",
        What.CHANGED: f"{number} changed {noun}",
        What.GONE: f"{number} {noun} gone",
    }[what]
