"""What the questions that Python answers read from the graph, property by property."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from graphbuild.graph import vocabulary as v
from graphbuild.graph.store import GraphStore, Value
from graphbuild.questions.names import is_iri
from graphbuild.questions.sparql import literal

Place = tuple[Value, Value, int | None, Value]
"""Show, episode, second at which it starts, share link: what each row of an answer ends in, behind the highlight's IRI."""

FOUND_AGAIN = "known-topics"
"""The rule that finds the words of an idea in highlights that have it neither as a topic nor as a tag."""

_SIDES = (
    "SELECT ?h ?i {{ ?t a gb:Theme ; skos:prefLabel {name} ; skos:member ?i . ?h a gb:Highlight ; gb:expresses ?i }}",
    "SELECT ?h ?i {{ ?i a gb:Idea ; skos:prefLabel|skos:altLabel {name} . ?h a gb:Highlight ; gb:expresses ?i }}",
    "SELECT ?h ?p {{ ?p a schema:Person ; schema:name|schema:alternateName {name} . ?h a gb:Highlight ; schema:mentions ?p }}",
)
_BY_IRI = (
    "SELECT ?h ?x {{ ?h a gb:Highlight . {{ VALUES ?x {{ <{name}> }} ?h gb:expresses|schema:mentions ?x }}"
    " UNION {{ <{name}> skos:member ?x . ?h gb:expresses ?x }} }}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeRead:
    """A theme as the graph has it: its name, its ideas, and the highlights that express one of them (or tell of one: see `themes`), all as IRIs."""

    iri: str
    label: str
    ideas: frozenset[str]
    highlights: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRead:
    """A link between two highlights."""

    left: str
    right: str
    score: float
    reason: str


class Places(Mapping[str, Place]):
    """Highlight -> where it stands, sorted by highlight; put together when it is asked for, as an answer shows few of all highlights."""

    def __init__(self, store: GraphStore) -> None:
        """Read where highlights are from."""
        self._store = store
        self.home = episodes(store)

    def __getitem__(self, highlight: str) -> Place:
        """Show, episode, second, link. Raises `KeyError` for what is no highlight."""
        show, episode = self._work(self.home[highlight])
        second = self._starts.get(highlight, "")
        return (show, episode, int(second) if second.isdecimal() else None, self._links.get(highlight))

    def __iter__(self) -> Iterator[str]:
        """The highlights, sorted."""
        return iter(sorted(self.home))

    def __len__(self) -> int:
        return len(self.home)

    def __contains__(self, highlight: object) -> bool:
        return highlight in self.home

    def show(self, highlight: str) -> Value:
        """The show that a highlight is from, or the author of what it is from."""
        return self._work(self.home[highlight])[0]

    def _work(self, work: str) -> tuple[Value, Value]:
        return self._works[work]

    @cached_property
    def _works(self) -> dict[str, tuple[Value, Value]]:
        name, series, author = (dict(self._store.pairs(term)) for term in (v.NAME, v.PART_OF_SERIES, v.AUTHOR))
        return {work: (name.get(series[work]) if work in series else author.get(work), name.get(work)) for work in set(self.home.values())}

    @cached_property
    def _starts(self) -> dict[str, str]:
        return dict(self._store.pairs(v.START_OFFSET))

    @cached_property
    def _links(self) -> dict[str, str]:
        return dict(self._store.pairs(v.URL))


def places(store: GraphStore) -> Places:
    """Highlight -> where it stands."""
    return Places(store)


def episodes(store: GraphStore) -> dict[str, str]:
    """Highlight -> the episode (book, article, tweet) that it was kept from."""
    highlights = set(instances(store, v.HIGHLIGHT))
    return {highlight: work for term in (v.PART_OF_EPISODE, v.PART_OF) for highlight, work in store.pairs(term) if highlight in highlights}


def instances(store: GraphStore, kind: str) -> list[str]:
    """The members of a class, sorted."""
    return store.subjects(v.TYPE, kind)


def expressed(store: GraphStore) -> dict[str, frozenset[str]]:
    """Highlight -> the ideas that it expresses."""
    highlights = set(instances(store, v.HIGHLIGHT))
    found: dict[str, set[str]] = defaultdict(set)
    for highlight, idea in store.pairs(v.EXPRESSES):
        if highlight in highlights:
            found[highlight].add(idea)
    return {highlight: frozenset(found[highlight]) for highlight in sorted(found)}


def told(store: GraphStore, ideas_of: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Highlight -> those of its ideas that it tells of, highlights without one left out; `ideas_of`: what `expressed` gives.

    An idea is named in passing where only its words stand, found again from elsewhere: not in the title, not in a note of the
    owner's, no topic of this highlight, none of the owner's tags. Of 413 such pairs, read one by one, a listener would call 0.56
    of those in passing right, 0.83 of the others; of 59 in vaults not read before, 0.42 and 0.72.
    """
    again = [run for run in instances(store, v.ACTIVITY) if store.value(run, v.NAME) == FOUND_AGAIN]
    in_passing = {mention for run in again for mention in store.subjects(v.GENERATED_BY, run)}
    if not in_passing:
        return dict(ideas_of)
    in_passing.difference_update(store.subjects(v.IN_FIELD, v.NAME), (mention for mention, _ in store.pairs(v.IN_NOTE)))
    about = dict(store.pairs(v.REFERS_TO))
    passed: dict[str, set[str]] = defaultdict(set)
    firm: dict[str, set[str]] = defaultdict(set)
    for mention, highlight in store.pairs(v.IN_HIGHLIGHT):
        (passed if mention in in_passing else firm)[highlight].add(about.get(mention, ""))
    for highlight, idea in store.pairs(v.HAS_TAG):
        firm[highlight].add(idea)
    found = {each: ideas - (passed[each] - firm[each]) if each in passed else ideas for each, ideas in ideas_of.items()}
    return {each: ideas for each, ideas in found.items() if ideas}


def labels(store: GraphStore) -> dict[str, str]:
    """Idea (theme, scheme) -> its preferred label."""
    return dict(store.pairs(v.PREF_LABEL))


def themes(store: GraphStore, ideas_of: dict[str, frozenset[str]]) -> list[ThemeRead]:
    """The themes by name; `ideas_of`: what `expressed` or `told` gives."""
    carriers: dict[str, set[str]] = defaultdict(set)
    for highlight, ideas in ideas_of.items():
        for idea in ideas:
            carriers[idea].add(highlight)
    members: dict[str, set[str]] = defaultdict(set)
    for theme, idea in store.pairs(v.MEMBER):
        members[theme].add(idea)
    name = labels(store)
    return [
        ThemeRead(
            iri=iri,
            label=name[iri],
            ideas=frozenset(members[iri]),
            highlights=frozenset(each for idea in members[iri] for each in carriers[idea]),
        )
        for iri in sorted(members, key=lambda each: (name[each], each))
    ]


def related(store: GraphStore) -> list[tuple[str, str]]:
    """The pairs of highlights that a link joins, the lesser IRI first; sorted."""
    return sorted((left, right) for left, right in store.pairs(v.RELATED_HIGHLIGHT) if left < right)


def proofs(store: GraphStore, pairs: Iterable[tuple[str, str]]) -> list[LinkRead]:
    """The links of these pairs (see `related`), the strongest first."""
    values = " ".join(f"(<{left}> <{right}>)" for left, right in pairs)
    if not values:
        return []
    found = store.select(
        f"SELECT ?a ?b ?score ?reason {{ VALUES (?a ?b) {{ {values} }} ?l gb:between ?a, ?b ; gb:relation gb:relatedHighlight ;"
        " gb:score ?score ; gb:reason ?reason }"
    )
    links = [LinkRead(left=str(a), right=str(b), score=float(score or 0), reason=str(why)) for a, b, score, why in found]
    return sorted(links, key=lambda each: (-each.score, each.left, each.right))


def kept_on(store: GraphStore, name: str) -> frozenset[str]:
    """The highlights of the theme, the idea or the person of this name (the first of the three that there is), or of this IRI."""
    return frozenset(highlight for highlight, _ in _of(store, name))


def told_on(store: GraphStore, name: str, told_of: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Those of `kept_on` that tell of it (`told_of`: what `told` gives); none where each names it in passing."""
    found = _of(store, name)
    ideas = frozenset(store.subjects(v.TYPE, v.IDEA))
    return frozenset(highlight for highlight, what in found if what not in ideas or what in told_of.get(highlight, ()))


def _of(store: GraphStore, name: str) -> list[tuple[str, str]]:
    """Highlights with the idea or the person by which each belongs to a name or an IRI."""
    sides = (_BY_IRI.format(name=name),) if is_iri(name) else [each.format(name=literal(name)) for each in _SIDES]
    for side in sides:
        if rows := store.select(side).rows:
            return [(str(highlight), str(what)) for highlight, what in rows]
    return []
