"""Readwise to Logseq: properties, then highlights one tab deep under the lines that say when they were synced.

    title:: … (highlights)
    author:: [[Show]]
    full-title:: "…"
    category:: #podcasts
    url:: …

    - Highlights first synced by [[Readwise]] [[May 9th, 2023]]
    →- Highlight's title
    →  Key takeaways:
    →  (* one., * two)
    →→- **Tags**: #[[one]] #[[two]]
    - New highlights added [[May 7th, 2023]] at 8:07 PM

Without its first tab a highlight is one of Readwise's Markdown. What else stands at the margin is the owner's own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from graphbuild.model import Kind
from graphbuild.readers import markdown
from graphbuild.readers.base import EVERY_KIND, Document, Kinds, LineLedger, ReadResult
from graphbuild.readers.blocks import Block, begins_block, count_blocks, read_block, read_blocks
from graphbuild.readers.records import Work, make_episode, read_result
from graphbuild.text import collapse

_PROPERTY = re.compile(r"^([\w][\w ./-]{0,60}?)::(?:\s+(.*))?$")
_SYNC = re.compile(r"^[-*]\s+(?:Highlights first synced by|New highlights added)\b")
_ESCAPED = re.compile(r"\\([#*_\[\]|\\`<>~\"])")
_HIGHLIGHTS_SUFFIX = re.compile(r"\s*\(highlights\)$")
# Logseq's own, which it writes below a block's first line
_OWN_PROPERTY = re.compile(r"^\s*(?:id|collapsed|heading|background-color|created-at|updated-at)::")
_KEYS = frozenset({"title", "author", "full-title", "category", "url", "media"})


class ReadwiseLogseq:
    """The reader of this family."""

    family = "readwise-logseq"

    def identify(self, document: Document) -> str | None:
        """Readwise's properties at the top, or the line that says when the highlights were first synced under a title property."""
        if "::" not in document.first_line()[:100]:
            return None
        values, _ = _properties(document)
        told = _KEYS & set(values)
        synced = any(_SYNC.match(line) for line in document.lines if line.startswith(("- ", "* ")))
        if "title" in told and (synced or {"author", "full-title", "category"} <= told):
            return f"Logseq properties ({', '.join(sorted(told))})" + (" and a line “Highlights first synced by”" if synced else "")
        return None

    def read(self, document: Document, kinds: Kinds = EVERY_KIND, /) -> ReadResult:
        """The episode of the page, or the book, the article or the tweet."""
        ledger = LineLedger(document)
        values, last = _properties(document)
        ledger.put_rest(0, last, "metadata")
        blocks = _scan(document, ledger, last + 1)
        work = _work(values, blocks)
        work.complete(document, ledger)
        if work.kind not in kinds:
            left = read_result(document, self.family, work.kind, [], ledger, count_blocks(blocks, ledger))
            return replace(left, books=work.shelved())
        found = read_blocks(blocks, work.kind, ledger)
        episode = make_episode(document, work, found.highlights, found.ai_notes, head=(0, max(last, 0)))
        return read_result(document, self.family, work.kind, [episode], ledger, found.different)


READER = ReadwiseLogseq()


def _properties(document: Document) -> tuple[dict[str, str], int]:
    """The properties at the top and the last line (from 0) of them."""
    values: dict[str, str] = {}
    last = -1
    for n, line in enumerate(document.lines):
        if not line.strip():
            if values:
                break
            continue
        match = _PROPERTY.match(line[:5000])
        if not match:
            break
        values.setdefault(match[1].strip().casefold(), collapse(match[2] or ""))
        last = n
    return values, last


def _scan(document: Document, ledger: LineLedger, first: int) -> list[Block]:
    """The highlights below each line that says when they were synced."""
    indent = _indent(document)
    inner = [line.removeprefix(indent) for line in document.lines]
    for n, line in enumerate(inner):
        if "::" in line[:40] and line[:1] in (" ", "\t") and _OWN_PROPERTY.match(line[:100]):
            ledger.put(n, "metadata")
            inner[n] = ""
    blocks: list[Block] = []
    synced, n = False, first
    while n < len(inner):
        line = document.lines[n]
        if line[:1] in ("-", "*"):
            synced = _SYNC.match(line) is not None
            ledger.put(n, "sync" if synced else "owner")
        elif synced and line.startswith(indent) and begins_block(inner[n]):
            # At the margin of the page another line ends the block.
            end = next((k for k in range(n + 1, len(inner)) if document.lines[k][:1] not in ("\t", " ", "")), len(inner))
            block = read_block(inner, n, end)
            blocks.append(block)
            n = block.last
        elif not ledger.is_blank(n) and ledger.is_free(n):
            ledger.put(n, "other" if synced else "owner")
            if synced:
                ledger.note(n, "GB103", "this line stands under the highlights but belongs to none")
        n += 1
    return blocks


def _indent(document: Document) -> str:
    """How deep the highlights stand: a tab, or as many spaces as the first of them has."""
    synced = False
    for line in document.lines:
        if synced and line[:1] in (" ", "\t") and begins_block(line.lstrip()):
            return line[: len(line) - len(line.lstrip())]
        synced = synced or (line[:1] in ("-", "*") and _SYNC.match(line) is not None)
    return "\t"


def _work(values: Mapping[str, str], blocks: list[Block]) -> Work:
    said = (values.get("category", ""), values.get("media", ""), values.get("type", ""))
    links = [values.get("url", ""), *(block.closing.url for block in blocks if block.closing)]
    kind = markdown.kind_by(said, links)
    makers = markdown.names_of(values.get("author", ""))
    return Work(
        kind=kind,
        title=_title(values),
        maker=", ".join(makers) or None,
        url=values.get("url") or None,
        authors=() if kind is Kind.PODCAST else tuple(makers),
    )


def _title(values: Mapping[str, str]) -> str | None:
    """`full-title` without the quotation marks around it (those inside are the title's own); else `title`."""
    full = values.get("full-title", "")
    if len(full) > 1 and full[0] == full[-1] == '"':
        full = full[1:-1]
    return _ESCAPED.sub(r"\1", full).strip() or _HIGHLIGHTS_SUFFIX.sub("", values.get("title", "")) or None
