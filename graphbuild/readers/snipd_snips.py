"""One snip, in Snipd's own Markdown and in its plugin's: which part each of its lines belongs to.

Above the quote and the transcript stands what the machine (or the owner, for he may edit it) says of it: a paragraph is the
summary, a list the takeaways. A quote is the snip's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from graphbuild.model import Highlight, Note, Tag
from graphbuild.readers import markdown, snipd_file, snipd_lines
from graphbuild.readers.base import LineLedger
from graphbuild.readers.body import Body, Line
from graphbuild.readers.records import make_highlight
from graphbuild.readers.snipd_transcript import read_turns, spoken
from graphbuild.text import collapse

_PLACEHOLDER = re.compile(r"^\d+\s?(?:min|sec|s|m)\s+Snip$", re.IGNORECASE)
_PLAYER = ("<iframe", "<audio", "<source", "</audio", "</iframe", "<video", "</video")
_FOLD = ("<details", "<summary", "</details", "</summary")
_LONGEST_ABOUT = 2000  # characters of a line that holds tags, or where to play the snip
_ODD = "neither words of the snip nor about it; left out"


@dataclass(slots=True)
class _Parts:
    """What is found in a snip, line by line."""

    buckets: dict[int, str] = field(default_factory=dict)
    summary: list[str] = field(default_factory=list)
    takeaways: list[list[str]] = field(default_factory=list)
    quote: list[Line] = field(default_factory=list)
    caption: list[Line] = field(default_factory=list)
    spoken: list[Line] = field(default_factory=list)
    note: list[Line] = field(default_factory=list)
    tags: list[tuple[str, int]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    item_on: int = -2
    marked: bool = False
    url: str | None = None
    at: tuple[int | None, int | None] = (None, None)
    created: str | None = None
    favorite: bool = False


def read_snips(snips: Iterable[snipd_file.Snip], ledger: LineLedger) -> tuple[list[Highlight], int]:
    """The highlight of each snip, each line put into its bucket; and how many there are, one that stands there twice counted once."""
    made: list[Highlight] = []
    seen: dict[object, set[str]] = {}
    for snip in snips:
        parts = _read(snip, ledger)
        body = _body(snip, parts)
        url = snip.head.url or parts.url
        known = seen.setdefault(url or snip.first, set())
        again, other_words = body.content in known, bool(known)
        known.add(body.content)
        for n, bucket in parts.buckets.items():
            ledger.put(n, "duplicate" if again else bucket)
            if bucket == "other" and not again:
                ledger.note(n, "GB103", _ODD)
        if again:
            ledger.note(snip.first, "GB107", "this snip stands in the file a second time; it is counted once")
        elif other_words:
            ledger.note(snip.first, "GB107", "this snip stands in the file a second time, in other words; the later ones are taken")
        elif url is None:
            ledger.note(snip.first, "GB101", "this snip has no link")
        document = ledger.document
        last = max((n for n, bucket in parts.buckets.items() if bucket not in ("rule", "other")), default=snip.first)
        start, end = snip.head.at if snip.head.at[0] is not None else parts.at
        note = (
            Note(text="\n".join(line.text for line in parts.note), at=document.at(parts.note[0].number, parts.note[-1].number))
            if parts.note
            else None
        )
        made.append(
            make_highlight(
                body,
                document.at(snip.first, last),
                url=url,
                start=start,
                end=end,
                tags=[Tag(label=label, at=document.at(n)) for label, n in parts.tags],
                notes=[note] if note else [],
                created=parts.created,
                favorite=snip.head.favorite or parts.favorite,
            )
        )
    return made, len(seen)


def _read(snip: snipd_file.Snip, ledger: LineLedger) -> _Parts:
    """Each line of the snip into the part that it belongs to."""
    lines = ledger.document.lines
    parts = _Parts(buckets={snip.first: "title"}, tags=[(label, snip.first) for label in snip.head.tags])
    labelled = any("ranscript" in lines[n][:60] for n in snip.lines)
    section = "machine"
    for n in snip.lines:
        line = lines[n].strip()
        text = line.lstrip("> \t") if line[0] == ">" else line
        if not text:
            parts.buckets[n] = "quote" if section == "quote" else "label"
            continue
        first = text[0]
        if first == "<" and text.startswith(_PLAYER):
            parts.buckets[n] = "player"
        elif first == "<" and text.startswith(_FOLD):
            section, rest = _fold(text, section, parts)
            parts.buckets[n] = "label"
            if rest:
                _put(Line(n, rest), section, parts, quoted=False)
        elif first in "-*_" and snipd_lines.is_rule(text):
            parts.buckets[n] = "rule"
            section = _after(section, parts)
        elif (len(text) <= snipd_lines.LONGEST_LABEL or first == "*") and (label := snipd_lines.label_of(text, section)):
            section, rest = label
            parts.buckets[n] = "label"
            if rest:
                _put(Line(n, rest), section, parts, quoted=False)
        elif first == "#" and not text.strip("#"):
            parts.buckets[n] = "heading"
        elif first == "#" and snipd_lines.heading_level(text):
            if section in ("machine", "takeaways"):
                _put(Line(n, snipd_lines.heading_text(text)), "machine", parts, quoted=False)
            else:
                section = "note"
                parts.buckets[n] = "heading"
        elif (first in "🎧[" or (len(text) < _LONGEST_ABOUT and section in ("machine", "takeaways", "after"))) and _about(
            n, text, section, parts, ledger
        ):
            pass
        else:
            if section == "machine" and not labelled and first == "*" and spoken(text)[1] and spoken(text)[0]:
                section = "transcript"
            _put(Line(n, text), section, parts, quoted=line[0] == ">", indented=lines[n][0] in " \t")
    return parts


def _after(section: str, parts: _Parts) -> str:
    """The section below the end of one: words there are the machine's where none stood above, else nobody's."""
    if section in ("machine", "takeaways"):
        return section
    return "after" if parts.summary or parts.takeaways else "machine"


def _fold(text: str, section: str, parts: _Parts) -> tuple[str, str]:
    """The section after a line of `<details>`, and the words that stand on it."""
    if text.startswith("</"):
        return _after(section, parts), text.partition(">")[2].strip()
    name, mark, rest = text.partition("<summary>")[2].partition("</summary>")
    found = snipd_lines.label_of(f"#{name}", section)
    return found[0] if found else section, (rest if mark else text.partition(">")[2]).strip()


def _about(n: int, text: str, section: str, parts: _Parts, ledger: LineLedger) -> bool:
    """Whether the line only tells about the snip: where to play it, its tags, when it was kept."""
    if not (text[0] == "🎧" or text[:2] == "[🎧"):
        if text.strip("⭐★🌟️ ") == "":
            parts.favorite = True
            parts.buckets[n] = "label"
            return True
        if labels := snipd_lines.tags_of(text, alone=section == "machine" and not parts.summary and not parts.takeaways):
            parts.tags.extend((label, n) for label in labels)
            parts.buckets[n] = "tags"
            return True
        if text[:2] == "![":
            parts.buckets[n] = "cover"
            return True
        if not ((":" in text or "/" in text or "-" in text) and snipd_lines.is_bare(text)):
            return False
    start, end, named = snipd_lines.times(text)
    kept = snipd_lines.date_of(text)
    address = snipd_lines.snip_address(text)
    if not (named or kept or address or "://" in text):
        return False
    if kept:
        parts.created = parts.created or kept
    elif parts.at[0] is None and "uration" not in text:
        parts.at = (start, end)
        if named and start is None:
            ledger.note(n, "GB109", "the time of this snip is none that a clock can show; it is left out")
    parts.url = parts.url or address
    parts.buckets[n] = "date" if kept else "player"
    return True


def _put(line: Line, section: str, parts: _Parts, *, quoted: bool, indented: bool = False) -> None:
    """A line of words into its part."""
    text = line.text[line.text.find("]") + 1 :].lstrip("+- ") if line.text[:2] == "[!" else line.text
    if not text:  # a callout without a title
        parts.buckets[line.number] = "label"
        return
    text = text.replace("\\|", "|") if "[[" in text else text
    parts.words.append(text)
    line = Line(line.number, markdown.without_brackets(text) if "[[" in text else text)
    n = line.number
    if section == "transcript":
        parts.spoken.append(line)
    elif section == "quote":
        parts.marked = parts.marked or quoted
        (parts.caption if parts.marked and not quoted else parts.quote).append(line)
    elif section == "note":
        parts.note.append(line)
        parts.buckets[n] = "note"
    elif section == "after":
        parts.buckets[n] = "other"
    elif (text[0] in "-*+•\\" or text[0].isdigit()) and markdown.is_list_item(text[:20]):
        parts.takeaways.append([markdown.item_text(line.text)])
        parts.item_on, parts.buckets[n] = n, "takeaways"
    elif parts.item_on == n - 1 and (indented or section == "takeaways"):
        parts.takeaways[-1].append(collapse(line.text))
        parts.item_on, parts.buckets[n] = n, "takeaways"
    elif section == "takeaways":
        parts.takeaways.append([collapse(line.text)])
        parts.item_on, parts.buckets[n] = n, "takeaways"
    else:
        parts.summary.append(collapse(line.text))
        parts.buckets[n] = "summary"


def _body(snip: snipd_file.Snip, parts: _Parts) -> Body:
    """The parts as the graph keeps them. A quote is the snip's text; its caption the summary, where there is no other."""
    title = snip.head.title
    body = Body(title=collapse(markdown.without_brackets(title)) or None if title else None)
    body.content = "\n".join([title or "", *parts.words])
    body.wiki_links = tuple(dict.fromkeys(markdown.wiki_links(body.content))) if "[[" in body.content else ()
    body.turns = read_turns(parts.spoken, parts.buckets)
    about_quote = "quote" if parts.summary or parts.takeaways else "summary"
    quote = [*parts.quote, *parts.caption] if about_quote == "quote" else parts.quote
    body.summary = "\n".join(parts.summary or ([] if parts.takeaways else [collapse(line.text) for line in parts.caption])) or None
    body.takeaways = tuple(item for each in parts.takeaways if (item := " ".join(each).strip()))
    body.text = "\n".join(line.text for line in quote) or None
    parts.buckets.update((line.number, about_quote) for line in parts.caption)
    parts.buckets.update((line.number, "quote" if body.turns else "text") for line in parts.quote)
    if not (body.turns or body.summary or body.takeaways or body.text) and (not body.title or _PLACEHOLDER.match(body.title)):
        body.title, body.placeholder = None, True
    return body
