"""One episode, one highlight, whatever file they stand in (contract section 4, exact forms).

Two files hold the same episode when their episode links carry the same id, or when show and title are the same after
normalisation. Two highlights are the same when they carry the same key. What is joined keeps every tag and note, the newest
text (later in the file, then the later path), and every place it stands in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from graphbuild.model import Episode, Highlight, Location, Show
from graphbuild.text import normal_form

T = TypeVar("T")


def join_episodes(episodes: Iterable[Episode]) -> tuple[Episode, ...]:
    """Each episode once, with each of its highlights once; sorted by show, title and key."""
    ordered = sorted(episodes, key=lambda episode: episode.at)
    groups = _groups(ordered)
    shows = _show_names(ordered)
    joined = [_join([replace(each, show=shows[normal_form(each.show.name)]) for each in group]) for group in groups]
    return tuple(sorted(_each_highlight_once(joined), key=lambda e: (normal_form(e.show.name), normal_form(e.title), e.key)))


def _groups(episodes: Sequence[Episode]) -> list[list[Episode]]:
    """Episodes grouped by either of their two identities (union-find over the identities)."""
    leader: dict[str, str] = {}

    def find(name: str) -> str:
        leader.setdefault(name, name)
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    for episode in episodes:
        first, second = sorted((find(f"key\x1f{episode.key}"), find(_title_identity(episode))))
        leader[second] = first
    groups: dict[str, list[Episode]] = defaultdict(list)
    for episode in episodes:
        groups[find(f"key\x1f{episode.key}")].append(episode)
    return [groups[name] for name in sorted(groups)]


def _title_identity(episode: Episode) -> str:
    return f"title\x1f{normal_form(episode.show.name)}\x1f{normal_form(episode.title)}"


def _show_names(episodes: Sequence[Episode]) -> dict[str, Show]:
    """One show per normal form of its name: the spelling met most often, then the first in order."""
    spellings: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    places: dict[str, list[Location]] = defaultdict(list)
    for episode in episodes:
        form = normal_form(episode.show.name)
        spellings[form][episode.show.name] += 1
        places[form].extend(episode.show.at)
    return {
        form: Show(name=min(names, key=lambda name: (-names[name], name)), at=tuple(sorted(set(places[form]))))
        for form, names in spellings.items()
    }


def _join(group: list[Episode]) -> Episode:
    """One episode of several; an id from an address wins over one made of words, the longest title over a cut one."""
    with_address = sorted(each.key for each in group if "-" in each.key)
    best = min(group, key=lambda each: (-len(each.title), each.title))
    return replace(
        best,
        key=with_address[0] if with_address else min(each.key for each in group),
        url=next((each.url for each in sorted(group, key=lambda e: ("-" not in e.key, e.at)) if each.url), None),
        published=next((each.published for each in group if each.published), None),
        hosts=_union(each.hosts for each in group),
        guests=_union(each.guests for each in group),
        ai_notes=_union(each.ai_notes for each in group),
        highlights=tuple(chain.from_iterable(each.highlights for each in group)),
        at=_places(each.at for each in group),
    )


def _each_highlight_once(episodes: list[Episode]) -> list[Episode]:
    """Highlights joined by key over the whole corpus; a highlight stays with the first episode that holds it."""
    found: dict[str, list[Highlight]] = defaultdict(list)
    home: dict[str, str] = {}
    for episode in sorted(episodes, key=lambda each: each.key):
        for highlight in episode.highlights:
            found[highlight.key].append(highlight)
            home.setdefault(highlight.key, episode.key)
    joined = {key: join_highlights(same) for key, same in found.items()}
    return [
        replace(
            episode,
            highlights=tuple(
                sorted(
                    (joined[key] for key in dict.fromkeys(h.key for h in episode.highlights) if home[key] == episode.key),
                    key=lambda h: (h.start is None, h.start or 0, h.key),
                )
            ),
        )
        for episode in episodes
    ]


def join_highlights(same: Sequence[Highlight]) -> Highlight:
    """One highlight of several records of it: newest text, all tags and notes, all places."""
    if len(same) == 1:
        return same[0]
    ordered = sorted(same, key=lambda each: each.at)
    newest = max(ordered, key=lambda each: (not each.placeholder, each.at))
    tags = {tag.label: tag for each in reversed(ordered) for tag in reversed(each.tags)}
    notes = {" ".join(note.text.split()): note for each in reversed(ordered) for note in reversed(each.notes)}
    return replace(
        newest,
        url=next((each.url for each in ordered if each.url), None),
        start=newest.start if newest.start is not None else next((each.start for each in ordered if each.start is not None), None),
        end=newest.end if newest.end is not None else next((each.end for each in ordered if each.end is not None), None),
        tags=tuple(sorted(tags.values(), key=lambda tag: tag.at)),
        notes=tuple(sorted(notes.values(), key=lambda note: note.at)),
        wiki_links=_union(each.wiki_links for each in ordered),
        favorite=any(each.favorite for each in ordered),
        created=min((each.created for each in ordered if each.created), default=None),
        at=_places(each.at for each in ordered),
    )


def _union(groups: Iterable[Iterable[T]]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(groups)))


def _places(groups: Iterable[Iterable[Location]]) -> tuple[Location, ...]:
    return tuple(sorted(set(chain.from_iterable(groups))))
