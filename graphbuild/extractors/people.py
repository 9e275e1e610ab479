"""People in a passage: candidates, each found by one named rule, with how sure the rule is.

A full name is somebody; a single name is a candidate whose worth depends on what stands around it (cues.py) and is settled with
the whole episode in view (resolvers/people.py). Highlight titles are Title Case: there a given name must lead (raw tagging
of titles gave mostly false hits: F1 .71 on titles, our measurement).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from graphbuild.extractors import names
from graphbuild.extractors.base import Token
from graphbuild.extractors.cues import Cue, cue
from graphbuild.extractors.lexicon import (
    COMMON,
    RARE,
    UNRANKED,
    given_name_rank,
    is_given_name,
    is_notable,
    is_place,
    is_surname,
    level,
    notable,
    surname_rank,
)
from graphbuild.model import Field, Mention, MentionKind, Passage
from graphbuild.text import unaccented


class Rule(StrEnum):
    """What made a candidate, by name; `without` in the settings leaves rules out."""

    TAGGED_FULL_NAME = "tagged full name"
    CAPITALS_FULL_NAME = "full name by its capitals"
    LOWER_FULL_NAME = "full name in lower case"
    TITLED_NAME = "name after a title"
    CUED_GIVEN_NAME = "first name with a cue"
    TAGGED_GIVEN_NAME = "tagged first name"
    GIVEN_NAME = "first name, nothing else"
    NOTABLE_NAME = "known by one name"
    DOUBTFUL_NOTABLE = "known by one name, or a thing"
    CUED_SURNAME = "surname with a cue"
    TAGGED_SURNAME = "tagged surname"
    THING = "a thing that wears a name"


CONFIDENCE = {
    Rule.TAGGED_FULL_NAME: 0.95,
    Rule.CAPITALS_FULL_NAME: 0.85,
    Rule.LOWER_FULL_NAME: 0.8,
    Rule.TITLED_NAME: 0.85,
    Rule.CUED_GIVEN_NAME: 0.85,
    Rule.TAGGED_GIVEN_NAME: 0.7,
    Rule.GIVEN_NAME: 0.4,
    Rule.NOTABLE_NAME: 0.85,
    Rule.DOUBTFUL_NOTABLE: 0.6,
    Rule.CUED_SURNAME: 0.7,
    Rule.TAGGED_SURNAME: 0.6,
    Rule.THING: 0.0,  # evidence against: the resolver weighs it over the whole vault, and drops it
}
"""How sure a candidate of each rule is, in [0, 1]: its precision on our labelled sample, rounded."""

_TITLE_CASE = frozenset({Field.TITLE, Field.EPISODE_TITLE, Field.SHOW_NAME})
# What the tagger may call a surname that stands alone and is somebody all the same; a place or a people is none.
_MISTAKEN = frozenset({"", "PERSON", "ORG", "WORK_OF_ART", "PRODUCT"})
_PERSON, _ORGANISATION, _PEOPLES = "PERSON", "ORG", "NORP"
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_BREAKS = frozenset('-–—:|,;/()[]"“”&.!?…')
_STRONG = frozenset({Cue.SPEAKS, Cue.ROLE, Cue.INTRODUCES, Cue.TITLE})
_ENDS = frozenset('.?!:"“”…')
_AT = frozenset(["at", "in", "into", "near", "through", "via", "on"])
_LAWS = frozenset(["law", "razor", "paradox", "disease", "syndrome", "principle", "dilemma", "theorem", "effect", "constant", "curve"])
_EMPLOYED = frozenset(["at", "join", "leave", "near", "into", "inside", "outside"])
_ARTICLES = frozenset(["a", "an", "the"])
_FREQUENT = 1_500  # census rank up to which a first name is one that everybody knows
_VERY_FREQUENT = 400  # … and up to which it carries a surname that nobody knows
_FREQUENT_SURNAME = 100  # census rank up to which a surname counts that is an everyday word, too
_SHORT = 4  # letters; a shorter or equal word in small letters is mostly a piece of another (`arr`, `ing`)
_EVERYDAY = 20  # SCOWL level up to which a word is too common to be a name without a cue that names it


@dataclass(frozen=True, slots=True)
class PeopleExtractor:
    """Finds candidates for people, by all rules but those in `without`."""

    without: AbstractSet[str] = frozenset()
    name: str = "people"
    version: str = "2"

    def run(self, passage: Passage, tokens: Sequence[Token]) -> Iterator[Mention]:
        """Candidates with the offsets of the cleaned name; none overlaps another."""
        taken: set[int] = set()
        for begin, end, words, rule in self._found(passage, tokens, taken):
            if rule in self.without or not taken.isdisjoint(range(begin, end)):
                continue
            taken.update(range(begin, end))
            yield self._mention(passage, tokens, begin, end, words, rule)

    def _found(self, passage: Passage, tokens: Sequence[Token], taken: set[int]) -> Iterator[tuple[int, int, list[str], Rule]]:
        for first, last in _spans(tokens, _PERSON):
            yield from _full_names(passage, tokens, first, last, tagged=True)
        for first, last in _runs_of_capitals(passage, tokens, taken):
            yield from _full_names(passage, tokens, first, last, tagged=False)
        for first, last in _spans(tokens, _ORGANISATION):
            words = [names.bare(tokens[n].text) for n in range(first, last)]
            if len(words) > 1 and names.is_full_name(words) and not is_given_name(words[0]):
                yield first, last, words, Rule.THING
        for n in range(len(tokens)):
            if n not in taken and (rule := _lone(passage, tokens, n)):
                yield n, n + 1, [names.bare(tokens[n].text)], rule

    def _mention(self, passage: Passage, tokens: Sequence[Token], begin: int, end: int, words: Sequence[str], rule: Rule) -> Mention:
        start, stop = tokens[begin].start, tokens[end - 1].start + len(names.bare(tokens[end - 1].text))
        return Mention(
            field=passage.field,
            position=passage.position,
            start=start,
            end=stop,
            quote=passage.text[start:stop],
            kind=MentionKind.PERSON,
            name=" ".join(words),
            confidence=CONFIDENCE[rule],
            extractor=f"{self.name}-{self.version}",
            rule=rule,
        )


EXTRACTOR = PeopleExtractor()


def _full_names(
    passage: Passage, tokens: Sequence[Token], first: int, last: int, *, tagged: bool
) -> Iterator[tuple[int, int, list[str], Rule]]:
    """The full names within a span, cleaned; a title before a single word makes it one."""
    title_case = passage.field in _TITLE_CASE
    for part in _between_breaks(passage, tokens, first, last):
        span = _trim(tokens, *part)
        if span is None:
            continue
        begin, end = span
        words = [names.bare(tokens[n].text) for n in range(begin, end) if tokens[n].tag != "POS"]
        if len(words) < 2 or (end < len(tokens) and names.names_a_thing(tokens[end].text)):
            continue
        if not names.is_full_name(words, title_case=title_case or not tagged) or is_place(" ".join(words)):
            continue
        if title_case and level(unaccented(words[-1])) <= COMMON:
            continue  # `What Darwin Kept in the Drawer`
        if not is_given_name(words[0]) and _is_somewhere(tokens, begin) and not is_notable(" ".join(words)):
            yield begin, end, words, Rule.THING  # `from Halvorsen Quill`
            continue
        doubted = not tagged and any(tokens[n].entity for n in range(begin, end)) and given_name_rank(words[0]) == UNRANKED
        if doubted and not is_notable(" ".join(words)):
            continue  # the tagger says what else it is, and the first name is a rare one (`Lindqvist Optics`)
        if any(tokens[n].entity == _PEOPLES for n in range(begin, end)):
            continue  # `Welsh Methodist Farmers`
        lower = any(passage.text[tokens[n].start].islower() and not names.is_particle(tokens[n].text) for n in range(begin, end))
        if lower and not _is_sure_in_lower_case(words, tagged=tagged, has_cue=cue(tokens, begin, end) in _STRONG):
            continue
        yield begin, end, words, Rule.LOWER_FULL_NAME if lower else Rule.TAGGED_FULL_NAME if tagged else Rule.CAPITALS_FULL_NAME


def _is_sure_in_lower_case(words: Sequence[str], *, tagged: bool, has_cue: bool) -> bool:
    """Whether words written small are a full name: their look alone, or a likely look and the tagger or a cue."""
    first, last = words[0], words[-1]
    if names.is_particle(first.lower()) or len(last) < 3:
        return False
    known = given_name_rank(first) <= _FREQUENT
    if is_notable(" ".join(words)) or (known and names.is_name_in_lower_case([word.lower() for word in words])):
        return True
    if not is_given_name(first) or not (tagged or has_cue):
        return False
    if known and is_surname(last) and level(last) > _EVERYDAY:
        return level(first) >= RARE or level(last) >= RARE
    if known and tagged and level(first) >= RARE and surname_rank(last) <= _FREQUENT_SURNAME:
        return True  # `tim brown`
    if given_name_rank(first) <= _VERY_FREQUENT and tagged and level(first) >= RARE and level(last) >= RARE and len(last) >= _SHORT:
        return True  # `tobias quennelworth`, whose surname no list has
    return has_cue and level(last) >= RARE and (level(first) >= RARE or known)


def _is_somewhere(tokens: Sequence[Token], begin: int) -> bool:
    return begin > 0 and tokens[begin - 1].text.casefold() in _AT | {"from"}


def _lone(passage: Passage, tokens: Sequence[Token], n: int) -> Rule | None:
    """By which rule a single word names somebody; None where by none."""
    token = tokens[n]
    word = names.bare(token.text)
    if not names.is_capitalised(word) or word.isupper() or len(word) < 2 or not word.isalpha():
        return None
    if _heads_a_thing(passage, tokens, n):
        return Rule.THING
    if _is_part_of_a_name(passage, tokens, n) or _names_a_law(tokens, n):
        return None
    if passage.field in _TITLE_CASE:
        return _lone_in_title_case(word, token)
    if token.text.casefold() in names.OPENERS | names.CALENDAR or not token.tag.startswith(("NN", "FW", "UH", "JJ")):
        return None
    seen = cue(tokens, n, n + 1)
    somewhere = n > 0 and tokens[n - 1].text.casefold() in _AT
    attribute = n > 0 and tokens[n - 1].text.casefold() in _ARTICLES
    common, is_given = level(word), is_given_name(word)
    if seen is Cue.TITLE and (common > _EVERYDAY or given_name_rank(word) < UNRANKED):
        return None if _is_titled_place(tokens, n) else Rule.TITLED_NAME
    if token.entity in _PLACES and is_place(word):
        return Rule.GIVEN_NAME if is_given and seen else None  # `…, Paris, …`: the host, where the show has one of that name
    if is_given and token.entity == _PEOPLES:
        return None  # `the Welsh way`
    if is_given and (given_name_rank(word) < UNRANKED or notable(word) is None):
        return Rule.GIVEN_NAME if attribute or somewhere else _lone_given_name(passage, tokens, n, seen)
    if common < RARE or (notable(word) is None and not is_surname(word)):
        return None
    if notable(word) is not None:
        return _lone_notable(passage, tokens, n, seen)
    if seen in (Cue.SPEAKS, Cue.ROLE, Cue.INTRODUCES) and not is_place(word) and not attribute:
        return Rule.CUED_SURNAME
    if somewhere or token.entity not in _MISTAKEN or (_is_attribute(tokens, n) and token.entity != _PERSON):
        return Rule.THING
    if attribute:
        return None
    if token.entity == _PERSON and _is_proven(passage, tokens, n):
        return Rule.TAGGED_SURNAME
    return None


def _is_titled_place(tokens: Sequence[Token], n: int) -> bool:
    """`St. Louis`; and after `in` or `to` any saint (`in Saint Somewhere`)."""
    title = tokens[n - 1].text
    somewhere = n > 1 and tokens[n - 2].text.casefold() in _AT | {"to", "from", "of"}
    return is_place(f"{title} {tokens[n].text}") or (title.casefold().rstrip(".") in ("st", "saint") and somewhere)


def _lone_notable(passage: Passage, tokens: Sequence[Token], n: int, seen: Cue | None) -> Rule | None:
    """A name of history: written with its capital, or, where that proves nothing, with a cue or the tagger's word for it."""
    before = tokens[n - 1].lemma.casefold() if n else ""
    if before in _EMPLOYED or tokens[n].entity in _PLACES:
        return Rule.THING
    if seen and (seen is not Cue.ADDRESSED or not _is_small(passage, tokens[n])):
        return Rule.NOTABLE_NAME
    long_enough = len(tokens[n].text) > _SHORT
    if long_enough and (not is_surname(tokens[n].text) or (tokens[n].entity in ("", _PERSON) and not _is_small(passage, tokens[n]))):
        return Rule.NOTABLE_NAME  # `Aristotle`, `the buddha`: nothing else is called so; `Plato`, with its capital
    if before == "the" and _is_small(passage, tokens[n]) and tokens[n].entity != _PERSON:
        return None  # `the halvorsen five list`
    if tokens[n].entity not in ("", _PERSON) or _is_attribute(tokens, n):
        return Rule.DOUBTFUL_NOTABLE
    if _is_proven(passage, tokens, n):
        return Rule.NOTABLE_NAME
    return Rule.DOUBTFUL_NOTABLE if long_enough else None


def _lone_given_name(passage: Passage, tokens: Sequence[Token], n: int, seen: Cue | None) -> Rule:
    word, proven = names.bare(tokens[n].text), _is_proven(passage, tokens, n)
    common, rank = level(word), given_name_rank(word)
    telling = seen if proven or seen is not Cue.ADDRESSED or _within_sentence(tokens, n) else None
    if telling and (common > _EVERYDAY or telling is Cue.INTRODUCES) and (proven or rank < UNRANKED):
        return Rule.CUED_GIVEN_NAME
    if tokens[n].entity == _PERSON and common > COMMON and proven:
        return Rule.TAGGED_GIVEN_NAME
    if proven and common >= RARE and n + 1 < len(tokens) and tokens[n + 1].tag in ("VBZ", "VBD", "MD"):
        return Rule.CUED_GIVEN_NAME  # `Tobias had been there`
    return Rule.GIVEN_NAME


def _is_proven(passage: Passage, tokens: Sequence[Token], n: int) -> bool:
    """Whether the capital says something: written so, and not because a sentence begins."""
    return not _is_small(passage, tokens[n]) and _within_sentence(tokens, n)


def _within_sentence(tokens: Sequence[Token], n: int) -> bool:
    return n > 0 and tokens[n - 1].text not in _ENDS


def _lone_in_title_case(word: str, token: Token) -> Rule | None:
    """In a title a capital proves nothing: only a name that is no English word, and that the tagger too calls a person."""
    if not names.is_lone_name(word) or is_place(word):
        return None
    if notable(word) is not None and not is_surname(word) and not is_given_name(word):
        return Rule.NOTABLE_NAME  # `Aristotle for Bakers`
    if token.entity != _PERSON:
        return None
    if is_given_name(word):
        return Rule.GIVEN_NAME
    return Rule.TAGGED_SURNAME if is_surname(word) or notable(word) is not None else None


def _is_small(passage: Passage, token: Token) -> bool:
    """Whether the passage has the word in lower case."""
    return passage.text[token.start : token.start + 1].islower()


def _is_attribute(tokens: Sequence[Token], n: int) -> bool:
    """`a Halvorsen boat`, `the next Halvorsen`: the name of a thing, after an article."""
    articles = [k for k in (n - 1, n - 2) if k >= 0 and tokens[k].text.casefold() in ("a", "an")]
    following = n + 1 < len(tokens) and tokens[n + 1].tag in ("NN", "NNS")
    return bool(articles) or (following and n > 0 and tokens[n - 1].text.casefold() == "the")


def _heads_a_thing(passage: Passage, tokens: Sequence[Token], n: int) -> bool:
    """Whether the head of a thing follows (`Halvorsen Instruments`)."""
    if n + 1 == len(tokens) or passage.text[tokens[n].end : tokens[n + 1].start] != " ":
        return False
    return names.names_a_thing(tokens[n + 1].text) and not tokens[n + 1].tag.startswith("VB")


def _names_a_law(tokens: Sequence[Token], n: int) -> bool:
    """`Parkinson's law`: by now the law's name."""
    return n + 2 < len(tokens) and tokens[n + 1].text in ("'s", "’s") and tokens[n + 2].text.casefold() in _LAWS


def _is_part_of_a_name(passage: Passage, tokens: Sequence[Token], n: int) -> bool:
    """Whether another capitalised word stands beside it: then it is no name by itself."""
    if n + 1 < len(tokens) and _is_proper(tokens[n + 1], tokens[n]) and passage.text[tokens[n].end : tokens[n + 1].start] == " ":
        return True
    return n > 0 and _is_proper(tokens[n - 1], tokens[n]) and passage.text[tokens[n - 1].end : tokens[n].start] == " "


def _is_proper(token: Token, beside: Token) -> bool:
    """Whether a neighbour is part of a longer name; a word said twice is not (`Euler Euler writes`)."""
    is_name = token.text[0].isupper() and token.tag.startswith("NNP") and len(token.text) > 1  # `H2O Max`, too
    return is_name and not names.is_title(token.text) and token.text != beside.text


def _spans(tokens: Sequence[Token], entity: str) -> Iterator[tuple[int, int]]:
    """Spans that the tagger gives one type."""
    n = 0
    while n < len(tokens):
        if tokens[n].entity == entity:
            first = n
            n += 1
            while n < len(tokens) and tokens[n].entity == entity and not tokens[n].begins:
                n += 1
            yield first, n
        else:
            n += 1


def _runs_of_capitals(passage: Passage, tokens: Sequence[Token], taken: set[int]) -> Iterator[tuple[int, int]]:
    """Two to four capitalised words in a row, beginning with a given name, that no tagged name covers."""
    for first, token in enumerate(tokens):
        if first in taken or not names.is_capitalised(token.text) or not (is_given_name(token.text) or names.is_initial(token.text)):
            continue
        if first and (names.is_capitalised(tokens[first - 1].text) and tokens[first - 1].tag.startswith("NNP")):
            continue
        last = first + 1
        while last < len(tokens) and last - first < 4 and last not in taken and _continues(passage, tokens, last):
            last += 1
        if last - first > 1:
            yield first, last


def _continues(passage: Passage, tokens: Sequence[Token], n: int) -> bool:
    word = tokens[n].text
    if "\n" in passage.text[tokens[n - 1].end : tokens[n].start]:
        return False
    return (names.is_capitalised(word) and tokens[n].tag.startswith(("NNP", "FW"))) or (
        names.is_particle(word) and n + 1 < len(tokens) and names.is_capitalised(tokens[n + 1].text)
    )


def _between_breaks(passage: Passage, tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int]]:
    """The parts of a span between punctuation or line ends: a tagger runs over `Ines Calloway - The …`."""
    begin = first
    for n in range(first, last + 1):
        if n < last and n > begin and "\n" in passage.text[tokens[n - 1].end : tokens[n].start]:
            yield begin, n
            begin = n
        if n == last or tokens[n].text in _BREAKS or tokens[n].text.casefold() in ("and", "with", "the"):
            if n > begin:
                yield begin, n
            begin = n + 1


def _trim(tokens: Sequence[Token], begin: int, end: int) -> tuple[int, int] | None:
    """The span without what does not belong to the name, at either end."""
    while end > begin and tokens[end - 1].tag == "POS":
        end -= 1
    kept = names.clean([tokens[n].text for n in range(begin, end)])
    while len(kept) > 2 and level(kept[0]) <= COMMON and given_name_rank(kept[1]) <= _FREQUENT and given_name_rank(kept[0]) > _FREQUENT:
        kept = kept[1:]  # `Golden Tobias Wren`
    if not kept:
        return None
    texts = [names.bare(tokens[n].text) for n in range(begin, end)]
    offset = next((k for k in range(len(texts) - len(kept) + 1) if texts[k : k + len(kept)] == kept), None)
    return None if offset is None else (begin + offset, begin + offset + len(kept))
