"""Packages that only some commands need: what to install when one is missing."""

from __future__ import annotations

from importlib.util import find_spec

from graphbuild.errors import ExtraMissingError


def require(extra: str, *packages: str) -> None:
    """Raise `ExtraMissingError`, saying what to install, where one of the packages of an extra is missing."""
    missing = [package for package in packages if find_spec(package) is None]
    if missing:
        raise ExtraMissingError(f"this needs {' and '.join(missing)}, which is not installed", mend=f"pip install 'graphbuild[{extra}]'")
