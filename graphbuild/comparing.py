"""How near any two highlights of a finished graph are, linked or not: the same score, evidence and words as the build has for them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from graphbuild.cache import NO_CACHE, Cache
from graphbuild.errors import UsageError
from graphbuild.graph.store import GraphStore
from graphbuild.linkers.entries import Entry, by_form, linked_ideas, one_text, own
from graphbuild.linkers.likeness import Comparison, Likeness, Names
from graphbuild.linkers.meaning import Meaning

_EPISODES = "SELECT ?h ?e ?v { ?h a gb:Highlight ; schema:partOfEpisode|schema:isPartOf ?e . ?e schema:name ?v } ORDER BY ?h"
_TURNS = "SELECT ?h ?v { ?h a gb:Highlight ; gb:turn ?t . ?t schema:text ?v ; schema:position ?n } ORDER BY ?h ?n ?v"
_OWN = "SELECT ?h ?v { ?h a gb:Highlight ; gb:tagLabel|gb:wikiLink|gb:note/schema:text ?v }"
_IDEAS = "SELECT DISTINCT ?h ?v { ?h a gb:Highlight ; gb:expresses|gb:note/gb:expresses ?v }"
_MARKED = "SELECT DISTINCT ?h ?v { ?h a gb:Highlight ; gb:tag|gb:note/gb:expresses ?v }"
_MEANT = 'SELECT ?l { ?l gb:evidenceKind "meaning" } LIMIT 1'
_LINKED = "SELECT ?h ?v { ?h a gb:Highlight ; gb:wikiLink ?v }"
_PEOPLE = "SELECT DISTINCT ?h ?v { ?h a gb:Highlight ; schema:mentions ?v . ?v a schema:Person }"
_WORKS = "SELECT DISTINCT ?h ?v { ?h a gb:Highlight ; schema:mentions ?v FILTER NOT EXISTS { ?v a schema:Person } }"
_OWNED = """SELECT DISTINCT ?i { ?i a gb:Idea ; skos:inScheme ?s
    FILTER(STRENDS(STR(?s), "scheme:tags") || STRENDS(STR(?s), "scheme:wiki-links")) }"""


_DIGITS = 9  # of the number of a highlight in its file; Python refuses to read numbers of thousands of digits


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two highlights by their IRIs, what there is to say of them, and whether the graph links them."""

    left: str
    right: str
    comparison: Comparison
    is_linked: bool
    same_episode: bool


class Comparer:
    """Compares highlights of one graph, by their meaning too where the build did. Making one reads all of its words.

    Raises `ModelMissingError` where the build used a language model that is not installed here.
    """

    def __init__(self, store: GraphStore, cache: Cache = NO_CACHE) -> None:
        self._store = store
        entries = tuple(sorted(_entries(store)))
        self._likeness = Likeness.of(entries, _names(store), Meaning.of(entries, cache) if store.select(_MEANT).rows else None)
        self._place = {entry.key: number for number, entry in enumerate(entries)}
        self._by_link = {str(url): str(iri) for iri, url in store.select("SELECT ?h ?u { ?h a gb:Highlight ; schema:url ?u } ORDER BY ?h")}
        self._in_file = _in_file(store)

    def find(self, key: str) -> str | None:
        """The IRI of a highlight: by its share link, its IRI, the last part of that, or `file#n`, the n-th by time of a file counted from 0."""
        if key in self._place:
            return key
        if key in self._by_link:
            return self._by_link[key]
        file, _, number = key.rpartition("#")
        if file and number.isdecimal() and len(number) <= _DIGITS:
            here = [kept for path, kept in self._in_file.items() if f"/{path}".endswith(f"/{file}") or f"/{file}".endswith(f"/{path}")]
            return here[0][int(number)] if len(here) == 1 and int(number) < len(here[0]) else None
        ends = [iri for iri in self._place if iri.endswith(f":{key}")]
        return ends[0] if len(ends) == 1 else None

    def require(self, key: str) -> str:
        """As `find`. Raises `UsageError` where there is no such highlight."""
        if (found := self.find(key)) is None:
            raise UsageError(f"{key!r} is no highlight of this graph.", mend="Give a share link, or the IRI of a highlight.")
        return found

    def compare(self, left: str, right: str) -> Compared:
        """Two highlights by their IRIs."""
        a, b = sorted((self._place[left], self._place[right]))
        entries = self._likeness.entries
        return Compared(
            left=left,
            right=right,
            comparison=next(self._likeness.compare([(a, b)])),
            is_linked=bool(self._store.select(f"SELECT ?r {{ BIND(gb:relatedHighlight AS ?r) <{left}> ?r <{right}> }}")),
            same_episode=entries[a].episode == entries[b].episode,
        )

    def score(self, left: str, right: str) -> float:
        """The score alone of two highlights by their IRIs, [0, 1]."""
        return self._likeness.score(*sorted((self._place[left], self._place[right])))

    def nearness(self, left: str, right: str) -> float:
        """How near the words of two highlights are, by their IRIs, [0, 1]: what the curve of `score` is fitted to."""
        import numpy as np

        a, b = sorted((self._place[left], self._place[right]))
        return float(self._likeness.wording.nearness(np.array([a]), np.array([b]))[0])


def _entries(store: GraphStore) -> list[Entry]:
    titles, summaries, takeaways, texts = (
        _texts(store, term) for term in ("schema:name", "schema:abstract", "gb:takeaways", "schema:text")
    )
    turns, written, ideas, people, works = (_several(store, query) for query in (_TURNS, _OWN, _IDEAS, _PEOPLE, _WORKS))
    marked, wiki_links = _several(store, _MARKED), _several(store, _LINKED)
    called = by_form(
        (str(label), str(idea)) for idea, label in store.select("SELECT ?i ?v { ?i a gb:Idea ; skos:prefLabel|skos:altLabel ?v }")
    )
    return [
        Entry(
            key=iri,
            episode=str(episode),
            episode_title=str(title),
            title=titles.get(iri, ""),
            about=one_text(summaries.get(iri), takeaways.get(iri)),
            said=one_text(texts.get(iri), *turns[iri]),
            own=own(written[iri]),
            ideas=frozenset(ideas[iri]),
            works=frozenset(works[iri]),
            people=frozenset(people[iri]),
            marked=frozenset({*marked[iri], *linked_ideas(wiki_links[iri], called)}),
        )
        for iri, episode, title in ((str(row[0]), row[1], row[2]) for row in store.select(_EPISODES))
    ]


def _names(store: GraphStore) -> Names:
    named = {str(iri): str(name) for iri, name in store.select("SELECT ?i ?v { ?i schema:name ?v } ORDER BY ?i ?v")}
    return Names(
        ideas={str(iri): str(label) for iri, label in store.select("SELECT ?i ?v { ?i a gb:Idea ; skos:prefLabel ?v }")},
        works=named,
        people=named,
        owned=frozenset(str(row[0]) for row in store.select(_OWNED)),
    )


def _texts(store: GraphStore, term: str) -> dict[str, str]:
    return {str(iri): str(text) for iri, text in store.select(f"SELECT ?h ?v {{ ?h a gb:Highlight ; {term} ?v }}")}


def _several(store: GraphStore, query: str) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for iri, value in store.select(query):
        found[str(iri)].append(str(value))
    return found


def _in_file(store: GraphStore) -> dict[str, list[str]]:
    """The highlights of each file by their start."""
    rows = store.select(
        """SELECT ?p ?h ?s { ?h a gb:Highlight ; prov:wasDerivedFrom/gb:path ?p OPTIONAL { ?h schema:startOffset ?s } }
        ORDER BY ?p (COALESCE(?s, 0)) ?h"""
    )
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path, iri, _ in rows:
        found[str(path)].append(str(iri))
    return found
