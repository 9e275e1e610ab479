"""What a personal name looks like: pure rules on words, shared by the people extractor, the title rules and the resolver.

The rules cure the false hits listed in our reading of 426 highlights: swallowed titles (`Tobias … - Loom`), firms and
foundations that bear a name, sentence-opening words (`So Tuesday`), Title Case headings, three given names in a row.
"""

from __future__ import annotations

import re

from graphbuild.extractors.lexicon import COMMON, RARE, given_name_rank, is_given_name, is_surname, level
from graphbuild.text import unaccented

_EVERYDAY = 20  # SCOWL level
_FREQUENT = 500  # census rank of first names that begin a name wherever they stand
_WORD = re.compile(r"^[^\W\d_](?:[\w'’.-]*[\w.])?$")
_INITIAL = re.compile(r"^[A-Z]\.?$|^(?:[A-Z]\.){1,3}$|^[A-Z]{2}$")
_TITLES = frozenset(
    [
        "dr",
        "mr",
        "mrs",
        "ms",
        "prof",
        "professor",
        "president",
        "senator",
        "governor",
        "judge",
        "justice",
        "sir",
        "dame",
        "lord",
        "lady",
        "king",
        "queen",
        "prince",
        "princess",
        "emperor",
        "pope",
        "saint",
        "st",
        "father",
        "sister",
        "brother",
        "captain",
        "general",
        "colonel",
        "major",
        "sergeant",
        "doctor",
        "coach",
        "rabbi",
        "reverend",
        "rev",
        "chancellor",
        "minister",
        "secretary",
    ]
)
_PARTICLES = frozenset(
    [
        "van",
        "von",
        "de",
        "der",
        "den",
        "del",
        "della",
        "di",
        "da",
        "du",
        "la",
        "le",
        "bin",
        "ibn",
        "al",
        "el",
        "dos",
        "das",
        "ten",
        "ter",
        "af",
        "av",
        "zu",
        "y",
    ]
)
_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "esq", "dds"])
# The head of a name that belongs to an organisation, a place or a thing, not to a person.
_THING_HEADS = frozenset(
    [
        "academy",
        "advisors",
        "analytics",
        "consulting",
        "dynamics",
        "holdings",
        "media",
        "networks",
        "robotics",
        "software",
        "solutions",
        "agency",
        "airlines",
        "airport",
        "annual",
        "association",
        "avenue",
        "award",
        "awards",
        "bank",
        "bay",
        "beach",
        "bill",
        "boulevard",
        "bowl",
        "bridge",
        "brothers",
        "building",
        "canyon",
        "capital",
        "castle",
        "center",
        "centre",
        "challenge",
        "chapel",
        "church",
        "city",
        "classic",
        "clinic",
        "club",
        "collection",
        "college",
        "commission",
        "committee",
        "companies",
        "company",
        "conference",
        "corporation",
        "council",
        "county",
        "course",
        "court",
        "creek",
        "cup",
        "department",
        "desert",
        "disease",
        "district",
        "dollar",
        "drive",
        "effect",
        "election",
        "electric",
        "endowment",
        "enterprises",
        "estate",
        "fellowship",
        "festival",
        "field",
        "fields",
        "forum",
        "foundation",
        "fund",
        "gallery",
        "garden",
        "gate",
        "group",
        "hall",
        "hill",
        "hospital",
        "hotel",
        "house",
        "inc",
        "industries",
        "instruments",
        "initiative",
        "institute",
        "island",
        "islands",
        "journal",
        "lab",
        "laboratory",
        "labs",
        "lake",
        "law",
        "lecture",
        "lectures",
        "library",
        "llc",
        "ltd",
        "magazine",
        "mall",
        "mansion",
        "market",
        "medal",
        "memorial",
        "method",
        "model",
        "mountain",
        "museum",
        "music",
        "news",
        "observatory",
        "office",
        "orchestra",
        "park",
        "partners",
        "pass",
        "place",
        "plan",
        "plaza",
        "point",
        "post",
        "press",
        "prize",
        "problem",
        "program",
        "project",
        "railroad",
        "records",
        "report",
        "republic",
        "restaurant",
        "review",
        "river",
        "road",
        "scholarship",
        "school",
        "science",
        "sciences",
        "sea",
        "shoes",
        "show",
        "society",
        "square",
        "stadium",
        "station",
        "store",
        "street",
        "studio",
        "studios",
        "summit",
        "syndrome",
        "system",
        "technologies",
        "temple",
        "test",
        "theater",
        "theatre",
        "theorem",
        "theory",
        "times",
        "tower",
        "town",
        "trial",
        "trust",
        "tunnel",
        "union",
        "university",
        "valley",
        "ventures",
        "village",
        "wars",
        "way",
        "winery",
        "works",
        "world",
        "yard",
        "zoo",
        "index",
        "podcast",
        "principle",
        "paradox",
        "razor",
        "dilemma",
        "scale",
        "curve",
        "equation",
        "constant",
        "syndrome",
        "act",
        "amendment",
        "doctrine",
        "administration",
        "campaign",
    ]
)
# Heads of things that are surnames too: after a given name, and with nothing else around, they are.
_ALSO_SURNAMES = frozenset(
    [
        "bridge",
        "castle",
        "church",
        "court",
        "field",
        "fields",
        "hall",
        "hill",
        "house",
        "lake",
        "law",
        "park",
        "point",
        "post",
        "river",
        "school",
        "temple",
        "woods",
    ]
)
CALENDAR = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "christmas",
        "easter",
    ]
)
OPENERS = frozenset(
    [
        "so",
        "and",
        "but",
        "or",
        "if",
        "when",
        "then",
        "that",
        "this",
        "because",
        "like",
        "well",
        "yeah",
        "yes",
        "no",
        "oh",
        "okay",
        "ok",
        "now",
        "hey",
        "hi",
        "hello",
        "thanks",
        "thank",
        "as",
        "in",
    ]
)


def is_capitalised(word: str) -> bool:
    """Whether a word begins with a capital and is not all capitals (initials aside)."""
    return bool(word) and word[0].isupper() and (not word.isupper() or _INITIAL.match(word) is not None)


def is_initial(word: str) -> bool:
    """Whether the word is an initial with its dot (`F.`, `J.R.R.`); a capital alone may be anything."""
    return word.endswith(".") and _INITIAL.match(word) is not None


def bare(word: str) -> str:
    """A word without its possessive ending and the dots of a title."""
    for ending in ("'s", "’s", "'", "’"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)]
    return word


def is_title(word: str) -> bool:
    """Whether the word is a title before a name (`Dr.`)."""
    return word.casefold().rstrip(".") in _TITLES


def is_particle(word: str) -> bool:
    """Whether the word is a lower-case part of surnames (`van`)."""
    return word in _PARTICLES


def names_a_thing(word: str) -> bool:
    """Whether a name followed by this word is the name of an organisation, a place, an award or a disease."""
    return bare(word).casefold().rstrip(".,") in _THING_HEADS


def clean(words: list[str]) -> list[str]:
    """The words of a name without what a tagger swallows: openers, titles, suffixes, possessives, lower-case ends."""
    words = [bare(word) for word in words]
    while words and (words[0].casefold() in OPENERS or is_title(words[0]) or not (words[0][0].isupper())):
        words = words[1:]
    while words and (words[-1].casefold().replace(".", "").rstrip(",") in _SUFFIXES or not words[-1][0].isupper()):
        words = words[:-1]
    return words


def is_full_name(words: list[str], *, title_case: bool = False, alone: bool = False) -> bool:
    """Whether the words have the shape of a full name.

    Two to four words, capitals, no head of a thing. The first is a given name or initials, or else none of the words is a
    common one. `title_case`: the text capitalises everything, so that a capital proves nothing and a given name must lead.
    `alone`: nothing else stands around it, so that it is no part of a longer name of a thing.
    """
    if not 2 <= len(words) <= 4 or not all(_WORD.match(word) for word in words) or len(set(words)) == 1:
        return False
    if not all(is_capitalised(word) or (n and is_particle(word)) for n, word in enumerate(words)):
        return False
    surname = alone and len(words) == 2 and is_given_name(words[0]) and words[1].casefold() in _ALSO_SURNAMES
    if any(names_a_thing(word) for word in words[1:]) and not surname:
        return False
    if any(level(unaccented(word)) <= COMMON and not is_given_name(word) for word in words[1:-1] if not is_particle(word.casefold())):
        return False  # `Blue Kettle Enterprise Loom`
    if len(words) > 2 and not is_given_name(words[0]) and any(given_name_rank(word) <= _FREQUENT for word in words[1:-1]):
        return False  # `Skipper Chipper Marcus Tallow`: the name begins later
    if any(len(word) == 2 and word.isupper() and word.isalpha() for word in words[1:]):
        return False  # `Jane Doe EP 12`
    if (
        len(words[0]) == 2
        and words[0].isupper()
        and words[0].isalpha()
        and (len(words) > 2 or not is_surname(words[1]) or level(words[1]) <= _EVERYDAY)
    ):
        return False  # `JB Finch` is somebody, `AI Search` is not
    if words[0].casefold() in CALENDAR or words[-1].casefold() in CALENDAR:
        return False
    given = is_given_name(words[0]) or (_INITIAL.match(words[0]) is not None and len(words) > 1)
    rare = [level(unaccented(word)) for word in words if not _INITIAL.match(word) and not is_particle(word.casefold())]
    if given:
        # `Grace Period`, `Mark Up`: a given name that is a common word needs a surname that is none.
        surname_like = is_surname(words[-1]) or level(unaccented(words[-1])) >= RARE
        return level(words[0]) > COMMON or (min(rare[-1:], default=0) > COMMON and surname_like) or is_given_name(words[-1])
    return not title_case and min(rare, default=0) >= RARE


def is_lone_name(word: str) -> bool:
    """Whether a single word may name a person by itself (`Picasso`, `Einstein's`): a capital, and no common English word."""
    word = bare(word)
    return (
        len(word) > 2
        and is_capitalised(word)
        and _WORD.match(word) is not None
        and level(unaccented(word)) > 50
        and not names_a_thing(word)
    )


def is_name_in_lower_case(words: list[str]) -> bool:
    """Whether two words are a given name that is no English word and a surname that is no everyday one (`tobias hartwell`)."""
    if len(words) != 2 or not is_given_name(words[0]) or not is_surname(words[1]):
        return False
    return level(unaccented(words[0])) >= RARE and level(unaccented(words[1])) > COMMON
