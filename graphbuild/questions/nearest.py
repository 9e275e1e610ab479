"""Which of thousands of texts are nearest to each of hundreds: the vectors of `said.vectors`, as arrays."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cached_property
from heapq import nlargest
from itertools import chain
from typing import TYPE_CHECKING, Any

from graphbuild.questions.said import COMMON, FEW, WORD

if TYPE_CHECKING:
    import numpy as np

_HEAVY = 8  # words of a text by which others are found: the rest adds little and costs most
_POSTED = 200  # texts; a word that more of them hold finds none
_NEAREST = 20  # texts that are found


class Nearest:
    """Texts by their words, and others to hold against them. Words count in both."""

    def __init__(self, texts: Mapping[str, str], asked: Mapping[str, str]) -> None:
        """Weigh all words, by TF-IDF, each text to length 1; words that a tenth of the texts hold are left out."""
        import numpy as np

        self._names = [*texts, *asked]
        self._place = {name: n for n, name in enumerate(self._names)}
        self._texts = len(texts)
        words = [WORD.findall(text.casefold()) for text in chain(texts.values(), asked.values())]
        self._words = sorted(set(chain.from_iterable(words)))
        number = {word: n for n, word in enumerate(self._words)}
        ids = np.fromiter(map(number.__getitem__, chain.from_iterable(words)), np.int64)
        of = np.repeat(np.arange(len(words)), np.fromiter(map(len, words), np.int64, len(words)))
        key, times = np.unique(of * len(number) + ids, return_counts=True)
        of, ids = np.divmod(key, max(len(number), 1))
        held = np.bincount(ids, minlength=len(number))
        # Logarithms by Python, whose last digit is the same on any machine
        worth = np.array([math.log(len(words) / n) if n <= max(COMMON * len(words), FEW) else 0.0 for n in held.tolist()])
        often = np.array([0.0, *(1 + math.log(n) for n in range(1, int(times.max(initial=0)) + 1))])
        weight = often[times] * worth[ids]
        told = weight > 0
        of, ids, weight = of[told], ids[told], weight[told]
        length = np.sqrt(np.bincount(of, weight * weight, minlength=len(words)))
        self._weight, self._ids = weight / length[of], ids
        self._begin = np.searchsorted(of, np.arange(len(words) + 1))
        self._mine = np.zeros(len(number))

    @cached_property
    def _posted(self) -> tuple[Any, Any, Any]:
        """The texts of each word, and the weights there; where those of a word begin."""
        import numpy as np

        end = self._begin[self._texts]
        order = np.argsort(self._ids[:end], kind="stable")
        of = np.repeat(np.arange(self._texts), np.diff(self._begin[: self._texts + 1]))
        return of[order], self._weight[:end][order], np.searchsorted(self._ids[:end][order], np.arange(len(self._words) + 1))

    def to(self, name: str) -> list[tuple[float, str]]:
        """The texts nearest to one that is asked and how near, twenty at most, of those that share one of its heaviest words."""
        import numpy as np

        of, weights, begin = self._posted
        mine, its = self._row(name)
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
        likely = nlargest(_NEAREST, zip(score[found].tolist(), [self._names[n] for n in found.tolist()], strict=True))
        self._mine[mine] = its
        near = []
        for _, each in likely:
            ids, weight = self._row(each)
            near.append((math.fsum((self._mine[ids] * weight).tolist()), each))  # exact, so in whatever order
        self._mine[mine] = 0.0
        return sorted(near, key=lambda pair: (-pair[0], pair[1]))

    def shared_words(self, name: str, other: str, most: int) -> list[str]:
        """The words that bring two texts together, those that do most first."""
        import numpy as np

        ids, product = self._shared(name, other)
        return [self._words[n] for n in ids[np.lexsort((ids, -product))][:most]]

    def _shared(self, name: str, other: str) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        """The words of both, and the product of their weights."""
        mine, its = self._row(name)
        ids, weight = self._row(other)
        self._mine[mine] = its
        product = self._mine[ids] * weight
        self._mine[mine] = 0.0
        both = product > 0
        return ids[both], product[both]

    def _row(self, name: str) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        place = self._place[name]
        part = slice(self._begin[place], self._begin[place + 1])
        return self._ids[part], self._weight[part]
