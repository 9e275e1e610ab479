"""What the title of a work looks like in running text, and where it ends: pure rules on tagged words, for the extractor of works.

A title is marked (quotation marks, italics), or written in capitals with small words inside (`The Art of the Loom`), or it stands in
a transcript without capitals, where only what follows ends it: punctuation, a verb, a filler, at most eight words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from graphbuild.extractors.base import Token
from graphbuild.extractors.lexicon import is_given_name, is_surname
from graphbuild.extractors.names import clean, is_full_name, is_particle, is_title

MAX_WORDS = 14  # of a title in capitals, subtitle included
MAX_LOWER = 8  # of a title in lower case: nothing but what follows tells where it ends

_MARKED = re.compile(
    r"""["“«](?P<double>[^"“”«»\n]{2,110})["”»]|(?<![\w'’])['‘](?P<single>(?=[A-Z\d])[^'‘\n]*?(?:\w['’]\w[^'‘’\n]*?)*[^\s])['’](?!\w)"""
    r"""|(?<![\w*])\*{1,2}(?P<star>[^*\n]{2,110})\*{1,2}(?![\w*])|(?<!\w)_(?P<line>[^_\n]{2,110})_(?!\w)"""
)
_SMALL = frozenset(
    "a an the of and or nor but in on to for with at from into as is vs versus without your my our its about over under & than".split()
)
# Capitalised words that begin the next sentence where a player joined two segments without a full stop.
_NEXT_SENTENCE = frozenset("and but so the it he she we they this that i you if when which because then there what a".split())
_ENDS = frozenset(".?!;…)”\"")
_FILLERS = frozenset("um uh ah eh like well yeah okay ok so actually basically right know mean guess think".split())
# A title in lower case ends before these.
_STOPS = frozenset(
    "i i'm i've he she we they which where who whom because that's it's there's you're um uh yeah when then but if by and so".split()
)
_STOPS_AFTER_AND = frozenset("i he she we they it you that this there so then".split())
_PLACE_OF_PUBLICATION = frozenset("in from on for at".split())
# With these first words a verb belongs to the title (`how to break up`, `why we sleep`, `is it worth it`).
_CLAUSE = frozenset("how why what when where who is are do does can should the".split()) - {"the"}
_NO_FIRST_WORD = frozenset(
    "and or but so because if that which who there it its this these those you your i my we our he she they them his her their one some any "
    "um uh like not no yes yeah just really very called basically actually maybe probably then as for at with by from about chapter page "
    "section part volume episode".split()
)
_NO_LAST_WORD = frozenset("the a an of and or to in on for with at from by as ago one ones i you we he she it they that which who".split())
# The last word of newspapers and magazines, which are where things stand rather than what is read
PERIODICALS = frozenset(
    "times journal post review magazine news tribune herald guardian economist atlantic globe daily weekly gazette telegraph register standard "
    "press newsletter newspaper report mail yorker chronicle observer independent today".split()
)
_GENERIC = frozenset(
    "book books novel paper papers article articles essay essays post posts film films movie movies show shows series podcast podcasts episode "
    "chapter story stories song album play piece report talk kindle audible amazon netflix hulu hbo disney apple youtube twitter spotify google internet "
    "wikipedia introduction preface appendix monday tuesday wednesday thursday friday saturday sunday january february march april june july "
    "august september october november december english french german spanish christmas".split()
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title in a passage: characters `start` to `end`; `after` is the number of the first token behind it.

    `marked`: by quotation marks or italics. `cased`: written with capitals.
    """

    start: int
    end: int
    after: int
    marked: bool
    cased: bool
    words: int


class Line:
    """The words of one passage, with what the rules ask of them. Case is that of the passage, tags are the tagger's."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self._starts = [token.start for token in tokens]
        self.written = [text[token.start : token.end] for token in tokens]
        self.lower = [word.casefold().replace("’", "'") for word in self.written]
        self._marks = {title.start: title for title in self._marked()}

    def __len__(self) -> int:
        return len(self.tokens)

    def word(self, n: int) -> str:
        """The n-th word in lower case, `""` where there is none."""
        return self.lower[n] if 0 <= n < len(self.lower) else ""

    def tag(self, n: int) -> str:
        """Its part of speech, `""` where there is none."""
        return self.tokens[n].tag if 0 <= n < len(self.tokens) else ""

    def is_capital(self, n: int) -> bool:
        """Whether the n-th word begins with a capital or a digit."""
        return 0 <= n < len(self.written) and (self.written[n][0].isupper() or self.written[n][0].isdigit())

    def is_attached(self, n: int) -> bool:
        """Whether no space stands before the n-th token."""
        return 0 < n < len(self.tokens) and self.tokens[n].start == self.tokens[n - 1].end

    def has_capitals(self) -> bool:
        """Whether the passage is written with capitals: transcripts of 2022 are not, `i` least of all."""
        if any(word in ("i", "i'm", "i've", "i'll") for word in self.written):
            return False
        inside = [n for n in range(1, len(self)) if self.word(n - 1) not in _ENDS and self.written[n][0].isalpha()]
        return len(inside) < 12 or any(self.is_capital(n) and self.written[n] != "I" for n in inside)

    def entity(self, title: Title) -> str:
        """The one type of entity that the tagger gives every word of a title, else `""`."""
        kinds = {self.tokens[n].entity for n in range(self.at(title.start), title.after) if self.word(n) not in ("the", "'s")}
        return kinds.pop() if len(kinds) == 1 else ""

    def at(self, character: int) -> int:
        """The number of the first token at or after a character."""
        return bisect_left(self._starts, character)

    def marks(self) -> list[Title]:
        """Everything in quotation marks or italics that could be a title by its length."""
        return list(self._marks.values())

    def marked_at(self, n: int) -> Title | None:
        """The marked words that open at the n-th token."""
        return self._marks.get(self.tokens[n].start) if n < len(self.tokens) else None

    def _marked(self) -> list[Title]:
        found = []
        for match in _MARKED.finditer(self.text):
            inner = match[match.lastgroup or 0]
            start = match.start(match.lastgroup or 0)
            kept = inner.rstrip(" ,.;").lstrip()
            start += len(inner) - len(inner.lstrip())
            words = kept.split()
            if 0 < len(words) <= MAX_WORDS:
                cased = is_title_case(words)
                # Keyed by where the mark opens; the title itself is what stands within.
                found.append((match.start(), Title(start, start + len(kept), self.at(match.end()), marked=True, cased=cased, words=len(words))))
        self._opens = dict(found)
        return [title for _, title in found]

    def opening(self, n: int) -> Title | None:
        """The marked words whose opening mark is the n-th token, or begins it."""
        return self._opens.get(self.tokens[n].start) if 0 <= n < len(self.tokens) else None


def is_title_case(words: Sequence[str]) -> bool:
    """Whether words are capitalised as a title is: the first, and all that are not small; sentences are not."""
    plain = [word for word in words if word[0].isalnum()]
    if not plain or not (plain[0][0].isupper() or plain[0][0].isdigit()):
        return False
    small = [word for word in plain[1:] if word[0].islower()]
    return all(word.casefold() in _SMALL or word.casefold() in ("be", "are", "that", "by") for word in small)


def cased(line: Line, n: int) -> Title | None:
    """The run of capitalised words that begins at the n-th token, small words, hyphens, possessives and a subtitle inside."""
    first = n
    if line.word(n) in ("the", "a", "an") and line.is_capital(n + 1):
        n += 1
    if not line.is_capital(n) or not any(c.isalpha() for c in line.written[n]):
        return None
    last = k = n
    small = 0
    while k < len(line) and k - first < MAX_WORDS:
        word = line.word(k)
        if k > n and "\n" in line.text[line.tokens[k - 1].end : line.tokens[k].start]:
            break
        if line.is_capital(k) and not (word == "i" and not line.is_capital(k + 1)):
            last, small = k + 1, 0
        elif line.is_attached(k) and word in ("n't", "'re", "'ll"):
            last = k + 1
        elif word in ("'s", "-", "–", "'") and line.is_attached(k):
            pass
        elif word in _SMALL and small < 3:
            small += 1
        elif (word == ":" and line.is_capital(k + 1)) or (word == "," and _is_enumeration(line, k)):
            small = 0
        else:
            break
        k += 1
    if last == n:
        return None
    while last > n + 1 and line.word(last - 1) in _NEXT_SENTENCE:
        last -= 1
    last = _without_speaker(line, n, last)
    start, end = line.tokens[first].start, line.tokens[last - 1].end
    while end > start + 1 and not (line.text[end - 1].isalnum() or line.text[end - 1] in "?!)"):
        end -= 1
    words = line.text[start:end].split()
    return Title(start, end, last, marked=False, cased=True, words=len(words))


def without_owner(line: Line, title: Title) -> Title:
    """`How to Draw a Map` of `Mirela Voss's How to Draw a Map`; `Charlie Quill's War` stays whole."""
    first = line.at(title.start)
    for n in range(first + 2, min(first + 4, title.after - 3)):
        if line.word(n) == "'s" and is_full_name(line.written[first:n]):
            return cased(line, n + 1) or title
    return title


def _without_speaker(line: Line, n: int, last: int) -> int:
    """The end of a title without who says the rest of the sentence (`In The Weight of Rope Ada Quill says`), or where or when it came out."""
    k = last
    while k > n + 1 and line.tokens[k - 1].entity == "PERSON":
        k -= 1
    if n + 1 < k < last and line.tokens[k].begins and line.tokens[k - 1].entity != "PERSON" and line.tag(last) in ("VBD", "VBZ"):
        return k
    places = [j for j in range(n + 1, last - 1) if line.word(j) in ("in", "on", "for", "from", "at")]
    if places and (line.word(last - 1) in PERIODICALS or (line.word(last - 1) in _GENERIC and places[-1] == last - 2)):
        return places[-1]
    if last - n > 2 and line.tag(last - 1) == "CD" and line.word(last - 2) in ("in", "from", "of"):
        return last - 2
    return last


def _is_enumeration(line: Line, comma: int) -> bool:
    """`Guns, Germs, and Steel`: capitals between commas, the last after `and`."""
    k = comma
    while line.word(k) == "," and line.is_capital(k + 1):
        k += 2
    k += line.word(k) == ","
    return line.word(k) in ("and", "&") and line.is_capital(k + 1)


def skip_fillers(line: Line, n: int) -> int:
    """The next token that is no filler (`um,`, `you know,`, `I think`) and no comma."""
    while n < len(line):
        if line.word(n) in (",", ":", "-", "–", "—") or line.word(n) in ("um", "uh", "eh", "like", "ah"):
            n += 1
        elif line.word(n) in ("you", "i") and line.word(n + 1) in ("know", "think", "mean", "believe", "guess"):
            n += 2
        else:
            return n
    return n


def lower(line: Line, n: int, *, closed: bool) -> Title | None:
    """The title without capitals that begins at the n-th token. `closed`: only punctuation may end it, and no verb may stand in it."""
    first = line.word(n)
    if n >= len(line) or not line.written[n][0].isalnum() or (first in _NO_FIRST_WORD and (closed or first not in ("it", "this", "you", "your", "my", "no", "not", "the", "one", "so"))):
        return None
    clause = first in _CLAUSE
    k = n
    ended = False
    while k < len(line) and k - n <= MAX_LOWER + 2:
        word, tag = line.word(k), line.tag(k)
        if not line.written[k][0].isalnum() and not line.is_attached(k):
            ended = True
            break
        if word in _ENDS or word in (",", ":", "-", "–", "—", "("):
            ended = word not in ("-",) or not line.is_attached(k + 1)
            if ended:
                break
        if k > n and _breaks(line, k, clause=clause):
            if closed:
                return None
            ended = True
            break
        if closed and not clause and tag in ("VBD", "VBZ", "MD", "PRP", "WDT", "WP", "UH"):
            return None
        k += 1
    ended = ended or k == len(line)
    while k > n and (line.word(k - 1) in _NO_LAST_WORD or not line.written[k - 1][-1].isalnum()):
        k -= 1
    if not ended or k == n:
        return None
    start, end = line.tokens[n].start, line.tokens[k - 1].end
    words = line.text[start:end].split()
    if len(words) > MAX_LOWER or not any(line.tag(j).startswith(("NN", "JJ", "VB", "CD")) for j in range(n, k)):
        return None
    return Title(start, end, k, marked=False, cased=False, words=len(words))


def _breaks(line: Line, k: int, *, clause: bool) -> bool:
    """Whether the sentence goes on at the k-th token without the title."""
    word, tag, following = line.word(k), line.tag(k), line.word(k + 1)
    if word == "and" or word == "so":
        return following in _STOPS_AFTER_AND or line.tag(k + 1) in ("VBD", "VBZ", "MD")
    if word in ("by", "when", "but", "if", "then") and clause:
        return word == "by"
    if word in _STOPS or word in _FILLERS and word not in ("right", "think", "know", "like", "mean"):
        return True
    if word in ("you", "that", "it") and not clause:
        return True
    if word in _PLACE_OF_PUBLICATION and (line.tag(k + 1) == "CD" or following in ("which", "there")):
        return True
    return not clause and (tag in ("VBD", "VBZ", "MD", "VBP") and not line.is_attached(k)) and word not in ("'s",)


def is_plausible(line: Line, title: Title) -> bool:
    """Whether a title says anything: not a month, a firm, the word `book` itself, a bare number."""
    words = [word for word in re.findall(r"[^\W_]+(?:['’][^\W_]+)*", line.text[title.start : title.end].casefold())]
    telling = [word for word in words if word not in _SMALL]
    return bool(telling) and not all(word in _GENERIC or word.isdigit() for word in telling) and len("".join(words)) > 2


def is_person(line: Line, title: Title) -> bool:
    """Whether the words of a title are somebody's name."""
    words = line.text[title.start : title.end].split()
    words = words[1:] if words[0].casefold() in ("the", "a") else words
    return line.entity(title) == "PERSON" or is_full_name(words) or (len(words) < 4 and is_title(words[0]))


def name_at(line: Line, n: int) -> str | None:
    """The name of a person that begins at the n-th token: two words or more, in capitals or not."""
    while line.word(n) in ("dr", "dr.", "professor", "the", "author", "journalist", "writer", "philosopher", "great"):
        n += 1
    k = n
    while k < len(line) and k - n < 4 and (line.is_capital(k) or (k > n and is_particle(line.word(k)))) and line.written[k][0].isalpha():
        k += 1
    if k - n > 1:
        return line.text[line.tokens[n].start : line.tokens[k - 1].end]
    if is_given_name(line.word(n)) and (is_surname(line.word(n + 1)) or line.tag(n + 1).startswith("NN")) and not line.is_capital(n):
        return f"{line.word(n).capitalize()} {line.word(n + 1).capitalize()}"
    return None


def name_before(line: Line, n: int) -> str | None:
    """The name of a person that ends before the n-th token: two words or more, in capitals."""
    k = n
    while k > 0 and n - k < 4 and line.is_capital(k - 1) and line.written[k - 1][0].isalpha():
        k -= 1
    words = clean(line.written[k:n])
    k = n - len(words)
    for skipped in range(len(words) - 1):
        if is_full_name(words[skipped:]) or (len(words) - skipped == 2 and line.tokens[n - 1].entity == "PERSON"):
            return line.text[line.tokens[k + skipped].start : line.tokens[n - 1].end]
    if n > 1 and is_given_name(line.word(n - 2)) and is_surname(line.word(n - 1)) and not line.is_capital(n - 1):
        return f"{line.word(n - 2).capitalize()} {line.word(n - 1).capitalize()}"
    return None
