"""How surely two highlights are about the same idea, on what evidence, and why in words: what links are made of, and what `compare` says.

Independent evidence adds up as 1 - (1 - a)(1 - b)…:

- their words (`wording`) and, with the extra, their meaning (`meaning`), as the share of judged pairs of that nearness that are on the same idea: a logistic curve, fitted to 463 pairs by
  `benchmarks/fit_links.py`;
- ideas that the owner put on both by tag, wiki link or note; his phrases of which one of them only speaks; phrases that stand in both titles; and works
  that both name; the rarer the stronger.

Other topics that a program found add nothing to the words that they are made of (measured: their weight is 0 within chance), and a shared person
is no evidence of a shared idea (3 of 36 judged pairs): both are told, not counted.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from graphbuild.extractors.lexicon import level
from graphbuild.linkers.entries import Entry
from graphbuild.linkers.meaning import Meaning
from graphbuild.linkers.shared import listing, rarity
from graphbuild.linkers.wording import Wording
from graphbuild.text import normal_form

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# P(same idea) = 1 / (1 + exp(-(_BASE + _SLOPE * sqrt(nearness)))); of the two halves of the labels: -3.2, 9.3 and -2.8, 6.4
_BASE, _SLOPE = -3.12, 8.22
# With the meaning: P = 1 / (1 + exp(-(_BASE_2 + _SLOPE_2 * sqrt(nearness) + _MEANING * (cosine - _UNRELATED))))
_BASE_2, _SLOPE_2, _MEANING, _UNRELATED = -2.94, 6.02, 19.7, 0.83
# What else than words counts, by the pairs of the labels that share it (2: same idea, 1: same subject, 0: neither).
_MARKED_PHRASE = 0.85  # a phrase that the owner put on both himself
_MARKED_WORD = (
    0.35  # a word that he put on both (of judged pairs 1, 0): the same subject, seldom the same idea; it bears out what the words say
)
_MARKED_HUB, _MANY = 0.3, 0.5  # either, where more than half of the episodes carry it (and more than three)
# His phrase that title, summary or note of the other one names, times the plain rarity: what ten of 300 episodes speak of (`decision making`) makes no
# link by itself. What is said in passing counts where a word of it is not everyday English (`commonplace book`). His single words add nothing (4 of 14).
_FOUND_AGAIN = 0.8
_EVERYDAY = 20  # the level of a word up to which it is everyday
_HEADED = 0.6  # any phrase in the titles or notes of both (2, 2, 2); in one title only: five times 2, six times 1
_WORK = 0.35
DIGITS = 3  # of a score: more would only tell how the rest of the vault changed

_WORDS_SHOWN = 5
_TELLING = 0.004  # a shared word that adds less is not worth showing


class Evidence(StrEnum):
    """A kind of evidence, as the graph says it."""

    WORDS = "words"
    MEANING = "meaning"
    OWNERS_IDEA = "owners-idea"
    TOPIC = "topic"
    WORK = "work"


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What things are called: idea, work and person by key; and which ideas the owner named himself."""

    ideas: Mapping[str, str]
    works: Mapping[str, str]
    people: Mapping[str, str]
    owned: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What there is to say of two highlights. `counted`: the kinds of evidence that the score is made of; `words`: shared, the strongest first."""

    score: float
    counted: tuple[Evidence, ...]
    words: tuple[str, ...]
    ideas: tuple[str, ...]
    works: tuple[str, ...]
    people: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """A vault whose highlights can be compared. Highlights are named by their place in `entries`."""

    entries: tuple[Entry, ...]
    names: Names
    wording: Wording
    carriers: Mapping[str, int]  # in how many episodes an idea or a work is, by key
    episodes: int
    meaning: Meaning | None = None

    @classmethod
    def of(cls, entries: Sequence[Entry], names: Names, meaning: Meaning | None = None, wording: Wording | None = None) -> Likeness:
        """The entries, which must be sorted by key; `meaning` in their order, where it is to count; `wording` where it is worked out already."""
        episodes = len({entry.episode for entry in entries})
        ideas = _episodes_with((entry.episode, entry.ideas) for entry in entries)
        works = _episodes_with((entry.episode, entry.works) for entry in entries)
        return cls(tuple(entries), names, wording or Wording.of(entries), ideas | works, episodes, meaning)

    def scores(self, left: NDArray[np.intp], right: NDArray[np.intp]) -> NDArray[np.float64]:
        """How surely each pair is about the same idea, [0, 1]."""
        import numpy as np

        near = np.sqrt(self.wording.nearness(left, right))
        odds = _BASE + _SLOPE * near
        if self.meaning:
            odds = _BASE_2 + _SLOPE_2 * near + _MEANING * (self.meaning.likeness(left, right) - _UNRELATED)
        by_words = 1 / (1 + np.exp(-odds))
        doubt = np.array([self._doubt(int(a), int(b)) for a, b in zip(left, right, strict=True)])
        score: NDArray[np.float64] = np.round(1 - (1 - by_words) * doubt, DIGITS)
        return score

    def score(self, left: int, right: int) -> float:
        """As `scores`, of one pair."""
        import numpy as np

        return float(self.scores(np.array([left]), np.array([right]))[0])

    def compare(self, pairs: Sequence[tuple[int, int]]) -> Iterator[Comparison]:
        """What there is to say of each pair of highlights."""
        import numpy as np

        left, right = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
        for (a, b), score, words in zip(pairs, self.scores(left, right), self.wording.shared(left, right), strict=True):
            yield self._comparison(self.entries[a], self.entries[b], float(score), [word for word, adds in words if adds >= _TELLING])

    def _comparison(self, a: Entry, b: Entry, score: float, words: Sequence[str]) -> Comparison:
        ideas = _whole(a.ideas & b.ideas, self.names.ideas)
        strength = {key: self._strength(key, a, b) for key in ideas}
        ideas = sorted(ideas, key=lambda key: (-strength[key], self.names.ideas[key], key))
        marked = [key for key in ideas if key in a.marked & b.marked]
        spoken = [key for key in ideas if key not in marked]
        works = sorted(a.works & b.works, key=lambda key: (self.carriers[key], key))
        people = sorted(a.people & b.people)
        counted = [Evidence.WORDS] if words else []
        counted += [Evidence.MEANING] if self.meaning else []
        counted += [Evidence.OWNERS_IDEA] if any(strength[key] for key in ideas if key in self.names.owned) else []
        counted += [Evidence.TOPIC] if any(strength[key] for key in ideas if key not in self.names.owned) else []
        counted += [Evidence.WORK] if works else []
        return Comparison(
            score=score,
            counted=tuple(counted),
            words=tuple(words),
            ideas=tuple(ideas),
            works=tuple(works),
            people=tuple(people),
            reason=self._reason(marked, spoken, words, works, people),
        )

    def _doubt(self, left: int, right: int) -> float:
        """The chance that what both share beyond words is no shared idea."""
        a, b = self.entries[left], self.entries[right]
        return math.prod(1 - self._strength(key, a, b) for key in sorted((a.ideas & b.ideas) | (a.works & b.works)))

    def counting(self, entry: Entry) -> frozenset[str]:
        """The ideas and works of a highlight that may add to a score: what two highlights share adds something only if it is among these of both."""
        return entry.works | frozenset(key for key in entry.ideas if self._may_count(key, entry))

    def _may_count(self, key: str, entry: Entry) -> bool:
        label = self.names.ideas[key]
        if key in entry.marked or " " not in label:
            return key in entry.marked
        if key in self.names.owned:
            return _is_telling(label) or _heads(label, entry, entry.about)
        return _heads(label, entry)

    def _strength(self, key: str, a: Entry, b: Entry) -> float:
        """How much it adds that both share an idea or a work, the rarer the more."""
        carriers = self.carriers[key]
        rare = math.sqrt(rarity(carriers, self.episodes))  # nearly 1 for what few episodes carry; .5 for what all of many do
        if key in a.works:
            return _WORK * rare
        label = self.names.ideas[key]
        is_phrase = " " in label
        if key in a.marked and key in b.marked:
            is_hub = carriers > max(3, _MANY * self.episodes)
            return (_MARKED_HUB if is_hub else _MARKED_PHRASE if is_phrase else _MARKED_WORD) * rare
        if not is_phrase:
            return 0.0
        if key in self.names.owned and (
            _is_telling(label) or all(key in each.marked or _heads(label, each, each.about) for each in (a, b))
        ):
            return _FOUND_AGAIN * rare**2
        return _HEADED * rare if _heads(label, a) and _heads(label, b) else 0.0

    def _reason(
        self, marked: Sequence[str], spoken: Sequence[str], words: Sequence[str], works: Sequence[str], people: Sequence[str]
    ) -> str:
        parts = []
        if marked:
            parts.append(f"carry your own {listing([self.names.ideas[key] for key in marked], quote=True)}")
        if spoken:
            parts.append(f"speak of {listing([self.names.ideas[key] for key in spoken], quote=True)}")
        if works:
            parts.append(f"name {listing([self.names.works[key] for key in works], quote=True)}")
        told = {word for key in (*marked, *spoken) for word in normal_form(self.names.ideas[key]).split()}
        if shown := [word for word in words if word not in told][:_WORDS_SHOWN]:
            parts.append(f"use the word{'s' if len(shown) > 1 else ''} {listing(shown, quote=True, most=_WORDS_SHOWN)}")
        if people:
            parts.append(f"name {listing([self.names.people[key] for key in people], quote=False)}")
        if not parts and self.meaning:
            return "They share no word or name; a language model holds them to be this near."
        if not parts:
            return "They share nothing that is found here."
        return f"Both {', '.join(parts[:-1])}{' and ' if len(parts) > 1 else ''}{parts[-1]}."


def nearness_of(score: float) -> float:
    """The nearness in words from which on words alone reach a score."""
    return _nearness(score, _BASE, _SLOPE)


def nearness_with_meaning(score: float, cosine: float) -> float:
    """The nearness in words from which on words reach a score, where the meaning has this cosine."""
    return _nearness(score, _BASE_2 + _MEANING * (cosine - _UNRELATED), _SLOPE_2)


def _nearness(score: float, base: float, slope: float) -> float:
    if score <= 1 / (1 + math.exp(-base)):
        return 0.0
    return ((math.log(score / (1 - score)) - base) / slope) ** 2 if score < 1 else 1.0


def _is_telling(label: str) -> bool:
    return any(level(word) > _EVERYDAY for word in normal_form(label).split())


def _heads(label: str, entry: Entry, about: str = "") -> bool:
    """Whether the title, a note of the owner's or `about` names it."""
    return f" {normal_form(label)} " in f" {normal_form(f'{entry.title} {entry.own} {about}')} "


def _episodes_with(keys_of: Iterable[tuple[str, frozenset[str]]]) -> Counter[str]:
    return Counter(key for _, key in {(episode, key) for episode, keys in keys_of for key in keys})


def _whole(keys: frozenset[str], label: Mapping[str, str]) -> list[str]:
    """The ideas without those whose name is a part of a longer one's."""
    words = {key: set(label.get(key, key).casefold().split()) for key in keys}
    return [key for key in keys if not any(words[key] < words[other] for other in keys)]
