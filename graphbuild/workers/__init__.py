"""Who does the work that one function does to many batches: this process, some of this machine, or others' machines.

One shape, `map(function, batches)`, whatever stands behind it. The function is a module's own, and takes and gives plain records: what it needs besides
(a language model) it loads once where it runs, so that no pipeline ever travels.
"""

from __future__ import annotations

from graphbuild.workers.base import Workers
from graphbuild.workers.processes import HERE, Processes, usable_cores

__all__ = ["HERE", "Processes", "Workers", "usable_cores"]
