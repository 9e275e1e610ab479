"""List items at the margin, one a highlight, as Readwise writes them for Obsidian and (one tab deeper) for Logseq.

    - Highlight's title
      …
      …  ([Time 0:15:16](https://share.snipd.com/snip/<uuid>))
        - **Tags:** #one, #two
        - **Note:** …

The link closes the text; what follows it are children. Before the link an item of the text may look like a child: only its
deeper indent tells them apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graphbuild.model import AINotes, Highlight, Kind, Note, Tag
from graphbuild.readers import markdown
from graphbuild.readers.base import LineLedger
from graphbuild.readers.body import Line, plain_body, read_body
from graphbuild.readers.records import make_highlight, words_of

_CHILD = re.compile(r"^(\s+)[-*+]\s+\*{0,2}(Tags?|(?:My )?Notes?|Date)\*{0,2}::?\*{0,2}(?:\s+(.*))?$", re.IGNORECASE)
_RW_ID = re.compile(r"\^rw(\d+)\s*$")
_DATE = re.compile(r"\[\[([A-Z][a-z]+) (\d{1,2})(?:st|nd|rd|th), (\d{4})")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_BUCKETS = {"Tags": "tags", "Note": "note", "Date": "date"}
_DEPTH = 4  # columns by which Readwise indents what hangs on a highlight; an item of its text has 2
_INDENT = frozenset((" ", "\t"))
_MARKS = frozenset(("-", "*", "+"))
_MARGIN = _MARKS | {"#"}
_LONGEST_CHILD = 100_000  # characters; a longer line is text


@dataclass(frozen=True, slots=True)
class Block:
    """One list item: its lines (from 0), those of its text, the link that closes it, and its children."""

    first: int
    last: int
    text: tuple[Line, ...]
    closing: markdown.Closing | None
    children: tuple[tuple[str, tuple[Line, ...]], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a run of blocks holds; `different`: how many highlights, a repeated one counted once."""

    highlights: tuple[Highlight, ...]
    ai_notes: tuple[AINotes, ...]
    different: int


def begins_block(line: str) -> bool:
    """Whether a list item stands at the margin of this line."""
    return line[:1] in ("-", "*", "+") and (len(line) == 1 or line[1] in " \t")


def read_block(lines: Sequence[str], first: int, end: int | None = None) -> Block:
    """The list item that begins on line `first`, up to the next item, or heading, at the margin, or to line `end`."""
    last = first
    end = len(lines) if end is None else end
    while last + 1 < end and not ((line := lines[last + 1])[:1] in _MARGIN and _ends_block(line)):
        last += 1
    text: list[Line] = []
    children: list[tuple[str, list[Line]]] = []
    closing: markdown.Closing | None = None
    deepest = 0
    for n in range(first, last + 1):
        line = lines[n][2:] if n == first else lines[n]
        indented = n > first and line[:1] in _INDENT
        child = _CHILD.match(line) if indented and line.lstrip()[:1] in _MARKS and len(line) < _LONGEST_CHILD else None
        depth = len(child[1].expandtabs(4)) if child else 0
        # An item below a note, deeper than it, is the note's own, whatever it begins with.
        if child and (depth <= deepest if children else closing or depth >= _DEPTH):
            children.append((_name(child[2]), [Line(n, child[3] or "")]))
            deepest = max(depth, _DEPTH) if len(children) == 1 else deepest
        elif children and children[-1][0] != "behind":
            children[-1][1].append(Line(n, line))
        elif closing is None:
            closing = markdown.closing_link(line) if "([" in line else None
            text.append(Line(n, _dedent(closing.before if closing else line)))
            if closing and closing.words:
                children.append(("behind", [Line(n, closing.words)]))
                deepest = _DEPTH
        elif line.strip():
            children.append(("other", [Line(n, line)]))
    while last > first and not lines[last].strip():
        last -= 1
    return Block(first, last, tuple(text), closing, tuple((name, tuple(each)) for name, each in children))


def _name(written: str) -> str:
    """`Tags`, `Note` or `Date`, as owners write them."""
    folded = written.casefold()
    return "Tags" if folded.startswith("tag") else "Date" if folded == "date" else "Note"


def read_blocks(blocks: Iterable[Block], kind: Kind, ledger: LineLedger, known: frozenset[str] = frozenset()) -> Found:
    """The records of the blocks, each line put into its bucket. A block that stands there twice counts once.

    So does one whose words are among the `known` (`records.words_of`).
    """
    highlights: list[Highlight] = []
    ai_notes: list[AINotes] = []
    seen: set[tuple[object, str]] = set()
    keys: set[str] = set()
    different = 0
    for block in blocks:
        url = block.closing.url if block.closing else None
        body = read_body(block.text, url) if kind is Kind.PODCAST else plain_body(block.text)
        identity = (url or block.first, body.content)
        again = identity in seen or (bool(known) and words_of(body) in known)
        seen.add(identity)
        buckets = body.buckets
        for line in block.text:
            if line.text or ledger.is_free(line.number):
                ledger.put(line.number, "duplicate" if again else buckets.get(line.number, "text"))
        tags, notes, created = _children(block, ledger, duplicate=again) if block.children else ([], [], None)
        if again:
            ledger.note(block.first, "GB107", "this highlight stands in the file a second time; it is counted once")
        at = ledger.document.at(block.first, block.last)
        if body.ai_notes:
            if not again:
                ai_notes.append(AINotes(items=body.takeaways, url=url, at=at))
            continue
        start = block.closing.start if block.closing else None
        readwise_id = match[1] if block.closing and (match := _RW_ID.search(block.closing.rest)) else None
        made = make_highlight(body, at, url=url, start=start, tags=tags, notes=notes, created=created, readwise_id=readwise_id)
        highlights.append(made)
        other_words = bool(made.key) and made.key in keys and not again
        keys.add(made.key)
        different += not again and not other_words
        if other_words:
            ledger.note(block.first, "GB107", "this highlight stands in the file a second time, in other words; the later ones are taken")
        if kind is Kind.PODCAST and not again:
            _odd(made, block, ledger)
    return Found(tuple(highlights), tuple(ai_notes), different)


def count_blocks(blocks: Iterable[Block], ledger: LineLedger) -> int:
    """How many highlights the blocks hold, a repeated one counted once; each line is put into its bucket."""
    seen: set[tuple[object, str]] = set()
    for block in blocks:
        identity = (block.closing.url if block.closing else block.first, "\n".join([line.text for line in block.text]))
        again = identity in seen
        seen.add(identity)
        for line in block.text:
            if line.text or ledger.is_free(line.number):
                ledger.put(line.number, "duplicate" if again else "text")
        for name, lines in block.children:
            for line in lines if name != "behind" else ():
                ledger.put(line.number, "duplicate" if again else _BUCKETS.get(name, "other"))
        if again:
            ledger.note(block.first, "GB107", "this highlight stands in the file a second time; it is counted once")
    return len(seen)


def _odd(made: Highlight, block: Block, ledger: LineLedger) -> None:
    if made.url is None and block.closing:
        ledger.note(block.text[-1].number, "GB114", "the link of this highlight is no address of the web; it is left out")
    elif made.url is None:
        ledger.note(block.first, "GB101", "this highlight has no link")
    elif not made.key:
        ledger.note(block.text[-1].number, "GB115", "the link of this highlight carries no id that would tell it apart")
    if block.closing and block.closing.start is None and block.closing.names_time:
        ledger.note(block.text[-1].number, "GB109", "the time of this highlight is none that a clock can show; it is left out")


def _ends_block(line: str) -> bool:
    if line[0] == "#":
        return markdown.HEADING.match(line[:400]) is not None
    return len(line) == 1 or line[1] == " "


def _dedent(line: str) -> str:
    return line[2:].rstrip() if line.startswith("  ") else line.strip()


def _children(block: Block, ledger: LineLedger, *, duplicate: bool) -> tuple[list[Tag], list[Note], str | None]:
    """Tags, notes and the date on which the highlight was kept."""
    tags: list[Tag] = []
    notes: list[Note] = []
    created: str | None = None
    for name, lines in block.children:
        numbers = [line.number for line in lines if not ledger.is_blank(line.number)]
        at = ledger.document.at(numbers[0], numbers[-1])
        value = "\n".join(text for line in lines if (text := markdown.without_block_id(line.text).strip()))
        if name == "Tags":
            tags.extend(Tag(label=label, at=at) for label in markdown.tags(" ".join(value.split("\n"))))
        elif name == "Note" and value:
            notes.append(Note(text=value, at=at))
        elif name == "Date":
            created = _date(value) or created
        elif name == "other":
            ledger.note(numbers[0], "GB108", "neither tags nor a note; left out")
        if name == "behind":  # on the line of the link, which is accounted for
            notes.append(Note(text=value, at=at))
            continue
        for number in numbers:
            ledger.put(number, "duplicate" if duplicate else _BUCKETS.get(name, "other"))
    return tags, notes, created


def _date(value: str) -> str | None:
    match = _DATE.search(value)
    if not match or match[1] not in _MONTHS:
        return None
    return f"{match[3]}-{_MONTHS.index(match[1]) + 1:02}-{int(match[2]):02}"
