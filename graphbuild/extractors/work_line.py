"""The words of a passage as the rules for works see them: case, tags, marks of quotation, names of people."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphbuild.extractors.base import Token
from graphbuild.extractors.lexicon import is_given_name, is_surname
from graphbuild.extractors.names import clean, is_full_name, is_particle, is_title
from graphbuild.extractors.work_words import ENDS, GENERIC, MAX_WORDS, SMALL
from graphbuild.model import WorkKind

_MARKED = re.compile(
    r"""["“«](?P<double>[^"“”«»\n]{2,110})["”»]|(?<![\w'’])['‘](?P<single>[A-Z\d](?:[^'‘’\n]|(?<=\w)['’](?=\w)){1,109}?)['’](?!\w)"""
    r"""|(?<![\w*])\*{1,2}(?P<star>[^*\n]{2,110})\*{1,2}(?![\w*])|(?<!\w)_(?P<line>[^_\n]{2,110})_(?!\w)"""
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title in a passage: characters `start` to `end`; `after` is the number of the first token behind it.

    `marked`: by quotation marks or italics. `cased`: written with capitals.
    """

    start: int
    end: int
    after: int
    marked: bool
    cased: bool
    words: int


@dataclass(frozen=True, slots=True)
class Found:
    """A title that a cue speaks of: what kind of work, by whom if the words say so, and how sure the cue is."""

    title: Title
    kind: WorkKind
    author: str | None
    confidence: float


class Line:
    """The words of one passage, with what the rules ask of them. Case is that of the passage, tags are the tagger's."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self._starts = [token.start for token in tokens]
        self.written = [text[token.start : token.end] for token in tokens]
        self.lower = [word.casefold().replace("’", "'") for word in self.written]
        self._opens = dict(self._marked())  # where a mark opens -> what stands within
        self._closes = {title.after: title for title in self._opens.values()}

    def __len__(self) -> int:
        return len(self.tokens)

    def word(self, n: int) -> str:
        """The n-th word in lower case, `""` where there is none."""
        return self.lower[n] if 0 <= n < len(self.lower) else ""

    def tag(self, n: int) -> str:
        """Its part of speech, `""` where there is none."""
        return self.tokens[n].tag if 0 <= n < len(self.tokens) else ""

    def lemma(self, n: int) -> str:
        """Its lemma, `""` where there is none."""
        return self.tokens[n].lemma if 0 <= n < len(self.tokens) else ""

    def is_capital(self, n: int) -> bool:
        """Whether the n-th word begins with a capital or a digit."""
        return 0 <= n < len(self.written) and (self.written[n][0].isupper() or self.written[n][0].isdigit())

    def is_attached(self, n: int) -> bool:
        """Whether no space stands before the n-th token."""
        return 0 < n < len(self.tokens) and self.tokens[n].start == self.tokens[n - 1].end

    def has_capitals(self) -> bool:
        """Whether the passage is written with capitals: transcripts of 2022 are not, `i` least of all."""
        if any(word in ("i", "i'm", "i've", "i'll") for word in self.written):
            return False
        inside = [n for n in range(1, len(self)) if self.word(n - 1) not in ENDS and self.written[n][0].isalpha()]
        return len(inside) < 12 or any(self.is_capital(n) and self.written[n] != "I" for n in inside)

    def entity(self, title: Title) -> str:
        """The one type of entity that the tagger gives every word of a title, else `""`."""
        kinds = {self.tokens[n].entity for n in range(self.at(title.start), title.after) if self.word(n) not in ("the", "'s")}
        return kinds.pop() if len(kinds) == 1 else ""

    def at(self, character: int) -> int:
        """The number of the first token at or after a character."""
        return bisect_left(self._starts, character)

    def marks(self) -> list[Title]:
        """Everything in quotation marks or italics that could be a title by its length."""
        return list(self._opens.values())

    def closing(self, n: int) -> Title | None:
        """The marked words that close right before the n-th token, a comma aside."""
        return next((title for after in (n, n + 1, n - 1) if (title := self._closes.get(after)) and self.at(title.end) <= n), None)

    def opening(self, n: int) -> Title | None:
        """The marked words whose opening mark is the n-th token, or begins it."""
        return self._opens.get(self.tokens[n].start) if 0 <= n < len(self.tokens) else None

    def _marked(self) -> Iterator[tuple[int, Title]]:
        for match in _MARKED.finditer(self.text):
            group = match.lastgroup or 0
            kept = match[group].rstrip(" ,.;").lstrip()
            written = kept.split()
            if 0 < len(written) <= MAX_WORDS:
                start = match.start(group) + len(match[group]) - len(match[group].lstrip())
                after = self.at(match.end())
                yield match.start(), Title(start, start + len(kept), after, marked=True, cased=is_title_case(written), words=len(written))


def is_title_case(words: Sequence[str]) -> bool:
    """Whether words are capitalised as a title is: the first, and all that are not small; sentences are not."""
    plain = [word for word in words if word[0].isalnum()]
    if not plain or not (plain[0][0].isupper() or plain[0][0].isdigit()):
        return False
    small = [word for word in plain[1:] if word[0].islower()]
    return all(word.casefold() in SMALL or word.casefold() in ("be", "are", "that", "by") for word in small)


def is_plausible(line: Line, title: Title) -> bool:
    """Whether a title says anything: not a month, a firm, the word `book` itself, a bare number."""
    words = re.findall(r"[^\W_]+(?:['’][^\W_]+)*", line.text[title.start : title.end].casefold())
    telling = [word for word in words if word not in SMALL]
    return bool(telling) and not all(word in GENERIC or word.isdigit() for word in telling) and len("".join(words)) > 2


def is_person(line: Line, title: Title) -> bool:
    """Whether the words of a title are somebody's name."""
    words = line.text[title.start : title.end].split()
    if len(words) > 1 and words[0].casefold() in ("the", "a"):
        return is_full_name(words[1:])  # whatever the tagger says: no name begins with an article
    if "and" in words[2:-2]:  # `Ada Quill and Ben Wren`
        middle = words.index("and", 2)
        return is_full_name(words[:middle]) and is_full_name(words[middle + 1 :])
    return line.entity(title) == "PERSON" or is_full_name(words) or (len(words) < 4 and is_title(words[0]))


def name_at(line: Line, n: int) -> str | None:
    """The name of a person that begins at the n-th token: two words or more, in capitals or not."""
    while line.word(n) in ("dr", "dr.", "professor", "the", "author", "journalist", "writer", "philosopher", "great"):
        n += 1
    k = n
    while k < len(line) and k - n < 4 and (line.is_capital(k) or (k > n and is_particle(line.word(k)))) and line.written[k][0].isalpha():
        k += 1
    if k - n > 1:
        return line.text[line.tokens[n].start : line.tokens[k - 1].end]
    if is_given_name(line.word(n)) and (is_surname(line.word(n + 1)) or line.tag(n + 1).startswith("NN")) and not line.is_capital(n):
        return f"{line.word(n).capitalize()} {line.word(n + 1).capitalize()}"
    return None


def name_before(line: Line, n: int) -> str | None:
    """The name of a person that ends before the n-th token: two words or more, in capitals."""
    k = n
    while k > 0 and n - k < 4 and line.is_capital(k - 1) and line.written[k - 1][0].isalpha():
        k -= 1
    words = clean(line.written[k:n])
    k = n - len(words)
    for skipped in range(len(words) - 1):
        if is_full_name(words[skipped:]) or (len(words) - skipped == 2 and line.tokens[n - 1].entity == "PERSON"):
            return line.text[line.tokens[k + skipped].start : line.tokens[n - 1].end]
    if n > 1 and is_given_name(line.word(n - 2)) and is_surname(line.word(n - 1)) and not line.is_capital(n - 1):
        return f"{line.word(n - 2).capitalize()} {line.word(n - 1).capitalize()}"
    return None
