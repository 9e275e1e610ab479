"""What was worked out once and need not be again: a table of keys and bytes, which may be thrown away at any time.

Whoever keeps something chooses a key that holds all that it depends on: the words themselves, the code (`digests.py`), the model, the settings that
matter; never a name of a file or a time stamp. What is kept is JSON or plain arrays of numbers: nothing in the file can run when it is read.
"""

from __future__ import annotations

from graphbuild.cache.folder import cache_folder, open_cache
from graphbuild.cache.store import NO_CACHE, Cache, Held

__all__ = ["NO_CACHE", "Cache", "Held", "cache_folder", "open_cache"]
