"""Which pairs of highlights are worth comparing: all whose passages share enough words, found without comparing all with all.

The product of the sparse matrix of words with itself, some rows at a time, gives for each pair of passages the sum over shared words without the
ceiling, which is never less than the nearness; what stays below the threshold there is below it for certain. A word that n passages hold costs
n² products, so words are taken from the rarest on as long as all together cost at most `_COST` products a passage: time and memory then
grow with the number of passages, not with its square. Up to some thousands of highlights that is every word, and no pair is lost; beyond, a pair
must reach `_SHARE` of the threshold by its rarer words alone, and of each passage the `_MOST` best are looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from graphbuild.linkers.entries import Entry
from graphbuild.linkers.likeness import Likeness, nearness_of, nearness_with_meaning
from graphbuild.linkers.wording import Wording

if TYPE_CHECKING:
    import numpy as np
    import scipy.sparse as sp
    from numpy.typing import NDArray

_COST = 30_000  # products a passage
_SHARE = 0.4
_MOST = 60
_PARTS = 8
_ROWS = 128  # passages at a time, with so many others: some 20 MB
_WIDTH = 32_768
# With the extra: pairs of this cosine are looked at whatever their words are (of pairs with nothing in common one in fourteen has it); of a smaller
# cosine only those that would be near enough with it.
_MEANT = _MEANT_AT_MOST = 0.86
_HUB = 60  # highlights; what more of them carry proposes no pairs, it only adds to pairs that others propose


def candidates(likeness: Likeness, least: float) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Pairs (left < right, in order) of different episodes that may reach the score `least`, or share an idea or a work that counts."""
    import numpy as np

    entries = likeness.entries
    if likeness.meaning:
        found = set(_by_words(entries, likeness.wording, nearness_with_meaning(least, _MEANT_AT_MOST)))
        found.update(_apart(entries, likeness.meaning.neighbours(_MEANT)))
    else:
        found = set(_by_words(entries, likeness.wording, nearness_of(least)))
    found.update(_by_keys(likeness))
    pairs = np.array(sorted(found), dtype=np.intp).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def _by_words(entries: Sequence[Entry], wording: Wording, least: float) -> Iterator[tuple[int, int]]:
    import numpy as np

    number = wording.matrix.shape[0]
    matrix, whole = _affordable(wording.matrix, number)
    bound = least if whole else least * _SHARE
    highlight = np.repeat(np.arange(len(entries)), np.diff(wording.first))
    names: dict[str, int] = {}
    episode = np.array([names.setdefault(entry.episode, len(names)) for entry in entries])[highlight]
    for begin, parts in _blocks(matrix, whole=whole):
        found = [_reaching(matrix[begin : begin + _ROWS] @ turned, bound, begin, offset) for offset, turned in parts]
        rows, columns, values = map(np.concatenate, zip(*found, strict=True))
        kept = episode[rows] != episode[columns]
        rows, columns, values = rows[kept], columns[kept], values[kept]
        if whole:
            rows, columns = rows[rows < columns], columns[rows < columns]
        else:
            rows, columns = _best(rows, columns, values)
        near = wording.of_passages(rows, columns) >= least
        yield from {(int(min(a, b)), int(max(a, b))) for a, b in zip(highlight[rows[near]], highlight[columns[near]], strict=True)}


def _reaching(
    product: sp.csr_matrix, bound: float, begin: int, offset: int
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]]:
    """Row, column and value of what reaches the bound, a few of millions, in the numbers of the whole matrix."""
    import numpy as np

    kept = np.flatnonzero(product.data >= bound)
    rows = np.searchsorted(product.indptr, kept, side="right") - 1
    return rows + begin, product.indices[kept].astype(np.intp) + offset, product.data[kept]


def _blocks(matrix: sp.csr_matrix, *, whole: bool) -> Iterator[tuple[int, list[tuple[int, sp.csr_matrix]]]]:
    """The first row of each block, and what to multiply it with: the matrix turned, in parts, each with the first row that is in it.

    A part is as wide as a processor's own memory has room for its sums. Where a pair is found from either of its ends, rows need not meet the parts
    before them, which saves nearly half of the work.
    """
    number = matrix.shape[0]
    width = max(1, min(_WIDTH, -(-number // _PARTS))) if whole else _WIDTH  # 1: a vault may hold the notes on episodes alone
    parts = [(offset, matrix[offset : offset + width].T.tocsr()) for offset in range(0, number, width)]
    for begin in range(0, number, _ROWS):
        yield begin, [part for part in parts if not whole or part[0] + width > begin]


def _affordable(matrix: sp.csr_matrix, number: int) -> tuple[sp.csr_matrix, bool]:
    """The matrix with the words that can be paid for, the rarest first, and whether that is all of them."""
    import numpy as np

    carriers = np.bincount(matrix.indices, minlength=matrix.shape[1]).astype(np.int64)
    order = np.lexsort((np.arange(len(carriers)), carriers))
    affordable = np.cumsum(carriers[order] ** 2) <= _COST * number
    if affordable.all():
        return matrix, True
    return matrix[:, np.sort(order[affordable])], False


def _best(rows: NDArray[np.intp], columns: NDArray[np.intp], values: NDArray[np.float64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Of each row the pairs of the highest values; of equal ones the first columns."""
    import numpy as np

    order = np.argsort(rows, kind="stable")  # a few runs that are in order already
    rows, columns, values = rows[order], columns[order], values[order]
    of_rows = np.split(values, np.flatnonzero(np.diff(rows)) + 1)
    least = [np.partition(each, -_MOST)[-_MOST] if len(each) > _MOST else 0.0 for each in of_rows]
    among = values >= np.repeat(least, list(map(len, of_rows)))  # few are left to be put in order
    rows, columns, values = rows[among], columns[among], values[among]
    order = np.lexsort((columns, -values, rows))
    rows, columns = rows[order], columns[order]
    starts = np.flatnonzero(np.diff(rows, prepend=-1))
    place = np.arange(len(rows)) - np.repeat(starts, np.diff(np.append(starts, len(rows))))
    return rows[place < _MOST], columns[place < _MOST]


def _by_keys(likeness: Likeness) -> Iterator[tuple[int, int]]:
    """Pairs that share what adds to a score. Other ideas add nothing to the words that they are made of, and would propose nine times as many."""
    carriers: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(likeness.entries):
        for key in sorted(likeness.counting(entry)):
            carriers[key].append(number)
    for carrying in carriers.values():
        if len(carrying) <= _HUB:
            yield from _apart(likeness.entries, combinations(carrying, 2))


def _apart(entries: Sequence[Entry], pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    return ((a, b) for a, b in pairs if entries[a].episode != entries[b].episode)
