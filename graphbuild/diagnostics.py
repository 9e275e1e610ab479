"""What is odd about the data: a value, collected while reading, never raised and never printed here."""

from __future__ import annotations

from dataclasses import dataclass

# Code -> what it means, in words that the owner of the file understands.
CODES: dict[str, str] = {
    "GB101": "a highlight without a link: it is told apart by its show, episode, time and words",
    "GB102": "a highlight without any text",
    "GB103": "a line that belongs to no highlight",
    "GB104": "an episode without the name of its show",
    "GB105": "an episode without a title; the file's own name is used",
    "GB106": "bytes that are not UTF-8; each was replaced by U+FFFD",
    "GB107": "the same highlight again in the same file",
    "GB108": "a line under a highlight that is neither its tags nor its note",
    "GB109": "a time that no clock shows; it is left out",
    "GB110": "a line of the front matter that YAML refuses, or takes for something else",
    "GB111": "fewer or more highlights than the file itself says it holds",
    "GB112": "a highlight that its owner discarded; left out",
    "GB114": "a link that is no address of the web; it is left out",
    "GB115": "a link without an id: the highlight is told apart by its show, episode, time and words",
    "GB113": "a highlight without words; left out",
}


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Diagnostic:
    """One oddity: where it stands (`path`, 1-based `line`), which kind (`code`), and in words."""

    path: str
    line: int
    code: str
    message: str

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"unknown diagnostic code {self.code}")
