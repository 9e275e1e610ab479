"""The transcript of a snip, in any of the forms that Snipd gave it over the years.

Speaker 1         **Name:** words         <blockquote><b>Speaker 2</b><br/><br/>words</blockquote>
words
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from graphbuild.readers.body import BodyTurn, Line
from graphbuild.text import collapse

_SPEAKER = re.compile(r"^Speaker \d{1,4}(?=:|\s*$)")
_BREAK = re.compile(r"<br ?/?>")
_ELEMENT = re.compile(r"</?(?:blockquote|details|summary|b|i|em|strong|p|div|span) ?/?>")
_SENTENCE_END = (".", "!", "?", ",", ";", "…", '"', "”")
_NAME_LENGTH = 60  # characters


def read_turns(lines: Sequence[Line], buckets: dict[int, str]) -> tuple[BodyTurn, ...]:
    """The turns of a transcript, in any of the forms that Snipd gave it. A turn without words is left out."""
    turns: list[tuple[str | None, list[str], int, list[int]]] = []
    for line in lines:
        n = line.number
        pieces = _html(line.text) if "<" in line.text else [spoken(line.text)]
        buckets[n] = "transcript" if any(said for _, said in pieces) or not any(speaker for speaker, _ in pieces) else "speaker"
        for speaker, said in pieces:
            if speaker or not turns:
                turns.append((speaker, [said] if said else [], n, [n]))
            elif said:
                turns[-1][1].append(said)
                turns[-1][3].append(n)
    return tuple(BodyTurn(speaker, "\n".join(said), first, last[-1]) for speaker, said, first, last in turns if said)


def spoken(text: str) -> tuple[str | None, str]:
    """Who speaks, where the line says so, and the words."""
    if text[:2] == "**" and (end := text.find("**", 3, _NAME_LENGTH)) > 0:
        name, rest = text[2:end], text[end + 2 :]
        if name[-1] == ":" or rest[:1] == ":" or not (rest.strip() or name.endswith(_SENTENCE_END)):
            return collapse(name).rstrip(": ") or None, rest.lstrip(": \t").rstrip()
    elif text[:8] == "Speaker " and (match := _SPEAKER.match(text[:40])):
        return match[0].rstrip(), text[match.end() :].lstrip(": \t").rstrip()
    return None, text


def _html(text: str) -> list[tuple[str | None, str]]:
    """The turns on a line of HTML: one a `<blockquote>`, its speaker in bold."""
    pieces: list[tuple[str | None, str]] = []
    for block in _BREAK.sub("\n", text).split("</blockquote>"):
        bold, _, rest = block.partition("</b>")
        before, mark, name = bold.partition("<b>")
        if mark and rest and not _ELEMENT.sub("", before).strip():
            speaker, block_text = collapse(unescape(name)).rstrip(":") or None, rest
        else:
            speaker, block_text = None, block
        said = "\n".join(line.strip() for line in unescape(_ELEMENT.sub("", block_text)).split("\n") if line and not line.isspace())
        if speaker or said:
            pieces.append((speaker, said))
    return pieces
