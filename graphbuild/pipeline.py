"""`build()`: the order of the stages, on one screen; then the output, written aside and put in place whole."""

from __future__ import annotations

import gc
import json
import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from graphbuild.config import Settings
from graphbuild.decisions import Decisions
from graphbuild.errors import ExportError, SourceError
from graphbuild.exporters.page import write_page
from graphbuild.extractors import extract, ours, plugged
from graphbuild.graph.iris import Iris
from graphbuild.graph.store import GraphStore
from graphbuild.graph.triples import triples
from graphbuild.graph.turtle import turtle
from graphbuild.linkers import link
from graphbuild.model import Book, Corpus, Episode, Field, Kind, Link, LinkKind, Mention, MentionKind, Passage, passages
from graphbuild.readers import EVERY_KIND, Kinds, ReadResult, Refusal, read
from graphbuild.readers.discover import discover, load
from graphbuild.resolvers.episodes import join_episodes
from graphbuild.resolvers.ideas import resolve_ideas
from graphbuild.resolvers.identity import Settled, settle_ideas, settle_people
from graphbuild.resolvers.people import resolve_people
from graphbuild.resolvers.same_idea import same_idea
from graphbuild.resolvers.speakers import identify
from graphbuild.resolvers.topics import rank_topics
from graphbuild.resolvers.works import resolve_works, titles_named
from graphbuild.review.candidates import Vault, candidates
from graphbuild.rules import require_rules
from graphbuild.text import identity_form, normal_form

Progress = Callable[[str, int, int], None]
"""Told the stage, how much of it is done, and how much there is."""

GRAPH, PAGE, REPORT, LAYOUT, CANDIDATES = "graph.ttl", "graph.html", "report.json", "layout.json", "candidates.json"
_FARTHEST = 1_000_000  # units of the map; a layout of 50,000 nodes spans some 20,000


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """A built graph, still in memory: the store, its Turtle, and the report and the candidates for review as they will be written."""

    store: GraphStore
    turtle: bytes
    report: dict[str, Any] = field(repr=False)
    candidates: dict[str, Any] = field(repr=False)


def build(
    sources: Sequence[Path], settings: Settings | None = None, progress: Progress | None = None, decisions: Decisions | None = None
) -> Build:
    """The graph of the exports in files and folders, as the owner's decisions have it. Writes nothing.

    Raises `SourceError` where a source does not exist or holds nothing to build from, `ModelMissingError` where the language model is not installed,
    `SettingsError` where decisions contradict each other.
    """
    settings = settings or Settings()
    require_rules(settings.without)
    tell = progress or _silent
    results, refusals = read_sources(sources, tell, settings.kinds)
    shelf = [book for result in results for book in _shelf(result)]
    results = [_wanted(result, settings) for result in results]
    episodes = join_episodes(episode for result in results for episode in result.episodes)
    if not any(episode.highlights or episode.ai_notes for episode in episodes):
        raise _nothing(sources, results, refusals)
    corpus, settled, proposals = _resolve(results, episodes, settings, tell, shelf, decisions or Decisions())
    tell("linking", 0, 1)
    links = link(corpus, settings)
    tell("linking", 1, 1)
    iris = Iris(settings.base_iri)
    made = set(triples(corpus, links, iris))
    report = {**_report(results, refusals, corpus, links, len(made)), "decisions": _decided(settled)}
    return Build(store=GraphStore(made), turtle=turtle(made, iris.prefixes()), report=report, candidates=proposals)


def require_writable(output: Path) -> None:
    """Raise `ExportError` now rather than after minutes of work, where the folder cannot be written."""
    nearest = next(each for each in (output.resolve(), *output.resolve().parents) if each.exists())
    if not nearest.is_dir():
        raise ExportError("is not a folder", place=str(nearest), mend="Choose another with -o.")
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise ExportError("no right to write there.", place=str(nearest), mend="Choose another folder with -o.")


def write(made: Build, output: Path, *, relayout: bool = False, progress: Progress | None = None) -> None:
    """Write the graph, its page and the report into a folder: beside it first, then renamed, so that it is whole or not there.

    Whatever else lies in the folder stays. Raises `ExportError` where it cannot be written.
    """
    if progress:
        progress("drawing", 0, 1)
    page = write_page(made.store, None if relayout else _layout(output / LAYOUT))
    files = {
        GRAPH: made.turtle,
        PAGE: page.html.encode(),
        REPORT: _json(made.report),
        CANDIDATES: _json(made.candidates),
        LAYOUT: (json.dumps({key: list(at) for key, at in page.positions.items()}, sort_keys=True, indent=0) + "\n").encode(),
    }
    _put_in_place(files, output)
    if progress:
        progress("drawing", 1, 1)


def _json(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "replace")


def _silent(_stage: str, _done: int, _all: int) -> None:
    """Tell nobody."""


def read_sources(
    sources: Sequence[Path], progress: Progress | None = None, kinds: Kinds = EVERY_KIND
) -> tuple[list[ReadResult], list[Refusal]]:
    """What the files of the sources hold (of other `kinds` how much), and which are passed over and why.

    Raises `SourceError` where a source does not exist.
    """
    tell = progress or _silent
    results: list[ReadResult] = []
    refusals: list[Refusal] = []
    found = discover(sources)
    with _collector_at_rest():
        for number, each in enumerate(found, 1):
            for document in load(each):
                outcome = document if isinstance(document, Refusal) else read(document, kinds)
                if isinstance(outcome, Refusal):
                    refusals.append(outcome)
                else:
                    results.append(outcome)
            tell("reading", number, len(found))
    return results, refusals


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Records hold no cycles, and looking for some takes a third of the time (100 MB of exports: 16 s with, 10 s without)."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _nothing(sources: Sequence[Path], results: Sequence[ReadResult], refusals: Sequence[Refusal]) -> SourceError:
    """Why there is nothing to build, in one line."""
    place = ", ".join(str(source) for source in sources)
    if len(refusals) == 1 and not results:
        return SourceError(f"{refusals[0].reason}.", place=place, mend="Give the files that Readwise, Snipd or Airr exported.")
    if results:
        kinds = ", ".join(sorted({result.source.kind.value for result in results}))
        return SourceError(
            f"no podcast highlights in it ({len(results)} files of kind {kinds}).", place=place, mend="Give podcast exports."
        )
    held = f"none of its {len(refusals)} files is an export that can be read" if refusals else "an empty folder"
    first = f" (the first, {refusals[0].path}: {refusals[0].reason})" if refusals else ""
    return SourceError(f"{held}{first}.", place=place, mend="Give the folder that your exports are in.")


def _resolve(
    results: Sequence[ReadResult],
    episodes: tuple[Episode, ...],
    settings: Settings,
    tell: Progress,
    shelf: Sequence[Book],
    decisions: Decisions,
) -> tuple[Corpus, tuple[Settled, ...], dict[str, Any]]:
    """Extract from each passage, then decide with the whole vault in view; what was decided of names, and what is left for the owner.

    `shelf`: books that the sources hold, in the graph or not.
    """
    texts: dict[str, tuple[Passage, ...]] = {highlight.key: tuple(passages(highlight)) for e in episodes for highlight in e.highlights}
    spoken = [episode for episode in episodes if episode.kind is Kind.PODCAST]
    titles = {episode.key: (Passage(field=Field.EPISODE_TITLE, position=0, text=episode.title),) for episode in spoken}
    every = [*_passages(texts), *_passages(titles)]
    different = len({passage.text for _, passage in every})
    without = frozenset(settings.without)
    extractors = (*ours(without), *plugged(settings.extractors))
    found = extract([passage for _, passage in every], extractors, settings.model, lambda done: tell("tagging", done, different))
    mentions: dict[str, list[Mention]] = defaultdict(list)
    in_titles: dict[str, list[Mention]] = defaultdict(list)
    for (owner, passage), here in zip(every, found, strict=True):
        if passage.field is Field.EPISODE_TITLE:
            in_titles[owner].extend(each for each in here if each.kind is MentionKind.PERSON)
        else:
            mentions[owner].extend(here)
    heard = resolve_people(episodes, mentions, texts, in_titles, without)
    people, who = settle_people(heard, decisions)
    names = {normal_form(name) for person in people.persons for name in (person.name, *person.alternate_names)}
    no_topics = names | {normal_form(episode.show.name) for episode in episodes}
    works = resolve_works(episodes, mentions, texts, people.persons, shelf)
    topics = rank_topics(episodes, mentions, no_topics, settings.keyphrases, titles_named(episodes, works))
    named = resolve_ideas(episodes, topics, texts, names, settings.idea_episodes)
    ideas, what = settle_ideas(named, same_idea(named, texts), decisions)
    corpus = Corpus(
        sources=tuple(sorted(result.source for result in results if result.episodes)),
        episodes=episodes,
        persons=people.persons,
        roles=people.roles,
        ideas=ideas.ideas,
        expressions=ideas.expressions,
        identifications=tuple(replace(each, person=who.joined.of(each.person)) for each in identify(episodes, heard, without)),
        references=tuple(sorted({*people.references, *ideas.references, *works.references})),
        keyphrases={key: tuple(topic.label for topic in best) for key, best in topics.items()},
        works=works.works,
    )
    vault = Vault(episodes=episodes, passages=texts, people=heard, ideas=named)
    return corpus, (who, what), candidates(vault, (who.joined, what.joined), decisions)


def _decided(settled: Sequence[Settled]) -> dict[str, Any]:
    """How many of the owner's decisions this build follows, and which name something that is not in it."""
    unmatched = [each for kind in settled for each in kind.ruled.unmatched]
    return {
        "applied": sum(each.ruled.applied for each in settled),
        "unmatched": [
            {"ruling": e.decision.ruling, "kind": e.decision.kind, "names": list(e.decision.names), "line": e.decision.line, "why": e.why}
            for e in unmatched
        ],
    }


def _shelf(result: ReadResult) -> Iterator[Book]:
    """The books that a file holds highlights of, wanted or not."""
    yield from result.books
    yield from (Book(title=each.title, authors=each.authors) for each in result.episodes if each.kind is Kind.BOOK)


def _wanted(result: ReadResult, settings: Settings) -> ReadResult:
    """The result with what the graph is to hold alone."""
    return replace(result, episodes=tuple(episode for episode in result.episodes if episode.kind in settings.kinds))


def _passages(of: Mapping[str, tuple[Passage, ...]]) -> Iterator[tuple[str, Passage]]:
    return ((owner, passage) for owner, each in of.items() for passage in each)


def _report(
    results: Sequence[ReadResult],
    refusals: Sequence[Refusal],
    corpus: Corpus,
    links: Sequence[Link],
    triples_made: int,
) -> dict[str, Any]:
    """What was read, what was not and why, and how much came of it (contract section 2)."""
    sources = [
        {
            "path": result.source.path,
            "sha256": result.source.sha256,
            "family": result.source.family,
            "kind": result.source.kind.value,
            "episodes": len(result.episodes),
            "highlights": result.highlights,
            "non_blank": result.non_blank,
            "lines": result.lines,
            "diagnostics": [{"line": each.line, "code": each.code, "message": each.message} for each in sorted(result.diagnostics)],
        }
        for result in sorted(results, key=lambda each: each.source.path)
    ]
    highlights = [highlight for episode in corpus.episodes for highlight in episode.highlights]
    totals = {
        "sources": len(results),
        "skipped": len(refusals),
        "shows": len({identity_form(episode.show.name) for episode in corpus.episodes if episode.kind is Kind.PODCAST}),
        "episodes": sum(1 for episode in corpus.episodes if episode.kind is Kind.PODCAST),
        "works": sum(1 for episode in corpus.episodes if episode.kind is not Kind.PODCAST),
        "highlights": len(highlights),
        "tagged": sum(1 for each in highlights if each.tags),
        "noted": sum(1 for each in highlights if each.notes),
        "people": len(corpus.persons),
        "ideas": len(corpus.ideas),
        "named_works": len(corpus.works),
        "links": {kind.value: sum(1 for each in links if each.kind is kind) for kind in LinkKind},
        "triples": triples_made,
        "non_blank": sum(result.non_blank for result in results),
    }
    skipped = [{"path": each.path, "reason": each.reason} for each in sorted(refusals, key=lambda each: each.path)]
    return {"sources": sources, "skipped": skipped, "totals": totals}


def _layout(path: Path) -> dict[str, tuple[int, int]] | None:
    """The places of the last build's map; None where there are none, or they make no sense."""
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
        places = {str(key): (int(x), int(y)) for key, (x, y) in given.items()}
    except (OSError, ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return None
    return places if all(max(abs(x), abs(y)) < _FARTHEST for x, y in places.values()) else None


def _put_in_place(files: dict[str, bytes], output: Path) -> None:
    """Write all files aside, then swap folders; a file that somebody else put into the folder moves along."""
    try:
        output = output.resolve()
        if output.exists() and not output.is_dir():
            raise ExportError("is not a folder", place=str(output), mend="Choose another with -o.")
        for name in files:
            if (output / name).is_dir():
                raise ExportError("is a folder where a file is to be written.", place=str(output / name), mend="Move it away.")
        output.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{output.name}-", dir=output.parent))
        try:
            for name, data in files.items():
                (aside / name).write_bytes(data)
            if output.exists():
                # Each file is replaced whole; the report last, so that it never speaks of files that are not there yet.
                for name in sorted(files, key=lambda each: each == REPORT):
                    os.replace(aside / name, output / name)  # noqa: PTH105 - the atomic one
            else:
                aside.chmod(0o755)
                aside.rename(output)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise ExportError(
            f"cannot be written: {error.strerror or error}", place=str(output), mend="Choose another folder with -o."
        ) from error
