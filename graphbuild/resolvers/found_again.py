"""In which highlights the ideas of a vault stand, and where.

A phrase of several words that says much counts wherever it stands. Any other phrase, and a single word that says much, counts
where a highlight says what it is about (title, summary, takeaways, note) or says it twice; any other word only where a highlight
says what it is about; the owner's everyday words only where they are among the highlight's best topics. A word counts as a noun alone (`love`, not `we love it`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from graphbuild.extractors.lexicon import noun_class
from graphbuild.model import Field, Highlight, Mention, MentionKind, Passage, Reference
from graphbuild.resolvers.carriers import ABOUT
from graphbuild.resolvers.phrases import PhraseIndex, mention_of
from graphbuild.resolvers.spelling import topic_key
from graphbuild.resolvers.topics import Topic

FOUND_AGAIN = 0.8  # how sure an idea found in the words of a highlight that did not choose it is
# Of words said once in mid speech and found within a topic, half were right by reading 50.
_TWICE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Keys of ideas: all; those that the owner named; those that say much by themselves; the owner's that are everyday words."""

    keys: AbstractSet[str]
    owned: AbstractSet[str]
    telling: AbstractSet[str]
    everyday: AbstractSet[str]


def find_ideas(
    highlights: Sequence[Highlight],
    topics: Mapping[str, Sequence[Topic]],
    mentions: Mapping[str, Sequence[Mention]],
    passages: Mapping[str, Sequence[Passage]],
    wanted: Wanted,
) -> list[Reference]:
    """Every place where an idea stands; `topics`, `mentions` (all that the extractors found) and `passages` go by highlight key."""
    index = PhraseIndex(wanted.keys - wanted.everyday, topic_key)
    found: list[Reference] = []
    for highlight in highlights:
        chosen: dict[str, list[Mention]] = {
            topic.key: list(topic.mentions) for topic in topics.get(highlight.key, ()) if topic.key in wanted.keys
        }
        nouns: dict[tuple[Field, int], set[int]] = defaultdict(set)  # the characters of each passage that stand in a topic
        for each in mentions.get(highlight.key, ()):
            if each.kind is MentionKind.TOPIC:
                nouns[each.field, each.position].update(_span(each))
        for key, all_ in _standing(passages.get(highlight.key, ()), index, wanted).items():
            is_phrase, is_telling = " " in key, key in wanted.telling
            is_any = is_phrase or noun_class(key) is None
            here = [each for each in all_ if is_any or each.start in nouns[each.field, each.position]]
            is_repeated = len(here) >= _TWICE and (is_phrase or is_telling)
            if (is_phrase and is_telling) or key in chosen or is_repeated or any(each.field in ABOUT for each in here):
                known = {(each.field, each.position, n) for each in chosen.get(key, ()) for n in _span(each)}
                new = [each for each in here if (each.field, each.position, each.start) not in known]
                if new:
                    chosen.setdefault(key, []).extend(new)
        found += [
            Reference(subject=highlight.key, in_episode=False, target=key, mention=each) for key, all_ in chosen.items() for each in all_
        ]
    return found


def _standing(passages: Sequence[Passage], index: PhraseIndex, wanted: Wanted) -> dict[str, list[Mention]]:
    """The ideas whose words stand in a highlight, also those inside or across others."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for passage in passages:
        for hit in index.find(passage.text, nested=True):
            extractor = "tags-1" if hit.phrase in wanted.owned else "known-topics-1"
            found[hit.phrase].append(mention_of(hit, passage, kind=MentionKind.TOPIC, confidence=FOUND_AGAIN, extractor=extractor))
    return found


def _span(mention: Mention) -> range:
    return range(mention.start, mention.end)
