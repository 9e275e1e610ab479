"""What highlights say and who says it, as the questions that hold highlights against each other need it."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain

from graphbuild.graph import vocabulary as v
from graphbuild.graph.store import GraphStore

WORD = re.compile(r"[^\W\d_]{3,}")
COMMON = 0.1  # of the highlights: a word that more of them hold says nothing of any
FEW = 20  # texts; in a small vault a word of so many may still tell

Vector = Mapping[str, float]


def titles(store: GraphStore) -> dict[str, str]:
    """Whatever has a name -> its name."""
    return dict(store.pairs(v.NAME))


def texts(store: GraphStore) -> dict[str, str]:
    """Highlight -> what it says in short: its title with its summary, else with the passage or its turns in order."""
    highlights = store.subjects(v.TYPE, v.HIGHLIGHT)
    name, summary = (dict(store.pairs(term)) for term in (v.NAME, v.ABSTRACT))
    passage = dict(store.pairs(v.TEXT)) if any(each not in summary for each in highlights) else {}

    def said(highlight: str) -> str:
        if highlight in summary:
            return summary[highlight]
        turns = store.values(highlight, v.HAS_TURN)  # whose IRIs end in their number, of two digits
        return passage.get(highlight) or " ".join(passage[turn] for turn in turns)

    return {each: f"{name.get(each, '')} {said(each)}".strip() for each in highlights}


def speaking(store: GraphStore, highlight: str, episode: str) -> frozenset[str]:
    """The people who speak in a highlight as far as anybody knows: its named voices, and the guests of its episode."""
    voices = {voice for turn in store.values(highlight, v.HAS_TURN) for voice in store.values(turn, v.HAS_SPEAKER)}
    named_voices = {person for voice in voices for person in store.values(voice, v.IDENTIFIED_AS)}
    return frozenset(named_voices | set(store.values(episode, v.GUEST)))


def spoken(store: GraphStore, people: Iterable[str]) -> frozenset[str]:
    """The highlights in which one of these people has a voice, and the episodes whose guest one of them is: what `speaking` says, from behind."""
    persons = sorted(people)
    voices = {voice for person in persons for voice in store.subjects(v.IDENTIFIED_AS, person)}
    turns = {turn for voice in sorted(voices) for turn in store.subjects(v.HAS_SPEAKER, voice)}
    held = {highlight for turn in sorted(turns) for highlight in store.subjects(v.HAS_TURN, turn)}
    return frozenset(held | {episode for person in persons for episode in store.subjects(v.GUEST, person)})


def vectors(said: Mapping[str, str], wanted: AbstractSet[str] | None = None) -> dict[str, Vector]:
    """Each text (of `wanted` alone, where that is given) as its words by TF-IDF, of length 1; words that a tenth of the texts hold are left out."""
    words = {each: WORD.findall(text.casefold()) for each, text in said.items()}
    held = Counter(chain.from_iterable(map(set, words.values())))
    most = max(COMMON * len(said), FEW)
    worth = {word: math.log(len(said) / number) for word, number in held.items() if number <= most}
    return {each: _weighed(text, worth) for each, text in words.items() if wanted is None or each in wanted}


def _weighed(text: Sequence[str], worth: Mapping[str, float]) -> Vector:
    found = {word: worth[word] for word in text if word in worth}
    if len(found) < len(text):  # some stand there more than once, or say nothing
        for word, number in Counter(text).items():
            if number > 1 and word in found:
                found[word] *= 1 + math.log(number)
    return _unit(found)


def nearness(one: Vector, other: Vector) -> float:
    """The cosine of two texts, in [0, 1]."""
    return math.fsum([one[word] * other[word] for word in one.keys() & other.keys()])  # exact, so in whatever order


def near_pairs(vector: Mapping[str, Vector], among: Sequence[str], least: float) -> list[tuple[str, str]]:
    """The pairs of texts of a cosine of about `least` or more, in the order of `among`; only pairs that share a word are looked at."""
    held: dict[str, list[tuple[str, float]]] = defaultdict(list)
    found: list[tuple[str, str]] = []
    for each in among:
        score: dict[str, float] = defaultdict(float)
        for word, weight in vector[each].items():
            for other, there in held[word]:
                score[other] += weight * there
            held[word].append((each, weight))
        found += [(other, each) for other, near in score.items() if near >= least - 1e-9]  # summed in another order than `nearness`
    return found


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


def named(store: GraphStore, iris: Iterable[str]) -> str | None:
    """The names of these, in the order of the alphabet; None where there are none."""
    return ", ".join(sorted({name for each in iris if (name := store.value(each, v.NAME))})) or None


def _unit(vector: dict[str, float]) -> Vector:
    length = math.hypot(*vector.values())
    return {word: weight / length for word, weight in vector.items()} if length else {}
