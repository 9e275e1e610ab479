"""The text of `decisions.toml` taken apart: its head, and each entry with the lines it stands on and the comments that go with it.

Lines end in a line feed alone, as TOML has it: what else Unicode takes for the end of a line may stand in a name or a comment.
All functions want text that is valid TOML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*[\"']?(\w+)[\"']?[ \t]*\]\][ \t]*(?:#.*)?$")
# A text of several lines (which may end in up to two quotes of its own), a text of one line, or a comment.
_TOKEN = re.compile(
    r'(?P<long>"""(?:\\.|[^\\])*?""""{0,2}|\'\'\'.*?\'\'\'\'{0,2})|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*',
    re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The text of one entry with its comments; `line` is that of its `[[…]]`, `last` that of its end, counted from 1."""

    table: str
    line: int
    last: int
    text: str


def split(text: str) -> tuple[str, tuple[Block, ...]]:
    """The head of the file and its entries.

    A comment directly above, within or directly below an entry is the entry's; between two entries it is that of the lower. One
    that stands alone between blank lines is nobody's: it goes to the head, whose place does not change when entries are sorted.
    """
    lines = text.split("\n")
    code = _code(text)
    headers = [n for n, line in enumerate(code) if _HEADER.match(line)]
    if not headers:
        return text.strip("\n"), ()
    starts: list[int] = []
    for n, header in enumerate(headers):
        start, floor = header, headers[n - 1] + 1 if n else 0
        while start > floor and _is_comment(code[start - 1]):
            start -= 1
        starts.append(start)
    free = ["\n".join(lines[: starts[0]]).strip("\n")]
    blocks: list[Block] = []
    for header, start, stop in zip(headers, starts, [*starts[1:], len(lines)], strict=True):
        end = max(n for n in range(header, stop) if n == header or (code[n].strip(" \t") and not _is_comment(code[n]))) + 1
        while end < stop and _is_comment(code[end]):
            end += 1
        table = _HEADER.sub(r"\1", code[header])
        blocks.append(Block(table=table, line=header + 1, last=end, text="\n".join(lines[start:end])))
        free.append("\n".join(lines[end:stop]).strip("\n"))
    return "\n\n".join(each for each in free if each.strip(" \t\n")), tuple(blocks)


def line_in(block: Block, text: str, key: str) -> int:
    """The line of a key of an entry, also of one written `[table.key]`; that of the entry's `[[…]]` where it is not found."""
    name = rf"[\"']?{re.escape(key)}[\"']?(?![\w-])"
    pattern = re.compile(rf"[ \t]*(?:{name}|\[+[ \t]*[\"']?{re.escape(block.table)}[\"']?[ \t]*\.[ \t]*{name})")
    code = _code(text)
    return next((n for n in range(block.line, block.last + 1) if pattern.match(code[n - 1])), block.line)


def line_of(text: str, key: str) -> int:
    """The line of a key of the file: of a value above all tables, or of a table, also one with others within (`[key.other]`)."""
    name = rf"[\"']?{re.escape(key)}[\"']?(?![\w-])"
    above, table = re.compile(rf"[ \t]*{name}"), re.compile(rf"[ \t]*\[+[ \t]*{name}")
    is_above = True
    for n, line in enumerate(_code(text), 1):
        is_above = is_above and not line.lstrip(" \t").startswith("[")
        if (above if is_above else table).match(line):
            return n
    return 1


def line_of_run(text: str, sign: str, most: int) -> int | None:
    """The line of the first run of more than so many of a sign (a pattern); None where there is none. The text need not be valid."""
    found = re.search(f"{sign}{{{most + 1},}}", text)
    return text.count("\n", 0, found.start()) + 1 if found else None


def _is_comment(line: str) -> bool:
    return line.lstrip(" \t").startswith("#")


def _code(text: str) -> list[str]:
    """The lines, with what is no beginning of a line of TOML made unlike any: the insides of long texts and of lists over several lines."""
    hidden = _TOKEN.sub(lambda each: re.sub(r"[^\n]", "x", each[0]) if each["long"] else each[0], text).split("\n")
    bare = _TOKEN.sub(lambda each: "\n" * each[0].count("\n"), text).split("\n")
    lines: list[str] = []
    depth = 0
    for line, signs in zip(hidden, bare, strict=True):
        lines.append(f"x{line}" if depth and line.strip(" \t") else line)
        depth += sum(signs.count(c) for c in "[{") - sum(signs.count(c) for c in "]}")
    return lines
