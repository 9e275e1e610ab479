"""Sets capitals right before tagging: what a speech recogniser wrote small or large by accident. Never changes a length.

Transcripts of 2022 have no capitals in mid sentence (a third of the labelled names stand in lower case), and a tagger sees
nothing there; later ones set a capital where two segments join (`put it Under the lamp`, about every 200 characters).
"""

from __future__ import annotations

import re

from graphbuild.extractors.lexicon import COMMON, RARE, given_name_rank, is_given_name, is_place, is_surname, level, notable, surname_rank
from graphbuild.extractors.names import is_particle

_CAPITAL_AFTER_WORD = re.compile(r"(?<=[a-z,'’] )[A-Z][a-z'’]*\b(?! [A-Z])")
_WORD = re.compile(r"(?<![\w@#./'’-])[A-Za-z]+(?![\w@/]|\.\w)")
_NAME_FOLLOWS = re.compile(
    r"(?:\bname is|\bname's|\b(?:mr|mrs|ms|dr|professor|saint|hi|hey|hello|thanks|thank you|dear)\.?)\s+$", re.IGNORECASE
)
_FREQUENT = 1_500  # census rank: below it a given name that is no English word is a name wherever it stands
_VERY_FREQUENT = 300  # … and one that is an unusual word (`john`, `martin`) may be one
_FREQUENT_SURNAME = 100  # census rank: such a surname follows a given name though it is an everyday word (`tim brown`)
_EVERYDAY = 20  # SCOWL level up to which a surname is too common a word to follow a given name in lower case
_MIN_LONE = 4  # letters of a rare name alone; shorter ones are mostly pieces of words


def truecased(text: str) -> str:
    """The text with capitals on names that were written small, and without those on common words in mid sentence."""
    return _raise_names(_CAPITAL_AFTER_WORD.sub(_lowered, text))


def _lowered(match: re.Match[str]) -> str:
    word = match[0]
    before = match.string[max(0, match.start() - 20) : match.start()].split()
    if before and before[-1][:1].isupper() and is_given_name(before[-1]):
        return word  # `Tobias Case`
    if word != "I" and not word.startswith(("I'", "I’")) and level(word) <= 20 and not is_given_name(word):
        return word.lower()
    return word


def _raise_names(text: str) -> str:
    words = list(_WORD.finditer(text))
    raised: list[str] = []
    done = 0
    before_is_name = False  # whether the word before is a given name, so that a surname may follow
    for n, match in enumerate(words):
        word = match[0]
        if word[0].isupper():
            before_is_name = is_given_name(word) and level(word) > COMMON
            continue
        after = words[n + 1][0] if n + 1 < len(words) and text[match.end() : words[n + 1].start()] == " " else ""
        adjacent = n > 0 and text[words[n - 1].end() : match.start()] == " "
        if (before_is_name and adjacent and (_may_end_a_name(word) or surname_rank(word) <= _FREQUENT_SURNAME)) or _is_name(
            text, match, after
        ):
            raised += [text[done : match.start()], word.capitalize()]
            done = match.end()
            before_is_name = is_given_name(word)
        else:
            before_is_name = False
    return "".join(raised) + text[done:]


def _may_end_a_name(word: str) -> bool:
    """Whether a word after a given name is its surname: one of the lists and no everyday word, or in no list of words at all."""
    return len(word) > 1 and not is_particle(word) and (level(word) >= RARE or (is_surname(word) and level(word) > _EVERYDAY))


def _is_name(text: str, match: re.Match[str], after: str) -> bool:
    word = match[0]
    if len(word) < 3:
        return False
    rank, common = given_name_rank(word), level(word)
    if common >= RARE:
        known = rank <= _FREQUENT or notable(word) is not None or is_place(word)
        long_enough = len(word) >= _MIN_LONE and (is_surname(word) or is_given_name(word))
        return known or long_enough or (is_given_name(word) and _may_end_a_name(after))
    if rank > _FREQUENT:
        return False
    return (_may_end_a_name(after) and (is_surname(after) or rank <= _VERY_FREQUENT)) or _is_called(
        text, match, rare=common > COMMON - 1 and rank <= _VERY_FREQUENT
    )


def _is_called(text: str, match: re.Match[str], *, rare: bool) -> bool:
    """Whether the words around make a name of what could be a word: `my name is rose`, and of an unusual word `…, martin`."""
    if _NAME_FOLLOWS.search(text, max(0, match.start() - 14), match.start()):
        return True
    return (
        rare
        and text[max(0, match.start() - 2) : match.start()].rstrip(" ").endswith(",")
        and text[match.end() : match.end() + 1] in tuple(",.?!")
    )
