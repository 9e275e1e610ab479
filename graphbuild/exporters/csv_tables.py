"""A folder of tables for a spreadsheet. Several values in one cell stand on lines of their own."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from graphbuild.graph.store import GraphStore

# What a spreadsheet would run as a formula when it opens the file
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BY_A_NOTE = "/(^gb:note)?"  # ends a path that leads to highlights: what a note says, its highlight says

_WORK: Mapping[str, str] = {"title": "schema:name", "author": "schema:author", "url": "schema:url", "highlights": "^schema:isPartOf"}

# table -> its class, and its columns with the property path, or the pattern that binds ?v, which fills each
_TABLES: Mapping[str, tuple[str, Mapping[str, str]]] = {
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


def write_csv(store: GraphStore, path: Path) -> None:
    """Write one file a table into the folder `path`, made where it is missing. Raises `OSError` where that cannot be done.

    UTF-8 with a byte order mark, which spreadsheets want; a cell that could be run as a formula starts with an apostrophe.
    """
    path.mkdir(parents=True, exist_ok=True)
    for name, (klass, columns) in _TABLES.items():
        cells = {column: _column(store, klass, term) for column, term in columns.items()}
        with (path / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            table = csv.writer(file)  # lines end with CR LF, as RFC 4180 has it; only so is a lone CR quoted by Python before 3.13
            table.writerow(["iri", *columns])
            for (iri,) in store.select(f"SELECT DISTINCT ?s {{ ?s a {klass} {_kept(klass)} }} ORDER BY ?s"):
                row = [str(iri), *("\n".join(cells[column].get(str(iri), ())) for column in columns)]
                table.writerow([_inert(cell) for cell in row])


def _column(store: GraphStore, klass: str, term: str) -> dict[str, list[str]]:
    if term == "gb:turn":
        rows: Iterable[tuple[object, ...]] = store.select(
            "SELECT ?s ?said { ?s gb:turn ?t . ?t schema:text ?text ; schema:position ?place OPTIONAL { ?t gb:speaker/schema:name ?who }"
            " BIND(IF(BOUND(?who), CONCAT(?who, ': ', ?text), ?text) AS ?said) } ORDER BY ?s ?place ?said"
        )
    else:
        kind = " . ?v a gb:Highlight" if term.endswith(_BY_A_NOTE) else ""
        pattern = term if "?v" in term else f"{term} ?v{kind}"
        rows = store.select(f"SELECT DISTINCT ?s ?v {{ ?s a {klass} ; {pattern} {_kept(klass)} }} ORDER BY ?s ?v")
    found: defaultdict[str, list[str]] = defaultdict(list)
    for iri, value in rows:
        found[str(iri)].append(str(value).lower() if isinstance(value, bool) else str(value))
    return found


def _kept(klass: str) -> str:
    """Books and articles are those with highlights; the others have a table of their own."""
    return "" if klass == "gb:NamedWork" else "FILTER NOT EXISTS { ?s a gb:NamedWork }"


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
