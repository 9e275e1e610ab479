"""Digests for keys: of values, of files, of code. BLAKE2b, 16 bytes: not for secrecy, and 2^64 entries are far."""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib import metadata, util
from pathlib import Path

_SIZE = 16
_PACKAGE = Path(__file__).parents[1]


def digest(*parts: str | bytes) -> bytes:
    """Of some texts or bytes, each with its length, so that no two lists of parts read alike."""
    state = hashlib.blake2b(digest_size=_SIZE)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        state.update(b"%d:" % len(data))
        state.update(data)
    return state.digest()


def digest_of_files(folder: Path, *, names: Iterable[str] = ("",)) -> bytes:
    """Of the files below some names of a folder: their paths and contents. What Python compiled does not count."""
    state = hashlib.blake2b(digest_size=_SIZE)
    for name in names:
        place = folder / name
        for file in [place] if place.is_file() else sorted(place.rglob("*")):
            if file.is_file() and file.parent.name != "__pycache__":
                state.update(digest(file.relative_to(folder).as_posix().encode("utf-8", "surrogateescape"), file.read_bytes()))
    return state.digest()


@cache
def code(*names: str) -> bytes:
    """Of this package's own files below some names (`extractors`, `text.py`; none: all), and of what Python takes for a letter.

    So a changed rule or word list is never answered from the cache of the one before, whether or not somebody thought of a version number.
    """
    return digest(digest_of_files(_PACKAGE, names=names or ("",)), unicodedata.unidata_version, ".".join(map(str, sys.version_info[:2])))


def module_source(module: str) -> bytes:
    """Of the file that an importable module stands in; of nothing where it has none. Outer packages are imported to find it."""
    try:
        found = util.find_spec(module)
    except (ImportError, ValueError, AttributeError):
        return b""
    origin = Path(found.origin) if found and found.origin else None
    if origin is None or not origin.is_file():
        return b""
    return digest_of_files(origin.parent) if origin.name == "__init__.py" else digest(origin.read_bytes())


@cache
def versions(*packages: str) -> str:
    """The installed versions of some packages, as `name==version name==version`."""
    return " ".join(f"{package}=={_version(package)}" for package in packages)


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "none"
