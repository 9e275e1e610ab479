"""The themes of the map: those of the graph where it has some, else the communities in which its ideas are said together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from graphbuild.exporters.page import reader as r
from graphbuild.exporters.page.columns import Lists, Table, Texts, Words
from graphbuild.exporters.page.layout import Layout
from graphbuild.exporters.page.reader import Reader, Rows
from graphbuild.graph import vocabulary as v
from graphbuild.graph.store import GraphStore

_SMALLEST = 3  # ideas; fewer are a pair, not a theme (page.md: no themes below 3)


@dataclass(frozen=True, slots=True)
class Themes:
    """For each theme its IRI (made up where the graph has none), its label, the rows of its ideas, and why they are one, largest first."""

    iris: tuple[str, ...]
    labels: tuple[str, ...]
    members: tuple[tuple[int, ...], ...]
    reasons: tuple[str, ...]

    def table(self, counts: Counter[int]) -> Table:
        """The columns of the table `theme`: its ideas with most highlights first."""
        rows: Rows = {iri: row for row, iri in enumerate(self.iris)}
        ordered = [sorted(each, key=lambda idea: (-counts[idea], idea)) for each in self.members]
        return {
            "slug": Texts(r.slugs(rows)),
            "stem": Words(r.stems(rows)),
            "label": Texts(self.labels),
            "ideas": Lists(ordered),
            "reason": Texts(self.reasons),
        }

    def theme_of(self, count: int) -> list[int]:
        """For each idea its first theme, -1 for none."""
        found = [-1] * count
        for row, members in reversed(list(enumerate(self.members))):
            for idea in members:
                found[idea] = row
        return found


def of_graph(store: GraphStore, ideas: Rows) -> Themes | None:
    """The themes that the graph names; None where it names none."""
    graph = Reader(store)
    labels = graph.one(v.THEME, v.PREF_LABEL)
    members = graph.many(v.THEME, v.MEMBER)
    held = {theme: [ideas[str(each)] for each in members.get(theme, ()) if str(each) in ideas] for theme in graph.subjects(v.THEME)}
    kept = sorted((theme for theme in held if held[theme]), key=lambda each: (-len(held[each]), str(labels.get(each, "")), each))
    if not kept:
        return None
    reasons = graph.one(v.THEME, v.REASON)
    said = (tuple(str(of.get(each, "")) for each in kept) for of in (labels, reasons))
    return Themes(tuple(kept), next(said), tuple(tuple(sorted(held[each])) for each in kept), next(said))


def of_layout(made: Layout, ideas: Sequence[str], names: Sequence[str], counts: Counter[int]) -> Themes:
    """The communities of at least three ideas, each named by its two ideas with most highlights."""
    members: list[list[int]] = [[] for _ in range(max(made.communities, default=-1) + 1)]
    for idea, community in enumerate(made.communities):
        if community >= 0:
            members[community].append(idea)
    kept = [each for each in members if len(each) >= _SMALLEST]
    first = [sorted(each, key=lambda idea: (-counts[idea], idea))[:2] for each in kept]
    return Themes(
        tuple(f"theme:{r.tail(ideas[each[0]])}" for each in first),
        tuple(" · ".join(names[idea] for idea in each) for each in first),
        tuple(tuple(each) for each in kept),
        ("",) * len(kept),
    )
