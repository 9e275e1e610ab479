"""What both of Snipd's own families share: the head of a file, where its snips begin and end.

# Title
## Episode metadata
- Episode title: …               (`::` and [[brackets]] in Snipd's Markdown)
- Show: …
- Episode URL: [Open in Snipd](https://share.snipd.com/episode/<uuid>)
## Snips
### …                            one snip, up to the next
Created with [Snipd](https://www.snipd.com) | …
### …                            snips of a later export: appended below the footer
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graphbuild.readers import snipd_lines
from graphbuild.readers.base import Document, LineLedger
from graphbuild.readers.front_matter import note_odd, read_front_matter
from graphbuild.readers.records import Work
from graphbuild.text import day, normal_form

_FOOTER = "Created with [Snipd]"
_METADATA = ("episode metadata", "metadata", "episode info", "episode details")
_SNIPS = ("snips", "my snips")
_TITLE = ("episode title", "full title", "title", "episode")
_SHOW = ("show", "show title", "podcast", "podcast title")
_URL = ("episode url", "episode link", "snipd url", "snipd link", "url", "link")
_PUBLISHED = ("episode publish date", "publish date", "published", "date published")
GUESTS = ("guests", "guest")
_HOSTS = ("owner / host", "host", "hosts", "show author")
BOOKS = ("mentioned books", "books")
_TOLD_ELSEWHERE = (
    "episode ai description", "episode description", "duration", "episode duration", "show url",
    "show link", "export date", "episode export date", "snips count", "last snip date", "from snipd", "image url", "show notes link",
    "episode duration minutes", "show image url",
)  # fmt: skip
NO_TITLES = frozenset((*snipd_lines.SECTION, *_METADATA, *_SNIPS, *snipd_lines.EPISODE_TRANSCRIPT))
_KEYS = frozenset((*_TITLE, *_SHOW, *_URL, *_PUBLISHED, *GUESTS, *_HOSTS, *BOOKS, *_TOLD_ELSEWHERE))
_YAML = frozenset({"episode_title", "show_title", "from_snipd", "episode_url", "snips_count"})


@dataclass(frozen=True, slots=True)
class Head:
    """The line that begins a snip. `level`: 1 to 6, or 7 where it is no heading; `at`: the seconds between which it lies."""

    level: int
    title: str | None
    url: str | None = None
    tags: tuple[str, ...] = ()
    favorite: bool = False
    at: tuple[int | None, int | None] = (None, None)


@dataclass(slots=True)
class Snip:
    """A snip's head, its line (from 0), and the lines below it that are not blank; `finished`: its last part has begun."""

    head: Head
    first: int
    lines: list[int] = field(default_factory=list)
    finished: bool = False


@dataclass(slots=True)
class Header:
    """What the file says of the episode: in its front matter, its first heading and its metadata."""

    yaml: dict[str, tuple[str, ...]] = field(default_factory=dict)
    heading: str | None = None
    values: dict[str, str] = field(default_factory=dict)
    last_line: int = 0

    def work(self) -> Work:
        """The episode; the body's own words go before the front matter, which owners and YAML spoil."""
        link = self.first(_URL) or next((value for value in self.values.values() if "/share.snipd.com/episode/" in value), "")
        address = snipd_lines.ADDRESS.search(link) or snipd_lines.ADDRESS.search(self.told("episode_url"))
        published = snipd_lines.DATE.search(self.first(_PUBLISHED)) or snipd_lines.DATE.search(self.told("episode_publish_date"))
        owner = snipd_lines.plain(self.first(_HOSTS)) or snipd_lines.plain(self.told("show_author"))
        return Work(
            title=snipd_lines.plain(self.first(_TITLE))
            or self._heading()
            or snipd_lines.plain(self.told("episode_title"))
            or snipd_lines.plain(self.told("title"))
            or None,
            maker=snipd_lines.plain(self.first(_SHOW)) or snipd_lines.plain(self.told("show_title")) or None,
            url=address[0] if address else None,
            published=day(published[0]) if published else None,
            hosts=(owner,) if owner else (),
        )

    def first(self, keys: tuple[str, ...]) -> str:
        """The value of the first of these keys that has one in the body."""
        return next((self.values[key] for key in keys if self.values.get(key)), "")

    def told(self, key: str) -> str:
        """The one value of a key of the front matter."""
        return next((value for value in self.yaml.get(key, ()) if value), "")

    def _heading(self) -> str | None:
        """The first heading, unless it is the front matter's title made fit for a file name (`#77 …` -> `_77 …`)."""
        given = snipd_lines.plain(self.told("episode_title"))
        if self.heading and given and normal_form(given) == normal_form(self.heading.replace("_", " ")):
            return given
        return self.heading


def is_snipd(document: Document) -> str | None:
    """By what the file shows that Snipd wrote it, in words for its owner."""
    if document.headings & {"episode metadata", "snips"}:
        return "a section “Episode metadata” or “Snips”"
    if _FOOTER in document.text and any(line.startswith(_FOOTER) for line in document.lines):
        return "the footer “Created with Snipd”"
    return "`from_snipd: true`" if is_from_plugin(document) else None


def is_from_plugin(document: Document) -> bool:
    """Whether the front matter says `from_snipd: true`, wherever and however broken it stands."""
    return "from_snipd:" in document.text and any(
        line[:11] == "from_snipd:" and line[11:].strip(" \"'").casefold() == "true" for line in document.lines[:500]
    )


def scan(document: Document, ledger: LineLedger, heads: Mapping[int, Head]) -> tuple[Header, list[Snip]]:
    """What is told of the episode, and the snips. Each line outside of a snip gets its bucket here."""
    header, snips, lines = Header(), list[Snip](), document.lines
    snip: Snip | None = None
    state, n = "head", -1
    while n + 1 < len(lines):
        n += 1
        line = lines[n]
        if n in heads:
            snip = Snip(heads[n], n)
            snips.append(snip)
            state = "snip"
        elif not line or line.isspace():
            continue
        elif line[0] == "#" and (level := snipd_lines.heading_level(line)):
            state = _heading(n, level, state, snip, header, ledger)
        elif line[:3] == "---" and (end := _front_matter(n, header, document, ledger)):
            n, state = end, "head"
        elif _FOOTER in line[:300]:
            ledger.put(n, "footer")
            state = "rest"
        elif state == "snip" and snip:
            snip.lines.append(n)
            if (line[0] in "-*_" and snipd_lines.is_rule(line)) or (line[0] == "<" and "ranscript" in line[:200]):
                snip.finished = True
        else:
            _outside(n, line, state, header, ledger)
        if not snips:
            header.last_line = n
    return header, snips


def _heading(n: int, level: int, state: str, snip: Snip | None, header: Header, ledger: LineLedger) -> str:
    """The state after a heading that begins no snip."""
    name = snipd_lines.heading_text(ledger.document.lines[n])
    known = snipd_lines.flat(name)
    if (
        state == "snip"
        and snip
        and not (level == 1 and name == header.heading)
        and known not in (*_METADATA, *_SNIPS, *snipd_lines.EPISODE_TRANSCRIPT)
    ):
        section = snipd_lines.SECTION.get(known)
        if level > snip.head.level or not snip.finished or section not in (None, "note"):
            snip.lines.append(n)
            snip.finished = snip.finished or section == "transcript"
            return state
    ledger.put(n, "heading")
    if known in _METADATA:
        return "metadata"
    if known in snipd_lines.EPISODE_TRANSCRIPT:
        ledger.note(n, "GB103", "the transcript of the whole episode is no highlight; it is left out")
        return "episode"
    if level == 1 and known not in _SNIPS:
        again = header.heading == name
        header.heading = header.heading or name or None
        return "head" if again or snip is None else "rest"
    return "head" if snip is None else "rest"


def _front_matter(n: int, header: Header, document: Document, ledger: LineLedger) -> int:
    """The last line of the front matter that begins on line `n`; 0 where none does. Below the top only Snipd's own counts."""
    top = all(ledger.is_blank(k) for k in range(n))
    if not top and ":" not in "".join(document.lines[n + 1 : n + 2])[:60]:  # a rule
        return 0
    found = read_front_matter(document.lines, n)
    if found.lines[1] <= n or found.lines[0] != n or not (top or _YAML & set(found.values)):
        return 0
    if any(snipd_lines.heading_level(line) > 1 for line in document.lines[n : found.lines[1]]):  # left open: its end is a rule far below
        return 0
    ledger.put_rest(*found.lines, "front-matter")
    note_odd(found, ledger)
    for key, values in found.values.items():
        header.yaml.setdefault(key, values)
    return found.lines[1]


def _outside(n: int, line: str, state: str, header: Header, ledger: LineLedger) -> None:
    """A line that is in no snip."""
    key, value = snipd_lines.key_and_value(line)
    bucket = "preamble"
    if snipd_lines.is_rule(line):
        bucket = "rule"
    elif state == "episode":
        bucket = "other"
    elif key in _KEYS or (key and state == "metadata"):
        header.values.setdefault(key, value)
        bucket = "metadata"
    elif line[:2] == "![":
        bucket = "cover"
    elif state == "rest":
        bucket = "other"
        ledger.note(n, "GB103", "this line stands below the snips but belongs to none")
    elif state == "metadata":
        bucket = state
    ledger.put(n, bucket)
