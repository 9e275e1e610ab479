"""The named questions: each as `graphbuild ask` answers it, and its answer alone beside rdflib's, on a made-up graph.

Two times a question. The command: processor time of all of `graphbuild ask`, printing too, without what Python itself takes to start; the graph is
kept ready. The answer: the same without opening and printing, which is what rdflib is held against. rdflib has its graph in memory and is asked once,
for a minute a question at most: where it is given up its time counts as that minute, so that ratios are lower bounds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import geometric_mean, median

from benchmarks.base import Figure, Session, graphbuild, python
from benchmarks.synthetic_graph import synthetic_graph
from graphbuild.graph.store import GraphStore
from graphbuild.graph.turtle import turtle
from graphbuild.questions import PYTHON

_LIMIT = 60  # seconds a question for rdflib
_IN_PYTHON = {each.name for each in PYTHON}

Call = tuple[str, ...]


def figures(session: Session) -> Iterator[Figure]:
    """Three figures, and a table of all questions."""
    count, limit = (500, 5) if session.quick else (10_000, _LIMIT)
    folder = _made(session, count)
    store = GraphStore.load(folder / "graph.ttl")
    calls = list(_calls(store))
    bare = min(session.run(python("-c", "pass")).cpu for _ in range(session.runs))
    takes: dict[Call, float] = {}
    alone: dict[Call, float] = {}
    rows: dict[Call, int] = {}
    for call in [*calls, ("since", str(_older(folder, store)))]:
        command = graphbuild("ask", *call, "-g", folder)
        session.run(command)  # keeps ready what it reads
        takes[call] = median(session.run(command).cpu - bare for _ in range(session.runs))
        answered = [session.output(python("-m", "benchmarks.answered", folder, *call)).split() for _ in range(session.runs)]
        alone[call], rows[call] = median(float(each[0]) for each in answered), int(answered[0][1])
    theirs = _in_rdflib(session, folder, calls, limit)
    session.tables["questions"] = _table(takes, alone, rows, theirs, limit)
    slowest = max(takes, key=lambda call: takes[call])
    yield Figure(
        f"the slowest named question, `{slowest[0]}`, {count:,} highlights",
        "one second of processor time",
        [takes[slowest]],
        [1.0],
        "s",
        1.0,
    )
    given_up = sum(1 for seconds, _ in theirs.values() if seconds is None)
    remark = f"rdflib was given up after {limit} s in {given_up} of {len(theirs)}, which counts as {limit} s."
    for name, some in (("in SPARQL", [each for each in calls if each[0] not in _IN_PYTHON]), ("of all kinds", calls)):
        ours, baseline = (geometric_mean(each) for each in ([alone[call] for call in some], [theirs[call][0] or limit for call in some]))
        yield Figure(
            f"answers to {len(some)} named questions {name}, geometric mean",
            "rdflib in memory",
            [ours],
            [baseline],
            "s",
            25,
            faster=True,
            remark=remark,
        )


def _made(session: Session, count: int) -> Path:
    folder = session.folder / f"asked-{count}"
    if not (folder / "graph.ttl").is_file():
        folder.mkdir(exist_ok=True)
        (folder / "graph.ttl").write_bytes(turtle(synthetic_graph(count).triples(), {}))
    return folder


def _older(folder: Path, store: GraphStore) -> Path:
    """The same graph without what is said of one highlight in a hundred, to ask what is new since."""
    file = folder / "older.ttl"
    gone = {str(row[0]) for row in store.select("SELECT ?h { ?h a gb:Highlight } ORDER BY ?h").rows[::100]}
    file.write_bytes(turtle((each for each in store.triples() if not gone & {each.subject.value, getattr(each.object, "value", "")}), {}))
    return file


def _calls(store: GraphStore) -> Iterator[Call]:
    """Each question but `since`, with what the graph says most of; some of them in two ways."""

    def most(pattern: str, number: int = 0) -> str:
        rows = store.select(f"SELECT ?l (COUNT(*) AS ?n) {{ {pattern} }} GROUP BY ?l ORDER BY DESC(?n) ?l").rows
        return str(rows[min(number, len(rows) - 1)][0])

    idea, other = (most("?h gb:expresses ?i . ?i skos:prefLabel ?l", n) for n in (0, 200))
    person = most("?e gb:guest ?p . ?h schema:partOfEpisode ?e . ?p schema:name ?l")
    work = most("?h schema:mentions ?w . ?w a gb:NamedWork ; schema:name ?l")
    episode = most("?h schema:partOfEpisode ?e . ?e schema:name ?l")
    shows = [most("?h schema:partOfEpisode/schema:partOfSeries/schema:name ?l", n) for n in (0, 1)]
    theme = most("?t a gb:Theme ; skos:prefLabel ?l ; skos:member ?i . ?h gb:expresses ?i")
    file = most("?h a gb:Highlight ; prov:wasDerivedFrom/gb:path ?l")
    for name in ("bridges", "clean", "gaps", "ideas-across-shows", "links", "my-notes", "notes-compared", "people", "reading-list", "recurrence", "revisit",
                 "surprise", "unnoted", "works", "worth-comparing"):  # fmt: skip
        yield (name,)
    for name in (
        "everything-on",
        "first-said",
        "my-notes",
        "notes-compared",
        "prove",
        "timeline",
        "who-introduced",
        "who-said",
        "why",
        "worth-comparing",
    ):
        yield name, idea
    for name in ("person", "prove", "why"):
        yield name, person
    yield from (("bridges", theme), ("bridges", idea, other), ("common-ground", *shows), ("links", episode), ("only-in", file), ("path", idea, other),
                ("timeline", idea, person), ("works", work))  # fmt: skip


def _in_rdflib(session: Session, folder: Path, calls: Sequence[Call], limit: float) -> dict[Call, tuple[float | None, int]]:
    """Seconds, and rows; None: it was given up."""
    file = folder / "calls.jsonl"
    file.write_text("".join(json.dumps(each) + "\n" for each in calls), encoding="utf-8")
    told = session.output(python("-m", "benchmarks.rdflib_questions", folder / "graph.ttl", file, str(limit)))
    lines = [json.loads(each) for each in told.splitlines()]
    return {tuple(each["call"]): (None if each["rows"] is None else each["seconds"], each["rows"] or 0) for each in lines}


def _table(
    takes: dict[Call, float], alone: dict[Call, float], rows: dict[Call, int], theirs: dict[Call, tuple[float | None, int]], limit: float
) -> list[str]:
    lines = ["| question | rows | `graphbuild ask`, s | its answer alone, s | rdflib in memory, s |", "|---|---|---|---|---|"]
    for call in sorted(takes):
        seconds, found = theirs.get(call, (-1.0, rows[call]))
        if seconds is not None and found != rows[call]:
            raise RuntimeError(f"{call}: {rows[call]} rows here, {found} in rdflib")
        beside = "not asked" if seconds == -1 else f"{seconds:.2f}" if seconds else f"over {limit}"
        kind = "" if len(call) == 1 else ", of " + {"bridges": ["a theme", "two ideas"]}.get(call[0], ["one", "two"])[len(call) - 2]
        lines.append(f"| `{call[0]}`{kind} | {rows[call]:,} | {takes[call]:.2f} | {alone[call]:.2f} | {beside} |")
    return lines
