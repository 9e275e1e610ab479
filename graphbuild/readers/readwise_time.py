"""Readwise by an owner's template that heads each highlight with its time: no link, no list item.

    ---
    full Title: …
    author: …
    category: podcasts
    url: https://share.snipd.com/episode/<uuid>
    ---
    source:: [[snipd]]
    ### Time 0:12:59
    [[2024-05-04]] 10:20
    > Highlight's title
    > Summary:
    > …
    > Transcript:
    > …

Keys may stand in the front matter or as `key:: value` lines. A highlight is known by episode, time and words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from graphbuild.model import Highlight, Kind, Note, Tag
from graphbuild.readers import markdown
from graphbuild.readers.base import EVERY_KIND, Document, Kinds, LineLedger, ReadResult
from graphbuild.readers.body import Line, plain_body, read_body
from graphbuild.readers.front_matter import take_front_matter, unquoted
from graphbuild.readers.records import Work, make_episode, make_highlight, read_result
from graphbuild.text import collapse, moment, seconds

_TIME = re.compile(r"^#{1,6}\s+\[?(?:Time|Location|Page)[\s:]*(?P<clock>\d+(?::\d\d){0,2})\]?(?:\((?P<url>[^()\s]{1,2000})\))?\s*$")
_PROPERTY = re.compile(r"^(?:[-*]\s+)?\*{0,2}([A-Za-z][\w -]{0,40}?)\*{0,2}::?\*{0,2}(?:\s+(.*))?$")
_DATE = re.compile(r"^\[{0,2}(\d{4}-\d\d-\d\d)\]{0,2}((?:[ T]+\d{1,2}:\d\d(?::\d\d)?)?)\s*$")
_QUOTE = re.compile(r"^\s*>\s?")
_CHILD = re.compile(r"^\s*(?:[-*]\s+)?\*{0,2}(tags?|notes?)\*{0,2}::?\*{0,2}(?:\s+(.*))?$", re.IGNORECASE)
_PLAYER = re.compile(r"snipd|airr|momento|readwise|podcast", re.IGNORECASE)
_LONGEST_HEAD = 20_000  # characters
_HEAD = 400  # lines within which the first highlight begins
_TITLE = ("full title", "title", "episode", "episode title")
_MAKER = ("author", "authors", "show", "podcast", "show title")
_URL = ("url", "link", "source url", "episode url")
_CATEGORY = ("category", "type", "media", "kind")


class ReadwiseTime:
    """The reader of this family."""

    family = "readwise-time"

    def identify(self, document: Document) -> str | None:
        """A word of podcasts or players in the head, a heading that names a time, and under one of them a passage quoted."""
        if not any(name.startswith(("time", "[time")) for name in document.headings) or not _PLAYER.search(document.text[:_LONGEST_HEAD]):
            return None
        for n, line in enumerate(document.lines[:_HEAD]):
            if line[:1] == "#" and (match := _TIME.match(line[:3000])) and ":" in match["clock"]:
                near = document.lines[n + 1 : n + 8]
                if any(_QUOTE.match(each) for each in near) or any(_DATE.match(each[:100]) for each in near):
                    return f"a heading with the time of a highlight on line {n + 1}, and its words below"
        return None

    def read(self, document: Document, _kinds: Kinds = EVERY_KIND, /) -> ReadResult:
        """The episode of the file."""
        ledger = LineLedger(document)
        matter = take_front_matter(document, ledger)
        values = {key: value for key in matter.values if (value := matter.one(key))}
        drafts, last = _scan(document, ledger, values, matter.lines[1] + 1)
        work = _work(values)
        work.complete(document, ledger)
        from_snipd = "snipd" in " ".join(values.values()).casefold()
        highlights = [_highlight(draft, work.kind, ledger, from_snipd=from_snipd) for draft in drafts]
        episode = make_episode(document, work, highlights, head=(0, last))
        return read_result(document, self.family, work.kind, [episode], ledger)


READER = ReadwiseTime()


@dataclass(slots=True)
class _Draft:
    """One highlight as it is met."""

    first: int
    last: int
    url: str | None
    start: int | None
    created: str | None = None
    text: list[Line] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def _scan(document: Document, ledger: LineLedger, values: dict[str, str], first: int) -> tuple[list[_Draft], int]:
    """The highlights, and the last line (from 0) of the head."""
    drafts: list[_Draft] = []
    last = 0
    for n in range(first, len(document.lines)):
        line = document.lines[n]
        if not line or line.isspace():
            continue
        if line[:1] == "#" and (match := _TIME.match(line[:3000])):
            start = seconds(match["clock"]) if ":" in match["clock"] else None
            if ":" in match["clock"] and start is None:
                ledger.note(n, "GB109", "the time of this highlight is none that a clock can show; it is left out")
            drafts.append(_Draft(n, n, match["url"], start))
            ledger.put(n, "heading")
        elif line[:1] == "#" and markdown.HEADING.match(line[:400]):
            if not drafts and line.startswith("# "):
                values.setdefault("title", collapse(line[2:]))
            ledger.put(n, "heading")
        elif drafts:
            _line(n, line, drafts[-1], ledger)
        else:
            last = n
            match = _PROPERTY.match(line[:5000])
            if match and "::" in line:
                values.setdefault(match[1].strip().casefold(), unquoted(collapse(match[2] or "")))
            ledger.put(n, "metadata" if match else "cover" if line.startswith("![") else "preamble")
    return drafts, last


def _line(n: int, line: str, draft: _Draft, ledger: LineLedger) -> None:
    """One line under a time."""
    draft.last = n
    quoted = _QUOTE.match(line)
    if quoted:
        draft.text.append(Line(n, line[quoted.end() :].strip()))
    elif not draft.text and (match := _DATE.match(line[:100])):
        draft.created = moment(f"{match[1]} {match[2].strip()}")
        ledger.put(n, "date")
    elif draft.text and (match := _CHILD.match(line)):
        value = (match[2] or "").strip()
        if match[1].casefold().startswith("tag"):
            draft.tags.extend(Tag(label=label, at=ledger.document.at(n)) for label in markdown.tags(value))
            ledger.put(n, "tags")
        else:
            if value:
                draft.notes.append(Note(text=value, at=ledger.document.at(n)))
            ledger.put(n, "note")
    elif draft.notes and line.startswith((" ", "\t")):
        draft.notes[-1] = Note(text=f"{draft.notes[-1].text}\n{line.strip()}", at=draft.notes[-1].at)
        ledger.put(n, "note")
    elif line.strip().strip("-*_") == "":
        ledger.put(n, "rule")
    elif not draft.tags and not draft.notes:
        draft.text.append(Line(n, line.strip()))  # a template without quotation marks
    else:
        ledger.put(n, "other")
        ledger.note(n, "GB103", "this line stands under the highlights but belongs to none")


def _highlight(draft: _Draft, kind: Kind, ledger: LineLedger, *, from_snipd: bool) -> Highlight:
    url = draft.url or ("https://share.snipd.com/" if from_snipd else None)
    body = read_body(draft.text, url) if kind is Kind.PODCAST else plain_body(draft.text)
    for line in draft.text:
        if not ledger.is_blank(line.number):
            ledger.put(line.number, body.buckets.get(line.number, "text"))
    at = ledger.document.at(draft.first, draft.last)
    return make_highlight(body, at, url=draft.url, start=draft.start, tags=draft.tags, notes=draft.notes, created=draft.created)


def _work(values: dict[str, str]) -> Work:
    def first(keys: tuple[str, ...]) -> str:
        return next((values[key] for key in keys if values.get(key)), "")

    kind = next((kind for key in _CATEGORY if (kind := markdown.kind_of(values.get(key, "")))), Kind.PODCAST)
    makers = markdown.names_of(first(_MAKER))
    return Work(
        kind=kind,
        title=markdown.name_of(first(_TITLE)),
        maker=", ".join(makers) or None,
        url=first(_URL) or None,
        authors=() if kind is Kind.PODCAST else tuple(makers),
    )
