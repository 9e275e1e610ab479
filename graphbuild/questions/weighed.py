"""Texts as the words that say what they are about, weighted by TF-IDF: how near two are, which are nearest, and by which words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cached_property
from heapq import nlargest
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from graphbuild.terms import terms
from graphbuild.text import words

if TYPE_CHECKING:
    import numpy as np

    _Array: TypeAlias = np.ndarray[Any, Any]

_COMMON = 0.1  # of the texts: a word that more of them hold says nothing of any
_FEW = 20  # texts; in a small vault a word of so many may still tell
_HEAVY = 8  # words of a text by which others are found: the rest adds little and costs most
_POSTED = 200  # texts; a word that more of them hold finds none
_NEAREST = 20  # texts that are found


class Weighed:
    """Texts by their words, and others to hold against them. Words count in both.

    One array of entries (text, word, weight) holds all, sorted by text and then by word: sums run in the order of the alphabet,
    so that a cosine is the same to its last digit from whichever side, and on any machine.
    """

    def __init__(self, texts: Mapping[str, str], asked: Mapping[str, str] | None = None) -> None:
        """Weigh all words, each text to length 1; words that a tenth of the texts hold are left out."""
        import numpy as np

        asked = asked or {}
        self._names = [*texts, *asked]
        self._place = {name: n for n, name in enumerate(self._names)}
        self._texts = len(texts)
        found = [words(text) for text in chain(texts.values(), asked.values())]
        self._words = sorted(set(chain.from_iterable(found)))
        number = {word: n for n, word in enumerate(self._words)}
        ids = np.fromiter(map(number.__getitem__, chain.from_iterable(found)), np.int64)
        of = np.repeat(np.arange(len(found)), np.fromiter(map(len, found), np.int64, len(found)))
        key, times = np.unique(of * len(number) + ids, return_counts=True)
        of, ids = np.divmod(key, max(len(number), 1))
        held = np.bincount(ids, minlength=len(number)).tolist()
        most, about = max(_COMMON * len(found), _FEW), set(terms(" ".join(self._words)))
        # Logarithms by Python, whose last digit is the same on any machine
        worth = np.array(
            [math.log(len(found) / n) if n <= most and word in about else 0.0 for word, n in zip(self._words, held, strict=True)]
        )
        often = np.array([0.0, *(1 + math.log(n) for n in range(1, int(times.max(initial=0)) + 1))])
        weight = often[times] * worth[ids]
        telling = weight > 0
        of, ids, weight = of[telling], ids[telling], weight[telling]
        length = np.sqrt(np.bincount(of, weight * weight, minlength=len(found)))
        self._key, self._ids, self._weight = key[telling], ids, weight / length[of]
        self._begin = np.searchsorted(of, np.arange(len(found) + 1))

    def nearness(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """The cosine of the two texts of each pair, in [0, 1]."""
        import numpy as np

        which, _, product = self._shared(pairs)
        return [float(each) for each in np.bincount(which, product, minlength=len(pairs))]

    def shared_words(self, pairs: Sequence[tuple[str, str]], most: int) -> list[list[str]]:
        """The words that bring the two texts of each pair together, those that do most first."""
        import numpy as np

        which, ids, product = self._shared(pairs)
        order = np.lexsort((ids, -product, which))
        ends = np.searchsorted(which[order], np.arange(len(pairs) + 1)).tolist()
        return [[self._words[n] for n in ids[order[begin:end]][:most].tolist()] for begin, end in pairwise(ends)]

    def near_pairs(self, among: Sequence[str], least: float) -> list[tuple[str, str]]:
        """The pairs of these texts of a cosine of `least` or more (to the last digit: see `nearness`), in the order of `among`."""
        import numpy as np

        if not among:
            return []
        rows = np.array([self._place[each] for each in among], np.int64)
        mine, entries = self._entries(rows)
        of, weights, begin = self._posting(rows)
        word = self._ids[entries]
        each, posted = _spread(begin[word], begin[word + 1] - begin[word])
        product = self._weight[entries][each] * weights[posted]
        near = np.bincount(mine[each] * len(rows) + of[posted], product, minlength=len(rows) ** 2).reshape(len(rows), -1)
        one, other = np.nonzero(np.triu(near >= least, 1))
        return [(among[a], among[b]) for a, b in zip(one.tolist(), other.tolist(), strict=True)]

    def nearest(self, asked: Sequence[str]) -> list[list[tuple[float, str]]]:
        """For each that is asked the texts nearest to it and how near, twenty at most, of those that share one of its heaviest words."""
        likely = [(name, each) for name in asked for each in self._likely(name)]
        found: dict[str, list[tuple[float, str]]] = {name: [] for name in asked}
        for (name, each), near in zip(likely, self.nearness(likely), strict=True):
            found[name].append((near, each))
        return [sorted(found[name], key=lambda pair: (-pair[0], pair[1])) for name in asked]

    def _likely(self, name: str) -> list[str]:
        import numpy as np

        of, weights, begin = self._posted
        row = slice(self._begin[self._place[name]], self._begin[self._place[name] + 1])
        mine, its = self._ids[row], self._weight[row]
        many = begin[mine + 1] - begin[mine]
        telling = np.flatnonzero((many > 1) & (many <= _POSTED))  # what one text alone holds leads to no other
        telling = telling[np.lexsort((mine[telling], -its[telling]))][:_HEAVY]
        if not len(telling):
            return []
        parts = [slice(begin[word], begin[word + 1]) for word in mine[telling]]
        numbers = np.concatenate([of[part] for part in parts])
        score = np.bincount(numbers, np.concatenate([its[n] * weights[part] for n, part in zip(telling, parts, strict=True)]))
        found = np.flatnonzero(score)
        if len(found) > _NEAREST:
            found = found[score[found] >= np.partition(score[found], -_NEAREST)[-_NEAREST]]
        return [each for _, each in nlargest(_NEAREST, zip(score[found].tolist(), [self._names[n] for n in found.tolist()], strict=True))]

    @cached_property
    def _posted(self) -> tuple[_Array, _Array, _Array]:
        import numpy as np

        return self._posting(np.arange(self._texts))

    def _posting(self, rows: _Array) -> tuple[_Array, _Array, _Array]:
        """The texts of each word, by their place among `rows`, and the weights there; where those of a word begin."""
        import numpy as np

        of, entries = self._entries(rows)
        order = np.argsort(self._ids[entries], kind="stable")
        entries = entries[order]
        return of[order], self._weight[entries], np.searchsorted(self._ids[entries], np.arange(len(self._words) + 1))

    def _entries(self, rows: _Array) -> tuple[_Array, _Array]:
        """The entries of these texts, one text after the other, and whose each is: its place among `rows`."""
        return _spread(self._begin[rows], self._begin[rows + 1] - self._begin[rows])

    def _shared(self, pairs: Sequence[tuple[str, str]]) -> tuple[_Array, _Array, _Array]:
        """Of each pair (its number) the words of both, in the order of the alphabet, and the product of their weights."""
        import numpy as np

        places = np.array([(self._place[one], self._place[other]) for one, other in pairs], np.int64).reshape(-1, 2)
        which, entries = self._entries(places[:, 1])
        wanted = places[which, 0] * len(self._words) + self._ids[entries]
        there = np.searchsorted(self._key, wanted)
        found = np.flatnonzero(self._key[np.minimum(there, len(self._key) - 1)] == wanted) if len(wanted) else there
        return which[found], self._ids[entries[found]], self._weight[entries[found]] * self._weight[there[found]]


def _spread(begin: _Array, many: _Array) -> tuple[_Array, _Array]:
    """The numbers of several ranges, each from where it begins and so many, one range after the other; and the place of its range for each."""
    import numpy as np

    of = np.repeat(np.arange(len(many)), many)
    return of, np.arange(len(of)) + np.repeat(begin - (np.cumsum(many) - many), many)
