r"""Readwise's API as JSON: pages of books with their highlights (`/export/`), whatever wraps them.

    {"count": 2, "nextPageCursor": null, "results": [
      {"user_book_id": 1, "title": "…", "author": "Show", "source": "snipd", "category": "podcasts", "source_url": "…", "highlights": [
        {"id": 7, "text": "Title\n\nTranscript:\nSpeaker 1\n…", "note": "", "location": 916, "location_type": "time_offset",
         "highlighted_at": "…", "url": "https://share.snipd.com/snip/<uuid>", "is_favorite": false, "is_discard": false,
         "tags": [{"id": 3, "name": "…"}]}]}]}

Also a bare list of books, pages one after another, and JSON Lines of pages, books or highlights that name their book. Objects are
read one by one, so that a file that breaks off is read up to there and one of 100 MB is never wholly in memory as objects.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphbuild.model import AINotes, Highlight, Kind, Note, Tag
from graphbuild.readers import markdown
from graphbuild.readers.accounts import Tally, date_of, is_spoken, read_labels, seconds_of, spoken_body
from graphbuild.readers.base import EVERY_KIND, Document, Kinds, LineLedger, ReadResult
from graphbuild.readers.body import Line, plain_body
from graphbuild.readers.json_stream import objects
from graphbuild.readers.records import Work, make_episode, make_highlight, read_result
from graphbuild.text import collapse, nfc

_BOOK_ID = re.compile(r'"user_book_id"\s*+:')
_HIGHLIGHTS = re.compile(r'"highlights"\s*+:')
_TEXT = re.compile(r'"text"\s*+:')
_TITLE = re.compile(r'"(?:book_|readable_)?title"\s*+:')
_KEPT = re.compile(r'"(?:highlighted_at|location_type)"\s*+:')
_READER = re.compile(r'"(?:reading_progress|word_count)"\s*+:')
_SPOKEN_SOURCES = frozenset({"snipd", "airr", "momento"})


class ReadwiseJson:
    """The reader of this family."""

    family = "readwise-json"

    def identify(self, document: Document) -> str | None:
        """JSON with Readwise's number of a book, with a list of highlights, or with highlights that name their book."""
        if document.first_line().lstrip()[:1] not in ("{", "["):
            return None
        if _holds(document, _BOOK_ID):
            return "JSON with “user_book_id”"
        if not _holds(document, _TEXT):
            return None
        if _holds(document, _HIGHLIGHTS):
            return "JSON with “highlights” that have a “text”"
        if _holds(document, _KEPT) and _holds(document, _TITLE):
            return "JSON with highlights that name their book"
        return None

    def read(self, document: Document, _kinds: Kinds = EVERY_KIND, /) -> ReadResult:
        """Every book, article and podcast, each with its highlights."""
        ledger = LineLedger(document)
        reading = _Reading(document, ledger, Tally(ledger))
        for first, last, value in objects(document, ledger):
            reading.add(value, first, last)
        return reading.result()


READER = ReadwiseJson()


def reader_documents(document: Document) -> bool:
    """Whether this is a list of Readwise Reader's documents: what the owner saved, without what he highlighted in it."""
    if document.first_line().lstrip()[:1] not in ("{", "["):
        return False
    return _holds(document, _READER) and "read.readwise.io" in document.text and READER.identify(document) is None


def _holds(document: Document, what: re.Pattern[str]) -> bool:
    return what.search(document.text) is not None


def _text(of: Mapping[str, Any], *names: str) -> str:
    """The first of these members that holds a text (a number counts as one), clean enough for a graph; else the empty string."""
    for name in names:
        value = of.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if isinstance(value, str) and (value := value.strip()):
            if not value.isascii():  # escapes can hold halves of characters
                value = nfc(value.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
            return value.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")
    return ""


def _is(of: Mapping[str, Any], *names: str) -> bool:
    return any(of.get(name) in (True, "true") for name in names)


def _tags(value: object) -> list[str]:
    """Names of tags: of objects, as a list of texts, or as one text with commas."""
    if isinstance(value, str):
        return _text({"": value}, "").split(",")
    each = value if isinstance(value, list) else []
    return [name for tag in each if (name := _text(tag if isinstance(tag, dict) else {"name": tag}, "name"))]


@dataclass(slots=True)
class _Group:
    """One book or episode: what it is, the lines that name it, and what was kept of it."""

    work: Work
    head: tuple[int, int]
    highlights: list[Highlight] = field(default_factory=list)
    ai_notes: list[AINotes] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    """What was read of one file so far."""

    document: Document
    ledger: LineLedger
    tally: Tally
    groups: dict[tuple[Kind, str, str], _Group] = field(default_factory=dict)
    seen: set[tuple[object, ...]] = field(default_factory=set)
    different: int = 0
    without: list[tuple[int, int, str]] = field(default_factory=list)

    def add(self, value: Mapping[str, Any], first: int, last: int) -> None:
        """A page, a book, or a highlight that names its book, on lines `first` to `last` (from 0)."""
        results = value.get("results")
        for book in results if isinstance(results, list) else [value]:
            if not isinstance(book, dict):
                continue
            items = book.get("highlights")
            if isinstance(items, list) and (_named(book) or not any(isinstance(item, dict) and _named(item) for item in items)):
                self._book(book, items, first, last)
                continue
            for item in items if isinstance(items, list) else [book]:
                if isinstance(item, dict) and _named(item) and "text" in item:
                    self._book(item, [item], first, last)
                elif isinstance(item, dict) and "text" in item:
                    self.tally.add("GB103", first)

    def result(self) -> ReadResult:
        """All of it."""
        for first, last, bucket in self.without:
            self.ledger.put_rest(first, last, bucket)
        self.ledger.put_rest(0, len(self.document.lines) - 1, "other")
        self.tally.tell()
        full = [group for group in self.groups.values() if group.highlights or group.ai_notes]
        for group in full:
            group.work.complete(self.document, self.ledger)
        episodes = [make_episode(self.document, each.work, each.highlights, each.ai_notes, head=each.head) for each in full]
        kinds = Counter(each.kind for each in episodes)
        kind = Kind.PODCAST if Kind.PODCAST in kinds else next((kind for kind, _ in kinds.most_common(1)), Kind.BOOK)
        return read_result(self.document, READER.family, kind, episodes, self.ledger, self.different)

    def _book(self, book: Mapping[str, Any], items: list[Any], first: int, last: int) -> None:
        if _is(book, "is_deleted"):
            self.tally.add("GB112", first, len(items))
            self.without.append((first, last, "discarded"))
            return
        kind = _kind(book, items)
        title, makers = collapse(_named(book)), markdown.names_of(_text(book, "author", "book_author"))
        identity = (kind, title, ", ".join(makers))
        if identity not in self.groups:
            self.groups[identity] = _Group(
                Work(
                    kind=kind,
                    title=title or None,
                    maker=identity[2] or None,
                    url=_text(book, "source_url", "unique_url") or None,
                    authors=() if kind is Kind.PODCAST else tuple(makers),
                ),
                (first, last),
            )
        group = self.groups[identity]
        buckets = {self._highlight(item if isinstance(item, dict) else {}, group, identity, first, last) for item in items}
        bucket = next((each for each in ("text", "duplicate", "discarded") if each in buckets), "empty")
        if bucket == "text":
            self.ledger.put_rest(first, last, bucket)
        else:  # a line that holds another record too is that one's
            self.without.append((first, last, bucket))

    def _highlight(self, item: Mapping[str, Any], group: _Group, identity: tuple[Kind, str, str], first: int, last: int) -> str:
        """Read one highlight; give the bucket of its line."""
        labels = read_labels(_tags(item.get("tags")), _text(item, "note"))
        text, url = _text(item, "text"), _text(item, "url")
        if _is(item, "is_discard", "is_deleted") or labels.discarded:
            self.tally.add("GB112", first)
            return "discarded"
        spoken = identity[0] is Kind.PODCAST
        if not (text or (spoken and (labels.note or markdown.highlight_id(url)))):
            self.tally.add("GB113", first)
            return "empty"
        at, start = self.document.at(first, last), None
        link = url if markdown.is_podcast_link(url) else None
        if spoken:
            body, link, start = spoken_body(text, first, grows=False, url=link)
            body.placeholder = body.placeholder or not text
        else:
            body = plain_body([Line(first, text)])
        same = (*identity, _text(item, "id") or link, text, _text(item, "location"), link)
        again = same in self.seen
        self.seen.add(same)
        if again:
            self.tally.add("GB107", first)
        if body.ai_notes:
            group.ai_notes.extend([] if again else [AINotes(items=body.takeaways, url=link, at=at)])
            return "duplicate" if again else "text"
        self.different += not again
        if item.get("location_type") == "time_offset" and (location := item.get("location")) is not None:
            start = seconds_of(location)
            if start is None:
                self.tally.add("GB109", first)
        if spoken and not link:
            self.tally.add("GB101", first)
        group.highlights.append(
            make_highlight(
                body,
                at,
                url=link,
                start=start,
                tags=[Tag(label=label, at=at) for label in labels.tags],
                notes=[Note(text=labels.note, at=at)] if labels.note else (),
                created=date_of(item.get("highlighted_at")),
                favorite=labels.favorite or _is(item, "is_favorite"),
                readwise_id=_text(item, "id") or None,
            )
        )
        return "duplicate" if again else "text"


def _named(of: Mapping[str, Any]) -> str:
    return _text(of, "book_title", "title", "readable_title")


def _kind(book: Mapping[str, Any], items: list[Any]) -> Kind:
    """By its category; else by what its highlights are like."""
    if kind := markdown.kind_of(_text(book, "category")):
        return kind
    spoken = _text(book, "source").casefold() in _SPOKEN_SOURCES or any(
        item.get("location_type") == "time_offset" or markdown.is_podcast_link(_text(item, "url")) or is_spoken(_text(item, "text"))
        for item in items
        if isinstance(item, dict)
    )
    return Kind.PODCAST if spoken else Kind.BOOK
