"""Which runs of words may be a topic: a grammar over parts of speech.

    NP      (adjective | participle | noun)* noun      `slow bread`; the last noun may be a gerund: `night fishing`
    part    what is left of an NP without its first or last words, ending in a noun
    joined  NP (of | in | for | … | and) NP            `price of rope`, `salt and patience`
    gerund  gerund (article)? NP, gerund by gerund, gerund how to verb, and the gerund alone

The patterns are those of term extraction (Justeson and Katz 1995: adjectives and nouns, a preposition between them), widened by the
gerunds in which titles name what people do. Every candidate lies within one line and one sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from graphbuild.extractors.base import Token
from graphbuild.extractors.lexicon import RARE, NounClass, is_given_name, is_place, level, noun_class
from graphbuild.extractors.topic_words import is_empty_head, is_light
from graphbuild.extractors.work_words import words

MOST_WORDS = 6
_PART_WORDS = 4  # parts of a longer phrase are named by few words

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_MODIFIERS = frozenset({"JJ", "VBN", "NN", "NNS", "NNP", "NNPS", "HYPH", "FW", "POS"})
_DETERMINERS = frozenset({"DT", "PRP$", "PDT"})
_LINKS = words("of in for to with between on about against from by without versus vs and through over under as at & or")
_LIGHT_TAGS = frozenset({"JJ", "JJR", "JJS", "NN", "RB", "NNP"})
_NO_MODIFIERS = words(
    "been done had called named per cent someone somebody something anyone anybody anything everyone everybody everything nobody nothing"
)
_GOVERNED = frozenset(
    {"DT", "PRP", "PRP$", "JJ", "JJR", "NN", "NNS", "NNP", "NNPS", "TO", "RB", "RP", "IN", "CD", "VBN", "WRB", "WP", "EX", "VBG", "HYPH"}
)
_NAMING = words("term phrase concept notion")
_EMPTY_DEEDS = words("getting having being doing trying using going looking wanting needing")  # whose object is the topic, if anything is
_BE = words("am is are was were be been being 's 're 'm keep keeps kept start started stop stopped")
_HAVE = words("have has had having 've")
_NO_SUBJECT = words("worth busy hard harder easy easier difficult tough tired afraid")  # before a gerund: `worth reading`, `hard telling`
# Adjectives of degree that mostly measure the very next noun: `high tide mark`, `long distance rowing`.
_DEGREES = words("high low long short large small full single double early late")
# Light words that make terms with some nouns: a place in an order, a degree, a kind.
_TERM_MAKERS = words(
    "big critical double early easy first full hard high key late low major minor next real second short simple single small third true"
)
_ADVERBS = frozenset({"RB", "RBR", "RBS"})


class Shape(StrEnum):
    """How a candidate is built; the ranking trusts some shapes more than others."""

    WHOLE = "whole noun phrase"
    LED = "noun phrase with a light word before it"
    PART = "part of a noun phrase"
    CUT = "cut out of a compound"
    OF = "two noun phrases over of"
    JOINED = "two noun phrases joined"
    GERUND = "gerund phrase"
    ALONE = "gerund alone"


PARTS = frozenset({Shape.PART, Shape.CUT})
PLAIN = PARTS | {Shape.WHOLE, Shape.LED}  # whose label is in the singular; `overcoming obstacles` stays as it is


class Span(NamedTuple):
    """A candidate: tokens `begin` to `end` (half-open)."""

    begin: int
    end: int
    shape: Shape


def spans(tokens: Sequence[Token], text: str) -> Iterator[Span]:
    """All candidates in a text, in the order of their beginnings; the same run of words may come once only."""
    found = list(_spans(tokens, frozenset(_line_ends(tokens, text))))
    # `margin` in `margin of safety` is a part, as `rope` in `slow rope` is.
    within = {n for span in found if span.shape is Shape.OF and _tells(tokens, span, any_part=False) for n in range(span.begin, span.end)}
    seen: set[tuple[int, int]] = set()
    for begin, end, shape in found:
        length = sum(1 for n in range(begin, end) if tokens[n].tag not in ("HYPH", "POS"))
        if 0 < length <= MOST_WORDS and (begin, end) not in seen:
            seen.add((begin, end))
            span = Span(begin, end, Shape.PART if shape is Shape.WHOLE and begin in within else shape)
            if _tells(tokens, span, any_part=True):
                yield span


def _tells(tokens: Sequence[Token], span: Span, *, any_part: bool) -> bool:
    """Whether some part, or each, says something by itself: not `way` or `lot of people`, but `weaving process`."""
    begin = span.begin
    if span.shape is Shape.GERUND:
        if tokens[begin].text.casefold() in _EMPTY_DEEDS:
            return False
        begin += 1  # `consuming anything` says as little as its object
    ends = [n - 1 for n in range(begin + 1, span.end + 1) if n == span.end or tokens[n].text.casefold() in _LINKS]
    begins = [begin, *(end + 2 for end in ends[:-1])]
    telling = (_says(tokens, begin, end) for begin, end in zip(begins, ends, strict=True))
    return any(telling) if any_part else all(telling)


def _says(tokens: Sequence[Token], begin: int, head: int) -> bool:
    """Whether a noun phrase says something: an empty head needs a noun in front (`weaving process`, but not `fascinating process`)."""
    return not is_empty_head(tokens[head].text) or any(tokens[n].tag in _NOUNS or tokens[n].tag == "VBG" for n in range(begin, head))


def _line_ends(tokens: Sequence[Token], text: str) -> Iterator[int]:
    return (n for n in range(len(tokens) - 1) if "\n" in text[tokens[n].end : tokens[n + 1].start])


def _spans(tokens: Sequence[Token], line_ends: frozenset[int]) -> Iterator[Span]:
    n = 0
    while n < len(tokens):
        first, end = _noun_phrase(tokens, n, line_ends)
        if end > first:
            if _may_lead(tokens, first, line_ends):
                yield Span(first - 1, end, Shape.LED)
            yield from _within(tokens, first, end)
            yield from _joined(tokens, first, end, line_ends)
            n = end
            continue
        if tokens[n].tag == "VBG":
            if _may_lead(tokens, n, line_ends) and _closes(tokens, n, line_ends) and tokens[n - 1].text.casefold() not in _NO_SUBJECT:
                yield Span(n - 1, n + 1, Shape.LED)
            yield from _gerund(tokens, n, line_ends)
        n += 1


def _noun_phrase(tokens: Sequence[Token], first: int, line_ends: frozenset[int]) -> tuple[int, int]:
    """The longest simple noun phrase that begins at `first`, without light words in front: (begin, end), end <= begin where there is none."""
    while first < len(tokens) and (_only_leads(tokens, first) or _is_counted(tokens, first)) and first not in line_ends:
        first += 1
    n, last = first, first
    while n < len(tokens):
        token = tokens[n]
        is_gerund = token.tag == "VBG" and n > first
        is_number = _is_number_of(tokens, first, n)
        if not (_is_modifier(token) or is_gerund or is_number) or (token.tag in ("POS", "HYPH") and n == first):
            break
        if is_gerund and not _closes(tokens, n, line_ends):
            break
        if (
            (token.tag in _NOUNS and not _is_adjective(token))
            or is_gerund
            or (is_number and n > first and _closes_with(tokens, n, line_ends))
        ):
            last = n + 1
        n += 1
        if n - 1 in line_ends or is_gerund or _ends_before_noun(tokens, n):
            break
    return first, last


def _is_counted(tokens: Sequence[Token], n: int) -> bool:
    """Whether a noun before another is the measure of a number: `hour` of `two hour crossings` begins no phrase."""
    if tokens[n].text == "%":
        return True
    if not n or tokens[n].tag != "NN" or tokens[n - 1].tag != "CD" or tokens[n - 1].text.casefold() == "one" or n + 1 == len(tokens):
        return False
    return (tokens[n + 1].tag in _NOUNS or tokens[n + 1].tag == "JJ") and noun_class(tokens[n].text) is NounClass.EXTENT


def _may_lead(tokens: Sequence[Token], first: int, line_ends: frozenset[int]) -> bool:
    """Whether the word before a phrase, light as it is, may make a term of it: `second skin`, `critical mending`."""
    if not first or first - 1 in line_ends or tokens[first - 1].tag not in ("JJ", "NNP"):
        return False
    return tokens[first - 1].text.casefold() in _TERM_MAKERS


def _is_adjective(token: Token) -> bool:
    """Whether a word with a capital, which the tagger takes for a name, is an English word and no noun: it ends no phrase (`Mending Made Easy`)."""
    if token.tag != "NNP" or token.text.isupper():
        return False
    word = token.text.lower()
    return level(word) < RARE and noun_class(word) is None and not (is_given_name(word) or is_place(word))


def _only_leads(tokens: Sequence[Token], n: int) -> bool:
    """Whether a word before a noun phrase is no part of the topic: a light one, `the term`, `worth`, the participle of `they have mended nets`."""
    token = tokens[n]
    if _is_light(tokens, n) or _only_names(tokens, n) or (token.text.casefold() == "worth" and token.tag != "NN"):
        return True
    if token.tag != "VBN":
        return False
    before = n - 1
    while before >= 0 and tokens[before].tag in _ADVERBS:
        before -= 1
    return before >= 0 and tokens[before].text.casefold() in _HAVE


def _is_number_of(tokens: Sequence[Token], first: int, n: int) -> bool:
    """Whether a number is part of a name: `ten knot limit`, `80/20 rule`, `90 10 split`, `grade 3 sailcloth`; not a count (`ten boats`)."""
    token = tokens[n]
    if token.tag != "CD" or token.text.casefold() == "one":
        return False
    if n > first:
        return tokens[n - 1].tag == "CD" or (tokens[n - 1].tag in ("NN", "NNP") and token.text.isdigit() and len(token.text) == 1)
    after = [each for each in tokens[n + 1 : n + 5] if each.tag != "HYPH" and each.text != "%"]
    if token.text.isdigit() and after and after[0].tag == "CD" and after[0].text.isdigit():
        return len(after) > 1 and after[1].tag == "NN"
    if not after or after[0].tag != "NN":
        return False
    if "/" in token.text or (len(after) > 1 and after[1].tag == "NN"):  # `ten knot limits` may be ten limits
        return True
    return len(after) > 2 and after[1].tag == "JJ" and after[2].tag == "NN"


def _closes_with(tokens: Sequence[Token], n: int, line_ends: frozenset[int]) -> bool:
    """Whether a noun phrase ends in its number: `she sails in force 8`."""
    return (
        tokens[n - 1].tag in _NOUNS
        and not is_empty_head(tokens[n - 1].text)
        and (n + 1 == len(tokens) or n in line_ends or tokens[n + 1].tag != "CD")
    )


def _ends_before_noun(tokens: Sequence[Token], n: int) -> bool:
    """Whether the noun before `n` is empty and a plural, or owns what follows: `all things rope`, `people's nets`."""
    if n >= len(tokens) or tokens[n].tag == "HYPH" or not is_empty_head(tokens[n - 1].text):
        return False
    return tokens[n - 1].tag == "NNS" or tokens[n].tag == "POS"


def _is_modifier(token: Token) -> bool:
    if token.tag == "HYPH":
        return token.text == "-"
    if token.text == "%":
        return True
    return (
        token.tag in _MODIFIERS
        and (token.tag == "POS" or any(c.isalnum() for c in token.text))
        and token.text.casefold() not in _NO_MODIFIERS
    )


def _closes(tokens: Sequence[Token], n: int, line_ends: frozenset[int]) -> bool:
    """Whether a gerund ends its phrase (`night fishing is`), rather than governing what follows (`the crew mending nets`)."""
    return n + 1 == len(tokens) or n in line_ends or tokens[n + 1].tag not in _GOVERNED


def _is_light(tokens: Sequence[Token], n: int) -> bool:
    """Whether the word leaves the phrase the same topic.

    Not where it begins a term that WordNet has (`common sense`), nor where it says which sort of an empty word the next one is, which stands before
    another (`long term thinking`, `high quality flour`).
    """
    if not is_light(tokens[n].text) or tokens[n].tag not in _LIGHT_TAGS:
        return False
    if _measures(tokens, n):
        return False
    return n + 1 == len(tokens) or noun_class(f"{tokens[n].text} {tokens[n + 1].text}") is None


def _measures(tokens: Sequence[Token], n: int) -> bool:
    """Whether an adjective belongs to the noun after it, and both stand before another: `high tide mark`, `long term mending`."""
    after = [token for token in tokens[n + 1 : n + 4] if token.tag != "HYPH"][:2]
    if len(after) < 2 or after[0].tag not in ("NN", "NNP"):
        return False
    if tokens[n].text.casefold() in _DEGREES and tokens[n].tag in ("JJ", "NNP"):
        return after[1].tag in _NOUNS or after[1].tag in ("JJ", "VBN")
    return after[1].tag in _NOUNS and is_empty_head(after[0].text)


def _only_names(tokens: Sequence[Token], n: int) -> bool:
    """Whether the word only says that a name follows: `the term slow bread`."""
    if tokens[n].text.casefold() not in _NAMING or n == 0 or n + 1 == len(tokens):
        return False
    return tokens[n - 1].tag in _DETERMINERS and (tokens[n + 1].tag in _NOUNS or tokens[n + 1].tag == "JJ")


def _within(tokens: Sequence[Token], first: int, end: int) -> Iterator[Span]:
    yield Span(first, end, Shape.WHOLE)
    for begin in range(first, end):
        if tokens[begin].tag in ("HYPH", "POS") or tokens[begin].text == "%" or (begin > first and _is_cut_off(tokens, first, begin)):
            continue
        for stop in range(begin + 1, min(end, begin + _PART_WORDS) + 1):
            ends_well = tokens[stop - 1].tag in _NOUNS or (tokens[stop - 1].tag in ("VBG", "CD") and stop - begin > 1)
            cuts = stop < end and tokens[stop].tag in ("HYPH", "POS", "CD")
            if ends_well and not cuts and not (stop < end and _only_measures(tokens, begin, stop)):
                yield Span(begin, stop, Shape.PART if stop - begin == 1 or _opens(tokens, first, begin) else Shape.CUT)


def _is_cut_off(tokens: Sequence[Token], first: int, begin: int) -> bool:
    """Whether a part that begins here lacks what belongs to it: what stands before the hyphen, or the number."""
    before = tokens[begin - 1]
    return tokens[begin].tag == "CD" or before.tag == "HYPH" or before.text == "%" or (before.tag == "CD" and begin - 1 == first)


def _only_measures(tokens: Sequence[Token], begin: int, stop: int) -> bool:
    """Whether a part is but a number and what it counts: `ten knot` of `ten knot limit`."""
    return tokens[begin].tag == "CD" and sum(token.tag in _NOUNS for token in tokens[begin:stop]) == 1


def _opens(tokens: Sequence[Token], first: int, begin: int) -> bool:
    """Whether a part of several words may begin here as well: what it leaves out in front are adjectives.

    Compounds mostly branch to the left (two in three, Lauer 1995): `tide table` of `tide table error`, not `table error`.
    """
    return all(tokens[n].tag in ("JJ", "VBN") and not _measures(tokens, n) for n in range(first, begin))


def _joined(tokens: Sequence[Token], first: int, end: int, line_ends: frozenset[int]) -> Iterator[Span]:
    """Over one or two links: `price of rope`, `price of rope in winter`; not `sense` of `price` where `price of rope` goes on."""
    link, stop = end, _over_link(tokens, end, line_ends)
    for _ in range(2):
        if stop <= link:
            return
        further = _over_link(tokens, stop, line_ends)
        if not (further > stop and tokens[stop].text.casefold() == "of"):
            yield Span(first, stop, Shape.OF if tokens[link].text.casefold() == "of" else Shape.JOINED)
        link, stop = stop, further


def _over_link(tokens: Sequence[Token], link: int, line_ends: frozenset[int]) -> int:
    """Where the noun phrase or gerund ends that a link at this place leads to; its own place where there is none."""
    if link >= len(tokens) or tokens[link].text.casefold() not in _LINKS or {link - 1, link} & line_ends:
        return link
    after = link + 1
    if after < len(tokens) and tokens[after].tag in _DETERMINERS:
        after += 1
    begin, stop = _noun_phrase(tokens, after, line_ends)
    if stop <= begin and after < len(tokens) and tokens[after].tag == "VBG":
        begin, stop = after, _governed(tokens, after, line_ends)
    return stop if stop > begin else link


def _governed(tokens: Sequence[Token], gerund: int, line_ends: frozenset[int]) -> int:
    """Where a gerund ends, with the noun phrase that it governs; its own place where that is cut off (`by mending the`)."""
    if _closes(tokens, gerund, line_ends):
        return gerund + 1
    after = gerund + 1 + (tokens[gerund + 1].tag in _DETERMINERS)
    begin, stop = _noun_phrase(tokens, after, line_ends)
    return stop if stop > begin and gerund not in line_ends else gerund


def _gerund(tokens: Sequence[Token], n: int, line_ends: frozenset[int]) -> Iterator[Span]:
    if n and (tokens[n - 1].tag == "HYPH" or tokens[n - 1].text.casefold() in _BE | _NO_SUBJECT):
        return
    after = n + 1
    yield Span(n, after, Shape.ALONE)
    if n in line_ends or after >= len(tokens):
        return
    if tokens[after].text.casefold() in ("how", "what", "when", "why") and after + 2 < len(tokens) and tokens[after + 1].tag == "TO":
        yield Span(n, after + 3, Shape.GERUND)
        return
    if tokens[after].tag in ("RP", "IN") or tokens[after].tag in _DETERMINERS:
        after += 1
        if after < len(tokens) and tokens[after].tag in _DETERMINERS:
            after += 1
    if after < len(tokens) and tokens[after].tag == "VBG":
        yield Span(n, after + 1, Shape.GERUND)
    begin, stop = _noun_phrase(tokens, after, line_ends)
    if stop > begin and after - 1 not in line_ends:
        yield Span(n, stop, Shape.GERUND)
