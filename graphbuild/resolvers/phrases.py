"""Finds phrases that are known already, whatever their case: one pass over the words of a text, looked up by first word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

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


@lru_cache(maxsize=1 << 17)  # a vault of a million words has some 40,000 different ones; one memory for all indexes
def _form(fold: Callable[[str], str], word: str) -> tuple[str, int]:
    """The form of a word without its possessive ending, and how long it is without."""
    plain = bare(word)
    return fold(plain), len(plain)


class PhraseIndex:
    """An index of phrases; phrase and text are compared word by word in the form that `fold` gives, possessives aside.

    Looking up costs a few steps for each word of a text, however many phrases there are.
    """

    def __init__(self, phrases: Iterable[str], fold: Callable[[str], str]) -> None:
        self._fold = fold
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
        if not self._phrase:
            return
        words = list(_WORD.finditer(text))
        forms = [_form(self._fold, word[0])[0] for word in words]
        free = 0
        for n, form in enumerate(forms):
            if n < free or form not in self._lengths:
                continue
            for length in self._lengths[form]:
                phrase = self._phrase.get(" ".join(forms[n : n + length])) if n + length <= len(forms) else None
                if phrase is not None:
                    last = words[n + length - 1]
                    yield Hit(words[n].start(), last.start() + _form(self._fold, last[0])[1], phrase)
                    if not nested:
                        free = n + length
                        break
