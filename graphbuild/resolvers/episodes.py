"""One episode, whatever files it stands in (contract section 4).

Two files hold the same episode when one of these is the same; anything weaker would join strangers:

- the id that their episode links carry;
- show and title, after normalisation (`#77- Ines …` and `#77: Ines …`);
- show and title but for a number before the title that only one of them has (`Ep. 9 — Splicing …` and `Splicing …`),
  as long as one such number is met; what is left must be a title, not a word or two;
- a highlight whose share link they both hold: a snip is cut from one episode only.

Titles never join two episodes that bear different ids of one player, nor any whose show is not named.

What is joined keeps every highlight (`resolvers/highlights.py`), the fullest title, and every place it stands in.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, combinations
from typing import TypeVar

from graphbuild.model import AINotes, Episode, Highlight, Location, Show
from graphbuild.readers.records import UNKNOWN_AUTHOR, UNKNOWN_SHOW
from graphbuild.resolvers.highlights import join_highlights, with_keys
from graphbuild.text import identity_form, normal_form

T = TypeVar("T")

_NUMBER = re.compile(
    r"^\s*(?:(?:(?:ep(?:isode)?|no)\b\.?\s*#?|#)\s*(?P<marked>\d{1,5})\b[\s—–:.|)-]*|(?P<bare>\d{1,5})\s*[—–:.|)-]+\s*)(?=\S)",
    re.IGNORECASE,
)
_SHORTEST_TITLE = 4  # words; below that a title without its number may be that of a series


def join_episodes(episodes: Iterable[Episode]) -> tuple[Episode, ...]:
    """Each episode once, with each of its highlights once; sorted by show, title and key."""
    ordered = sorted((_keyed(each) for each in episodes), key=lambda episode: (episode.at, episode.kind, episode.key))
    shows = _show_names(ordered)
    groups = [[replace(each, show=shows[identity_form(each.show.name)]) for each in group] for group in _groups(ordered)]
    joined = sorted((_join(group) for group in groups), key=lambda each: each.key)
    return tuple(sorted(_distinct_keys(joined), key=lambda e: (normal_form(e.show.name), normal_form(e.title), e.key)))


def _keyed(episode: Episode) -> Episode:
    identity = (identity_form(episode.show.name), identity_form(episode.title))
    return replace(episode, highlights=tuple(with_keys(episode.highlights, identity)))


def _groups(episodes: Sequence[Episode]) -> list[list[Episode]]:
    """Episodes grouped by any identity that they share (union-find over the identities): ids first, since they decide on titles."""
    leader: dict[str, str] = {}

    def find(name: str) -> str:
        leader.setdefault(name, name)
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    def join(names: Iterable[str]) -> None:
        first, *others = sorted({find(name) for name in names})
        for other in others:
            leader[other] = first

    for episode in episodes:
        join([_own(episode), *_shared_snips(episode)])
    for identities in (_title_identities(episodes), _numberless_identities(episodes)):
        for same in identities.values():
            ids = {(find(_own(each)), service, each.key) for each in same if (service := _service(each))}
            # Two episodes with different ids of one player are two, whatever their titles say; a third without id is neither.
            if not any(left[0] != right[0] and left[1] == right[1] for left, right in combinations(sorted(ids), 2)):
                join(_own(each) for each in same)
    groups: dict[str, list[Episode]] = defaultdict(list)
    for episode in episodes:
        groups[find(_own(episode))].append(episode)
    return [groups[name] for name in sorted(groups)]


def _own(episode: Episode) -> str:
    return f"key\x1f{episode.kind}\x1f{episode.key}"


def _shared_snips(episode: Episode) -> Iterator[str]:
    return (f"highlight\x1f{highlight.key}" for highlight in episode.highlights if highlight.url and "-" in highlight.key)


def _service(episode: Episode) -> str | None:
    """Whose id the episode bears."""
    if "-" not in episode.key:
        return None
    return "airr" if episode.key.startswith("airr-") else "snipd"


def _title_identity(episode: Episode, title: str) -> tuple[str, str, str] | None:
    """Kind, show and title; None where no show is named: "Introduction" alone is no identity."""
    if episode.show.name in (UNKNOWN_SHOW, UNKNOWN_AUTHOR):
        return None
    return episode.kind, identity_form(episode.show.name), identity_form(title)


def _title_identities(episodes: Sequence[Episode]) -> dict[tuple[str, str, str], list[Episode]]:
    same: dict[tuple[str, str, str], list[Episode]] = defaultdict(list)
    for episode in episodes:
        if identity := _title_identity(episode, episode.title):
            same[identity].append(episode)
    return same


def _numberless_identities(episodes: Sequence[Episode]) -> dict[tuple[str, str, str], list[Episode]]:
    """Titles without the number before them, where one number is met and what is left is a title."""
    same: dict[tuple[str, str, str], list[Episode]] = defaultdict(list)
    numbers: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for episode in episodes:
        match = _NUMBER.match(episode.title)
        rest = episode.title[match.end() :] if match else episode.title
        if len(rest.split()) >= _SHORTEST_TITLE and (identity := _title_identity(episode, rest)):
            same[identity].append(episode)
            numbers[identity].update([match["marked"] or match["bare"]] if match else [])
    return {identity: each for identity, each in same.items() if len(numbers[identity]) == 1}


def _show_names(episodes: Sequence[Episode]) -> dict[str, Show]:
    """One show per identity form of its name: the spelling met most often, then the first in order."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    places: dict[str, list[Location]] = defaultdict(list)
    for episode in episodes:
        form = identity_form(episode.show.name)
        spellings[form][episode.show.name] += 1
        places[form].extend(episode.show.at)
    return {
        form: Show(name=min(names, key=lambda name: (-names[name], name)), at=tuple(sorted(set(places[form]))))
        for form, names in spellings.items()
    }


def _join(group: list[Episode]) -> Episode:
    """One episode of several; an id from an address wins over one made of words, the fullest title and show over cut ones."""
    highlights = join_highlights([highlight for each in group for highlight in each.highlights])
    if len(group) == 1:
        return replace(group[0], highlights=highlights)
    with_address = sorted(each.key for each in group if "-" in each.key)
    best = min(group, key=lambda each: (-len(each.title), each.title))
    return replace(
        best,
        key=with_address[0] if with_address else min(each.key for each in group),
        show=min((each.show for each in group), key=lambda show: (-len(show.name), show.name)),
        url=next((each.url for each in sorted(group, key=lambda e: ("-" not in e.key, e.at)) if each.url), None),
        published=next((each.published for each in group if each.published), None),
        hosts=_union(each.hosts for each in group),
        guests=_union(each.guests for each in group),
        authors=_union(each.authors for each in group),
        books=_union(each.books for each in group),
        ai_notes=_ai_notes(group),
        highlights=highlights,
        at=tuple(sorted(set(chain.from_iterable(each.at for each in group)))),
    )


def _ai_notes(group: Sequence[Episode]) -> tuple[AINotes, ...]:
    """The newest notes under each link, in order; without a link those that differ."""
    notes = sorted((each for episode in group for each in episode.ai_notes), key=lambda each: each.at)
    return tuple({each.url or each.items: each for each in notes}.values())


def _distinct_keys(episodes: list[Episode]) -> list[Episode]:
    """No highlight in two episodes: one without a link stays with the first episode that holds its key."""
    home: dict[str, str] = {}
    for episode in episodes:
        for highlight in episode.highlights:
            home.setdefault(highlight.key, episode.key)
    return [replace(each, highlights=_of(each, home)) for each in episodes]


def _of(episode: Episode, home: Mapping[str, str]) -> tuple[Highlight, ...]:
    return tuple(highlight for highlight in episode.highlights if home[highlight.key] == episode.key)


def _union(groups: Iterable[Iterable[T]]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(groups)))
