"""What the stages of a build need is loaded at its beginning, while another process loads the language model, which takes longer."""

from __future__ import annotations

from importlib import import_module

from graphbuild.extractors.lexicon import load_lists


def load_engines() -> None:
    """Load the lists of words and the libraries that calculate."""
    for library in ("scipy.sparse", "graspologic_native"):
        import_module(library)
    load_lists()
