"""What highlights say and who says it, as the questions that hold highlights against each other need it."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from graphbuild.graph import vocabulary as v
from graphbuild.graph.store import GraphStore
from graphbuild.questions.reading import episodes

_WORD = re.compile(r"[^\W\d_]{3,}")
_COMMON = 0.1  # of the highlights: a word that more of them hold says nothing of any
_HEAVY = 12  # words of a text by which others are found: the rest adds little and costs most

Vector = Mapping[str, float]


def titles(store: GraphStore) -> dict[str, str]:
    """Whatever has a name -> its name."""
    return dict(store.pairs(v.NAME))


def texts(store: GraphStore) -> dict[str, str]:
    """Highlight -> what it says in short: its title with its summary, else with the passage or its turns in order."""
    name, summary, passage = (dict(store.pairs(term)) for term in (v.NAME, v.ABSTRACT, v.TEXT))
    place = {turn: int(number) for turn, number in store.pairs(v.POSITION)}
    turns: dict[str, list[str]] = defaultdict(list)
    for highlight, turn in store.pairs(v.HAS_TURN):
        turns[highlight].append(turn)

    def said(highlight: str) -> str:
        if highlight in summary:
            return summary[highlight]
        return passage.get(highlight) or " ".join(passage[turn] for turn in sorted(turns[highlight], key=lambda t: (place.get(t, 0), t)))

    return {each: f"{name.get(each, '')} {said(each)}".strip() for each in store.subjects(v.TYPE, v.HIGHLIGHT)}


def people(store: GraphStore) -> dict[str, frozenset[str]]:
    """Highlight -> the people who speak in it as far as anybody knows: its named voices, and the guests of its episode."""
    guests: dict[str, set[str]] = defaultdict(set)
    for episode, person in store.pairs(v.GUEST):
        guests[episode].add(person)
    known: dict[str, set[str]] = defaultdict(set)
    for voice, person in store.pairs(v.IDENTIFIED_AS):
        known[voice].add(person)
    voices: dict[str, set[str]] = defaultdict(set)
    for turn, voice in store.pairs(v.HAS_SPEAKER):
        voices[turn] |= known.get(voice, set())
    found = {highlight: set(guests.get(episode, ())) for highlight, episode in episodes(store).items()}
    for highlight, turn in store.pairs(v.HAS_TURN):
        if highlight in found:
            found[highlight] |= voices.get(turn, set())
    return {highlight: frozenset(of) for highlight, of in found.items()}


def vectors(said: Mapping[str, str], wanted: AbstractSet[str] | None = None) -> dict[str, Vector]:
    """Each text (of `wanted` alone, where that is given) as its words by TF-IDF, of length 1; words that a tenth of the texts hold are left out."""
    words = {each: _WORD.findall(text.casefold()) for each, text in said.items()}
    held: Counter[str] = Counter()
    for each in words.values():
        held.update(set(each))
    most = max(_COMMON * len(said), 3)
    worth = {word: math.log(len(said) / number) for word, number in held.items() if number <= most}
    return {
        each: _unit({word: (1 + math.log(n)) * worth[word] for word, n in Counter(words[each]).items() if word in worth})
        for each in words
        if wanted is None or each in wanted
    }


def nearest(mine: Vector, postings: Mapping[str, Sequence[tuple[str, float]]]) -> list[tuple[float, str]]:
    """The texts that share one of the heaviest words, by how near they are to `mine`, the nearest first; `postings`: word -> text and weight."""
    found: dict[str, float] = defaultdict(float)
    for word in sorted(mine, key=lambda each: (-mine[each], each))[:_HEAVY]:
        for each, weight in postings.get(word, ()):
            found[each] += mine[word] * weight
    return sorted(((score, each) for each, score in found.items()), key=lambda pair: (-pair[0], pair[1]))


def nearness(one: Vector, other: Vector) -> float:
    """The cosine of two texts, in [0, 1]."""
    small, large = sorted((one, other), key=len)
    return math.fsum(weight * large[word] for word, weight in small.items() if word in large)


def shared_words(one: Vector, other: Vector, most: int) -> list[str]:
    """The words that bring two texts together, those that do most first."""
    both = {word: one[word] * other[word] for word in one.keys() & other.keys()}
    return sorted(both, key=lambda word: (-both[word], word))[:most]


def carriers(ideas_of: Mapping[str, AbstractSet[str]]) -> dict[str, list[str]]:
    """Idea -> the highlights that express it, sorted."""
    found: dict[str, list[str]] = defaultdict(list)
    for highlight in sorted(ideas_of):
        for idea in ideas_of[highlight]:
            found[idea].append(highlight)
    return found


def named(name: Mapping[str, str], iris: Iterable[str]) -> str | None:
    """The names of these, in the order of the alphabet; None where there are none."""
    return ", ".join(sorted({name[each] for each in iris if each in name})) or None


def _unit(vector: dict[str, float]) -> Vector:
    length = math.sqrt(math.fsum(weight * weight for weight in vector.values()))
    return {word: weight / length for word, weight in vector.items()} if length else {}
