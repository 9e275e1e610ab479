"""Sorted, prefixed Turtle: the same triples give the same bytes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

import pyoxigraph as ox

from graphbuild.graph.vocabulary import PREFIXES, TYPE

# A subject ends where a line ends in ` .`: literals hold no line ends, the writer escapes them.
_SUBJECT_END = re.compile(rb" \.\n")
_THINGS = 5_000  # written at a time
_PREFIXES = re.compile(rb"(?:@prefix [^\n]*\n)*")


def turtle(triples: Iterable[ox.Triple], data_prefixes: Mapping[str, str]) -> bytes:
    """The triples as Turtle, by subject; of each subject its class first, then by property and value."""
    return turtle_of(_by_subject(triples), data_prefixes)


def turtle_of(things: Iterable[Iterable[ox.Triple]], data_prefixes: Mapping[str, str]) -> bytes:
    """As `turtle`, of triples that come thing by thing, in the order of their IRIs. Written some at a time: all at once would be held three times."""
    prefixes = {**PREFIXES, **data_prefixes}
    return b"".join(_parts(things, prefixes))


def _parts(things: Iterable[Iterable[ox.Triple]], prefixes: dict[str, str]) -> Iterator[bytes]:
    """The prefixes with the first things, then the others."""
    left = iter(things)
    some: list[Iterable[ox.Triple]] = list(islice(left, _THINGS))
    first = True
    while some or first:
        ordered = (triple for thing in some for triple in sorted(thing, key=_within))
        written = ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b""
        # The engine declares prefixes in the order of a hash table, another one in each process; an empty line makes subjects findable.
        begin = _PREFIXES.match(written)
        body = begin.end() if begin else 0
        if first:
            yield b"\n".join(sorted(written[:body].splitlines())) + b"\n"
        yield b"\n" + _SUBJECT_END.sub(b" .\n\n", written[body:].rstrip(b"\n")) + b"\n"
        some, first = list(islice(left, _THINGS)), False


def _by_subject(triples: Iterable[ox.Triple]) -> Iterator[list[ox.Triple]]:
    by_subject: dict[str, list[ox.Triple]] = defaultdict(list)
    for triple in triples:
        by_subject[str(triple.subject)].append(triple)
    return (by_subject[subject] for subject in sorted(by_subject))


def _within(triple: ox.Triple) -> tuple[bool, str, str]:
    """The order of the triples of a thing in every file that is written."""
    predicate = triple.predicate.value  # each look at a term makes a new object
    return predicate != TYPE, predicate, str(triple.object)
