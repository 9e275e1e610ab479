"""Where the title of a work begins and ends: pure rules on tagged words.

A title is marked (quotation marks, italics), or written in capitals with small words inside (`The Art of the Loom`), or it stands in
a transcript without capitals, where only what follows ends it: punctuation, a verb, a filler, at most eight words.
"""

from __future__ import annotations

import re

from graphbuild.extractors.names import is_full_name, is_title
from graphbuild.extractors.work_line import Line, Title
from graphbuild.extractors.work_words import (
    CLAUSE,
    ENDS,
    FILLERS,
    FIRST_IF_CALLED,
    GENERIC,
    JOINTS,
    MAX_LOWER,
    MAX_WORDS,
    NEXT_SENTENCE,
    NO_FIRST_WORD,
    NO_LAST_WORD,
    PERIODICALS,
    PLACE_OF_PUBLICATION,
    SMALL,
    STOPS,
    STOPS_AFTER_AND,
)

_YEAR = re.compile(r"(?:1[5-9]|20)(?:\d\d)?$|nineteen$|eighteen$")


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
        if word == "and" and is_title(line.word(k + 1)):
            break  # `author of Salt Roads and Professor at …`
        if line.is_capital(k) and not (word == "i" and not line.is_capital(k + 1)):
            last, small = k + 1, 0
        elif line.is_attached(k) and word in ("n't", "'re", "'ll"):
            last = k + 1
        elif word in ("'s", "-", "–", "'") and line.is_attached(k):
            pass
        elif word in SMALL and small < 3:
            small += 1
        elif (word == ":" and line.is_capital(k + 1)) or (word == "," and _is_enumeration(line, k)):
            small = 0
        else:
            break
        k += 1
    if last == n:
        return None
    while last > n + 1 and line.word(last - 1) in NEXT_SENTENCE:
        last -= 1
    last = _without_speaker(line, n, last)
    start, end = line.tokens[first].start, line.tokens[last - 1].end
    while end > start + 1 and not (line.text[end - 1].isalnum() or line.text[end - 1] in "?!)"):
        end -= 1
    words = line.text[start:end].split()
    return Title(start, end, last, marked=False, cased=True, words=len(words))


def without_owner(line: Line, title: Title) -> Title:
    """`How to Draw a Map` of `Mirela Voss's How to Draw a Map`; `Ada Quill's Storm` stays whole."""
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
        return min(k + (line.word(k - 1) in SMALL), last)  # `The Weight of Rope Ada Quill says`, where `Rope Ada Quill` is tagged a name
    places = [j for j in range(n + 1, last - 1) if line.word(j) in ("in", "on", "for", "from", "at")]
    if places and (line.word(last - 1) in PERIODICALS or (line.word(last - 1) in GENERIC and places[-1] == last - 2)):
        return places[-1]
    if last - n > 2 and line.tag(last - 1) == "CD" and line.word(last - 2) in ("in", "from", "of"):
        return last - 2
    return last


def _is_enumeration(line: Line, comma: int) -> bool:
    """`Salt, Rope, and Tar`: capitals between commas, the last after `and`."""
    k = comma
    while line.word(k) == "," and line.is_capital(k + 1):
        k += 2
    k += line.word(k) == ","
    return line.word(k) in ("and", "&") and line.is_capital(k + 1)


def ending_before(line: Line, n: int) -> Title | None:
    """The title whose last word stands before the n-th token."""
    if (marked := line.closing(n)) and marked.cased:
        return marked
    first = n
    while first > 0 and n - first < MAX_WORDS:
        if line.is_capital(first - 1) or line.word(first - 1) in JOINTS:
            first -= 1
        else:
            break
    for begin in range(first, n):
        if line.is_capital(begin):
            run = cased(line, begin)
            return run if run and run.after == n else None
    return None


def ends_there(line: Line, title: Title) -> bool:
    """Whether the sentence, or a clause of it, ends with the title, or its author follows."""
    return line.word(title.after) in (",", ".", "?", "!", ";", ")", '"', "”", "by", "and", "which", "")


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
    if n >= len(line) or not line.written[n][0].isalnum() or (first in NO_FIRST_WORD and (closed or first not in FIRST_IF_CALLED)):
        return None
    clause = first in CLAUSE
    k = n
    ended = False
    while k < len(line) and k - n <= MAX_LOWER + 2:
        word, tag = line.word(k), line.tag(k)
        if not line.written[k][0].isalnum() and not line.is_attached(k):
            ended = True
            break
        if word in ENDS or word in (",", ":", "-", "–", "—", "("):
            ended = word != "-" or not line.is_attached(k + 1)
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
    while k > n and (line.word(k - 1) in NO_LAST_WORD or not line.written[k - 1][-1].isalnum()):
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
    if word in ("and", "so"):
        return following in STOPS_AFTER_AND or line.tag(k + 1) in ("VBD", "VBZ", "MD")
    if word in ("by", "when", "but", "if", "then") and clause:
        return word == "by"
    if word in STOPS or (word in FILLERS and word not in ("right", "think", "know", "like", "mean")):
        return True
    if word in ("you", "that", "it") and not clause:
        return True
    if word in PLACE_OF_PUBLICATION and (_YEAR.match(following) or following in ("which", "there")):
        return True
    return not clause and (tag in ("VBD", "VBZ", "MD", "VBP") and not line.is_attached(k)) and word != "'s"
