"""Snipd's own Markdown of 2022 and 2023: a heading with the time at which a snip ends, and a line to play it.

    ### [38:07] Snip's title
    [🎧 Play snip - 1min (12:10 - 13:20)](https://share.snipd.com/snip/<uuid>)
    <audio controls> … </audio>
    ### ✨ Key takeaways                     (the same level as a snip)
    1. …
    #### 📚 Transcript
    <details>
    <summary>Click to expand</summary>
    <blockquote><b>Speaker 2</b><br/><br/>words</blockquote><br/><blockquote>…</blockquote>
    </details>
    ---

or, folded, `> [!quote]- Transcript`, `> **Speaker 1**`, `> words`. The parts of a snip are read here for both of Snipd's families.
"""

from __future__ import annotations

import re

from graphbuild.model import Kind
from graphbuild.readers import snipd_file, snipd_lines
from graphbuild.readers.base import EVERY_KIND, Document, Kinds, LineLedger, ReadResult
from graphbuild.readers.records import make_episode, read_result
from graphbuild.readers.snipd_snips import read_snips
from graphbuild.text import collapse

_STAMP = re.compile(r"^#{1,6}\s{1,9}\[\s?\d{1,3}(?::\d\d){1,2}\s?\]")


class SnipdMarkdown:
    """The reader of this family."""

    family = "snipd-markdown"

    def identify(self, document: Document) -> str | None:
        """Snipd's sections or footer, and a heading with a time or a line to play a snip."""
        shown = snipd_file.is_snipd(document)
        if not shown or snipd_file.is_from_plugin(document):
            return None
        if any(line[:1] == "#" and snipd_lines.SNIP_LINK in line for line in document.lines):
            return None
        for n, line in enumerate(document.lines, 1):
            if (line[:1] == "#" and _STAMP.match(line)) or (line[:2] == "[🎧" and snipd_lines.SNIP_LINK in line):
                return f"{shown}, and a snip with its time on line {n}"
        return None

    def read(self, document: Document, _kinds: Kinds = EVERY_KIND, /) -> ReadResult:
        """The episode of the file and its snips."""
        ledger = LineLedger(document)
        header, snips = snipd_file.scan(document, ledger, timed_heads(document, {}))
        work = header.work()
        work.complete(document, ledger)
        highlights, different = read_snips(snips, ledger)
        episode = make_episode(document, work, highlights, head=(0, header.last_line))
        return read_result(document, self.family, Kind.PODCAST, [episode], ledger, different)


READER = SnipdMarkdown()


def timed_heads(document: Document, heads: dict[int, snipd_file.Head]) -> dict[int, snipd_file.Head]:
    """The known `heads`, and the headings that name a time or stand right above the line to play a snip."""
    for n, line in enumerate(document.lines):
        mark = line[:1]
        if mark == "#":
            if n not in heads and "[" in line[:12] and _STAMP.match(line):
                heads[n] = snipd_file.Head(snipd_lines.heading_level(line), collapse(line.partition("]")[2].rstrip("#")) or None)
        elif mark == "🎧" or (mark == "[" and line[1:2] == "🎧"):
            if n - 1 in heads:
                continue
            above = [k for k in range(n - 1, max(n - 12, -1), -1) if document.lines[k] and not document.lines[k].isspace()][:3]
            head = next((k for k in above if k in heads or _heads_snip(document.lines[k])), None)
            if head is not None and head not in heads:
                text = document.lines[head]
                heads[head] = snipd_file.Head(snipd_lines.heading_level(text) or 7, snipd_lines.heading_text(text).strip("* ") or None)
    return heads


def _heads_snip(line: str) -> bool:
    return (
        (snipd_lines.heading_level(line) > 1 or line[:2] == "**")
        and len(line) < 1000
        and snipd_lines.flat(line) not in snipd_file.NO_TITLES
    )
