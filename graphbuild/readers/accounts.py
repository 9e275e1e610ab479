"""What the exports of a whole account share (CSV, API): labels with Readwise's actions among them, dates, places, podcasts by their words.

A note may begin with actions, `.h1` (a heading), `.c1` (to be joined with the next), `.favorite`, `.discard`, or with tags, `.word`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from graphbuild.readers import markdown
from graphbuild.readers.base import LineLedger
from graphbuild.readers.body import Body, Line, read_body
from graphbuild.text import collapse, moment, seconds

COLOURS = frozenset({"yellow", "blue", "pink", "orange", "green", "purple"})  # of the marker pen: no topics
_INLINE = re.compile(r"\s*+\.([^\W\d][\w/-]*+)(?=\s|$)")
_ACTION = re.compile(r"h[1-6]|c[0-9]{1,2}|discard|favorite")
_TRANSCRIPT = re.compile(r"^[ \t]*+\*{0,2}Transcript\*{0,2}:\*{0,2}[ \t]*+$", re.MULTILINE)
_NUMBER = re.compile(r"[0-9]{1,7}(?:\.[0-9]{0,9})?")
_CLOCK = re.compile(r"[0-9]{1,3}(?::[0-9]{2}){1,2}")
_TOLD = {
    "GB101": "highlights without a link; the first is here",
    "GB103": "highlights whose book or episode nothing names; the first is here",
    "GB107": "highlights that stand in the file a second time and are counted once; the first is here",
    "GB109": "times that no clock can show and are left out; the first is here",
    "GB112": "highlights that their owner discarded, left out; the first is here",
    "GB113": "highlights without words, left out; the first is here",
}


class Tally:
    """What is odd about many highlights of a file, said once: where first, and how often."""

    def __init__(self, ledger: LineLedger) -> None:
        self._ledger = ledger
        self._first: dict[str, int] = {}
        self._times: Counter[str] = Counter()

    def add(self, code: str, line: int, times: int = 1) -> None:
        """Something is odd on line `line` (from 0)."""
        self._first.setdefault(code, line)
        self._times[code] += times

    def tell(self) -> None:
        """Note it all."""
        for code, line in self._first.items():
            self._ledger.note(line, code, f"{self._times[code]:,} {_TOLD[code]}")


@dataclass(frozen=True, slots=True)
class Labels:
    """Tags and note of one highlight, once Readwise's pseudo tags and the actions at the note's start are taken out."""

    tags: tuple[str, ...]
    note: str
    favorite: bool
    discarded: bool
    heading: bool


NO_LABELS = Labels((), "", favorite=False, discarded=False, heading=False)


def read_labels(tags: Iterable[str], note: str) -> Labels:
    """What tags and note say. `.word` at the note's start is a tag too, and stays; `.h1`, `.c1`, `.favorite` are actions and go."""
    labels = [label for tag in tags if (label := collapse(tag).lstrip("#"))]
    note = note.strip()
    if note[:1] == ".":
        labels, note = _inline(labels, note)
    said = {label.casefold() for label in labels}
    kept = tuple(label for label in labels if not _ACTION.fullmatch(folded := label.casefold()) and folded not in COLOURS)
    return Labels(kept, note, "favorite" in said, "discard" in said, any(each[0] == "h" and _ACTION.fullmatch(each) for each in said))


def _inline(labels: list[str], note: str) -> tuple[list[str], str]:
    """The labels with those at the note's start, and the note without the actions among them."""
    known, kept, at = {label.casefold() for label in labels}, [], 0
    while match := _INLINE.match(note, at):
        at = match.end()
        if (folded := match[1].casefold()) not in known:
            labels.append(match[1])
            known.add(folded)
        if not _ACTION.fullmatch(folded):
            kept.append(match[0].strip())
    rest = note[at:] if kept else note[at:].lstrip()
    return labels, " ".join(kept) + rest


def date_of(value: object) -> str | None:
    """The moment that a time stamp names, as fine as it does (`text.moment`); None where it is none."""
    if not isinstance(value, str) or len(value) < 10 or value[10:11] not in ("", " ", "T"):
        return None
    return moment(value[:60])


def seconds_of(value: object) -> int | None:
    """The second that a `time_offset` names, as a number or as text."""
    if isinstance(value, str):
        value = value.strip()
        if _CLOCK.fullmatch(value):
            return seconds(value)
        value = float(value) if _NUMBER.fullmatch(value) else None
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 10_000_000 else None


def is_spoken(text: str) -> bool:
    """Whether a text is of a podcast: it has a transcript, or a player's link."""
    return ("Transcript" in text and _TRANSCRIPT.search(text) is not None) or (
        "://" in text and markdown.PLAYER_LINK.search(text) is not None
    )


def spoken_body(text: str, first: int, *, grows: bool, url: str | None = None) -> tuple[Body, str | None, int | None]:
    """The parts of what a player kept, its link and the second that the link names; `grows`: each line of it is one of the file."""
    lines = [Line(first + n if grows else first, line.strip()) for n, line in enumerate(text.split("\n"))]
    while lines and not lines[-1].text:
        lines.pop()
    start = None
    if lines and (closing := markdown.closing_link(lines[-1].text)):
        url, start = url or closing.url, closing.start
        lines[-1] = Line(lines[-1].number, closing.before)
    elif lines and markdown.is_podcast_link(lines[-1].text) and len(lines[-1].text.split()) == 1:
        url = url or lines.pop().text
    return read_body(lines, url), url, start
