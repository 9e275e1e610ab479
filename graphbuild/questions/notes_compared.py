"""My notes beside what others say of the same: the highlights of other episodes that come nearest to each note."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from graphbuild.graph import vocabulary as v
from graphbuild.graph.store import GraphStore, Table, Value
from graphbuild.questions.base import EVIDENCE, PythonQuestion
from graphbuild.questions.names import Argument
from graphbuild.questions.reading import places
from graphbuild.questions.said import texts, titles
from graphbuild.questions.sparql import literal
from graphbuild.questions.weighed import Weighed

_LEAST = 0.12  # cosine of a note, with the highlight it stands under, and another highlight
_BESIDE = 3  # highlights beside one note, at most
_ON = (
    "SELECT DISTINCT ?h {{ ?what skos:prefLabel|skos:altLabel|schema:name|schema:alternateName {0} ."
    " {{ ?h gb:expresses|schema:mentions ?what }} UNION {{ ?n gb:expresses|schema:mentions ?what . ?h gb:note ?n }} }}"
)
_COLUMNS = ("note", "noted_on", "score", "shared", "text", *EVIDENCE)


def compared(store: GraphStore, values: Sequence[str]) -> Table:
    """The rows of the question: each note with up to three highlights, the nearest first."""
    wanted = {str(each) for (each,) in store.select(_ON.format(literal(values[0])))} if values[0] else None
    where, said = places(store), texts(store)
    home, name = where.home, titles(store)
    notes = [
        (highlight, store.value(note, v.TEXT) or "")
        for highlight, note in sorted(store.pairs(v.HAS_NOTE))
        if wanted is None or highlight in wanted
    ]
    if not notes:
        return Table(_COLUMNS, (), "You wrote no note on this." if values[0] else "There are no notes of yours.")
    asked = {f"note {n}": f"{text} {said[highlight]}" for n, (highlight, text) in enumerate(notes)}
    weighed = Weighed(said, asked)
    beside: list[tuple[str, str, float]] = []
    for (mine, near), (highlight, _) in zip(zip(asked, weighed.nearest(list(asked)), strict=True), notes, strict=True):
        others = ((mine, each, score) for score, each in near if home[each] != home[highlight] and score >= _LEAST)
        beside += islice(others, _BESIDE)
    shared = weighed.shared_words([(mine, each) for mine, each, _ in beside], 4)
    note = dict(zip(asked, notes, strict=True))
    rows: list[tuple[Value, ...]] = [
        (note[mine][1], name.get(note[mine][0]), round(score, 2), ", ".join(words), said[each], each, *where[each])
        for (mine, each, score), words in zip(beside, shared, strict=True)
    ]
    return Table(_COLUMNS, tuple(rows), "" if rows else "No highlight of another episode comes near to a note of yours.")


QUESTION = PythonQuestion(
    name="notes-compared",
    title="What did I think, and who says the like elsewhere: my notes beside the nearest highlights of other episodes",
    arguments=(Argument(name="topic", kind="topic", required=False),),
    columns=_COLUMNS,
    find=compared,
)
