"""What every linker asks of a vault: who expresses what, how much a shared idea or person says, how a link reads in words."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graphbuild.cache import NO_CACHE, Cache
from graphbuild.linkers.wording import Wording
from graphbuild.model import Broader, Corpus, Episode, Field, Highlight, Idea, MentionKind, Scheme

# How far a shared idea by itself makes a link, by who says that it is one: the owner's word is worth more than an
# extractor's, and a phrase more than a word (a shared rare word alone was right in 0 of 41 judged pairs).
_OWNERS = 0.6
_PHRASE = 0.45
_WORD = 0.2
PERSON = 0.4  # a person shared by two episodes; between highlights a person alone makes no link (right in 3 of 36)
_SPOKEN_AND_WRITTEN = 1.15  # the idea stands in the title, the summary or a note: the highlight is about it


@dataclass(frozen=True, slots=True)
class Shared:
    """A vault as the linkers see it. All keys are those of the records."""

    corpus: Corpus
    cache: Cache
    wording: Wording | None  # of the highlights, where it is worked out already
    episodes: Mapping[str, Episode]
    highlights: Mapping[str, Highlight]
    episode_of: Mapping[str, str]
    ideas_of: Mapping[str, Mapping[str, float]]  # highlight -> idea -> emphasis
    people_of: Mapping[str, frozenset[str]]  # highlight -> persons
    guests_of: Mapping[str, frozenset[str]]  # episode -> persons in its title, hosts left out
    idea_strength: Mapping[str, float]
    person_strength: Mapping[str, float]
    label: Mapping[str, str]  # idea -> label
    name: Mapping[str, str]  # person -> name
    work: Mapping[str, str]  # work -> name
    owned: frozenset[str]  # ideas that the owner named himself
    broader: Mapping[str, frozenset[str]]  # idea -> all that it is a case of, at any remove
    cases: tuple[Broader, ...]

    @classmethod
    def of(cls, corpus: Corpus, cache: Cache = NO_CACHE, wording: Wording | None = None) -> Shared:
        """The vault of a resolved corpus."""
        episode_of = {highlight.key: episode.key for episode in corpus.episodes for highlight in episode.highlights}
        ideas_of: dict[str, dict[str, float]] = defaultdict(dict)
        for expression in corpus.expressions:
            ideas_of[expression.highlight].setdefault(expression.idea, 1.0)
            if expression.is_tag or expression.note:
                ideas_of[expression.highlight][expression.idea] = _SPOKEN_AND_WRITTEN
        hosts = {(role.episode, role.person) for role in corpus.roles if role.is_host}
        all_hosts = {person for _, person in hosts}
        persons = {person.key: person.name for person in corpus.persons}
        people_of: dict[str, set[str]] = defaultdict(set)
        guests_of: dict[str, set[str]] = defaultdict(set)
        for reference in corpus.references:
            if reference.mention.kind is MentionKind.WORK:
                continue
            if reference.target in persons:
                if reference.in_episode and reference.target not in all_hosts:
                    guests_of[reference.subject].add(reference.target)
                elif not reference.in_episode and (episode_of[reference.subject], reference.target) not in hosts:
                    people_of[reference.subject].add(reference.target)
            elif reference.mention.field in (Field.TITLE, Field.SUMMARY, Field.NOTE):
                ideas_of[reference.subject][reference.target] = _SPOKEN_AND_WRITTEN
        schemes = {idea.key: idea.schemes for idea in corpus.ideas}
        number = len(corpus.episodes)
        of_ideas = Counter(idea for key in _by_episode(ideas_of, episode_of).values() for idea in key)
        of_people = Counter(person for key in _by_episode(people_of, episode_of).values() for person in key)
        return cls(
            corpus=corpus,
            cache=cache,
            wording=wording,
            episodes={episode.key: episode for episode in corpus.episodes},
            highlights={highlight.key: highlight for episode in corpus.episodes for highlight in episode.highlights},
            episode_of=episode_of,
            ideas_of=ideas_of,
            people_of={key: frozenset(people) for key, people in people_of.items()},
            guests_of={key: frozenset(people) for key, people in guests_of.items()},
            idea_strength={key: _strength(key, schemes[key]) * rarity(of_ideas[key], number) for key in of_ideas},
            person_strength={key: PERSON * rarity(of_people[key], number) for key in persons},
            label={idea.key: idea.label for idea in corpus.ideas},
            name=persons,
            work={work.key: work.name for work in corpus.works},
            broader=_broader(corpus.ideas),
            cases=corpus.broader,
            owned=frozenset(key for key, said_by in schemes.items() if set(said_by) & {Scheme.TAGS, Scheme.WIKI_LINKS}),
        )


def rarity(carriers: int, episodes: int) -> float:
    """How telling it is that two episodes share what `carriers` of all episodes carry: 1 for one of many, towards 0 for all."""
    return math.log(1 + episodes / max(carriers, 1)) / math.log(1 + max(episodes, 1))


def combined(strengths: Iterable[float]) -> float:
    """Independent evidence together: 1 - (1 - a)(1 - b)…, in [0, 1)."""
    left = 1.0
    for strength in strengths:
        left *= 1 - min(strength, 0.95)
    return round(1 - left, 4)


def strongest_of_both(pairs: Mapping[tuple[str, str], float], limit: int) -> list[tuple[str, str]]:
    """The pairs that are among the `limit` strongest of both their ends: few, and none that one hub alone wants."""
    ranked: dict[str, list[tuple[float, str, tuple[str, str]]]] = defaultdict(list)
    for pair, score in pairs.items():
        ranked[pair[0]].append((-score, pair[1], pair))
        ranked[pair[1]].append((-score, pair[0], pair))
    wanted = Counter(pair for each in ranked.values() for _, _, pair in sorted(each)[:limit])
    return sorted(pair for pair, times in wanted.items() if times > 1)


Runs = frozenset[tuple[str, str]]
"""The runs of four words of a text."""


def same_words(first: Runs, second: Runs) -> bool:
    """Whether two highlights hold the same passage (one snip kept twice): most runs of four words are common."""
    return bool(first and second) and len(first & second) >= 0.6 * min(len(first), len(second))


def runs_of(highlight: Highlight) -> Runs:
    """Pairs of neighbouring word pairs of what was said (of the summary where nothing was)."""
    text = " ".join(turn.text for turn in highlight.turns) or highlight.text or highlight.summary or ""
    words = text.casefold().split()
    two = [f"{a} {b}" for a, b in pairwise(words)]
    return frozenset(zip(two[:-2], two[2:], strict=True))


def listing(words: Sequence[str], *, quote: bool, most: int = 4) -> str:
    """`“a”, “b” and “c”`, at most so many."""
    shown = [f"“{word}”" if quote else word for word in words[:most]]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _strength(key: str, schemes: Sequence[Scheme]) -> float:
    if Scheme.TAGS in schemes or Scheme.WIKI_LINKS in schemes:
        return _OWNERS
    return _PHRASE if " " in key else _WORD


def _broader(ideas: Iterable[Idea]) -> dict[str, frozenset[str]]:
    above = {idea.key: set(idea.broader) for idea in ideas if idea.broader}
    for key, reached in above.items():
        edge = list(reached)
        while edge:
            edge = [each for each in above.get(edge.pop(), ()) if each not in reached and each != key] + edge
            reached.update(edge)
    return {key: frozenset(reached) for key, reached in above.items()}


def _by_episode(of: Mapping[str, Iterable[str]], episode_of: Mapping[str, str]) -> dict[str, set[str]]:
    grouped: dict[str, set[str]] = defaultdict(set)
    for highlight, keys in of.items():
        grouped[episode_of[highlight]].update(keys)
    return grouped
