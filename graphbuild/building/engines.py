"""What the stages of a build need is loaded at its beginning, while another process loads the language model, which takes longer."""

from __future__ import annotations

from graphbuild.extractors.lexicon import load_lists


def load_engines() -> None:
    """Load the lists of words and the libraries that calculate."""
    import graspologic_native
    import scipy.sparse

    del graspologic_native, scipy
    load_lists()
