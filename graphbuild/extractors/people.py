"""People in a passage: what the tagger calls a person, and what looks like a full name, cleaned by the rules of `names`.

What is found here is a candidate with a confidence; whether a first name alone is somebody is decided with the whole
episode in view (resolvers/people.py). Highlight titles are Title Case: there a given name must lead (raw tagging of titles
gave mostly false hits: F1 .71 on titles, our measurement).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphbuild.extractors import names
from graphbuild.extractors.base import Token
from graphbuild.extractors.lexicon import COMMON, is_given_name, is_surname, level
from graphbuild.model import Field, Mention, MentionKind, Passage
from graphbuild.text import unaccented

# How sure a candidate of each kind is: precision of the kind on the labelled people of our development sample, rounded.
FULL_NAME_TAGGED = 0.95
FULL_NAME_SHAPE = 0.85
FULL_NAME_LOWER = 0.7
LONE_SURNAME = 0.6
LONE_SURNAME_UNTAGGED = 0.5
LONE_GIVEN_NAME = 0.4

_TITLE_CASE = frozenset({Field.TITLE, Field.EPISODE_TITLE, Field.SHOW_NAME})
_PERSONAL_VERBS = frozenset(
    [
        "say",
        "write",
        "think",
        "argue",
        "believe",
        "tell",
        "ask",
        "claim",
        "paint",
        "compose",
        "teach",
        "wonder",
        "remark",
        "reply",
        "marry",
        "die",
        "know",
    ]
)
# What the tagger may call a surname that stands alone and is somebody all the same; a place or a people is none.
_MISTAKEN = frozenset({"", "ORG", "WORK_OF_ART", "PRODUCT"})
_BREAKS = frozenset('-–—:|,;/()[]"“”&.!?…')


class PeopleExtractor:
    """Finds candidates for people."""

    name = "people"
    version = "1"

    def run(self, passage: Passage, tokens: Sequence[Token]) -> Iterator[Mention]:
        """Candidates with the offsets of the cleaned name; none overlaps another."""
        taken: set[int] = set()
        for first, last in _tagged(tokens):
            for mention, span in self._candidates(passage, tokens, first, last, tagged=True):
                taken.update(span)
                yield mention
        for first, last in _runs_of_capitals(tokens, taken):
            for mention, span in self._candidates(passage, tokens, first, last, tagged=False):
                taken.update(span)
                yield mention
        for n in _lone_surnames(passage, tokens, taken):
            yield self._mention(passage, tokens, n, n + 1, [names.bare(tokens[n].text)], LONE_SURNAME_UNTAGGED)
        for n in _lower_case_names(tokens, taken):
            words = [names.bare(tokens[k].text) for k in (n, n + 1)]
            yield self._mention(passage, tokens, n, n + 2, [word.capitalize() for word in words], FULL_NAME_LOWER)

    def _candidates(
        self, passage: Passage, tokens: Sequence[Token], first: int, last: int, *, tagged: bool
    ) -> Iterator[tuple[Mention, range]]:
        title_case = passage.field in _TITLE_CASE
        for part in _between_breaks(tokens, first, last):
            span = _trim(tokens, *part)
            if span is None:
                continue
            begin, end = span
            words = [names.bare(tokens[n].text) for n in range(begin, end) if tokens[n].tag != "POS"]
            if end < len(tokens) and names.names_a_thing(tokens[end].text):
                continue
            confidence = _confidence(words, tagged=tagged, title_case=title_case, acts=_acts(tokens, end))
            if confidence is None:
                continue
            yield self._mention(passage, tokens, begin, end, words, confidence), range(begin, end)

    def _mention(self, passage: Passage, tokens: Sequence[Token], begin: int, end: int, words: Sequence[str], confidence: float) -> Mention:
        start, stop = tokens[begin].start, tokens[end - 1].start + len(names.bare(tokens[end - 1].text))
        return Mention(
            field=passage.field,
            position=passage.position,
            start=start,
            end=stop,
            quote=passage.text[start:stop],
            kind=MentionKind.PERSON,
            name=" ".join(words),
            confidence=confidence,
            extractor=f"{self.name}-{self.version}",
        )


EXTRACTOR = PeopleExtractor()


def _confidence(words: list[str], *, tagged: bool, title_case: bool, acts: bool) -> float | None:
    if len(words) > 1:
        if not names.is_full_name(words, title_case=title_case or not tagged):
            return None
        if title_case and level(unaccented(words[-1])) <= COMMON:
            return None  # `What Darwin Drew on the Beagle`
        return FULL_NAME_TAGGED if tagged else FULL_NAME_SHAPE
    if not tagged or (title_case and not names.is_lone_name(words[0])):
        return None
    if is_given_name(words[0]):
        return LONE_GIVEN_NAME
    # The tagger calls half the unknown capitalised words persons (`Infiniband`): a surname, or else somebody who acts or owns.
    return LONE_SURNAME if names.is_lone_name(words[0]) and (is_surname(words[0]) or acts) else None


def _acts(tokens: Sequence[Token], end: int) -> bool:
    """Whether the words before `end` are followed by a verb that only persons do."""
    return end < len(tokens) and tokens[end].tag.startswith("VB") and tokens[end].lemma in _PERSONAL_VERBS


def _lone_surnames(passage: Passage, tokens: Sequence[Token], taken: set[int]) -> Iterator[int]:
    """Single surnames in mid sentence that are no English words and stand among no other capitals (`this Picasso quote`)."""
    if passage.field in _TITLE_CASE:
        return
    for n, token in enumerate(tokens):
        if n == 0 or n in taken or token.entity not in _MISTAKEN or not token.tag.startswith("NNP"):
            continue
        around = [tokens[k].text for k in (n - 1, n + 1) if 0 <= k < len(tokens)]
        if any(word[:1].isupper() or word in _BREAKS or word == "\N{APOSTROPHE}" for word in around):
            continue
        if is_surname(token.text) and not is_given_name(token.text) and names.is_lone_name(token.text):
            yield n


def _lower_case_names(tokens: Sequence[Token], taken: set[int]) -> Iterator[int]:
    """A given name and a surname in lower case, neither an English word: old transcripts have no capitals."""
    for n in range(len(tokens) - 1):
        first, second = tokens[n].text, names.bare(tokens[n + 1].text)
        if first.islower() and second.islower() and n not in taken and names.is_name_in_lower_case([first, second]):
            yield n


def _tagged(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Spans that the tagger calls a person."""
    n = 0
    while n < len(tokens):
        if tokens[n].entity == "PERSON":
            first = n
            n += 1
            while n < len(tokens) and tokens[n].entity == "PERSON" and not tokens[n].begins:
                n += 1
            yield first, n
        else:
            n += 1


def _runs_of_capitals(tokens: Sequence[Token], taken: set[int]) -> Iterator[tuple[int, int]]:
    """Two to four capitalised words in a row, beginning with a given name, that no tagged name covers."""
    for first, token in enumerate(tokens):
        if first in taken or not names.is_capitalised(token.text) or not is_given_name(token.text):
            continue
        if first and (names.is_capitalised(tokens[first - 1].text) and tokens[first - 1].tag.startswith("NNP")):
            continue
        last = first + 1
        while last < len(tokens) and last - first < 4 and last not in taken and _continues(tokens, last):
            last += 1
        if last - first > 1:
            yield first, last


def _continues(tokens: Sequence[Token], n: int) -> bool:
    word = tokens[n].text
    return (names.is_capitalised(word) and tokens[n].tag.startswith(("NNP", "FW"))) or (
        names.is_particle(word) and n + 1 < len(tokens) and names.is_capitalised(tokens[n + 1].text)
    )


def _between_breaks(tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int]]:
    """The parts of a span between punctuation: a tagger runs over `Simone Weil - The …`."""
    begin = first
    for n in range(first, last + 1):
        if n == last or tokens[n].text in _BREAKS or tokens[n].text.casefold() in ("and", "with", "the"):
            if n > begin:
                yield begin, n
            begin = n + 1


def _trim(tokens: Sequence[Token], begin: int, end: int) -> tuple[int, int] | None:
    """The span without what does not belong to the name, at either end."""
    while end > begin and tokens[end - 1].tag == "POS":
        end -= 1
    kept = names.clean([tokens[n].text for n in range(begin, end)])
    if not kept:
        return None
    texts = [names.bare(tokens[n].text) for n in range(begin, end)]
    offset = next((k for k in range(len(texts) - len(kept) + 1) if texts[k : k + len(kept)] == kept), None)
    return None if offset is None else (begin + offset, begin + offset + len(kept))
