"""Sorted, prefixed Turtle: the same triples give the same bytes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from graphbuild.graph.vocabulary import PREFIXES, TYPE

# A subject ends where a line ends in ` .`: literals hold no line ends, the writer escapes them.
_SUBJECT_END = re.compile(rb" \.\n")
_PREFIXES = re.compile(rb"(?:@prefix [^\n]*\n)*")


def turtle(triples: Iterable[ox.Triple], data_prefixes: Mapping[str, str]) -> bytes:
    """The triples as Turtle, by subject; of each subject its class first, then by property and value."""
    written = ox.serialize(_ordered(triples), format=ox.RdfFormat.TURTLE, prefixes={**PREFIXES, **data_prefixes}) or b""
    # The engine declares prefixes in the order of a hash table, another one in each process; an empty line makes subjects findable.
    begin = _PREFIXES.match(written)
    body = begin.end() if begin else 0
    prefixes = b"\n".join(sorted(written[:body].splitlines()))
    return prefixes + b"\n\n" + _SUBJECT_END.sub(b" .\n\n", written[body:].rstrip(b"\n")) + b"\n"


def _ordered(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """The triples in the order of `sort_key`, sorted subject by subject: keys for all of them at once would take more memory than they."""
    by_subject: dict[str, list[ox.Triple]] = defaultdict(list)
    for triple in triples:
        by_subject[str(triple.subject)].append(triple)
    for subject in sorted(by_subject):
        yield from sorted(by_subject[subject], key=sort_key)


def sort_key(triple: ox.Triple) -> tuple[str, bool, str, str]:
    """The order of triples in every file that is written."""
    return (str(triple.subject), triple.predicate.value != TYPE, triple.predicate.value, str(triple.object))
