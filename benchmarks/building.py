"""Builds: a first one, one where nothing changed, one where one file of 300 did."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks.base import Figure, Session, graphbuild, python

_HIGHLIGHTS = 1_000
_FILES = 300
_KINDS = 'kinds = ["podcast", "book", "article", "tweet", "supplemental"]\n'


def figures(session: Session) -> Iterator[Figure]:
    """Three figures; wall clock, as it is waited for."""
    yield _cold(session)
    yield from _again(session)


def _cold(session: Session) -> Figure:
    count = 100 if session.quick else _HIGHLIGHTS
    source, real = _real(session, count) if session.shared else (session.vault(count), False)
    config = session.folder / "every-kind.toml"
    config.write_text(_KINDS if real else "")
    ours, baseline = [], []
    for n in range(1 if session.quick else session.runs):
        baseline.append(session.run(python("-m", "benchmarks.ner_alone", source, *(["all"] if real else []))).wall)
        output = session.folder / f"cold-{n}"
        command = graphbuild("build", source, "-o", output, "--config", config, "--cache", session.folder / f"cold-cache-{n}", "-q")
        ours.append(session.run(command).wall)
        for each in (output, session.folder / f"cold-cache-{n}"):
            shutil.rmtree(each)
    what = f"{count:,} {'real' if real else 'made-up'} highlights"
    return Figure(f"first build, {what}", "the same model's NER alone over the same texts", ours, baseline, "s", 1.3)


def _again(session: Session) -> Iterator[Figure]:
    source = session.folder / "changing"
    if session.shared and not session.quick:
        _podcasts(session, source, _FILES)
    else:
        shutil.copytree(session.vault(150 if session.quick else 1_500), source)  # five highlights a file
    files = sorted(each for each in source.rglob("*.md"))[:_FILES]
    command = graphbuild("build", source, "-o", session.folder / "changed", "--cache", session.folder / "changing-cache", "-q")
    cold = [session.run(command).wall]
    same = [session.run(command).wall for _ in range(session.runs)]
    one = []
    left = iter(files)
    for n in range(session.runs):
        next(file for file in left if change(file, n))
        one.append(session.run(command).wall)
    name = f"{len(files)} {'real ' if session.shared and not session.quick else ''}files"
    yield Figure(f"build again, nothing changed, {name}", "the first build", same, cold, "s", 0.03)
    yield Figure(f"build again, one file changed of {name}", "the first build", one, cold, "s", 0.06)


def change(file: Path, number: int) -> bool:
    """Put some words into the middle of what is said in a file; False where there is no place for them."""
    text = file.read_text(encoding="utf-8")
    places = [match.start() for match in re.finditer(r"(?<=[a-z]) (?:the|and) ", text)]
    if places:
        at = places[len(places) // 2]
        file.write_text(f"{text[:at]} the number {number:,} and{text[at:]}", encoding="utf-8")
    return bool(places)


def _podcasts(session: Session, folder: Path, count: int) -> None:
    """So many files of real exports with highlights of podcasts."""
    from graphbuild.model import Kind
    from graphbuild.pipeline import read_sources

    corpus = (session.shared or Path()) / "corpus"
    results, _ = read_sources([corpus])
    held = (each for each in results if any(episode.kind is Kind.PODCAST and episode.highlights for episode in each.episodes))
    for result in islice((each for each in held if each.source.path.endswith(".md")), count):
        target = folder / result.source.path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(corpus / result.source.path, target)


def _real(session: Session, count: int) -> tuple[Path, bool]:
    """A folder with so many highlights of real exports, of every kind: files in order until there are enough."""
    from graphbuild.pipeline import read_sources

    folder = session.folder / f"real-{count}"
    corpus = (session.shared or Path()) / "corpus"
    results, _ = read_sources([corpus])
    held = 0
    for result in results:
        if held < count and result.highlights:
            target = folder / result.source.path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(corpus / result.source.path, target)
            held += result.highlights
    return folder, True
