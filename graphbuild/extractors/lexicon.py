"""The shipped word lists: which words are given names or surnames, who is known by one name, what is a place, how common a word is."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from importlib.resources import files

from graphbuild.memory import remembered
from graphbuild.text import normal_form, unaccented

COMMON = 35  # words up to this level are everyday English
RARE = 100  # the level of a word that is in none of the lists
UNRANKED = 10_000  # the rank of a given name that the census has not


# British ending -> American; taken only where the American form is a word of the list.
_BRITISH = tuple(
    (re.compile(pattern), american)
    for pattern, american in (
        (r"our(?=(?:s|ed|ing|er|ite|able|al|ful|less|hood|ism|ist)*$)", "or"),
        (r"is(?=(?:e|es|ed|er|ing|ation|ations|ational|able)$)", "iz"),
        (r"ys(?=(?:e|es|ed|er|ing)$)", "yz"),
        (r"(?<=[tb])re$", "er"),
        (r"ogue$", "og"),
        (r"(?<=[dft]en)ce$", "se"),
        (r"^(travel|model|cancel|counsel|marvel|signal|label|level|jewel|quarrel|channel)l(?=(?:ed|er|ing|or)$)", r"\1"),
        (r"^(p|an|h|gyn|orthop|encyclop|medi|f)ae", r"\1e"),
        (r"^oe", "e"),
        (r"ageing$", "aging"),
        (r"gement$", "gment"),
        (r"^scep", "skep"),
    )
)
_SHORTEST = 5  # letters; `four`, `hour` and `tour` are no spellings of anything


class NounClass(StrEnum):
    """What a noun mostly stands for, by the sense that WordNet's tagged texts met most often."""

    ABSTRACT = "a"  # a state, thought, quality, process, phenomenon, motive
    FEELING = "f"
    DEED = "d"  # an act, an event
    SUBSTANCE = "s"  # matter, food, a part of a body, a plant
    WORD = "c"  # what is said, written or owned
    GROUP = "g"
    PERSON = "p"  # or an animal
    THING = "t"  # made or natural
    EXTENT = "q"  # time, quantity, place, shape, relation


def _lines(name: str) -> list[str]:
    return (files("graphbuild") / "data" / name).read_text(encoding="utf-8").splitlines()


@cache
def _given_names() -> dict[str, int]:
    """Given name -> rank in the census, the most frequent 1."""
    return {name: int(rank) if rank else UNRANKED for name, _, rank in (line.partition(" ") for line in _lines("given_names.txt"))}


@cache
def _surnames() -> dict[str, int]:
    """Surname -> rank in the census: the file has the most frequent first."""
    return {name: rank for rank, name in enumerate(_lines("surnames.txt"), 1)}


@cache
def _levels() -> dict[str, int]:
    return {word: int(level) for word, level in (line.split() for line in _lines("english_words.txt"))}


@cache
def _notable() -> tuple[dict[str, str], frozenset[str]]:
    """Single name (normal form) -> the fullest name of the one person known by it (`""` where there are several); full names."""
    single: dict[str, str] = {}
    full: set[str] = set()
    for line in _lines("notable_people.txt"):
        forms = line.split("|")
        full.update(normal_form(form) for form in forms if " " in form)
        for form in forms:
            if " " not in form:
                key = normal_form(form)
                single[key] = "" if key in single else forms[0]
    return single, frozenset(full)


@cache
def _places() -> frozenset[str]:
    return frozenset(normal_form(line) for line in _lines("places.txt"))


def load_lists() -> None:
    """Read all lists now, for whoever waits for something else; otherwise each is read when it is first asked for."""
    for read in (_levels, _given_names, _surnames, _notable, _places, _nouns, _compounds, _hypernyms, _synonyms):
        read()


def is_given_name(word: str) -> bool:
    """Whether somebody bears the word as a first name, in any country of the lists."""
    return _folded(word) in _given_names()


def given_name_rank(word: str) -> int:
    """How frequent a first name is in the United States: 1 the most frequent; 10,000 where the census has it not, or it is none."""
    return _given_names().get(_folded(word), UNRANKED)


def is_surname(word: str) -> bool:
    """Whether the word is a surname of the United States census (whose bearers came from everywhere)."""
    return _folded(word) in _surnames()


def surname_rank(word: str) -> int:
    """How frequent a surname is in the United States: 1 the most frequent; 100,000 where the census has it not."""
    return _surnames().get(_folded(word), 100_000)


def notable(word: str) -> str | None:
    """The fullest name of the one notable person known by a single name (`Einstein`); `""` of several; None of none."""
    return _notable()[0].get(normal_form(word))


def is_notable(full_name: str) -> bool:
    """Whether a full name is that of a notable person of the list."""
    return normal_form(full_name) in _notable()[1]


def is_place(name: str) -> bool:
    """Whether the name is one of a place, an institution or a heavenly body."""
    return normal_form(name) in _places()


def level(word: str) -> int:
    """How common an English word is: 10 (the most common 4,000), 20, 35, 40, 50, or `RARE`; inflections and British spellings count."""
    word = word.casefold()
    known = _listed(word)
    return known if known < RARE else _listed(american(word))


def _listed(word: str) -> int:
    levels = _levels()
    if word in levels:
        return levels[word]
    for ending in ("'s", "’s"):
        if word.endswith(ending) and word[: -len(ending)] in levels:
            return levels[word[: -len(ending)]]
    return RARE


@cache
def _nouns() -> dict[str, NounClass]:
    classes = {each.value: each for each in NounClass}
    lines = (line.rsplit(maxsplit=1) for name in ("nouns.txt", "compounds.txt") for line in _lines(name))
    return {noun: classes[kind[0]] for noun, kind in lines}


@cache
def _compounds() -> dict[str, bool]:
    return {noun: kind.endswith("+") for noun, kind in (line.split("\t") for line in _lines("compounds.txt"))}


@cache
def _hypernyms() -> dict[str, str]:
    return dict(line.split("\t") for line in _lines("hypernyms.txt"))


@cache
def _synonyms() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for one, other in (line.split("\t") for line in _lines("synonyms.txt")):
        found.setdefault(one, []).append(other)
        found.setdefault(other, []).append(one)
    return {noun: tuple(others) for noun, others in found.items()}


def hypernyms(noun: str) -> tuple[tuple[str, bool], ...]:
    """What a noun is a kind of, one step up, by its main senses; and whether (nearly) each use of the noun has that sense."""
    return tuple((each.rstrip("!"), each.endswith("!")) for each in _hypernyms().get(noun, "").split(";") if each)


def synonyms(noun: str) -> tuple[str, ...]:
    """Nouns that have the one sense of a noun, and no other, too: `epinephrine` for `adrenaline`."""
    return _synonyms().get(noun, ())


def noun_class(noun: str) -> NounClass | None:
    """What a noun in the singular mostly stands for; None of what is no noun of the list.

    Nouns of several words are listed too (lower case, spaces for hyphens): `market price`, `common sense`.
    """
    return _nouns().get(noun.casefold())


def is_kind_of_head(compound: str) -> bool | None:
    """Whether a noun of several words is a kind of what its head says (`market price`, but not `pipe dream`); None of those in no list."""
    return _compounds().get(compound.casefold())


@remembered(65_536)
def american(word: str) -> str:
    """The American spelling of a British word (`behaviour` -> `behavior`); any other word as it is."""
    if len(word) < _SHORTEST:
        return word
    for pattern, replacement in _BRITISH:
        changed = pattern.sub(replacement, word)
        if changed != word and _listed(changed) < RARE:
            return changed
    return word


@remembered(65_536)
def _folded(word: str) -> str:
    return unaccented(word).casefold()
