"""Named graphs: each triple lies in exactly one, so that a store is kept up to date by replacing those that changed.

What one file says lies in the graph of that file (`source-…`): its episodes, highlights, turns, notes, voices and mentions. What two files
say alike lies with the file whose IRI is the lesser. What only the whole vault can say lies apart, by kind (`person`, `idea`, `work`, `show`,
`theme`, `link`, `score`, and `about` for the rest), so that a new link resends no file.

A graph that would be too large is split sixteen-fold by a hash, again and again (`link-3`, `link-3f`): one change then resends one part. Parts are
chosen by content, so the same triples give the same graphs; a kind that has grown sixteen-fold is resent once as a whole.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from graphbuild.errors import GraphError
from graphbuild.graph import vocabulary as v
from graphbuild.text import stable_key

LARGEST_FILE, LARGEST_PART = 10_000, 500
"""Triples of the graph of a file, and of a part of what the whole vault says (there on average; a part may be a sixteenth of it).

A file of 10,000 is one of some 250 highlights. A part costs a store some milliseconds and then 20 (in memory) to 300 (on disk) microseconds a triple, so
that small ones are cheap to send and cheap to keep; docs/scale.md has the measurement.
"""

_FAMILIES = {
    v.PERSON: "person",
    v.IDEA: "idea",
    v.NAMED_WORK: "work",
    v.SERIES: "show",
    v.THEME: "theme",
}
_PARTS = (v.HAS_TURN, v.HAS_NOTE, v.HAS_SPEAKER)  # leads from what it belongs to
_BELONGS = (v.IN_HIGHLIGHT, v.IN_EPISODE)  # leads to what it belongs to
_RELATIONS = (v.RELATED_HIGHLIGHT, v.RELATED_EPISODE, v.RELATED)
_BASE = "urn:graphbuild:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """One named graph: `name` (also a file's), `iri`, its triples as sorted N-Triples `lines`, and the SHA-256 of those."""

    name: str
    iri: str
    lines: tuple[str, ...] = field(repr=False)
    digest: str

    def triples(self) -> bytes:
        """N-Triples, which are Turtle too."""
        return "".join(f"{line} .\n" for line in self.lines).encode()

    def quads(self) -> bytes:
        """N-Quads: the same, each line naming the graph."""
        return "".join(f"{line} <{self.iri}> .\n" for line in self.lines).encode()


def shards(triples: Iterable[ox.Triple], *, file: int = LARGEST_FILE, part: int = LARGEST_PART) -> list[Shard]:
    """The named graphs of a graph, by name. Raises `GraphError` for blank nodes, which lose themselves between graphs."""
    every = list(triples)
    homes = _Homes(every)
    families: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in every:
        family, unit = homes.of(triple)
        families[family][unit].append(str(triple))
    return sorted(_made(families, homes.base, file, part), key=lambda each: each.name)


def _made(families: Mapping[str, Mapping[str, list[str]]], base: str, file: int, part: int) -> Iterator[Shard]:
    for family, units in families.items():
        largest = file if family.startswith("source-") else part
        count = sum(map(len, units.values()))
        digits = 0
        while count > largest * 16**digits:
            digits += 1
        parts: dict[str, list[str]] = defaultdict(list)
        for unit, lines in units.items():
            parts[stable_key(unit)[:digits]].extend(lines)
        for tail, lines in parts.items():
            name = f"{family}-{tail}" if tail else family
            ordered = tuple(sorted(lines))
            digest = hashlib.sha256("\n".join(ordered).encode()).hexdigest()
            yield Shard(name=name, iri=f"{base}graph:{name}", lines=ordered, digest=digest)


class _Homes:
    """Where each triple belongs: its family, and the unit that is never torn apart (an episode, an idea, a pair of linked things)."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._types: dict[str, set[str]] = defaultdict(set)
        self._sources: dict[str, str] = {}
        self._owners: dict[str, str] = {}
        self._episodes: dict[str, str] = {}
        self._ends: dict[str, list[str]] = defaultdict(list)
        for triple in triples:
            subject, predicate, value = _text(triple.subject), triple.predicate.value, _text(triple.object)
            if predicate == v.TYPE:
                self._types[subject].add(value)
            elif predicate == v.DERIVED_FROM:
                self._sources[subject] = min(value, self._sources.get(subject, value))
            elif predicate in _PARTS:
                self._owners[value] = min(subject, self._owners.get(value, subject))
            elif predicate in _BELONGS:
                self._owners[subject] = value
            elif predicate in (v.PART_OF_EPISODE, v.PART_OF):
                self._episodes[subject] = value
            elif predicate == v.BETWEEN:
                self._ends[subject].append(value)
        named = sorted(subject for subject, types in self._types.items() if v.ENTITY in types and "source:" in subject)
        self.base = named[0][: named[0].rindex("source:")] if named else _BASE

    def of(self, triple: ox.Triple) -> tuple[str, str]:
        subject, value = _text(triple.subject), _text(triple.object)
        if triple.predicate.value in _RELATIONS:
            return "link", "\x1f".join(sorted((subject, value)))
        if subject in self._ends:
            # Scores weigh words by how rare they are in the vault, so that one file more moves many a score and no other word of a link.
            return "score" if triple.predicate.value == v.SCORE else "link", "\x1f".join(sorted(self._ends[subject]))
        types = self._types.get(subject, set())
        for klass, family in _FAMILIES.items():
            if klass in types:
                return family, subject
        if v.ENTITY in types:
            return self._file(subject), subject
        owner = subject
        for _ in range(3):  # a mention is in a highlight, a voice in a turn in a highlight
            owner = self._owners.get(owner, owner)
        source = self._sources.get(owner)
        return (self._file(source), self._episodes.get(owner, owner)) if source else ("about", subject)

    def _file(self, source: str) -> str:
        tail = source.removeprefix(f"{self.base}source:")
        return f"source-{tail if tail != source and tail.isalnum() else stable_key(source)}"


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    if isinstance(term, ox.BlankNode):
        raise GraphError("the graph has blank nodes, which cannot lie in several named graphs", mend="Build the graph again.")
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)
