"""Snipd's plugin for Obsidian, since 2025: one file an episode, one heading with a link a snip.

    ---
    episode_title: …
    from_snipd: true
    ---
    # Title
    ## Episode metadata
    - Guests: [Name](https://share.snipd.com/person/<uuid>), …
    - Mentioned books: [Title](https://share.snipd.com/book/<uuid>) by [Author](https://share.snipd.com/person/<uuid>), …
    ## Snips
    ### ⭐ [Snip's title](https://share.snipd.com/snip/<uuid>) [[tag]]

Owners write templates of their own, so a snip begins where a heading, a callout, a bold line or a list item at the margin holds the
link to it and little else: of these the first kind that the file has, since the others are then the owner's own lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graphbuild.model import Book, Kind
from graphbuild.readers import markdown, snipd_file, snipd_lines
from graphbuild.readers.base import EVERY_KIND, Document, Kinds, LineLedger, ReadResult
from graphbuild.readers.records import make_episode, read_result
from graphbuild.readers.snipd_markdown import timed_heads
from graphbuild.readers.snipd_snips import read_snips
from graphbuild.text import collapse

_MARKS = re.compile(r"^(?:> ?){0,3}(?P<callout>\[![\w-]{1,30}\][+-]? {0,9})?(?:[-*+] {1,9})?(?P<hashes>#{1,6}\s{1,9})?(?P<bold>\*\*)?")
_PERSON = "share.snipd.com/person/"
_BOOK = "share.snipd.com/book/"
_BETWEEN_NAMES = re.compile(r",\s(?!\s?(?:Jr|Sr|Ph\.?D|M\.?D|II|III|IV)\b)")
_LONGEST_HEAD = 3000  # characters
_PREFIX = 3  # words before the link of a heading: `Snip 4:`
_STYLES = ("heading", "callout", "bold", "item")
_STARS = "⭐★🌟"


class SnipdObsidian:
    """The reader of this family."""

    family = "snipd-obsidian"

    def identify(self, document: Document) -> str | None:
        """Snipd's front matter, or its sections or footer together with a line that links to a snip and begins it."""
        shown = snipd_file.is_snipd(document)
        if not shown:
            return None
        if (first := next(_linked(document), None)) is not None:
            return f"{shown}, and a snip headed by its link on line {first[0] + 1}"
        return "front matter `from_snipd: true`" if snipd_file.is_from_plugin(document) else None

    def read(self, document: Document, _kinds: Kinds = EVERY_KIND, /) -> ReadResult:
        """The episode of the file and its snips."""
        ledger = LineLedger(document)
        heads = timed_heads(document, linked_heads(document)) or _heads_above_links(document)
        header, snips = snipd_file.scan(document, ledger, heads)
        work = header.work()
        work.guests = tuple(_guests(header))
        work.books = tuple(_books(header))
        work.complete(document, ledger)
        highlights, found = read_snips(snips, ledger)
        episode = make_episode(document, work, highlights, head=(0, header.last_line))
        said = header.told("snips_count")
        if said.isdecimal() and len(said) < 7 and int(said) != found:
            line = next((n for n, line in enumerate(document.lines) if line.startswith("snips_count")), 0)
            ledger.note(line, "GB111", f"the file says that it holds {int(said)} snips; {found} were found")
        return read_result(document, self.family, Kind.PODCAST, [episode], ledger, found)


READER = SnipdObsidian()


@dataclass(frozen=True, slots=True)
class Link:
    """A Markdown link: what it shows, its address, and the offsets between which it stands."""

    label: str
    url: str
    start: int
    end: int


def links(text: str) -> Iterator[Link]:
    """The links of a text. What one shows may hold brackets."""
    at = 0
    while (middle := text.find("](", at)) >= 0 and (end := text.find(")", middle)) >= 0:
        start = _opening(text, at, middle)
        if start >= 0:
            yield Link(text[start + 1 : middle], text[middle + 2 : end], start, end + 1)
        at = end + 1


def _opening(text: str, first: int, closing: int) -> int:
    """The bracket that the one at `closing` closes; without a partner the first one from `first` on."""
    depth = 0
    for n in range(closing, first - 1, -1):
        if text[n] == "]":
            depth += 1
        elif text[n] == "[":
            depth -= 1
            if depth == 0:
                return n
    return text.find("[", first, closing)


def linked_heads(document: Document) -> dict[int, snipd_file.Head]:
    """The lines that begin a snip by a link to it."""
    found: dict[str, dict[int, snipd_file.Head]] = {style: {} for style in _STYLES}
    for n, style, head in _linked(document):
        found[style][n] = head
    heads: dict[int, snipd_file.Head] = {}
    for each in found.values():
        # After a change of template the old snips keep their shape; the line to play it marks them all.
        heads.update(each if not heads else {n: head for n, head in each.items() if _is_played(document, n)})
    return heads


def _linked(document: Document) -> Iterator[tuple[int, str, snipd_file.Head]]:
    """Each line at the margin that could begin a snip, with its style."""
    fenced = False
    for n, line in enumerate(document.lines):
        if line[:3] == "```":
            fenced = not fenced
        elif fenced:
            continue
        elif snipd_lines.SNIP_ADDRESS in line and len(line) < _LONGEST_HEAD and not line[0].isspace() and (made := _head(line)):
            yield n, *made


def _is_played(document: Document, head: int) -> bool:
    below = (line for line in document.lines[head + 1 : head + 6] if line and not line.isspace())
    return next(below, "").lstrip("> [")[:1] == "🎧"


def _head(line: str) -> tuple[str, snipd_file.Head] | None:
    """The style and the content of a line that begins a snip; None where it only mentions one."""
    marks = _MARKS.match(line)
    link = next((each for each in links(line) if each.url.startswith(snipd_lines.SNIP_ADDRESS)), None)
    if marks is None or link is None:
        return None
    level = snipd_lines.heading_level(marks["hashes"] or "") or 7
    style = "heading" if level < 7 else "callout" if marks["callout"] else "bold" if marks["bold"] else "item"
    before, after = line[marks.end() : link.start], line[link.end :]
    ahead, behind = snipd_lines.without_tags(before), snipd_lines.without_tags(after)
    title: str | None = collapse(link.label.strip("*_ "))
    words = len(ahead.split())
    if not title or not snipd_lines.flat(title) or snipd_lines.is_bare(title):
        # `### Snip's title [🔗](address)`; but `- [source](address)` is a footnote of the owner's.
        if style == "item" or not (ahead or behind):
            return None
        title = ahead or behind
    elif style == "heading":
        if words > _PREFIX or (words and behind):
            return None
        title = f"{title} {behind}".strip()
    elif snipd_lines.flat(ahead) or snipd_lines.flat(behind) or marks.end() == 0:
        return None
    start, end, _ = snipd_lines.times(f"{before} {after}")
    return style, snipd_file.Head(
        level,
        title,
        url=snipd_lines.snip_address(link.url),
        tags=tuple(snipd_lines.tag_labels(f"{before} {after}")),
        favorite=any(star in before or star in after for star in _STARS),
        at=(start, end),
    )


def _heads_above_links(document: Document) -> dict[int, snipd_file.Head]:
    """Where no line begins a snip by its link: the heading above each link to one."""
    heads: dict[int, snipd_file.Head] = {}
    above = -1
    for n, line in enumerate(document.lines):
        if line[:1] == "#" and snipd_lines.heading_level(line) > 1 and snipd_lines.flat(line[:400]) not in snipd_file.NO_TITLES:
            above = n
        elif above >= 0 and snipd_lines.SNIP_ADDRESS in line:
            text = document.lines[above]
            heads[above] = snipd_file.Head(
                snipd_lines.heading_level(text), snipd_lines.heading_text(text) or None, url=snipd_lines.snip_address(line)
            )
            above = -1
    return heads


def _guests(header: snipd_file.Header) -> Iterator[str]:
    """The guests: links, or the list of the front matter, or names between commas."""
    value = header.first(snipd_file.GUESTS)
    given = header.yaml.get("guests", ())
    linked = [each.label for text in (value, *given) for each in links(text) if _PERSON in each.url]
    wiki = markdown.names_of(value) if value.startswith("[[") else []
    names = linked or wiki or given or _BETWEEN_NAMES.split(value)
    yield from dict.fromkeys(name for each in names if (name := snipd_lines.plain(each)))


def _books(header: snipd_file.Header) -> Iterator[Book]:
    """The books. Commas part books and co-authors alike: only where a link leads tells them apart."""
    given = header.yaml.get("mentioned_books", ())
    title: str | None = None
    authors: list[str] = []
    for link in (link for text in (header.first(snipd_file.BOOKS) or "\n".join(given),) for link in links(text)):
        if _BOOK in link.url:
            if title:
                yield Book(title=title, authors=tuple(authors))
            title, authors = collapse(link.label), []
        elif title and _PERSON in link.url:
            authors.append(collapse(link.label))
    if title:
        yield Book(title=title, authors=tuple(authors))
    else:
        yield from (Book(title=name) for each in given if (name := snipd_lines.plain(each)))
