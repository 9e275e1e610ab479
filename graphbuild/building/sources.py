"""What the files of the sources hold, and why there may be nothing to build from."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from graphbuild.building.progress import Progress, silent
from graphbuild.config import Settings
from graphbuild.errors import SourceError
from graphbuild.model import Book, Kind
from graphbuild.readers import EVERY_KIND, Kinds, ReadResult, Refusal, read
from graphbuild.readers.discover import discover, load


def read_sources(
    sources: Sequence[Path], progress: Progress | None = None, kinds: Kinds = EVERY_KIND
) -> tuple[list[ReadResult], list[Refusal]]:
    """What the files of the sources hold (of other `kinds` how much), and which are passed over and why.

    Raises `SourceError` where a source does not exist.
    """
    tell = progress or silent
    results: list[ReadResult] = []
    refusals: list[Refusal] = []
    found = discover(sources)
    with collector_at_rest():
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
def collector_at_rest() -> Iterator[None]:
    """Records hold no cycles, and looking for some takes a third of the time (100 MB of exports: 16 s with, 10 s without)."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def nothing(sources: Sequence[Path], results: Sequence[ReadResult], refusals: Sequence[Refusal]) -> SourceError:
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


def shelf(result: ReadResult) -> Iterator[Book]:
    """The books that a file holds highlights of, wanted or not."""
    yield from result.books
    yield from (Book(title=each.title, authors=each.authors) for each in result.episodes if each.kind is Kind.BOOK)


def wanted(result: ReadResult, settings: Settings) -> ReadResult:
    """The result with what the graph is to hold alone."""
    return replace(result, episodes=tuple(episode for episode in result.episodes if episode.kind in settings.kinds))
