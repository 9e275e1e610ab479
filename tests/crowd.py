"""A made-up graph of any size, as a large vault would give it: for the browser tests and the page's benchmark.

Of its nodes half are highlights, 35 % ideas, 9 % episodes, the rest people, works and shows; there are four times as many edges. Ideas gather in
themes, a few are said everywhere, most hardly ever; each highlight has some ninety words, and every tenth a note.
"""

from __future__ import annotations

import random

import pyoxigraph as ox

from graphbuild.graph import vocabulary as v
from graphbuild.graph.store import GraphStore

_WHAT = [
    "patience",
    "harbour",
    "compass",
    "orchard",
    "ledger",
    "lantern",
    "bridge",
    "kitchen",
    "garden",
    "engine",
    "mirror",
    "archive",
    "market",
    "border",
    "tide",
    "window",
    "river",
    "ladder",
    "season",
    "workshop",
    "letter",
    "island",
    "forest",
    "signal",
    "harvest",
    "canvas",
    "anchor",
    "courtyard",
    "thread",
    "furnace",
    "meadow",
    "station",
    "mountain",
    "quarry",
    "theatre",
    "library",
    "glacier",
    "festival",
    "caravan",
    "monsoon",
    "alphabet",
    "apprentice",
    "blueprint",
    "census",
    "dialect",
    "estuary",
    "foundry",
    "granary",
    "horizon",
    "inventory",
    "junction",
    "kiln",
    "lighthouse",
    "manuscript",
    "notebook",
    "observatory",
    "pilgrimage",
    "quilt",
    "reservoir",
    "sundial",
    "timetable",
    "umbrella",
    "viaduct",
]
_HOW = [
    "slow",
    "hidden",
    "borrowed",
    "honest",
    "broken",
    "patient",
    "local",
    "silent",
    "common",
    "stubborn",
    "early",
    "careful",
    "wandering",
    "narrow",
    "second",
    "northern",
    "empty",
    "shared",
    "crooked",
    "distant",
    "faithful",
    "gentle",
    "hollow",
    "idle",
    "joint",
    "known",
    "late",
    "modest",
    "nested",
    "open",
    "plain",
    "quiet",
    "rural",
    "sober",
    "tidal",
    "useful",
    "vivid",
    "weekly",
    "young",
    "ancient",
    "brief",
    "civil",
    "double",
    "even",
    "formal",
    "grand",
    "heavy",
    "inner",
    "just",
    "keen",
    "loose",
    "mutual",
    "noble",
    "odd",
    "proper",
    "rough",
    "simple",
    "thin",
    "upper",
    "wild",
]
_FILLER = [
    "and",
    "then",
    "we",
    "thought",
    "about",
    "it",
    "for",
    "a",
    "while",
    "because",
    "nobody",
    "had",
    "written",
    "down",
    "what",
    "it",
    "would",
    "take",
    "to",
    "keep",
    "the",
    "thing",
    "going",
    "through",
    "a",
    "winter",
    "like",
    "that",
    "one",
    "so",
    "the",
    "people",
    "who",
    "stayed",
    "began",
    "to",
    "count",
    "differently",
    "and",
    "found",
    "that",
    "most",
    "of",
    "what",
    "they",
    "needed",
    "was",
    "already",
    "there",
]
_GIVEN = [
    "Ada",
    "Bram",
    "Celia",
    "Dario",
    "Edda",
    "Farid",
    "Greta",
    "Hugo",
    "Ilse",
    "Jonas",
    "Kaya",
    "Lorin",
    "Mira",
    "Nadim",
    "Odile",
    "Pavel",
    "Quinn",
    "Rosa",
    "Sten",
    "Tilda",
    "Ugo",
    "Vera",
    "Wim",
    "Yara",
    "Zoran",
]
_FAMILY = [
    "Abendroth",
    "Brisk",
    "Calder",
    "Dahlin",
    "Ekberg",
    "Fontane",
    "Garrick",
    "Holloway",
    "Ivarsen",
    "Jessup",
    "Kettler",
    "Lindqvist",
    "Marlowe",
    "Norrby",
    "Okafor",
    "Pellier",
    "Quist",
    "Ravn",
]

Edges = list[tuple[str, str]]


def crowd(highlights: int, seed: int = 1) -> tuple[GraphStore, dict[str, str], Edges]:
    """The graph, its nodes (IRI -> label) and its edges: the same for the same numbers."""
    chance = random.Random(seed)  # noqa: S311 - made-up data
    made = _Made()
    ideas = [made.thing("idea", v.IDEA, v.PREF_LABEL, f"{how} {what}") for how, what in _pairs(chance, highlights * 7 // 10)]
    shows = [
        made.thing("show", v.SERIES, v.NAME, f"The {_WHAT[n % 61].title()} Hour {n or ''}".strip())
        for n in range(max(2, highlights // 100))
    ]
    people = [
        made.thing("person", v.PERSON, v.NAME, f"{_GIVEN[n % 25]} {_FAMILY[n // 25 % 18]}{f' {n // 450 + 1}' if n >= 450 else ''}")
        for n in range(max(3, highlights * 8 // 100))
    ]
    works = [
        made.thing("work", v.NAMED_WORK, v.NAME, f"{how.title()} {what.title()}")
        for how, what in _pairs(chance, max(2, highlights * 3 // 100))
    ]
    episodes = []
    for n in range(max(2, highlights * 18 // 100)):
        episode = made.thing("episode", v.EPISODE, v.NAME, f"On the {ideas[n * 5 % len(ideas)][1]}, part {n}")
        made.edge(episode[0], v.PART_OF_SERIES, shows[n % len(shows)][0])
        made.edge(episode[0], v.GUEST, people[n % len(people)][0])
        made.text(episode[0], v.DATE_PUBLISHED, f"{2018 + n % 7}-{n % 12 + 1:02}-{n % 28 + 1:02}")
        episodes.append(episode)
    themes = max(3, len(ideas) // 120)
    for n in range(highlights):
        _highlight(made, chance, n, ideas, themes, episodes[n % len(episodes)], people, works)
    for n in range(highlights // 2):  # links between highlights of different episodes
        a, b = n, (n * 7 + 3) % highlights
        if a != b:
            made.link(f"{v_iri('highlight', f'h{a}')}", f"{v_iri('highlight', f'h{b}')}", n)
    return GraphStore(made.triples), made.nodes, made.edges


def v_iri(kind: str, tail: str) -> str:
    return f"urn:graphbuild:{kind}:{tail}"


def _pairs(chance: random.Random, count: int) -> list[tuple[str, str]]:
    every = [(how, what) for how in _HOW for what in _WHAT]
    chance.shuffle(every)
    return every[:count] if count <= len(every) else [*every, *((f"{h} more", w) for h, w in every[: count - len(every)])]


def _highlight(made, chance, n, ideas, themes, episode, people, works) -> None:
    iri = v_iri("highlight", f"h{n}")
    made.nodes[iri] = f"Highlight {n}"
    made.type(iri, v.HIGHLIGHT)
    theme = int(themes * chance.random() ** 1.5)
    size = len(ideas) // themes
    chosen = sorted(
        {ideas[theme * size + int(size * chance.random() ** 2.2)] for _ in range(4)} | {ideas[int(len(ideas) * chance.random() ** 2)]}
    )
    words = chance.choices(_FILLER, k=92)
    said = " ".join(words[:40]) + f" the {chosen[0][1]}, " + " ".join(words[40:]) + "."
    text = said[0].upper() + said[1:]
    made.edge(iri, v.PART_OF_EPISODE, episode[0])
    made.text(iri, v.NAME, f"Why the {chosen[0][1]} matters, {n}")
    made.text(iri, v.TEXT, text)
    made.text(iri, v.URL, f"https://share.example.org/snip/{n:08x}-0000-4000-8000-{n * 7919 % 16**12:012x}")
    made.text(iri, v.DATE_CREATED, f"{2019 + n % 6}-{(n * 5) % 12 + 1:02}-{(n * 11) % 28 + 1:02}")
    made.number(iri, v.START_OFFSET, (n * 37) % 5400)
    for idea in chosen:
        made.edge(iri, v.EXPRESSES, idea[0])
    person = people[int(len(people) * chance.random() ** 2)]
    made.edge(iri, v.MENTIONS, person[0])
    if n % 4 == 0:
        made.edge(iri, v.MENTIONS, works[n // 4 % len(works)][0])
    if n % 10 == 0:
        note = v_iri("note", f"n{n}")
        made.type(note, v.NOTE)
        made.text(note, v.TEXT, f"This is what {person[1]} would say of the {chosen[-1][1]}.")
        made.triple(iri, v.HAS_NOTE, ox.NamedNode(note))
        made.text(iri, v.TAG_LABEL, chosen[0][1])
    mention = v_iri("mention", f"m{n}")
    start = text.lower().index(chosen[0][1])
    made.type(mention, v.MENTION)
    made.triple(mention, v.IN_HIGHLIGHT, ox.NamedNode(iri))
    made.triple(mention, v.IN_FIELD, ox.NamedNode(v.TEXT))
    made.triple(mention, v.REFERS_TO, ox.NamedNode(chosen[0][0]))
    made.text(mention, v.QUOTE, text[start : start + len(chosen[0][1])])
    made.number(mention, v.START, start)
    made.number(mention, v.END, start + len(chosen[0][1]))


class _Made:
    """The triples so far, and the same as nodes and edges."""

    def __init__(self) -> None:
        self.triples: list[ox.Triple] = []
        self.nodes: dict[str, str] = {}
        self.edges: Edges = []

    def triple(self, subject: str, predicate: str, value: ox.NamedNode | ox.Literal) -> None:
        self.triples.append(ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), value))

    def type(self, subject: str, of: str) -> None:
        self.triple(subject, v.TYPE, ox.NamedNode(of))

    def text(self, subject: str, predicate: str, text: str) -> None:
        self.triple(subject, predicate, ox.Literal(text))

    def number(self, subject: str, predicate: str, number: int) -> None:
        self.triple(subject, predicate, ox.Literal(number))

    def edge(self, subject: str, predicate: str, value: str) -> None:
        self.triple(subject, predicate, ox.NamedNode(value))
        self.edges.append((subject, value))

    def thing(self, kind: str, of: str, naming: str, label: str) -> tuple[str, str]:
        iri = v_iri(kind, label.lower().replace(" ", "-").replace(",", ""))
        self.type(iri, of)
        self.text(iri, naming, label)
        self.nodes[iri] = label
        return iri, label

    def link(self, a: str, b: str, n: int) -> None:
        iri = v_iri("link", f"l{n}")
        self.type(iri, v.LINK)
        for end in (a, b):
            self.triple(iri, v.BETWEEN, ox.NamedNode(end))
            self.triple(iri, v.EVIDENCE, ox.NamedNode(end))
        self.text(iri, v.REASON, "Both speak of the same.")
        self.triple(iri, v.SCORE, ox.Literal(0.3 + n % 50 / 100))
        self.edges.append((a, b))
