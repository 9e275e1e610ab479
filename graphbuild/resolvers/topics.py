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
from operator import mul

from graphbuild.extractors.lexicon import RARE, american, level, noun_class
from graphbuild.extractors.topic_phrases import PARTS
from graphbuild.extractors.topic_words import is_link
from graphbuild.memory import remembered
from graphbuild.model import Episode, Field, Mention
from graphbuild.resolvers.sound import alike
from graphbuild.resolvers.spelling import stem
from graphbuild.resolvers.topic_candidates import Barred, Considered, consider
from graphbuild.resolvers.topic_features import (
    OF_PHRASE,
    OF_PLACE,
    OF_WORDS,
    Candidate,
    Phrase,
    Place,
    Vault,
    heaviest,
    of_place,
    of_words,
    phrase_of,
    place_of,
)
from graphbuild.resolvers.topic_weights import INTERCEPT, WEIGHTS

# A phrase that is less likely a topic is no candidate for an idea either, unless the highlight has no better.
_LEAST = 0.2
# One less likely than this is not on the highlight's card: a wrong phrase there costs more than one that is missing. What is named in passing
# must be likelier (from 0.24 to 0.42 no more than one in four is right, on labels), what would stand alone may be a little less likely.
# docs/quality.md says what the thresholds give.
_LEAST_SHOWN, _LEAST_IN_PASSING, _LEAST_ALONE = 0.3, 0.4, 0.25
_SAID = frozenset({Field.TEXT, Field.TURN, Field.SUMMARY})
_SHORTEST = 4  # letters that a word is cut to: `grad`, `prep`
_DIGITS = 9  # of a likelihood: versions of Python add the last ones up differently
_OF_PHRASE = tuple(WEIGHTS.get(name, 0.0) for name in OF_PHRASE)
_OF_PLACE = tuple(WEIGHTS.get(name, 0.0) for name in OF_PLACE)
_OF_WORDS = tuple(WEIGHTS.get(name, 0.0) for name in OF_WORDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A phrase in one highlight: its key, the label that reads best, how likely it is a topic, and where it stands.

    `mentions` is empty where only the episode's title or the owner's tag has the phrase. `on_card`: likely enough to be shown as a topic; what is not
    may still be an idea that highlights share.
    """

    key: str
    label: str
    score: float
    mentions: tuple[Mention, ...]
    on_card: bool = True


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
    shown: dict[str, tuple[str, ...]] = {}
    for owner, here in considered.items():
        scores = likely(here)
        kept = choose(here.candidates, scores, limit)
        chosen[owner] = [(key, round(scores[key], 4)) for key in kept]
        shown[owner] = on_card(here, scores, kept)
    labels: dict[str, Counter[str]] = {key: Counter() for best in chosen.values() for key, _ in best}
    for here in considered.values():
        for key in here.candidates.keys() & labels.keys():
            labels[key].update(here.candidates[key].labels())
    best_label = {key: label_of(counts) for key, counts in labels.items()}
    return {
        owner: tuple(
            Topic(
                key=key,
                label=best_label[key],
                score=score,
                mentions=tuple(sorted(considered[owner].candidates[key].mentions)),
                on_card=key in shown[owner],
            )
            for key, score in best
        )
        for owner, best in chosen.items()
    }


def label_of(labels: Mapping[str, int]) -> str:
    """The label met most often; of those the first in the alphabet."""
    return min(labels, key=lambda label: (-labels[label], label))


def likelihood(vault: Vault) -> Callable[[Considered], dict[str, float]]:
    """How likely each candidate of a highlight is a topic, by the model; what is the same in many highlights is reckoned once."""
    phrases: dict[str, tuple[Phrase, float]] = {}
    places: dict[Place, tuple[bool, float]] = {}

    def likely(here: Considered) -> dict[str, float]:
        most = heaviest(here.words, vault)
        found: dict[str, float] = {}
        for key, candidate in here.candidates.items():
            if key not in phrases:
                phrase, numbers = phrase_of(key, vault)
                phrases[key] = phrase, sum(map(mul, _OF_PHRASE, numbers))
            phrase, by_phrase = phrases[key]
            place = place_of(phrase, candidate)
            if place not in places:
                places[place] = place.in_title, sum(map(mul, _OF_PLACE, of_place(place)))
            in_title, by_place = places[place]
            by_words = sum(map(mul, _OF_WORDS, of_words(phrase, here.words, most, in_title=in_title)))
            found[key] = round(1 / (1 + math.exp(-(INTERCEPT + by_phrase + by_place + by_words))), _DIGITS)
        return found

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
        if candidates[key].is_owned or not any(_says_again(key, candidates[key], other) for other in kept):
            kept.append(key)
    return kept


def on_card(here: Considered, scores: Mapping[str, float], chosen: Sequence[str]) -> tuple[str, ...]:
    """The phrases among the chosen ones that the highlight's card shows: the owner's, and those that are likely enough; it may be none.

    Where there is a title and no more, its best phrase is what the highlight says.
    """
    passing = frozenset(key for key in chosen if in_passing(key, here))
    shown = tuple(
        key for key in chosen if here.candidates[key].is_owned or scores[key] >= (_LEAST_IN_PASSING if key in passing else _LEAST_SHOWN)
    )
    if shown:
        return shown
    least = 0.0 if here.words.is_bare else _LEAST_ALONE
    return tuple(key for key in chosen if key not in passing and scores[key] >= least)[:1]


def in_passing(key: str, here: Considered) -> bool:
    """Whether little ties a phrase to a highlight.

    It is said once, and at most once more in the summary, which may only repeat it, not in what else tells what the highlight is about; or it stands in
    the episode's title alone, and not all its words come in the highlight.
    """
    words, candidate = here.words, here.candidates[key]
    stands = {mention.field for mention in candidate.mentions}
    if candidate.is_owned:
        return False
    if not stands:
        return not words.counts.keys() >= set(key.split())
    if candidate.in_episode_title or not stands <= _SAID or not (words.title or words.summary):
        return False
    return words.text.count(f" {key} ") <= 1 + (Field.SUMMARY in stands and len(stands) > 1)


@remembered(262_144)
def _stems(key: str) -> frozenset[str]:
    return frozenset(stem(american(word)) for word in key.split())


def _says_again(key: str, candidate: Candidate, better: str) -> bool:
    """Whether a phrase says what a better one says.

    It holds it; is one word of it, one side of a joined phrase, or a part and nothing by itself; or differs in spelling or in an adjective alone.
    """
    words, others = _stems(key), _stems(better)
    if words >= others or key.replace(" ", "") == better.replace(" ", ""):  # `work flow`, `workflow`
        return True
    if words < others:
        return " " not in key or any(map(is_link, better.split())) or all(mention.rule in PARTS for mention in candidate.mentions)
    return _is_spelt_otherwise(key.split(), better.split()) or _is_other_adjective(key.split(), better.split())


def _is_spelt_otherwise(words: Sequence[str], better: Sequence[str]) -> bool:
    """Whether words differ in one alone, which is in no list and sounds like the other (`tide tabel`), or is short for it (`grad school`)."""
    differ = [(a, b) for a, b in zip(words, better, strict=False) if a != b]
    if len(words) != len(better) or len(differ) != 1:
        return False
    short, long = sorted(differ[0], key=len)
    if len(words) > 1 and len(short) >= _SHORTEST and long.startswith(short):
        return True
    return max(level(differ[0][0]), level(differ[0][1])) >= RARE and alike(*differ[0])


def _is_other_adjective(words: Sequence[str], better: Sequence[str]) -> bool:
    """Whether a phrase of no list has the same noun and no other: `dark bread` beside `rye bread`."""
    if min(len(words), len(better)) == 1 or words[-1] != better[-1] or noun_class(" ".join(words)) is not None:
        return False
    return all(noun_class(word) is None for word in words[:-1])
