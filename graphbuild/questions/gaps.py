"""Themes that never meet: no highlight speaks of both, no link joins them; and the two highlights that come nearest to it.

How near two highlights are is the cosine of the words that they are told by (keyphrases, title, ideas), weighted by how rare they
are in the vault. Words of everything that was said would take longer than an answer may, and say less: most of them are chance.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations

from graphbuild.extractors.lexicon import level
from graphbuild.extractors.topics import singular
from graphbuild.graph import vocabulary as v
from graphbuild.graph.store import GraphStore, Table, Value
from graphbuild.questions.base import EVIDENCE, PythonQuestion
from graphbuild.questions.reading import Place, ThemeRead, expressed, instances, labels, places, related, themes, told
from graphbuild.questions.said import silent, texts, titles
from graphbuild.terms import terms

_THEMES = 16  # the largest; every pair of them is looked at
_PAIRS = 12  # gaps that are told
_LARGE = 200  # highlights of a theme that are compared, those that tell most
_SHARED = 2  # words, one of them not everyday; one alone that both are told by is mostly chance (`keep`, `sentence`)
_EVERYDAY = 10  # the level of a word that says nothing by itself (`difference`, `making`)

Bag = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gap:
    one: ThemeRead
    other: ThemeRead
    left: str
    right: str
    score: float


def gaps(store: GraphStore, values: Sequence[str]) -> Table:  # noqa: ARG001 - every question is asked alike
    """The rows of the question: two for each gap, its nearest highlight on one side and on the other."""
    ideas_of, where = expressed(store), places(store)
    every = themes(store, told(store, ideas_of))
    large = sorted(every, key=lambda each: (-len(each.highlights), each.label))[:_THEMES]
    apart = _apart(large, store)
    if not apart:
        none = "All themes meet." if len(every) > 1 else f"There {'is one theme' if every else 'are no themes'} yet, so there is no gap."
        return Table(_COLUMNS, (), none)
    mute = silent(texts(store), titles(store))  # others made the title, in words of their own: `stack`, `model`
    wanted = {highlight for pair in apart for theme in pair for highlight in theme.highlights}
    bags = _bags(_told(store, ideas_of), wanted - mute)
    found = [gap for one, other in apart if (gap := _nearest(one, other, bags))]
    found.sort(key=lambda each: (-_worth(each), each.one.label, each.other.label))
    rows = [row for gap in found[:_PAIRS] for row in _rows(gap, bags, where)]
    return Table(_COLUMNS, tuple(rows), "" if rows else "Themes that never meet have no two words in common either.")


def _apart(found: Sequence[ThemeRead], store: GraphStore) -> list[tuple[ThemeRead, ThemeRead]]:
    """The pairs of themes that neither a highlight nor a link joins."""
    of: dict[str, set[str]] = defaultdict(set)
    for theme in found:
        for highlight in theme.highlights:
            of[highlight].add(theme.iri)
    joined = {(a, b) for left, right in related(store) for a in of.get(left, ()) for b in of.get(right, ())}
    return [
        (a, b)
        for a, b in combinations(found, 2)
        if not (a.highlights & b.highlights or (a.iri, b.iri) in joined or (b.iri, a.iri) in joined)
    ]


def _told(store: GraphStore, ideas_of: Mapping[str, frozenset[str]]) -> dict[str, set[str]]:
    """Highlight -> the words that it is told by."""
    told: dict[str, set[str]] = {highlight: set() for highlight in instances(store, v.HIGHLIGHT)}
    for term in (v.KEYPHRASES, v.NAME):
        for subject, text in store.pairs(term):
            if subject in told:
                told[subject].update(_telling_words(text))
    of = {idea: _telling_words(label) for idea, label in labels(store).items()}
    for highlight, ideas in ideas_of.items():
        for idea in ideas:
            told[highlight].update(of[idea])
    return told


def _telling_words(text: str) -> list[str]:
    return [singular(word) for word in terms(text)]


def _bags(told: Mapping[str, set[str]], wanted: AbstractSet[str]) -> dict[str, Bag]:
    """The words of the highlights that are wanted, each with its weight; the weights of one highlight have length 1."""
    carriers = Counter(word for each in told.values() for word in each)
    bags: dict[str, Bag] = {}
    for highlight in sorted(wanted):
        weights = {word: math.log(len(told) / carriers[word]) for word in sorted(told[highlight]) if 1 < carriers[word] < len(told)}
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        bags[highlight] = {word: weight / length for word, weight in weights.items()} if length else {}
    return bags


def _nearest(one: ThemeRead, other: ThemeRead, bags: Mapping[str, Bag]) -> _Gap | None:
    holders: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for highlight in _telling(other, bags):
        for word, weight in bags[highlight].items():
            holders[word].append((highlight, weight))
    best: tuple[float, str, str] | None = None
    for highlight in _telling(one, bags):
        alike: dict[str, float] = defaultdict(float)
        shared: Counter[str] = Counter()
        telling: set[str] = set()
        for word, weight in bags[highlight].items():
            for each, its in holders.get(word, ()):
                alike[each] += weight * its
                shared[each] += 1
            if word in holders and level(word) > _EVERYDAY:
                telling.update(each for each, _ in holders[word])
        for each, score in alike.items():
            if shared[each] < _SHARED or each not in telling:
                continue
            best = min(best or (1.0, "", ""), (-round(score, 4), highlight, each))
    return _Gap(one=one, other=other, left=best[1], right=best[2], score=-best[0]) if best and best[0] < 0 else None


def _telling(theme: ThemeRead, bags: Mapping[str, Bag]) -> list[str]:
    """The highlights of a theme that tell most words, the richest first."""
    return sorted(theme.highlights & bags.keys(), key=lambda each: (-len(bags[each]), each))[:_LARGE]


def _worth(gap: _Gap) -> float:
    """Large themes whose nearest highlights are near: where a thought would close most."""
    return gap.score * math.log(1 + len(gap.one.highlights)) * math.log(1 + len(gap.other.highlights))


def _rows(gap: _Gap, bags: Mapping[str, Bag], where: Mapping[str, Place]) -> list[tuple[Value, ...]]:
    common = bags[gap.left].keys() & bags[gap.right].keys()
    shared = ", ".join(sorted(common, key=lambda word: (-bags[gap.left][word] * bags[gap.right][word], word))[:5])
    sides = ((gap.one, gap.left), (gap.other, gap.right))
    return [(gap.one.label, gap.other.label, gap.score, shared, theme.label, each, *where[each]) for theme, each in sides]


_COLUMNS = ("one", "other", "nearness", "shared_words", "theme", *EVIDENCE)

QUESTION = PythonQuestion(
    name="gaps",
    title="Themes that never meet, and the two highlights that come nearest to it",
    arguments=(),
    columns=_COLUMNS,
    find=gaps,
)
