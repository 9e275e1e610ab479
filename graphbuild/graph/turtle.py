"""Sorted, prefixed Turtle: the same triples give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from graphbuild.graph.vocabulary import PREFIXES, TYPE

# A subject ends where a line ends in ` .`: literals hold no line ends, the writer escapes them.
_SUBJECT_END = re.compile(r" \.\n")


def turtle(triples: Iterable[ox.Triple], data_prefixes: Mapping[str, str]) -> bytes:
    """The triples as Turtle, by subject; of each subject its class first, then by property and value."""
    ordered = sorted(triples, key=sort_key)
    written = ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes={**PREFIXES, **data_prefixes}) or b""
    # The engine declares prefixes in the order of a hash table, another one in each process; an empty line makes subjects findable.
    lines = written.decode().split("\n")
    prefixes = sorted(line for line in lines if line.startswith("@prefix "))
    body = "\n".join(lines[len(prefixes) :]).rstrip("\n")
    return ("\n".join(prefixes) + "\n\n" + _SUBJECT_END.sub(" .\n\n", body) + "\n").encode()


def sort_key(triple: ox.Triple) -> tuple[str, bool, str, str]:
    """The order of triples in every file that is written."""
    return (str(triple.subject), triple.predicate.value != TYPE, triple.predicate.value, str(triple.object))
