"""Finds phrases that are known already, whatever their case: one pass over the words of a text, looked up by first word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from graphbuild.extractors.names import bare
from graphbuild.model import Citation, Mention, MentionKind, Passage

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a known phrase stands: characters `start` to `end`, and the phrase as it was given."""

    start: int
    end: int
    phrase: str


def mention_of(
    hit: Hit, passage: Passage, *, kind: MentionKind, confidence: float, extractor: str, rule: str = "", citation: Citation | None = None
) -> Mention:
    """The words where a known phrase stands, as a mention of it."""
    return Mention(
        field=passage.field,
        position=passage.position,
        start=hit.start,
        end=hit.end,
        quote=passage.text[hit.start : hit.end],
        kind=kind,
        name=hit.phrase,
        confidence=confidence,
        extractor=extractor,
        rule=rule,
        citation=citation,
    )


class _Forms(dict[str, str]):
    """Word -> the form that it is compared in: without its possessive ending, folded; made when it is first asked for."""

    def __init__(self, fold: Callable[[str], str]) -> None:
        super().__init__()
        self._fold = fold

    def __missing__(self, word: str) -> str:
        form = self[word] = self._fold(bare(word))
        return form


class PhraseIndex:
    """An index of phrases; phrase and text are compared word by word in the form that `fold` gives, possessives aside.

    Looking up costs a few steps for each word of a text, however many phrases there are.
    """

    def __init__(self, phrases: Iterable[str], fold: Callable[[str], str]) -> None:
        self._forms = _Forms(fold)
        self._phrase: dict[str, str] = {}
        lengths: dict[str, set[int]] = defaultdict(set)
        for phrase in sorted(set(phrases)):
            words = fold(phrase).split()
            if words:
                self._phrase.setdefault(" ".join(words), phrase)
                lengths[words[0]].add(len(words))
        self._lengths = {first: tuple(sorted(each, reverse=True)) for first, each in lengths.items()}

    def find(self, text: str, *, nested: bool = False) -> Iterator[Hit]:
        """Every known phrase in the text, the longest at each place, none overlapping; `nested`: those inside or across others, too."""
        words: list[re.Match[str]] = []  # where they stand is looked up only where there is something
        for first, length, phrase in self._places(text, nested=nested):
            words = words or list(_WORD.finditer(text))
            last = words[first + length - 1]
            yield Hit(words[first].start(), last.start() + len(bare(last[0])), phrase)

    def phrases_in(self, text: str) -> set[str]:
        """The known phrases that the text holds anywhere."""
        return {phrase for _, _, phrase in self._places(text, nested=True)}

    def _places(self, text: str, *, nested: bool) -> Iterator[tuple[int, int, str]]:
        """First word, number of words, phrase."""
        if not self._phrase:
            return
        forms = list(map(self._forms.__getitem__, _WORD.findall(text)))
        free = 0
        for n, lengths in enumerate(map(self._lengths.get, forms)):
            if not lengths or n < free:
                continue
            for length in lengths:
                phrase = self._phrase.get(forms[n] if length == 1 else " ".join(forms[n : n + length]))
                if phrase is not None and n + length <= len(forms):
                    yield n, length, phrase
                    if not nested:
                        free = n + length
                        break
