"""What SKOS itself demands of ideas and themes beyond any shape: the integrity conditions of its reference, as SPARQL.

SHACL Core cannot say most of them (they speak of paths of any length). The numbers are those of https://www.w3.org/TR/skos-reference/.
"""

from __future__ import annotations

from collections.abc import Iterator

from graphbuild.graph.store import GraphStore

# Each query starts at what is rare (a related pair, a label that stands twice), so that the paths stay short.
CONDITIONS: tuple[tuple[str, str, str], ...] = (
    ("S9", "A scheme is not a concept.", "SELECT DISTINCT ?this { ?this a skos:ConceptScheme . { ?this a skos:Concept } UNION { ?this a gb:Idea } }"),
    ("S13", "A preferred label is not also an alternative one.", "SELECT DISTINCT ?this { ?this skos:altLabel ?l ; skos:prefLabel ?l }"),
    (
        "S14",
        "A thing has one preferred label in a language.",
        "SELECT DISTINCT ?this { ?this skos:prefLabel ?a , ?b FILTER(STR(?a) < STR(?b) && LANG(?a) = LANG(?b)) }",
    ),
    (
        "S27",
        "Ideas are related only where neither is a case of the other, at any remove.",
        "SELECT DISTINCT ?this { ?this skos:related ?other . ?this skos:broader+ ?other }",
    ),
    (
        "S37",
        "A collection of ideas is not an idea.",
        "SELECT DISTINCT ?this { ?this a gb:Idea . { ?this a skos:Collection } UNION { ?this a gb:Theme } }",
    ),
    (
        "S32",
        "What a collection holds is an idea, or a collection of some.",
        "SELECT DISTINCT ?this { ?this skos:member ?m FILTER NOT EXISTS { ?m a gb:Idea } FILTER NOT EXISTS { ?m a gb:Theme } }",
    ),
    # Not demanded by SKOS: gb:centralIdea is a narrower skos:member, and no reasoner runs here to add the wider one.
    (
        "central",
        "A theme is named after ideas of its own.",
        "SELECT DISTINCT ?this { ?this gb:centralIdea ?m FILTER NOT EXISTS { ?this skos:member ?m } }",
    ),
    # Not demanded by SKOS, which leaves it to applications (section 8.6.8); here it would make “narrower ideas, too” endless.
    ("cycle", "No idea is a case of itself.", "SELECT DISTINCT ?this { ?this skos:broader ?other . ?other skos:broader* ?this }"),
)  # fmt: skip


def broken_conditions(store: GraphStore) -> Iterator[tuple[str, str, str]]:
    """Each break of a condition: its number in the SKOS reference, what it demands, the IRI of the node; sorted within a condition."""
    for number, message, query in CONDITIONS:
        for node in sorted(str(node) for (node,) in store.select(query)):
            yield number, message, node
