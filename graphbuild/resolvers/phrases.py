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


class PhraseIndex:
    """An index of phrases; phrase and text are compared word by word in the form that `fold` gives, possessives aside."""

    def __init__(self, phrases: Iterable[str], fold: Callable[[str], str]) -> None:
        self._fold = fold
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for phrase in sorted(set(phrases)):
            words = tuple(fold(phrase).split())
            if words:
                self._by_first[words[0]].append((words, phrase))
        for entries in self._by_first.values():
            entries.sort(key=lambda each: (-len(each[0]), each[1]))

    def find(self, text: str) -> Iterator[Hit]:
        """Every known phrase in the text, the longest at each place, none overlapping."""
        words = [(self._fold(word), match.start(), match.start() + len(word)) for match in _WORD.finditer(text) if (word := bare(match[0]))]
        forms = [word for word, _, _ in words]
        n = 0
        while n < len(words):
            entries = self._by_first.get(forms[n], ())
            hit = next((entry for entry in entries if tuple(forms[n : n + len(entry[0])]) == entry[0]), None)
            if hit:
                yield Hit(words[n][1], words[n + len(hit[0]) - 1][2], hit[1])
                n += len(hit[0])
            else:
                n += 1
