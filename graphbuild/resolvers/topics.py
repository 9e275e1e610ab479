"""Which candidates for topics are worth a highlight's while: ranked with the whole vault in view, the best ten kept.

A linear model with few, general features (topic_features.py, topic_weights.py) says how likely a reader would write a phrase on the
highlight's index card. What the owner wrote as tag or link comes first. A phrase within a better one has a place of its own only where
it stands by itself somewhere; names of people, shows and works are no topics.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from operator import mul

from graphbuild.extractors.lexicon import is_given_name, is_surname, noun_class
from graphbuild.extractors.names import is_name_in_lower_case
from graphbuild.extractors.tags import is_marking, tag_words
from graphbuild.extractors.topic_phrases import PARTS
from graphbuild.extractors.topic_words import is_empty_head
from graphbuild.extractors.topics import singular
from graphbuild.model import Episode, Field, Highlight, Mention, MentionKind, Reference
from graphbuild.resolvers.spelling import stem
from graphbuild.resolvers.topic_features import (
    OF_PHRASE,
    OF_STANDING,
    Candidate,
    Phrase,
    Vault,
    Words,
    phrase_of,
    standing,
    titles_of,
    vault_of,
    words_of,
)
from graphbuild.resolvers.topic_weights import INTERCEPT, WEIGHTS
from graphbuild.text import normal_form

_MAX_LENGTH = 60  # characters
# A phrase that is less likely a topic is not shown, unless the highlight has no better. With .05, .10, .15, .20 the first five are right, on
# labels that the weights were not fitted to, in .33, .35, .37, .41 of cases, and .30, .27, .25, .23 of the labels' first topics are covered.
_LEAST = 0.1
_DIGITS = 9  # of a likelihood: versions of Python add the last ones up differently
_OF_PHRASE = tuple(WEIGHTS.get(name, 0.0) for name in OF_PHRASE)
_OF_STANDING = tuple(WEIGHTS.get(name, 0.0) for name in OF_STANDING)
_SPOKEN_DOT = "dot"  # of an address that somebody reads out
_SHARP = re.compile(r"(?<=\b[A-Za-z])#(?!\w)")

Barred = Mapping[str, AbstractSet[str]]
"""Normal forms that are no topics in one highlight, by its key."""


@lru_cache(maxsize=262_144)
def topic_key(label: str) -> str:
    """The form by which spellings of a topic join: normal form, each word in the singular; `C`, `C++` and `C#` are three."""
    spelt = _SHARP.sub("sharp", label.replace("++", "plusplus"))
    return " ".join(singular(word) for word in normal_form(spelt).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A phrase in one highlight: its key, the label that reads best, how likely it is a topic, and where it stands.

    `mentions` is empty where only the episode's title or the owner's tag has the phrase.
    """

    key: str
    label: str
    score: float
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Considered:
    """The candidates of one highlight by key, and its words."""

    candidates: Mapping[str, Candidate]
    words: Words


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


def consider(
    episodes: Sequence[Episode],
    mentions: Mapping[str, Sequence[Mention]],
    names: AbstractSet[str],
    barred: Barred,
    in_titles: Mapping[str, Sequence[Mention]],
) -> tuple[dict[str, Considered], Vault]:
    """All candidates by highlight key, and what the vault says of words and phrases."""
    found: dict[str, Considered] = {}
    read = _spelling(names)
    carriers: dict[str, set[str]] = defaultdict(set)
    for episode in episodes:
        show = frozenset(_runs(normal_form(episode.show.name).split()))
        titles = titles_of(episode)
        for highlight in episode.highlights:
            none = _Names(names, barred.get(highlight.key, frozenset()) | show)
            words = words_of(highlight, titles)
            candidates = _candidates(highlight, mentions.get(highlight.key, ()), in_titles.get(episode.key, ()), none, read)
            # What the episode's title alone names is a topic of those highlights that speak of it.
            candidates = {
                key: each for key, each in candidates.items() if each.mentions or each.is_owned or words.counts.keys() & set(key.split())
            }
            found[highlight.key] = Considered(candidates, words)
            for key in candidates:
                carriers[key].add(episode.key)
    return found, vault_of((each.words for each in found.values()), carriers)


def _runs(words: Sequence[str]) -> Iterator[str]:
    """The runs of two words or more: a part of the show's name is no topic of it."""
    return (" ".join(words[begin:end]) for begin in range(len(words)) for end in range(begin + 2, len(words) + 1))


def barred_names(episodes: Sequence[Episode], titles: Barred, people: Sequence[Reference]) -> dict[str, set[str]]:
    """What is no topic in each highlight: titles of works, and whom it or its episode names, each name whole and in single words."""
    quoted: dict[str, set[str]] = defaultdict(set)
    for each in people:
        quote = normal_form(each.mention.quote)
        quoted[each.subject] |= {quote, *quote.split()}
    return {
        highlight.key: quoted[highlight.key] | quoted[episode.key] | titles.get(highlight.key, set())
        for episode in episodes
        for highlight in episode.highlights
    }


@dataclass(frozen=True, slots=True)
class _Names:
    """Normal forms that are no topics: everywhere (thousands, in a large vault), and in one highlight."""

    everywhere: AbstractSet[str]
    here: AbstractSet[str]

    def __contains__(self, form: object) -> bool:
        return form in self.everywhere or form in self.here

    def may_hold(self, key: str, form: str) -> bool:
        """Whether a phrase, or a word of it, is one of the names of this highlight."""
        return key in self.here or form in self.here or not self.here.isdisjoint(form.split())


def _spelling(names: AbstractSet[str]) -> Callable[[str], tuple[str, str]]:
    """Reads how a phrase is spelt, once a wording: its key (empty where it is no topic in any highlight) and normal form."""
    known: dict[str, tuple[str, str]] = {}

    def read(name: str) -> tuple[str, str]:
        if name not in known:
            key, form = topic_key(name), normal_form(name)
            known[name] = (key if _is_sound(key) and not _is_named(key, form, names) else "", key if key == form else form)
        return known[name]

    return read


def _candidates(
    highlight: Highlight,
    mentions: Sequence[Mention],
    in_title: Sequence[Mention],
    names: _Names,
    read: Callable[[str], tuple[str, str]],
) -> dict[str, Candidate]:
    found: dict[str, Candidate] = {}

    def candidate(mention: Mention) -> Candidate | None:
        key, form = read(mention.name)
        if not key or (names.may_hold(key, form) and _is_named(key, form, names)):
            return None
        return found.get(key) or found.setdefault(key, Candidate())

    for mention in mentions:
        if mention.kind is MentionKind.TOPIC and (each := candidate(mention)):
            each.mentions.append(mention)
    for mention in in_title:
        if mention.kind is MentionKind.TOPIC and (each := candidate(mention)):
            each.in_episode_title = True
            each.other_labels += (mention.name,)
    for key in [key for key, each in found.items() if _is_full_name(key, each)]:
        del found[key]
    for label in _owned(highlight):
        if (key := topic_key(label)) and normal_form(label) not in names:
            each = found.setdefault(key, Candidate())
            each.is_owned = True
            each.other_labels += (label,)
    return found


def _is_full_name(key: str, candidate: Candidate) -> bool:
    """Whether a first name and a surname with capitals, of whom nobody made a person (`Mark Temple`)."""
    first, _, last = key.partition(" ")
    if not (last and is_given_name(first) and is_surname(last)) or noun_class(key) is not None:
        return False
    return any(each.quote.istitle() and each.field not in (Field.TITLE, Field.EPISODE_TITLE) for each in candidate.mentions)


def label_of(labels: Mapping[str, int]) -> str:
    """The label met most often; of those the first in the alphabet."""
    return min(labels, key=lambda label: (-labels[label], label))


def _owned(highlight: Highlight) -> Iterator[str]:
    yield from (tag_words(tag.label) for tag in highlight.tags if not is_marking(tag.label))
    yield from highlight.wiki_links


def _is_sound(key: str) -> bool:
    """Whether a phrase may be a topic; `key` in the singular."""
    words = key.split()
    if not words or len(key) >= _MAX_LENGTH or len(words) != len(set(words)) or any(len(word) == 1 for word in words):
        return False
    if (len(words) == 1 and is_empty_head(words[0])) or _SPOKEN_DOT in words[1:-1]:
        return False
    return any(word.isalpha() for word in words) and not is_name_in_lower_case(words)


def _is_named(key: str, form: str, names: Container[str]) -> bool:
    """Whether a phrase is a name, ends in one or is made of some; `form` as names are compared."""
    if form in names or key in names:
        return True
    spelt = form.split()
    return bool(spelt) and (spelt[-1] in names or all(word in names for word in spelt))


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
