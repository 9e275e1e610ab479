"""How near two highlights are by their words: TF-IDF with four changes, each measured on 463 pairs that people judged.

Average precision (AP) of pairs on the same idea, where both texts have 18 words or more, and over all; plain TF-IDF (cosine, sublinear,
words of up to 20 % of the highlights): .50 and .42.

- **A ceiling for each word** (`CEILING`): the product of a word's two weights counts so far and no further, so that one shared word, however rare,
  is no shared idea; five telling words are. This alone: .54 and .52. (Leaving out the strongest shared word: .52 and .49.)
- **Words that no dictionary has** weigh less (`_UNKNOWN`): they are names, firms and what a machine misheard. .55 and .54.
- **Burstiness**: a word that comes back where it comes at all (`sleep`, `inbox`) says what a text is about, one that is said in passing (`secret`,
  `tried`) does not (Church and Gale, "Inverse document frequency: a measure of deviations from Poisson", 1995). .56 and .55.
- **Passages**: two long talks share many words by chance, so the nearness is that of the two nearest passages of some 150 words. .57 and .56;
  and of the 100 nearest pairs that nobody judged, a transformer holds more to be alike (z 1.77 instead of 1.59).

Tried without gain: stemming, word pairs, latent semantic analysis, word vectors of the vault's own co-occurrences, neighbours of neighbours,
taking off what two texts share by chance, a discount for pairs of one show.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from graphbuild.extractors.lexicon import RARE, level
from graphbuild.linkers.entries import Entry
from graphbuild.terms import terms

if TYPE_CHECKING:
    import numpy as np
    import scipy.sparse as sp
    from numpy.typing import NDArray

CEILING = 0.03
_PASSAGE, _STEP = 60, 30  # telling words: some 150 words of speech; passages of 250, 350 and 500 words do nearly as well
_ONE_PASSAGE = 85  # telling words; a text up to this long is not cut
_UNKNOWN = 0.3  # 0 to .45 do as well
_COMMON = 0.4  # of the highlights; words that more of them hold say nothing (.3 to .6 do as well)
_OWN = 2  # the owner's note counts twice
_REPEATED = 0.5  # what a repetition adds, times the logarithm: 1 is the usual sublinear count

# A small vault knows little of which words are rare: it is counted together with so many made-up highlights of general English.
# On 489 highlights this neither adds nor costs anything.
_PRIOR = 100
_SHARE_OF_LEVEL = {10: 0.04, 20: 0.01, 35: 0.004, 40: 0.003, 50: 0.001}  # of them, those that hold a word of the level (our estimate)
_SHARE_OF_RARE = 0.0005
_PRIOR_CARRIERS, _PRIOR_REPEATED = 5, 1.4  # pulls burstiness towards the mean where few highlights hold a word

_CHUNK = 4096  # pairs compared at a time: some 10 MB


@dataclass(frozen=True, slots=True)
class Wording:
    """The passages of all highlights as rows of length 1: `matrix[i, j]` is the weight of `vocabulary[j]` in the passage `i`.

    The passages of the highlight `n` are the rows from `first[n]` to `first[n + 1]`.
    """

    vocabulary: tuple[str, ...]
    matrix: sp.csr_matrix
    first: NDArray[np.intp]

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> Wording:
        """The words of the entries, in their order."""
        import numpy as np
        import scipy.sparse as sp

        about = [_about(entry) for entry in entries]
        said = [terms(entry.said) for entry in entries]
        weight = _weights([_added(counts, words) for counts, words in zip(about, said, strict=True)])
        vocabulary = tuple(sorted(weight))
        column = {word: number for number, word in enumerate(vocabulary)}
        columns: list[int] = []
        values: list[float] = []
        ends, first = [0], [0]
        for told, words in zip(about, said, strict=True):
            for passage in _passages(words):
                counts = _added(told, passage)
                row = sorted((column[word], (1 + _REPEATED * math.log(n)) * weight[word]) for word, n in counts.items() if word in column)
                length = math.sqrt(sum(value * value for _, value in row)) or 1.0
                columns.extend(number for number, _ in row)
                values.extend(value / length for _, value in row)
                ends.append(len(columns))
            first.append(len(ends) - 1)
        shape = (len(ends) - 1, len(vocabulary))
        matrix = sp.csr_matrix((np.array(values), np.array(columns, dtype=np.int32), np.array(ends)), shape=shape)
        return cls(vocabulary, matrix, np.array(first, dtype=np.intp))

    def nearness(self, left: NDArray[np.intp], right: NDArray[np.intp]) -> NDArray[np.float64]:
        """How near each pair of highlights is: that of their nearest passages, [0, 1]."""
        return self._nearest(left, right)[0]

    def _nearest(self, left: NDArray[np.intp], right: NDArray[np.intp]) -> tuple[NDArray[np.float64], NDArray[np.intp], NDArray[np.intp]]:
        """Of each pair of highlights the nearness, and the two passages that it is the nearness of; of equal ones the first."""
        import numpy as np

        if not len(left):
            return np.zeros(0), left, right
        wide = np.diff(self.first)[right]
        size = np.diff(self.first)[left] * wide
        start = np.concatenate(([0], np.cumsum(size)[:-1]))
        place = np.arange(size.sum()) - np.repeat(start, size)
        rows = np.repeat(self.first[left], size) + place // np.repeat(wide, size)
        columns = np.repeat(self.first[right], size) + place % np.repeat(wide, size)
        values = self.of_passages(rows, columns)
        most: NDArray[np.float64] = np.maximum.reduceat(values, start)
        reached = np.flatnonzero(values == np.repeat(most, size))
        first = reached[np.searchsorted(reached, start)]
        return most, rows[first], columns[first]

    def of_passages(self, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> NDArray[np.float64]:
        """How near each pair of passages is: the sum over shared words, each up to the ceiling."""
        import numpy as np

        found = np.zeros(len(rows))
        for begin in range(0, len(rows), _CHUNK):
            part = slice(begin, begin + _CHUNK)
            shared = self.matrix[rows[part]].multiply(self.matrix[columns[part]]).tocsr()
            np.minimum(shared.data, CEILING, out=shared.data)
            found[part] = np.asarray(shared.sum(axis=1)).ravel()
        return found

    def shared(self, left: NDArray[np.intp], right: NDArray[np.intp]) -> Iterator[list[tuple[str, float]]]:
        """Of each pair of highlights the words that their nearest passages share and what each adds, the strongest first."""
        _, rows, columns = self._nearest(left, right)
        for begin in range(0, len(rows), _CHUNK):
            part = slice(begin, begin + _CHUNK)
            products = self.matrix[rows[part]].multiply(self.matrix[columns[part]]).tocsr()
            words, values, ends = products.indices.tolist(), products.data.tolist(), products.indptr.tolist()
            for start, end in pairwise(ends):
                found = [(self.vocabulary[words[n]], min(values[n], CEILING)) for n in range(start, end)]
                yield sorted(found, key=lambda each: (-each[1], each[0]))


def _about(entry: Entry) -> Counter[str]:
    """The words of what tells what a highlight is about: they belong to each of its passages."""
    counts = Counter(terms(f"{entry.title} {entry.about} {entry.episode_title}"))
    for word in terms(entry.own):
        counts[word] += _OWN
    return counts


def _added(counts: Counter[str], words: Sequence[str]) -> Counter[str]:
    added = counts.copy()
    added.update(words)
    return added


def _passages(said: Sequence[str]) -> list[Sequence[str]]:
    """The words in pieces that overlap by half; of a short text all in one."""
    if len(said) <= _ONE_PASSAGE:
        return [said]
    number = max(2, round((len(said) - _PASSAGE) / _STEP) + 1)
    step = (len(said) - _PASSAGE) / (number - 1)
    return [said[int(n * step) : int(n * step) + _PASSAGE] for n in range(number)]


def _weights(counted: Sequence[Mapping[str, int]]) -> dict[str, float]:
    """Word -> how telling it is, for the words that are not everywhere."""
    carriers = Counter(word for counts in counted for word in counts)
    times: Counter[str] = Counter()
    for counts in counted:
        times.update(counts)
    levels = {word: level(word) for word in carriers}
    number = len(counted) + _PRIOR
    # Where most words are in no dictionary, the vault is not in English, and a dictionary's word is the odd one.
    english = 2 * sum(times[word] for word, at in levels.items() if at < RARE) > sum(times.values())
    weights: dict[str, float] = {}
    for word, held in carriers.items():
        expected = held + _PRIOR * _SHARE_OF_LEVEL.get(levels[word], _SHARE_OF_RARE)
        if expected <= _COMMON * number:
            bursty = (times[word] + _PRIOR_REPEATED * _PRIOR_CARRIERS) / (held + _PRIOR_CARRIERS)
            rare = math.log((1 + number) / (1 + expected)) + 1
            weights[word] = rare * bursty * (_UNKNOWN if english and levels[word] >= RARE else 1)
    return weights
