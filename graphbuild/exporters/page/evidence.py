"""What proves: the words that name something, where they stand, and which rule found them, how sure; and the links with their reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from graphbuild.exporters.page.columns import Lists, Numbers, Table, Texts, WordLists, Words
from graphbuild.exporters.page.reader import KINDS, Reader, Rows, code, share, utf16, whole
from graphbuild.exporters.page.reader import tail as _tail
from graphbuild.graph import vocabulary as v
from graphbuild.graph.store import Value
from graphbuild.text import nfc

Turns = dict[str, list[tuple[str, str, str, str]]]
"""Highlight -> (turn, the speaker's label, the words, the person if known), in the order they were said."""

Notes = dict[str, list[tuple[str, str]]]
"""Highlight -> (note, its words), by IRI."""

_TARGETS = ("idea", "person", "work", "episode", "show")


def turns_of(graph: Reader) -> Turns:
    """What was said in each highlight, turn by turn."""
    found: dict[str, list[tuple[int, str, str, str, str]]] = defaultdict(list)
    for highlight, turn, position, words, name, person in graph.store.select(
        "SELECT ?h ?t ?position ?words (MIN(?label) AS ?name) (MIN(STR(?who)) AS ?person) WHERE {"
        " ?h a gb:Highlight ; gb:turn ?t . ?t schema:text ?words ; schema:position ?position ."
        " OPTIONAL { ?t gb:speaker ?s . ?s schema:name ?label OPTIONAL { ?s gb:identifiedAs ?who } } }"
        " GROUP BY ?h ?t ?position ?words"
    ):
        found[str(highlight)].append((whole(position), str(turn), str(name or ""), nfc(str(words)), str(person or "")))
    return {highlight: [turn[1:] for turn in sorted(turns)] for highlight, turns in found.items()}


def notes_of(graph: Reader) -> Notes:
    """What the owner wrote beside each highlight."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for highlight, note, words in graph.store.select("SELECT DISTINCT ?h ?n ?t WHERE { ?h gb:note ?n . ?n schema:text ?t }"):
        found[str(highlight)].append((str(note), nfc(str(words))))
    return {highlight: sorted(notes) for highlight, notes in found.items()}


def marks(graph: Reader, tables: Mapping[str, Rows], *, text: Mapping[str, Value], turns: Turns, notes: Notes) -> Table:
    """The words that name something, by highlight and place: what they name, how sure ([0, 1] in ten thousandths), and by which rule.

    `where`: 0 the plain passage, n the n-th turn, -n the n-th note, 10,000 the machine's title and 10,001 its summary.
    Start and length count UTF-16 units, as the browser does. Words that are not where the graph says are left out.
    """
    place = {turn[0]: (number, turn[2]) for each in turns.values() for number, turn in enumerate(each, 1)}
    place |= {note: (-number, words) for each in notes.values() for number, (note, words) in enumerate(each, 1)}
    fields = {v.TEXT: (0, text), v.NAME: (10_000, graph.one(v.HIGHLIGHT, v.NAME)), v.ABSTRACT: (10_001, graph.one(v.HIGHLIGHT, v.ABSTRACT))}
    codes = {iri: code(kind, row) for kind in _TARGETS for iri, row in tables[kind].items()}
    rows = tables["highlight"]
    found: dict[tuple[int, int, int, int, int], tuple[int, str]] = {}
    for highlight, turn, note, field, start, end, quote, target, confidence, rule in graph.store.select(
        "SELECT ?h ?turn ?note ?field ?start ?end ?quote ?to ?sure ?rule WHERE {"
        " ?m a gb:Mention ; gb:inHighlight ?h ; gb:refersTo ?to ; gb:start ?start ; gb:end ?end ; gb:quote ?quote ."
        " OPTIONAL { ?m gb:inTurn ?turn } OPTIONAL { ?m gb:inNote ?note } OPTIONAL { ?m gb:inField ?field }"
        " OPTIONAL { ?m gb:confidence ?sure } OPTIONAL { ?m prov:wasGeneratedBy ?rule } }"
    ):
        if str(field) in fields:
            where, of = fields[str(field)]
            words = str(of.get(str(highlight), ""))
        else:
            where, words = place.get(str(turn or note), (0, ""))
        first, last = whole(start), whole(end)
        known = str(target) in codes and str(highlight) in rows
        if known and words and 0 <= first < last and words[first:last] == nfc(str(quote)):
            key = (rows[str(highlight)], where, utf16(words[:first]), utf16(words[first:last]), codes[str(target)])
            found[key] = max(found.get(key, (-1, "")), (share(confidence), _tail(str(rule or ""))))
    made = sorted(found.items())
    return {
        "highlight": Numbers([key[0] for key, _ in made]),
        "where": Numbers([key[1] for key, _ in made]),
        "start": Numbers([key[2] for key, _ in made]),
        "length": Numbers([key[3] for key, _ in made]),
        "target": Numbers([key[4] for key, _ in made]),
        "score": Numbers([value[0] for _, value in made]),
        "rule": Words([value[1] for _, value in made]),
    }


def links(graph: Reader, tables: Mapping[str, Rows]) -> tuple[Table, dict[tuple[int, int], float]]:
    """Links between two things of one kind, strongest first; and the scores of those between ideas, by their rows.

    `kind` is that of both ends, as in a code; `via` holds codes.
    """
    ends, evidence, via = (graph.many(v.LINK, each) for each in (v.BETWEEN, v.EVIDENCE, v.VIA))
    score, reason, rule = (graph.one(v.LINK, each) for each in (v.SCORE, v.REASON, v.GENERATED_BY))
    kinds = graph.many(v.LINK, v.EVIDENCE_KIND)
    highlights = tables["highlight"]
    made: list[tuple[int, int, int, int, list[int], list[int], str, str, list[str]]] = []
    scores: dict[tuple[int, int], float] = {}
    for link in graph.subjects(v.LINK):
        for kind in ("idea", "episode", "highlight"):
            pair = sorted(tables[kind][str(end)] for end in ends.get(link, ()) if str(end) in tables[kind])
            if len(pair) == 2:
                proof = sorted(highlights[str(each)] for each in evidence.get(link, ()) if str(each) in highlights)
                shared = [
                    code(what, tables[what][str(each)])
                    for what in ("idea", "person", "work")
                    for each in via.get(link, ())
                    if str(each) in tables[what]
                ]
                sure = max(share(score.get(link)), 0)
                made.append(
                    (
                        KINDS.index(kind),
                        pair[0],
                        pair[1],
                        sure,
                        proof,
                        sorted(shared),
                        str(reason.get(link, "")),
                        _tail(str(rule.get(link, ""))),
                        [str(each) for each in kinds.get(link, ())],
                    )
                )
                if kind == "idea":
                    scores[pair[0], pair[1]] = sure / 10_000
    made.sort(key=lambda each: (each[0], -each[3], each[1:]))
    table: Table = {
        "kind": Numbers([each[0] for each in made]),
        "a": Numbers([each[1] for each in made]),
        "b": Numbers([each[2] for each in made]),
        "score": Numbers([each[3] for each in made]),
        "evidence": Lists([each[4] for each in made]),
        "via": Lists([each[5] for each in made]),
        "reason": Texts([each[6] for each in made]),
        "rule": Words([each[7] for each in made]),
        "kinds": WordLists([each[8] for each in made]),
    }
    return table, scores
