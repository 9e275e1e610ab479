"""Cues that say what people do with works: they write, read, watch, list and host them, own them, say things in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graphbuild.extractors.lexicon import RARE, is_given_name, level
from graphbuild.extractors.names import is_name_in_lower_case, is_title, names_a_thing
from graphbuild.extractors.work_line import Found, Line, Title, is_person, name_at, name_before
from graphbuild.extractors.work_nouns import singular
from graphbuild.extractors.work_titles import cased, ending_before, without_owner
from graphbuild.extractors.work_words import (
    BY_SOMEBODY,
    HEADS,
    LEADING,
    NAMED_LOWER,
    PERIODICALS,
    PLAIN_HEADS,
    READ_DAILY,
    SAYS,
    TAKEN_IN,
    WATCHED,
)
from graphbuild.model import WorkKind

_SENTENCE = 40  # words; a transcript may have no full stop at all


def such_as(line: Line, n: int) -> Iterator[Found]:
    """`books like X, Y and Z`, `a movie such as X`."""
    head = singular(line.word(n - 1))
    if head in PLAIN_HEADS and (line.word(n) != "such" or line.word(n + 1) == "as"):
        yield from _list(line, n + 1 + (line.word(n) == "such"), HEADS[head])


def plural(line: Line, n: int) -> Iterator[Found]:
    """`her novels X and Y`, `the films include X`."""
    head = singular(line.word(n))
    k = n - 1
    while k >= 0 and n - k < 5 and line.tag(k).startswith(("JJ", "NN", "CD", "VBG")):
        k -= 1
    if head in PLAIN_HEADS and head != line.word(n) and (line.tag(k) in ("PRP$", "POS") or line.word(k) == "the"):
        begin = n + 1 + (line.word(n + 1) in ("include", "included", "including", "are", "were", "called", ",", ":"))
        yield from _list(line, begin, HEADS[head])


def _list(line: Line, k: int, kind: WorkKind) -> Iterator[Found]:
    """Titles one after the other, from the k-th token on."""
    while title := line.opening(k) or cased(line, k):
        if is_title(line.word(line.at(title.start))):
            return
        is_name = line.entity(title) in ("PERSON", "ORG", "GPE", "NORP", "DATE") or is_person(line, title)
        if (
            not title.cased
            or (is_name and not title.marked)
            or (title.words == 1 and not title.marked and line.entity(title) != "WORK_OF_ART")
        ):
            return
        first, second = _halves(line, title)
        yield Found(first, kind, None, BY_SOMEBODY)
        if second:
            yield Found(second, kind, None, BY_SOMEBODY)
        k = _next_in_list(line, title)
        if k == title.after:
            return


def _next_in_list(line: Line, title: Title) -> int:
    """Where the next title of a list could begin; where there is none, the end of this one."""
    k = title.after
    while line.word(k) in (",", "and", "or", "&"):
        k += 1
    return k


def _halves(line: Line, title: Title, *, strict: bool = False) -> tuple[Title, Title | None]:
    """The two titles of a list that `and` joins, two words or more each. `strict`: the second begins as only titles do (`and The Tar Pit`)."""
    for n in range(line.at(title.start) + 2, title.after - 2):
        if strict and (n + 1 >= len(line) or line.written[n + 1] not in ("The", "A", "An", "How", "Why")):
            continue
        if not title.marked and line.word(n) == "and" and (second := cased(line, n + 1)) and second.words > 1:
            first = replace(title, end=line.tokens[n - 1].end, after=n)
            return replace(first, words=len(line.text[first.start : first.end].split())), second
    return title, None


def written(line: Line, n: int) -> Iterator[Found]:
    """`author of X`, `who wrote X`, `I read X`: capitals with a small word inside, or a first word that names nobody."""
    is_reading = line.word(n) in TAKEN_IN
    begin = n + 1
    if line.word(n) == "author":
        if line.word(begin) != "of":
            return
        begin += 1
    elif line.word(n) == "read" and line.tag(n) == "NN":
        return
    if line.word(n) in ("wrote", "writes") and line.word(begin) == "in" and (line.opening(begin + 1) or line.is_capital(begin + 1)):
        begin += 1
    title = line.opening(begin)
    if title is None and (title := _read_the(line, n)):
        yield Found(title, WorkKind.BOOK, None, NAMED_LOWER)
        return
    if title is None:
        title = cased(line, begin)
        title = title and without_owner(line, title)
        if (
            title is None
            or not (reads_like_a_title(line, title) or (line.word(n) == "author" and _is_authored(line, title)))
            or line.word(title.after - 1) in PERIODICALS
        ):
            return
        if line.word(n) == "finished" and any(names_a_thing(word) for word in line.text[title.start : title.end].split()):
            return  # `she finished the University of Oslo`
        is_firm = line.entity(title) in ("ORG", "PERSON", "NORP", "GPE", "EVENT", "FAC", "PRODUCT")
        if (
            is_reading
            and is_firm
            and (line.entity(title) != "ORG" or line.word(begin) not in ("the", "how", "why") or line.word(n) in WATCHED)
        ):
            return
        if line.word(n) in WATCHED and line.entity(title) != "WORK_OF_ART" and title.words < 3:
            return
    elif not title.cased or (title.words < 2 and is_reading):
        return
    author = None
    if line.word(n) == "wrote":
        author = name_before(line, n - (line.word(n - 1) == "who"))
    elif line.word(n) == "author" and line.word(title.after) == ",":
        author = name_at(line, title.after + 1)
    first, second = _halves(line, title, strict=True)
    for each in (first, second):
        if each:
            yield Found(each, WorkKind.OTHER if line.word(n) in WATCHED else WorkKind.BOOK, author, BY_SOMEBODY)
    if (following := _next_in_list(line, title)) > title.after and line.word(n) == "author":
        yield from _list(line, following, WorkKind.BOOK)


def _is_authored(line: Line, title: Title) -> bool:
    """Whether two capitals behind `author of` may be a title: what is written is hardly ever a firm, whatever the tagger says."""
    return title.words > 1 and not is_person(line, title) and line.entity(title) not in ("GPE", "NORP", "DATE", "LOC", "FAC")


def _read_the(line: Line, n: int) -> Title | None:
    """`read the thessalian odes`: a word that no list of English has, and a noun, in a transcript without capitals."""
    if line.word(n) not in ("read", "reading", "reread") or line.word(n + 1) != "the" or not line.tag(n + 3).startswith("NN"):
        return None
    unknown, noun = line.word(n + 2), line.word(n + 3)
    if not unknown.isalpha() or level(unknown) < RARE or is_given_name(unknown) or singular(noun) in READ_DAILY or singular(noun) in HEADS:
        return None
    if line.is_capital(n + 2) or line.tag(n + 4).startswith("NN"):
        return None
    return Title(line.tokens[n + 1].start, line.tokens[n + 3].end, n + 4, marked=False, cased=False, words=3)


def reads_like_a_title(line: Line, title: Title) -> bool:
    """Two capitals or more that are nobody's name; where the tagger sees a name, a small word or a leading one must say otherwise."""
    if title.words < 2 or is_person(line, title):
        return False
    inside = line.text[title.start : title.end].split()
    small = any(word in ("of", "the", "and", "to", "in", "for", "your", "a", "with", "is") for word in inside[1:-1])
    leading = inside[0].casefold() in LEADING or inside[0].casefold() in ("the", "a", "an")
    entity = line.entity(title)
    if entity in ("GPE", "DATE", "NORP", "LOC", "FAC"):
        return False
    if title.words > 2:
        return small or leading or entity == "WORK_OF_ART"
    return entity in ("WORK_OF_ART", "") and line.tag(title.after) not in ("VBD", "VBZ")


def named_after_host(line: Line, n: int) -> Iterator[Found]:
    """`the ada quill podcast` in a transcript without capitals."""
    first = n - 2 - (line.word(n) == "cast" and line.word(n - 1) == "pod")
    words = [line.word(first), line.word(first + 1)]
    if first < 1 or line.word(first - 1) != "the" or line.is_capital(first) or not is_name_in_lower_case(words):
        return
    title = Title(line.tokens[first - 1].start, line.tokens[n].end, n + 1, marked=False, cased=False, words=n - first + 2)
    yield Found(title, WorkKind.PODCAST, None, NAMED_LOWER)


def hosted(line: Line, n: int) -> Iterator[Found]:
    """`host of The Lantern Hour`."""
    begin = n + 1
    if line.word(n) in ("host", "hosts") and line.word(begin) == "of":
        begin += 1
    elif line.word(n) == "host":
        return
    title = line.opening(begin) or cased(line, begin)
    if (
        title
        and title.words > 1
        and title.cased
        and not is_person(line, title)
        and line.entity(title) not in ("GPE", "DATE", "EVENT", "FAC")
    ):
        yield Found(title, WorkKind.PODCAST, None, BY_SOMEBODY)


def by(line: Line, n: int) -> Iterator[Found]:
    """`“X” by Y Z`, `The Weight of Rope by Y Z`."""
    name = name_at(line, n + 1)
    if name is None or not line.is_capital(n + 1):
        return
    title = ending_before(line, n)
    if title is None or not (title.marked or reads_like_a_title(line, title)) or is_person(line, title):
        return
    before = line.word(line.at(title.start) - 1)
    kind = next(
        (HEADS[line.word(k)] for k in range(line.at(title.start) - 1, line.at(title.start) - 4, -1) if line.word(k) in HEADS), WorkKind.BOOK
    )
    if title.words > 1 or before in HEADS:
        yield Found(title, kind, name, BY_SOMEBODY)


def in_which(line: Line, n: int) -> Iterator[Found]:
    """`In The Weight of Rope, Ada Quill argues`."""
    title = line.opening(n + 1) or cased(line, n + 1)
    if title is None or line.word(title.after) != "," or not (title.cased and title.words > 1):
        return
    if title.marked and line.word(title.after + 1) in ("he", "she", "they") and line.lemma(title.after + 2) in SAYS:
        yield Found(title, WorkKind.BOOK, None, BY_SOMEBODY)
        return
    name = name_at(line, title.after + 1)
    if name is None or not line.is_capital(title.after + 1):
        return
    if line.tokens[title.after + 1].entity == "ORG" or any(names_a_thing(word) for word in name.split()):
        return  # `In the Rope Report, Blue Harbour Bank says`
    verb = title.after + 1 + len(name.split())
    if line.tag(verb).startswith("VB") and line.lemma(verb) in SAYS and (title.marked or reads_like_a_title(line, title)):
        yield Found(title, WorkKind.BOOK, name, BY_SOMEBODY)


def owned_marks(line: Line) -> Iterator[Found]:
    """`Y Z's “X”`: somebody's words in quotation marks, written as a title."""
    for title in line.marks():
        n = line.at(title.start) - 1
        while n > 0 and not line.written[n][0].isalnum() and line.word(n) != "'s":
            n -= 1
        if title.cased and title.words > 1 and line.word(n) in ("'s", "’s") and (name := name_before(line, n)):
            yield Found(title, WorkKind.OTHER, name, BY_SOMEBODY)


def genre(line: Line, n: int) -> Iterator[Found]:
    """`the Meditations of Y`, `Y's Confessions`, `Y … in his Discourses`."""
    name = name_at(line, n + 2) if line.word(n + 1) == "of" and line.word(n - 1) == "the" else None
    if name is None and line.word(n - 1) == "'s":
        name = name_before(line, n - 1)
    if name or _in_his(line, n):
        token = line.tokens[n]
        yield Found(Title(token.start, token.end, n + 1, marked=False, cased=line.is_capital(n), words=1), WorkKind.BOOK, name, BY_SOMEBODY)


def _in_his(line: Line, n: int) -> bool:
    """`in his Confessions`, `in several of her letters`, in a sentence that names somebody before."""
    k = n - 2
    if line.tag(n - 1) != "PRP$":
        return False
    while line.word(k) in ("of", "one", "several", "all", "some"):
        k -= 1
    if line.word(k) != "in":
        return False
    first = max(0, k - _SENTENCE)
    while k > first and line.word(k - 1) not in (".", "?", "!"):
        k -= 1
        if line.tag(k).startswith("NNP"):
            return True
    return False


def somebodys(line: Line, n: int) -> Iterator[Found]:
    """`Y Z's How to Build a Boat`: a title by its first word, since most of what people own has capitals too."""
    name = name_before(line, n)
    title = cased(line, n + 1) if name else None
    if title is None or title.words < 3 or names_a_thing(line.written[title.after - 1]):
        return
    has_article = line.written[n + 1] in ("The", "A", "An") and line.entity(title) not in ("ORG", "EVENT", "GPE", "FAC", "LAW")
    if line.word(n + 1) in LEADING or has_article or line.entity(title) == "WORK_OF_ART":
        yield Found(title, WorkKind.BOOK, name, BY_SOMEBODY)
