"""Which episodes carry each topic: as a phrase that an extractor found, by itself or inside a longer one, or in their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from graphbuild.model import Episode, Field, Mention, MentionKind, Passage
from graphbuild.resolvers.phrases import PhraseIndex
from graphbuild.resolvers.spelling import topic_key
from graphbuild.resolvers.topics import Topic

ABOUT = frozenset({Field.TITLE, Field.SUMMARY, Field.TAKEAWAYS, Field.NOTE})
"""Where a highlight says what it is about; in mid speech a word is mostly chance."""


@dataclass(slots=True)
class Carried:
    """What a vault does with one topic; sets of episode keys.

    `kept`: among the best topics of a highlight there; `inside`: a word of one of these, of more than one if it stands
    nowhere else; `found`: as a noun phrase; `stands`: anywhere in the words; `about`: in a title, a summary, takeaways or a note.
    """

    labels: dict[str, int] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)
    inside: set[str] = field(default_factory=set)
    found: set[str] = field(default_factory=set)
    stands: set[str] = field(default_factory=set)
    about: set[str] = field(default_factory=set)


def carriers(
    episodes: Sequence[Episode],
    topics: Mapping[str, Sequence[Topic]],
    mentions: Mapping[str, Sequence[Mention]],
    passages: Mapping[str, Sequence[Passage]],
    names: AbstractSet[str],
) -> dict[str, Carried]:
    """Every topic that some highlight keeps or two episodes name, and who carries it. `topics`, `mentions`, `passages` go by highlight."""
    found: dict[str, set[str]] = defaultdict(set)
    labels: dict[str, dict[str, int]] = defaultdict(dict)
    kept: dict[str, set[str]] = defaultdict(set)
    inside: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for episode in episodes:
        for highlight in episode.highlights:
            for mention in mentions.get(highlight.key, ()):
                if mention.kind is MentionKind.TOPIC:
                    key = topic_key(mention.name)
                    found[key].add(episode.key)
                    labels[key][mention.name] = labels[key].get(mention.name, 0) + 1
            for topic in topics.get(highlight.key, ()):
                if not topic.mentions:  # only a tag or the episode's title has it
                    continue
                kept[topic.key].add(episode.key)
                for word in topic.key.split():
                    inside[word][topic.key].add(episode.key)
    no_topics = {topic_key(name) for name in names}
    known = {
        key: Carried(labels=labels[key], kept=kept[key], inside=_of_several(key, inside[key]), found=found[key])
        for key in sorted({*found, *inside})
        if (key in inside or key in kept or len(found[key]) > 1) and key not in no_topics
    }
    index = PhraseIndex(known, topic_key)
    for episode in episodes:
        for highlight in episode.highlights:
            for passage in passages.get(highlight.key, ()):
                for phrase in index.phrases_in(passage.text):
                    known[phrase].stands.add(episode.key)
                    if passage.field in ABOUT:
                        known[phrase].about.add(episode.key)
    return known


def _of_several(key: str, inside: Mapping[str, AbstractSet[str]]) -> set[str]:
    """The episodes of the topics that a word stands in; none where that is one longer topic: `hydroxide` is but a part of `sodium hydroxide`."""
    return set().union(*inside.values()) if len(inside) > 1 or key in inside else set()
