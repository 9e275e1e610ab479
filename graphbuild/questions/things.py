"""A name, as somebody types it -> the IRI of the thing that bears it."""

from __future__ import annotations

from graphbuild.errors import UsageError
from graphbuild.graph.store import GraphStore
from graphbuild.questions.names import LONGEST_SHOWN, Argument, Missing, found
from graphbuild.text import shortened

# In this order: a name that an idea and a show both bear is the idea.
_NAMED = (
    ("node", "?node a ?class ; skos:prefLabel|skos:altLabel|schema:name|schema:alternateName ?label", "gb:Idea schema:Person gb:NamedWork"),
    ("theme", "?node a ?class ; skos:prefLabel ?label", "gb:Theme"),
    ("show", "?node a ?class ; schema:name ?label", "schema:PodcastSeries"),
    ("episode", "?node a ?class ; schema:name ?label", "schema:PodcastEpisode schema:Book schema:Article schema:CreativeWork"),
)


def thing(store: GraphStore, name: str) -> str:
    """The idea, person, work, theme, show or episode of a name; an IRI stands for itself. Raises `UsageError` where there is none, and says what is near."""
    said = ""
    for kind, pattern, classes in _NAMED:
        label = found(store, Argument(name="name", kind=kind), name)
        if isinstance(label, Missing):
            said = said or label.remark
            continue
        rows = store.select(f"SELECT ?node ?label {{ VALUES ?class {{ {classes} }} {pattern} }}")
        bearers = sorted(str(node) for node, written in rows if label in (written, node))
        if bearers:
            return bearers[0]
    if not set(name) & set('<>"{}|^`\\ ') and ":" in name and len(store.select(f"SELECT ?p {{ <{name}> ?p ?o }} LIMIT 1")):
        return name
    raise UsageError(said or f"The graph knows nothing called “{shortened(name, LONGEST_SHOWN)}”.", mend="Ask for a name that it has.")
