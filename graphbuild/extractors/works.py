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

from graphbuild.extractors.base import Token
from graphbuild.extractors.names import is_full_name
from graphbuild.extractors.work_deeds import by, genre, hosted, in_which, named_after_host, owned_marks, plural, somebodys, such_as, written
from graphbuild.extractors.work_line import Found, Line, Title, is_plausible, is_title_case
from graphbuild.extractors.work_nouns import after_head, before_head, called, singular, title_is
from graphbuild.extractors.work_phrases import (
    compared,
    lower_by,
    lower_clause,
    numbered_episode,
    part_of,
    says_in,
    took_part,
    unknown_words,
)
from graphbuild.extractors.work_words import BY_SOMEBODY, CALLED, GENRES, HEADS, NAMED, NAMING, ONLY_NOUNS, TAKEN_IN, WRITTEN
from graphbuild.model import Citation, Field, Mention, MentionKind, Passage, WorkKind

_OPENS_SHOW = re.compile(
    r"\b(?:The|the) (?:[A-Z][\w'’.&-]*(?: (?:of|the|and|on|in|with|&) | )){1,8}?(?:Show|Podcast|Experience)\b"
    r"|\b[A-Z][\w'’&-]*(?: (?:of|the|and|on|in) | )(?:[A-Z][\w'’&-]* ){0,6}Podcast\b"
)


_NO_SHOW = re.compile(
    r"\b(?:Trade|Boat|Auto|Car|Air|Fashion|Talent|Slide|Horror|Horse|Electronics|User|Customer|Human|Brand|Work|Life) (?:Show|Experience)$"
)


_IN_BRACKETS = re.compile(
    r"\[\[(?P<title>[^\[\]|#\n]{2,110}?) \((?P<kind>book|novel|memoir|paper|article|essay|film|movie|documentary|series|show|podcast|song|album|poem)\)"
    r"(?=[\]|#])"
)


_LISTED = re.compile(
    r"^[\s*•\d.)-]*(?P<title>[A-Z][^\n,]{1,90}?) by (?P<author>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3})[\s.]*$", re.MULTILINE
)
_TITLES = frozenset({Field.TITLE, Field.EPISODE_TITLE, Field.SHOW_NAME, Field.TAG})


class WorksExtractor:
    """Finds titles of works by their cues."""

    name = "works"
    version = "1"

    def run(self, passage: Passage, tokens: Sequence[Token]) -> Iterator[Mention]:
        """Mentions with the offsets of the title; none overlaps another, the surer one stays. Headings hold none."""
        if passage.field in _TITLES:
            return
        line = Line(passage.text, tokens)
        kept: list[Found] = []
        for found in sorted(_findings(line, passage.field), key=lambda each: (-each.confidence, each.title.start, -each.title.end)):
            title = found.title
            if is_plausible(line, title) and all(title.end <= each.title.start or each.title.end <= title.start for each in kept):
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
_PHRASES = (part_of, compared, took_part, says_in, lower_by, lower_clause, numbered_episode, unknown_words)


def _findings(line: Line, field: Field) -> Iterator[Found]:
    is_cased = line.has_capitals()
    for n in range(len(line)):
        word = line.word(n)
        if word in NAMING:
            yield from called(line, n)
        if word in HEADS and (word in ONLY_NOUNS or line.tag(n).startswith("NN")):
            yield from after_head(line, n, is_cased=is_cased, is_note=field is Field.NOTE)
            yield from before_head(line, n)
        if word == "title" or (word == "name" and line.word(n + 1) == "of"):
            yield from title_is(line, n)
        if word in WRITTEN or word in TAKEN_IN:
            yield from written(line, n)
        if word in ("host", "hosts", "hosted"):
            yield from hosted(line, n)
        if word.endswith("s") and singular(word) in HEADS:
            yield from plural(line, n)
        if word in ("podcast", "show", "experience", "cast"):
            yield from named_after_host(line, n)
        if word in ("like", "such"):
            yield from such_as(line, n)
        if word in GENRES:
            yield from genre(line, n)
        if word == "'s":
            yield from somebodys(line, n)
        if word == "by" and n:
            yield from by(line, n)
        if word == "in":
            yield from in_which(line, n)
        for rule in _PHRASES:
            yield from rule(line, n)
    yield from owned_marks(line)
    if field in (Field.TAKEAWAYS, Field.NOTE):
        yield from _listed(line)
    for match in _IN_BRACKETS.finditer(line.text):
        start, end = match.span("title")
        title = Title(start, end, line.at(end), marked=True, cased=True, words=len(match["title"].split()))
        yield Found(title, HEADS[match["kind"]], None, CALLED)
    for match in _OPENS_SHOW.finditer(line.text):
        start, end = match.span()
        before = line.at(start) - 1
        # `the harbour Keeper Podcast`: a word without its capital is missing
        if not _NO_SHOW.search(match[0]) and not (line.tag(before).startswith(("NN", "JJ")) and line.word(before) not in HEADS):
            title = Title(start, end, line.at(end), marked=False, cased=True, words=len(match[0].split()))
            yield Found(title, WorkKind.PODCAST, None, NAMED)


def _listed(line: Line) -> Iterator[Found]:
    """A line of notes that is a title and its author and nothing else."""
    for match in _LISTED.finditer(line.text):
        written = match["title"].strip('"“”*_').split()
        if is_title_case(written) and is_full_name(match["author"].split()):
            start = match.start("title") + match["title"].index(written[0])
            end = start + len(match["title"].strip('"“”*_'))
            title = Title(start, end, line.at(end), marked=False, cased=True, words=len(written))
            yield Found(title, WorkKind.BOOK, match["author"], BY_SOMEBODY)
