"""Readwise's official Markdown, also by its Obsidian plugin: one file an episode, one list item a highlight.

    # Title
    ## Metadata            (or ###)
    - Author: [[Show]]
    - Full Title: …
    - Category: #podcasts
    ## Highlights
    - Highlight's title
      Summary:
      …
      Transcript:
      Speaker 1
      …  ([Time 0:15:16](https://share.snipd.com/snip/<uuid>))
        - **Tags:** #one, #two
        - **Note:** …

What the item holds differs by player and year; `readwise_body` tells the eras apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from graphbuild.model import AINotes, Episode, Highlight, Kind, Location, Note, Show, SpeakerLabel, Tag, Turn
from graphbuild.readers import markdown
from graphbuild.readers.base import Document, LineLedger, ReadResult, source_of
from graphbuild.readers.readwise_body import Body, Line, read_body
from graphbuild.text import collapse, normal_form, stable_key

FAMILY = "readwise-markdown"
UNKNOWN_SHOW = "Unknown show"

_KEY = re.compile(r"^[-*+]\s+\*{0,2}([^:\n]{1,40}?)\*{0,2}:\*{0,2}(?:\s+(.*))?$")
_COVER = re.compile(r"^!\[[^\]]*\]\(.*\)\s*$")
_SYNC = re.compile(r"^#{2,4}\s+New highlights (?:added|synced)\b")
_CHILD = re.compile(r"^(\s+)[-*+]\s+\*{0,2}(Tags|Note|Date)\*{0,2}::?\*{0,2}(?:\s+(.*))?$")
_DATE = re.compile(r"\[\[([A-Z][a-z]+) (\d{1,2})(?:st|nd|rd|th), (\d{4})")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_ESCAPED = re.compile(r"\\([#*_\[\]|\\`<>~])")
_KINDS = (
    ("podcast", Kind.PODCAST), ("book", Kind.BOOK), ("article", Kind.ARTICLE), ("tweet", Kind.TWEET), ("supplemental", Kind.SUPPLEMENTAL),
)  # fmt: skip
_OPENING_WORDS = 12  # of a highlight without a link: enough to tell two at the same second apart


class ReadwiseMarkdown:
    """The reader of this family."""

    family = FAMILY

    def identify(self, document: Document) -> bool:
        """A metadata section with at least two of Readwise's keys, and a highlights section."""
        headings = {name.casefold() for line in document.lines if (name := _section(line))}
        if not {"metadata", "highlights"} <= headings:
            return False
        keys = {match[1].strip().casefold() for line in document.lines[:200] if len(line) < 2000 and (match := _KEY.match(line))}
        return len(keys & {"author", "full title", "category", "url"}) >= 2

    def read(self, document: Document) -> ReadResult:
        """The episode of the file, or the number of highlights where it is a book, an article or a tweet."""
        ledger = LineLedger(document)
        if document.replaced_bytes:
            ledger.note(0, "GB106", "some bytes are not UTF-8 and were replaced")
        header, blocks = _scan(document, ledger)
        kind = _kind(header, blocks)
        if kind is Kind.PODCAST:
            episodes: tuple[Episode, ...] = (_episode(document, header, blocks, ledger),)
            count = len({highlight.key for highlight in episodes[0].highlights})
        else:
            episodes, count = (), _count(blocks, ledger)
        return ReadResult(
            source=source_of(document, FAMILY, kind),
            episodes=episodes,
            highlights=count,
            non_blank=sum(1 for line in document.lines if line.strip()),
            lines=ledger.balance(),
            diagnostics=tuple(sorted(ledger.diagnostics)),
        )


READER = ReadwiseMarkdown()


@dataclass(slots=True)
class _Header:
    """What stands before the highlights."""

    heading: str | None = None
    values: dict[str, str] = field(default_factory=dict)
    last_line: int = 0


@dataclass(frozen=True, slots=True)
class _Block:
    """One list item: the lines of its text, the link that closes it, and its children."""

    first: int
    last: int
    text: tuple[Line, ...]
    closing: markdown.Closing | None
    children: tuple[tuple[str, tuple[Line, ...]], ...]


# --- the file, line by line -------------------------------------------------------------------------------------------


def _section(line: str) -> str | None:
    """The name of a `##` or `###` heading."""
    if not line.startswith("##") or len(line) > 300:
        return None
    match = markdown.HEADING.match(line)
    return match[2] if match else None


def _scan(document: Document, ledger: LineLedger) -> tuple[_Header, list[_Block]]:
    """Header and blocks. A file that holds itself twice has one header (the first) and the blocks of both."""
    header, blocks = _Header(), []
    lines = document.lines
    state, n = "head", _skip_front_matter(document, ledger)
    key: str | None = None
    while n < len(lines):
        line = lines[n]
        section = _section(line)
        if section is not None and section.casefold() == "metadata":
            state, key = "metadata", None
            ledger.put(n, "heading")
        elif section is not None and section.casefold() == "highlights":
            state = "highlights"
            ledger.put(n, "heading")
        elif _SYNC.match(line):
            state = "highlights"
            ledger.put(n, "sync")
        elif line.startswith("# ") and (state != "highlights" or _title_again(line, header)):
            state = "head"
            header.heading = header.heading or _unescaped(line[2:])
            ledger.put(n, "heading")
        elif state == "highlights" and markdown.ITEM.match(line[:4] + "x"):
            block = _block(lines, n)
            blocks.append(block)
            n = block.last
        elif state == "metadata":
            if len(line) < 20_000 and (match := _KEY.match(line)):
                key = match[1].strip().casefold()
                header.values.setdefault(key, collapse(match[2] or ""))
            if line.strip():
                ledger.put(n, "metadata")
        elif state == "highlights" and section is not None:
            ledger.put(n, "heading")
        elif state == "highlights" and line.strip():
            ledger.note(n, "GB103", "this line stands under the highlights but belongs to none")
        elif line.strip():
            ledger.put(n, "cover" if _COVER.match(line[:5000]) else "heading" if section else "preamble")
        if state != "highlights":
            header.last_line = n
        n += 1
    return header, blocks


def _skip_front_matter(document: Document, ledger: LineLedger) -> int:
    """The number of the first line after a YAML block at the very top. Its content is never trusted to be valid YAML."""
    if not document.lines or document.lines[0].rstrip() != "---":
        return 0
    for n, line in enumerate(document.lines[1:], 1):
        if line.rstrip() in ("---", "..."):
            for inside in range(n + 1):
                if document.lines[inside].strip():
                    ledger.put(inside, "front-matter")
            return n + 1
    return 0


def _title_again(line: str, header: _Header) -> bool:
    return header.heading is not None and _unescaped(line[2:]) == header.heading


def _unescaped(text: str) -> str:
    return collapse(_ESCAPED.sub(r"\1", text))


def _block(lines: tuple[str, ...], first: int) -> _Block:
    """The list item that begins on line `first`, up to the next item, or heading, at the margin."""
    last = first
    while last + 1 < len(lines) and not _ends_block(lines[last + 1]):
        last += 1
    text: list[Line] = []
    children: list[tuple[str, list[Line]]] = []
    closing: markdown.Closing | None = None
    for n in range(first, last + 1):
        line = lines[n][2:] if n == first else lines[n]
        child = _CHILD.match(line) if n > first and len(line) < 100_000 else None
        # Before the link an item of the text may look like a child; only its deeper indent tells them apart.
        if child and (closing or len(child[1].expandtabs(4)) >= 4):
            children.append((child[2], [Line(n, child[3] or "")]))
        elif children:
            children[-1][1].append(Line(n, line))
        elif closing is None:
            closing = markdown.closing_link(line)
            text.append(Line(n, _dedent(closing.before if closing else line)))
        elif line.strip():
            children.append(("other", [Line(n, line)]))
    while last > first and not lines[last].strip():
        last -= 1
    return _Block(first, last, tuple(text), closing, tuple((name, tuple(each)) for name, each in children))


def _ends_block(line: str) -> bool:
    return bool(line[:2] in ("- ", "* ", "+ ", "-", "*") or (line.startswith("#") and markdown.HEADING.match(line[:400])))


def _dedent(line: str) -> str:
    return line[2:].rstrip() if line.startswith("  ") else line.strip()


# --- what it is about -------------------------------------------------------------------------------------------------


def _kind(header: _Header, blocks: list[_Block]) -> Kind:
    """By its category, whatever the owner calls that; else by where its links lead."""
    for key in ("category", "media", "type"):
        value = header.values.get(key, "").casefold()
        for word, kind in _KINDS:
            if word in value:
                return kind
    links = [header.values.get("url", ""), *(block.closing.url for block in blocks if block.closing)]
    if any(markdown.is_podcast_link(link) for link in links):
        return Kind.PODCAST
    return Kind.ARTICLE


def _count(blocks: list[_Block], ledger: LineLedger) -> int:
    """How many highlights a book, an article or a tweet holds; their lines are accounted for as text."""
    seen: set[tuple[str | None, str]] = set()
    for block in blocks:
        body = "\n".join(line.text for line in block.text)
        identity = (block.closing.url if block.closing else None, body)
        bucket = "duplicate" if identity in seen and identity[0] else "text"
        if bucket == "text":
            seen.add(identity)
        for line in block.text:
            if line.text or ledger.document.lines[line.number].strip():
                ledger.put(line.number, bucket)
        _children(block, ledger, duplicate=bucket == "duplicate")
    with_link = sum(1 for url, _ in seen if url)
    return with_link + sum(1 for block in blocks if not block.closing)


def _episode(document: Document, header: _Header, blocks: list[_Block], ledger: LineLedger) -> Episode:
    show = markdown.name_of(header.values.get("author", ""))
    if show is None:
        ledger.note(0, "GB104", "no author line names the show")
        show = UNKNOWN_SHOW
    title = _unescaped(header.values.get("full title", "")) or header.heading
    if not title:
        ledger.note(0, "GB105", "no title")
        title = collapse(document.path.rsplit("/", 1)[-1].rsplit(".", 1)[0])
    url = _address(header.values.get("url", ""))
    highlights: list[Highlight] = []
    ai_notes: list[AINotes] = []
    seen: set[tuple[object, ...]] = set()
    for block, body in zip(blocks, _bodies(blocks), strict=True):
        at = document.at(block.first, block.last)
        identity = (block.closing.url if block.closing else block.first, body.content)
        again = identity in seen
        seen.add(identity)
        for line in block.text:
            if document.lines[line.number].strip():
                ledger.put(line.number, "duplicate" if again else body.buckets.get(line.number, "text"))
        tags, notes, created = _children(block, ledger, duplicate=again)
        if again:
            ledger.note(block.first, "GB107", "this highlight stands in the file a second time; it is counted once")
        if body.ai_notes:
            if again:
                continue
            ai_notes.append(AINotes(items=body.takeaways, url=block.closing.url if block.closing else None, at=at))
        else:
            found = _highlight(block, body, at, (show, title))
            linked = [link for note in notes for link in markdown.wiki_links(note.text)]
            wiki_links = tuple(dict.fromkeys([*found.wiki_links, *linked]))
            highlights.append(replace(found, tags=tags, notes=notes, wiki_links=wiki_links, created=created))
            if found.url is None and not again:
                ledger.note(block.first, "GB101", "this highlight has no link")
    return Episode(
        key=(markdown.episode_id(url) if url else None) or stable_key("episode", normal_form(show), normal_form(title)),
        title=title,
        show=Show(name=show, at=(document.at(0, header.last_line),)),
        url=url,
        ai_notes=tuple(ai_notes),
        highlights=tuple(highlights),
        at=(document.at(0, len(document.lines) - 1),),
    )


def _bodies(blocks: list[_Block]) -> Iterator[Body]:
    for block in blocks:
        yield read_body(block.text, block.closing.url if block.closing else None)


def _address(value: str) -> str | None:
    return value if value.startswith(("http://", "https://")) and not any(c.isspace() or c in '<>"{}|\\^`' for c in value) else None


def _highlight(block: _Block, body: Body, at: Location, episode: tuple[str, str]) -> Highlight:
    url = _address(block.closing.url) if block.closing else None
    start = block.closing.start if block.closing else None
    opening = " ".join(normal_form(body.content).split()[:_OPENING_WORDS])
    return Highlight(
        key=(markdown.highlight_id(url) if url else None) or stable_key("highlight", *map(normal_form, episode), start, opening),
        url=url,
        start=start,
        title=body.title,
        summary=body.summary,
        takeaways=body.takeaways,
        text=body.text,
        turns=tuple(
            Turn(
                position=position,
                speaker=SpeakerLabel(name=turn.speaker, at=_span(at, turn.first, turn.first)) if turn.speaker else None,
                text=turn.text,
                at=_span(at, turn.first, turn.last),
            )
            for position, turn in enumerate(body.turns, 1)
        ),
        wiki_links=body.wiki_links,
        placeholder=body.placeholder,
        at=(at,),
    )


def _span(at: Location, first: int, last: int) -> Location:
    return Location(path=at.path, line=first + 1, end_line=last + 1)


def _children(block: _Block, ledger: LineLedger, *, duplicate: bool) -> tuple[tuple[Tag, ...], tuple[Note, ...], str | None]:
    """Tags, notes and the date on which the highlight was kept."""
    tags: list[Tag] = []
    notes: list[Note] = []
    created: str | None = None
    for name, lines in block.children:
        numbers = [line.number for line in lines if ledger.document.lines[line.number].strip()]
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
        for number in numbers:
            ledger.put(number, "duplicate" if duplicate else {"Tags": "tags", "Note": "note", "Date": "date"}.get(name, "unread"))
    unique = {tag.label: tag for tag in reversed(tags)}
    return tuple(tag for tag in tags if unique.pop(tag.label, None)), tuple(notes), created


def _date(value: str) -> str | None:
    match = _DATE.search(value)
    if not match or match[1] not in _MONTHS:
        return None
    return f"{match[3]}-{_MONTHS.index(match[1]) + 1:02}-{int(match[2]):02}"
