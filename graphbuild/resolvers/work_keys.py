"""By which key titles of works join: without article, without subtitle where somebody leaves it away, and misheard titles with the right one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from graphbuild.extractors.lexicon import RARE, level
from graphbuild.model import Mention
from graphbuild.resolvers.sound import alike
from graphbuild.text import normal_form

_ARTICLE = re.compile(r"^(?:the|a|an) (?=\S)")
_SUBTITLE = re.compile(r"\s*[:–—]\s+")
_LONG = 3  # words of a title of the vault that say enough without its author


def work_key(title: str) -> str:
    """The form by which titles join: normal form without a leading article."""
    return _ARTICLE.sub("", normal_form(title))


class WorkKeys:
    """Title -> key: that of the title without its subtitle, where somebody leaves that away, or where the vault itself gives it.

    `said`: mentions with the episode of each; `official`: titles that the vault itself gives.
    """

    def __init__(self, said: Iterable[tuple[Mention, str]], official: Iterable[str]) -> None:
        said = list(said)
        self._said = {key for mention, _ in said if " " in (key := work_key(mention.name))}
        self._official = {work_key(_SUBTITLE.split(title)[0]) for title in official}
        self._misheard: dict[str, str] = {}
        self._misheard = dict(self._joins(said))

    def __call__(self, title: str) -> str:
        """The key of a title."""
        main = work_key(_SUBTITLE.split(title)[0])
        key = main if main in self._said or main in self._official else work_key(title)
        while key in self._misheard:
            key = self._misheard[key]
        return key

    def _joins(self, said: list[tuple[Mention, str]]) -> Iterator[tuple[str, str]]:
        """Each misheard key with the one it stands for: of one episode, by one author, or a long title that the vault gives."""
        together: dict[tuple[str, str, int], set[str]] = defaultdict(set)
        for mention, episode in said:
            key = self(mention.name)
            size = key.count(" ") + 1
            together["episode", episode, size].add(key)
            if mention.citation and mention.citation.author:
                together["author", normal_form(mention.citation.author), size].add(key)
        pairs = {pair for keys in together.values() for pair in combinations(sorted(keys), 2)}
        by_end: dict[tuple[str, int], list[str]] = defaultdict(list)
        for key in self._official:
            for word in set(key.split()):
                by_end[word, key.count(" ") + 1].append(key)
        for key in {self(mention.name) for mention, _ in said} - self._official:
            size = key.count(" ") + 1
            pairs |= {(key, other) for word in key.split() for other in by_end[word, size] if size >= _LONG}
        for pair in sorted(pairs, reverse=True):
            right, wrong = sorted(pair, key=lambda key: (key not in self._official, unknown_words(key), key))
            if wrong not in self._official and _is_misheard(wrong, right):
                yield wrong, right


def _is_misheard(wrong: str, right: str) -> bool:
    """Whether the words are the same but for some that sound alike, of which one is no English word (`hassel` for `hassle`)."""
    differing = [(a, b) for a, b in zip(wrong.split(), right.split(), strict=True) if a != b]
    same = right.count(" ") + 1 - len(differing)
    return 0 < len(differing) <= same and all(alike(a, b) and level(a) >= RARE for a, b in differing)


def unknown_words(key: str) -> int:
    """How many of the words no list of English has."""
    return sum(level(word) >= RARE for word in key.split())
