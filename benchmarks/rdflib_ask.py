"""`python -m benchmarks.rdflib_ask FILE QUERY`: what a script with rdflib does to ask one question of a Turtle file."""

from __future__ import annotations

import sys

import rdflib


def main(file: str, query: str) -> None:
    """Parse, ask, print."""
    graph = rdflib.Graph()
    graph.parse(file, format="turtle")
    for row in graph.query(query) if query else ():
        print(*row)


if __name__ == "__main__":
    main(*sys.argv[1:])
