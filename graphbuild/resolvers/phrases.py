"""Finds phrases that are known already, whatever their case: one pass over the words of a text, looked up by first word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graphbuild.text import normal_form

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a known phrase stands: characters `start` to `end`, and the phrase as it was given."""

    start: int
    end: int
    phrase: str


class PhraseIndex:
    """An index of phrases of one word or more, compared by normal form; a plural or possessive `s` at the end may differ."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for phrase in sorted(set(phrases)):
            words = tuple(normal_form(phrase).split())
            if words:
                self._by_first[words[0]].append((words, phrase))
        for entries in self._by_first.values():
            entries.sort(key=lambda each: (-len(each[0]), each[1]))

    def find(self, text: str) -> Iterator[Hit]:
        """Every known phrase in the text, the longest at each place, none overlapping."""
        words = [(normal_form(match[0]), match.start(), match.end()) for match in _WORD.finditer(text)]
        n = 0
        while n < len(words):
            hit = next((entry for entry in self._entries(words[n][0]) if _stands_at(words, n, entry[0])), None)
            if hit:
                last = words[n + len(hit[0]) - 1]
                end = last[2] if last[0] == hit[0][-1] else _without_s(text, last[2])
                yield Hit(words[n][1], end, hit[1])
                n += len(hit[0])
            else:
                n += 1

    def _entries(self, word: str) -> list[tuple[tuple[str, ...], str]]:
        singular = self._by_first.get(word[:-1], []) if word.endswith("s") else []
        return [*self._by_first.get(word, []), *(entry for entry in singular if len(entry[0]) == 1)]


def _stands_at(words: list[tuple[str, int, int]], n: int, phrase: tuple[str, ...]) -> bool:
    if n + len(phrase) > len(words):
        return False
    *first, last = (word for word, _, _ in words[n : n + len(phrase)])
    return tuple(first) == phrase[:-1] and last in (phrase[-1], phrase[-1] + "s")


def _without_s(text: str, end: int) -> int:
    return end - (2 if text[end - 2] in "'’" else 1)
