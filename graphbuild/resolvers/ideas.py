"""Ideas: what highlights share. The owner's tags, wiki links and notes say so first; else two episodes must carry a topic.

Spellings join by their key alone (case, hyphens, accents, plural). A tag is found again in the words of other highlights:
a phrase of two words or more wherever it stands, a single word only where it is among the highlight's topics.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from graphbuild.extractors.lexicon import level
from graphbuild.extractors.tags import is_marking, tag_words
from graphbuild.model import Episode, Expression, Field, Highlight, Idea, Mention, MentionKind, Passage, Reference, Scheme
from graphbuild.resolvers.phrases import PhraseIndex
from graphbuild.resolvers.topics import Topic, topic_key
from graphbuild.text import normal_form

OWNER = 1.0  # the owner wrote it
FOUND_AGAIN = 0.8
_COMMON_SHARE = 0.2  # of the episodes; a topic that more of them carry joins nothing (as max_df .2 in nlp.md)
_EVERYDAY = 20  # a single word up to this level is too common to be an idea unless the owner says so


@dataclass(frozen=True, slots=True, kw_only=True)
class Ideas:
    """The ideas of a vault, which highlight expresses which, and where the words stand."""

    ideas: tuple[Idea, ...]
    expressions: tuple[Expression, ...]
    references: tuple[Reference, ...]


def resolve_ideas(
    episodes: Sequence[Episode],
    topics: Mapping[str, Sequence[Topic]],
    passages: Mapping[str, Sequence[Passage]],
    people: Set[str],
    min_episodes: int,
) -> Ideas:
    """Ideas, expressions and references. `topics` and `passages` go by highlight key; `people`: normal forms of names."""
    schemes: dict[str, set[Scheme]] = defaultdict(set)
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    expressions: set[Expression] = set()
    for _, highlight in _highlights(episodes):
        for tag in highlight.tags:
            if not is_marking(tag.label) and (key := topic_key(tag_words(tag.label))):
                schemes[key].add(Scheme.TAGS)
                labels[key][tag_words(tag.label)] += 1
                expressions.add(Expression(highlight=highlight.key, idea=key, is_tag=True))
        for link in highlight.wiki_links:
            if normal_form(link) not in people and (key := topic_key(link)):
                schemes[key].add(Scheme.WIKI_LINKS)
                labels[key][link] += 1
                expressions.add(Expression(highlight=highlight.key, idea=key))
    owned = set(schemes)
    carried = _carried(episodes, topics)
    for key, carriers in carried.items():
        if key in owned or _is_shared(key, len(carriers), len(episodes), min_episodes) or _is_owners_own(key, topics):
            schemes[key].add(Scheme.TOPICS)
    references = _references(episodes, topics, passages, schemes, labels, owned)
    expressions.update(
        Expression(highlight=each.subject, idea=each.target, note=each.mention.position if each.mention.field is Field.NOTE else 0)
        for each in references
    )
    expressions.update(Expression(highlight=each.highlight, idea=each.idea) for each in list(expressions))
    ideas = tuple(_idea(key, labels[key], schemes[key], owned) for key in sorted(schemes) if any(e.idea == key for e in expressions))
    return Ideas(ideas=ideas, expressions=tuple(sorted(expressions)), references=tuple(sorted(references)))


def _highlights(episodes: Sequence[Episode]) -> list[tuple[Episode, Highlight]]:
    return [(episode, highlight) for episode in episodes for highlight in episode.highlights]


def _carried(episodes: Sequence[Episode], topics: Mapping[str, Sequence[Topic]]) -> dict[str, set[str]]:
    carried: dict[str, set[str]] = defaultdict(set)
    for episode, highlight in _highlights(episodes):
        for topic in topics.get(highlight.key, ()):
            carried[topic.key].add(episode.key)
    return carried


def _is_shared(key: str, carriers: int, episodes: int, min_episodes: int) -> bool:
    words = key.split()
    if len(words) == 1 and level(words[0]) <= _EVERYDAY:
        return False
    return min_episodes <= carriers <= max(min_episodes + 1, int(episodes * _COMMON_SHARE))


def _is_owners_own(key: str, topics: Mapping[str, Sequence[Topic]]) -> bool:
    """Whether the owner's note names it in two words or more, and the highlight's own words do too."""
    if " " not in key:
        return False
    for each in topics.values():
        for topic in each:
            fields = {mention.field for mention in topic.mentions}
            if topic.key == key and Field.NOTE in fields and len(fields) > 1:
                return True
    return False


def _references(
    episodes: Sequence[Episode],
    topics: Mapping[str, Sequence[Topic]],
    passages: Mapping[str, Sequence[Passage]],
    schemes: Mapping[str, set[Scheme]],
    labels: dict[str, Counter[str]],
    owned: Set[str],
) -> set[Reference]:
    references: set[Reference] = set()
    phrases = PhraseIndex(key for key in owned if " " in key)
    for _, highlight in _highlights(episodes):
        for topic in topics.get(highlight.key, ()):
            if topic.key in schemes:
                labels[topic.key][topic.label] += 1
                references.update(Reference(subject=highlight.key, in_episode=False, target=topic.key, mention=each) for each in topic.mentions)
        covered = {(each.mention.field, each.mention.position, each.mention.start) for each in references if each.subject == highlight.key}
        for passage in passages.get(highlight.key, ()):
            for hit in phrases.find(passage.text):
                if (passage.field, passage.position, hit.start) not in covered:
                    mention = Mention(
                        field=passage.field,
                        position=passage.position,
                        start=hit.start,
                        end=hit.end,
                        quote=passage.text[hit.start : hit.end],
                        kind=MentionKind.TOPIC,
                        name=hit.phrase,
                        confidence=FOUND_AGAIN,
                        extractor="tags-1",
                    )
                    references.add(Reference(subject=highlight.key, in_episode=False, target=hit.phrase, mention=mention))
    return references


def _idea(key: str, spellings: Counter[str], schemes: set[Scheme], owned: Set[str]) -> Idea:
    label = min(spellings, key=lambda each: (-spellings[each], each)) if spellings else key
    alternates = sorted({each for each in spellings if each != label})
    return Idea(key=key, label=label, alt_labels=tuple(alternates), schemes=tuple(sorted(schemes)))
