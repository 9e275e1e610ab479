"""What changed in a thing that both graphs hold: of a highlight what the files say of it, not what was concluded from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from graphbuild.changes.records import Change, What
from graphbuild.changes.things import Things
from graphbuild.graph import vocabulary as v
from graphbuild.text import shortened

# What each property is called; those of `_TOLD` are told with their values, others by name alone, as their values are long.
_OWNED: Mapping[str, Mapping[str, str]] = {
    "highlight": {
        v.NAME: "title", v.ABSTRACT: "summary", v.TAKEAWAYS: "takeaways", v.TEXT: "text", v.TAG_LABEL: "tag", v.HAS_NOTE: "note",
        v.WIKI_LINK: "wiki link", v.START_OFFSET: "time", v.END_OFFSET: "time", v.URL: "link", v.FAVORITE: "favorite", v.HAS_TURN: "transcript",
        v.PART_OF_EPISODE: "episode", v.PART_OF: "episode", v.IDENTIFIED_AS: "voice",
    },
    "idea": {v.PREF_LABEL: "name", v.ALT_LABEL: "other name", v.BROADER: "broader idea"},
    "theme": {v.PREF_LABEL: "name", v.MEMBER: "idea"},
    "person": {v.NAME: "name", v.ALTERNATE_NAME: "other name"},
    "work": {v.NAME: "name", v.ALTERNATE_NAME: "other name", v.AUTHOR: "author"},
}  # fmt: skip
_OF_EPISODE = {
    v.NAME: "title", v.HOST: "host", v.GUEST: "guest", v.URL: "link", v.DATE_PUBLISHED: "date", v.TAKEAWAYS: "AI notes", v.AUTHOR: "author",
    v.PART_OF_SERIES: "show",
}  # fmt: skip
_LONG = frozenset({v.ABSTRACT, v.TAKEAWAYS, v.TEXT, v.HAS_TURN, v.START_OFFSET, v.END_OFFSET, v.URL, v.FAVORITE})
_EPISODES = frozenset({"episode", "book", "article", "tweet", "supplemental"})


def changed(added: Iterable[ox.Triple], removed: Iterable[ox.Triple], before: Things, after: Things) -> Iterator[Change]:
    """The things of both graphs of which the difference says something new, with what it is."""
    found: dict[str, dict[str, tuple[set[str], set[str]]]] = defaultdict(lambda: defaultdict(lambda: (set(), set())))
    for came, triples, things in ((False, removed, before), (True, added, after)):
        for subject, facts in _by_subject(triples).items():
            owner = things.owner(subject)
            kind = after.kind(owner)
            if kind is None or before.kind(owner) != kind:
                continue
            for predicate, value in facts:
                counts_as = predicate if owner == subject else _within(predicate, subject, things)
                word = _words(kind).get(counts_as)
                if word:
                    found[owner][word][came].add("" if counts_as in _LONG else f"“{_told(value, counts_as, things)}”")
    for iri, words in found.items():
        detail = "; ".join(_sentence(word, *words[word]) for word in sorted(words))
        yield Change(what=What.CHANGED, kind=after.kind(iri) or "", name=after.name(iri), detail=detail, iri=iri)


def _sentence(word: str, lost: set[str], come: set[str]) -> str:
    """`new tag “a”`, `tag “b” gone`, `name “c” → “d”`, `summary changed`."""
    was, now = (", ".join(sorted(each - {""})) for each in (lost, come))
    if was and now:
        return f"{word} {was} → {now}"
    if was or now:
        return f"new {word} {now}" if now else f"{word} {was} gone"
    return f"{word} changed" if lost and come else f"{word} gone" if lost else f"new {word}"


def _by_subject(triples: Iterable[ox.Triple]) -> dict[str, list[tuple[str, ox.NamedNode | ox.Literal]]]:
    made: dict[str, list[tuple[str, ox.NamedNode | ox.Literal]]] = defaultdict(list)
    for each in triples:
        if isinstance(each.subject, ox.NamedNode) and isinstance(each.object, ox.NamedNode | ox.Literal):
            made[each.subject.value].append((each.predicate.value, each.object))
    return made


def _within(predicate: str, subject: str, things: Things) -> str:
    """As what a statement about a part counts for the highlight: a turn's words are its transcript, who a voice is its voice."""
    if predicate == v.IDENTIFIED_AS:
        return predicate
    return v.HAS_TURN if predicate in (v.TEXT, v.HAS_SPEAKER) and things.store.subjects(v.HAS_TURN, subject) else ""


def _words(kind: str | None) -> Mapping[str, str]:
    return _OF_EPISODE if kind in _EPISODES else _OWNED.get(kind or "", {})


def _told(value: ox.NamedNode | ox.Literal, predicate: str, things: Things) -> str:
    """A value in words: the text of a note, the name of a person."""
    if isinstance(value, ox.Literal):
        return shortened(value.value)
    return shortened(" ".join(things.store.values(value.value, v.TEXT)) if predicate == v.HAS_NOTE else things.name(value.value))
