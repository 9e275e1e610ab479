"""What is known of a candidate for a topic: some thirty numbers, each general, none of them a word.

Where it stands (the owner's tag or note, the title, the summary, the episode's title), how often its words come, how common they are in
English and in this vault, how it is built, and what kind of thing its head is. The weights are in topic_weights.py.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache

from graphbuild.extractors.lexicon import RARE, NounClass, is_given_name, level, noun_class
from graphbuild.extractors.topic_phrases import PARTS, Shape
from graphbuild.extractors.topic_words import is_empty_head, is_link
from graphbuild.extractors.topics import singular
from graphbuild.extractors.work_words import words
from graphbuild.model import Episode, Field, Highlight, Mention, passages
from graphbuild.text import normal_form

_ABOUT = (Field.TITLE, Field.SUMMARY, Field.TAKEAWAYS, Field.NOTE, Field.EPISODE_TITLE)
_SPEECH = frozenset({Field.TEXT, Field.TURN})
# Endings of nouns that name what is done, felt or thought rather than a thing.
_ABSTRACT = tuple(sorted(words("tion sion ity ism ness ment ship ance ence logy ing ics acy ure th cy al ive")))
_SHORTEST_DERIVED = 6  # letters; `king` and `city` end so by chance
_MOST_FIELDS = 3
_SHAPES = frozenset(Shape)
_CLASS_NAMES = tuple((each, f"head: {each.name.lower()}") for each in NounClass)
_SHAPE_NAMES = tuple((shape, f"shape: {shape}") for shape in (Shape.WHOLE, Shape.CUT, Shape.OF, Shape.JOINED, Shape.GERUND, Shape.ALONE))


@dataclass(slots=True)
class Candidate:
    """A phrase of one highlight: its labels as met, where it stands, and whether the owner himself wrote it as tag or link."""

    labels: Counter[str] = field(default_factory=Counter)
    mentions: list[Mention] = field(default_factory=list)
    in_episode_title: bool = False
    is_owned: bool = False


@dataclass(frozen=True, slots=True)
class Vault:
    """How many highlights hold each word, how many episodes carry each phrase, and how many highlights there are."""

    words: Mapping[str, int]
    carriers: Mapping[str, int]
    highlights: int


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one highlight, in the singular: all of them counted, and those of each part that says what it is about."""

    counts: Counter[str]
    title: AbstractSet[str]
    summary: AbstractSet[str]
    note: AbstractSet[str]
    episode: AbstractSet[str]
    show: AbstractSet[str]


def words_of(episode: Episode, highlight: Highlight) -> Words:
    """The words of a highlight and of the titles above it."""
    by_field: dict[Field, list[str]] = defaultdict(list)
    for passage in passages(highlight):
        by_field[passage.field] += _words(passage.text)
    return Words(
        counts=Counter(word for each in by_field.values() for word in each),
        title=frozenset(by_field[Field.TITLE]),
        summary=frozenset(by_field[Field.SUMMARY] + by_field[Field.TAKEAWAYS]),
        note=frozenset(by_field[Field.NOTE]),
        episode=frozenset(_words(episode.title)),
        show=frozenset(_words(episode.show.name)),
    )


def vault_of(highlights: Iterable[Words], carried: Mapping[str, AbstractSet[str]]) -> Vault:
    """The counts over a vault; `carried`: phrase -> the keys of the episodes that carry it."""
    held: Counter[str] = Counter()
    count = 0
    for each in highlights:
        held.update(each.counts.keys())
        count += 1
    return Vault(words=held, carriers={key: len(episodes) for key, episodes in carried.items()}, highlights=count)


@dataclass(frozen=True, slots=True)
class Phrase:
    """What of a candidate is the same in every highlight of a vault: its telling words, those in no list that hardly stand elsewhere."""

    telling: tuple[str, ...]
    odd: tuple[str, ...]
    numbers: Mapping[str, float]


def features(key: str, candidate: Candidate, here: Words, vault: Vault) -> dict[str, float]:
    """The numbers of a candidate."""
    phrase = phrase_of(key, vault)
    return {**phrase.numbers, **standing(phrase, candidate, here)}


def phrase_of(key: str, vault: Vault) -> Phrase:
    """The part of the features that no highlight changes: how a phrase is built, how common it and its words are."""
    every = tuple(key.split())
    telling = tuple(word for word in every if not is_link(word)) or every
    carriers = vault.carriers.get(key, 1)
    held = [vault.words.get(word, 0) for word in telling]
    rarity = [math.log(vault.highlights / (1 + each)) if vault.highlights else 0.0 for each in held]
    levels = [_level(word) for word in telling]
    numbers = {
        "rarity": sum(rarity) / len(rarity),
        "least rarity": min(rarity),
        "most rarity": max(rarity),
        "carriers": math.log(carriers),
        "carried elsewhere": float(carriers > 1),
        "everyday words": len([each for each in levels if each <= 10]) / len(levels),
        "common words": levels.count(20) / len(levels),
        "unlisted words": len([each for each in levels if each >= RARE]) / len(levels),
        "first name": float(any(each > 35 and is_given_name(word) for word, each in zip(telling, levels, strict=True))),
        "one word": float(len(every) == 1),
        "two words": float(len(every) == 2),
        "three words": float(len(every) == 3),
        "four words": float(len(every) == 4),
        "only two letters": float(max(map(len, telling)) <= 3),
        "holds a number": float(not key.replace(" ", "").isalpha() and any(c.isdigit() for c in key)),
        "holds a link": float(len(telling) < len(every)),
        "term of the list": float(len(every) > 1 and noun_class(key) is not None),
        **_of_head(_head(every)),
    }
    odd = tuple(word for word, each, often in zip(telling, levels, held, strict=True) if each >= RARE and often <= 1)
    return Phrase(telling=telling, odd=odd, numbers=numbers)


def standing(phrase: Phrase, candidate: Candidate, here: Words) -> dict[str, float]:
    """The other part of the features: where a phrase stands in one highlight, and how often its words do."""
    telling = phrase.telling
    often = [math.log1p(here.counts.get(word, 0)) for word in telling]
    stands = {mention.field for mention in candidate.mentions}
    return {
        "owner's tag or link": float(candidate.is_owned),
        "in title": float(Field.TITLE in stands),
        "in summary": float(Field.SUMMARY in stands or Field.TAKEAWAYS in stands),
        "in note": float(Field.NOTE in stands),
        "in speech": float(not stands.isdisjoint(_SPEECH)),
        "in episode title": float(candidate.in_episode_title),
        "words in the highlight": _share(telling, here.counts.keys()),
        "in several fields": float(min(_MOST_FIELDS, len(stands) + candidate.in_episode_title)),
        "words in title": _share(telling, here.title),
        "words in summary": _share(telling, here.summary),
        "words in note": _share(telling, here.note),
        "words in episode title": _share(telling, here.episode),
        "words in show name": _share(telling, here.show),
        "frequency": sum(often) / len(often),
        "least frequency": min(often),
        "unlisted word met once": float(any(here.counts.get(word, 0) <= 1 for word in phrase.odd)),
        **_shapes(candidate),
    }


@lru_cache(maxsize=65_536)
def _of_head(head: str) -> Mapping[str, float]:
    common, kind = _level(head), _class(head)
    return {
        "everyday head": float(common <= 10),
        "unlisted head": float(common >= RARE),
        "empty head": float(is_empty_head(head)),
        "abstract ending": float(len(head) >= _SHORTEST_DERIVED and head.endswith(_ABSTRACT)),
        **{name: float(kind is each) for each, name in _CLASS_NAMES},
        "no noun of the list": float(kind is None),
    }


def _shapes(candidate: Candidate) -> dict[str, float]:
    # What an extractor of the owner's finds is a phrase of its own.
    met = [mention.rule if mention.rule in _SHAPES else Shape.WHOLE for mention in candidate.mentions]
    parts = sum(each in PARTS for each in met)
    found = {name: float(shape in met) for shape, name in _SHAPE_NAMES}
    return {**found, "stands alone": 1 - parts / max(1, len(met)), "times": math.log1p(len(met))}


def _share(words: Sequence[str], among: AbstractSet[str]) -> float:
    return 0.0 if among.isdisjoint(words) else len([word for word in words if word in among]) / len(words)


def _head(words: Sequence[str]) -> str:
    """The word that a phrase is about: the last one, or the one before the first link (`price of rope`)."""
    return next((words[n - 1] for n in range(1, len(words)) if is_link(words[n])), words[-1])


@lru_cache(maxsize=65_536)
def _level(word: str) -> int:
    return level(word)


@lru_cache(maxsize=65_536)
def _class(head: str) -> NounClass | None:
    return noun_class(head) or noun_class(f"{head}s")


@lru_cache(maxsize=65_536)
def _singular(word: str) -> str:
    return singular(word)


def _words(text: str) -> list[str]:
    return [_singular(word) for word in normal_form(text).split()]
