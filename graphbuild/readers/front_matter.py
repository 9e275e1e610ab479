"""The YAML block at the top of a Markdown file, read line by line: owners' blocks are too often no valid YAML to trust a parser.

A title such as `episode_title: #300 James` is a comment to YAML, `aliases: [A: b]` an error; one such line must not cost the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_KEY = re.compile(r"^([\w][\w .-]{0,60}?)\s*:(?:\s+(.*))?$")
_ITEM = re.compile(r"^\s*-\s+(.*)$")
_QUOTED = re.compile(r"""^(["'])(.*)\1$""")
_LONGEST_BLOCK = 500  # lines; a longer one is text between two rules


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`values`: key (lower case) -> its values as written, unquoted. `lines`: first and last line (from 0); (0, -1) where there is none."""

    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    lines: tuple[int, int] = (0, -1)

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
            return FrontMatter(_values(lines[first + 1 : n]), (first, n))
    return FrontMatter()


def _values(lines: Sequence[str]) -> dict[str, tuple[str, ...]]:
    values: dict[str, tuple[str, ...]] = {}
    key: str | None = None
    for line in lines:
        if key and (item := _ITEM.match(line[:5000])):
            values[key] = (*values[key], unquoted(item[1]))
        elif match := _KEY.match(line[:5000]):
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
