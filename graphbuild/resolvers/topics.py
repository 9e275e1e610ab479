"""Which candidates for topics are worth a highlight's while: ranked with the whole vault in view, the best ten kept.

A linear model with few, general features (topic_features.py, topic_weights.py) says how likely a reader would write a phrase on the
highlight's index card. What the owner wrote as tag or link comes first. A phrase within a better one has a place of its own only where
it stands by itself somewhere; names of people, shows and works are no topics.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from operator import mul

from graphbuild.extractors.topic_phrases import PARTS
from graphbuild.model import Episode, Mention
from graphbuild.resolvers.spelling import stem
from graphbuild.resolvers.topic_candidates import Barred, consider
from graphbuild.resolvers.topic_features import (
    OF_PHRASE,
    OF_STANDING,
    Candidate,
    Phrase,
    Vault,
    Words,
    phrase_of,
    standing,
)
from graphbuild.resolvers.topic_weights import INTERCEPT, WEIGHTS

# A phrase that is less likely a topic is not shown, unless the highlight has no better. With .05, .10, .15, .20 the first five are right, on
# labels that the weights were not fitted to, in .33, .35, .37, .41 of cases, and .30, .27, .25, .23 of the labels' first topics are covered: a
# wrong phrase on the card costs more than one that is missing.
_LEAST = 0.2
_DIGITS = 9  # of a likelihood: versions of Python add the last ones up differently
_OF_PHRASE = tuple(WEIGHTS.get(name, 0.0) for name in OF_PHRASE)
_OF_STANDING = tuple(WEIGHTS.get(name, 0.0) for name in OF_STANDING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A phrase in one highlight: its key, the label that reads best, how likely it is a topic, and where it stands.

    `mentions` is empty where only the episode's title or the owner's tag has the phrase.
    """

    key: str
    label: str
    score: float
    mentions: tuple[Mention, ...]


def rank_topics(
    episodes: Sequence[Episode],
    mentions: Mapping[str, Sequence[Mention]],
    names: AbstractSet[str],
    limit: int,
    barred: Barred | None = None,
    in_titles: Mapping[str, Sequence[Mention]] | None = None,
) -> dict[str, tuple[Topic, ...]]:
    """The best topics of each highlight, best first, by highlight key.

    `names`: normal forms that are no topics; `barred`: those that are none in one highlight (the works it names, the people);
    `in_titles`: candidates in the episodes' titles, by episode key.
    """
    considered, vault = consider(episodes, mentions, names, barred or {}, in_titles or {})
    likely = likelihood(vault)
    chosen: dict[str, list[tuple[str, float]]] = {}
    for owner, here in considered.items():
        scores = {key: likely(key, each, here.words) for key, each in here.candidates.items()}
        chosen[owner] = [(key, round(scores[key], 4)) for key in choose(here.candidates, scores, limit)]
    labels: dict[str, Counter[str]] = {key: Counter() for best in chosen.values() for key, _ in best}
    for here in considered.values():
        for key in here.candidates.keys() & labels.keys():
            labels[key].update(here.candidates[key].labels())
    best_label = {key: label_of(counts) for key, counts in labels.items()}
    return {
        owner: tuple(
            Topic(key=key, label=best_label[key], score=score, mentions=tuple(sorted(considered[owner].candidates[key].mentions)))
            for key, score in best
        )
        for owner, best in chosen.items()
    }


def label_of(labels: Mapping[str, int]) -> str:
    """The label met most often; of those the first in the alphabet."""
    return min(labels, key=lambda label: (-labels[label], label))


def likelihood(vault: Vault) -> Callable[[str, Candidate, Words], float]:
    """How likely a candidate of a highlight is a topic, by the model; what is the same in every highlight is reckoned once a phrase."""
    known: dict[str, tuple[Phrase, float]] = {}

    def likely(key: str, candidate: Candidate, here: Words) -> float:
        if key not in known:
            phrase, numbers = phrase_of(key, vault)
            known[key] = phrase, sum(map(mul, _OF_PHRASE, numbers))
        phrase, odds = known[key]
        odds += INTERCEPT + sum(map(mul, _OF_STANDING, standing(phrase, candidate, here)))
        return round(1 / (1 + math.exp(-odds)), _DIGITS)

    return likely


def choose(candidates: Mapping[str, Candidate], scores: Mapping[str, float], limit: int) -> list[str]:
    """The keys of the best candidates, the owner's first, then by score, without those that only say again what a better one says."""
    kept: list[str] = []
    # All that may follow the best one; a highlight has some fifty others.
    worth_a_look = [key for key, each in candidates.items() if each.is_owned or scores[key] >= _LEAST]
    worth_a_look = worth_a_look or sorted(candidates, key=lambda each: (-scores[each], each))[:1]
    for key in sorted(worth_a_look, key=lambda each: (not candidates[each].is_owned, -scores[each], each)):
        if len(kept) == limit:
            break
        words = _stems(key)
        if candidates[key].is_owned or not any(_says_again(words, candidates[key], _stems(other)) for other in kept):
            kept.append(key)
    return kept


@lru_cache(maxsize=262_144)
def _stems(key: str) -> frozenset[str]:
    return frozenset(stem(word) for word in key.split())


def _says_again(words: AbstractSet[str], candidate: Candidate, better: AbstractSet[str]) -> bool:
    """Whether a phrase holds a better one, or lies within it and has no place of its own."""
    if words >= better:
        return True
    return words < better and all(mention.rule in PARTS for mention in candidate.mentions)
