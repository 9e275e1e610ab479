"""What every reader shares: the document it is given, the ledger it must balance, the result it gives back."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import Protocol

from graphbuild.diagnostics import Diagnostic
from graphbuild.model import Episode, Kind, Location, Source
from graphbuild.text import nfc

LONGEST_LINE = 1_000_000  # characters: 18 hours of speech; the longest line of 1,280 real exports has 21,000


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One decoded text file: its path as in the report, the SHA-256 of its bytes, its lines without line ends (NFC)."""

    path: str
    sha256: str
    lines: tuple[str, ...]
    replaced_bytes: bool = False

    def at(self, first: int, last: int | None = None) -> Location:
        """The location of 0-based lines `first` to `last`, both included."""
        return Location(path=self.path, line=first + 1, end_line=(first if last is None else last) + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A file that is not read, and why, in words for its owner."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadResult:
    """What one file holds.

    `highlights` counts those found in any kind of source; `lines` is the balanced ledger of its `non_blank` lines, which are
    counted apart so that one can prove the other.
    """

    source: Source
    episodes: tuple[Episode, ...]
    highlights: int
    non_blank: int
    lines: dict[str, int]
    diagnostics: tuple[Diagnostic, ...]


class Reader(Protocol):
    """A family of exports. `family` is its name in the contract; `read` never raises on bad content."""

    @property
    def family(self) -> str:
        """The family's name in the report."""

    def identify(self, document: Document) -> bool:
        """Whether this reader claims the document, judged by its content alone."""

    def read(self, document: Document) -> ReadResult:
        """Every record of the document, and one bucket for each of its non-blank lines."""


@dataclass(slots=True)
class LineLedger:
    """Puts every non-blank line of a document into exactly one bucket; a line nobody put anywhere is `unread`."""

    document: Document
    diagnostics: list[Diagnostic] = field(default_factory=list)
    _buckets: dict[int, str] = field(default_factory=dict)

    def put(self, line: int, bucket: str) -> None:
        """Line `line` (from 0) was understood as `bucket`. Raises ValueError if it already was something else."""
        if self._buckets.get(line, bucket) != bucket:
            raise ValueError(f"line {line + 1} is in two buckets: {self._buckets[line]} and {bucket}")
        self._buckets[line] = bucket

    def note(self, line: int, code: str, message: str) -> None:
        """Record what is odd about line `line` (from 0)."""
        self.diagnostics.append(Diagnostic(path=self.document.path, line=line + 1, code=code, message=message))

    def balance(self) -> dict[str, int]:
        """How many non-blank lines each bucket holds; together they are all non-blank lines."""
        counts = Counter(self._buckets.get(n, "unread") for n, line in enumerate(self.document.lines) if line.strip())
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
    lines = nfc(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    longest = max(range(len(lines)), key=lambda n: len(lines[n]))
    if len(lines[longest]) > LONGEST_LINE:
        reason = (
            f"line {longest + 1} is {len(lines[longest]):,} characters long; no highlight is longer than {LONGEST_LINE:,}: mend the file"
        )
        return Refusal(path=path, reason=reason)
    return Document(path=path, sha256=sha256, lines=tuple(lines), replaced_bytes=replaced)


def source_of(document: Document, family: str, kind: Kind) -> Source:
    """The source record of a document."""
    return Source(path=document.path, sha256=document.sha256, family=family, kind=kind)
