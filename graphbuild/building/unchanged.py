"""Whether there is anything to do: all that an output depends on, in one digest, without loading what would make it."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Sequence
from functools import cache as once
from pathlib import Path

from graphbuild.building.output import LAYOUT, WRITTEN
from graphbuild.cache import Cache
from graphbuild.cache.digests import code, digest, module_source
from graphbuild.config import Settings
from graphbuild.decisions import Decisions
from graphbuild.extractors.spacy_model import identity
from graphbuild.readers.discover import discover

_SHELF = "builds"


def fingerprint(sources: Sequence[Path], settings: Settings, decisions: Decisions) -> bytes:
    """Of the files as they are now, the settings, the decisions, the model, this program and the packages it stands on.

    Raises `SourceError` where a source does not exist, `ModelMissingError` where the model is not installed.
    """
    files = [f"{found.path}\x1f{_content(found.file) if found.file else found.reason}" for found in discover(sources)]
    plugged = [module_source(each.partition(":")[0]).hex() for each in settings.extractors]
    return digest(code(), installed(), identity(settings.model), repr(settings), repr(decisions.entries), *plugged, *files)


def stands(output: Path, print_of: bytes, cache: Cache) -> bool:
    """Whether the folder holds, byte for byte, what a build of this fingerprint would write, as the cache remembers."""
    key = digest(print_of, _bytes(output / LAYOUT))  # the places on the map are an input of the next build
    known = cache.get(_SHELF, [key]).get(key)
    return known is not None and json.loads(known) == _written(output)


def remember(output: Path, print_of: bytes, cache: Cache) -> None:
    """Keep what a build of this fingerprint has written."""
    cache.put(_SHELF, {digest(print_of, _bytes(output / LAYOUT)): json.dumps(_written(output)).encode()})


@once
def installed() -> str:
    """Name and version of every package that Python would find: cheaper to list than to say which of them matter."""
    return " ".join(sorted({each.name for folder in sys.path if (place := Path(folder)).is_dir() for each in place.glob("*.dist-info")}))


def _written(output: Path) -> dict[str, str]:
    return {name: _content(output / name) for name in WRITTEN}


def _content(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        return f"cannot be read: {error.strerror}"


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""
