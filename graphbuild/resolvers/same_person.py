"""Which persons of a vault may be one: full names that are spelt otherwise, shortened, or misheard.

Exact normal forms are one person already, and a single name is settled within its episode (resolvers/people.py). Here full names meet across
episodes. Likeness of letters never decides by itself: a name that somebody typed (a title, a show, a note) is trusted, one that a recogniser
heard is not, so that two typed spellings are two people (`Richard Wolff`, `Richard Wolf`) and a heard one may be a typed one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import combinations

from nicknames import NickNamer

from graphbuild.extractors.lexicon import given_name_rank, surname_rank
from graphbuild.model import Named, Resolution, Verdict
from graphbuild.resolvers.sound import alike, sound

_RARE_SURNAME = 200  # census rank: with a rarer one, the same first name is one person more often than two
_RARE_FIRST_NAME = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """A person before joining, with what tells him from another: his key, the episodes and shows he is named in, and how.

    `typed`: somebody wrote the name himself (title, show, note, tag), so that its spelling counts; `roles`: hosts or visits an episode.
    `counted`: how often he is named.
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


@dataclass(frozen=True, slots=True)
class _Finding:
    rule: SamePerson
    score: float
    reason: str


def same_person(bearers: Sequence[Bearer], strangers: Sequence[Bearer] = ()) -> tuple[Resolution, ...]:
    """What is held of pairs of full names (`bearers`), and of first names alone (`strangers`) beside them, sorted."""
    found: dict[tuple[str, str], Resolution] = {}
    for a, b in _pairs(bearers):
        for rule in RULES:
            finding = rule(a, b)
            if finding:
                left, right = sorted((a.key, b.key))
                verdict = Verdict.SAME if finding.score >= SURE else Verdict.PROPOSED
                found[left, right] = Resolution(
                    kind=Named.PERSON,
                    left=left,
                    right=right,
                    verdict=verdict,
                    rule=finding.rule,
                    score=finding.score,
                    reason=finding.reason,
                )
                break
    for each in _first_names(bearers, strangers):
        found.setdefault((each.left, each.right), each)
    return tuple(sorted(found.values()))


SURE = 0.9
"""A rule that sure joins by itself; below, it proposes. Set so that no pair of our labelled namesakes is joined wrongly."""


def _pairs(bearers: Sequence[Bearer]) -> Iterator[tuple[Bearer, Bearer]]:
    """Pairs worth a look: the same sound of the first name or of the surname, never all pairs of the vault."""
    blocks: dict[tuple[str, str], list[Bearer]] = defaultdict(list)
    for bearer in bearers:
        words = bearer.words
        blocks["last", sound(words[-1])].append(bearer)
        blocks["first", sound(words[0]) + words[-1][:1]].append(bearer)
    seen: set[tuple[str, str]] = set()
    for _, block in sorted(blocks.items()):
        for a, b in combinations(sorted(block, key=lambda each: each.key), 2):
            if a.key != b.key and (a.key, b.key) not in seen:
                seen.add((a.key, b.key))
                yield a, b


def _middle_name(a: Bearer, b: Bearer) -> _Finding | None:
    """`Scott Kaufman`, `Scott Barry Kaufman`; an initial stands for any middle name that begins so."""
    first, second = a.words, b.words
    if first[0] != second[0] or first[-1] != second[-1] or len(first) == len(second) == 2:
        return None
    middle, other = sorted((first[1:-1], second[1:-1]), key=len)
    if not all(any(word.startswith(m) or m.startswith(word) for word in other) for m in middle):
        return None
    reason = f"“{a.name}” and “{b.name}” differ in a middle name alone"
    return _Finding(SamePerson.MIDDLE_NAME, 0.95 if _close(a, b) or surname_rank(first[-1]) > _RARE_SURNAME else 0.8, reason)


def _initial(a: Bearer, b: Bearer) -> _Finding | None:
    """`J. Haidt`, `Jonathan Haidt`."""
    short, long = sorted((a, b), key=lambda each: len(each.words[0]))
    if len(short.words[0]) > 1 or short.words[-1] != long.words[-1] or not long.words[0].startswith(short.words[0]):
        return None
    return _Finding(SamePerson.INITIAL, 0.92 if _close(a, b) else 0.7, f"“{short.name}” may be short for {long.name}")


def _nickname(a: Bearer, b: Bearer) -> _Finding | None:
    """`Ken Stanley`, `Kenneth Stanley`, by the open list of nicknames."""
    if a.words[-1] != b.words[-1] or len(a.words) != len(b.words) or not _short_for(a.words[0], b.words[0]):
        return None
    sure = _close(a, b) or surname_rank(a.words[-1]) > _RARE_SURNAME or not a.company.isdisjoint(b.company)
    return _Finding(
        SamePerson.NICKNAME,
        0.93 if sure else 0.75,
        f"one of “{a.words[0].title()}” and “{b.words[0].title()}” is short for the other, and the surname is the same",
    )


def _misheard(a: Bearer, b: Bearer) -> _Finding | None:
    """The same first name and a surname that sounds the same, or the other way round: one of the two was misheard."""
    if len(a.words) != len(b.words) or (a.typed and b.typed and not _one_letter_doubled(a.key, b.key)):
        return None
    odd = [(x, y) for x, y in zip(a.words, b.words, strict=True) if x != y]
    if len(odd) != 1 or not alike(*odd[0]):
        return None
    heard, known = (b, a) if (a.typed, a.counted, b.key) >= (b.typed, b.counted, a.key) else (a, b)
    reason = f"“{heard.name}” sounds like {known.name}"
    if _close(a, b):
        return _Finding(SamePerson.MISHEARD, 0.96, f"{reason}, who is named in the same {'episode' if a.episodes & b.episodes else 'show'}")
    if not a.company.isdisjoint(b.company):
        return _Finding(SamePerson.MISHEARD, 0.93, f"{reason}, and both are named beside the same people")
    surnames_differ = a.words[-1] != b.words[-1]
    same_sound = sound(odd[0][0]) == sound(odd[0][1])
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


_ASKED = 3  # full names that one first name is asked about


def _close(a: Bearer, b: Bearer) -> bool:
    return not a.episodes.isdisjoint(b.episodes) or not a.shows.isdisjoint(b.shows)


def _one_letter_doubled(a: str, b: str) -> bool:
    """`Warren Buffet`, `Warren Buffett`: a slip of the pen, even where both are typed."""
    return a != b and _undoubled(a) == _undoubled(b)


def _undoubled(text: str) -> str:
    return "".join(c for n, c in enumerate(text) if not n or c != text[n - 1])


def _short_for(a: str, b: str) -> bool:
    names = _nicknames()
    return b in names.nicknames_of(a) or a in names.nicknames_of(b)


@cache
def _nicknames() -> NickNamer:
    return NickNamer()
