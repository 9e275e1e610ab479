"""What is known of a candidate for a topic: some eighty numbers, each general, none of them a word.

Where it stands (the owner's tag or note, the title, the summary, the episode's title), how often its words come, how common they are in
English and in this vault, how it is built, and what kind of thing its head is. The weights are in topic_weights.py.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from operator import mul
from typing import NamedTuple

from graphbuild.extractors.lexicon import COMMON, RARE, NounClass, is_given_name, level, noun_class
from graphbuild.extractors.topic_phrases import PARTS, Shape
from graphbuild.extractors.topic_words import is_empty_head, is_light, is_link
from graphbuild.extractors.topics import singular
from graphbuild.extractors.work_words import words
from graphbuild.memory import remembered
from graphbuild.model import Episode, Field, Highlight, Mention, passages
from graphbuild.resolvers.worth import Worth, is_shell, worth
from graphbuild.text import normal_form

_ABOUT = (Field.TITLE, Field.SUMMARY, Field.TAKEAWAYS, Field.NOTE, Field.EPISODE_TITLE)
_SPEECH = frozenset({Field.TEXT, Field.TURN})
_TOLD = frozenset({Field.SUMMARY, Field.TAKEAWAYS})
_REST = frozenset(Field) - _SPEECH - _TOLD
# Endings of nouns that name what is done, felt or thought rather than a thing.
_ABSTRACT = tuple(sorted(words("tion sion ity ism ness ment ship ance ence logy ing ics acy ure th cy al ive")))
_SHORTEST_DERIVED = 6  # letters; `king` and `city` end so by chance
_MOST_FIELDS = 3
_LONGEST = 60  # letters; what is longer is an address, or no phrase
_EDGE = "|"  # between the words of two passages
_SHAPES = frozenset(Shape)
_SHAPES_TOLD = (Shape.WHOLE, Shape.LED, Shape.CUT, Shape.OF, Shape.JOINED, Shape.GERUND, Shape.ALONE)
_NEVER_A_NAME = 35  # the level of a word up to which it is no first name here (`rose`, `mark`)

OF_PHRASE = (
    "rarity",
    "least rarity",
    "most rarity",
    "carriers",
    "carried elsewhere",
    "everyday words",
    "common words",
    "unlisted words",
    "first name",
    "one word",
    "two words",
    "three words",
    "four words",
    "only two letters",
    "holds a number",
    "holds a link",
    "term of the list",
    "everyday head",
    "unlisted head",
    "empty head",
    "abstract ending",
    *(f"head: {each.name.lower()}" for each in NounClass),
    "no noun of the list",
    "head that stands for the rest",
    "says nothing by itself",
    "says much by itself",
    "nouns before the head",
    "letters",
    "comes in clumps",
)
"""The numbers of a phrase, in their order."""

OF_PLACE = (
    "owner's tag or link",
    "in title",
    "in summary",
    "in note",
    "in speech",
    "in episode title",
    "in several fields",
    *(f"shape: {each}" for each in _SHAPES_TOLD),
    "stands alone",
    "times",
    "one word in title",
    "capital",
)
"""The numbers of where and how a phrase stands in a highlight, in their order."""

OF_WORDS = (
    "words in the highlight",
    "words in title",
    "words in summary",
    "words in note",
    "words in episode title",
    "words in show name",
    "frequency",
    "least frequency",
    "unlisted word met once",
    "said",
    "phrase said again",
    "weight of words",
    "share of title",
    "share of episode title",
    "no title",
)
"""The numbers of what a highlight has of a phrase's words, in their order."""


@dataclass(slots=True)
class Candidate:
    """A phrase of one highlight: where it stands, and whether the owner himself wrote it as tag or link; a large vault has a million of them.

    `other_labels`: as the episode's title and the owner spell it.
    """

    mentions: list[Mention] = field(default_factory=list)
    other_labels: tuple[str, ...] = ()
    in_episode_title: bool = False
    is_owned: bool = False

    def labels(self) -> Counter[str]:
        """Its labels as met; how the speech and the summary write a phrase counts more than a title, which is in Title Case."""
        counts = Counter(self.other_labels)
        for mention in self.mentions:
            counts[mention.name] += 1 if mention.field is Field.TITLE else 2
        return counts


@dataclass(frozen=True, slots=True)
class Vault:
    """How many highlights hold each word and how often it comes in all, how many episodes carry each phrase, and how many highlights there are."""

    words: Mapping[str, int]
    often: Mapping[str, int]
    carriers: Mapping[str, int]
    highlights: int


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one highlight, in the singular: all of them counted and in their order, and those of each part that says what it is about.

    A summary often says again what was spoken, word for word: a word that stands in both counts as often as in one of them.
    `title_tells`, `episode_tells`: the words of the titles that say something by themselves. `is_bare`: there is nothing but a title.
    """

    counts: Counter[str]
    text: str
    title: AbstractSet[str]
    summary: AbstractSet[str]
    note: AbstractSet[str]
    episode: AbstractSet[str]
    show: AbstractSet[str]
    title_tells: AbstractSet[str]
    episode_tells: AbstractSet[str]
    is_bare: bool


def titles_of(episode: Episode) -> tuple[frozenset[str], frozenset[str]]:
    """The words of an episode's title and of its show's name."""
    return frozenset(_words(episode.title)), frozenset(_words(episode.show.name))


def words_of(highlight: Highlight, titles: tuple[frozenset[str], frozenset[str]]) -> Words:
    """The words of a highlight and of the titles above it (`titles_of`)."""
    by_field: dict[Field, list[str]] = defaultdict(list)
    text: list[str] = [_EDGE]
    for passage in passages(highlight):
        each = _words(passage.text)
        by_field[passage.field] += each
        text += (*each, _EDGE)
    spoken, told, rest = (Counter(word for each in fields for word in by_field[each]) for fields in (_SPEECH, _TOLD, _REST))
    return Words(
        counts=(spoken | told) + rest,
        text=" ".join(text),
        title=frozenset(by_field[Field.TITLE]),
        summary=frozenset(by_field[Field.SUMMARY] + by_field[Field.TAKEAWAYS]),
        note=frozenset(by_field[Field.NOTE]),
        episode=titles[0],
        show=titles[1],
        title_tells=_telling(by_field[Field.TITLE]),
        episode_tells=_telling(titles[0]),
        is_bare=not any(each for field, each in by_field.items() if field is not Field.TITLE),
    )


def vault_of(highlights: Iterable[Words], carried: Mapping[str, AbstractSet[str]]) -> Vault:
    """The counts over a vault; `carried`: phrase -> the keys of the episodes that carry it."""
    held: Counter[str] = Counter()
    often: Counter[str] = Counter()
    count = 0
    for each in highlights:
        held.update(each.counts.keys())
        often.update(each.counts)
        count += 1
    return Vault(words=held, often=often, carriers={key: len(episodes) for key, episodes in carried.items()}, highlights=count)


@dataclass(frozen=True, slots=True)
class Phrase:
    """What of a candidate is the same in every highlight of a vault: its telling words with their rarity, those in no list that hardly stand elsewhere."""

    key: str
    is_word: bool
    telling: tuple[str, ...]
    rarity: tuple[float, ...]
    odd: tuple[str, ...]


class Place(NamedTuple):
    """Where and how a phrase stands in a highlight: field and shape of each mention. There are far fewer places than candidates."""

    is_word: bool
    is_owned: bool
    in_episode_title: bool
    has_capital: bool
    met: tuple[tuple[Field, str], ...]

    @property
    def in_title(self) -> bool:
        """Whether one of the mentions is in the highlight's title."""
        return any(field is Field.TITLE for field, _ in self.met)


def features(key: str, candidate: Candidate, here: Words, vault: Vault) -> dict[str, float]:
    """The numbers of a candidate by name."""
    phrase, numbers = phrase_of(key, vault)
    place = place_of(phrase, candidate)
    there = of_words(phrase, here, heaviest(here, vault), in_title=place.in_title)
    return dict(zip((*OF_PHRASE, *OF_PLACE, *OF_WORDS), (*numbers, *of_place(place), *there), strict=True))


def heaviest(here: Words, vault: Vault) -> float:
    """How much the noun weighs that says most of a highlight: how often it comes there, times how rare it is in the vault."""
    weights = [often * _rarity(vault, vault.words.get(word, 0)) for word, often in here.counts.items() if _class(word) is not None]
    return max((weight for weight in weights if weight > 0), default=1.0)


def _rarity(vault: Vault, held: int) -> float:
    return math.log(vault.highlights / (1 + held)) if vault.highlights else 0.0


def phrase_of(key: str, vault: Vault) -> tuple[Phrase, tuple[float, ...]]:
    """What no highlight changes; with it those of the features: how a phrase is built, how common it and its words are."""
    every = tuple(key.split())
    telling = tuple([word for word in every if not is_link(word)]) or every
    carriers = vault.carriers.get(key, 1)
    held = [vault.words.get(word, 0) for word in telling]
    rarity = tuple([_rarity(vault, each) for each in held])
    clumps = [math.log((1 + vault.often.get(word, 0)) / (1 + each)) for word, each in zip(telling, held, strict=True)]
    levels = [_level(word) for word in telling]
    number, length = len(levels), len(every)
    unlisted = len([each for each in levels if each >= RARE])
    head = _head(every)
    before = [word for word in telling if word != head]
    says = worth(key, (key,))
    numbers = (
        sum(rarity) / number,
        min(rarity),
        max(rarity),
        math.log(carriers),
        carriers > 1,
        len([each for each in levels if each <= 10]) / number,
        levels.count(20) / number,
        unlisted / number,
        max(levels) > _NEVER_A_NAME and any(map(_may_be_given_name, telling, levels)),
        length == 1,
        length == 2,
        length == 3,
        length == 4,
        max(map(len, telling)) <= 3,
        not key.replace(" ", "").isalpha() and any(c.isdigit() for c in key),
        number < length,
        length > 1 and noun_class(key) is not None,
        *_of_head(head),
        says is Worth.NONE,
        says is Worth.MUCH,
        len([word for word in before if noun_class(word) is not None]) / len(before) if before else 0.0,
        min(len(key), _LONGEST) / 10,
        sum(clumps) / number,
    )
    odd = tuple(word for word, each, often in zip(telling, levels, held, strict=True) if each >= RARE and often <= 1) if unlisted else ()
    return Phrase(key=key, is_word=length == 1, telling=telling, rarity=rarity, odd=odd), numbers


def place_of(phrase: Phrase, candidate: Candidate) -> Place:
    """Where a candidate stands."""
    return Place(
        is_word=phrase.is_word,
        is_owned=candidate.is_owned,
        in_episode_title=candidate.in_episode_title,
        has_capital=any(each.field is not Field.TITLE and each.name != each.name.lower() for each in candidate.mentions),
        met=tuple([(each.field, each.rule) for each in candidate.mentions]),
    )


def of_place(place: Place) -> tuple[float, ...]:
    """The part of the features that a place decides."""
    stands = {field for field, _ in place.met}
    # What an extractor of the owner's finds is a phrase of its own.
    shapes = [rule if rule in _SHAPES else Shape.WHOLE for _, rule in place.met]
    return (
        place.is_owned,
        place.in_title,
        not stands.isdisjoint(_TOLD),
        Field.NOTE in stands,
        not stands.isdisjoint(_SPEECH),
        place.in_episode_title,
        min(_MOST_FIELDS, len(stands) + place.in_episode_title),
        *[shape in shapes for shape in _SHAPES_TOLD],
        1 - len([each for each in shapes if each in PARTS]) / max(1, len(shapes)),
        math.log1p(len(shapes)),
        place.is_word and place.in_title,
        place.has_capital,
    )


def of_words(phrase: Phrase, here: Words, most: float, *, in_title: bool) -> tuple[float, ...]:
    """The last part of the features: what a highlight has of a phrase's words; `most`: the `heaviest` word's weight there."""
    telling = phrase.telling
    number = len(telling)
    often = [here.counts.get(word, 0) for word in telling]
    logs = list(map(math.log1p, often))
    missing = often.count(0)
    said = 0 if missing else here.text.count(f" {phrase.key} ")
    return (
        (number - missing) / number,
        _share(telling, here.title) if here.title else 0.0,
        _share(telling, here.summary) if here.summary else 0.0,
        _share(telling, here.note) if here.note else 0.0,
        _share(telling, here.episode),
        _share(telling, here.show),
        sum(logs) / number,
        min(logs),
        bool(phrase.odd) and any(here.counts.get(word, 0) <= 1 for word in phrase.odd),
        math.log1p(said),
        said > 1 and not phrase.is_word,
        sum(map(mul, often, phrase.rarity)) / most / number,
        _held(here.title_tells, phrase.key) if in_title else 0.0,
        _held(here.episode_tells, phrase.key) if here.episode_tells else 0.0,
        not here.title_tells,
    )


@remembered(65_536)
def _of_head(head: str) -> tuple[float, ...]:
    common, kind = _level(head), _class(head)
    return (
        common <= 10,
        common >= RARE,
        is_empty_head(head),
        len(head) >= _SHORTEST_DERIVED and head.endswith(_ABSTRACT),
        *[kind is each for each in NounClass],
        kind is None,
        is_shell(head),
    )


def _may_be_given_name(word: str, common: int) -> bool:
    return common > _NEVER_A_NAME and is_given_name(word)


def _share(words: Sequence[str], among: AbstractSet[str]) -> float:
    return 0.0 if among.isdisjoint(words) else len([word for word in words if word in among]) / len(words)


def _held(tells: AbstractSet[str], key: str) -> float:
    """The share of a title's telling words that a phrase holds."""
    return len(tells & set(key.split())) / len(tells) if tells else 0.0


def _telling(words: Iterable[str]) -> frozenset[str]:
    return frozenset(
        word for word in words if len(word) > 1 and not (is_link(word) or is_light(word) or is_empty_head(word) or is_shell(word))
    )


def _head(words: Sequence[str]) -> str:
    """The word that a phrase is about: the last one, or the one before the first link (`price of rope`)."""
    return next((words[n - 1] for n in range(1, len(words)) if is_link(words[n])), words[-1])


@remembered(65_536)
def _level(word: str) -> int:
    return COMMON if word.isdigit() else level(word)


@remembered(65_536)
def _class(head: str) -> NounClass | None:
    return noun_class(head) or noun_class(f"{head}s")


def _words(text: str) -> list[str]:
    return list(map(singular, normal_form(text).split()))
