"""Works that a passage names: books, papers, articles, films, series, songs, other shows, by the words around a title.

    a book called X        the title of the paper is X       a poem … It's called X
    the book X by Y        Y's essay, X                      X, a film by Y
    the X podcast          The … Show                        author of X, who wrote X
    “X” by Y               Y's “X”                           In X, Y argues

What stands in capitals or quotation marks without such a cue is no work: most capitals are firms, places and headings. What is found
here is looked for again in the whole vault (resolvers/works.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graphbuild.extractors import work_titles
from graphbuild.extractors.base import Token
from graphbuild.extractors.lexicon import RARE, is_given_name, level
from graphbuild.extractors.names import names_a_thing
from graphbuild.extractors.work_titles import PERIODICALS, Line, Title
from graphbuild.model import Citation, Field, Mention, MentionKind, Passage, WorkKind

# How sure a finding of each kind is: precision of the kind on what we read of our development sample, rounded.
CALLED = 0.95
CALLED_LOWER = 0.85
NAMED = 0.9
NAMED_LOWER = 0.75
BY_SOMEBODY = 0.85

_HEADS: dict[str, WorkKind] = {
    **dict.fromkeys(
        ("book", "audiobook", "novel", "novella", "memoir", "biography", "autobiography", "bestseller", "textbook", "cookbook", "trilogy"),
        WorkKind.BOOK,
    ),
    **dict.fromkeys(("paper", "preprint", "thesis", "dissertation", "study"), WorkKind.PAPER),
    **dict.fromkeys(("article", "essay", "piece", "column", "op-ed", "editorial", "story", "post", "blogpost"), WorkKind.ARTICLE),
    **dict.fromkeys(("film", "movie", "documentary"), WorkKind.FILM),
    **dict.fromkeys(("series", "show", "sitcom", "miniseries", "docuseries", "anime"), WorkKind.SERIES),
    **dict.fromkeys(("podcast", "audiodrama"), WorkKind.PODCAST),
    **dict.fromkeys(("song", "album"), WorkKind.SONG),
    **dict.fromkeys(("poem", "play", "treatise", "manifesto", "newsletter", "blog", "speech", "lecture", "musical", "opera", "talk", "report", "video", "website", "webside", "site"), WorkKind.OTHER),
}
# Before a title with nothing between (`the novel Middlemarch`); the others need `called`, or a comma and an owner.
_PLAIN_HEADS = frozenset(
    "book audiobook novel memoir biography autobiography bestseller textbook paper article essay film movie documentary series show sitcom "
    "miniseries podcast song album poem musical".split()
)
_ONLY_NOUNS = frozenset("podcast movie documentary memoir essay audiobook biography autobiography sitcom article".split())  # whatever their tag
_SINGLE_HEADS = frozenset("book novel memoir film movie album".split())
_LOWER_HEADS = frozenset("book novel memoir biography autobiography article essay paper piece film movie documentary".split())
_SITES = frozenset(("website", "webside", "site"))  # most of their names are firms; only a long one is a title
_SITE_LENGTH = 4  # words
# After a title (`the Deep Water podcast`): a firm or a person may stand before the others (`the Apple show`).
_HEADS_AFTER = frozenset("podcast movie film book documentary novel essay musical".split())
_CALLED = frozenset(("called", "titled", "entitled"))
_NO_BOOK = frozenset("face note pocket check year phone text match hand guest comic kindle cheque sketch scrap work".split())  # `face book`
# Words that stand between a work and `called` where something else is what is called so.
_OTHER_THINGS = frozenset(
    "chapter section thing something concept idea method technique process app company product tool guy man woman person place restaurant law "
    "rule principle effect theory term phenomenon program programme service platform website startup directory folder library algorithm "
    "model disease molecule substance part exercise practice problem project feature character team group organization firm".split()
)
_NEAR, _FAR = 10, 45  # words between a work and what it is called: in one clause, and where `It's called` takes it up again
_TIMES = frozenset("and the earlier last this year month week summer fall autumn winter spring early late nineties eighties fifties sixties seventies".split())
_COMPOUNDS = frozenset(
    "club deal tour review reviews launch cover title chapter version list store signing release award proposal reader readers writing writer "
    "writers store stores shelf publishing publisher notes note sales series maker makers industry festival theater theatre star stars studio "
    "director idea ideas project format length business editor agent".split()
)
_LEADING = frozenset("how why what when where thinking getting building making becoming".split())
_WRITTEN = frozenset(("wrote", "author", "authored", "writes", "published"))
_WATCHED = frozenset(("watch", "watched", "watching", "seen"))
_TAKEN_IN = frozenset(("read", "reading", "reread", *_WATCHED))
_READ_DAILY = frozenset(
    "thread page comment headline news documentation doc docs note transcript tweet email message letter review file code text label manual "
    "menu chart map section chapter part thing stuff post website caption profile bio bios website summary abstract".split()
)
_SAYS = frozenset("argue write describe explain explore recount discuss show claim note say tell suggest call make point talk".split())
_OPENS_SHOW = re.compile(
    r"\b(?:The|the) (?:[A-Z][\w'’.&-]*(?: (?:of|the|and|on|in|with|&) | ))+?(?:Show|Podcast|Experience)\b"
    r"|\b[A-Z][\w'’&-]*(?: (?:of|the|and|on|in) | )(?:[A-Z][\w'’&-]* )*Podcast\b"
)
_NO_SHOW = re.compile(r"\b(?:Trade|Boat|Auto|Car|Air|Fashion|Talent|Slide|Horror|Horse|Electronics|User|Customer|Human|Brand|Work|Life) (?:Show|Experience)$")
_IN_BRACKETS = re.compile(
    r"\[\[(?P<title>[^\[\]|#\n]{2,110}?) \((?P<kind>book|novel|memoir|paper|article|essay|film|movie|documentary|series|show|podcast|song|album|poem)\)"
    r"(?=[\]|#])"
)
# Works that go by the name of their genre and their author (`the Confessions of Augustine`)
_GENRES = frozenset("meditations confessions discourses analects maxims dialogues encheiridion enchiridion pensées".split())
_TITLES = frozenset({Field.TITLE, Field.EPISODE_TITLE, Field.SHOW_NAME, Field.TAG})


@dataclass(frozen=True, slots=True)
class _Found:
    title: Title
    kind: WorkKind
    author: str | None
    confidence: float


class WorksExtractor:
    """Finds titles of works by their cues."""

    name = "works"
    version = "1"

    def run(self, passage: Passage, tokens: Sequence[Token]) -> Iterator[Mention]:
        """Mentions with the offsets of the title; none overlaps another, the surer one stays. Headings hold none."""
        if passage.field in _TITLES:
            return
        line = Line(passage.text, tokens)
        kept: list[_Found] = []
        for found in sorted(_findings(line, passage.field), key=lambda each: (-each.confidence, each.title.start, -each.title.end)):
            title = found.title
            if work_titles.is_plausible(line, title) and all(title.end <= each.title.start or each.title.end <= title.start for each in kept):
                kept.append(found)
        for found in kept:
            quote = passage.text[found.title.start : found.title.end]
            yield Mention(
                field=passage.field,
                position=passage.position,
                start=found.title.start,
                end=found.title.end,
                quote=quote,
                kind=MentionKind.WORK,
                name=" ".join(quote.split()),
                confidence=found.confidence,
                extractor=f"{self.name}-{self.version}",
                citation=Citation(kind=found.kind, author=found.author),
            )


EXTRACTOR = WorksExtractor()


def _findings(line: Line, field: Field) -> Iterator[_Found]:
    is_cased = line.has_capitals()
    for n in range(len(line)):
        word = line.word(n)
        if word in _CALLED:
            yield from _called(line, n)
        if word in _HEADS and (word in _ONLY_NOUNS or line.tag(n).startswith("NN")):
            yield from _after_head(line, n, is_cased=is_cased, is_note=field is Field.NOTE)
            yield from _before_head(line, n)
        if word == "title" or (word == "name" and line.word(n + 1) == "of"):
            yield from _title_is(line, n)
        if word in _WRITTEN or word in _TAKEN_IN:
            yield from _written(line, n)
        if word in ("host", "hosts", "hosted"):
            yield from _hosted(line, n)
        if word in ("like", "such"):
            yield from _such_as(line, n)
        if word in _GENRES:
            yield from _genre(line, n)
        if word == "'s":
            yield from _somebodys(line, n)
        if word == "by" and n:
            yield from _by(line, n)
        if word == "in":
            yield from _in_which(line, n)
    yield from _owned_marks(line)
    for match in _IN_BRACKETS.finditer(line.text):
        start, end = match.span("title")
        title = Title(start, end, line.at(end), marked=True, cased=True, words=len(match["title"].split()))
        yield _Found(title, _HEADS[match["kind"]], None, CALLED)
    for match in _OPENS_SHOW.finditer(line.text):
        start, end = match.span()
        before = line.at(start) - 1
        # `the mindset Mentor Podcast`: a word without its capital is missing
        if not _NO_SHOW.search(match[0]) and not (line.tag(before).startswith(("NN", "JJ")) and line.word(before) not in _HEADS):
            title = Title(start, end, line.at(end), marked=False, cased=True, words=len(match[0].split()))
            yield _Found(title, WorkKind.PODCAST, None, NAMED)


def _called(line: Line, n: int) -> Iterator[_Found]:
    """`a paper called X`, `her memoir from the fifties, it's called X`, `a poem by Y. It's called X`."""
    head = _what_is_called(line, n)
    if head is None:
        return
    begin = work_titles.skip_fillers(line, n + 1)
    title = line.opening(begin) or work_titles.cased(line, begin)
    confidence = CALLED
    if title is None or (not title.marked and line.word(begin) in ("is", "are", "do", "does")):
        title, confidence = work_titles.lower(line, begin, closed=False) or title, CALLED_LOWER
    if title and not (_singular(line.word(head)) in _SITES and title.words < _SITE_LENGTH):
        yield _Found(title, _HEADS[_singular(line.word(head))], _author(line, head, title), confidence)


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
        elif _singular(line.word(k)) in _HEADS and line.word(k - 2) in ("in", "from", "of"):
            return None  # `in the book is called the two-minute rule`
    while k >= 0 and distance < (_FAR if told_apart else _NEAR):
        word, tag = line.word(k), line.tag(k)
        if word in (".", "?", "!") and not told_apart:
            return None
        if tag.startswith("NN") and _singular(word) in _HEADS and not (word == "book" and line.word(k - 1) in _NO_BOOK):
            if line.word(k - 2) in ("in", "of", "from") and _singular(line.word(k - 3)) in _OTHER_THINGS:
                return None  # `a chapter in the book called the knot rule`
            if told_apart and not _is_introduced(line, k):
                return None
            return None if line.tag(k + 1).startswith("NN") and not told_apart and line.word(k + 1) not in ("today",) else k
        if tag.startswith("NN") and (word in _OTHER_THINGS or _singular(word) in _OTHER_THINGS) and word != "things":
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
    """Whether a work is spoken of as one that is about to be named: `a poem`, `his essay`, `the PowerPoint essay`; `in the book` is not."""
    k = head - 1
    while k >= 0 and head - k < 4 and line.tag(k).startswith(("JJ", "NN", "CD", "VBN")):
        k -= 1
    return line.word(k) in ("a", "an", "'s", "this", "his", "her", "their", "another", "the") or line.tag(k) == "PRP$"


def _after_head(line: Line, n: int, *, is_cased: bool, is_note: bool) -> Iterator[_Found]:
    """`the book X`, `her book, X,`, `Y's essay, “X”`, in a note `Book: X`."""
    word = line.word(n)
    if word == "series" and len(line.word(n + 1)) == 1:
        return  # `the Series A round`
    kind = _HEADS[word]
    owner = _owner(line, n)
    if owner is None and not (is_note and line.word(n + 1) == ":"):
        return
    begin = n + 1
    if line.word(begin) == "by" and (name := work_titles.name_at(line, begin + 1)):
        begin += 1 + len(name.split())
    if line.word(begin) in ("is", "was") and word in _PLAIN_HEADS:
        title = line.opening(begin + 1) or work_titles.cased(line, begin + 1)
        if title and title.cased and title.words > 1 and not work_titles.is_person(line, title) and _ends_there(line, title):
            yield _Found(title, kind, _author(line, n, title), BY_SOMEBODY)
        return
    has_comma = line.word(begin) in (",", ":", "-", "–", "—")
    begin = work_titles.skip_fillers(line, begin) if has_comma else begin
    title = line.opening(begin)
    if title:
        if title.cased or owner == "possessive":
            yield _Found(title, kind, _author(line, n, title), NAMED)
        return
    title = work_titles.cased(line, begin)
    if title and title.words == 1 and _ends_there(line, title) and word in _SINGLE_HEADS and line.entity(title) in ("GPE", "ORG", "LOC", "FAC"):
        if not has_comma or (owner == "possessive" and not is_given_name(line.word(title.after - 1))):
            yield _Found(title, kind, _author(line, n, title), NAMED)  # `the novel Tidewater,`
        return
    if title and (word in _PLAIN_HEADS or owner == "possessive"):
        if _is_title_after_head(line, title, has_comma=has_comma, owner=owner or "note"):
            yield _Found(title, kind, _author(line, n, title), NAMED)
        return
    if word in _LOWER_HEADS and owner in ("possessive", "reading"):
        yield from _lower_after_head(line, n, begin, has_comma=has_comma, is_cased=is_cased)


def _lower_after_head(line: Line, head: int, begin: int, *, has_comma: bool, is_cased: bool) -> Iterator[_Found]:
    """`my new book, world without walls, I …` in a transcript without capitals; `Y's article cats versus dogs,`."""
    begin = _skip_time(line, begin)
    has_comma = has_comma or line.word(begin - 1) == ","
    if has_comma and is_cased:
        return
    title = work_titles.lower(line, begin, closed=True)
    if title is None or line.word(begin) in _COMPOUNDS or line.word(title.after) == ":":
        return
    if not has_comma:
        inside = [line.word(k) for k in range(begin + 1, title.after - 1)]
        if work_titles.name_before(line, head - 1) is None or not any(word in ("of", "the", "to", "versus", "vs", "and") for word in inside):
            return
    if not (title.words > 1 and line.tag(title.after - 1).startswith(("NN", "VB", "JJ", "PRP", "CD", "RB"))):
        return
    yield _Found(title, _HEADS[line.word(head)], _author(line, head, title), NAMED_LOWER)


def _skip_time(line: Line, n: int) -> int:
    """Behind `right now,`, `in two thousand and five,` and `from earlier, in the fall,`."""
    while True:
        k = n
        if line.word(k) == "right" and line.word(k + 1) == "now":
            k += 2
        elif line.word(k) in ("in", "from"):
            k += 1
            while line.tag(k) == "CD" or line.word(k) in _TIMES:
                k += 1
            if k == n + 1 or line.word(k) != ",":
                return n
        else:
            return n
        n = work_titles.skip_fillers(line, k)


def _owner(line: Line, head: int) -> str | None:
    """What makes a head one certain work: `possessive` (`her`, `Y's`), `article` (`the`), `reading` (`I'm reading this book`)."""
    if line.word(head - 1) in _NO_BOOK:
        return None
    k = head - 1
    while k >= 0 and head - k < 5 and (line.tag(k).startswith(("JJ", "NN", "CD", "VBN", "VBG", "HYPH", "RB")) and line.word(k) not in (".", ",")):
        k -= 1
    word, tag = line.word(k), line.tag(k)
    if tag in ("PRP$", "POS") or word in ("'s", "my", "his", "her", "their", "our", "your"):
        return "possessive"
    if word in ("this", "that") and line.word(k - 1) in ("reading", "read", "finished", "recommend"):
        return "reading"
    if word in ("the", "this", "that", "a", "an"):
        return "article"
    if line.word(head) in ("movie", "film", "podcast", "show", "author") and line.word(head - 1) in ("on", "in", "of"):
        return None
    return None


def _is_title_after_head(line: Line, title: Title, *, has_comma: bool, owner: str) -> bool:
    """Whether capitals behind a head are its title, and not the subject of the next clause (`in the book Anna says`)."""
    following, tag = line.word(title.after), line.tag(title.after)
    is_verb = tag in ("VBD", "VBZ", "VBP", "MD", "VBN") or line.word(title.after) in ("has", "had")
    entity = line.entity(title)
    is_name = entity in ("PERSON", "ORG", "GPE", "NORP", "DATE", "LOC")
    if is_verb and following not in ("is", "was", "'s") and (is_name or work_titles.is_person(line, title)):
        return False
    if has_comma:
        if owner == "article" and line.word(title.after) not in (",", ".", "?", "!", "by", ";", "and", ""):
            return False
        if work_titles.is_person(line, title) or (title.words == 1 and (is_name or is_verb)):
            return False
        return owner != "article" or title.words > 1
    if entity == "PERSON" and title.words == 1:
        return False
    # `the show Friends`, but `the show Monday`, `this podcast Alex`
    return not (title.words == 1 and (entity in ("PERSON", "DATE", "TIME", "NORP", "GPE") or owner != "possessive" and is_verb and following not in ("is", "was")))


def _before_head(line: Line, n: int) -> Iterator[_Found]:
    """`X, a book by Y`; `X is a book about Z`; `the X podcast`, `“X,” the film`."""
    kind = _HEADS[line.word(n)]
    k = n - 1
    while k >= 0 and n - k < 5 and line.tag(k).startswith(("JJ", "NN", "CD", "VBN")) and not line.is_capital(k):
        k -= 1
    if line.word(k) in ("a", "an", "the") and line.word(k - 1) in (",", "is", "was") and (line.word(n + 1) in ("by", "about", "on", "in", "from", "of", "that", "which", "called")):
        title = _ending_before(line, k - 1)
        is_telling = title and (title.marked or title.words > 1) and title.cased
        if title and is_telling and not work_titles.is_person(line, title) and line.word(n) in _PLAIN_HEADS and line.entity(title) not in ("GPE", "ORG", "NORP"):
            yield _Found(title, kind, work_titles.name_at(line, n + 2) if line.word(n + 1) == "by" else None, BY_SOMEBODY)
    if line.word(n) in _HEADS_AFTER and line.tag(n + 1) not in ("NN", "NNS"):
        title = _ending_before(line, n)
        if title is None or (line.word(n) != "podcast" and title.words < 3 and not title.marked) or title.words < 2:
            return
        before = line.at(title.start) - 1
        while line.tag(before).startswith(("JJ", "CD")):
            before -= 1
        has_article = line.word(before) in ("the", "this") or line.text[title.start :].startswith(("The ", "the "))
        if title.marked or (has_article and (line.word(n) == "podcast" or not work_titles.is_person(line, title)) and "'s" not in line.written[title.after - 1]):
            if line.entity(title) in ("ORG", "GPE", "NORP", "DATE") and line.word(n) not in ("podcast", "movie"):
                return
            yield _Found(title, kind, None, BY_SOMEBODY)


def _ending_before(line: Line, n: int) -> Title | None:
    """The title whose last word stands before the n-th token."""
    for title in line.marks():
        if line.at(title.end) <= n <= title.after + 1 and title.after >= n - 1 and title.cased:
            return title
    first = n
    while first > 0 and n - first < work_titles.MAX_WORDS:
        if line.is_capital(first - 1) or line.word(first - 1) in ("of", "the", "and", "in", "to", "for", "a", "n't", "'s", "-", "with", "on"):
            first -= 1
        else:
            break
    for begin in range(first, n):
        if line.is_capital(begin):
            title = work_titles.cased(line, begin)
            return title if title and title.after == n else None
    return None


def _title_is(line: Line, n: int) -> Iterator[_Found]:
    """`the title of the paper is X`, `the book's title is X`, `under the title X`."""
    k = n + 1
    kind = WorkKind.OTHER
    if line.word(k) == "of":
        while k < n + 6 and line.word(k) not in _HEADS:
            k += 1
        if line.word(k) not in _HEADS:
            return
        kind = _HEADS[line.word(k)]
        k += 1
        if line.word(k) not in ("is", "was", "'s"):
            return
        begin = work_titles.skip_fillers(line, k + 1)
        title = line.opening(begin) or work_titles.cased(line, begin) or work_titles.lower(line, begin, closed=False)
        if title:
            yield _Found(title, kind, None, CALLED if title.cased else CALLED_LOWER)
    elif line.word(k) in ("is", "was") and line.word(n - 1) == "'s" and line.word(n - 2) in _HEADS:
        title = line.opening(k + 1) or work_titles.cased(line, k + 1) or work_titles.lower(line, k + 1, closed=False)
        if title:
            yield _Found(title, _HEADS[line.word(n - 2)], None, CALLED if title.cased else CALLED_LOWER)
    elif line.word(n - 1) == "the" and line.word(n - 2) in ("under", "with", "bore", "bears"):
        title = line.opening(k) or work_titles.cased(line, k)
        if title:
            yield _Found(title, kind, None, CALLED)


def _written(line: Line, n: int) -> Iterator[_Found]:
    """`author of X`, `who wrote X`, `I read X`: capitals with a small word inside, or a first word that names nobody."""
    is_reading = line.word(n) in _TAKEN_IN
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
        yield _Found(title, WorkKind.BOOK, None, NAMED_LOWER)
        return
    if title is None:
        title = work_titles.cased(line, begin)
        title = title and work_titles.without_owner(line, title)
        if title is None or not _reads_like_a_title(line, title) or line.word(title.after - 1) in PERIODICALS:
            return
        is_firm = line.entity(title) in ("ORG", "PERSON", "NORP", "GPE", "EVENT", "FAC", "PRODUCT")
        if is_reading and is_firm and (line.entity(title) != "ORG" or line.word(begin) not in ("the", "how", "why") or line.word(n) in _WATCHED):
            return
        if line.word(n) in _WATCHED and line.entity(title) != "WORK_OF_ART" and title.words < 3:
            return
    elif not title.cased or (title.words < 2 and is_reading):
        return
    author = None
    if line.word(n) == "wrote":
        author = work_titles.name_before(line, n - (line.word(n - 1) == "who"))
    elif line.word(n) == "author" and line.word(title.after) == ",":
        author = work_titles.name_at(line, title.after + 1)
    yield _Found(title, WorkKind.OTHER if line.word(n) in _WATCHED else WorkKind.BOOK, author, BY_SOMEBODY)


def _read_the(line: Line, n: int) -> Title | None:
    """`read the nicomachean ethics`: a word that no list of English has, and a noun, in a transcript without capitals."""
    if line.word(n) not in ("read", "reading", "reread") or line.word(n + 1) != "the" or not line.tag(n + 3).startswith("NN"):
        return None
    unknown, noun = line.word(n + 2), line.word(n + 3)
    if not unknown.isalpha() or level(unknown) < RARE or is_given_name(unknown) or _singular(noun) in _READ_DAILY or _singular(noun) in _HEADS:
        return None
    if line.is_capital(n + 2) or line.tag(n + 4).startswith("NN"):
        return None
    return Title(line.tokens[n + 1].start, line.tokens[n + 3].end, n + 4, marked=False, cased=False, words=3)


def _reads_like_a_title(line: Line, title: Title) -> bool:
    """Two capitals or more that are nobody's name; where the tagger sees a name, a small word or a leading one must say otherwise."""
    if title.words < 2 or work_titles.is_person(line, title):
        return False
    inside = line.text[title.start : title.end].split()
    small = any(word in ("of", "the", "and", "to", "in", "for", "your", "a", "with", "is") for word in inside[1:-1])
    leading = inside[0].casefold() in _LEADING or inside[0].casefold() in ("the", "a", "an")
    entity = line.entity(title)
    if entity in ("GPE", "DATE", "NORP", "LOC", "FAC"):
        return False
    return title.words > 2 and (small or leading or entity == "WORK_OF_ART") or (title.words == 2 and entity in ("WORK_OF_ART", "") and not small and line.tag(title.after) not in ("VBD", "VBZ"))


def _such_as(line: Line, n: int) -> Iterator[_Found]:
    """`books like X, Y and Z`, `a movie such as X`."""
    if not (head := line.word(n - 1)) or _singular(head) not in _PLAIN_HEADS or (line.word(n) == "such" and line.word(n + 1) != "as"):
        return
    kind = _HEADS[_singular(head)]
    k = n + 1 + (line.word(n) == "such")
    while title := line.opening(k) or work_titles.cased(line, k):
        is_name = line.entity(title) in ("PERSON", "ORG", "GPE", "NORP", "DATE") or work_titles.is_person(line, title)
        if not title.cased or (is_name and not title.marked) or (title.words == 1 and not title.marked and line.entity(title) != "WORK_OF_ART"):
            return
        first, second = _halves(line, title)
        yield _Found(first, kind, None, BY_SOMEBODY)
        if second:
            yield _Found(second, kind, None, BY_SOMEBODY)
        k = title.after
        while line.word(k) in (",", "and", "or"):
            k += 1
        if k == title.after:
            return


def _halves(line: Line, title: Title) -> tuple[Title, Title | None]:
    """The two titles of a list that `and` joins, two words or more each."""
    for n in range(line.at(title.start) + 2, title.after - 2):
        if not title.marked and line.word(n) == "and" and (second := work_titles.cased(line, n + 1)) and second.words > 1:
            first = replace(title, end=line.tokens[n - 1].end, after=n)
            return replace(first, words=len(line.text[first.start : first.end].split())), second
    return title, None


def _genre(line: Line, n: int) -> Iterator[_Found]:
    """`the Meditations of Y`, `Y's Confessions`, `Y … in his Discourses`."""
    name = work_titles.name_at(line, n + 2) if line.word(n + 1) == "of" and line.word(n - 1) == "the" else None
    if name is None and line.word(n - 1) == "'s":
        name = work_titles.name_before(line, n - 1)
    if name or _in_his(line, n):
        token = line.tokens[n]
        yield _Found(Title(token.start, token.end, n + 1, marked=False, cased=line.is_capital(n), words=1), WorkKind.BOOK, name, BY_SOMEBODY)


def _in_his(line: Line, n: int) -> bool:
    """`in his Confessions`, `in several of her letters`, in a sentence that names somebody before."""
    k = n - 2
    if line.tag(n - 1) != "PRP$":
        return False
    while line.word(k) in ("of", "one", "several", "all", "some"):
        k -= 1
    if line.word(k) != "in":
        return False
    while k > 0 and line.word(k - 1) not in (".", "?", "!"):
        k -= 1
        if line.tag(k).startswith("NNP"):
            return True
    return False


def _somebodys(line: Line, n: int) -> Iterator[_Found]:
    """`Y Z's How to Build a Boat`: a title by its first word, since most of what people own has capitals too."""
    name = work_titles.name_before(line, n)
    title = work_titles.cased(line, n + 1) if name else None
    if title is None or title.words < 3 or names_a_thing(line.written[title.after - 1]):
        return
    if line.word(n + 1) in _LEADING or line.entity(title) == "WORK_OF_ART":
        yield _Found(title, WorkKind.BOOK, name, BY_SOMEBODY)


def _ends_there(line: Line, title: Title) -> bool:
    """Whether the sentence, or a clause of it, ends with the title, or its author follows."""
    return line.word(title.after) in (",", ".", "?", "!", ";", ")", '"', "”", "by", "and", "which", "")


def _hosted(line: Line, n: int) -> Iterator[_Found]:
    """`host of The Lantern Hour`."""
    begin = n + 1
    if line.word(n) in ("host", "hosts") and line.word(begin) == "of":
        begin += 1
    elif line.word(n) == "host":
        return
    title = line.opening(begin) or work_titles.cased(line, begin)
    if title and title.words > 1 and title.cased and not work_titles.is_person(line, title) and line.entity(title) not in ("GPE", "DATE", "EVENT", "FAC"):
        yield _Found(title, WorkKind.PODCAST, None, BY_SOMEBODY)


def _by(line: Line, n: int) -> Iterator[_Found]:
    """`“X” by Y Z`, `The Weight of Rope by Y Z`."""
    name = work_titles.name_at(line, n + 1)
    if name is None or not line.is_capital(n + 1):
        return
    title = _ending_before(line, n)
    if title is None or not (title.marked or _reads_like_a_title(line, title)) or work_titles.is_person(line, title):
        return
    before = line.word(line.at(title.start) - 1)
    kind = next((_HEADS[line.word(k)] for k in range(line.at(title.start) - 1, line.at(title.start) - 4, -1) if line.word(k) in _HEADS), WorkKind.BOOK)
    if title.words > 1 or before in _HEADS:
        yield _Found(title, kind, name, BY_SOMEBODY)


def _in_which(line: Line, n: int) -> Iterator[_Found]:
    """`In The Weight of Rope, Ada Quill argues`."""
    title = line.opening(n + 1) or work_titles.cased(line, n + 1)
    if title is None or line.word(title.after) != "," or not (title.cased and title.words > 1):
        return
    if title.marked and line.word(title.after + 1) in ("he", "she", "they") and line.tokens[title.after + 2].lemma in _SAYS:
        yield _Found(title, WorkKind.BOOK, None, BY_SOMEBODY)
        return
    name = work_titles.name_at(line, title.after + 1)
    if name is None or not line.is_capital(title.after + 1):
        return
    verb = title.after + 1 + len(name.split())
    if line.tag(verb).startswith("VB") and line.tokens[verb].lemma in _SAYS and (title.marked or _reads_like_a_title(line, title)):
        yield _Found(title, WorkKind.BOOK, name, BY_SOMEBODY)


def _owned_marks(line: Line) -> Iterator[_Found]:
    """`Y Z's “X”`: somebody's words in quotation marks, written as a title."""
    for title in line.marks():
        n = line.at(title.start) - 1
        while n > 0 and not line.written[n][0].isalnum() and line.word(n) != "'s":
            n -= 1
        if title.cased and title.words > 1 and line.word(n) in ("'s", "’s") and (name := work_titles.name_before(line, n)):
            yield _Found(title, WorkKind.OTHER, name, BY_SOMEBODY)


def _author(line: Line, head: int, title: Title) -> str | None:
    """Whose it is: `Y's book X`, `a book by Y called X`, `a book called X by Y`, `Y wrote a book called X`."""
    for n in (title.after, title.after + 1, head + 1):
        if line.word(n) == "by" and (name := work_titles.name_at(line, n + 1)):
            return name
    k = head - 1
    while k >= 0 and head - k < 5 and line.word(k) != "'s" and line.tag(k).startswith(("JJ", "NN", "CD", "VBN", "POS")):
        k -= 1
    if line.word(k) in ("'s", "'"):
        return work_titles.name_before(line, k)
    if line.word(k) in ("a", "the", "an", "this") and line.word(k - 1) in ("wrote", "published", "writes"):
        return work_titles.name_before(line, k - 1 - (line.word(k - 2) == "who"))
    return None


def _singular(word: str) -> str:
    return word if word in _HEADS else word.removesuffix("s") if not word.endswith("ies") else word[:-3] + "y"
