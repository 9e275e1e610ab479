"""Which persons of a vault may be one: full names that are spelt otherwise, shortened, or misheard.

Exact normal forms are one person already, and a single name is settled within its episode (resolvers/people.py). Here full names meet across
episodes. Likeness of letters never decides by itself: a name that somebody typed (a title, a show, a note) is trusted, one that a recogniser
heard is not, so that two typed spellings are two people and a heard one may be a typed one. What a short form may stand for twice is asked
about, and two people of one surname whose other names contradict each other are held apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import combinations

from nicknames import NickNamer

from graphbuild.extractors.lexicon import given_name_rank, surname_rank
from graphbuild.model import Named, Resolution, Verdict
from graphbuild.resolvers.sound import alike, sound, undoubled

_RARE_SURNAME = 200  # census rank: with a rarer one, the same first name is one person more often than two
_RARE_FIRST_NAME = 2_000
_ASKED = 3  # full names that one first name is asked about
_CROWD = 300  # people in one block of names that sound alike
_SHORTEST = 2  # words of a full name
_AMBIGUOUS = 0.8  # the score of a short form that may stand for several


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """A person before joining, with what tells him from another: his key, the episodes and shows he is named in, and how.

    `typed`: somebody wrote the name himself (title, show, note, tag), so that its spelling counts; `counted`: how often he is named;
    `company`: the keys of the full names that stand in the same episodes.
    """

    key: str
    name: str
    episodes: frozenset[str]
    shows: frozenset[str]
    typed: bool
    counted: int
    company: frozenset[str] = frozenset()

    @property
    def words(self) -> list[str]:
        """The words of the key."""
        return self.key.split()


class SamePerson(StrEnum):
    """By which rule two persons may be one."""

    MIDDLE_NAME = "middle name"
    INITIAL = "initial"
    NICKNAME = "nickname"
    MISHEARD = "misheard spelling"
    FIRST_NAME = "first name alone"


_SHORTENS = frozenset({SamePerson.MIDDLE_NAME, SamePerson.INITIAL, SamePerson.NICKNAME})


@dataclass(frozen=True, slots=True)
class _Finding:
    rule: SamePerson
    score: float
    reason: str


SURE = 0.9
"""A rule that sure joins by itself; below, it proposes. Set so that no pair of our labelled namesakes is joined wrongly."""


def same_person(
    bearers: Sequence[Bearer], strangers: Sequence[Bearer] = (), without: AbstractSet[str] = frozenset()
) -> tuple[Resolution, ...]:
    """What is held of pairs of full names (`bearers`), and of first names alone (`strangers`) beside them, sorted.

    Rules named in `without` have no say.
    """
    found: dict[tuple[str, str], Resolution] = {}
    for a, b in _pairs(bearers):
        findings = (finding for rule in RULES if (finding := rule(a, b)) and finding.rule not in without)
        left, right = sorted((a.key, b.key))
        if _contradict(a, b):
            reason = f"{a.name} and {b.name} have other names that differ"
            found[left, right] = _resolution(left, right, _Finding(SamePerson.MIDDLE_NAME, 1.0, reason), Verdict.DIFFERENT)
        elif finding := next(findings, None):
            found[left, right] = _resolution(left, right, finding, Verdict.SAME if finding.score >= SURE else Verdict.PROPOSED)
    _ask_where_ambiguous(found)
    if SamePerson.FIRST_NAME not in without:
        for each in _first_names(bearers, strangers):
            found.setdefault((each.left, each.right), each)
    return tuple(sorted(found.values()))


def _resolution(left: str, right: str, finding: _Finding, verdict: Verdict) -> Resolution:
    return Resolution(
        kind=Named.PERSON, left=left, right=right, verdict=verdict, rule=finding.rule, score=finding.score, reason=finding.reason
    )


def _contradict(a: Bearer, b: Bearer) -> bool:
    """`Ada Berta Roper`, `Ada Clara Roper`: the same first name and surname, and middle names of which none begins the other."""
    first, second = a.words, b.words
    if first[0] != second[0] or first[-1] != second[-1] or len(first) != len(second) or len(first) == _SHORTEST:
        return False
    return any(not _begins(x, y) for x, y in zip(first[1:-1], second[1:-1], strict=True))


def _ask_where_ambiguous(found: dict[tuple[str, str], Resolution]) -> None:
    """A short form that may stand for two people who are not one is asked about, instead of joining them (`Pat`: Patricia or Patrick?)."""
    longer: dict[str, set[str]] = defaultdict(set)
    for (left, right), each in found.items():
        if each.rule in _SHORTENS and each.verdict is Verdict.SAME:
            longer[left].add(right)
            longer[right].add(left)
    ambiguous = {key for key, others in longer.items() if not all(_are_one(found, x, y) for x, y in combinations(sorted(others), 2))}
    for key in ambiguous:
        for other in longer[key]:
            pair = (min(key, other), max(key, other))
            found[pair] = replace(found[pair], verdict=Verdict.PROPOSED, score=_AMBIGUOUS)


def _are_one(found: Mapping[tuple[str, str], Resolution], left: str, right: str) -> bool:
    pair = found.get((left, right))
    return pair is not None and pair.verdict is Verdict.SAME


def _pairs(bearers: Sequence[Bearer]) -> Iterator[tuple[Bearer, Bearer]]:
    """Pairs worth a look: surnames of one sound after first names that begin alike, and the other way round.

    A block that is larger than `_CROWD` is a name that half the vault bears, and says nothing about anybody in it.
    """
    blocks: dict[tuple[str, str], list[Bearer]] = defaultdict(list)
    for bearer in bearers:
        words = bearer.words
        first, last = (sound(word) or word for word in (words[0], words[-1]))
        blocks["last", f"{last} {words[0][:1]}"].append(bearer)
        blocks["first", f"{first} {words[-1][:1]}"].append(bearer)
    seen: set[tuple[str, str]] = set()
    for block in (block for _, block in sorted(blocks.items()) if len(block) <= _CROWD):
        for a, b in combinations(sorted(block, key=lambda each: each.key), 2):
            if a.key != b.key and (a.key, b.key) not in seen:
                seen.add((a.key, b.key))
                yield a, b


def _middle_name(a: Bearer, b: Bearer) -> _Finding | None:
    """`Ada Roper`, `Ada Maria Roper`; an initial stands for a middle name that begins so."""
    first, second = a.words, b.words
    if first[0] != second[0] or first[-1] != second[-1] or len(first) == len(second) == _SHORTEST:
        return None
    middle, other = sorted((first[1:-1], second[1:-1]), key=len)
    if not all(_begins(x, y) for x, y in zip(middle, other, strict=False)):
        return None
    sure = _close(a, b) or (len(middle) == len(other) and surname_rank(first[-1]) > _RARE_SURNAME)
    return _Finding(SamePerson.MIDDLE_NAME, 0.95 if sure else 0.8, f"“{a.name}” and “{b.name}” differ in a middle name alone")


def _begins(a: str, b: str) -> bool:
    return a.startswith(b) or b.startswith(a)


def _initial(a: Bearer, b: Bearer) -> _Finding | None:
    """`J. Haverkamp`, `Jonas Haverkamp`."""
    short, long = sorted((a, b), key=lambda each: len(each.words[0]))
    if len(short.words[0]) > 1 or short.words[-1] != long.words[-1] or not long.words[0].startswith(short.words[0]):
        return None
    return _Finding(SamePerson.INITIAL, 0.92 if _close(a, b) else 0.7, f"“{short.name}” may be short for {long.name}")


def _nickname(a: Bearer, b: Bearer) -> _Finding | None:
    """`Toby Wren`, `Tobias Wren`, by the open list of nicknames.

    Without context only where the surname is a rare one and the long form the most frequent of those that the nickname is short for.
    """
    if a.words[1:] != b.words[1:]:
        return None
    pairs = ((a, b), (b, a))
    short, long = next(((x, y) for x, y in pairs if _is_short_for(x.words[0], y.words[0])), (None, None))
    if short is None or long is None:
        return None
    usual = surname_rank(a.words[-1]) > _RARE_SURNAME and _usual_long_form(short.words[0]) == long.words[0]
    sure = _close(a, b) or not a.company.isdisjoint(b.company) or usual
    reason = f"“{short.words[0].title()}” is short for “{long.words[0].title()}”, and the surname is the same"
    return _Finding(SamePerson.NICKNAME, 0.93 if sure else 0.75, reason)


def _misheard(a: Bearer, b: Bearer) -> _Finding | None:
    """The same first name and a surname that sounds the same, or the other way round: one of the two was misheard."""
    if len(a.words) != len(b.words) or (a.typed and b.typed and not _one_letter_doubled(a.key, b.key)):
        return None
    odd = [(x, y, not n) for n, (x, y) in enumerate(zip(a.words, b.words, strict=True)) if x != y]
    if len(odd) != 1 or not alike(odd[0][0], odd[0][1], first=odd[0][2]):
        return None
    heard, known = (b, a) if (a.typed, a.counted, b.key) >= (b.typed, b.counted, a.key) else (a, b)
    reason = f"“{heard.name}” sounds like {known.name}"
    if _close(a, b):
        return _Finding(SamePerson.MISHEARD, 0.96, f"{reason}, who is named in the same {'episode' if a.episodes & b.episodes else 'show'}")
    if not a.company.isdisjoint(b.company):
        return _Finding(SamePerson.MISHEARD, 0.93, f"{reason}, and both are named beside the same people")
    surnames_differ = a.words[-1] != b.words[-1]
    same_sound = sound(odd[0][0]) == sound(odd[0][1]) != ""
    if surnames_differ and same_sound and odd[0][0][:1] == odd[0][1][:1]:
        return _Finding(SamePerson.MISHEARD, 0.92, f"{reason}: the first name is the same, and nobody typed both spellings")
    return _Finding(SamePerson.MISHEARD, 0.8 if surnames_differ else 0.7, reason)


RULES: tuple[Callable[[Bearer, Bearer], _Finding | None], ...] = (_middle_name, _initial, _nickname, _misheard)
"""The rules in order; the first that has something to say says it."""


def _first_names(bearers: Sequence[Bearer], strangers: Sequence[Bearer]) -> Iterator[Resolution]:
    """First names alone beside the full names that hold them: joined where the name is rare and has one bearer, else asked about."""
    holders: dict[str, list[Bearer]] = defaultdict(list)
    for bearer in bearers:
        holders[bearer.words[0]].append(bearer)
    for stranger in sorted(strangers, key=lambda each: each.key):
        word = stranger.words[0]
        near = sorted(holders.get(word, ()), key=lambda each: (not _close(each, stranger), -each.counted, each.key))
        for holder in near[:_ASKED]:
            only = len(near) == 1 and given_name_rank(word) > _RARE_FIRST_NAME and len(holder.episodes) > 1
            score = 0.91 if only else 0.6 if _close(holder, stranger) else 0.4
            reason = (
                f"{holder.name} is the one person of the vault with this rare first name"
                if only
                else f"“{stranger.name}” may be {holder.name}" + (", who is named in the same show" if _close(holder, stranger) else "")
            )
            left, right = sorted((holder.key, stranger.key))
            yield Resolution(
                kind=Named.PERSON,
                left=left,
                right=right,
                verdict=Verdict.SAME if only else Verdict.PROPOSED,
                rule=SamePerson.FIRST_NAME,
                score=score,
                reason=reason,
            )


def _close(a: Bearer, b: Bearer) -> bool:
    return not a.episodes.isdisjoint(b.episodes) or not a.shows.isdisjoint(b.shows)


def _one_letter_doubled(a: str, b: str) -> bool:
    """`Orla Quennel`, `Orla Quennell`: a slip of the pen, even where both are typed."""
    return a != b and undoubled(a) == undoubled(b)


def _is_short_for(short: str, long: str) -> bool:
    return short in _nicknames().nicknames_of(long)


@cache
def _usual_long_form(short: str) -> str | None:
    """The most frequent first name that a nickname is short for."""
    return min(_nicknames().canonicals_of(short), key=lambda name: (given_name_rank(name), name), default=None)


@cache
def _nicknames() -> NickNamer:
    return NickNamer()
