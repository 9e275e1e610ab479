"""`python -m benchmarks.ner_alone SOURCE [all]`: spaCy's entity recogniser alone over the words of exports, each text once, as a script for it would do it."""

from __future__ import annotations

import sys
from pathlib import Path

import spacy

from graphbuild.config import Settings
from graphbuild.extractors.spacy_model import folder_of
from graphbuild.model import Kind, passages
from graphbuild.pipeline import read_sources


def main(source: str, kinds: str = "") -> None:
    """Tag and throw away."""
    wanted = tuple(Kind) if kinds else (Kind.PODCAST,)
    results, _ = read_sources([Path(source)], kinds=wanted)
    episodes = [episode for result in results for episode in result.episodes if episode.kind in wanted]
    texts = {passage.text for episode in episodes for highlight in episode.highlights for passage in passages(highlight)}
    model = next(path for path in (folder_of(Settings().model), *folder_of(Settings().model).glob("*")) if (path / "config.cfg").is_file())
    nlp = spacy.load(model)
    nlp.select_pipes(enable=["ner"])
    for _ in nlp.pipe(sorted(texts)):
        pass


if __name__ == "__main__":
    main(*sys.argv[1:])
