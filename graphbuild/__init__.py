"""graphbuild: link the ideas in podcast highlights.

Export files go in; an RDF graph, a NetworkX view, a Turtle file and an HTML page come out. The stages, in order:
"""

from __future__ import annotations

__version__ = "0.1.0"
