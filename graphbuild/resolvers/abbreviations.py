"""What short forms stand for: a table of general ones, and what a text itself explains (`retrieval practice (RP)`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

_LONGEST_SHORT = 8  # letters
_LINKING = frozenset(["of", "and", "the", "for", "to", "in", "on", "a", "an", "as", "by", "with"])

_SHORT = rf"[A-Z][A-Za-z&]{{0,{_LONGEST_SHORT - 1}}}[A-Z]s?"
_AFTER = re.compile(rf"((?:[^\W\d_][\w'’]*[\s-]+){{2,12}})\(({_SHORT})\)")
_BEFORE = re.compile(rf"\b({_SHORT})\s+\(([^\W\d_][^()]{{5,80}})\)")
_WORD = re.compile(r"[^\W\d_][\w'’]*")


@cache
def known_abbreviations() -> dict[str, tuple[str, ...]]:
    """The table: short form -> what it stands for; more than one reading where the world uses more."""
    lines = (files("graphbuild") / "data" / "abbreviations.txt").read_text(encoding="utf-8").splitlines()
    entries = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {short: tuple(long.split(";")) for short, long in entries}


def explained(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Short and long forms that texts explain in brackets, either way round, where each letter begins a word of the long one.

    Stricter than Schwartz and Hearst (2003), who let a letter stand anywhere within a word: what comes of this joins by itself.
    """
    for text in texts:
        if "(" not in text:
            continue
        for match in _AFTER.finditer(text):
            short = match[2].removesuffix("s")
            if long := _ending_in(_WORD.findall(match[1]), short):
                yield short, long
        for match in _BEFORE.finditer(text):
            short = match[1].removesuffix("s")
            words = _WORD.findall(match[2])
            if _initials(words) == _letters(short):
                yield short, " ".join(words)


def _ending_in(words: list[str], short: str) -> str | None:
    """The last words whose initials are the short form; linking words may stand between."""
    for start in range(len(words) - 2, -1, -1):
        if words[start].lower() not in _LINKING and _initials(words[start:]) == _letters(short):
            return " ".join(words[start:])
    return None


def _initials(words: list[str]) -> str:
    return "".join(word[0].lower() for word in words if word.lower() not in _LINKING)


def _letters(short: str) -> str:
    return short.replace("&", "").lower()
