"""Where the cache lies, and how it is opened: a build never fails for the want of one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from graphbuild.cache.store import NO_CACHE, Cache


def cache_folder() -> Path:
    """`$XDG_CACHE_HOME/graphbuild`, else the system's place for such files (XDG Base Directory Specification: relative paths do not count)."""
    chosen = os.environ.get("XDG_CACHE_HOME", "")
    if chosen and Path(chosen).is_absolute():
        return Path(chosen) / "graphbuild"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "graphbuild" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "graphbuild"
    return Path.home() / ".cache" / "graphbuild"


def open_cache(folder: Path | None = None, *, unused: bool = False) -> Cache:
    """The cache in a folder, else in the user's; one that holds nothing where it is to be `unused`.

    Where it cannot be had, what is given holds nothing either, and its `trouble` says why.
    """
    if unused:
        return NO_CACHE
    try:
        return Cache(folder or cache_folder())
    except RuntimeError as error:  # there is no home
        return Cache(None, trouble=f"{error}")
