"""What the page asks of the graph: one property at a time, every answer sorted, so that no order depends on the store."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from graphbuild.graph import vocabulary as v
from graphbuild.graph.store import GraphStore, Value
from graphbuild.text import nfc, normal_form, slug

# What a code's last three bits say, in the order of `KINDS` in `front/data.js`.
KINDS = ("idea", "person", "work", "episode", "show", "highlight", "theme", "note")

Rows = dict[str, int]
"""IRI -> row of a table, in the order of the rows."""

_Classes = str | tuple[str, ...]
_TAIL = re.compile(r"[:/#]")
_UNSAFE_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f]")


class Reader:
    """Asks the store for one property at a time; every answer is sorted. Books that are only named count as no source of highlights."""

    def __init__(self, store: GraphStore) -> None:
        self.store = store
        self._of: dict[_Classes, frozenset[str]] = {}

    def many(self, of: _Classes, path: str) -> dict[str, list[Value]]:
        """Subject -> all its values of a property, sorted, for every subject of a class."""
        wanted = self._those(of)
        found: dict[str, list[Value]] = defaultdict(list)
        for subject, value in self.store.facts(path):
            if subject in wanted:
                found[subject].append(nfc(value) if isinstance(value, str) else value)
        return {subject: sorted(set(values), key=str) if len(values) > 1 else values for subject, values in found.items()}

    def one(self, of: _Classes, path: str) -> dict[str, Value]:
        """Subject -> its value; the first by spelling where the graph holds several."""
        return {subject: values[0] for subject, values in self.many(of, path).items()}

    def subjects(self, of: _Classes) -> list[str]:
        """Every subject of a class, or of one of several, sorted."""
        return sorted(self._those(of))

    def rows(self, of: _Classes, names: Mapping[str, Value]) -> Rows:
        """Subject -> its row, by name."""
        return by_name({subject: names.get(subject) for subject in self.subjects(of)})

    def _those(self, of: _Classes) -> frozenset[str]:
        if of not in self._of:
            named = (of,) if isinstance(of, str) else of
            found = {subject for each in named for subject in self.store.subjects(v.TYPE, each)}
            only_named = () if v.NAMED_WORK in named else self.store.subjects(v.TYPE, v.NAMED_WORK)
            self._of[of] = frozenset(found.difference(only_named))
        return self._of[of]


def by_name(names: Mapping[str, Value]) -> Rows:
    """Subject -> its row, by name."""
    ordered = sorted(names, key=lambda each: (normal_form(str(names[each] or "")), each))
    return {subject: row for row, subject in enumerate(ordered)}


def code(kind: str, row: int) -> int:
    """A row of any table as one number."""
    return row * 8 + KINDS.index(kind)


def show_of(graph: Reader) -> dict[str, Value]:
    """Episode -> its show; book, article or tweet -> who wrote it, who stands in the place of a show on the page."""
    written: dict[str, Value] = {work: author(name) for work, name in graph.one(v.KEPT_FROM, v.AUTHOR).items()}
    return written | graph.one(v.EPISODE, v.PART_OF_SERIES)


def author(name: Value) -> str:
    """The IRI by which the page knows the writer of a book, an article or a tweet."""
    return f"author:{slug(str(name))}"


def episode_of(graph: Reader) -> dict[str, Value]:
    """Highlight -> what it was kept from."""
    return graph.one(v.HIGHLIGHT, v.PART_OF) | graph.one(v.HIGHLIGHT, v.PART_OF_EPISODE)


def tail(iri: str) -> str:
    """The last part of an IRI: what stands in the page's addresses."""
    return _TAIL.split(iri)[-1]


def slugs(rows: Rows) -> list[str]:
    """The tail of each row's IRI."""
    return [tail(iri) for iri in rows]


def stems(rows: Rows) -> list[str]:
    """What stands before the tail of each row's IRI."""
    return [iri[: len(iri) - len(tail(iri))] for iri in rows]


def in_order(rows: Rows, values: Mapping[str, Value]) -> list[Value]:
    """The value of each row; None where there is none."""
    return [values.get(subject) for subject in rows]


def texts(rows: Rows, values: Mapping[str, Value]) -> list[str]:
    """The value of each row as text; empty where there is none."""
    return [str(value) if value is not None else "" for value in in_order(rows, values)]


def text_lists(rows: Rows, values: Mapping[str, Sequence[Value]]) -> list[list[str]]:
    """The values of each row as texts."""
    return [[str(value) for value in values.get(subject, ())] for subject in rows]


def row_of(rows: Rows, values: Mapping[str, Value], of: Rows) -> list[int]:
    """The row that each row's value is in another table; -1 for none."""
    return [of.get(str(value), -1) for value in in_order(rows, values)]


def rows_of(rows: Rows, values: Mapping[str, Sequence[Value]], of: Rows) -> list[list[int]]:
    """The rows that each row's values are in another table, ascending."""
    return [sorted({of[str(value)] for value in values.get(subject, ()) if str(value) in of}) for subject in rows]


def whole(value: Value) -> int:
    """A number of seconds or a position; -1 where there is none."""
    return int(value) if isinstance(value, int) else -1


def share(value: Value) -> int:
    """A number of [0, 1] in ten thousandths; -1 where there is none."""
    try:
        return round(float(value) * 10_000) if value is not None else -1
    except (ValueError, OverflowError):
        return -1


def addresses(rows: Rows, values: Mapping[str, Value]) -> list[str]:
    """The web address of each row; empty where there is none, or it is no web address."""
    return [address if is_web_address(address) else "" for address in texts(rows, values)]


def is_web_address(address: str) -> bool:
    """Whether a link may be offered: http or https, a host, no control character. `javascript:` and its kin are none."""
    if _UNSAFE_IN_ADDRESS.search(address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def utf16(text: str) -> int:
    """How long the browser takes a text to be."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
