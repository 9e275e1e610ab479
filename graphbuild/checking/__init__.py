"""Is a graph sound? Its shapes (SHACL), SKOS's integrity conditions, its terms, its quotes, and the accounting of its report."""

from __future__ import annotations

from graphbuild.checking.check import Finding, check_graph

__all__ = ["Finding", "check_graph"]
