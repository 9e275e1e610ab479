"""The words behind an error: what was quoted, where it stands, and the sentence around it. Asked for the errors that are shown only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from graphbuild.graph.store import GraphStore
from graphbuild.text import sentence
from graphbuild.text import words as words_of

AROUND = 100  # characters of a sentence that are shown on each side of the words
MOST = 3  # places that are shown for one error


class Place(StrEnum):
    """Where in a highlight or episode words stand."""

    TITLE = "title"
    SUMMARY = "summary"
    TAKEAWAYS = "takeaways"
    TEXT = "text"
    TURN = "turn"
    NOTE = "note"
    EPISODE_TITLE = "episode title"
    SHOW_NAME = "show name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text of a highlight; `number` of the turn, else 0."""

    place: Place
    number: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What to look up.

    In `subject` (the IRI of a highlight or an episode) the mentions of `target`, or else where the first of `words` stands that does;
    `reasons_of`: the IRI of that whose own reasons are to be told; `said_by`: the IRI of a voice whose first words are.
    """

    subject: str | None = None
    target: str | None = None
    words: tuple[str, ...] = ()
    reasons_of: str | None = None
    said_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Words that were taken for something: `quote`, where it stands, the sentence around it; or a reason that the graph gives."""

    quote: str | None
    where: str
    sentence: str


# Pattern of ?text, with ?h the highlight -> where that stands; ?n is the number of a turn.
_IN_HIGHLIGHT = {
    Place.TITLE: "?h schema:name ?text",
    Place.SUMMARY: "?h schema:abstract ?text",
    Place.TAKEAWAYS: "?h gb:takeaways ?text",
    Place.TEXT: "?h schema:text ?text",
    Place.TURN: "?h gb:turn ?turn . ?turn schema:text ?text ; schema:position ?n",
    Place.NOTE: "?h gb:note/schema:text ?text",
}
# The same for the text that a mention's offsets count in, with ?m the mention.
_OF_MENTION = {
    Place.TITLE: "?m gb:inHighlight ?h ; gb:inField schema:name . ?h schema:name ?text",
    Place.SUMMARY: "?m gb:inHighlight ?h ; gb:inField schema:abstract . ?h schema:abstract ?text",
    Place.TAKEAWAYS: "?m gb:inHighlight ?h ; gb:inField gb:takeaways . ?h gb:takeaways ?text",
    Place.TEXT: "?m gb:inHighlight ?h ; gb:inField schema:text . ?h schema:text ?text",
    Place.TURN: "?m gb:inHighlight ?h ; gb:inTurn ?turn . ?turn schema:text ?text ; schema:position ?n",
    Place.NOTE: "?m gb:inHighlight ?h ; gb:inNote/schema:text ?text",
    Place.EPISODE_TITLE: "?m gb:inEpisode ?h ; gb:inField schema:name . ?h schema:name ?text",
    Place.SHOW_NAME: "?m gb:inEpisode ?h ; gb:inField schema:partOfSeries . ?h schema:partOfSeries/schema:name ?text",
}


def passages(store: GraphStore, highlight: str) -> tuple[Text, ...]:
    """All texts of a highlight, in reading order."""
    found = []
    for place, pattern in _IN_HIGHLIGHT.items():
        rows = store.select(f"SELECT DISTINCT ?n ?text {{ BIND(<{highlight}> AS ?h) {pattern} }}").rows
        found += sorted(
            (Text(place=place, number=int(n or 0), words=str(text)) for n, text in rows), key=lambda text: (text.number, text.words)
        )
    return tuple(found)


def sightings(store: GraphStore, proof: Proof) -> tuple[Sighting, ...]:
    """What there is to see of a proof, `MOST` of each at most."""
    found: list[Sighting] = []
    if proof.subject and proof.target:
        found += _mentions(store, proof.subject, proof.target)[:MOST]
    elif proof.subject and proof.words:
        found += _standing(store, proof.subject, proof.words)
    if proof.reasons_of:
        rows = store.select(f"SELECT DISTINCT ?r {{ <{proof.reasons_of}> gb:reason ?r }}").rows
        found += [Sighting(quote=None, where="reason", sentence=str(reason)) for (reason,) in sorted(rows, key=str)[:MOST]]
    if proof.said_by:
        rows = store.select(f"SELECT DISTINCT ?n ?text {{ ?t gb:speaker <{proof.said_by}> ; schema:text ?text ; schema:position ?n }}").rows
        for n, text in sorted(rows, key=lambda row: int(row[0] or 0))[:1]:
            said = " ".join(str(text).split())
            cut = said[: 2 * AROUND] + ("…" if len(said) > 2 * AROUND else "")
            found.append(Sighting(quote=None, where=f"{Place.TURN} {n}", sentence=cut))
    return tuple(found)


def _mentions(store: GraphStore, subject: str, target: str) -> list[Sighting]:
    found = []
    for place, pattern in _OF_MENTION.items():
        rows = store.select(
            f"SELECT DISTINCT ?n ?text ?s ?e {{ BIND(<{subject}> AS ?h) ?m gb:refersTo <{target}> ; gb:start ?s ; gb:end ?e . {pattern} }}"
        ).rows
        for n, text, start, end in sorted(rows, key=lambda row: (int(row[0] or 0), int(row[2] or 0))):
            found.append(_sighting(place, int(n or 0), str(text), int(start or 0), int(end or 0)))
    return found


def _standing(store: GraphStore, highlight: str, phrases: Sequence[str]) -> list[Sighting]:
    """Where a phrase stands first, whatever its case; else the longest word of the first phrase, which may be bent or misheard there."""
    longest = max((word for phrase in phrases[:1] for word in words_of(phrase)), key=len, default="")
    texts = passages(store, highlight)
    for wanted in (*phrases, longest):
        for text in texts:
            if wanted and (hit := re.search(rf"\b{re.escape(wanted)}", text.words, re.IGNORECASE)):
                return [_sighting(text.place, text.number, text.words, *hit.span())]
    return []


def _sighting(place: Place, number: int, text: str, start: int, end: int) -> Sighting:
    where = f"{place} {number}" if number else str(place)
    return Sighting(quote=text[start:end], where=where, sentence=sentence(text, start, end, AROUND))
