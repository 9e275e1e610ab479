"""Cues that name the kind of work: `a book called X`, `her essay, X`, `the X podcast`, `films like X`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import jellyfish

from graphbuild.extractors.lexicon import RARE, is_given_name, level
from graphbuild.extractors.work_line import Found, Line, Title, is_person, name_at, name_before
from graphbuild.extractors.work_titles import cased, ending_before, ends_there, lower, skip_fillers
from graphbuild.extractors.work_words import (
    BY_SOMEBODY,
    CALLED,
    CALLED_LOWER,
    COMPOUNDS,
    HEADS,
    HEADS_AFTER,
    LOWER_HEADS,
    NAMED,
    NAMED_LOWER,
    NO_BOOK,
    OTHER_THINGS,
    PLAIN_HEADS,
    SINGLE_HEADS,
    SITES,
    TIMES,
)
from graphbuild.model import WorkKind

_SITE_LENGTH = 4  # words


_LONG = 6  # letters; shorter words sound like too many others


_NEAR = 10  # words between a work and what it is called, in one clause


_FAR = 45  # where `It's called` takes it up again


def called(line: Line, n: int) -> Iterator[Found]:
    """`a paper called X`, `her memoir from the fifties, it's called X`, `a poem by Y. It's called X`."""
    head = _what_is_called(line, n)
    if head is None:
        return
    begin = skip_fillers(line, n + 1)
    title = line.opening(begin) or cased(line, begin)
    confidence = CALLED
    if title is None or (not title.marked and line.word(begin) in ("is", "are", "do", "does")):
        title, confidence = lower(line, begin, closed=False) or title, CALLED_LOWER
    if title and not (singular(line.word(head)) in SITES and title.words < _SITE_LENGTH):
        yield Found(title, HEADS[singular(line.word(head))], _author(line, head, title), confidence)


def _what_is_called(line: Line, n: int) -> int | None:
    """The number of the head of what is `called` at n, where that is a work."""
    k = n - 1
    distance = 0
    told_apart = False  # by `It's called`: what is called stands in an earlier sentence
    if line.word(k) in ("is", "'s", "was", "are", "were"):
        k -= 1
        if line.word(k) in ("it", "this", "that", "which", "one", "article"):
            told_apart = line.word(k) in ("it", "this", "that")
            k -= 1
        elif singular(line.word(k)) in HEADS and line.word(k - 2) in ("in", "from", "of"):
            return None  # `in the essay is called the knot rule`
    while k >= 0 and distance < (_FAR if told_apart else _NEAR):
        word, tag = line.word(k), line.tag(k)
        if word in (".", "?", "!") and not told_apart:
            return None
        if tag.startswith("NN") and singular(word) in HEADS and not (word == "book" and line.word(k - 1) in NO_BOOK):
            if line.word(k - 2) in ("in", "of", "from") and singular(line.word(k - 3)) in OTHER_THINGS:
                return None  # `a chapter in the book called the knot rule`
            if told_apart and not _is_introduced(line, k):
                return None
            return None if line.tag(k + 1).startswith("NN") and not told_apart and line.word(k + 1) != "today" else k
        if tag.startswith("NN") and (word in OTHER_THINGS or singular(word) in OTHER_THINGS) and word != "things":
            return None
        if not told_apart:
            if tag in ("VBD", "VBZ", "MD", "VBP") and word not in ("is", "'s", "was"):
                return None
            if word in ("about", "where") or (word == "on" and k + 2 < n) or (tag.startswith("NN") and line.word(k - 1) in ("a", "an")):
                return None
        k -= 1
        distance += 1
    return None


def _is_introduced(line: Line, head: int) -> bool:
    """Whether a work is spoken of as one that is about to be named: `a poem`, `his essay`, `the Tidewater essay`; `in the book` is not."""
    k = head - 1
    while k >= 0 and head - k < 4 and line.tag(k).startswith(("JJ", "NN", "CD", "VBN")):
        k -= 1
    return line.word(k) in ("a", "an", "'s", "this", "his", "her", "their", "another", "the") or line.tag(k) == "PRP$"


def after_head(line: Line, n: int, *, is_cased: bool, is_note: bool) -> Iterator[Found]:
    """`the book X`, `her book, X,`, `Y's essay, “X”`, in a note `Book: X`."""
    word = line.word(n)
    if word == "series" and len(line.word(n + 1)) == 1:
        return  # `the Series A round`
    kind = HEADS[word]
    owner = _owner(line, n)
    if owner is None and not (is_note and line.word(n + 1) == ":"):
        return
    begin = n + 1
    if line.word(begin) == "by" and (name := name_at(line, begin + 1)):
        begin += 1 + len(name.split())
    if line.word(begin) in ("is", "was") and word in PLAIN_HEADS:
        title = line.opening(begin + 1) or cased(line, begin + 1)
        if title and title.cased and title.words > 1 and not is_person(line, title) and ends_there(line, title):
            yield Found(title, kind, _author(line, n, title), BY_SOMEBODY)
        return
    has_comma = line.word(begin) in (",", ":", "-", "–", "—")
    begin = skip_fillers(line, begin) if has_comma else begin
    title = line.opening(begin)
    if title:
        if title.cased or owner == "possessive":
            yield Found(title, kind, _author(line, n, title), NAMED)
        return
    title = cased(line, begin)
    if (
        title
        and title.words == 1
        and ends_there(line, title)
        and word in SINGLE_HEADS
        and line.entity(title) in ("GPE", "ORG", "LOC", "FAC")
    ):
        if not has_comma or (owner == "possessive" and not is_given_name(line.word(title.after - 1))):
            yield Found(title, kind, _author(line, n, title), NAMED)  # `the novel Tidewater,`
        return
    if title and (word in PLAIN_HEADS or owner == "possessive"):
        if _is_title_after_head(line, title, kind, has_comma=has_comma, owner=owner or "note"):
            yield Found(title, kind, _author(line, n, title), NAMED)
        return
    if word in LOWER_HEADS and owner in ("possessive", "reading"):
        yield from _lower_after_head(line, n, begin, has_comma=has_comma, is_cased=is_cased)


def _lower_after_head(line: Line, head: int, begin: int, *, has_comma: bool, is_cased: bool) -> Iterator[Found]:
    """`my new book, harbour after dark, I …` in a transcript without capitals; `Y's article ropes versus sails,`."""
    begin = _skip_time(line, begin)
    has_comma = has_comma or line.word(begin - 1) == ","
    if has_comma and is_cased:
        return
    title = lower(line, begin, closed=True)
    if title is None or line.word(begin) in COMPOUNDS or line.word(title.after) == ":":
        return
    if not has_comma:
        inside = [line.word(k) for k in range(begin + 1, title.after - 1)]
        if name_before(line, head - 1) is None or not any(word in ("of", "the", "to", "versus", "vs", "and") for word in inside):
            return
    if not (title.words > 1 and line.tag(title.after - 1).startswith(("NN", "VB", "JJ", "PRP", "CD", "RB"))):
        return
    yield Found(title, HEADS[line.word(head)], _author(line, head, title), NAMED_LOWER)


def _skip_time(line: Line, n: int) -> int:
    """Behind `right now,`, `in nineteen sixty,` and `from before, in the harbour,`."""
    while True:
        k = n
        if line.word(k) == "right" and line.word(k + 1) == "now":
            k += 2
        elif line.word(k) in ("in", "from"):
            k += 1
            while line.tag(k) == "CD" or line.word(k) in TIMES:
                k += 1
            if k == n + 1 or line.word(k) != ",":
                return n
        else:
            return n
        n = skip_fillers(line, k)


def _owner(line: Line, head: int) -> str | None:
    """What makes a head one certain work: `possessive` (`her`, `Y's`), `article` (`the`), `reading` (`I'm reading this book`)."""
    if line.word(head - 1) in NO_BOOK:
        return None
    k = head - 1
    while (
        k >= 0
        and head - k < 8
        and (line.tag(k).startswith(("JJ", "NN", "CD", "VBN", "VBG", "HYPH", "RB")) and line.word(k) not in (".", ","))
    ):
        k -= 1
    word, tag = line.word(k), line.tag(k)
    if tag in ("PRP$", "POS") or word in ("'s", "my", "his", "her", "their", "our", "your"):
        return "possessive"
    if word in ("this", "that") and line.word(k - 1) in ("reading", "read", "finished", "recommend"):
        return "reading"
    if word in ("the", "this", "that", "a", "an"):
        return "article"
    return None


def _is_title_after_head(line: Line, title: Title, kind: WorkKind, *, has_comma: bool, owner: str) -> bool:
    """Whether capitals behind a head are its title, and not the subject of the next clause (`in the book Anna says`)."""
    following, tag = line.word(title.after), line.tag(title.after)
    is_verb = tag in ("VBD", "VBZ", "VBP", "MD", "VBN") or line.word(title.after) in ("has", "had")
    entity = line.entity(title)
    if title.words > 1 and is_person(line, title) and kind not in (WorkKind.FILM, WorkKind.SERIES) and not ends_there(line, title):
        return False  # `on this podcast Ada Quill talks`; a film may be called after somebody, a book where nothing follows
    is_name = entity in ("PERSON", "ORG", "GPE", "NORP", "DATE", "LOC")
    if is_verb and following not in ("is", "was", "'s") and (is_name or is_person(line, title)):
        return False
    if has_comma:
        if owner == "article" and line.word(title.after) not in (",", ".", "?", "!", "by", ";", "and", ""):
            return False
        if is_person(line, title) or (title.words == 1 and (is_name or is_verb)):
            return False
        return owner != "article" or title.words > 1
    if entity == "PERSON" and title.words == 1:
        return False
    # `the show Friends`, but `the show Monday`, `this podcast Alex`
    return not (
        title.words == 1
        and (entity in ("PERSON", "DATE", "TIME", "NORP", "GPE") or (owner != "possessive" and is_verb and following not in ("is", "was")))
    )


def before_head(line: Line, n: int) -> Iterator[Found]:
    """`X, a book by Y`; `X is a book about Z`; `the X podcast`, `“X,” the film`."""
    kind = HEADS[line.word(n)]
    k = n - 1
    while k >= 0 and n - k < 5 and line.tag(k).startswith(("JJ", "NN", "CD", "VBN")) and not line.is_capital(k):
        k -= 1
    if (
        line.word(k) in ("a", "an", "the")
        and line.word(k - 1) in (",", "is", "was")
        and (line.word(n + 1) in ("by", "about", "on", "in", "from", "of", "that", "which", "called"))
    ):
        title = ending_before(line, k - 1)
        is_telling = title and (title.marked or title.words > 1) and title.cased
        if (
            title
            and is_telling
            and not is_person(line, title)
            and line.word(n) in PLAIN_HEADS
            and line.entity(title) not in ("GPE", "ORG", "NORP")
        ):
            yield Found(title, kind, name_at(line, n + 2) if line.word(n + 1) == "by" else None, BY_SOMEBODY)
    if line.word(n) in HEADS_AFTER and line.tag(n + 1) not in ("NN", "NNS"):
        title = ending_before(line, n)
        shortest = 2 if line.word(n) in ("podcast", "movie") else 3  # words: `the Apple Watch book` is about a product
        if title is None or title.words < (2 if title.marked else shortest):
            return
        before = line.at(title.start) - 1
        while line.tag(before).startswith(("JJ", "CD")):
            before -= 1
        has_article = line.word(before) in ("the", "this") or line.text[title.start :].startswith(("The ", "the "))
        if title.marked or (
            has_article and (line.word(n) == "podcast" or not is_person(line, title)) and "'s" not in line.written[title.after - 1]
        ):
            if line.entity(title) in ("ORG", "GPE", "NORP", "DATE") and line.word(n) not in ("podcast", "movie"):
                return
            yield Found(title, kind, None, BY_SOMEBODY)


def title_is(line: Line, n: int) -> Iterator[Found]:
    """`the title of the paper is X`, `the book's title is X`, `under the title X`."""
    k = n + 1
    kind = WorkKind.OTHER
    if line.word(k) == "of":
        while k < n + 6 and line.word(k) not in HEADS:
            k += 1
        if line.word(k) not in HEADS:
            return
        kind = HEADS[line.word(k)]
        k += 1
        if line.word(k) not in ("is", "was", "'s"):
            return
        begin = skip_fillers(line, k + 1)
        title = line.opening(begin) or cased(line, begin) or lower(line, begin, closed=False)
        if title:
            yield Found(title, kind, None, CALLED if title.cased else CALLED_LOWER)
    elif line.word(k) in ("is", "was") and line.word(n - 1) == "'s" and line.word(n - 2) in HEADS:
        title = line.opening(k + 1) or cased(line, k + 1) or lower(line, k + 1, closed=False)
        if title:
            yield Found(title, HEADS[line.word(n - 2)], None, CALLED if title.cased else CALLED_LOWER)
    elif line.word(n - 1) == "the" and line.word(n - 2) in ("under", "with", "bore", "bears"):
        title = line.opening(k) or cased(line, k)
        if title:
            yield Found(title, kind, None, CALLED)


def _author(line: Line, head: int, title: Title) -> str | None:
    """Whose it is: `Y's book X`, `a book by Y called X`, `a book called X by Y`, `Y wrote a book called X`."""
    for n in (title.after, title.after + 1, head + 1):
        if line.word(n) == "by" and (name := name_at(line, n + 1)):
            return name
    k = head - 1
    while k >= 0 and head - k < 5 and line.word(k) != "'s" and line.tag(k).startswith(("JJ", "NN", "CD", "VBN", "POS")):
        k -= 1
    if line.word(k) in ("'s", "'"):
        return name_before(line, k)
    if line.word(k) in ("a", "the", "an", "this") and line.word(k - 1) in ("wrote", "published", "writes"):
        return name_before(line, k - 1 - (line.word(k - 2) == "who"))
    return None


def singular(word: str) -> str:
    """The word in the singular; one that no list of English has, but sounds like the kind of a work (`documentry`), is that, misheard."""
    one = word if word in HEADS else word.removesuffix("s") if not word.endswith("ies") else word[:-3] + "y"
    if one in HEADS or len(one) < _LONG or level(one) < RARE or not one.isalpha():
        return one
    return _by_sound().get(jellyfish.metaphone(one), one)


@cache
def _by_sound() -> dict[str, str]:
    return {jellyfish.metaphone(head): head for head in sorted(HEADS) if len(head) >= _LONG}
