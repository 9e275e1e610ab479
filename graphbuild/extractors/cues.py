"""What the words around a name say: that somebody is meant, and who is speaking or spoken to. Pure rules on tagged tokens.

A single word proves little (`Grace`, `Amazon`); what stands beside it does: `my name is tobias`, `So, Tobias, …`,
`Calloway wrote`, `Tobias's question`. Speaker naming rests on the same cues (resolvers/speakers.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from graphbuild.extractors.base import Token
from graphbuild.extractors.names import is_title


class Cue(StrEnum):
    """What shows that a name is a person's, strongest first."""

    INTRODUCES = "says who is speaking"
    ADDRESSED = "is spoken to"
    TITLE = "follows a title"
    SPEAKS = "does what persons do"
    ROLE = "follows a word for a person"
    OWNS = "owns something"


_STOPS = frozenset(",.?!;:")
_GREETINGS = frozenset(["hi", "hey", "hello", "thanks", "dear", "welcome", "sorry", "congratulations"])
_OPENERS = frozenset(["so", "well", "okay", "ok", "yeah", "yes", "no", "right", "now", "oh", "ah", "alright", "exactly", "please"])
# Verbs whose subject (or, for the second list, object) is a person.
_PERSONAL = frozenset(
    [
        "say",
        "ask",
        "write",
        "tweet",
        "argue",
        "explain",
        "suggest",
        "mention",
        "think",
        "believe",
        "wonder",
        "tell",
        "remind",
        "paint",
        "compose",
        "teach",
        "remark",
        "reply",
        "answer",
        "claim",
        "joke",
        "quip",
        "sing",
        "marry",
        "die",
        "know",
        "recommend",
        "share",
        "emphasize",
        "describe",
        "discuss",
        "note",
        "propose",
        "insist",
        "admit",
        "recall",
        "laugh",
        "agree",
        "disagree",
        "talk",
        "speak",
        "love",
        "hate",
        "invent",
        "discover",
        "feel",
        "want",
        "try",
        "notice",
        "realize",
        "publish",
        "preach",
        "quote",
    ]
)
_OF_PERSON = frozenset(["ask", "tell", "remind", "thank", "marry", "interview", "paraphrase", "quote", "meet", "email", "explain", "say"])
_PERSON_WORDS = frozenset(
    [
        "friend",
        "colleague",
        "wife",
        "husband",
        "brother",
        "sister",
        "mother",
        "father",
        "son",
        "daughter",
        "uncle",
        "aunt",
        "cousin",
        "partner",
        "boss",
        "mentor",
        "author",
        "writer",
        "poet",
        "novelist",
        "professor",
        "psychologist",
        "philosopher",
        "economist",
        "physicist",
        "scientist",
        "historian",
        "biologist",
        "neuroscientist",
        "researcher",
        "doctor",
        "journalist",
        "reporter",
        "founder",
        "co-founder",
        "cofounder",
        "ceo",
        "entrepreneur",
        "investor",
        "billionaire",
        "host",
        "co-host",
        "cohost",
        "guest",
        "coach",
        "actor",
        "actress",
        "comedian",
        "director",
        "artist",
        "painter",
        "musician",
        "singer",
        "composer",
        "runner",
        "player",
        "engineer",
        "mathematician",
        "therapist",
        "monk",
        "designer",
        "blogger",
        "youtuber",
        "listener",
        "caller",
        "buddy",
        "guy",
        "named",
    ]
)
_QUOTED = frozenset(["quote", "quotes", "quotation", "line"])  # `this Picasso line`
_OWNED = frozenset(
    [
        "question",
        "book",
        "books",
        "work",
        "works",
        "theory",
        "idea",
        "ideas",
        "point",
        "essay",
        "essays",
        "podcast",
        "show",
        "paper",
        "wife",
        "husband",
        "mother",
        "father",
        "dad",
        "mom",
        "son",
        "daughter",
        "brother",
        "sister",
        "friend",
        "life",
        "death",
        "law",
        "method",
        "story",
        "company",
        "blog",
        "newsletter",
        "advice",
        "view",
        "views",
        "writing",
        "philosophy",
    ]
)


def cue(tokens: Sequence[Token], begin: int, end: int) -> Cue | None:
    """The strongest cue around the words from token `begin` to `end` (exclusive), or None."""
    before = [tokens[n].text.casefold() for n in range(max(0, begin - 3), begin)]
    after = tokens[end].text.casefold() if end < len(tokens) else ""
    if _introduces(before):
        return Cue.INTRODUCES
    if _addressed(before, after, begin):
        return Cue.ADDRESSED
    if before and is_title(before[-1]) and not _is_verb(tokens[begin - 1]):
        return Cue.TITLE
    if _acts(tokens, begin, end):
        return Cue.SPEAKS
    if before and before[-1] in _PERSON_WORDS:
        return Cue.ROLE
    if after in _QUOTED:
        return Cue.OWNS
    if after in ("'s", "s'") and end + 1 < len(tokens) and tokens[end + 1].text.casefold() in _OWNED:
        return Cue.OWNS
    return None


def _introduces(before: Sequence[str]) -> bool:
    """`my name is`, `name 's`, `I am`, `I 'm`; and `this is`, where it opens a sentence."""
    two = tuple(before[-2:])
    if two in (("name", "is"), ("name", "'s"), ("i", "am"), ("i", "'m")):
        return True
    return two == ("this", "is") and (len(before) < 3 or before[-3] in _STOPS or before[-3] in _OPENERS | _GREETINGS)


def _addressed(before: Sequence[str], after: str, begin: int) -> bool:
    """Between commas, after a greeting, or as the first word: `So, Ines, …`, `Thanks, Ines.`, `Ines, what …`."""
    if before and before[-1] in _GREETINGS:
        return True
    if after not in _STOPS:
        return False
    if not before or begin == 0:
        return after == ","
    if before[-1] in (".", "?", "!"):
        return after == ","
    return before[-1] in _OPENERS or before[-1] == "," or tuple(before[-2:]) in (("thank", "you"), ("you", "know"))


def _acts(tokens: Sequence[Token], begin: int, end: int) -> bool:
    """Whether the name is the subject of what persons do, or the object of what is done to persons."""
    n = end
    while n < len(tokens) and tokens[n].tag in ("RB", "MD") and n < end + 2:
        n += 1  # `Ines never said`, `Ines would say`
    if n < len(tokens) and tokens[n].tag in ("VBZ", "VBD", "VB") and tokens[n].lemma in _PERSONAL:
        return True
    before = tokens[begin - 1] if begin else None
    if before is None:
        return False
    if _is_verb(before) and before.lemma in _OF_PERSON:
        return True
    return before.text.casefold() == "to" and begin > 1 and tokens[begin - 2].text.casefold() in ("according", "thanks")


def _is_verb(token: Token) -> bool:
    return token.tag.startswith("VB")
