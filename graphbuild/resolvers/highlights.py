"""One highlight, one record, whatever exported it (contract section 4).

The rules, and why each is safe:

1. The same key: the share link names it, or show, episode, second and opening words do.
2. The same Readwise number: Readwise gives each highlight its own.
3. One has no link (readwise-mirror, CSV, an owner's template) and the other, of the same episode, has exactly its words; where
   both have a time it must be the same. Two with links are two: the listener kept the passage twice.
4. One has no words at all (`AirrQuote`) nor a link, and the other, of the same episode, bears the same note.

What is joined keeps all tags and notes, the newest text, and every place it stands in. Newest: words before none, the record with
the link (the player's own export) before the bare one, later in the file, then the later path.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from graphbuild.model import Highlight, Tag
from graphbuild.readers.records import all_words, words_of
from graphbuild.text import collapse, earliest, exact_form, stable_key

T = TypeVar("T")

_OPENING_LENGTH = 300  # characters that nearly always hold the opening words
_OPENING_WORDS = 12  # enough to tell two at the same second apart
_SHORTEST_NOTE = 3  # words; shorter notes ("good!") stand under many highlights


def with_keys(highlights: Sequence[Highlight], identity: tuple[str, str]) -> list[Highlight]:
    """The highlights of one file, each with its key; `identity`: forms of show and episode.

    One without a link is named by these, its start and its opening words (contract section 4); where different ones begin
    alike, by all their words.
    """
    begin_alike: dict[str, list[int]] = defaultdict(list)
    for n, each in enumerate(highlights):
        if not each.key:
            begin_alike[stable_key("highlight", *identity, each.start, _opening(each))].append(n)
    keys: dict[int, str] = {}
    for opening, places in begin_alike.items():
        said = {n: words_of(highlights[n]) or _noted(highlights[n]) for n in places} if len(places) > 1 else {}
        for n in places:
            different = len(set(said.values())) > 1
            keys[n] = stable_key("highlight", *identity, highlights[n].start, said[n]) if different else opening
    return [replace(each, key=keys[n]) if n in keys else each for n, each in enumerate(highlights)]


def _opening(highlight: Highlight) -> str:
    """Its first words, case apart; of one without words those of its notes."""
    words = all_words(highlight)
    first = exact_form(words[:_OPENING_LENGTH]).split()
    if len(first) <= _OPENING_WORDS and len(words) > _OPENING_LENGTH:
        first = exact_form(words).split()
    return " ".join(first[:_OPENING_WORDS]) or _noted(highlight)


def _noted(highlight: Highlight) -> str:
    """The notes of a highlight, by which one without any words is told; else its Readwise number, if that is known."""
    return exact_form("\n".join(note.text for note in highlight.notes)) or highlight.readwise_id or ""


def join_highlights(highlights: Sequence[Highlight]) -> tuple[Highlight, ...]:
    """Each highlight of one episode once, in order of time, then key."""
    by_key: dict[str, list[Highlight]] = defaultdict(list)
    for each in highlights:
        by_key[each.key].append(each)
    groups = list(by_key.values())
    if len(groups) > 1 and any(each[0].url is None for each in groups):
        groups = _adopted(groups)
    joined = [_one(group) for group in groups]
    return tuple(sorted(joined, key=lambda each: (each.start is None, each.start or 0, each.key)))


def _adopted(groups: list[list[Highlight]]) -> list[list[Highlight]]:
    """Rules 2 to 4: a group without a link goes to the first group, by time and key, that is the same highlight."""
    groups = sorted(groups, key=lambda group: (all(each.url is None for each in group), group[0].start or 0, group[0].key))
    numbers: dict[str, int] = {}
    words: dict[str, list[int]] = defaultdict(list)
    notes: dict[str, int] = {}
    kept: list[list[Highlight]] = []
    for group in groups:
        said = [words_of(each) for each in group]
        target = _same(group, said, kept, numbers, words, notes) if group[0].url is None else None
        if target is None:
            kept.append([])
            target = len(kept) - 1
        kept[target].extend(group)
        for each, its_words in zip(group, said, strict=True):
            if each.readwise_id:
                numbers.setdefault(each.readwise_id, target)
            words[its_words].append(target)
            for note in each.notes:
                notes.setdefault(collapse(note.text), target)
    return kept


def _same(
    group: list[Highlight],
    said: list[str],
    kept: list[list[Highlight]],
    numbers: dict[str, int],
    words: dict[str, list[int]],
    notes: dict[str, int],
) -> int | None:
    for each, its_words in zip(group, said, strict=True):
        if each.readwise_id in numbers:
            return numbers[each.readwise_id]
        for target in words[its_words] if its_words and not each.placeholder else ():
            if each.start is None or all(other.start in (None, each.start) for other in kept[target]):
                return target
        for note in each.notes:
            target_of_note = notes.get(collapse(note.text))
            if target_of_note is None or len(note.text.split()) < _SHORTEST_NOTE:
                continue
            if each.placeholder or all(other.placeholder for other in kept[target_of_note]):
                return target_of_note
    return None


def _one(same: Sequence[Highlight]) -> Highlight:
    """One record of several: newest text, all tags and notes, all places."""
    if len(same) == 1:
        return same[0]
    ordered = sorted(same, key=lambda each: each.at)
    newest = max(ordered, key=lambda each: (not each.placeholder, each.url is not None, each.at))
    tags: dict[str, Tag] = {tag.label: tag for each in reversed(ordered) for tag in reversed(each.tags)}
    notes = {collapse(note.text): note for each in reversed(ordered) for note in reversed(each.notes)}
    keys = sorted((each.url is None, each.key) for each in ordered)
    return replace(
        newest,
        key=keys[0][1],
        url=next((each.url for each in ordered if each.url), None),
        start=_first(newest.start, (each.start for each in ordered)),
        end=_first(newest.end, (each.end for each in ordered)),
        tags=tuple(sorted(tags.values(), key=lambda tag: tag.at)),
        notes=tuple(sorted(notes.values(), key=lambda note: note.at)),
        wiki_links=tuple(dict.fromkeys(chain.from_iterable(each.wiki_links for each in ordered))),
        favorite=any(each.favorite for each in ordered),
        created=earliest(each.created for each in ordered),
        readwise_id=_first(newest.readwise_id, (each.readwise_id for each in ordered)),
        at=tuple(sorted(set(chain.from_iterable(each.at for each in ordered)))),
    )


def _first(preferred: T | None, others: Iterable[T | None]) -> T | None:
    return preferred if preferred is not None else next((each for each in others if each is not None), None)
