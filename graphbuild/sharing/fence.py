"""What a process that answers strangers' queries may no longer do: take all memory, or open files and connections."""

from __future__ import annotations

import os
from pathlib import Path


def close_in(memory: int) -> None:
    """From here on this process gets at most `memory` more bytes, and opens nothing. Where the system has no such limits, nothing happens."""
    try:
        import resource
    except ImportError:  # Windows
        return
    try:
        size = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        _lower(resource.RLIMIT_AS, size + memory)
    except (OSError, ValueError):  # not Linux
        pass
    # The lowest free number is the next that a file or a connection would get. The engine would follow SERVICE; it finds no way out.
    free = os.dup(0)
    os.close(free)
    _lower(resource.RLIMIT_NOFILE, free)


def _lower(which: int, most: int) -> None:
    import resource

    hard = resource.getrlimit(which)[1]
    if hard == resource.RLIM_INFINITY or hard > most:
        resource.setrlimit(which, (most, most))
