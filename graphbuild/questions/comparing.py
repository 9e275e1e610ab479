"""Two highlights of different people and shows on one idea: worth comparing, whether they say the same or not.

Published measurements of automatic contradiction reach a precision of 0 to 6 %, so nobody is said to disagree: a word that turns a
sentence round (“not”, “instead”, “myth”) in one of the two alone is shown as what it is, and moves the pair up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from heapq import heapify, heappop, heappush

from graphbuild.graph.store import GraphStore, Table, Value
from graphbuild.questions.base import EVIDENCE, PythonQuestion
from graphbuild.questions.names import Argument
from graphbuild.questions.reading import expressed, kept_on, labels, places, related, told
from graphbuild.questions.said import named, silent, speaking, texts, titles
from graphbuild.questions.weighed import Weighed

_TURNS = re.compile(
    r"\b(not|never|no|n't|instead|rather|contrary|myth|wrong|mistake|overrated|against|versus|despite|unlike|disagree\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
_LEAST = 0.05  # cosine; below it two highlights share a word and nothing more
_HUB = 400  # highlights; of an idea of more of them only pairs that are linked are looked at
_OFTEN = 3  # pairs that one highlight stands in
_MOST = 50  # rows
_CUED = 1.25  # times as near
_COLUMNS = ("score", "shared", "cue", "who", "text", "other_who", "other_text", "other_highlight", "other_show", "other_episode", "other_start",
            "other_link", *EVIDENCE)  # fmt: skip

_Pair = tuple[str, str, float, frozenset[str]]


def comparing(store: GraphStore, values: Sequence[str]) -> Table:
    """The rows of the question: the nearest pairs, those with a cue before others as near."""
    ideas_of, where, said = told(store, expressed(store)), places(store), texts(store)
    home = where.home
    wanted = kept_on(store, values[0]) if values[0] else None
    label = labels(store)
    mute = silent(said, titles(store))
    pairs = {pair for pair in related(store) if mute.isdisjoint(pair) and (wanted is None or wanted.issuperset(pair))}
    among = sorted(wanted - mute) if wanted and len(wanted) <= _HUB else []
    weighed = Weighed(said)
    pairs.update(weighed.near_pairs(among, _LEAST))
    shared = {
        (one, other): both
        for one, other in pairs
        if (both := ideas_of.get(one, frozenset()) & ideas_of.get(other, frozenset())) and where.show(one) != where.show(other)
    }
    apart = [pair for pair in shared if home[pair[0]] != home[pair[1]]]
    found = [(*pair, near, shared[pair]) for pair, near in zip(apart, weighed.nearness(apart), strict=True) if near >= _LEAST]
    chosen: list[tuple[str, str, float, frozenset[str], str | None, str | None, str | None]] = []
    seen: Counter[str] = Counter()
    for one, other, near, both, cue in _ranked(found, said):
        if len(chosen) == _MOST:
            break
        here, there = (speaking(store, each, home[each]) for each in (one, other))
        if seen[one] < _OFTEN and seen[other] < _OFTEN and not here & there:
            seen.update((one, other))
            chosen.append((one, other, near, both, cue, named(store, here), named(store, there)))
    rows: list[tuple[Value, ...]] = []
    for (one, other, near, both, cue, here_who, there_who), words in zip(
        chosen, weighed.shared_words([each[:2] for each in chosen], 6), strict=True
    ):
        ideas = ", ".join(sorted(label[each] for each in both))
        alike = ", ".join([ideas, *[word for word in words if word not in ideas.casefold()][:3]])
        rows.append((round(near, 2), alike, cue, there_who, said[other], here_who, said[one], one, *where[one], other, *where[other]))
    about = f" on “{values[0]}”" if values[0] else ""
    return Table(_COLUMNS, tuple(rows), "" if rows else f"No two people of different shows speak{about} alike enough to compare.")


def _ranked(found: Iterable[_Pair], said: Mapping[str, str]) -> Iterator[tuple[str, str, float, frozenset[str], str | None]]:
    """The pairs with their cue, the nearest first. A cue is looked for, which takes longest, only where it could put the pair next."""
    turn = cache(lambda highlight: _turn(said[highlight]))  # most stand in several pairs
    waiting: list[tuple[float, str, str, float, frozenset[str], bool, str | None]] = [
        (-near * _CUED, one, other, near, both, False, None) for one, other, near, both in found
    ]
    heapify(waiting)
    while waiting:
        _, one, other, near, both, looked, cue = heappop(waiting)  # no two pairs are alike: the rest is never compared
        if looked:
            yield one, other, near, both, cue
            continue
        cue = None if turn(one) and turn(other) else turn(one) or turn(other)
        heappush(waiting, (-near * (_CUED if cue else 1.0), one, other, near, both, True, cue))


def _turn(text: str) -> str | None:
    """The first word that turns a sentence round; in one of two texts alone it is their cue."""
    found = _TURNS.search(text)
    return found[0].lower() if found else None


QUESTION = PythonQuestion(
    name="worth-comparing",
    title="What is worth comparing: two people of different shows on one idea, side by side; never a verdict",
    arguments=(Argument(name="idea", kind="idea", required=False),),
    columns=_COLUMNS,
    find=comparing,
)
