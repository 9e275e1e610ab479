"""Extract from each passage, then decide with the whole vault in view: people, works, topics, ideas, voices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from graphbuild.building.progress import Progress
from graphbuild.cache import NO_CACHE, Cache
from graphbuild.config import Settings
from graphbuild.decisions import Decisions
from graphbuild.extractors import extract, ours, plugged
from graphbuild.model import Book, Corpus, Episode, Field, Kind, Mention, MentionKind, Passage, passages
from graphbuild.readers import ReadResult
from graphbuild.resolvers.ideas import resolve_ideas
from graphbuild.resolvers.identity import Settled, settle_ideas, settle_people
from graphbuild.resolvers.people import resolve_people
from graphbuild.resolvers.same_idea import same_idea
from graphbuild.resolvers.speakers import identify
from graphbuild.resolvers.topic_candidates import barred_names
from graphbuild.resolvers.topics import rank_topics
from graphbuild.resolvers.works import resolve_works, titles_named
from graphbuild.review.candidates import Vault, candidates
from graphbuild.text import normal_form
from graphbuild.workers import HERE, Workers


def resolve(
    results: Sequence[ReadResult],
    episodes: tuple[Episode, ...],
    settings: Settings,
    tell: Progress,
    shelf: Sequence[Book],
    decisions: Decisions,
    *,
    cache: Cache = NO_CACHE,
    workers: Workers = HERE,
) -> tuple[Corpus, tuple[Settled, ...], dict[str, Any]]:
    """Extract from each passage, then decide with the whole vault in view; what was decided of names, and what is left for the owner.

    `shelf`: books that the sources hold, in the graph or not.
    """
    texts: dict[str, tuple[Passage, ...]] = {highlight.key: tuple(passages(highlight)) for e in episodes for highlight in e.highlights}
    spoken = [episode for episode in episodes if episode.kind is Kind.PODCAST]
    titles = {episode.key: (Passage(field=Field.EPISODE_TITLE, position=0, text=episode.title),) for episode in spoken}
    every = [*_passages(texts), *_passages(titles)]
    without = frozenset(settings.without)
    extractors = (*ours(without), *plugged(settings.extractors))
    found = extract(
        [passage for _, passage in every],
        extractors,
        settings.model,
        lambda done, whole: tell("tagging", done, whole),
        cache=cache,
        workers=workers,
    )
    mentions: dict[str, list[Mention]] = defaultdict(list)
    in_titles: dict[str, list[Mention]] = defaultdict(list)
    titled: dict[str, list[Mention]] = defaultdict(list)
    for (owner, passage), here in zip(every, found, strict=True):
        if passage.field is Field.EPISODE_TITLE:
            in_titles[owner].extend(each for each in here if each.kind is MentionKind.PERSON)
            titled[owner].extend(each for each in here if each.kind is MentionKind.TOPIC)
        else:
            mentions[owner].extend(here)
    heard = resolve_people(episodes, mentions, texts, in_titles, without)
    people, who = settle_people(heard, decisions)
    names = {normal_form(name) for person in people.persons for name in (person.name, *person.alternate_names)}
    no_topics = names | {normal_form(episode.show.name) for episode in episodes}
    works = resolve_works(episodes, mentions, texts, people.persons, shelf)
    barred = barred_names(episodes, titles_named(episodes, works), people.references)
    topics = rank_topics(episodes, mentions, no_topics, settings.keyphrases, barred, titled)
    named = resolve_ideas(episodes, topics, mentions, texts, names, settings.idea_episodes)
    ideas, what = settle_ideas(named, same_idea(named, texts), decisions)
    corpus = Corpus(
        sources=tuple(sorted(result.source for result in results if result.episodes)),
        episodes=episodes,
        persons=people.persons,
        roles=people.roles,
        ideas=ideas.ideas,
        expressions=ideas.expressions,
        identifications=tuple(replace(each, person=who.joined.of(each.person)) for each in identify(episodes, heard, without)),
        references=tuple(sorted({*people.references, *ideas.references, *works.references})),
        keyphrases={key: tuple(topic.label for topic in best if topic.on_card) for key, best in topics.items()},
        works=works.works,
        broader=ideas.broader,
    )
    vault = Vault(episodes=episodes, passages=texts, people=heard, ideas=named)
    return corpus, (who, what), candidates(vault, (who.joined, what.joined), decisions)


def _passages(of: Mapping[str, tuple[Passage, ...]]) -> Iterator[tuple[str, Passage]]:
    return ((owner, passage) for owner, each in of.items() for passage in each)
