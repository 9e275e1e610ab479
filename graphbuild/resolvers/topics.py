"""Which candidates for topics are worth a highlight's while: ranked over the whole vault, the best ten kept.

A phrase scores by where it stands (the owner's note, the title, the summary, the speech), by how telling its words are (SCOWL
level: `slack` says more than `time`), by its length (two or three words make the best index cards) and by how few episodes of
the vault carry it. A phrase that is part of a better one is left out; names of people and shows are no topics.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from graphbuild.extractors.lexicon import level
from graphbuild.extractors.names import is_name_in_lower_case
from graphbuild.extractors.topics import singular
from graphbuild.model import Episode, Field, Mention, MentionKind
from graphbuild.text import normal_form

# What a field says about what the highlight is about; turns are long, so a word there weighs little.
_FIELD_WEIGHT: dict[Field, float] = {
    Field.NOTE: 3.0, Field.TITLE: 3.0, Field.SUMMARY: 1.5, Field.TAKEAWAYS: 1.2, Field.TEXT: 1.0, Field.TURN: 0.6,
}  # fmt: skip
_LEVEL_WEIGHT = {10: 0.25, 20: 0.6, 35: 0.9, 40: 1.0, 50: 1.0}
_RARE_WEIGHT = 0.8  # in no list: a term of art, or a misheard word
_LENGTH_WEIGHT = {1: 0.7, 2: 1.25, 3: 1.3, 4: 1.0, 5: 0.8, 6: 0.6}
_MAX_LENGTH = 60  # characters
_COMMON_SHARE = 0.2  # of the episodes: what more of them carry is the vault's own stop word


_SHARP = re.compile(r"(?<=\b[A-Za-z])#(?!\w)")


def topic_key(label: str) -> str:
    """The form by which spellings of a topic join: normal form, each word in the singular; `C`, `C++` and `C#` are three."""
    spelt = _SHARP.sub("sharp", label.replace("++", "plusplus"))
    return " ".join(singular(word) for word in normal_form(spelt).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A phrase in one highlight: its key, the label that reads best, its score, and where it stands."""

    key: str
    label: str
    score: float
    mentions: tuple[Mention, ...]


@dataclass(slots=True)
class _Candidate:
    weight: dict[Field, float] = field(default_factory=dict)
    labels: Counter[str] = field(default_factory=Counter)
    mentions: list[Mention] = field(default_factory=list)


def rank_topics(
    episodes: Sequence[Episode],
    mentions: Mapping[str, Sequence[Mention]],
    names: AbstractSet[str],
    limit: int,
    titles: Mapping[str, AbstractSet[str]] | None = None,
) -> dict[str, tuple[Topic, ...]]:
    """The best topics of each highlight, best first, by highlight key.

    `names`: normal forms that are no topics; `titles`: those that are none in one highlight, the works it names.
    """
    titles = titles or {}
    candidates = {
        highlight.key: _candidates(mentions.get(highlight.key, ()), names | titles.get(highlight.key, frozenset()))
        for episode in episodes
        for highlight in episode.highlights
    }
    carriers: dict[str, set[str]] = defaultdict(set)
    for episode in episodes:
        for highlight in episode.highlights:
            for key in candidates[highlight.key]:
                carriers[key].add(episode.key)
    spread = {key: len(carrying) for key, carrying in carriers.items()}
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    for each in candidates.values():
        for key, candidate in each.items():
            labels[key].update(candidate.labels)
    best_label = {key: min(counts, key=lambda label: (-counts[label], label)) for key, counts in labels.items()}
    return {key: _best(each, spread, best_label, len(episodes), limit) for key, each in candidates.items()}


def _candidates(mentions: Sequence[Mention], names: AbstractSet[str]) -> dict[str, _Candidate]:
    found: dict[str, _Candidate] = defaultdict(_Candidate)
    for mention in mentions:
        if mention.kind is not MentionKind.TOPIC:
            continue
        key = topic_key(mention.name)
        if not _is_sound(key) or normal_form(mention.name) in names:
            continue
        candidate = found[key]
        weight = _FIELD_WEIGHT.get(mention.field, 0.0)
        # A second time in the same field counts half, a third a third, …: speech repeats itself.
        times = sum(1 for each in candidate.mentions if each.field is mention.field)
        candidate.weight[mention.field] = candidate.weight.get(mention.field, 0.0) + weight / (times + 1)
        candidate.mentions.append(mention)
        # Title Case proves nothing about how a phrase is written.
        candidate.labels[mention.name.lower() if mention.field is Field.TITLE else mention.name] += 1 if mention.field is Field.TITLE else 2
    return found


def _is_sound(key: str) -> bool:
    words = key.split()
    if not words or len(key) >= _MAX_LENGTH or len(words) != len(set(words)) or any(len(word) == 1 for word in words):
        return False
    return any(word.isalpha() for word in words) and not is_name_in_lower_case(words)


def _best(
    candidates: Mapping[str, _Candidate], spread: Mapping[str, int], labels: Mapping[str, str], episodes: int, limit: int
) -> tuple[Topic, ...]:
    scored = sorted(
        ((_score(key, candidate, spread[key], episodes), key) for key, candidate in candidates.items()),
        key=lambda each: (-each[0], each[1]),
    )
    kept: list[Topic] = []
    for score, key in scored:
        if len(kept) == limit or score <= 0:
            break
        words = set(key.split())
        if any(words < set(topic.key.split()) or words > set(topic.key.split()) for topic in kept):
            continue
        kept.append(Topic(key=key, label=labels[key], score=round(score, 4), mentions=tuple(sorted(candidates[key].mentions))))
    return tuple(kept)


def _score(key: str, candidate: _Candidate, spread: int, episodes: int) -> float:
    words = [word for word in key.split() if word != "of"]
    telling = sum(_LEVEL_WEIGHT.get(level(word), _RARE_WEIGHT) for word in words) / len(words)
    length = _LENGTH_WEIGHT.get(len(words), 0.5)
    place = sum(candidate.weight.values()) + (1.0 if len(candidate.weight) > 1 else 0.0)
    rarity = math.log(1 + episodes / spread) / math.log(1 + episodes)
    if spread > max(3, episodes * _COMMON_SHARE):
        rarity *= 0.3
    return place * telling * length * (0.4 + 0.6 * rarity)
