"""Surprises: two highlights of different shows that share something rare, and that nothing else joins; and what to revisit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from graphbuild.graph import vocabulary as v
from graphbuild.graph.store import GraphStore, Table, Value
from graphbuild.questions.base import EVIDENCE, PythonQuestion
from graphbuild.questions.names import Argument
from graphbuild.questions.reading import expressed, labels, places, related, told
from graphbuild.questions.said import carriers, silent, texts, titles
from graphbuild.questions.weighed import Weighed

_RARE = 6  # highlights that carry an idea, at most, for it to be a surprise that two shows do
_LEAST = 0.08  # cosine; below it the idea is a word that both happen to use
_COLUMNS = (
    "score",
    "idea",
    "shared",
    "text",
    "other_text",
    "other_highlight",
    "other_show",
    "other_episode",
    "other_start",
    "other_link",
    *EVIDENCE,
)
_REVISIT = ("links", "title", "kept", "published", *EVIDENCE)


def surprises(store: GraphStore, values: Sequence[str]) -> Table:
    """The rows of the question: one pair a rare idea, the nearest in words first."""
    ideas_of, where, said, label = told(store, expressed(store)), places(store), texts(store), labels(store)
    mute = silent(said, titles(store))
    rare = {
        idea: [each for each in carrying if each not in mute] for idea, carrying in carriers(ideas_of).items() if len(carrying) <= _RARE
    }
    weighed = Weighed(said)
    tagged: dict[str, set[str]] = {}
    for highlight, tag in store.pairs(v.HAS_TAG):
        tagged.setdefault(highlight, set()).add(tag)
    found: dict[str, tuple[float, str, str]] = {}
    apart = [
        (idea, one, other)
        for idea, carrying in rare.items()
        for one, other in combinations(carrying, 2)
        if where.show(one) != where.show(other) and not tagged.get(one, set()) & tagged.get(other, set())
    ]
    for (idea, one, other), near in zip(apart, weighed.nearness([(one, other) for _, one, other in apart]), strict=True):
        if near >= _LEAST:
            found[idea] = min(found.get(idea, (0.0, "", "")), (-near, one, other))
    pairs: list[tuple[str, float, str, str]] = []
    seen: Counter[str] = Counter()
    for idea, (score, one, other) in sorted(found.items(), key=lambda each: (each[1], each[0])):
        if len(pairs) < int(values[0]) and not (seen[one] or seen[other]):
            seen.update((one, other))
            pairs.append((idea, -score, one, other))
    shared = weighed.shared_words([(one, other) for _, _, one, other in pairs], 4)
    rows: list[tuple[Value, ...]] = [
        (round(score, 2), label[idea], ", ".join(words), said[other], said[one], one, *where[one], other, *where[other])
        for (idea, score, one, other), words in zip(pairs, shared, strict=True)
    ]
    return Table(_COLUMNS, tuple(rows), "" if rows else "No rare idea is shared by two shows.")


def revisit(store: GraphStore, values: Sequence[str]) -> Table:
    """The rows of the question: by the number of links, then the oldest first."""
    where = places(store)
    kept, published = dict(store.pairs(v.DATE_CREATED)), dict(store.pairs(v.DATE_PUBLISHED))
    home = dict(store.pairs(v.PART_OF_EPISODE))
    noted = {highlight for highlight, _ in store.pairs(v.HAS_NOTE)}
    links = Counter(end for pair in related(store) for end in pair)
    ranked = [
        (-number, kept.get(each) or published.get(home.get(each, "")) or "~", each) for each, number in links.items() if each not in noted
    ]
    rows = [
        (-number, store.value(each, v.NAME), kept.get(each), published.get(home.get(each, "")), each, *where[each])
        for number, _, each in sorted(ranked)[: int(values[0])]
    ]
    return Table(_REVISIT, tuple(rows), "" if rows else "Nothing is linked that bears no note.")


QUESTION = PythonQuestion(
    name="surprise",
    title="Surprise me: two highlights of different shows that share a rare idea and no tag of mine",
    arguments=(Argument(name="most", kind="number", required=False, default="20"),),
    columns=_COLUMNS,
    find=surprises,
)
REVISIT = PythonQuestion(
    name="revisit",
    title="What to revisit: the highlights that most others are linked with and that bear no note, the oldest first",
    arguments=(Argument(name="most", kind="number", required=False, default="20"),),
    columns=_REVISIT,
    find=revisit,
)
