"""A graph as people speak of it: of what kind a thing is, how it is called, where it was heard."""

from __future__ import annotations

from dataclasses import dataclass

from graphbuild.graph import vocabulary as v
from graphbuild.graph.store import GraphStore
from graphbuild.text import clock, shortened

_KIND_OF_CLASS = {
    v.NAMED_WORK: "work",  # first: a named book is a work, `book` is one with highlights
    v.SERIES: "show",
    v.EPISODE: "episode",
    v.BOOK: "book",
    v.ARTICLE: "article",
    v.POSTING: "tweet",
    v.CREATIVE_WORK: "supplemental",
    v.HIGHLIGHT: "highlight",
    v.IDEA: "idea",
    v.PERSON: "person",
    v.THEME: "theme",
    v.LINK: "link",
}
NAMING = (v.PREF_LABEL, v.NAME)
OTHER_NAMES = (v.ALT_LABEL, v.ALTERNATE_NAME)


@dataclass(frozen=True, slots=True)
class Things:
    """Looks things of one graph up."""

    store: GraphStore

    def kind(self, iri: str) -> str | None:
        """`highlight`, `idea`, …; None for what people do not speak of (a turn, a mention) and for what the graph does not hold."""
        classes = self.store.values(iri, v.TYPE)
        return next((kind for klass, kind in _KIND_OF_CLASS.items() if klass in classes), None)

    def name(self, iri: str) -> str:
        """The name; of a highlight without a title its first words; of a link the names of both its ends."""
        ends = self.store.values(iri, v.BETWEEN)
        if ends:
            return " — ".join(sorted(self.name(end) for end in ends))
        found = [text for naming in NAMING for text in self.store.values(iri, naming)]
        return found[0] if found else shortened(self._words(iri)) or (f"a {kind} without words" if (kind := self.kind(iri)) else iri)

    def kept_from(self, highlight: str) -> str | None:
        """The episode, book or article that a highlight is from."""
        found = [*self.store.values(highlight, v.PART_OF_EPISODE), *self.store.values(highlight, v.PART_OF)]
        return found[0] if found else None

    def show(self, kept: str | None) -> str | None:
        """The show of an episode; a book or article stands for itself, as it is nobody's episode."""
        found = self.store.values(kept, v.PART_OF_SERIES) if kept else []
        return found[0] if found else kept

    def loose(self, link: str, kinds: dict[str, str]) -> bool:
        """Whether one of its ends is among these."""
        return any(end in kinds for end in self.store.values(link, v.BETWEEN))

    def place(self, iri: str) -> str:
        """Where a highlight or an episode is from, in words."""
        if self.kind(iri) != "highlight":
            show = self.show(iri)
            return self.name(show) if show and show != iri else ""
        kept = self.kept_from(iri)
        parts = [self.name(kept), self.place(kept)] if kept else []
        starts = self.store.values(iri, v.START_OFFSET)
        return ", ".join([*(part for part in parts if part), *(clock(int(at)) for at in starts if at.isascii() and at.isdigit())])

    def owner(self, iri: str) -> str:
        """The highlight that a note, a turn or a voice belongs to; anything else is its own."""
        for belongs in (v.HAS_NOTE, v.HAS_TURN):
            found = self.store.subjects(belongs, iri)
            if found:
                return found[0]
        turns = self.store.subjects(v.HAS_SPEAKER, iri)
        return self.owner(turns[0]) if turns else iri

    def heard_in(self, idea: str) -> frozenset[str]:
        """The episodes, books and articles whose highlights express an idea."""
        highlights = {self.owner(each) for each in self.store.subjects(v.EXPRESSES, idea)}
        return frozenset(kept for each in highlights if (kept := self.kept_from(each)))

    def shows_of(self, kept: frozenset[str]) -> frozenset[str]:
        """Their shows."""
        return frozenset(show for each in kept if (show := self.show(each)))

    def _words(self, highlight: str) -> str:
        parts = [*self.store.values(highlight, v.HAS_TURN), *self.store.values(highlight, v.HAS_NOTE)]
        texts = [self.store.values(highlight, v.ABSTRACT), *(self.store.values(each, v.TEXT) for each in (highlight, *parts))]
        return next((text for found in texts for text in found), "")
