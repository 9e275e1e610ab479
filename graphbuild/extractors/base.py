"""What every extractor offers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from graphbuild.model import Mention, Passage


class Token(NamedTuple):
    """One word as the tagger sees it.

    `start`, `end`: characters of the passage; `tag`: Penn Treebank part of speech; `lemma`: of a verb, else the word itself; `entity`: OntoNotes type
    or `""`, near words with a capital (dates in small letters have none); `begins`: whether an entity begins here.
    """

    text: str
    start: int
    end: int
    tag: str
    lemma: str
    entity: str = ""
    begins: bool = False


@runtime_checkable
class Extractor(Protocol):
    """Finds one kind of mention in one passage.

    `name` and `version` go into the graph as what generated a mention; `version` is raised on any change of output.
    """

    @property
    def name(self) -> str:
        """Short name, as in `gb:Mention`'s `prov:wasGeneratedBy`."""

    @property
    def version(self) -> str:
        """Raised whenever the same passage gives other mentions."""

    def run(self, passage: Passage, tokens: Sequence[Token]) -> Iterable[Mention]:
        """The mentions in a passage, given its tagged tokens."""
