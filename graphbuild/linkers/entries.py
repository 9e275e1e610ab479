"""What linking reads of a highlight: its words, what the owner says of it, what it names. Nothing else decides a score.

The same record is made of a vault that is being built and of a finished graph, so that `graphbuild compare` says what the build said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from graphbuild.model import Corpus, Episode, Highlight, MentionKind, takeaways_text
from graphbuild.resolvers.spelling import topic_key


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Entry:
    """A highlight for linking. Keys may be of any kind (record keys, IRIs), as long as all entries of a vault use one kind.

    `about`: summary and takeaways; `said`: the passage itself; `own`: what the owner wrote; `ideas`, `works` and `people`: keys of what it expresses and names;
    `marked`: those of the ideas that the owner put there himself, by a tag, a wiki link or in a note.
    """

    key: str
    episode: str
    episode_title: str
    title: str
    about: str
    said: str
    own: str
    ideas: frozenset[str] = frozenset()
    works: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    marked: frozenset[str] = frozenset()


def texts_of(episodes: Iterable[Episode]) -> tuple[Entry, ...]:
    """The highlights with their words alone, sorted by key."""
    return tuple(
        sorted(
            Entry(
                key=highlight.key,
                episode=episode.key,
                episode_title=episode.title,
                title=highlight.title or "",
                about=one_text(highlight.summary, takeaways_text(highlight.takeaways)),
                said=one_text(highlight.text, *(turn.text for turn in highlight.turns)),
                own=own(_owned(highlight)),
            )
            for episode in episodes
            for highlight in episode.highlights
        )
    )


def entries_of(corpus: Corpus) -> tuple[Entry, ...]:
    """The highlights of a resolved vault for linking, sorted by key."""
    ideas: dict[str, set[str]] = defaultdict(set)
    works: dict[str, set[str]] = defaultdict(set)
    people: dict[str, set[str]] = defaultdict(set)
    marked: dict[str, set[str]] = defaultdict(set)
    for expression in corpus.expressions:
        ideas[expression.highlight].add(expression.idea)
        if expression.is_tag or expression.note:
            marked[expression.highlight].add(expression.idea)
    called = by_form((label, idea.key) for idea in corpus.ideas for label in (idea.label, *idea.alt_labels))
    for reference in corpus.references:
        if not reference.in_episode and reference.mention.kind is MentionKind.WORK:
            works[reference.subject].add(reference.target)
        elif not reference.in_episode and reference.mention.kind is MentionKind.PERSON:
            people[reference.subject].add(reference.target)
    for episode in corpus.episodes:
        for highlight in episode.highlights:
            marked[highlight.key] |= linked_ideas(highlight.wiki_links, called)
    return tuple(
        replace(
            text,
            ideas=frozenset(ideas[text.key]),
            works=frozenset(works[text.key]),
            people=frozenset(people[text.key]),
            marked=frozenset(marked[text.key]),
        )
        for text in texts_of(corpus.episodes)
    )


def one_text(*parts: str | None) -> str:
    """The parts that there are as one text."""
    return " ".join(part for part in parts if part)


def by_form(called: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The form of each label of an idea -> the key of that idea, of (label, key); of two ideas the first."""
    found: dict[str, str] = {}
    for label, key in sorted(called):
        found.setdefault(topic_key(label), key)
    return found


def linked_ideas(wiki_links: Iterable[str], called: Mapping[str, str]) -> set[str]:
    """The ideas that wiki links as written lead to."""
    return {called[form] for link in wiki_links if (form := topic_key(link)) in called}


def own(words: Iterable[str]) -> str:
    """What the owner wrote, in one text: notes, labels of tags, wiki links."""
    return " ".join(sorted(set(words)))


def _owned(highlight: Highlight) -> set[str]:
    return {*(note.text for note in highlight.notes), *(tag.label for tag in highlight.tags), *highlight.wiki_links}
