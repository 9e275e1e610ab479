"""Ideas: what highlights share. The owner's tags, wiki links and notes say so first; else two episodes must carry a topic.

Spellings join by their key alone (case, hyphens, accents, plural). An idea is found again in the words of other highlights:
the owner's phrases (two words or more) wherever they stand; his single words, unless everyday ones, and the phrases of
extractors only where a highlight says what it is about: title, summary, takeaways, note.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from graphbuild.extractors.lexicon import level
from graphbuild.extractors.tags import is_marking, tag_words
from graphbuild.model import Episode, Expression, Field, Highlight, Idea, Mention, MentionKind, Passage, Reference, Scheme
from graphbuild.resolvers.carriers import ABOUT, Carried, carriers
from graphbuild.resolvers.phrases import PhraseIndex, mention_of
from graphbuild.resolvers.topics import Topic, topic_key
from graphbuild.resolvers.worth import Worth, worth
from graphbuild.text import normal_form

FOUND_AGAIN = 0.8  # how sure a tag found again in the words of another highlight is
_COMMON_SHARE = 0.2  # of the episodes; a topic that more of them carry joins nothing (as max_df .2 in the link measurements)
_TOPICAL = 0.2  # a single word is a topic in at least this share of the episodes in whose words it stands
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
    mentions: Mapping[str, Sequence[Mention]],
    passages: Mapping[str, Sequence[Passage]],
    people: AbstractSet[str],
    min_episodes: int,
) -> Ideas:
    """Ideas, expressions and references. `topics`, `mentions` and `passages` go by highlight key; `people`: normal forms of names."""
    highlights = [highlight for episode in episodes for highlight in episode.highlights]
    schemes: dict[str, set[Scheme]] = defaultdict(set)
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    expressions: set[Expression] = set()
    for highlight in highlights:
        for label, scheme in _owned(highlight, people):
            key = topic_key(label)
            schemes[key].add(scheme)
            labels[key][label] += 1
            expressions.add(Expression(highlight=highlight.key, idea=key, is_tag=scheme is Scheme.TAGS))
    owned = frozenset(schemes)
    noted = _noted(topics)
    spelt: dict[str, Counter[str]] = {}  # of those that no highlight keeps, too
    for key, carried in carriers(episodes, topics, mentions, passages, people).items():
        if key in owned or key in noted or _is_shared(key, carried, len(episodes), min_episodes):
            schemes[key].add(Scheme.TOPICS)
            spelt[key] = carried.labels
    references = [each for highlight in highlights for each in _topic_references(highlight, topics, schemes, labels)]
    references += _found_again(highlights, passages, schemes, owned, references)
    for each in references:
        expressions.add(Expression(highlight=each.subject, idea=each.target))
        if each.mention.field is Field.NOTE:
            expressions.add(Expression(highlight=each.subject, idea=each.target, note=each.mention.position))
    expressions.update([Expression(highlight=each.highlight, idea=each.idea) for each in expressions])
    expressed = {each.idea for each in expressions}
    ideas = tuple(_idea(key, labels[key] or spelt.get(key, Counter()), schemes[key]) for key in sorted(schemes) if key in expressed)
    return Ideas(ideas=ideas, expressions=tuple(sorted(expressions)), references=tuple(sorted(set(references))))


def _owned(highlight: Highlight, people: AbstractSet[str]) -> Iterator[tuple[str, Scheme]]:
    """What the owner himself names as an idea; a wiki link to a person is none."""
    for tag in highlight.tags:
        label = tag_words(tag.label)
        if not is_marking(tag.label) and topic_key(label):
            yield label, Scheme.TAGS
    for link in highlight.wiki_links:
        if normal_form(link) not in people and topic_key(link):
            yield link, Scheme.WIKI_LINKS


def _noted(topics: Mapping[str, Sequence[Topic]]) -> frozenset[str]:
    """Topics of two words or more that the owner's note names, and the highlight's own words do too."""
    return frozenset(
        topic.key
        for each in topics.values()
        for topic in each
        if " " in topic.key and len(fields := {mention.field for mention in topic.mentions}) > 1 and Field.NOTE in fields
    )


def _is_shared(key: str, carried: Carried, episodes: int, min_episodes: int) -> bool:
    """Whether enough episodes carry a topic, not so many that it is the vault's own stop word, and it is worth a look."""
    most = max(min_episodes + 1, int(episodes * _COMMON_SHARE))
    if not min_episodes <= len(carried.stands | carried.found) <= most:
        return False
    says = worth(key, carried.labels)
    is_topic = len(carried.kept) >= min_episodes
    if " " in key:
        return says is Worth.MUCH or (says is Worth.LITTLE and (is_topic or len(carried.about) >= min_episodes))
    if not is_topic or not carried.about or len(carried.kept) < _TOPICAL * len(carried.stands):
        return False
    return says is Worth.MUCH or (says is Worth.LITTLE and len(carried.kept) > min_episodes)


def _topic_references(
    highlight: Highlight, topics: Mapping[str, Sequence[Topic]], schemes: Mapping[str, set[Scheme]], labels: dict[str, Counter[str]]
) -> Iterator[Reference]:
    for topic in topics.get(highlight.key, ()):
        if topic.key in schemes:
            labels[topic.key][topic.label] += 1
            for mention in topic.mentions:
                yield Reference(subject=highlight.key, in_episode=False, target=topic.key, mention=mention)


def _found_again(
    highlights: Sequence[Highlight],
    passages: Mapping[str, Sequence[Passage]],
    keys: Iterable[str],
    owned: AbstractSet[str],
    found: Sequence[Reference],
) -> Iterator[Reference]:
    """Ideas in the words of highlights whose topics do not name them."""
    anywhere = PhraseIndex((key for key in keys if " " in key), topic_key)
    about = PhraseIndex((key for key in keys if " " in key or (key in owned and level(key) > _EVERYDAY)), topic_key)
    covered = {(each.subject, each.target, each.mention.field, each.mention.position, n) for each in found for n in _span(each.mention)}
    for highlight in highlights:
        for passage in passages.get(highlight.key, ()):
            for hit in (about if passage.field in ABOUT else anywhere).find(passage.text, nested=True):
                if (highlight.key, hit.phrase, passage.field, passage.position, hit.start) not in covered:
                    extractor = "tags-1" if hit.phrase in owned else "known-topics-1"
                    mention = mention_of(hit, passage, kind=MentionKind.TOPIC, confidence=FOUND_AGAIN, extractor=extractor)
                    yield Reference(subject=highlight.key, in_episode=False, target=hit.phrase, mention=mention)


def _span(mention: Mention) -> range:
    return range(mention.start, mention.end)


def _idea(key: str, spellings: Counter[str], schemes: set[Scheme]) -> Idea:
    """The label is the spelling met most often; the others are alternates."""
    label = min(spellings, key=lambda each: (-spellings[each], each)) if spellings else key
    return Idea(key=key, label=label, alt_labels=tuple(sorted(set(spellings) - {label})), schemes=tuple(sorted(schemes)))
