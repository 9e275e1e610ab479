"""`candidates.json`: the questions about names that a build leaves to the owner, with the words on which each rests.

`candidates()` makes it of a build; `load_candidates()` reads it back, so that reviewing needs no second build.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import NoneType
from typing import Any

from graphbuild.decisions import Decisions, form, pair_id
from graphbuild.errors import GraphError
from graphbuild.model import Episode, Field, Highlight, Named, Passage, Reference, Resolution, Verdict
from graphbuild.resolvers.ideas import Ideas
from graphbuild.resolvers.identity import OWNER, Joined
from graphbuild.resolvers.people import People
from graphbuild.text import collapse

CONTEXTS = 3  # places shown of each name
WIDTH = 60  # characters shown before and after the words


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A place that names somebody or something: the words with up to 60 characters before and after, where, and the second (`start`)."""

    before: str
    quote: str
    after: str
    field: str
    show: str
    episode: str
    start: int | None
    link: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two names: its key before any joining, its label, in how many highlights and episodes it is met, some of the places."""

    key: str
    name: str
    highlights: int
    episodes: int
    contexts: tuple[Context, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Two names that may be one (`verdict` proposed) or were joined by a rule (same): what rule, how sure, why."""

    id: str
    kind: Named
    verdict: Verdict
    rule: str
    score: float
    reason: str
    left: Side
    right: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """What a build left to review; `names`: kind -> key -> label of every name there is."""

    candidates: tuple[Candidate, ...] = ()
    names: Mapping[Named, Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vault:
    """What the words of a candidate are found in; `passages` go by highlight key, people and ideas are those before any joining."""

    episodes: Sequence[Episode]
    passages: Mapping[str, Sequence[Passage]]
    people: People
    ideas: Ideas


def candidates(vault: Vault, joined: Iterable[Joined], decisions: Decisions) -> dict[str, Any]:
    """The content of `candidates.json`: proposals best first, then what rules joined; the owner's decisions; all names."""
    pairs = [
        *sorted((each for one in joined for each in one.proposed), key=lambda each: (-each.score, each)),
        *sorted((each for one in joined for each in one.applied if each.rule != OWNER), key=lambda each: (-each.score, each)),
    ]
    pairs = [each for each in pairs if form(each.left) and form(each.right)]  # of the others `decisions.toml` could say nothing
    names = {Named.PERSON: {p.key: p.name for p in vault.people.persons}, Named.IDEA: {i.key: i.label for i in vault.ideas.ideas}}
    wanted = {(each.kind, key) for each in pairs for key in (each.left, each.right)}
    sides = {(kind, key): side for kind in Named for key, side in _sides(vault, kind, wanted, names[kind])}
    return {
        "candidates": [asdict(_candidate(each, sides)) for each in pairs],
        "decisions": [
            {"id": each.id, "ruling": each.ruling, "kind": each.kind, "names": list(each.names), "number": each.number}
            for each in decisions.entries
        ],
        "names": names,
    }


def _candidate(pair: Resolution, sides: Mapping[tuple[Named, str], Side]) -> Candidate:
    return Candidate(
        id=pair_id(pair.kind, (pair.left, pair.right)),
        kind=pair.kind,
        verdict=pair.verdict,
        rule=pair.rule,
        score=pair.score,
        reason=pair.reason,
        left=sides[pair.kind, pair.left],
        right=sides[pair.kind, pair.right],
    )


def _sides(vault: Vault, kind: Named, wanted: Iterable[tuple[Named, str]], names: Mapping[str, str]) -> Iterator[tuple[str, Side]]:
    keys = {key for of, key in wanted if of is kind}
    order = {episode.key: n for n, episode in enumerate(vault.episodes)}
    home = {highlight.key: (episode, highlight) for episode in vault.episodes for highlight in episode.highlights}
    by_key = {episode.key: episode for episode in vault.episodes}
    places: dict[str, list[_Place]] = defaultdict(list)
    references = vault.people.references if kind is Named.PERSON else vault.ideas.references
    for reference in references:
        if reference.target in keys:
            episode, highlight = (by_key[reference.subject], None) if reference.in_episode else home[reference.subject]
            text = _text(reference, episode, vault.passages)
            places[reference.target].append(_Place(order[episode.key], episode, highlight, _in_words(reference, text)))
    for expression in vault.ideas.expressions if kind is Named.IDEA else ():
        if expression.idea in keys and not expression.note:
            episode, highlight = home[expression.highlight]
            title = collapse(highlight.title or "")
            tag = Context(before="", quote=names[expression.idea], after="", field=Field.TAG, show="", episode="", start=None, link=None)
            after = f" (tag of “{title}”)" if title else " (tag)"
            places[expression.idea].append(_Place(order[episode.key], episode, highlight, replace(tag, after=after)))
    for role in vault.people.roles if kind is Named.PERSON else ():
        if role.person in keys:
            episode = by_key[role.episode]
            told = Context(before="", quote=names[role.person], after="", field="role", show="", episode="", start=None, link=None)
            after = f" ({'host' if role.is_host else 'guest'})"
            places[role.person].append(_Place(order[episode.key], episode, None, replace(told, after=after)))
    for key in keys:
        yield key, _side(key, names[key], places[key])


@dataclass(frozen=True, slots=True)
class _Place:
    order: int
    episode: Episode
    highlight: Highlight | None
    context: Context

    def rank(self) -> tuple[bool, int, int, str, str, str]:
        """By which the places of one name are told in order: words before tags and roles, then by episode and second."""
        at = self.highlight.start if self.highlight and self.highlight.start is not None else -1
        bare = self.context.field in (Field.TAG, "role")
        return bare, self.order, at, self.highlight.key if self.highlight else "", self.context.field, self.context.before


def _side(key: str, name: str, places: Sequence[_Place]) -> Side:
    """One name, with places in as many episodes as can be."""
    ordered = sorted(places, key=_Place.rank)
    first: dict[int, _Place] = {}
    for place in ordered:
        first.setdefault(place.order, place)
    rest = [place for place in ordered if place not in first.values() and place.context.field not in (Field.TAG, "role")]
    chosen = [*first.values(), *rest][:CONTEXTS]
    return Side(
        key=key,
        name=name,
        highlights=len({place.highlight.key for place in places if place.highlight}),
        episodes=len(first),
        contexts=tuple(_placed(place) for place in sorted(chosen, key=_Place.rank)),
    )


def _placed(place: _Place) -> Context:
    highlight = place.highlight
    return replace(
        place.context,
        show=place.episode.show.name,
        episode=place.episode.title,
        start=highlight.start if highlight else None,
        link=(highlight.url if highlight else None) or place.episode.url,
    )


def _text(reference: Reference, episode: Episode, passages: Mapping[str, Sequence[Passage]]) -> str:
    mention = reference.mention
    if reference.in_episode:
        return episode.show.name if mention.field is Field.SHOW_NAME else episode.title
    here = passages[reference.subject]
    return next((each.text for each in here if each.field is mention.field and each.position == mention.position), mention.quote)


def _in_words(reference: Reference, text: str) -> Context:
    mention = reference.mention
    before, after = text[max(0, mention.start - WIDTH) : mention.start], text[mention.end : mention.end + WIDTH]
    if mention.start > WIDTH:
        before = "…" + before[before.find(" ") + 1 :]
    if mention.end + WIDTH < len(text):
        after = after[: after.rfind(" ")] if " " in after else after
        after += "…"
    return Context(
        before=before.replace("\n", " "),
        quote=mention.quote,
        after=after.replace("\n", " "),
        field=mention.field,
        show="",
        episode="",
        start=None,
        link=None,
    )


def load_candidates(path: Path) -> Candidates:
    """The candidates of a file that a build wrote. Raises `GraphError` where there is none, or anything in it is not what a build writes."""
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
        return Candidates(
            candidates=tuple(map(_read, _checked(given["candidates"], list))),
            names={
                kind: {key: _checked(label, str) for key, label in _checked(_checked(given["names"], dict)[kind], dict).items()}
                for kind in Named
            },
        )
    except FileNotFoundError as error:
        raise GraphError(
            "no candidates to review.", place=str(path), mend="Run `graphbuild build` first, or choose its folder with -g."
        ) from error
    except OSError as error:
        raise GraphError(f"cannot be read: {error.strerror or error}", place=str(path)) from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise GraphError("is not what `graphbuild build` writes.", place=str(path), mend="Build the graph again.") from error


def _read(given: Any) -> Candidate:
    """One candidate. Raises `KeyError`, `TypeError` or `ValueError` where it is none."""
    checked = _record(given, id=str, kind=str, verdict=str, rule=str, score=(float, int), reason=str, left=dict, right=dict)
    left, right = _read_side(checked["left"]), _read_side(checked["right"])
    read = Candidate(
        **{**checked, "kind": Named(checked["kind"]), "verdict": Verdict(checked["verdict"]), "left": left, "right": right},
    )
    if not math.isfinite(read.score) or read.id != pair_id(read.kind, (left.key, right.key)):
        raise ValueError
    return read


def _read_side(given: Any) -> Side:
    checked = _record(given, key=str, name=str, highlights=int, episodes=int, contexts=list)
    if not form(checked["key"]):
        raise ValueError
    text = dict.fromkeys(("before", "quote", "after", "field", "show", "episode"), str)
    contexts = (Context(**_record(each, **text, start=(int, NoneType), link=(str, NoneType))) for each in checked["contexts"])
    return Side(**{**checked, "contexts": tuple(contexts)})


def _record(given: Any, **types: type | tuple[type, ...]) -> dict[str, Any]:
    """An object that has these keys and no others, each of its type."""
    if _checked(given, dict).keys() != types.keys():
        raise KeyError
    return {key: _checked(given[key], wanted) for key, wanted in types.items()}


def _checked(value: Any, wanted: type | tuple[type, ...]) -> Any:
    if not isinstance(value, wanted) or isinstance(value, bool):
        raise TypeError
    return value
