"""The objects of a JSON text one by one, with their lines: of one document, of several, of JSON Lines, of one that breaks off.

One export may be a single line of 100 MB: it is never wholly in memory as objects, and a fault costs no more than what is around it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from graphbuild.readers.base import Document, LineLedger

# An object whose members are plain up to `results`: a page. Its books are read one by one.
_PAGE = re.compile(r'\{\s*+(?:"[^"\\]*+"\s*+:\s*+(?:"[^"\\]*+"|[-+.\w]++)\s*+,\s*+)*+"results"\s*+:\s*+\[')
_BETWEEN = re.compile(r"[\s,\[\]}]*+")
_KEY = re.compile(r'[\s,]*+"([^"\\]*+)"\s*+:\s*+')
_NEXT = re.compile(r"[\n,\[]\s*+\{")
_SPACE = re.compile(r"[\s,]*+")
_LONGEST_NUMBER = 18  # digits
_MOST_ERRORS = 50  # in one run of JSON; what follows is left


def _int(digits: str) -> int | None:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else None


_DECODER = json.JSONDecoder(parse_int=_int)


def objects(document: Document, ledger: LineLedger) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Every object that could be a page, a book or a highlight, with its first and last line (from 0)."""
    for begin, end in _runs(document.lines):
        text = "\n".join(document.lines[begin:end])
        line, counted = begin, 0
        for first, last, value, error in _objects_of(text):
            line += text.count("\n", counted, first)
            counted = first
            until = line + text.count("\n", first, last)
            if error:
                ledger.note(until, "GB103", f"broken JSON ({error}): what can be read around it is")
            if value and not (error and not value.get("highlights") and "text" not in value):
                yield line, until, value


def _runs(lines: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """The lines (first, past the last) of each text that is JSON by itself: a new one begins where no comma parts two objects."""
    begin, before = 0, ""
    for n, line in enumerate(lines):
        if not line or line.isspace():
            continue
        if before in ("}", "]") and line[0] in "{[":
            yield begin, n
            begin = n
        before = line.rstrip()[-1]
    yield begin, len(lines)


def _objects_of(text: str) -> Iterator[tuple[int, int, dict[str, Any], str]]:
    """First and last character, value, and what is wrong with it, of each object below the lists and pages of a text."""
    at = errors = 0
    while (at := _BETWEEN.match(text, at).end()) < len(text):  # type: ignore[union-attr]
        if page := _PAGE.match(text, at):
            at = page.end()
            continue
        if key := _KEY.match(text, at):  # a member of a page
            at = key.end()
            if key[1] == "results" and text[at : at + 1] == "[":
                continue
        begin = at
        try:
            value, at = _DECODER.raw_decode(text, begin)
        except (ValueError, RecursionError) as error:
            value, at = _partial(text, begin)
            at = max(begin + 1, at, getattr(error, "pos", 0))
            errors += 1
            following = _NEXT.search(text, at - 1) if errors < _MOST_ERRORS else None
            yield begin, min(at, len(text) - 1), value, getattr(error, "msg", "nested too deeply")
            if following is None:
                return
            at = following.end() - 1
        else:
            if isinstance(value, dict):
                yield begin, at - 1, value, ""


def _partial(text: str, at: int) -> tuple[dict[str, Any], int]:
    """What can be read of an object that breaks off, and up to where: its members, and the highlights up to there."""
    found: dict[str, Any] = {}
    if text[at : at + 1] != "{":
        return found, at
    at += 1
    try:
        while key := _KEY.match(text, at):
            at = key.end()
            if key[1] == "highlights" and text[at : at + 1] == "[":
                found["highlights"] = []
                at = _past_space(text, at + 1)
                while text[at : at + 1] == "{":
                    value, at = _DECODER.raw_decode(text, at)
                    found["highlights"].append(value)
                    at = _past_space(text, at)
                at += 1
            else:
                found[key[1]], at = _DECODER.raw_decode(text, at)
    except (ValueError, RecursionError):
        pass
    return found, at


def _past_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
