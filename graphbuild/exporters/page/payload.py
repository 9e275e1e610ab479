"""What the page shows, read from the graph: a table a kind of thing, rows named by number.

The order of the rows is part of the content: by name, date and second, never as the store happens to give them. What points
to another table holds a row number, -1 for none; what may point to several tables holds a code (`reader.code`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graphbuild.exporters.page import reader as r
from graphbuild.exporters.page.columns import Lists, Numbers, Table, Texts, WordLists, Words
from graphbuild.exporters.page.evidence import Notes, Turns, links, marks, notes_of, turns_of
from graphbuild.exporters.page.reader import Reader, Rows
from graphbuild.graph import vocabulary as v
from graphbuild.graph.store import GraphStore, Value

# The classes of works that are only named, in the reader's words
_WORDS_OF_CLASS = {
    v.BOOK: "book",
    v.PAPER: "paper",
    v.ARTICLE: "article",
    v.MOVIE: "film",
    v.TV_SERIES: "series",
    v.OTHER_SERIES: "podcast",
    v.RECORDING: "music",
}


@dataclass(frozen=True, slots=True)
class Payload:
    """The tables of the page, and what the map is made of: the ideas of each highlight, and scores of links between ideas.

    `ideas` and `highlights` are IRIs in the order of their rows.
    """

    tables: dict[str, Table]
    rows: dict[str, Rows]
    ideas_of: list[list[int]]
    idea_scores: dict[tuple[int, int], float]

    @property
    def ideas(self) -> tuple[str, ...]:
        """The IRI of each row of the table `idea`."""
        return tuple(self.rows["idea"])

    @property
    def highlights(self) -> tuple[str, ...]:
        """The IRI of each row of the table `highlight`."""
        return tuple(self.rows["highlight"])


def read_payload(store: GraphStore) -> Payload:
    """Everything the page shows but the places on the map and what is new."""
    graph = Reader(store)
    makers = graph.one(v.SERIES, v.NAME) | {r.author(name): name for name in graph.one(v.KEPT_FROM, v.AUTHOR).values()}
    shows = r.by_name(makers)
    rows: dict[str, Rows] = {
        "idea": graph.rows(v.IDEA, graph.one(v.IDEA, v.PREF_LABEL)),
        "person": graph.rows(v.PERSON, graph.one(v.PERSON, v.NAME)),
        "work": graph.rows(v.NAMED_WORK, graph.one(v.NAMED_WORK, v.NAME)),
        "episode": _episode_rows(graph, shows),
        "show": shows,
    }
    rows["highlight"] = _highlight_rows(graph, rows["episode"])
    turns, notes = turns_of(graph), notes_of(graph)
    highlights, ideas_of = _highlights(graph, rows, notes)
    link_table, idea_scores = links(graph, rows)
    tables: dict[str, Table] = {
        "show": _named(shows, makers),
        "person": _people(graph, rows["person"]),
        "work": _works(graph, rows["work"], rows["person"]),
        "idea": _ideas(graph, rows["idea"]),
        "episode": _episodes(graph, rows),
        "highlight": highlights,
        "turn": _turn_table(rows, turns),
        "note": _note_table(rows, notes),
        "mark": marks(graph, rows, text=graph.one(v.HIGHLIGHT, v.TEXT), turns=turns, notes=notes),
        "link": link_table,
    }
    return Payload(tables, rows, ideas_of, idea_scores)


def _episode_rows(graph: Reader, shows: Rows) -> Rows:
    show, names = r.show_of(graph), graph.one(v.KEPT_FROM, v.NAME)
    date = graph.one(v.EPISODE, v.DATE_PUBLISHED)
    named = r.by_name({each: names.get(each) for each in graph.subjects(v.KEPT_FROM)})

    def place(episode: str) -> tuple[int, str, int]:
        return shows.get(str(show.get(episode)), -1), str(date.get(episode, "")), named[episode]

    return {episode: row for row, episode in enumerate(sorted(named, key=place))}


def _highlight_rows(graph: Reader, episodes: Rows) -> Rows:
    episode, start = r.episode_of(graph), graph.one(v.HIGHLIGHT, v.START_OFFSET)

    def place(highlight: str) -> tuple[int, int, str]:
        return episodes.get(str(episode.get(highlight)), -1), r.whole(start.get(highlight)), highlight

    return {highlight: row for row, highlight in enumerate(sorted(graph.subjects(v.HIGHLIGHT), key=place))}


def _named(rows: Rows, names: Mapping[str, Value]) -> Table:
    """The columns that every table of things has: `stem` and `slug` make its IRI."""
    return {"slug": Texts(r.slugs(rows)), "stem": Words(r.stems(rows)), "label": Texts(r.texts(rows, names))}


def _people(graph: Reader, rows: Rows) -> Table:
    reasons = graph.many(v.PERSON, v.REASON)
    return {
        **_named(rows, graph.one(v.PERSON, v.NAME)),
        "alt": WordLists(r.text_lists(rows, graph.many(v.PERSON, v.ALTERNATE_NAME))),
        "reason": Texts([" ".join(str(each) for each in reasons.get(person, ())) for person in rows]),
    }


def _works(graph: Reader, rows: Rows, people: Rows) -> Table:
    """Books, films, papers that somebody names; `by` is the row of the person who made it, `author` a name that is no person here."""
    classes = graph.many(v.NAMED_WORK, v.TYPE)
    author = graph.one(v.NAMED_WORK, v.AUTHOR)
    return {
        **_named(rows, graph.one(v.NAMED_WORK, v.NAME)),
        "kind": Words(
            [next((_WORDS_OF_CLASS[str(c)] for c in classes.get(each, ()) if str(c) in _WORDS_OF_CLASS), "work") for each in rows]
        ),
        "by": Numbers(r.row_of(rows, author, people)),
        "author": Words(["" if str(author.get(each)) in people else str(author.get(each) or "") for each in rows]),
        "alt": WordLists(r.text_lists(rows, graph.many(v.NAMED_WORK, v.ALTERNATE_NAME))),
    }


def _ideas(graph: Reader, rows: Rows) -> Table:
    schemes = graph.many(v.IDEA, v.IN_SCHEME)
    return {
        **_named(rows, graph.one(v.IDEA, v.PREF_LABEL)),
        "alt": WordLists(r.text_lists(rows, graph.many(v.IDEA, v.ALT_LABEL))),
        # Did the owner say so (a tag or wiki link), or did a rule find it?
        "own": Numbers([int(any(r.tail(str(each)) in ("tags", "wiki-links") for each in schemes.get(idea, ()))) for idea in rows]),
        "broader": Lists(r.rows_of(rows, graph.many(v.IDEA, v.BROADER), rows)),
    }


def _episodes(graph: Reader, tables: Mapping[str, Rows]) -> Table:
    rows, people = tables["episode"], tables["person"]
    spoken = set(graph.subjects(v.EPISODE))
    named: dict[str, list[Value]] = defaultdict(list)
    for episode, person in graph.store.select("SELECT DISTINCT ?e ?p WHERE { ?m a gb:Mention ; gb:inEpisode ?e ; gb:refersTo ?p }"):
        named[str(episode)].append(person)
    return {
        **_named(rows, graph.one(v.KEPT_FROM, v.NAME)),
        # 1 for an episode, 0 for a book, an article or a tweet
        "spoken": Numbers([int(each in spoken) for each in rows]),
        "show": Numbers(r.row_of(rows, r.show_of(graph), tables["show"])),
        "url": Texts(r.addresses(rows, graph.one(v.KEPT_FROM, v.URL))),
        "date": Words(r.texts(rows, graph.one(v.EPISODE, v.DATE_PUBLISHED))),
        "takeaways": Texts(r.texts(rows, graph.one(v.EPISODE, v.TAKEAWAYS))),
        "hosts": Lists(r.rows_of(rows, graph.many(v.EPISODE, v.HOST), people)),
        "guests": Lists(r.rows_of(rows, graph.many(v.EPISODE, v.GUEST), people)),
        "named": Lists(r.rows_of(rows, named, people)),
        "works": Lists(r.rows_of(rows, graph.many(v.KEPT_FROM, v.MENTIONS), tables["work"])),
        "paths": WordLists(r.text_lists(rows, _paths(graph))),
    }


def _highlights(graph: Reader, tables: Mapping[str, Rows], notes: Notes) -> tuple[Table, list[list[int]]]:
    rows = tables["highlight"]
    said_in_notes = graph.many(v.NOTE, v.EXPRESSES), graph.many(v.NOTE, v.MENTIONS)
    expressed, tagged, mentioned = (graph.many(v.HIGHLIGHT, each) for each in (v.EXPRESSES, v.HAS_TAG, v.MENTIONS))
    for highlight, written in notes.items():
        for note, _ in written:
            expressed.setdefault(highlight, []).extend(said_in_notes[0].get(note, ()))
            mentioned.setdefault(highlight, []).extend(said_in_notes[1].get(note, ()))
    for highlight, tags in tagged.items():
        expressed.setdefault(highlight, []).extend(tags)
    ideas_of = r.rows_of(rows, expressed, tables["idea"])
    start, end = (graph.one(v.HIGHLIGHT, each) for each in (v.START_OFFSET, v.END_OFFSET))
    table: Table = {
        **_named(rows, graph.one(v.HIGHLIGHT, v.NAME)),
        "episode": Numbers(r.row_of(rows, r.episode_of(graph), tables["episode"])),
        "start": Numbers([r.whole(value) for value in r.in_order(rows, start)]),
        "end": Numbers([r.whole(value) for value in r.in_order(rows, end)]),
        "url": Texts(r.addresses(rows, graph.one(v.HIGHLIGHT, v.URL))),
        "created": Words(r.texts(rows, graph.one(v.HIGHLIGHT, v.DATE_CREATED))),
        "favorite": Numbers([int(value is True) for value in r.in_order(rows, graph.one(v.HIGHLIGHT, v.FAVORITE))]),
        "summary": Texts(r.texts(rows, graph.one(v.HIGHLIGHT, v.ABSTRACT))),
        "takeaways": Texts(r.texts(rows, graph.one(v.HIGHLIGHT, v.TAKEAWAYS))),
        "keyphrases": Texts(r.texts(rows, graph.one(v.HIGHLIGHT, v.KEYPHRASES))),
        "text": Texts(r.texts(rows, graph.one(v.HIGHLIGHT, v.TEXT))),
        "tags": WordLists(r.text_lists(rows, graph.many(v.HIGHLIGHT, v.TAG_LABEL))),
        "wiki": WordLists(r.text_lists(rows, graph.many(v.HIGHLIGHT, v.WIKI_LINK))),
        "ideas": Lists(ideas_of),
        "people": Lists(r.rows_of(rows, mentioned, tables["person"])),
        "works": Lists(r.rows_of(rows, mentioned, tables["work"])),
    }
    return table, ideas_of


def _turn_table(tables: Mapping[str, Rows], turns: Turns) -> Table:
    """Every turn, by highlight and place."""
    made = [(row, *turn[1:]) for highlight, row in tables["highlight"].items() for turn in turns.get(highlight, ())]
    return {
        "highlight": Numbers([each[0] for each in made]),
        "speaker": Words([each[1] for each in made]),
        "text": Texts([each[2] for each in made]),
        "person": Numbers([tables["person"].get(each[3], -1) for each in made]),
    }


def _note_table(tables: Mapping[str, Rows], notes: Notes) -> Table:
    """Every note, by highlight."""
    made = [(row, text) for highlight, row in tables["highlight"].items() for _, text in notes.get(highlight, ())]
    return {"highlight": Numbers([row for row, _ in made]), "text": Texts([text for _, text in made])}


def _paths(graph: Reader) -> dict[str, Sequence[Value]]:
    """Episode -> the files it stands in."""
    path = graph.one(v.ENTITY, v.PATH)
    sources = graph.many(v.KEPT_FROM, v.DERIVED_FROM)
    return {episode: sorted(str(path[str(each)]) for each in found if str(each) in path) for episode, found in sources.items()}
