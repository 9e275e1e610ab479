"""What the page shows, read from the graph by SPARQL: one list a column, rows named by number.

Numbers instead of IRIs, and one list a property instead of one object a thing, make the page a quarter of the size. The order
of the rows is part of the content: by name, date and second, never as the store happens to give them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from graphbuild.graph import vocabulary as v
from graphbuild.graph.store import GraphStore, Value
from graphbuild.text import nfc, normal_form, slug

Columns = dict[str, list[Any]]
_Classes = str | tuple[str, ...]

_TAIL = re.compile(r"[:/#]")
_UNSAFE_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f]")


@dataclass(frozen=True, slots=True)
class Payload:
    """The tables of the page (`idea`, `person`, `show`, `episode`, `highlight`, `link`) and the IRI of each row of `idea`."""

    tables: dict[str, Columns]
    ideas: tuple[str, ...]


def read_payload(store: GraphStore) -> Payload:
    """Everything the page shows but the places on the map. Columns that point elsewhere hold row numbers, -1 for none."""
    graph = _Reader(store)
    makers = graph.one(v.SERIES, v.NAME) | {_author(name): name for name in graph.one(v.KEPT_FROM, v.AUTHOR).values()}
    shows = _by_name(makers)
    people = graph.rows(v.PERSON, graph.one(v.PERSON, v.NAME))
    ideas = graph.rows(v.IDEA, graph.one(v.IDEA, v.PREF_LABEL))
    episodes = _episode_rows(graph, shows)
    highlights = _highlight_rows(graph, episodes)
    tables = {
        "show": {"slug": _slugs(shows), "label": _texts(shows, makers)},
        "person": _people(graph, people),
        "idea": _ideas(graph, ideas),
        "episode": _episodes(graph, episodes, shows, people),
        "highlight": _highlights(graph, highlights, episodes, ideas, people),
        "link": _links(graph, {"idea": ideas, "person": people, "episode": episodes, "highlight": highlights}),
    }
    return Payload(tables, tuple(ideas))


class _Reader:
    """Asks the store for one property at a time; every answer is sorted."""

    def __init__(self, store: GraphStore) -> None:
        self.store = store

    def many(self, of: _Classes, path: str) -> dict[str, list[Value]]:
        """Subject -> all its values of a property, sorted, for every subject of a class."""
        found: dict[str, list[Value]] = defaultdict(list)
        for subject, value in self.store.select(f"SELECT DISTINCT ?s ?o WHERE {{ {_one_of(of)} ?s a ?class ; <{path}> ?o }}"):
            found[str(subject)].append(nfc(value) if isinstance(value, str) else value)
        return {subject: sorted(values, key=str) for subject, values in found.items()}

    def one(self, of: _Classes, path: str) -> dict[str, Value]:
        """Subject -> its value; the first by spelling where the graph holds several."""
        return {subject: values[0] for subject, values in self.many(of, path).items()}

    def subjects(self, of: _Classes) -> list[str]:
        """Every subject of a class, or of one of several, sorted."""
        return sorted(str(subject) for (subject,) in self.store.select(f"SELECT DISTINCT ?s WHERE {{ {_one_of(of)} ?s a ?class }}"))

    def rows(self, of: str, names: dict[str, Value]) -> dict[str, int]:
        """Subject -> its row, by name."""
        return _by_name({subject: names.get(subject) for subject in self.subjects(of)})


def _one_of(classes: _Classes) -> str:
    named = (classes,) if isinstance(classes, str) else classes
    # Books that are only named are no sources of highlights, which is what the page lists.
    return f"VALUES ?class {{ {' '.join(f'<{each}>' for each in named)} }} FILTER NOT EXISTS {{ ?s a <{v.NAMED_WORK}> }}"


def _by_name(names: Mapping[str, Value]) -> dict[str, int]:
    """Subject -> its row, by name."""
    ordered = sorted(names, key=lambda each: (normal_form(str(names[each] or "")), each))
    return {subject: row for row, subject in enumerate(ordered)}


def _episode_rows(graph: _Reader, shows: dict[str, int]) -> dict[str, int]:
    show = _show_of(graph)
    date, name = graph.one(v.EPISODE, v.DATE_PUBLISHED), graph.one(v.KEPT_FROM, v.NAME)

    def place(episode: str) -> tuple[int, str, str, str]:
        return shows.get(str(show.get(episode)), -1), str(date.get(episode, "")), normal_form(str(name.get(episode, ""))), episode

    return {episode: row for row, episode in enumerate(sorted(graph.subjects(v.KEPT_FROM), key=place))}


def _highlight_rows(graph: _Reader, episodes: dict[str, int]) -> dict[str, int]:
    episode, start = _episode_of(graph), graph.one(v.HIGHLIGHT, v.START_OFFSET)

    def place(highlight: str) -> tuple[int, int, str]:
        return episodes.get(str(episode.get(highlight)), -1), _whole(start.get(highlight)), highlight

    return {highlight: row for row, highlight in enumerate(sorted(graph.subjects(v.HIGHLIGHT), key=place))}


def _show_of(graph: _Reader) -> dict[str, Value]:
    """Episode -> its show; book, article or tweet -> who wrote it, who stands in the place of a show on the page."""
    written = {work: _author(name) for work, name in graph.one(v.KEPT_FROM, v.AUTHOR).items()}
    return written | graph.one(v.EPISODE, v.PART_OF_SERIES)


def _author(name: Value) -> str:
    return f"author:{slug(str(name))}"


def _episode_of(graph: _Reader) -> dict[str, Value]:
    return graph.one(v.HIGHLIGHT, v.PART_OF) | graph.one(v.HIGHLIGHT, v.PART_OF_EPISODE)


def _people(graph: _Reader, rows: dict[str, int]) -> Columns:
    reasons = graph.many(v.PERSON, v.REASON)
    return {
        "slug": _slugs(rows),
        "label": _texts(rows, graph.one(v.PERSON, v.NAME)),
        "alt": _lists(rows, graph.many(v.PERSON, v.ALTERNATE_NAME)),
        "reason": [" ".join(str(each) for each in reasons.get(person, ())) for person in rows],
    }


def _ideas(graph: _Reader, rows: dict[str, int]) -> Columns:
    schemes = graph.many(v.IDEA, v.IN_SCHEME)
    return {
        "slug": _slugs(rows),
        "label": _texts(rows, graph.one(v.IDEA, v.PREF_LABEL)),
        "alt": _lists(rows, graph.many(v.IDEA, v.ALT_LABEL)),
        # Did the owner say so (a tag or wiki link), or did a rule find it?
        "own": [int(any(_slug(str(each)) in ("tags", "wiki-links") for each in schemes.get(idea, ()))) for idea in rows],
    }


def _episodes(graph: _Reader, rows: dict[str, int], shows: dict[str, int], people: dict[str, int]) -> Columns:
    spoken = set(graph.subjects(v.EPISODE))
    named: dict[str, list[Value]] = defaultdict(list)
    for episode, person in graph.store.select("SELECT DISTINCT ?e ?p WHERE { ?m a gb:Mention ; gb:inEpisode ?e ; gb:refersTo ?p }"):
        named[str(episode)].append(person)
    return {
        "slug": _slugs(rows),
        "label": _texts(rows, graph.one(v.KEPT_FROM, v.NAME)),
        # 1 for an episode, 0 for a book, an article or a tweet
        "spoken": [int(each in spoken) for each in rows],
        "show": _row_of(rows, _show_of(graph), shows),
        "url": _addresses(rows, graph.one(v.KEPT_FROM, v.URL)),
        "date": _texts(rows, graph.one(v.EPISODE, v.DATE_PUBLISHED)),
        "takeaways": _texts(rows, graph.one(v.EPISODE, v.TAKEAWAYS)),
        "hosts": _rows_of(rows, graph.many(v.EPISODE, v.HOST), people),
        "guests": _rows_of(rows, graph.many(v.EPISODE, v.GUEST), people),
        "named": _rows_of(rows, named, people),
        "paths": _lists(rows, _paths(graph)),
    }


def _highlights(graph: _Reader, rows: dict[str, int], episodes: dict[str, int], ideas: dict[str, int], people: dict[str, int]) -> Columns:
    notes = _notes(graph)
    turns = _turns(graph)
    text = graph.one(v.HIGHLIGHT, v.TEXT)
    said_in_notes = graph.many(v.NOTE, v.EXPRESSES), graph.many(v.NOTE, v.MENTIONS)
    expressed, tagged, mentioned = (graph.many(v.HIGHLIGHT, each) for each in (v.EXPRESSES, v.HAS_TAG, v.MENTIONS))
    for highlight, written in notes.items():
        for note, _ in written:
            expressed.setdefault(highlight, []).extend(said_in_notes[0].get(note, ()))
            mentioned.setdefault(highlight, []).extend(said_in_notes[1].get(note, ()))
    for highlight, tags in tagged.items():
        expressed.setdefault(highlight, []).extend(tags)
    favorite = graph.one(v.HIGHLIGHT, v.FAVORITE)
    return {
        "slug": _slugs(rows),
        "label": _texts(rows, graph.one(v.HIGHLIGHT, v.NAME)),
        "episode": _row_of(rows, _episode_of(graph), episodes),
        "start": [_whole(value) for value in _in_order(rows, graph.one(v.HIGHLIGHT, v.START_OFFSET))],
        "end": [_whole(value) for value in _in_order(rows, graph.one(v.HIGHLIGHT, v.END_OFFSET))],
        "url": _addresses(rows, graph.one(v.HIGHLIGHT, v.URL)),
        "created": _texts(rows, graph.one(v.HIGHLIGHT, v.DATE_CREATED)),
        "favorite": [int(value is True) for value in _in_order(rows, favorite)],
        "summary": _texts(rows, graph.one(v.HIGHLIGHT, v.ABSTRACT)),
        "takeaways": _texts(rows, graph.one(v.HIGHLIGHT, v.TAKEAWAYS)),
        "keyphrases": _texts(rows, graph.one(v.HIGHLIGHT, v.KEYPHRASES)),
        "text": _texts(rows, text),
        # A turn is [speaker's label, words, row of the person the speaker is known to be]
        "turns": [[[name, words, people.get(person, -1)] for _, name, words, person in turns.get(each, ())] for each in rows],
        "notes": [[words for _, words in notes.get(each, ())] for each in rows],
        "tags": _lists(rows, graph.many(v.HIGHLIGHT, v.TAG_LABEL)),
        "wiki": _lists(rows, graph.many(v.HIGHLIGHT, v.WIKI_LINK)),
        "ideas": _rows_of(rows, expressed, ideas),
        "people": _rows_of(rows, mentioned, people),
        "marks": _marks(graph, rows, {"idea": ideas, "person": people}, text=text, turns=turns, notes=notes),
    }


def _paths(graph: _Reader) -> dict[str, list[Value]]:
    """Episode -> the files it stands in."""
    path = graph.one(v.ENTITY, v.PATH)
    sources = graph.many(v.KEPT_FROM, v.DERIVED_FROM)
    return {episode: [*sorted(str(path[str(each)]) for each in found if str(each) in path)] for episode, found in sources.items()}


_Turns = dict[str, list[tuple[str, str, str, str]]]
_Notes = dict[str, list[tuple[str, str]]]


def _turns(graph: _Reader) -> _Turns:
    """Highlight -> (turn, the speaker's label, the words, the person if known), in the order they were said."""
    found: dict[str, list[tuple[int, str, str, str, str]]] = defaultdict(list)
    for highlight, turn, position, words, name, person in graph.store.select(
        "SELECT ?h ?t ?position ?words (MIN(?label) AS ?name) (MIN(STR(?who)) AS ?person) WHERE {"
        " ?h a gb:Highlight ; gb:turn ?t . ?t schema:text ?words ; schema:position ?position ."
        " OPTIONAL { ?t gb:speaker ?s . ?s schema:name ?label OPTIONAL { ?s gb:identifiedAs ?who } } }"
        " GROUP BY ?h ?t ?position ?words"
    ):
        found[str(highlight)].append((_whole(position), str(turn), str(name or ""), nfc(str(words)), str(person or "")))
    return {highlight: [turn[1:] for turn in sorted(turns)] for highlight, turns in found.items()}


def _notes(graph: _Reader) -> _Notes:
    """Highlight -> (note, its words), by IRI."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for highlight, note, words in graph.store.select("SELECT DISTINCT ?h ?n ?t WHERE { ?h gb:note ?n . ?n schema:text ?t }"):
        found[str(highlight)].append((str(note), nfc(str(words))))
    return {highlight: sorted(notes) for highlight, notes in found.items()}


def _marks(
    graph: _Reader,
    rows: dict[str, int],
    targets: dict[str, dict[str, int]],
    *,
    text: dict[str, Value],
    turns: _Turns,
    notes: _Notes,
) -> list[list[list[int]]]:
    """For each highlight `[where, start, length, target]`: the words that name something, in the text they stand in.

    `where`: 0 the plain passage, n the n-th turn, -n the n-th note. `target`: the row of an idea, or -1 - the row of a person.
    Start and length count UTF-16 units, as the browser does. Words that are not where the graph says are left out.
    """
    place = {turn[0]: (number, turn[2]) for each in turns.values() for number, turn in enumerate(each, 1)}
    place |= {note: (-number, words) for each in notes.values() for number, (note, words) in enumerate(each, 1)}
    found: dict[str, set[tuple[int, int, int, int]]] = defaultdict(set)
    for highlight, turn, note, field, start, end, quote, target in graph.store.select(
        "SELECT ?h ?turn ?note ?field ?start ?end ?quote ?to WHERE {"
        " ?m a gb:Mention ; gb:inHighlight ?h ; gb:refersTo ?to ; gb:start ?start ; gb:end ?end ; gb:quote ?quote ."
        " OPTIONAL { ?m gb:inTurn ?turn } OPTIONAL { ?m gb:inNote ?note } OPTIONAL { ?m gb:inField ?field } }"
    ):
        if field == v.TEXT:
            where, words = 0, str(text.get(str(highlight), ""))
        else:
            where, words = place.get(str(turn or note), (0, ""))
        row = targets["idea"].get(str(target), -1 - targets["person"].get(str(target), -1))
        is_known = str(target) in targets["idea"] or str(target) in targets["person"]
        first, last = _whole(start), _whole(end)
        if is_known and words and 0 <= first < last and words[first:last] == nfc(str(quote)):
            found[str(highlight)].add((where, _utf16(words[:first]), _utf16(words[first:last]), row))
    return [[list(mark) for mark in sorted(found.get(highlight, ()))] for highlight in rows]


def _links(graph: _Reader, rows: dict[str, dict[str, int]]) -> Columns:
    """Links between two things of one kind, strongest first; `via` points to ideas, or by -1 - row to people."""
    ends, evidence, via = (graph.many(v.LINK, each) for each in (v.BETWEEN, v.EVIDENCE, v.VIA))
    score, reason = graph.one(v.LINK, v.SCORE), graph.one(v.LINK, v.REASON)
    made: list[tuple[str, int, int, float, list[int], list[int], str]] = []
    for link in graph.subjects(v.LINK):
        for kind in ("episode", "highlight", "idea"):
            pair = sorted(rows[kind][str(end)] for end in ends.get(link, ()) if str(end) in rows[kind])
            if len(pair) == 2:
                proof = sorted(rows["highlight"][str(each)] for each in evidence.get(link, ()) if str(each) in rows["highlight"])
                shared = [rows["idea"][str(each)] for each in via.get(link, ()) if str(each) in rows["idea"]]
                shared += [-1 - rows["person"][str(each)] for each in via.get(link, ()) if str(each) in rows["person"]]
                strength = round(float(score.get(link) or 0), 4)
                made.append((kind, pair[0], pair[1], strength, proof, sorted(shared), str(reason.get(link, ""))))
    made.sort(key=lambda each: (each[0], -each[3], each[1:]))
    names = ("kind", "a", "b", "score", "evidence", "via", "reason")
    return {name: [each[number] for each in made] for number, name in enumerate(names)}


def _slug(iri: str) -> str:
    return _TAIL.split(iri)[-1]


def _slugs(rows: dict[str, int]) -> list[str]:
    return [_slug(iri) for iri in rows]


def _in_order(rows: dict[str, int], values: dict[str, Value]) -> list[Value]:
    return [values.get(subject) for subject in rows]


def _texts(rows: dict[str, int], values: dict[str, Value]) -> list[str]:
    return ["" if value is None else str(value) for value in _in_order(rows, values)]


def _lists(rows: dict[str, int], values: dict[str, list[Value]]) -> list[list[str]]:
    return [[str(value) for value in values.get(subject, ())] for subject in rows]


def _row_of(rows: dict[str, int], values: dict[str, Value], of: dict[str, int]) -> list[int]:
    return [of.get(str(value), -1) for value in _in_order(rows, values)]


def _rows_of(rows: dict[str, int], values: dict[str, list[Value]], of: dict[str, int]) -> list[list[int]]:
    return [sorted({of[str(value)] for value in values.get(subject, ()) if str(value) in of}) for subject in rows]


def _whole(value: Value) -> int:
    """A number of seconds or a position; -1 where there is none."""
    return int(value) if isinstance(value, int) else -1


def _addresses(rows: dict[str, int], values: dict[str, Value]) -> list[str]:
    return [address if is_web_address(address) else "" for address in _texts(rows, values)]


def is_web_address(address: str) -> bool:
    """Whether a link may be offered: http or https, a host, no control character. `javascript:` and its kin are none."""
    if _UNSAFE_IN_ADDRESS.search(address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
