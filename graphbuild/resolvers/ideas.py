"""Ideas: what highlights share. The owner's tags, wiki links and notes say so first; else two episodes must carry a topic.

Spellings join by their key alone (case, hyphens, accents, plural). An idea is found again in the words of other highlights:
the owner's phrases (two words or more) wherever they stand; his single words, unless everyday ones, and the phrases of
extractors only where a highlight says what it is about: title, summary, takeaways, note.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations

from graphbuild.extractors.lexicon import level
from graphbuild.extractors.tags import is_marking, tag_words
from graphbuild.model import Broader, Episode, Expression, Field, Highlight, Idea, Mention, Passage, Reference, Scheme
from graphbuild.resolvers.carriers import Carried, carriers
from graphbuild.resolvers.found_again import Wanted, find_ideas
from graphbuild.resolvers.spelling import topic_key
from graphbuild.resolvers.topics import Topic
from graphbuild.resolvers.worth import Worth, worth
from graphbuild.text import normal_form

_COMMON_SHARE = 0.2  # of the episodes; a topic that more of them carry joins nothing (as max_df .2 in the link measurements)
# In at least this share of the episodes in whose words a single word stands it is a topic, in one, or what a highlight says that it is
# about; a word that says little stands mostly where highlights say that.
_TOPICAL, _MOSTLY_ABOUT = 0.2, 0.5
_EVERYDAY = 20  # a single word up to this level is too common to be an idea unless the owner says so


@dataclass(frozen=True, slots=True, kw_only=True)
class Ideas:
    """The ideas of a vault, which highlight expresses which, where the words stand, and which is a case of which."""

    ideas: tuple[Idea, ...]
    expressions: tuple[Expression, ...]
    references: tuple[Reference, ...]
    broader: tuple[Broader, ...] = ()


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
    spelt: dict[str, Mapping[str, int]] = {}  # of those that no highlight keeps, too
    known = carriers(episodes, topics, mentions, passages, people)
    shared = {key for key, carried in known.items() if _is_shared(key, carried, len(episodes), min_episodes)}
    shared -= _only_parts(shared, known)
    for key in sorted(known.keys() & (shared | owned | noted)):
        schemes[key].add(Scheme.TOPICS)
        spelt[key] = known[key].labels
    for best in topics.values():
        for topic in best:
            labels[topic.key][topic.label] += 1
    telling = frozenset(key for key in schemes if _is_telling(key, spelt.get(key, ()), is_owned=key in owned))
    everyday = frozenset(key for key in owned if " " not in key and key not in telling and key not in shared)
    wanted = Wanted(keys=frozenset(schemes), owned=owned, telling=telling, everyday=everyday)
    references = find_ideas(highlights, topics, mentions, passages, wanted)
    for each in references:
        expressions.add(Expression(highlight=each.subject, idea=each.target))
        if each.mention.field is Field.NOTE:
            expressions.add(Expression(highlight=each.subject, idea=each.target, note=each.mention.position))
    expressions.update([Expression(highlight=each.highlight, idea=each.idea) for each in expressions])
    kept = owned | noted | _in_several(expressions, episodes, min_episodes)
    ideas = tuple(_idea(key, labels[key] or spelt.get(key, {}), schemes[key]) for key in sorted(schemes) if key in kept)
    return Ideas(
        ideas=ideas,
        expressions=tuple(sorted(each for each in expressions if each.idea in kept)),
        references=tuple(sorted({each for each in references if each.target in kept})),
    )


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
    if " " in key:
        is_topic = max(len(carried.kept), len(carried.about)) >= min_episodes
        return says is Worth.MUCH or (says is Worth.LITTLE and is_topic)
    if says is Worth.MUCH:
        return bool(carried.about) and max(len(carried.inside), len(carried.about)) >= max(min_episodes, _TOPICAL * len(carried.stands))
    return says is Worth.LITTLE and len(carried.inside) > min_episodes and len(carried.about) >= _MOSTLY_ABOUT * len(carried.stands)


def _only_parts(shared: AbstractSet[str], known: Mapping[str, Carried]) -> set[str]:
    """Those that stand only where a longer one does: `hydroxide` of `sodium hydroxide`."""
    parts: set[str] = set()
    for whole in shared:
        words = whole.split()
        for first, last in combinations(range(len(words) + 1), 2):
            part = " ".join(words[first:last])
            if part != whole and part in shared and known[part].stands <= known[whole].stands:
                parts.add(part)
    return parts


def _is_telling(key: str, labels: Collection[str], *, is_owned: bool) -> bool:
    """Whether an idea says enough to be found again in other words; the owner's do unless everyday ones."""
    return worth(key, labels or (key,)) is Worth.MUCH or (is_owned and (" " in key or level(key) > _EVERYDAY))


def _in_several(expressions: Iterable[Expression], episodes: Sequence[Episode], min_episodes: int) -> frozenset[str]:
    """The ideas that enough episodes express: what only one carries stays an attribute of its highlight."""
    home = {highlight.key: episode.key for episode in episodes for highlight in episode.highlights}
    carried: dict[str, set[str]] = defaultdict(set)
    for each in expressions:
        carried[each.idea].add(home[each.highlight])
    return frozenset(key for key, where in carried.items() if len(where) >= min_episodes)


def _idea(key: str, spellings: Mapping[str, int], schemes: set[Scheme]) -> Idea:
    """The label is the spelling met most often; the others are alternates."""
    label = min(spellings, key=lambda each: (-spellings[each], each)) if spellings else key
    return Idea(key=key, label=label, alt_labels=tuple(sorted(set(spellings) - {label})), schemes=tuple(sorted(schemes)))
