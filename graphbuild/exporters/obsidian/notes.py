"""What the notes of an Obsidian vault say: one for each idea, person, work, theme and episode, as Markdown with links between them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graphbuild.graph.store import GraphStore, Value
from graphbuild.text import clock, printable, sentence

_AROUND = 160  # characters of a quoted sentence on each side of the words
# What would be markup, a link, a tag, a comment or a formula in Obsidian. `%%` ends our own part of a note.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$^=%!&])")


@dataclass(frozen=True, slots=True)
class Ref:
    """A link to another note, by its key; `text` is what the link shows."""

    key: str
    text: str


Line = tuple[str | Ref, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note of the vault: `key` is the IRI of what it is about, `folder` (`""`: the top) and `title` where it is put at first, `lines` its Markdown."""

    key: str
    folder: str
    title: str
    aliases: tuple[str, ...]
    lines: tuple[Line, ...]


def plain(text: str) -> str:
    """The text on one line, with nothing in it that Obsidian would take for markup."""
    return _MARKUP.sub(r"\\\1", printable(" ".join(text.split()))).replace("\\<", "&lt;").replace("\\&", "&amp;").replace("\\%", "&#37;")


class _Vault:
    """The graph as the notes tell it, read once."""

    def __init__(self, store: GraphStore) -> None:
        self.store = store
        self.place = {str(row[0]): row for row in store.select(_HIGHLIGHTS)}
        self.sentences = _sentences(store)

    def grouped(self, query: str) -> dict[str, list[tuple[Value, ...]]]:
        """The rows of a query by their first column, without it."""
        found: dict[str, list[tuple[Value, ...]]] = defaultdict(list)
        for first, *rest in self.store.select(query):
            found[str(first)].append(tuple(rest))
        return found

    def heard(self, highlights: Iterable[str], about: str | None) -> Iterator[Line]:
        """Each highlight: its episode, the second, a link that plays it, its title, and the words about something."""
        for key in sorted(highlights, key=lambda each: _order(self.place[each])):
            _, title, episode, name, start, url, summary = self.place[key]
            yield ("- ", Ref(str(episode), str(name)), _played(start, url), f" — {plain(str(title))}" if title else "")
            quote = self.sentences.get((key, about or ""))
            if quote or summary:
                yield (f"  > {quote or plain(str(summary))}",)


_HIGHLIGHTS = """SELECT ?h (MIN(?t) AS ?title) ?e (MIN(?n) AS ?name) (MIN(?s) AS ?start) (MIN(?u) AS ?url) (MIN(?a) AS ?summary) {
    ?h a gb:Highlight ; schema:partOfEpisode|schema:isPartOf ?e . ?e schema:name ?n
    OPTIONAL { ?h schema:name ?t } OPTIONAL { ?h schema:startOffset ?s } OPTIONAL { ?h schema:url ?u } OPTIONAL { ?h schema:abstract ?a }
} GROUP BY ?h ?e ORDER BY ?h"""
_EXPRESSED = "SELECT DISTINCT ?i ?h { ?h gb:expresses ?i ; a gb:Highlight } ORDER BY ?i ?h"
_MENTIONED = "SELECT DISTINCT ?p ?h { ?h schema:mentions ?p ; a gb:Highlight } ORDER BY ?p ?h"
_RECURRING_MOST = 50
_RECURRING = (
    ("Ideas that come back", "gb:expresses", "?x skos:prefLabel ?l"),
    ("People named in several episodes", "schema:mentions", "?x a schema:Person ; schema:name ?l"),
    ("Works named in several episodes", "schema:mentions", "?x schema:name ?l FILTER NOT EXISTS { ?x a schema:Person }"),
)
_TEXTS = (
    "?m gb:inTurn/schema:text ?text",
    "?m gb:inNote/schema:text ?text",
    "?m gb:inHighlight ?x ; gb:inField ?p . ?x ?p ?text FILTER(?p IN (schema:abstract, schema:text, gb:takeaways))",
)


def notes(store: GraphStore) -> list[Note]:
    """All notes of a graph, sorted by key."""
    vault = _Vault(store)
    return sorted([_start(vault), *_ideas(vault), *_people(vault), *_works(vault), *_episodes(vault)], key=lambda note: note.key)


def _start(vault: _Vault) -> Note:
    """The note to begin with: what comes back in several episodes, and who."""
    lines: list[Line] = [("What your highlights hold: ideas, people, works and episodes, each a note of its own.",)]
    for title, term, label in _RECURRING:
        rows = vault.store.select(
            f"SELECT ?x (MIN(?l) AS ?label) (COUNT(DISTINCT ?e) AS ?n) {{ ?h {term} ?x ; a gb:Highlight ; schema:partOfEpisode|schema:isPartOf ?e ."
            f" {label} }} GROUP BY ?x HAVING (COUNT(DISTINCT ?e) > 1) ORDER BY DESC(?n) ?label ?x"
        )
        lines += _section(
            title, (("- ", Ref(str(key), str(name)), f" — {count} episodes") for key, name, count in list(rows)[:_RECURRING_MOST])
        )
    return Note(key="graphbuild:start", folder="", title="Start here", aliases=(), lines=tuple(lines))


def _ideas(vault: _Vault) -> Iterator[Note]:
    heard = vault.grouped(_EXPRESSED)
    also = vault.grouped("SELECT DISTINCT ?i ?l { ?i a gb:Idea ; skos:altLabel ?l } ORDER BY ?i ?l")
    broader = vault.grouped("SELECT DISTINCT ?i ?b ?l { ?i skos:broader ?b . ?b skos:prefLabel ?l } ORDER BY ?i ?l ?b")
    narrower = vault.grouped("SELECT DISTINCT ?i ?b ?l { ?b skos:broader ?i ; skos:prefLabel ?l } ORDER BY ?i ?l ?b")
    related = vault.grouped(_LINKED.format(relation="skos:related", label="skos:prefLabel"))
    for iri, label in vault.store.select("SELECT ?i ?l { ?i a gb:Idea ; skos:prefLabel ?l } ORDER BY ?i"):
        key = str(iri)
        names = _texts(also[key])
        yield Note(
            key=key,
            folder="Ideas",
            title=str(label),
            aliases=names,
            lines=(
                *_also(names),
                *_listed("A case of", broader[key]),
                *_listed("Cases of it", narrower[key]),
                *_section("Heard in", vault.heard(_texts(heard[key]), key)),
                *_section("Related", _reasons(related[key])),
            ),
        )


def _people(vault: _Vault) -> Iterator[Note]:
    named = vault.grouped(_MENTIONED)
    also = vault.grouped("SELECT DISTINCT ?p ?l { ?p a schema:Person ; schema:alternateName ?l } ORDER BY ?p ?l")
    roles = {
        said: vault.grouped(f"SELECT DISTINCT ?p ?e ?n {{ ?e {term} ?p ; schema:name ?n }} ORDER BY ?p ?n ?e")
        for said, term in (("Host of", "gb:host"), ("Guest of", "gb:guest"))
    }
    made = vault.grouped("SELECT DISTINCT ?p ?w ?n { ?w schema:author ?p ; schema:name ?n FILTER isIRI(?p) } ORDER BY ?p ?n ?w")
    for iri, name in vault.store.select("SELECT ?p ?n { ?p a schema:Person ; schema:name ?n } ORDER BY ?p"):
        key = str(iri)
        names = _texts(also[key])
        yield Note(
            key=key,
            folder="People",
            title=str(name),
            aliases=names,
            lines=(
                *_also(names),
                *(line for said, of in roles.items() for line in _section(said, _bullets(of[key]))),
                *_section("Works", _bullets(made[key])),
                *_section("Named in", vault.heard(_texts(named[key]), key)),
            ),
        )


def _works(vault: _Vault) -> Iterator[Note]:
    named = vault.grouped(_MENTIONED)
    also = vault.grouped("SELECT DISTINCT ?w ?l { ?w a gb:NamedWork ; schema:alternateName ?l } ORDER BY ?w ?l")
    by = vault.grouped("SELECT DISTINCT ?w ?a ?n { ?w a gb:NamedWork ; schema:author ?a OPTIONAL { ?a schema:name ?n } } ORDER BY ?w ?a")
    for iri, name in vault.store.select("SELECT ?w (MIN(?n) AS ?name) { ?w a gb:NamedWork ; schema:name ?n } GROUP BY ?w ORDER BY ?w"):
        key = str(iri)
        names = _texts(also[key])
        makers = [(Ref(str(author), str(known)) if known else plain(str(author))) for author, known in by[key]]
        yield Note(
            key=key,
            folder="Works",
            title=str(name),
            aliases=names,
            lines=(*_also(names), *(("By ", maker) for maker in makers), *_section("Named in", vault.heard(_texts(named[key]), key))),
        )


def _episodes(vault: _Vault) -> Iterator[Note]:
    of: dict[str, list[str]] = defaultdict(list)
    for key, row in vault.place.items():
        of[str(row[2])].append(key)
    ideas = vault.grouped("SELECT DISTINCT ?h ?i ?l { ?h a gb:Highlight ; gb:expresses ?i . ?i skos:prefLabel ?l } ORDER BY ?h ?l ?i")
    people = vault.grouped("SELECT DISTINCT ?h ?p ?n { ?h a gb:Highlight ; schema:mentions ?p . ?p schema:name ?n } ORDER BY ?h ?n ?p")
    mine = vault.grouped("SELECT DISTINCT ?h ?t { ?h gb:note/schema:text ?t } ORDER BY ?h ?t")
    linked = vault.grouped(_LINKED.format(relation="gb:relatedEpisode", label="schema:name"))
    head = vault.store.select(
        "SELECT ?e (MIN(?n) AS ?name) (MIN(?s) AS ?show) (MIN(?d) AS ?day) (MIN(?u) AS ?url) {"
        " ?h a gb:Highlight ; schema:partOfEpisode|schema:isPartOf ?e . ?e schema:name ?n"
        " OPTIONAL { ?e (schema:partOfSeries/schema:name)|schema:author ?s } OPTIONAL { ?e schema:datePublished ?d } OPTIONAL { ?e schema:url ?u }"
        "} GROUP BY ?e ORDER BY ?e"
    )
    for iri, name, show, day, url in head:
        lines: list[Line] = [(" · ".join(each for each in (plain(str(show or "")), str(day or ""), _link("listen", url)) if each),)]
        for key in sorted(of[str(iri)], key=lambda each: _order(vault.place[each])):
            _, title, _, _, start, address, summary = vault.place[key]
            lines += [(), (f"## {plain(str(title or 'Highlight'))}",), ()]
            if _played(start, address):
                lines.append((_played(start, address).removeprefix(" · "),))
            if summary:
                lines += [(f"> {plain(str(summary))}",), ()]
            lines += [(f"- Note: {plain(str(text))}",) for (text,) in mine[key]]
            lines += _named("Ideas", ideas[key]) + _named("Named", people[key])
        lines += _section("Related", _reasons(linked[str(iri)]))
        yield Note(key=str(iri), folder="Episodes", title=str(name), aliases=(), lines=tuple(lines))


_LINKED = """SELECT DISTINCT ?a ?b ?n ?score ?reason {{ ?l gb:relation {relation} ; gb:between ?a , ?b ; gb:score ?score ; gb:reason ?reason .
    ?b {label} ?n FILTER(?a != ?b) }} ORDER BY ?a DESC(?score) ?n ?b"""


def _also(names: Sequence[str]) -> Iterator[Line]:
    if names:
        yield (f"Also: {', '.join(map(plain, names))}",)


def _listed(said: str, rows: Sequence[tuple[Value, ...]]) -> Iterator[Line]:
    if rows:
        refs: list[str | Ref] = [f"{said}: "]
        for number, (key, label) in enumerate(rows):
            refs += [", "] if number else []
            refs.append(Ref(str(key), str(label)))
        yield tuple(refs)


def _named(said: str, rows: Sequence[tuple[Value, ...]]) -> list[Line]:
    return [("- ", *line) for line in _listed(said, rows)]


def _section(title: str, lines: Iterable[Line]) -> list[Line]:
    """A heading and its lines; nothing where there are none."""
    inside = list(lines)
    return [(), (f"## {title}",), (), *inside] if inside else []


def _bullets(rows: Iterable[tuple[Value, ...]]) -> Iterator[Line]:
    return (("- ", Ref(str(key), str(label))) for key, label in rows)


def _reasons(rows: Iterable[tuple[Value, ...]]) -> Iterator[Line]:
    return (("- ", Ref(str(key), str(label)), f" — {plain(str(reason))}") for key, label, _, reason in rows)


def _texts(rows: Iterable[tuple[Value, ...]]) -> tuple[str, ...]:
    return tuple(str(value) for (value,) in rows)


def _order(row: tuple[Value, ...]) -> tuple[str, str, int, str]:
    """Highlights in the order of their episodes' titles and their seconds."""
    key, _, episode, name, start, *_ = row
    return str(name), str(episode), int(start) if isinstance(start, int) else 0, str(key)


def _played(start: Value, url: Value) -> str:
    at = clock(start) if isinstance(start, int) else ""
    return f" · {_link(at or 'play', url) or at}" if at or url else ""


def _link(text: str, url: Value) -> str:
    """A Markdown link; its address is an IRI of the graph, which holds neither blank nor angle bracket."""
    return f"[{text}](<{url}>)" if url else ""


def _sentences(store: GraphStore) -> dict[tuple[str, str], str]:
    """Highlight and what it names -> the sentence that names it first, the words in bold; a turn before a summary."""
    found: dict[tuple[str, str], str] = {}
    for pattern in _TEXTS:
        rows = store.select(
            f"SELECT ?h ?node ?text ?s ?e {{ ?m a gb:Mention ; gb:inHighlight ?h ; gb:refersTo ?node ; gb:start ?s ; gb:end ?e . {pattern} }}"
            " ORDER BY ?h ?node ?s ?text"
        )
        for highlight, node, text, start, end in rows:
            key = (str(highlight), str(node))
            if key not in found and isinstance(start, int) and isinstance(end, int):
                found[key] = _marked(str(text), start, end)
    return found


def _marked(text: str, start: int, end: int) -> str:
    """The sentence around the words, which stand in bold. Private-use characters mark the words until the rest is made plain."""
    opened = text[:start].replace("\ue000", "").replace("\ue001", "")
    marked = f"{opened}\ue000{text[start:end]}\ue001{text[end:]}"
    shift = len(opened)
    return plain(sentence(marked, shift, shift + (end - start) + 2, _AROUND)).replace("\ue000", "**").replace("\ue001", "**")
