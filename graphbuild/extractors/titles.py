"""Guests in an episode's title and hosts in a show's name, by the shapes that podcasts use.

    Name - Subject        #101 Name: Subject        Subject with Name        Subject ft. Name
    Name on Subject       Name and Name — Subject   The First Last Show      Show with Name

Title rules alone found names with precision 1.00 and recall .81 on our reading of 67 titles; a tagger over a whole title
swallows its other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graphbuild.extractors import names
from graphbuild.extractors.lexicon import COMMON, RARE, is_given_name, is_place, is_surname, level

_NUMBER = re.compile(
    r"^[^\w#]*(?:(?:ep(?:isode)?|e|no|vol|part|bonus|show)(?:\b[.:# ]*|(?=\d)))?(?:#?\d+|#[A-Z]+)?[.:)]?\s*(?:[-–—‒:|]+\s+)?", re.IGNORECASE
)
_SEPARATOR = re.compile(r"\s+[-–—‒|•·]+\s+|\s*[|:]\s+|\s*//\s*|\s+—\s*|(?<=\w)[-–—]\s+")
_SUFFIX = re.compile(r"^,?\s*(?:Ph\.?\s?D\.?|M\.?D\.?|MBA|Jr\.?|Esq\.?|D\.?O\.?|J\.?D\.?)(?=$|[\s,!?.])")
_WITH = re.compile(r"\b(?:with|w/|ft\.?|feat\.?|featuring|interviewing|guest:?|joined by)\s+", re.IGNORECASE)
_LIST = re.compile(r"\s*(?:,\s*(?:and|&)\s+|,\s*|\s+and\s+|\s+&\s+)\s*", re.IGNORECASE)
_AFTER_NAME = re.compile(
    r"^(?:on|about|talks?|explains?|discusses|shares|reveals|returns|answers|how|why|what|when|who|the|is|are|in|from|of|:|-)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\s,;:!?()\[\]“”\"]+")
_SHOW_WITH = re.compile(r"\b(?:with|by|hosted by)\s+(.+)$", re.IGNORECASE)
_SHOW_KIND = re.compile(r"^(?:show|podcast|experience|project|files|hour|report|interviews?|talks|drive|lab|radio)\b", re.IGNORECASE)
_THE = re.compile(r"^the\s+", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True, order=True)
class TitleName:
    """A name in a title: characters `start` to `end` of it."""

    start: int
    end: int
    name: str


def guests(title: str) -> tuple[TitleName, ...]:
    """The people that a title presents as guests, in order."""
    found: dict[str, TitleName] = {}
    plain = _ASIDE.sub(lambda match: " " * len(match[0]), title)
    for start, segment in _segments(plain):
        for name in _in_segment(segment, start):
            found.setdefault(name.name, name)
    return tuple(sorted(found.values()))


def hosts(show: str) -> tuple[TitleName, ...]:
    """The people that a show's name presents as its hosts: `… with Name`, `The First Last Show`, `First Last's …`, `First's Podcast`."""
    if match := _SHOW_WITH.search(show):
        return tuple(_show_names(match[1], match.start(1)))
    start = match.end() if (match := _THE.match(show)) else 0
    name, rest = _leading_name(show[start:], start, possessive=True)
    if name:
        whole = show[start : len(show) - len(rest)].rstrip()
        return (name,) if whole.endswith(("'s", "’s")) or _SHOW_KIND.match(rest) or (start and len(rest.split()) == 1) else ()
    word = _WORD.match(show, start)
    if word and word[0].endswith(("'s", "’s")) and _SHOW_KIND.match(show[word.end() :].lstrip()) and is_given_name(names.bare(word[0])):
        return (TitleName(start, start + len(names.bare(word[0])), names.bare(word[0])),)
    if word and not start and _is_surname_of_show(word[0], show[word.end() :]):
        return (TitleName(0, word.end(), word[0]),)
    return ()


def _is_surname_of_show(word: str, rest: str) -> bool:
    """`Vandersteen Lab`: a surname that is no English word, and one word for a show, which ends the name."""
    is_name = is_surname(word) and not is_given_name(word) and level(word) >= RARE and not is_place(word) and names.is_capitalised(word)
    return is_name and len(rest.split()) == 1 and _SHOW_KIND.match(rest.strip()) is not None


def _show_names(text: str, start: int) -> Iterator[TitleName]:
    """The names after `with`: there even a first name alone, or a surname that is no given name's neighbour, names a host."""
    begin = 0
    is_list = False
    for match in [*_LIST.finditer(text), None]:
        part = text[begin : match.start() if match else len(text)]
        given = part.split()
        while given and names.is_title(given[0]):
            given = given[1:]
        words = names.clean(given)
        if not (1 <= len(words) <= 3 and words == given and all(names.is_capitalised(word) for word in words)):
            return
        if len(words) == 1 and level(words[0]) <= COMMON and not is_given_name(words[0]) and not is_list:
            return
        is_list = True
        at = begin + part.index(given[0])
        yield TitleName(start + at, start + begin + len(part), " ".join(words))
        begin = match.end() if match else len(text)


def _segments(title: str) -> Iterator[tuple[int, str]]:
    """The parts of a title between its separators, each with its offset; a leading number is left out."""
    number = _NUMBER.match(title)
    begin = number.end() if number else 0
    for match in _SEPARATOR.finditer(title, begin):
        if match.start() > begin:
            yield begin, title[begin : match.start()]
        begin = match.end()
    yield begin, title[begin:]


def _in_segment(segment: str, start: int) -> Iterator[TitleName]:
    if match := _WITH.search(segment):
        visiting = list(_list_of_names(segment[match.end() :], start + match.end(), skip=3))
        if visiting:
            yield from visiting
            return
    whole = list(_list_of_names(segment, start, all_of_it=True))
    if whole:
        yield from whole
        return
    if (host := _WORD.match(segment)) and is_given_name(host[0]) and (also := re.match(r"\s+(?:and|&)\s+", segment[host.end() :])):
        at = host.end() + also.end()  # `Ada and Henrik Solvang Talk Rope`
        segment, start = segment[at:], start + at
    leading, rest = _leading_name(segment, start)
    if leading is None:
        return
    if not rest or rest.startswith(",") or _AFTER_NAME.match(rest):
        yield leading
    elif more := re.match(r"(?:and|&)\s+", rest, re.IGNORECASE):
        at = len(segment) - len(rest) + more.end()
        second, after = _leading_name(segment[at:], start + at)
        if second and (not after or after.startswith(",") or _AFTER_NAME.match(after)):
            yield leading
            yield second


def _list_of_names(text: str, start: int, *, all_of_it: bool = False, skip: int = 0) -> Iterator[TitleName]:
    """Names parted by commas or `and`, from the left, as long as they are names; none unless all are, if so wanted.

    `skip`: so many words of description may stand before the first (`with our friend Jane Doe`).
    """
    found: list[TitleName] = []
    begin = 0
    for match in [*_LIST.finditer(text), None]:
        end = match.start() if match else len(text)
        if _SUFFIX.match(text[begin:end]) and found:
            begin = match.end() if match else end
            continue
        name, rest = _leading_name(text[begin:end], start + begin)
        if name is None and not found:
            for word in list(_WORD.finditer(text[begin:end]))[1 : skip + 1]:
                name, rest = _leading_name(text[begin + word.start() : end], start + begin + word.start())
                if name:
                    break
        if name is None or (rest and all_of_it):
            if all_of_it:
                return
            break
        found.append(name)
        if rest:
            break
        begin = match.end() if match else end
    yield from found


def _leading_name(text: str, start: int, *, possessive: bool = False) -> tuple[TitleName | None, str]:
    """The longest full name that the text begins with, and what follows it (beginning with a comma if one follows).

    A possessive (`Tobias Wren's Letters`) is about somebody, not with him: none, unless asked for.
    """
    tokens = list(_WORD.finditer(text))[:7]
    # Punctuation between two words ends a name.
    limit = next((n for n in range(1, len(tokens)) if not text[tokens[n - 1].end() : tokens[n].start()].isspace()), len(tokens))
    first = 0
    while first < limit and names.is_title(tokens[first][0]):
        first += 1
    for last in range(min(limit, first + 4), first + 1, -1):
        raw = [token[0] for token in tokens[first:last]]
        words = [word.capitalize() if word.isupper() and len(word) > 2 else word for word in raw]
        kept = names.clean(words)
        if len(kept) != len(words) or any(names.bare(word) != word for word in (raw[:-1] if possessive else raw)):
            continue
        rest = _SUFFIX.sub("", text[tokens[last - 1].end() :]).strip(" !?.")
        alone = not rest and not text[: tokens[0].start()].strip()
        if names.is_full_name(kept, title_case=not alone, alone=alone):
            end = tokens[last - 1].start() + len(names.bare(raw[-1]))
            return TitleName(start + tokens[first].start(), start + end, " ".join(kept)), rest
    return None, text
