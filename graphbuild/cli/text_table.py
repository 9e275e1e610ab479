"""A table of text, a row a line where there is room; rich lays one out too, but takes a millisecond a row, and an answer may have thousands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_GAP = "   "  # between columns; a line begins and ends with a space
_LEAST = 1  # character of a column


def lines(columns: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[Sequence[bool]], width: int | None) -> Iterator[str]:
    """The lines of a table no wider than `width` characters, or as wide as it needs (None); `right`: which cells of which rows stand at the right."""
    widths = [max(map(_wide, column)) for column in zip(columns, *rows, strict=True)]
    if width is not None:
        _narrow(widths, width - len(_GAP) * (len(widths) - 1) - 2)
    head = [_folded(name, room) for name, room in zip(columns, widths, strict=True)]
    deep = max(map(len, head))
    yield from _lines([[""] * (deep - len(cell)) + cell for cell in head], [False] * len(widths), widths)
    yield f" {'─' * (sum(widths) + len(_GAP) * (len(widths) - 1))}"
    for row, sides in zip(rows, right, strict=True):
        if width is None:
            yield f" {_GAP.join(map(_padded, row, widths, sides))}".rstrip()
        else:
            yield from _lines([_folded(cell, room) for cell, room in zip(row, widths, strict=True)], sides, widths)


def _lines(cells: Sequence[list[str]], right: Sequence[bool], widths: Sequence[int]) -> Iterator[str]:
    for n in range(max(map(len, cells))):
        yield f" {_GAP.join(map(_padded, [cell[n] if n < len(cell) else '' for cell in cells], widths, right))}".rstrip()


def _narrow(widths: list[int], room: int) -> None:
    """Take from the widest columns until all of them have room together."""
    while (over := sum(widths) - room) > 0 and (most := max(widths)) > _LEAST:
        widest = [n for n, each in enumerate(widths) if each == most]
        following = max((each for each in widths if each < most), default=_LEAST)
        cut = min(most - max(following, _LEAST), -(-over // len(widest)))
        for n in widest:
            widths[n] -= max(1, min(cut, over))
            over -= max(1, min(cut, over))
            if over <= 0:
                break


def _folded(text: str, room: int) -> list[str]:
    """The text in lines of so many characters: at spaces, else within a word."""
    if _wide(text) <= room:
        return [text]
    found, line, held = [], "", 0
    for word in text.split(" "):
        wide = _wide(word)
        if line and held + 1 + wide <= room:
            line, held = f"{line} {word}", held + 1 + wide
            continue
        if line:
            found.append(line)
        *whole, line = _chopped(word, room) if wide > room else [word]
        found += whole
        held = _wide(line)
    return [*found, line]


def _chopped(word: str, room: int) -> list[str]:
    found, line, held = [], "", 0
    for character in word:
        wide = _wide(character)
        if line and held + wide > room:
            found.append(line)
            line, held = "", 0
        line, held = line + character, held + wide
    return [*found, line]


def _padded(text: str, room: int, right: bool) -> str:
    if text.isascii():
        return text.rjust(room) if right else text.ljust(room)
    space = " " * (room - _wide(text))
    return space + text if right else text + space


def _wide(text: str) -> int:
    """How many places of a terminal it takes: letters of the Far East take two, accents that stand above another none."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)
