"""The readwise-mirror plugin for Obsidian: `# About`, `# Highlights`, then free paragraphs, each closed by Readwise's number.

    %%
    ID: 6478403
    Updated: 2021-01-26
    %%
    # About
    Title: [[…]]
    Author: [[Show]]                  (2023: `Authors: [[a|a]]`, and two spaces at the end of every line)
    Category: #podcasts
    Number of Highlights: ==1==
    # Highlights
    words of the highlight, in one or more paragraphs ^115128156

    **Note: …**                       (2023: `Note: …`, `Tags: #one, #two`)

    ---

The highlights carry neither link nor time. Some owners' files hold a copy as Readwise's own Markdown after the last of them:
the same highlights again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from graphbuild.model import Highlight, Kind, Note, Tag
from graphbuild.readers import markdown
from graphbuild.readers.base import EVERY_KIND, Document, Kinds, LineLedger, ReadResult
from graphbuild.readers.blocks import Block, Found, read_block, read_blocks
from graphbuild.readers.body import Line, plain_body, read_body
from graphbuild.readers.front_matter import take_front_matter
from graphbuild.readers.records import Work, make_episode, make_highlight, read_result, words_of
from graphbuild.text import collapse, moment

_ID = re.compile(r"^ID:\s*\d+\s*$")
_VALUE = re.compile(r"^([A-Z][\w ]{0,40}):(?:\s+(.*))?$")
_CLOSED = re.compile(r"\^(\d+)\s*$")
_COLOR = re.compile(r"%%\s*Color:\s*\w+\s*%%$")
_PLACE = re.compile(r"\(\[[^\]\n]{0,40}\]\([^()\s]{1,2000}\)\)$")
_NOTE = re.compile(r"^\s*(\*\*)?Note:(?:\*\*)?\s*(.*?)\s*$")
_TAGS = re.compile(r"^\s*\*{0,2}Tags:?\*{0,2}:?\s*(.*?)\*{0,2}\s*$")
_ITEM = re.compile(r"^-{1,4}\s+\S")
_RULE = re.compile(r"^\s*-{3,}\s*$")
_NUMBER = re.compile(r"(\d+)")
_HEAD = 80  # lines within which the plugin's own stand


class ReadwiseMirror:
    """The reader of this family."""

    family = "readwise-mirror"

    def identify(self, document: Document) -> str | None:
        """The plugin's number of the file, or its `# About` with a title and a category, over `# Highlights`."""
        if not {"about", "highlights"} <= document.headings:
            return None
        head = document.lines[:_HEAD]
        if any(line.startswith("ID:") and _ID.match(line) for line in head):
            return "the plugin's `ID:`, sections “About” and “Highlights”"
        told = {line.split(":", 1)[0] for line in head if line.startswith(("Title:", "Category:", "Number of Highlights:"))}
        if len(told) > 1:
            return f"a section “About” (with {', '.join(sorted(told))}) and “Highlights”"
        return None

    def read(self, document: Document, _kinds: Kinds = EVERY_KIND, /) -> ReadResult:
        """The episode of the file, or the book, the article or the tweet."""
        ledger = LineLedger(document)
        _, last = take_front_matter(document, ledger).lines
        values, begin = _head(document, ledger, last + 1)
        numbers = [n for n in range(begin, len(document.lines)) if _closed(document.lines[n])]
        copy = _copy_begins(document, begin, numbers)
        drafts = _scan(document, ledger, range(begin, copy), numbers)
        work = _work(values)
        work.complete(document, ledger)
        highlights = [_highlight(draft, work.kind, ledger) for draft in drafts]
        if len(highlights) == 1 and _said(values) == 1:  # the last of one is that one; of several none can be told
            highlights = [replace(highlights[0], created=moment(values.get("last highlighted", "").strip("* ")))]
        _count(values, len(highlights), ledger)
        again = _copy(document, work.kind, copy, highlights, ledger)
        episode = make_episode(document, work, [*highlights, *again.highlights], again.ai_notes, head=(0, max(begin - 1, 0)))
        return read_result(document, self.family, work.kind, [episode], ledger, len(highlights) + again.different)


READER = ReadwiseMirror()


@dataclass(slots=True)
class _Draft:
    """One highlight as it is met: its words, the number that closed it, and what hangs on it."""

    text: list[Line] = field(default_factory=list)
    number: str | None = None
    notes: list[Line] = field(default_factory=list)
    note_open: bool = False
    note_bold: bool = False
    tags: list[Tag] = field(default_factory=list)
    last: int = 0


def _head(document: Document, ledger: LineLedger, first: int) -> tuple[dict[str, str], int]:
    """The values above the highlights, and the line (from 0) after the heading `# Highlights`."""
    values: dict[str, str] = {}
    for n in range(first, len(document.lines)):
        line = document.lines[n]
        if line[:1] == "#":
            ledger.put(n, "heading")
            if line.strip("# \t").casefold() == "highlights":
                return values, n + 1
        elif match := _VALUE.match(line[:5000]):
            values.setdefault(match[1].casefold(), collapse(match[2] or ""))
            ledger.put(n, "metadata")
        elif not ledger.is_blank(n):
            ledger.put(n, "cover" if line.lstrip().startswith("![") else "preamble")
    return values, len(document.lines)


def _copy_begins(document: Document, first: int, numbers: Sequence[int]) -> int:
    """Where a copy as Readwise's own Markdown begins, below the last number; the number of lines where there is none.

    It begins with a section, or with a list item that may have grown together with the rule before it (`---- words`).
    """
    lines = document.lines
    for n in range(numbers[-1] + 1 if numbers else first, len(lines)):
        line = lines[n]
        section = line.startswith("##") and line.strip("# \t").casefold() in ("metadata", "highlights")
        if section or (numbers and _ITEM.match(line[:10])):
            return n
    return len(lines)


def _closed(line: str) -> re.Match[str] | None:
    """The number at the end of a line that closes a highlight."""
    at = line.rfind("^")
    return _CLOSED.match(line, at) if at >= 0 and (at == 0 or line[at - 1].isspace()) else None


def _words(before: str) -> str:
    """The words of a closing line, without the colour and the place in the book that stand before the number."""
    before = before.rstrip()
    for mark, pattern in (("%%", _COLOR), ("([", _PLACE)):
        at = before.rfind(mark)
        if mark == "%%" and at > 0:
            at = before.rfind(mark, 0, at)
        if at >= 0 and pattern.match(before, at):
            before = before[:at].rstrip()
    return before


def _scan(document: Document, ledger: LineLedger, where: range, numbers: Sequence[int]) -> list[_Draft]:
    """The highlights on these lines. A rule ends one only where its number has been met, for a text may hold rules."""
    lines = document.lines
    last_number = numbers[-1] if numbers else -1
    drafts: list[_Draft] = []
    draft = _Draft()

    def close() -> _Draft:
        if draft.number or where.stop == len(lines):
            if draft.text:
                drafts.append(draft)
        else:  # the head of the copy that follows
            for each in draft.text:
                ledger.put(each.number, "preamble")
        return _Draft()

    for n in where:
        line = lines[n]
        if not line or line.isspace():
            continue
        if _RULE.match(line) and (draft.number or n > last_number or not draft.text):
            draft = close()
            ledger.put(n, "rule")
        elif (draft.number or not numbers) and draft.text and _after(line, n, draft, ledger):
            draft.last = n
        else:
            if draft.number:
                draft = close()
            closed = _closed(line)
            words = _words(line[: closed.start()]) if closed else line
            draft.text.append(Line(n, words.strip()))
            draft.number = closed[1] if closed else None
            draft.last = n
    close()
    return drafts


def _after(line: str, n: int, draft: _Draft, ledger: LineLedger) -> bool:
    """Whether the line is a note or tags of the highlight that has just been closed."""
    if draft.note_open:
        draft.note_open = not line.rstrip().endswith("**")
        draft.notes.append(Line(n, line.strip().removesuffix("**")))
        ledger.put(n, "note")
        return True
    if match := _NOTE.match(line):
        bold = draft.note_bold = bool(match[1])
        draft.note_open = bold and not match[2].endswith("**")
        draft.notes.append(Line(n, match[2].removesuffix("**") if bold else match[2]))
        ledger.put(n, "note")
        return True
    if (match := _TAGS.match(line)) and "#" in match[1]:
        draft.tags.extend(Tag(label=label, at=ledger.document.at(n)) for label in markdown.tags(match[1]))
        ledger.put(n, "tags")
        return True
    if draft.notes and not draft.tags and not draft.note_bold and not _closed(line):  # a plain note goes on up to the rule
        draft.notes.append(Line(n, line.strip()))
        ledger.put(n, "note")
        return True
    return False


def _highlight(draft: _Draft, kind: Kind, ledger: LineLedger) -> Highlight:
    body = read_body(draft.text, None) if kind is Kind.PODCAST else plain_body(draft.text)
    for line in draft.text:
        ledger.put(line.number, body.buckets.get(line.number, "text"))
    first = draft.text[0].number
    note = "\n".join(line.text for line in draft.notes if line.text).strip()
    notes = [Note(text=note, at=ledger.document.at(draft.notes[0].number, draft.notes[-1].number))] if note else []
    at = ledger.document.at(first, draft.last)
    return make_highlight(body, at, url=None, start=None, tags=draft.tags, notes=notes, readwise_id=draft.number)


def _work(values: dict[str, str]) -> Work:
    kind = markdown.kind_of(values.get("category", "")) or Kind.ARTICLE
    makers = markdown.names_of(values.get("authors") or values.get("author") or "")
    return Work(
        kind=kind,
        title=_target(values.get("title", "")),
        maker=", ".join(makers) or None,
        url=values.get("source url") or None,
        authors=() if kind is Kind.PODCAST else tuple(makers),
    )


def _target(value: str) -> str | None:
    """What `[[target| > shown]]` leads to."""
    if value.startswith("[[") and value.endswith("]]"):
        value = value[2:-2].split("|", maxsplit=1)[0]
    return collapse(value) or None


def _said(values: dict[str, str]) -> int | None:
    """How many highlights the file says that it holds."""
    said = _NUMBER.search(values.get("number of highlights", ""))
    return int(said[1]) if said else None


def _count(values: dict[str, str], found: int, ledger: LineLedger) -> None:
    said = _said(values)
    if said is not None and said != found:
        ledger.note(0, "GB111", f"the file says that it holds {said} highlights; {found} were found")


def _copy(document: Document, kind: Kind, first: int, known: list[Highlight], ledger: LineLedger) -> Found:
    """What the copy below holds; what of it says the same as a highlight above is no further one."""
    lines = [*document.lines]
    blocks: list[Block] = []
    n = first
    while n < len(lines):
        if _ITEM.match(lines[n][:10]):
            lines[n] = "- " + lines[n].lstrip("-").lstrip()
            blocks.append(read_block(lines, n))
            n = blocks[-1].last
        elif not ledger.is_blank(n):
            ledger.put(n, "heading" if lines[n][:1] == "#" else "preamble")
        n += 1
    return read_blocks(blocks, kind, ledger, frozenset(words_of(each) for each in known) if blocks else frozenset())
