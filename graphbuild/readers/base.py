"""What every reader shares: the document it is given, the ledger it must balance, the result it gives back."""

from __future__ import annotations

import hashlib
from bisect import bisect
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from graphbuild.diagnostics import Diagnostic
from graphbuild.model import Book, Episode, Kind, Location, Source
from graphbuild.text import nfc

Kinds = Collection[Kind]
EVERY_KIND: Kinds = frozenset(Kind)
LONGEST_LINE = 1_000_000  # characters: 18 hours of speech; the longest line of 1,280 real exports has 21,000
_LONGEST_HEADING = 300  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One decoded text file: its path as in the report, the SHA-256 of its bytes, its text and lines without line ends (NFC).

    `headings`: the names of its Markdown headings, without marks and case, as far as they are short; `non_blank`: how many
    of its lines hold more than white space.
    """

    path: str
    sha256: str
    text: str
    lines: tuple[str, ...]
    non_blank: int
    headings: frozenset[str] = frozenset()
    replaced_bytes: bool = False

    def at(self, first: int, last: int | None = None) -> Location:
        """The location of 0-based lines `first` to `last`, both included."""
        return Location(path=self.path, line=first + 1, end_line=(first if last is None else last) + 1)

    def first_line(self) -> str:
        """The first line that is not blank; the empty string where there is none."""
        return next((line for line in self.lines if line and not line.isspace()), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A file that is not read, and why, in words for its owner."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadResult:
    """What one file holds: its episodes, books, articles and tweets.

    `highlights` counts what stands in the file, a repeated one once; `lines` is the balanced ledger of its `non_blank` lines,
    which are counted apart so that one can prove the other. `books` are those whose highlights are not wanted: their titles are known.
    """

    source: Source
    episodes: tuple[Episode, ...]
    highlights: int
    non_blank: int
    lines: dict[str, int]
    diagnostics: tuple[Diagnostic, ...]
    books: tuple[Book, ...] = ()


class Reader(Protocol):
    """A family of exports. `family` is its name in the contract; `read` never raises on bad content."""

    @property
    def family(self) -> str:
        """The family's name in the report."""

    def identify(self, document: Document) -> str | None:
        """By what in its content the document is known to be of this family, in words for its owner; None where it is not."""

    def read(self, document: Document, kinds: Kinds = EVERY_KIND, /) -> ReadResult:
        """Every record of the document, and one bucket for each of its non-blank lines.

        Highlights of other `kinds` need only be counted: their episodes may be left out.
        """


class LineLedger:
    """Puts every non-blank line of a document into exactly one bucket; a line nobody put anywhere is `unread`."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.diagnostics: list[Diagnostic] = []
        self._buckets: list[str | None] = [None] * len(document.lines)

    def put(self, line: int, bucket: str) -> None:
        """Line `line` (from 0) was understood as `bucket`. Raises ValueError if it already was something else."""
        before = self._buckets[line]
        if before is None:
            self._buckets[line] = bucket
        elif before != bucket:
            raise ValueError(f"line {line + 1} is in two buckets: {before} and {bucket}")

    def put_rest(self, first: int, last: int, bucket: str) -> None:
        """All lines from `first` to `last` (both included, from 0) that have no bucket yet."""
        for line in range(first, last + 1):
            if self._buckets[line] is None:
                self._buckets[line] = bucket

    def is_free(self, line: int) -> bool:
        """Whether nobody has put this line anywhere."""
        return self._buckets[line] is None

    def is_blank(self, line: int) -> bool:
        """Whether there is nothing on this line to account for."""
        text = self.document.lines[line]
        return not text or text.isspace()

    def note(self, line: int, code: str, message: str) -> None:
        """Record what is odd about line `line` (from 0)."""
        self.diagnostics.append(Diagnostic(path=self.document.path, line=line + 1, code=code, message=message))

    def balance(self) -> dict[str, int]:
        """How many non-blank lines each bucket holds; together they are all non-blank lines."""
        pairs = zip(self.document.lines, self._buckets, strict=True)
        counts = Counter(bucket or "unread" for line, bucket in pairs if line and not line.isspace())
        return dict(sorted(counts.items()))


def decode(path: str, data: bytes) -> Document | Refusal:
    """The document of a file's bytes. UTF-8 with or without a byte order mark; broken bytes are replaced and reported.

    A UTF-16 file is recognised by its byte order mark. Bytes that are no text at all are refused.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    replaced = False
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError:
            return Refusal(path=path, reason="broken UTF-16 text: save it as UTF-8")
    elif b"\x00" in data[:8192]:
        return Refusal(path=path, reason="not a text file")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("utf-8-sig", errors="replace")
            replaced = True
            if text.count("\ufffd") * 20 > len(text):
                return Refusal(path=path, reason="not a UTF-8 text file")
    return document_of(path, sha256, text, replaced_bytes=replaced)


def document_of(path: str, sha256: str, text: str, *, replaced_bytes: bool = False) -> Document:
    """The document of a decoded text, with any of the three line ends."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = nfc(text)
    lines = tuple(text.split("\n"))
    return Document(
        path=path,
        sha256=sha256,
        text=text,
        lines=lines,
        non_blank=sum(1 for line in lines if line and not line.isspace()),
        headings=_headings(lines, is_fenced="```" in text),
        replaced_bytes=replaced_bytes,
    )


def _headings(lines: Sequence[str], *, is_fenced: bool) -> frozenset[str]:
    """The names of the headings. A document about exports quotes some between fences: those are none."""
    named = [
        (n, line.strip("#").strip(": \t").casefold()) for n, line in enumerate(lines) if line[:1] == "#" and len(line) <= _LONGEST_HEADING
    ]
    fences = [n for n, line in enumerate(lines) if line[:3] == "```"] if named and is_fenced else []
    return frozenset(name for n, name in named if bisect(fences, n) % 2 == 0)


def too_long(document: Document) -> str | None:
    """Why a text has a line that no export of highlights has, in words for its owner; None where all are of a sane length."""
    if max(map(len, document.lines)) <= LONGEST_LINE:
        return None
    for n, line in enumerate(document.lines, 1):
        if len(line) > LONGEST_LINE:
            return f"line {n} is {len(line):,} characters long; no highlight is longer than {LONGEST_LINE:,}: mend the file"
    return None


def source_of(document: Document, family: str, kind: Kind) -> Source:
    """The source record of a document."""
    return Source(path=document.path, sha256=document.sha256, family=family, kind=kind)
