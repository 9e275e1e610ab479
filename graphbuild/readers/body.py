"""The text of one highlight: title, summary, takeaways, transcript turns, told apart by player and year.

| era                | shape                                                                                     |
|--------------------|-------------------------------------------------------------------------------------------|
| Airr, 2020 to 2022 | plain speech, `Speaker 0: …` at a line's start; or the bare word `AirrQuote`              |
| Snipd, 2021 to 22  | title, `Summary:`, `Transcript:`, lines `Speaker 1`; lower-case, a turn may be one word   |
| Snipd, 2023        | title, `Key takeaways:` and list items, `Transcript:`                                     |
| Snipd, 2023 to 24  | title, one or more paragraphs with or without `Summary:`, `Transcript:`                   |
| Snipd, 2025        | `**Title**`, list items without a label, `Transcript:`, some speakers named               |
| own prompt         | paragraphs, rules, bold lines, list items, `Transcript:`                                  |
| no machine text    | `1min Snip`                                                                               |
| AI notes           | `Episode AI notes` and numbered items: a field of the episode, not a highlight            |
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from graphbuild.readers import markdown
from graphbuild.text import collapse

_LABELS = frozenset({"summary", "key takeaways", "transcript"})
_LONGEST_LABEL = 24  # characters
_PLACEHOLDER = re.compile(r"^(?:AirrQuote|\d+\s?(?:min|sec|s|m)\s+Snip)$", re.IGNORECASE)
_SPEAKER_NUMBER = re.compile(r"^Speaker \d{1,4}$")
_SPEAKER_INLINE = re.compile(r"^(Speaker \d+):\s*(.*)$", re.DOTALL)
_TUPLE_ITEM = re.compile(r",\s+\*\s+")
_RULE = re.compile(r"^(?:-{3,}|\*{3,}|_{3,})$")
_SENTENCE_END = (".", "!", "?", ",", ";", ":", "…", "-", "–", "—", '"', "”")
_NAME_WORD = re.compile(r"^(?:[A-ZÀ-ÖØ-ÞŁŚŻ][\w'’.-]*|(?:van|von|de|der|den|del|della|di|da|la|le|bin|al|ibn)\b)$")
_NAME_LENGTH = 45  # characters; longer lines are speech (FORMATS.md 1.4)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a highlight: its number in the file (from 0) and its text without indent."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class BodyTurn:
    """What one voice says: label, text, and its first and last line in the file (from 0)."""

    speaker: str | None
    text: str
    first: int
    last: int


@dataclass(slots=True)
class Body:
    """The parts of one highlight's text, and the bucket of each of its lines."""

    title: str | None = None
    summary: str | None = None
    takeaways: tuple[str, ...] = ()
    text: str | None = None
    turns: tuple[BodyTurn, ...] = ()
    wiki_links: tuple[str, ...] = ()
    placeholder: bool = False
    ai_notes: bool = False
    content: str = ""
    buckets: dict[int, str] = field(default_factory=dict)


def read_body(lines: Sequence[Line], url: str | None) -> Body:
    """The parts of a highlight's text, given the lines before its closing link and that link's address."""
    body = Body(content="\n".join(line.text for line in lines))
    if "[[" in body.content:
        body.wiki_links = tuple(dict.fromkeys(markdown.wiki_links(body.content)))
        lines = [Line(line.number, markdown.without_brackets(line.text)) for line in lines]
    filled = [Line(line.number, text) for line in lines if (text := line.text.strip())]
    if not filled:
        return body
    if filled[0].text == "Episode AI notes" or (url and markdown.is_takeaways(url)):
        _read_ai_notes(body, filled)
    elif _PLACEHOLDER.match(filled[0].text) and len(filled) == 1:
        body.placeholder = True
        body.buckets[filled[0].number] = "title"
    elif any(_label(line.text) for line in filled):
        _read_labelled(body, filled)
    elif len(filled) == 1 or not (url and "share.snipd.com" in url):
        _read_speech(body, filled)
    else:
        _read_title(body, filled[0])
        _read_machine_text(body, filled[1:])
    return body


def plain_body(lines: Sequence[Line]) -> Body:
    """The words of a book, an article or a tweet: nothing in them is a title or a turn."""
    content = "\n".join([line.text for line in lines])
    body = Body(content=content)
    if "[[" in content:
        body.wiki_links = tuple(dict.fromkeys(markdown.wiki_links(content)))
        content = markdown.without_brackets(content)
    body.text = content.strip() or None
    return body


def _read_ai_notes(body: Body, lines: list[Line]) -> None:
    body.ai_notes = True
    items: list[str] = []
    for line in lines:
        body.buckets[line.number] = "ai-notes"
        if line.text == "Episode AI notes":
            continue
        _add_item(items, line.text)
    body.takeaways = tuple(item for item in items if item)


def _add_item(items: list[str], text: str) -> None:
    """A list item begins one; any other line goes on with the last."""
    if markdown.is_list_item(text) or not items:
        items.append(markdown.item_text(text))
    else:
        items[-1] = f"{items[-1]} {collapse(text)}"


def _read_labelled(body: Body, lines: list[Line]) -> None:
    """Sections under `Summary:`, `Key takeaways:`, `Transcript:`; what stands before the first label has none."""
    sections: list[tuple[str | None, list[Line]]] = [(None, [])]
    for line in lines:
        label = _label(line.text)
        # In the transcript only another section's label could follow, and none does: there a label is speech.
        if label and sections[-1][0] != "transcript":
            sections.append((label, []))
            body.buckets[line.number] = "label"
        else:
            sections[-1][1].append(line)
    for label_text, section in sections:
        if not section:
            continue
        if label_text is None:
            _read_title(body, section[0])
            _read_machine_text(body, section[1:])
        elif label_text == "summary":
            _read_summary(body, section)
        elif label_text == "key takeaways":
            _read_takeaways(body, section)
        else:
            body.turns = tuple(_transcript(section, body.buckets))


def _label(text: str) -> str | None:
    """`summary`, `key takeaways` or `transcript` where the line is that label, with or without colon and bold."""
    if len(text) > _LONGEST_LABEL:
        return None
    name = text.strip("*").removesuffix(":").rstrip("*").casefold()
    return name if name in _LABELS else None


def _read_title(body: Body, line: Line) -> None:
    body.title = collapse(line.text.strip("* ")) or None
    body.buckets[line.number] = "title"


def _read_machine_text(body: Body, lines: list[Line]) -> None:
    """Unlabelled machine text: a list is takeaways, anything else a summary (list items in it stay where they are)."""
    if lines and all(markdown.is_list_item(line.text) for line in lines):
        _read_takeaways(body, lines)
    else:
        _read_summary(body, lines)


def _read_summary(body: Body, lines: list[Line]) -> None:
    paragraphs = [collapse(line.text) for line in lines if not _RULE.match(line.text)]
    for line in lines:
        body.buckets[line.number] = "summary"
    body.summary = "\n".join([*([body.summary] if body.summary else []), *paragraphs]) or None


def _read_takeaways(body: Body, lines: list[Line]) -> None:
    items: list[str] = list(body.takeaways)
    for line in lines:
        body.buckets[line.number] = "takeaways"
        if line.text.startswith("(* ") and line.text.endswith(")"):  # a Python tuple that leaked into Logseq exports of 2023
            items.extend(collapse(item) for item in _TUPLE_ITEM.split(line.text[3:-1].rstrip(",")))
        else:
            _add_item(items, line.text)
    body.takeaways = tuple(item for item in items if item)


def _read_speech(body: Body, lines: list[Line]) -> None:
    """Plain speech: turns where a line begins with `Speaker 0:`, else one text."""
    for line in lines:
        body.buckets[line.number] = "text"
    if not any(_SPEAKER_INLINE.match(line.text) for line in lines):
        body.text = "\n".join(line.text for line in lines)
        return
    turns: list[BodyTurn] = []
    for line in lines:
        label = _SPEAKER_INLINE.match(line.text)
        if label:
            turns.append(BodyTurn(label[1], label[2], line.number, line.number))
        elif turns:
            turns[-1] = _longer(turns[-1], line)
        else:
            turns.append(BodyTurn(None, line.text, line.number, line.number))
    body.turns = tuple(turn for turn in turns if turn.text)


def _transcript(lines: list[Line], buckets: dict[int, str]) -> list[BodyTurn]:
    """The turns of a transcript. A turn whose text is missing is left out: nobody said anything."""
    labels = _speaker_labels(lines)
    turns: list[BodyTurn] = []
    for n, line in enumerate(lines):
        if line.text in labels and n + 1 < len(lines) and lines[n + 1].text not in labels:
            turns.append(BodyTurn(line.text, "", line.number, line.number))
            buckets[line.number] = "speaker"
        elif line.text in labels and _SPEAKER_NUMBER.match(line.text):
            buckets[line.number] = "speaker"
        else:
            buckets[line.number] = "transcript"
            if turns:
                turns[-1] = _longer(turns[-1], line)
            else:
                turns.append(BodyTurn(None, line.text, line.number, line.number))
    return [turn for turn in turns if turn.text]


def _longer(turn: BodyTurn, line: Line) -> BodyTurn:
    return BodyTurn(turn.speaker, f"{turn.text}\n{line.text}" if turn.text else line.text, turn.first, line.number)


def _speaker_labels(lines: list[Line]) -> set[str]:
    """The lines of a transcript that name who speaks.

    `Speaker 2` always does. Any other short line without end punctuation does when it comes first, or comes again, or has the
    shape of a full name between other turns; a one-word turn (`And`) has none of these.
    """
    numbered = {line.text for line in lines if _SPEAKER_NUMBER.match(line.text)}
    could = [line.text for line in lines if _could_be_label(line.text)]
    again = {text for text, times in Counter(could).items() if times > 1 and text[:1].isupper() and " " in text}
    first = {lines[0].text} if len(lines) > 1 and _could_be_label(lines[0].text) else set()
    named = {text for text in could if _has_name_shape(text)} if (numbered or first) else set()
    return numbered | first | again | named


def _could_be_label(text: str) -> bool:
    return 0 < len(text) < _NAME_LENGTH and not text.endswith(_SENTENCE_END) and not _SPEAKER_NUMBER.match(text)


def _has_name_shape(text: str) -> bool:
    parts = text.split()
    return 2 <= len(parts) <= 4 and all(_NAME_WORD.match(part) for part in parts) and parts[0][0].isupper() and parts[-1][0].isupper()
