"""What a graph says of people, works, topics and links, as far as labels judge it. Asked by SPARQL, always in the same order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphbuild.graph.store import GraphStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person or work: `name` is what the graph calls it, `forms` every spelling, in one highlight the words quoted there too.

    `confidence`: the best of its mentions there, in [0, 1]; 0 where the graph does not say.
    """

    iri: str
    name: str
    forms: tuple[str, ...]
    confidence: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A voice of a highlight: its label, and the person it was found to be."""

    iri: str
    label: str
    person: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HighlightFacts:
    """One highlight: what it mentions (its notes too), its voices and topics, and the files it stands in."""

    iri: str
    url: str | None
    start: int | None
    title: str | None
    keyphrases: tuple[str, ...]
    people: tuple[Entity, ...]
    works: tuple[Entity, ...]
    voices: tuple[Voice, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeFacts:
    """One episode: who hosts and who visits, and the files it stands in."""

    iri: str
    hosts: tuple[Entity, ...]
    guests: tuple[Entity, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkFacts:
    """A link between two highlights: how strong, and why."""

    score: float
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that is judged. `links`: pair of highlight IRIs -> link."""

    highlights: tuple[HighlightFacts, ...]
    episodes: tuple[EpisodeFacts, ...]
    links: Mapping[frozenset[str], LinkFacts]


def read_facts(store: GraphStore) -> Facts:
    """The facts of a graph."""
    sources = _grouped(store, "?x prov:wasDerivedFrom/gb:path ?v")
    names = _names(store)
    highlights = _highlights(store, sources, names)
    roles = {role: _grouped(store, f"?x a schema:PodcastEpisode ; gb:{role} ?v") for role in ("host", "guest")}
    episodes = tuple(
        EpisodeFacts(
            iri=iri,
            hosts=tuple(_entity(each, names) for each in roles["host"][iri]),
            guests=tuple(_entity(each, names) for each in roles["guest"][iri]),
            sources=tuple(sources[iri]),
        )
        for iri in _column(store, "?v a schema:PodcastEpisode")
    )
    return Facts(highlights=highlights, episodes=episodes, links=_links(store, {each.iri for each in highlights}))


def _highlights(store: GraphStore, sources: Mapping[str, list[Any]], names: Mapping[str, tuple[str, ...]]) -> tuple[HighlightFacts, ...]:
    single = {
        name: {iri: values[0] for iri, values in _grouped(store, f"?x a gb:Highlight ; {term} ?v").items()}
        for name, term in (("url", "schema:url"), ("start", "schema:startOffset"), ("title", "schema:name"), ("topics", "gb:keyphrases"))
    }
    people = set(_column(store, "?v a schema:Person"))
    mentioned = _grouped(store, "?x a gb:Highlight . { ?x schema:mentions ?v } UNION { ?x gb:note/schema:mentions ?v }")
    quoted = _quotes(store)
    voices = _voices(store)
    made = []
    for iri in _column(store, "?v a gb:Highlight"):
        start = single["start"].get(iri)
        entities = [_entity(target, names, quoted.get((iri, target), ())) for target in mentioned[iri]]
        made.append(
            HighlightFacts(
                iri=iri,
                url=single["url"].get(iri),
                start=None if start is None else int(start),
                title=single["title"].get(iri),
                keyphrases=tuple(line.strip() for line in str(single["topics"].get(iri, "")).split("\n") if line.strip()),
                people=tuple(each for each in entities if each.iri in people),
                works=tuple(each for each in entities if each.iri not in people),
                voices=tuple(voices[iri]),
                sources=tuple(sources[iri]),
            )
        )
    return tuple(made)


def _names(store: GraphStore) -> dict[str, tuple[str, ...]]:
    """Of whatever is mentioned or has a role its names, the first one before the others."""
    pattern = "{{ ?a schema:mentions ?x }} UNION {{ ?a gb:host|gb:guest ?x }} . ?x {} ?v"
    first = _grouped(store, pattern.format("schema:name"))
    other = _grouped(store, pattern.format("schema:alternateName"))
    return {iri: tuple(dict.fromkeys(map(str, (*first.get(iri, ()), *other.get(iri, ()))))) for iri in {*first, *other}}


def _quotes(store: GraphStore) -> dict[tuple[str, str], list[tuple[str, float]]]:
    """Of each highlight and what it mentions the words that do, with their confidence."""
    found: defaultdict[tuple[str, str], list[tuple[str, float]]] = defaultdict(list)
    rows = _rows(
        store,
        "DISTINCT ?h ?t ?q ?c",
        "?h schema:mentions|(gb:note/schema:mentions) ?t . ?m gb:inHighlight ?h ; gb:refersTo ?t ; gb:quote ?q . OPTIONAL { ?m gb:confidence ?c }",
    )
    for highlight, target, quote, confidence in rows:
        found[highlight, target].append((str(quote), float(confidence or 0)))
    return found


def _voices(store: GraphStore) -> defaultdict[str, list[Voice]]:
    found: defaultdict[str, dict[str, Voice]] = defaultdict(dict)
    pattern = "?h gb:turn/gb:speaker ?s . ?s schema:name ?label . OPTIONAL { ?s gb:identifiedAs/schema:name ?person }"
    for highlight, iri, label, person in _rows(store, "DISTINCT ?h ?s ?label ?person", pattern):
        known = found[highlight].get(str(label))
        if known is None or (person and not known.person):
            found[highlight][str(label)] = Voice(iri=iri, label=str(label), person=str(person) if person else None)
    voices: defaultdict[str, list[Voice]] = defaultdict(list)
    voices.update({highlight: list(each.values()) for highlight, each in found.items()})
    return voices


def _links(store: GraphStore, highlights: set[str]) -> dict[frozenset[str], LinkFacts]:
    ends = _grouped(store, "?x a gb:Link ; gb:between ?v")
    score = {iri: values[0] for iri, values in _grouped(store, "?x a gb:Link ; gb:score ?v").items()}
    reason = {iri: values[0] for iri, values in _grouped(store, "?x a gb:Link ; gb:reason ?v").items()}
    return {
        frozenset(pair): LinkFacts(score=float(score.get(link, 0)), reason=reason.get(link))
        for link, pair in ends.items()
        if len(pair) == 2 and highlights.issuperset(pair)
    }


def _entity(iri: str, names: Mapping[str, tuple[str, ...]], quoted: tuple[Any, ...] | list[tuple[str, float]] = ()) -> Entity:
    own = names.get(iri, ())
    forms = tuple(dict.fromkeys((*own, *(quote for quote, _ in quoted))))
    name = own[0] if own else (forms[0] if forms else iri)
    return Entity(iri=iri, name=name, forms=forms, confidence=max((confidence for _, confidence in quoted), default=0.0))


def _grouped(store: GraphStore, pattern: str) -> defaultdict[str, list[Any]]:
    """Of each `?x` its values `?v`, in a fixed order."""
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for subject, value in _rows(store, "DISTINCT ?x ?v", pattern):
        found[subject].append(value)
    return found


def _column(store: GraphStore, pattern: str) -> list[str]:
    return [row[0] for row in _rows(store, "DISTINCT ?v", pattern)]


def _rows(store: GraphStore, columns: str, pattern: str) -> Iterator[tuple[Any, ...]]:
    """Rows in an order that does not depend on the engine.

    Where several fit a label, the first of them is taken. Any fixed order would do; descending is the engine's own for a graph as we
    write it, so that figures agree with those of programs that do not sort.
    """
    rows = store.select(f"SELECT {columns} {{ {pattern} }}").rows
    return iter(sorted(rows, key=lambda row: tuple("" if value is None else str(value) for value in row), reverse=True))
