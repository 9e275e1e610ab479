"""Cues in a longer phrase: parts of works, works compared, who took part in them, titles in lower case that something closes.

an episode of X        a film as good as X        she starred in X        Y argues in X
i read x by y z        when the book x came out   this article, x, came from
"""

from __future__ import annotations

from collections.abc import Iterator

from graphbuild.extractors.lexicon import RARE, is_given_name, is_place, is_surname, level
from graphbuild.extractors.names import is_full_name, names_a_thing
from graphbuild.extractors.work_deeds import reads_like_a_title
from graphbuild.extractors.work_line import Found, Line, Title, is_person, name_at, name_before
from graphbuild.extractors.work_nouns import singular
from graphbuild.extractors.work_titles import cased, lower
from graphbuild.extractors.work_words import (
    APPOSED,
    BY_SOMEBODY,
    COMPOUNDS,
    HEADS,
    LOWER_HEADS,
    NAMED_LOWER,
    NO_TITLE_INSIDE,
    PERIODICALS,
    PLAIN_HEADS,
    READ_ALOUD,
    SAYS,
    SCREEN_HEADS,
    WHOLE_PARTS,
)
from graphbuild.model import WorkKind

_PLACES = ("GPE", "NORP", "DATE", "LOC", "FAC", "LAW", "TIME", "CARDINAL", "ORDINAL")
_SHORTEST = 3  # words of a title that nothing but its own form tells from a firm
_CLAUSE_BEFORE = 14  # words between a film and what it is based on


def part_of(line: Line, n: int) -> Iterator[Found]:
    """`an episode of X`, `season two of X`, `the sequel to X`, `chapter 3 of X`, `a line from X`."""
    word = line.word(n)
    if word in WHOLE_PARTS:
        joint, kind = WHOLE_PARTS[word]
        begin = n + 1
        if word in ("season", "chapter"):
            is_numbered = line.tag(n + 1) == "CD" or line.tag(n - 1) in ("JJ", "JJS", "CD") or line.word(n - 1) in ("last", "this")
            begin += line.tag(n + 1) == "CD"
            if not is_numbered:
                return  # `the Boston chapter of Blue Harbour`
        if line.word(begin) not in joint:
            return
        begin += 1
        if line.word(begin) in ("the", "her", "his") and line.word(begin + 1) in HEADS:
            return  # which has cues of its own
        title = line.opening(begin) or cased(line, begin)
        if title is None or not title.cased or line.word(title.after - 1) in PERIODICALS:
            return
        if not title.marked and (singular(line.word(title.after)) in HEADS or line.word(title.after) in COMPOUNDS):
            return  # `an episode of the Blue Harbour story`
        if title.marked or (line.entity(title) not in _PLACES and not (title.words == 1 and is_person(line, title))):
            if not title.marked and is_full_name(line.text[title.start : title.end].split()):
                return
            yield Found(title, kind, None, BY_SOMEBODY)
    elif word in READ_ALOUD and line.word(n + 1) in ("from", "of") and line.word(n - 1) in ("a", "the", "this", "that", "my", "his", "her"):
        title = line.opening(n + 2) or cased(line, n + 2)
        if title and title.cased and title.words > 1 and line.word(title.after - 1) not in PERIODICALS:
            is_firm = line.entity(title) in ("ORG", "PERSON", "PRODUCT", "EVENT", *_PLACES)
            if title.marked or (not is_firm and reads_like_a_title(line, title)):
                yield Found(title, WorkKind.BOOK, None, BY_SOMEBODY)


def compared(line: Line, n: int) -> Iterator[Found]:
    """`a film as good as X`, `better movie than X`."""
    head = singular(line.word(n))
    if head not in PLAIN_HEADS:
        return
    if line.word(n + 1) == "as" and line.tag(n + 2).startswith(("JJ", "RB")) and line.word(n + 3) == "as":
        begin = n + 4
    elif line.word(n + 1) == "than" and line.tag(n - 1) in ("JJR", "RBR"):
        begin = n + 2
    else:
        return
    title = line.opening(begin) or cased(line, begin)
    if title is None or not title.cased or line.entity(title) in _PLACES or is_full_name(line.text[title.start : title.end].split()):
        return
    if title.marked or title.words > 1:
        yield Found(title, HEADS[head], None, BY_SOMEBODY)


def took_part(line: Line, n: int) -> Iterator[Found]:
    """`she starred in X`, `he directed X`, `it was made into X`, `a film based on X`."""
    word = line.word(n)
    kind = WorkKind.FILM
    begin = n + 1
    if word in ("starred", "stars", "starring"):
        if line.word(begin) != "in":
            return
        begin += 1
    elif (word in ("made", "adapted") and line.word(begin) == "into") or (word == "based" and line.word(begin) in ("on", "upon")):
        if not any(line.word(k) in SCREEN_HEADS or line.word(k) in LOWER_HEADS for k in range(max(0, n - _CLAUSE_BEFORE), n)):
            return
        kind = WorkKind.BOOK if word == "based" else kind
        begin += 1
    elif word != "directed":
        return
    title = line.opening(begin) or cased(line, begin)
    if title is None or not title.cased or line.entity(title) in (*_PLACES, "PERSON") or is_person(line, title):
        return
    if title.marked or (
        title.words > 1 and (line.entity(title) != "ORG" or word.startswith("star")) and not names_a_thing(line.written[title.after - 1])
    ):
        yield Found(title, kind, None, BY_SOMEBODY)


def says_in(line: Line, n: int) -> Iterator[Found]:
    """`Ada Quill argues in The Weight of Rope`, `Ada Quill from Stranger at the Quay has this line`."""
    if line.word(n) not in ("in", "from"):
        return
    is_said = line.lemma(n - 1) in SAYS and line.tag(n - 1).startswith("VB")
    name = name_before(line, n - is_said)
    title = (line.opening(n + 1) or cased(line, n + 1)) if name else None
    if title is None or not title.cased or (line.word(n) == "from" and is_said):
        return
    if line.word(n) == "in" and not is_said:
        return
    if title.marked and title.words > 1:
        yield Found(title, WorkKind.BOOK, name, BY_SOMEBODY)
        return
    inside = [line.word(k) for k in range(line.at(title.start) + 1, title.after - 1)]
    is_firm = line.entity(title) in ("ORG", "PERSON", "EVENT", *_PLACES) or line.word(title.after - 1) in PERIODICALS
    if title.words < _SHORTEST or is_firm or any(names_a_thing(line.written[k]) for k in range(line.at(title.start), title.after)):
        return
    is_title = line.entity(title) == "WORK_OF_ART" or _begins_as_title(line, title)
    is_title = is_title or any(word in ("the", "a", "and", "in", "to", "your") for word in inside)
    if is_title and (is_said or line.tag(title.after) in ("VBZ", "VBD")):
        yield Found(title, WorkKind.BOOK, name, BY_SOMEBODY)


def _begins_as_title(line: Line, title: Title) -> bool:
    return line.written[line.at(title.start)] in ("The", "A", "An", "How", "Why")


def lower_by(line: Line, n: int) -> Iterator[Found]:
    """`i read the salt ledger by ines calloway`, `a book like the salt ledger by a ben calloway`."""
    begin = n + 1
    is_like = line.word(n) == "like" and singular(line.word(n - 1)) in LOWER_HEADS
    if not is_like and line.word(n) not in ("read", "reading", "reread", "recommend", "recommended", "finished", "loved"):
        return
    if line.opening(begin) or cased(line, begin) or singular(line.word(begin)) in HEADS or singular(line.word(begin + 1)) in HEADS:
        return
    title = lower(line, begin, closed=False)
    if title is None or title.words < 2 or line.word(title.after) != "by":
        return
    if any(line.word(k) in NO_TITLE_INSIDE or singular(line.word(k)) in HEADS for k in range(begin, title.after)):
        return
    behind = title.after + 1
    author = name_at(line, behind) or name_at(line, behind + 1) if line.word(behind) in ("a", "an") else name_at(line, behind)
    if author:
        yield Found(title, HEADS[singular(line.word(n - 1))] if is_like else WorkKind.BOOK, author, NAMED_LOWER)


def lower_clause(line: Line, n: int) -> Iterator[Found]:
    """`when the book the salt ledger came out`; `this article, the right amount of rope, came from`."""
    word = line.word(n)
    if word not in LOWER_HEADS or line.word(n - 1) not in ("the", "this", "that"):
        return
    if line.word(n + 1) != ",":
        title = lower(line, n + 1, closed=False) if line.word(n + 1) in ("the", "how", "why") else None
        if title and title.words > 1 and _appears(line, title.after) and not _tells(line, title):
            yield Found(title, HEADS[word], None, NAMED_LOWER)
        return
    if line.word(n + 2) not in ("the", "a", "how", "why"):
        return
    title = lower(line, n + 2, closed=True)
    if title is None or title.words < _SHORTEST or line.word(title.after) != "," or _tells(line, title):
        return
    inside = [line.word(k) for k in range(n + 3, title.after - 1)]
    if line.tag(title.after + 1) in ("VBD", "VBZ") and any(each in ("of", "and", "to", "in", "for") for each in inside):
        yield Found(title, HEADS[word], None, NAMED_LOWER)


def _appears(line: Line, n: int) -> bool:
    """`came out`, `was published`."""
    return (line.word(n) in ("came", "comes") and line.word(n + 1) == "out") or (
        line.word(n) == "was" and line.word(n + 1) in ("published", "released", "written")
    )


def _tells(line: Line, title: Title) -> bool:
    """Whether words say what a work is or when it was (`the result of long work`, `the first of three`, `the other day`)."""
    numbers = range(line.at(title.start), title.after)
    return any(line.word(k) in APPOSED or singular(line.word(k)) in HEADS or line.tag(k) in ("JJS", "RBS", "CD", "PRP$") for k in numbers)


def numbered_episode(line: Line, n: int) -> Iterator[Found]:
    """`this is from episode 90, The Weight of Rope.`: nothing else in the sentence."""
    if line.word(n) != "episode" or line.word(n - 1) not in ("from", "is") or line.tag(n + 1) != "CD":
        return
    if line.word(n + 2) not in (",", ":"):
        return
    title = line.opening(n + 3) or cased(line, n + 3)
    if title is None:
        title = lower(line, n + 3, closed=True)
        if title and (_tells(line, title) or line.word(title.after - 1) == "today"):
            return
    if title and title.words > 1 and line.word(title.after) in (".", "") and not is_person(line, title):
        yield Found(title, WorkKind.PODCAST, None, BY_SOMEBODY if title.cased else NAMED_LOWER)


def unknown_words(line: Line, n: int) -> Iterator[Found]:
    """`in the thessala orgonica, he …`: two words that no list of English has, in a transcript without capitals."""
    words = line.word(n + 2), line.word(n + 3)
    if line.word(n) != "in" or line.word(n + 1) != "the" or line.is_capital(n + 2) or line.word(n + 4) != ",":
        return
    if line.word(n + 5) not in ("he", "she") or not all(word.isalpha() and level(word) >= RARE for word in words):
        return
    if is_given_name(words[0]) or is_surname(words[1]) or is_place(words[0]) or is_place(words[1]):
        return
    title = Title(line.tokens[n + 1].start, line.tokens[n + 3].end, n + 4, marked=False, cased=False, words=3)
    yield Found(title, WorkKind.BOOK, None, NAMED_LOWER)
