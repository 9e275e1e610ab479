"""Small made-up graphs whose answers can be read off, and questions asked of them."""

from __future__ import annotations

import pyoxigraph as ox

from graphbuild.graph.store import GraphStore
from graphbuild.graph.vocabulary import PREFIXES
from graphbuild.questions import question

DATA = "urn:graphbuild:"
HEAD = "".join(f"@prefix {name}: <{space}> . " for name, space in PREFIXES.items()) + "".join(
    f"@prefix {name}: <{DATA}{name}:> . "
    for name in ("episode", "highlight", "idea", "link", "mention", "note", "person", "run", "show", "theme")
)
THEMES = {"baking": ("dough", "oven", "rye"), "sailing": ("tide", "keel", "rope"), "music": ("scale", "piano", "tempo")}


def graph(kept: dict[str, str], *more: str, days: dict[str, str] | None = None) -> GraphStore:
    """A graph of highlights (name -> ideas), each of an episode and a show of its own; `days` of the episodes."""
    lines = [HEAD, *more]
    for theme, ideas in THEMES.items():
        lines.append(f'theme:{theme} a gb:Theme ; skos:prefLabel "{theme}" ; skos:member {", ".join(f"idea:{each}" for each in ideas)} .')
        lines += [f'idea:{each} a gb:Idea ; skos:prefLabel "{each}" .' for each in ideas]
    for number, (name, ideas) in enumerate(kept.items()):
        published = f' ; schema:datePublished "{days[name]}"' if days and name in days else ""
        lines.append(f'show:{name} a schema:PodcastSeries ; schema:name "Show {name}" .')
        lines.append(f'episode:{name} a schema:PodcastEpisode ; schema:name "On {name}" ; schema:partOfSeries show:{name}{published} .')
        lines.append(f"highlight:{name} a gb:Highlight ; schema:partOfEpisode episode:{name} ; schema:startOffset {number} .")
        lines += [f"highlight:{name} gb:expresses idea:{each} ." for each in ideas.split()]
    return GraphStore(quad.triple for quad in ox.parse("\n".join(lines), format=ox.RdfFormat.TURTLE))


def linked(left: str, right: str, score: str = "0.5") -> str:
    return (
        f"highlight:{left} gb:relatedHighlight highlight:{right} . highlight:{right} gb:relatedHighlight highlight:{left} . "
        f"link:{left}-{right} a gb:Link ; gb:relation gb:relatedHighlight ; gb:between highlight:{left}, highlight:{right} ; "
        f'gb:score {score} ; gb:reason "Both speak of water." .'
    )


def ask(store: GraphStore, name: str, *values: str) -> list[dict[str, object]]:
    return question(name).answer(store, *values).records()


def named(rows: list[dict[str, object]]) -> list[str]:
    return [str(row["highlight"]).removeprefix(f"{DATA}highlight:") for row in rows]


def passing(highlight: str, idea: str, *, rule: str = "known-topics", more: str = "") -> str:
    """That the words of an idea stand in a highlight, and which rule found them; `more`: what else is said of the mention."""
    mention = f"mention:{highlight}-{idea}-{rule}"
    return (
        f'run:{rule} a prov:Activity ; schema:name "{rule}" . {mention} a gb:Mention ; gb:inHighlight highlight:{highlight} ;'
        f' gb:refersTo idea:{idea} ; gb:quote "{idea}" ; prov:wasGeneratedBy run:{rule} . {mention} {more or "a gb:Mention"} .'
    )
