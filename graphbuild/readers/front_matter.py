"""The YAML block at the top of a Markdown file, read line by line: owners' blocks are too often no valid YAML to trust a parser.

A title such as `episode_title: #77 Ines` is a comment to YAML, `aliases: [A: b]` an error; one such line must not cost the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from graphbuild.readers.base import Document, LineLedger

_KEY = re.compile(r"^([\w][\w .-]{0,60}?)\s*:(?:\s+(.*))?$")
_ITEM = re.compile(r"^\s*-\s+(.*)$")
_QUOTED = re.compile(r"""^(["'])(.*)\1$""")
_LONGEST_LINE = 5_000  # characters
_LONGEST_BLOCK = 500  # lines; a longer one is text between two rules


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`values`: key (lower case) -> its values as written, unquoted. `lines`: first and last line (from 0); (0, -1) where there is none.

    `odd`: the lines that YAML would refuse, or take for something else than what stands there.
    """

    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    lines: tuple[int, int] = (0, -1)
    odd: tuple[int, ...] = ()

    def one(self, key: str) -> str | None:
        """The one value of a key; None where there is none."""
        return next((value for value in self.values.get(key, ()) if value), None)


def read_front_matter(lines: Sequence[str], first: int = 0) -> FrontMatter:
    """The block whose `---` stands on line `first`, or on the first line after it that is not blank."""
    while first < len(lines) and not lines[first].strip():
        first += 1
    if first >= len(lines) or lines[first].rstrip() != "---":
        return FrontMatter()
    for n in range(first + 1, min(first + _LONGEST_BLOCK, len(lines))):
        if lines[n].startswith("##"):  # a rule above the text, not the head of a block
            break
        if lines[n].rstrip() in ("---", "..."):
            odd = tuple(k for k in range(first + 1, n) if _is_odd(lines[k][:_LONGEST_LINE]))
            return FrontMatter(_values(lines[first + 1 : n]), (first, n), odd)
    return FrontMatter()


def take_front_matter(document: Document, ledger: LineLedger) -> FrontMatter:
    """The block at the top of a document, its lines put into their bucket, the odd ones noted."""
    found = read_front_matter(document.lines)
    ledger.put_rest(*found.lines, "front-matter")
    note_odd(found, ledger)
    return found


def note_odd(found: FrontMatter, ledger: LineLedger) -> None:
    """Say which lines are no valid YAML, or not what they seem."""
    for line in found.odd:
        ledger.note(line, "GB110", "YAML refuses this line, or takes it for something else; it is read as it stands")


def _is_odd(line: str) -> bool:
    """Whether a line is outside of what YAML allows without quotation marks (specification 1.2, sections 7.3.3 and 6.6)."""
    text = line.strip()
    if not text or text[0] in "#{}[]\"'" or (line[0] in " \t" and ":" not in text):
        return False
    match = _KEY.match(text) or _ITEM.match(text)
    if match is None:
        return True
    value = (match[match.lastindex or 0] if match.lastindex else "").strip()
    if not value or value == text or value[0] in "\"'[{|>":
        return False
    return value[0] in "#@`%&*!" or ": " in value or value.endswith(":")


def _values(lines: Sequence[str]) -> dict[str, tuple[str, ...]]:
    values: dict[str, tuple[str, ...]] = {}
    key: str | None = None
    for line in lines:
        if key and (item := _ITEM.match(line[:_LONGEST_LINE])):
            values[key] = (*values[key], unquoted(item[1]))
        elif match := _KEY.match(line[:_LONGEST_LINE]):
            key = match[1].strip().casefold()
            value = (match[2] or "").strip()
            if value.startswith("[") and value.endswith("]") and not value.startswith("[["):
                values[key] = tuple(unquoted(each) for each in value[1:-1].split(",") if each.strip())
            else:
                values[key] = (unquoted(value),) if value else ()
    return values


def unquoted(value: str) -> str:
    """The value without the quotation marks around it."""
    value = value.strip()
    match = _QUOTED.match(value)
    return match[2].replace('\\"', '"') if match else value
