"""How long a build takes, as a ratio to tagging the same words with spaCy alone: what nobody could go below without a cache.

    make bench

The example vault is repeated under other names and words are left as they are. Machines are noisy: read the ratio, not the seconds.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from graphbuild import pipeline
from graphbuild.extractors.spacy_model import load, tag
from graphbuild.model import passages
from graphbuild.readers import Refusal, read
from graphbuild.readers.discover import discover
from graphbuild.readers.discover import load as load_file
from graphbuild.resources import example_vault


def main() -> None:
    """Print one line: words, seconds of both, ratio."""
    load()
    sources = [example_vault()]
    documents = [document for found in discover(sources) for document in load_file(found)]
    results = [read(document) for document in documents if not isinstance(document, Refusal)]
    highlights = [h for result in results if not isinstance(result, Refusal) for episode in result.episodes for h in episode.highlights]
    texts = [passage.text for highlight in highlights for passage in passages(highlight)]
    started = time.perf_counter()
    for _ in tag(texts):
        pass
    tagging = time.perf_counter() - started
    started = time.perf_counter()
    made = pipeline.build(sources)
    with tempfile.TemporaryDirectory() as folder:
        pipeline.write(made, Path(folder) / "output")
    whole = time.perf_counter() - started
    count = sum(len(text.split()) for text in texts)
    print(f"{count} words: tagging {tagging:.2f} s, whole build {whole:.2f} s, ratio {whole / tagging:.2f}")


if __name__ == "__main__":
    main()
