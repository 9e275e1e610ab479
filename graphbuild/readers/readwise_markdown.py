"""Readwise's official Markdown, also by its Obsidian plugin: one file an episode, one list item a highlight.

    # Title
    ## Metadata            (or ###)
    - Author: [[Show]]
    - Full Title: …
    - Category: #podcasts
    ## Highlights
    - Highlight's title
      …
    ## New highlights added May 4, 2023 at 8:07 AM
    - …

Owners rename the keys; what is asked of a line is therefore its key or, failing that, the shape of its value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from graphbuild.model import Kind
from graphbuild.readers import markdown
from graphbuild.readers.base import EVERY_KIND, Document, Kinds, LineLedger, ReadResult
from graphbuild.readers.blocks import Block, begins_block, count_blocks, read_block, read_blocks
from graphbuild.readers.front_matter import take_front_matter
from graphbuild.readers.records import Work, make_episode, read_result
from graphbuild.text import collapse

_KEY = re.compile(r"^[-*+]\s+\*{0,2}([^:\n]{1,40}?)\*{0,2}:\*{0,2}(?:\s+(.*))?$")
_COVER = re.compile(r"^!\[[^\]]*\]\(.*\)\s*$")
_SYNC = re.compile(r"^#{2,4}\s+New highlights (?:added|synced)\b")
_ESCAPED = re.compile(r"\\([#*_\[\]|\\`<>~])")
_HEAD = 200  # lines within which the metadata stand
_LONGEST_VALUE = 20_000  # characters: a `Summary:` of Reader is a few hundred
_AUTHOR = ("author", "authors", "show", "podcast", "show title", "creator")
_TITLE = ("full title", "title", "episode", "episode title")
_URL = ("url", "link", "source url", "episode url", "source")
_CATEGORY = ("category", "media", "type", "kind")


class ReadwiseMarkdown:
    """The reader of this family."""

    family = "readwise-markdown"

    def identify(self, document: Document) -> str | None:
        """A metadata and a highlights section, and in the first at least two of the things that Readwise tells."""
        if not {"metadata", "highlights"} <= document.headings:
            return None
        told = {name for line in _above_highlights(document) if (name := _told(line))}
        if len(told) < 2:
            return None
        return f"sections “Metadata” (with {', '.join(sorted(told))}) and “Highlights”"

    def read(self, document: Document, kinds: Kinds = EVERY_KIND, /) -> ReadResult:
        """The episode of the file, or the book, the article or the tweet."""
        ledger = LineLedger(document)
        _, last = take_front_matter(document, ledger).lines
        header, blocks = scan(document, ledger, last + 1)
        work = header.work(blocks)
        work.complete(document, ledger)
        if work.kind not in kinds:
            left = read_result(document, self.family, work.kind, [], ledger, count_blocks(blocks, ledger))
            return replace(left, books=work.shelved())
        found = read_blocks(blocks, work.kind, ledger)
        episode = make_episode(document, work, found.highlights, found.ai_notes, head=(0, header.last_line))
        return read_result(document, self.family, work.kind, [episode], ledger, found.different)


READER = ReadwiseMarkdown()


@dataclass(slots=True)
class Header:
    """What stands before the highlights."""

    heading: str | None = None
    values: dict[str, str] = field(default_factory=dict)
    last_line: int = 0

    def work(self, blocks: list[Block]) -> Work:
        """What the highlights are of."""
        links = [*self.values.values(), *(block.closing.url for block in blocks if block.closing)]
        kind = self._kind(links)
        makers = markdown.names_of(self._first(_AUTHOR) or self._linked_name())
        url = self._first(_URL)
        if not url.startswith("http"):
            url = next((value for value in self.values.values() if markdown.is_podcast_link(value)), url)
        return Work(
            kind=kind,
            title=_unescaped(self._first(_TITLE)) or self.heading,
            maker=", ".join(makers) or None,
            url=url or None,
            authors=() if kind is Kind.PODCAST else tuple(makers),
        )

    def _kind(self, links: list[str]) -> Kind:
        """By its category, whatever the owner calls that; else by where its links lead."""
        said = [self.values[key] for key in _CATEGORY if key in self.values]
        return markdown.kind_by((*said, *(value for value in self.values.values() if value.startswith("#"))), links)

    def _first(self, keys: tuple[str, ...]) -> str:
        return next((self.values[key] for key in keys if self.values.get(key)), "")

    def _linked_name(self) -> str:
        return next((value for value in self.values.values() if value.startswith("[[") and value.endswith("]]")), "")


def scan(document: Document, ledger: LineLedger, first: int) -> tuple[Header, list[Block]]:
    """Header and blocks from line `first` on. A file that holds itself twice has one header (the first) and the blocks of both."""
    header, blocks = Header(), []
    lines = document.lines
    state, n = "head", first
    while n < len(lines):
        line = lines[n]
        mark = line[:1]
        if mark == "#":
            state = _heading(n, line, state, header, ledger)
        elif state == "highlights" and begins_block(line):
            block = read_block(lines, n)
            blocks.append(block)
            n = block.last
        elif not line or line.isspace():
            pass
        elif state == "metadata":
            if len(line) < _LONGEST_VALUE and (match := _KEY.match(line)):
                header.values.setdefault(match[1].strip().casefold(), collapse(match[2] or ""))
            ledger.put(n, "metadata")
        elif state == "highlights":
            ledger.note(n, "GB103", "this line stands under the highlights but belongs to none")
            ledger.put(n, "other")
        else:
            ledger.put(n, "cover" if _COVER.match(line[:5000]) else "preamble")
        if state != "highlights":
            header.last_line = n
        n += 1
    return header, blocks


def _heading(n: int, line: str, state: str, header: Header, ledger: LineLedger) -> str:
    """The state after a line that begins with `#`."""
    match = markdown.HEADING.match(line[:400])
    name = match[2].rstrip(": ").casefold() if match else None
    if name in ("metadata", "highlights"):
        ledger.put(n, "heading")
        return name
    if _SYNC.match(line):
        ledger.put(n, "sync")
        return "highlights"
    if line.startswith("# ") and (state != "highlights" or header.heading == _unescaped(line[2:])):
        header.heading = header.heading or _unescaped(line[2:]) or None
        ledger.put(n, "heading")
        return "head"
    if match:
        ledger.put(n, "heading")
    elif state == "highlights":
        ledger.note(n, "GB103", "this line stands under the highlights but belongs to none")
        ledger.put(n, "other")
    else:
        ledger.put(n, "metadata" if state == "metadata" else "preamble")
    return state


def _above_highlights(document: Document) -> Iterator[str]:
    """The list items of the head."""
    for line in document.lines[:_HEAD]:
        if line[:1] == "#" and line.strip("#: \t").casefold() == "highlights":
            return
        if line[:1] in ("-", "*", "+"):
            yield line


def _told(line: str) -> str | None:
    """Which of the things that Readwise tells a metadata line tells, by its key or its value."""
    match = _KEY.match(line[:2000])
    if not match:
        return None
    key, value = match[1].strip().casefold(), (match[2] or "").strip()
    for name, keys in (("author", _AUTHOR), ("title", _TITLE), ("link", _URL), ("category", _CATEGORY)):
        if key in keys:
            return name
    if value.startswith("#") and markdown.kind_of(value):
        return "category"
    return "link" if markdown.is_podcast_link(value) else None


def _unescaped(text: str) -> str:
    return collapse(_ESCAPED.sub(r"\1", text))
