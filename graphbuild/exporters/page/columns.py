"""Tables as one block of bytes: a column a property, numbers as varints, every repeated text once.

The layout of the block, which `front/store.js` reads:

    length of the header (4 bytes, little endian), header (JSON, UTF-8), columns one after the other

The header is `{"columns": [[table, column, form, rows, bytes], …], "facts": {…}}`. Forms:

    n  numbers: zigzag varints
    l  lists of numbers: a varint for the length of each, then all values, each as the zigzag difference to the one before it
    t  texts: a varint for the bytes of each, then all of them in UTF-8
    w  words: rows of the table `word`, which holds every text of such columns once; `v` is a list of words a row
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Numbers:
    """A whole number a row."""

    values: Sequence[int]


@dataclass(frozen=True, slots=True)
class Lists:
    """A list of whole numbers a row."""

    values: Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Texts:
    """A text a row, each of its own."""

    values: Sequence[str]


@dataclass(frozen=True, slots=True)
class Words:
    """A text a row that other rows have as well: a date, a rule, the label of a voice."""

    values: Sequence[str]


@dataclass(frozen=True, slots=True)
class WordLists:
    """Several such texts a row: tags, other spellings."""

    values: Sequence[Sequence[str]]


Column = Numbers | Lists | Texts | Words | WordLists
Table = dict[str, Column]


def pack(tables: Mapping[str, Table], facts: Mapping[str, Any]) -> bytes:
    """The tables in the order given, then the table `word`. Equal tables give equal bytes."""
    columns = [(table, name, column) for table, named in tables.items() for name, column in named.items()]
    every = sorted({word for _, _, column in columns for word in _words(column)})
    row = {word: number for number, word in enumerate(every)}
    header: list[tuple[str, str, str, int, int]] = []
    body: list[bytes] = []
    for table, name, column in (*columns, ("word", "text", Texts(every))):
        form, block = _block(column, row)
        header.append((table, name, form, len(column.values), len(block)))
        body.append(block)
    head = json.dumps({"columns": header, "facts": facts}, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return struct.pack("<I", len(head)) + head + b"".join(body)


def unpack(packed: bytes) -> tuple[dict[str, dict[str, list[Any]]], dict[str, Any]]:
    """The tables and facts of a block, words resolved: what a test, or another program, reads a page by."""
    (length,) = struct.unpack_from("<I", packed)
    header = json.loads(packed[4 : 4 + length])
    at = 4 + length
    found: dict[str, dict[str, list[Any]]] = {}
    forms: list[tuple[str, str, str]] = []
    for table, name, form, rows, size in header["columns"]:
        found.setdefault(table, {})[name] = _values(form, rows, packed[at : at + size])
        forms.append((table, name, form))
        at += size
    words = found["word"]["text"]
    for table, name, form in forms:
        values = found[table][name]
        if form == "w":
            found[table][name] = [words[value] for value in values]
        elif form == "v":
            found[table][name] = [[words[value] for value in each] for each in values]
    return found, header["facts"]


def _words(column: Column) -> Iterator[str]:
    if isinstance(column, Words):
        yield from column.values
    elif isinstance(column, WordLists):
        for each in column.values:
            yield from each


def _block(column: Column, row: Mapping[str, int]) -> tuple[str, bytes]:
    match column:
        case Numbers(values):
            return "n", _varints(map(_zigzag, values))
        case Words(values):
            return "w", _varints(_zigzag(row[word]) for word in values)
        case Lists(values):
            return "l", _list_block(values)
        case WordLists(values):
            return "v", _list_block([[row[word] for word in each] for each in values])
        case Texts(values):
            # A lone surrogate is no text that a file can hold.
            texts = [text.encode("utf-8", "replace") for text in values]
            return "t", _varints(map(len, texts)) + b"".join(texts)


def _list_block(lists: Sequence[Sequence[int]]) -> bytes:
    flat = [value for each in lists for value in each]
    steps = (_zigzag(value - before) for value, before in zip(flat, [0, *flat], strict=False))
    return _varints(map(len, lists)) + _varints(steps)


def _zigzag(number: int) -> int:
    return number * 2 if number >= 0 else -number * 2 - 1


def _varints(numbers: Iterable[int]) -> bytes:
    made = bytearray()
    for number in numbers:
        rest = number
        while rest > 127:
            made.append(rest & 127 | 128)
            rest >>= 7
        made.append(rest)
    return bytes(made)


def _values(form: str, rows: int, block: bytes) -> list[Any]:
    if form in ("n", "w"):
        return [_unzigzag(value) for value in _read(block, rows)[0]]
    lengths, at = _read(block, rows)
    if form == "t":
        texts: list[Any] = []
        for length in lengths:
            texts.append(block[at : at + length].decode())
            at += length
        return texts
    steps, _ = _read(block[at:], sum(lengths))
    found: list[Any] = []
    value, place = 0, 0
    for length in lengths:
        each = []
        for step in steps[place : place + length]:
            value += _unzigzag(step)
            each.append(value)
        found.append(each)
        place += length
    return found


def _read(block: bytes, count: int) -> tuple[list[int], int]:
    """So many varints, and where they end."""
    found: list[int] = []
    at = 0
    for _ in range(count):
        value = shift = 0
        while block[at] > 127:
            value |= (block[at] & 127) << shift
            shift += 7
            at += 1
        found.append(value | block[at] << shift)
        at += 1
    return found, at


def _unzigzag(number: int) -> int:
    return number >> 1 if number % 2 == 0 else -(number >> 1) - 1
