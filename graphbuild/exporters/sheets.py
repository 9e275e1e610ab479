"""The graph as tables of things: highlights, ideas, people, episodes, works, links; one row a thing, a tuple of values a column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graphbuild.graph.store import GraphStore, Value

_BY_A_NOTE = "/(^gb:note)?"  # ends a path that leads to highlights: what a note says, its highlight says

_WORK: Mapping[str, str] = {"title": "schema:name", "author": "schema:author", "url": "schema:url", "highlights": "^schema:isPartOf"}

# table -> its class, and its columns with the property path, or the pattern that binds ?v, which fills each
_SHEETS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "highlights": (
        "gb:Highlight",
        {
            "title": "schema:name",
            "show": "(schema:partOfEpisode/schema:partOfSeries/schema:name)|(schema:isPartOf/schema:author)",
            "episode": "(schema:partOfEpisode|schema:isPartOf)/schema:name",
            "start_seconds": "schema:startOffset",
            "end_seconds": "schema:endOffset",
            "url": "schema:url",
            "created": "schema:dateCreated",
            "favorite": "gb:favorite",
            "summary": "schema:abstract",
            "takeaways": "gb:takeaways",
            "text": "schema:text",
            "transcript": "gb:turn",  # read in the order of the turns, below
            "notes": "gb:note/schema:text",
            "tags": "gb:tagLabel",
            "ideas": "gb:expresses/skos:prefLabel",
            "people": "schema:mentions ?p . ?p a schema:Person ; schema:name ?v",
            "works": "schema:mentions ?w . ?w schema:name ?v FILTER NOT EXISTS { ?w a schema:Person }",
        },
    ),
    "ideas": (
        "gb:Idea",
        {
            "label": "skos:prefLabel",
            "other_labels": "skos:altLabel",
            "named_by": "skos:inScheme/skos:prefLabel",
            "related": "skos:related/skos:prefLabel",
            "highlights": "^gb:expresses/(^gb:note)?",
        },
    ),
    "people": (
        "schema:Person",
        {
            "name": "schema:name",
            "other_names": "schema:alternateName",
            "hosts": "^gb:host/schema:name",
            "guest_of": "^gb:guest/schema:name",
            "mentioned_in": "^schema:mentions/(^gb:note)?",
        },
    ),
    "episodes": (
        "schema:PodcastEpisode",
        {
            "title": "schema:name",
            "show": "schema:partOfSeries/schema:name",
            "published": "schema:datePublished",
            "url": "schema:url",
            "hosts": "gb:host/schema:name",
            "guests": "gb:guest/schema:name",
            "takeaways": "gb:takeaways",
            "highlights": "^schema:partOfEpisode",
        },
    ),
    "books": ("schema:Book", _WORK),
    "articles": ("schema:Article", _WORK),
    "tweets": ("schema:SocialMediaPosting", _WORK),
    "works": (
        "gb:NamedWork",
        {
            "title": "schema:name",
            "other_titles": "schema:alternateName",
            "kind": "a ?k FILTER(?k != gb:NamedWork) BIND(STRAFTER(STR(?k), STR(schema:)) AS ?v)",
            "author": "schema:author ?a OPTIONAL { ?a schema:name ?name } BIND(COALESCE(?name, STR(?a)) AS ?v)",
            "named_in": "^schema:mentions/(^gb:note)?",
            "listed_in": "^schema:mentions ?e . ?e a schema:PodcastEpisode ; schema:name ?v",
        },
    ),
    "links": (
        "gb:Link",
        {
            "between": "gb:between",
            "relation": "gb:relation",
            "score": "gb:score",
            "reason": "gb:reason",
            "via": "gb:via",
            "evidence": "gb:evidence",
        },
    ),
}


SHEETS: tuple[str, ...] = tuple(_SHEETS)
"""The names of the tables."""

# Columns of which no thing has more than one value
_SINGLE = frozenset(
    [
        "title", "label", "name", "show", "episode", "start_seconds", "end_seconds", "url", "created", "favorite", "summary", "takeaways", "text",
        "published", "kind", "relation", "score", "reason",
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of things: `columns` begin with `iri`; a cell is the tuple of its values, numbers as numbers."""

    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[Value, ...], ...], ...]

    def records(self) -> list[dict[str, object]]:
        """One dictionary a row: a value where a thing has one at most (`None` where it has none), else a tuple of them."""
        return [
            {
                name: (cell[0] if cell else None) if name in _SINGLE or name == "iri" else cell
                for name, cell in zip(self.columns, row, strict=True)
            }
            for row in self.rows
        ]


def sheet(store: GraphStore, name: str) -> Sheet:
    """The table of a name in `SHEETS`, sorted by IRI. Raises `KeyError` for another."""
    klass, columns = _SHEETS[name]
    cells = {column: _column(store, klass, term) for column, term in columns.items()}
    things = store.select(f"SELECT DISTINCT ?s {{ ?s a {klass} {_kept(klass)} }} ORDER BY ?s")
    return Sheet(("iri", *columns), tuple(((iri,), *(tuple(cells[each].get(str(iri), ())) for each in columns)) for (iri,) in things))


def _column(store: GraphStore, klass: str, term: str) -> dict[str, list[Value]]:
    if term == "gb:turn":
        rows: Iterable[tuple[Value, ...]] = store.select(
            "SELECT ?s ?said { ?s gb:turn ?t . ?t schema:text ?text ; schema:position ?place OPTIONAL { ?t gb:speaker/schema:name ?who }"
            " BIND(IF(BOUND(?who), CONCAT(?who, ': ', ?text), ?text) AS ?said) } ORDER BY ?s ?place ?said"
        )
    else:
        kind = " . ?v a gb:Highlight" if term.endswith(_BY_A_NOTE) else ""
        pattern = term if "?v" in term else f"{term} ?v{kind}"
        rows = store.select(f"SELECT DISTINCT ?s ?v {{ ?s a {klass} ; {pattern} {_kept(klass)} }} ORDER BY ?s ?v")
    found: defaultdict[str, list[Value]] = defaultdict(list)
    for iri, value in rows:
        found[str(iri)].append(value)
    return found


def _kept(klass: str) -> str:
    """Books and articles are those with highlights; the others have a table of their own."""
    return "" if klass == "gb:NamedWork" else "FILTER NOT EXISTS { ?s a gb:NamedWork }"
