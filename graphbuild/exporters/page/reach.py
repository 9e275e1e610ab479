"""How far each thing reaches: its highlights, their episodes, their shows. Counted once here, so that no page counts them before it can be used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from graphbuild.exporters.page.columns import Lists, Numbers, Table

Members = Sequence[Iterable[int]]
"""For each thing the rows of its highlights."""


@dataclass(frozen=True, slots=True)
class Sources:
    """For each highlight the row of its episode and that of its show; -1 for none."""

    episodes: Sequence[int]
    shows: Sequence[int]

    def columns(self, members: Members) -> Table:
        """The columns `highlights`, `episodes` and `shows` of a table."""
        each = [sorted(set(rows)) for rows in members]
        return {
            "highlights": Numbers([len(rows) for rows in each]),
            "episodes": Numbers([len({self.episodes[row] for row in rows} - {-1}) for rows in each]),
            "shows": Numbers([len({self.shows[row] for row in rows} - {-1}) for rows in each]),
        }


def with_reach(tables: Mapping[str, Table], shown: Mapping[str, int]) -> dict[str, Table]:
    """The tables, those of ideas, people, works, shows and themes with how far each row reaches. `shown`: table -> number of its rows."""
    highlight = tables["highlight"]
    episodes, show_of = _numbers(highlight, "episode"), _numbers(tables["episode"], "show")
    sources = Sources(episodes, [show_of[at] if at >= 0 else -1 for at in episodes])
    ideas = turned(_lists(highlight, "ideas"), shown["idea"])
    spoken = [set(rows) for rows in _lists(highlight, "people")]
    for row, person in zip(_numbers(tables["turn"], "highlight"), _numbers(tables["turn"], "person"), strict=True):
        if person >= 0:
            spoken[row].add(person)
    members: dict[str, Members] = {
        "idea": ideas,
        "person": turned(spoken, shown["person"]),
        "work": turned(_lists(highlight, "works"), shown["work"]),
        "show": turned([[show] for show in sources.shows], shown["show"]),
        "theme": [[row for idea in each for row in ideas[idea]] for each in _lists(tables["theme"], "ideas")],
    }
    return {name: table | sources.columns(members[name]) if name in members else table for name, table in tables.items()}


def turned(lists: Iterable[Iterable[int]], count: int) -> list[list[int]]:
    """For each of `count` values the numbers of the lists that hold it; -1 is none."""
    found: list[list[int]] = [[] for _ in range(count)]
    for number, values in enumerate(lists):
        for value in values:
            if value >= 0:
                found[value].append(number)
    return found


def _numbers(table: Table, name: str) -> Sequence[int]:
    return cast("Numbers", table[name]).values


def _lists(table: Table, name: str) -> Sequence[Sequence[int]]:
    return cast("Lists", table[name]).values
