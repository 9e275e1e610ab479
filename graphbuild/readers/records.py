"""From the parts that a reader found to the records that all readers give back: one way to name a highlight and an episode."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from graphbuild.model import AINotes, Book, Episode, Highlight, Kind, Location, Note, Show, SpeakerLabel, Tag, Turn
from graphbuild.readers import markdown
from graphbuild.readers.base import Document, LineLedger, ReadResult, source_of
from graphbuild.readers.body import Body
from graphbuild.text import collapse, exact_form, identity_form, stable_key

UNKNOWN_SHOW = "Unknown show"
UNKNOWN_AUTHOR = "Unknown author"
_USUAL = re.compile(r"^https?://[\w.-]+(?::\d{1,4})?(?:[/?](?:[\w/:?@!$&'()*+,;=.~-]|%[0-9A-Fa-f]{2})*)?(?:#[\w/-]*)?$", re.ASCII)
_HOST = re.compile(r"^[^\s<>\"{}|\\^`%\[\]:/?#@]+$")
_PLAIN = re.compile(r"^(?:[\w/:?@!$&'()*+,;=.~-]|%[0-9A-Fa-f]{2})*$", re.ASCII)
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


@dataclass(slots=True, kw_only=True)
class Work:
    """What the head of an export says: of which episode (or book, article, tweet) the highlights are, and who made it."""

    kind: Kind = Kind.PODCAST
    title: str | None = None
    maker: str | None = None
    url: str | None = None
    published: str | None = None
    hosts: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    books: tuple[Book, ...] = ()

    def shelved(self) -> tuple[Book, ...]:
        """The book itself, where it is one and has a title."""
        return (Book(title=collapse(self.title), authors=self.authors),) if self.kind is Kind.BOOK and self.title else ()

    def complete(self, document: Document, ledger: LineLedger) -> None:
        """Fill in what must not be missing, and say so."""
        if not self.title:
            ledger.note(0, "GB105", "no title")
            self.title = collapse(document.path.rsplit("/", 1)[-1].rsplit(".", 1)[0])
        if self.url and not web_address(self.url):
            ledger.note(0, "GB114", "the link of the episode is no address of the web; it is left out")
        if not self.maker:
            if self.kind is Kind.PODCAST:
                ledger.note(0, "GB104", "nothing names the show")
            self.maker = UNKNOWN_SHOW if self.kind is Kind.PODCAST else UNKNOWN_AUTHOR


def make_highlight(
    body: Body,
    at: Location,
    *,
    url: str | None,
    start: int | None,
    end: int | None = None,
    tags: Sequence[Tag] = (),
    notes: Sequence[Note] = (),
    created: str | None = None,
    favorite: bool = False,
    readwise_id: str | None = None,
) -> Highlight:
    """One highlight. `start` and `end` in seconds. It has a key only where its link carries one: see `resolvers/highlights.py`."""
    url = web_address(url)
    linked = [link for note in notes for link in markdown.wiki_links(note.text)] if notes else []
    return Highlight(
        key=(markdown.highlight_id(url) if url else None) or "",
        url=url,
        start=start,
        end=end,
        title=body.title,
        summary=body.summary,
        takeaways=body.takeaways,
        text=body.text,
        turns=()
        if not body.turns
        else tuple(
            Turn(
                position=position,
                speaker=SpeakerLabel(name=turn.speaker, at=_span(at, turn.first, turn.first)) if turn.speaker else None,
                text=turn.text,
                at=_span(at, turn.first, turn.last),
            )
            for position, turn in enumerate(body.turns, 1)
        ),
        tags=_once(tags) if tags else (),
        notes=tuple(notes),
        wiki_links=tuple(dict.fromkeys([*body.wiki_links, *linked])) if linked else body.wiki_links,
        favorite=favorite,
        created=created,
        placeholder=body.placeholder,
        readwise_id=readwise_id,
        at=(at,),
    )


def make_episode(
    document: Document, work: Work, highlights: Iterable[Highlight], ai_notes: Iterable[AINotes] = (), *, head: tuple[int, int] = (0, 0)
) -> Episode:
    """One episode (or book, article, tweet) of a completed `work`; `head`: the lines (from 0) that name it."""
    if work.title is None or work.maker is None:
        raise ValueError("complete() the work first")
    identity: list[object] = [identity_form(work.maker), identity_form(work.title)]
    url = web_address(work.url)
    highlights = tuple(highlights)
    if work.maker in (UNKNOWN_SHOW, UNKNOWN_AUTHOR) and highlights:  # an "Introduction" of nobody is told apart by what was kept of it
        identity.append(highlights[0].url or words_of(highlights[0]))
    return Episode(
        kind=work.kind,
        key=(markdown.episode_id(url) if url else None) or stable_key("episode" if work.kind is Kind.PODCAST else work.kind, *identity),
        title=work.title,
        show=Show(name=work.maker, at=(document.at(*head),)),
        url=url,
        published=work.published,
        hosts=work.hosts,
        guests=work.guests,
        authors=work.authors,
        books=work.books,
        ai_notes=tuple(ai_notes),
        highlights=highlights,
        at=(document.at(0, len(document.lines) - 1),),
    )


def read_result(
    document: Document, family: str, kind: Kind, episodes: Sequence[Episode], ledger: LineLedger, highlights: int | None = None
) -> ReadResult:
    """What a reader gives back, with the ledger balanced. `highlights`: how many the file holds, where some stand in it twice."""
    if document.replaced_bytes:
        ledger.note(0, "GB106", "some bytes are not UTF-8 and were replaced")
    return ReadResult(
        source=source_of(document, family, kind),
        episodes=tuple(episodes),
        highlights=sum(len(each.highlights) for each in episodes) if highlights is None else highlights,
        non_blank=document.non_blank,
        lines=ledger.balance(),
        diagnostics=tuple(sorted(ledger.diagnostics)),
    )


def web_address(value: str | None) -> str | None:
    """The address with what no address may hold percent-encoded (RFC 3986); None where the value is no address of the web."""
    if value and _USUAL.match(value):
        return value
    if not value or not value.startswith(("http://", "https://")) or any(c.isspace() for c in value):
        return None
    try:
        parts = urlsplit(value)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if not host or not _HOST.match(host):
        return None
    at = parts.netloc.rpartition("@")[2] if port is None else f"{host}:{port}"
    rest = [_encoded(part) for part in (parts.path, parts.query, parts.fragment)]
    return urlunsplit((parts.scheme, at, *rest))


def _encoded(part: str) -> str:
    if _PLAIN.match(part):
        return part
    return quote(_STRAY_PERCENT.sub("%25", part), safe="%/:?@!$&'()*+,;=-._~")


def words_of(of: Highlight | Body) -> str:
    """Everything that was kept of a highlight, case and white space apart: the words by which one without a link is told."""
    return exact_form(all_words(of))


def all_words(of: Highlight | Body) -> str:
    """Everything that was kept of a highlight, part by part, as it is written."""
    parts = [of.title, of.summary, *of.takeaways, of.text, *(turn.text for turn in of.turns)]
    return "\n".join(part for part in parts if part)


def _once(tags: Sequence[Tag]) -> tuple[Tag, ...]:
    """Each tag once, where it stands first."""
    return tuple({tag.label: tag for tag in reversed(tags)}[label] for label in dict.fromkeys(tag.label for tag in tags))


def _span(at: Location, first: int, last: int) -> Location:
    return Location(path=at.path, line=first + 1, end_line=last + 1)
