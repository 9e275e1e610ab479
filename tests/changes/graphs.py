"""Small graphs for tests, in Turtle with the usual prefixes and one for each class of data."""

from __future__ import annotations

import pyoxigraph as ox

from graphbuild.graph.iris import Iris
from graphbuild.graph.store import GraphStore
from graphbuild.graph.vocabulary import PREFIXES

_PREFIXES = "".join(f"@prefix {name}: <{space}> .\n" for name, space in {**PREFIXES, **Iris("urn:graphbuild:").prefixes()}.items())

BASE = """
show:a a schema:PodcastSeries ; schema:name "The Alder Hour" .
show:b a schema:PodcastSeries ; schema:name "Birch & Co" .
episode:a1 a schema:PodcastEpisode ; schema:name "Roots" ; schema:partOfSeries show:a .
episode:b1 a schema:PodcastEpisode ; schema:name "Leaves" ; schema:partOfSeries show:b .
highlight:h1 a gb:Highlight ; schema:name "Slow growth" ; schema:partOfEpisode episode:a1 ; schema:startOffset 61 ;
    gb:expresses idea:patience ; gb:turn turn:h1-01 .
turn:h1-01 a gb:Turn ; schema:position 1 ; schema:text "It takes a hundred years." ; gb:speaker speaker:h1-1 .
speaker:h1-1 a gb:Speaker ; schema:name "Speaker 1" .
highlight:h2 a gb:Highlight ; schema:abstract "Leaves fall when they must." ; schema:partOfEpisode episode:b1 .
idea:patience a gb:Idea ; skos:prefLabel "patience" .
person:ada-thorn a schema:Person ; schema:name "Ada Thorn" ; schema:alternateName "Ada" .
"""


def graph(*turtle: str) -> GraphStore:
    """The graph of some Turtle."""
    return GraphStore(quad.triple for quad in ox.parse(_PREFIXES + "\n".join(turtle), format=ox.RdfFormat.TURTLE))
