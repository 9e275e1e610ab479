"""Finds what ships beside the code: the ontology, the example vault and its labels, in an installed copy or in a checkout."""

from __future__ import annotations

from pathlib import Path

from graphbuild.errors import GraphbuildError

_PACKAGE = Path(__file__).parent


def ontology_file(name: str) -> Path:
    """A file of the ontology. Raises `GraphbuildError` where the installation lacks it."""
    for folder in (_PACKAGE / "ontology", _PACKAGE.parent / "ontology"):
        if (folder / name).is_file():
            return folder / name
    raise GraphbuildError("is missing from this installation.", place=f"ontology/{name}", mend="Install graphbuild again.")


def example_vault() -> Path:
    """The folder of made-up exports that the demo builds."""
    return _PACKAGE / "example"


def example_gold() -> Path:
    """The folder of labels for the example vault, made by reading it."""
    return _PACKAGE / "example_gold"
