"""Candidates for topics in a passage: noun phrases by part of speech, of-phrases kept whole.

    (adjective | noun | gerund)* noun (of (the)? (adjective | noun | gerund)* noun)?

Both the whole (`history of bread`) and its parts are candidates; which are worth a place is decided over the corpus
(resolvers/topics.py). Phrases whose head is empty (`a lot of people`, `the way`) are none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphbuild.extractors.base import Token
from graphbuild.model import Field, Mention, MentionKind, Passage

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_BEFORE = frozenset({"JJ", "VBG", "NN", "NNS", "NNP", "NNPS", "HYPH", "FW"})
_MAX_WORDS = 6

# Heads that say nothing by themselves. General English, made by reading 79 extracted topics of real highlights and adding
# words of the same kind; no word of any label is here for its own sake.
_EMPTY_HEADS = frozenset(
    [
        "thing",
        "things",
        "way",
        "ways",
        "lot",
        "lots",
        "kind",
        "kinds",
        "sort",
        "sorts",
        "type",
        "types",
        "bit",
        "part",
        "parts",
        "piece",
        "pieces",
        "person",
        "people",
        "guy",
        "guys",
        "man",
        "men",
        "woman",
        "women",
        "kid",
        "kids",
        "child",
        "children",
        "folk",
        "folks",
        "everyone",
        "someone",
        "anyone",
        "everybody",
        "nobody",
        "anybody",
        "something",
        "anything",
        "nothing",
        "everything",
        "one",
        "ones",
        "other",
        "others",
        "time",
        "times",
        "day",
        "days",
        "week",
        "weeks",
        "month",
        "months",
        "year",
        "years",
        "hour",
        "hours",
        "minute",
        "minutes",
        "second",
        "seconds",
        "moment",
        "moments",
        "today",
        "tomorrow",
        "yesterday",
        "morning",
        "night",
        "evening",
        "decade",
        "decades",
        "century",
        "number",
        "numbers",
        "amount",
        "amounts",
        "level",
        "levels",
        "point",
        "points",
        "reason",
        "reasons",
        "idea",
        "ideas",
        "example",
        "examples",
        "case",
        "cases",
        "fact",
        "facts",
        "sense",
        "stuff",
        "question",
        "questions",
        "answer",
        "answers",
        "word",
        "words",
        "thought",
        "thoughts",
        "term",
        "terms",
        "place",
        "places",
        "area",
        "areas",
        "side",
        "sides",
        "end",
        "ends",
        "start",
        "beginning",
        "middle",
        "top",
        "bottom",
        "rest",
        "half",
        "couple",
        "set",
        "group",
        "groups",
        "bunch",
        "ton",
        "tons",
        "aspect",
        "aspects",
        "element",
        "elements",
        "factor",
        "factors",
        "issue",
        "issues",
        "matter",
        "matters",
        "topic",
        "topics",
        "subject",
        "role",
        "roles",
        "impact",
        "effect",
        "effects",
        "importance",
        "value",
        "benefit",
        "benefits",
        "power",
        "need",
        "needs",
        "use",
        "uses",
        "lack",
        "key",
        "keys",
        "step",
        "steps",
        "tip",
        "tips",
        "insight",
        "insights",
        "lesson",
        "lessons",
        "advice",
        "approach",
        "approaches",
        "method",
        "methods",
        "concept",
        "concepts",
        "notion",
        "principle",
        "principles",
        "strategy",
        "strategies",
        "process",
        "processes",
        "result",
        "results",
        "outcome",
        "outcomes",
        "purpose",
        "goal",
        "goals",
        "difference",
        "differences",
        "change",
        "changes",
        "opportunity",
        "opportunities",
        "possibility",
        "ability",
        "experience",
        "experiences",
        "situation",
        "situations",
        "problem",
        "problems",
        "solution",
        "solutions",
        "life",
        "lives",
        "world",
        "work",
        "job",
        "thing's",
        "episode",
        "podcast",
        "show",
        "guest",
        "host",
        "listener",
        "listeners",
        "audience",
        "speaker",
        "conversation",
        "discussion",
        "interview",
        "highlight",
        "summary",
        "chapter",
        "book",
        "books",
        "story",
        "stories",
        "author",
        "quote",
        "name",
        "names",
        "line",
        "lines",
        "page",
        "version",
        "form",
        "forms",
        "hand",
        "hands",
        "head",
        "heads",
        "eye",
        "eyes",
        "face",
        "body",
        "mind",
        "hell",
        "god",
        "gosh",
        "yeah",
        "okay",
        "sir",
        "mr",
        "dr",
        "percent",
        "%",
        "amount",
        "chance",
        "course",
        "order",
        "view",
        "perspective",
        "perspectives",
        "feeling",
        "feelings",
        "understanding",
        "knowledge",
        "ways",
        "means",
        "nature",
        "variety",
        "range",
        "series",
        "list",
        "lists",
        "best",
        "worst",
        "most",
        "least",
        "more",
        "less",
        "first",
        "last",
        "next",
        "whole",
        "deal",
        "sake",
        "stage",
        "stages",
        "position",
        "condition",
        "conditions",
        "state",
    ]
)
# Words before a noun that do not make it another topic.
_LIGHT = frozenset(
    [
        "many",
        "much",
        "few",
        "several",
        "some",
        "any",
        "all",
        "both",
        "each",
        "every",
        "other",
        "another",
        "such",
        "same",
        "different",
        "own",
        "certain",
        "various",
        "particular",
        "specific",
        "whole",
        "entire",
        "full",
        "main",
        "major",
        "minor",
        "key",
        "important",
        "good",
        "great",
        "best",
        "better",
        "big",
        "bigger",
        "biggest",
        "small",
        "little",
        "new",
        "old",
        "last",
        "first",
        "next",
        "second",
        "third",
        "few",
        "real",
        "really",
        "very",
        "more",
        "most",
        "less",
        "least",
        "actual",
        "right",
        "wrong",
        "sure",
        "true",
        "only",
        "just",
        "possible",
        "significant",
        "current",
        "previous",
        "following",
        "recent",
        "early",
        "late",
        "long",
        "short",
        "high",
        "low",
        "large",
        "huge",
        "enormous",
        "tiny",
        "amazing",
        "interesting",
        "simple",
        "easy",
        "hard",
        "difficult",
        "common",
        "general",
        "overall",
        "total",
        "single",
        "double",
        "multiple",
        "numerous",
        "countless",
        "additional",
        "further",
        "potential",
        "ultimate",
        "greatest",
        "greater",
        "highest",
        "lowest",
        "kind",
        "sort",
        "type",
        "bit",
        "lot",
        "essential",
        "crucial",
        "vital",
        "critical",
        "effective",
        "successful",
        "popular",
        "famous",
        "incredible",
        "powerful",
        "wonderful",
        "beautiful",
        "nice",
        "fantastic",
        "surprising",
        "unexpected",
        "unique",
        "special",
        "so-called",
        "called",
        "known",
    ]
)


class TopicExtractor:
    """Finds candidates for topics."""

    name = "topics"
    version = "1"

    def run(self, passage: Passage, tokens: Sequence[Token]) -> Iterator[Mention]:
        """Candidates with offsets; `name` is the phrase with its head in the singular; parts may overlap the whole."""
        seen: set[tuple[int, int]] = set()
        for first, last in _noun_phrases(tokens, passage):
            for begin, end in _candidates(tokens, first, last):
                if (begin, end) in seen:
                    continue
                seen.add((begin, end))
                start, stop = tokens[begin].start, tokens[end - 1].end
                yield Mention(
                    field=passage.field,
                    position=passage.position,
                    start=start,
                    end=stop,
                    quote=passage.text[start:stop],
                    kind=MentionKind.TOPIC,
                    name=_label(tokens, begin, end),
                    confidence=0.5,
                    extractor=f"{self.name}-{self.version}",
                )


EXTRACTOR = TopicExtractor()


def is_empty_head(word: str) -> bool:
    """Whether a phrase with this head says nothing by itself."""
    return word.casefold() in _EMPTY_HEADS


def _noun_phrases(tokens: Sequence[Token], passage: Passage) -> Iterator[tuple[int, int]]:
    """Longest runs of adjectives, gerunds and nouns that end in a noun, joined over `of`; none crosses a line end."""
    ends_line = frozenset(n for n in range(len(tokens) - 1) if "\n" in passage.text[tokens[n].end : tokens[n + 1].start])
    n = 0
    while n < len(tokens):
        first, end = _simple(tokens, n, ends_line, gerund_first=passage.field is Field.TITLE)
        if end <= first:
            n += 1
            continue
        whole = end
        while whole < len(tokens) and tokens[whole].text.casefold() == "of":
            after = whole + 1
            if after < len(tokens) and tokens[after].tag in ("DT", "PRP$"):
                after += 1
            _, next_end = _simple(tokens, after, ends_line, gerund_first=True)
            if next_end <= after:
                break
            whole = next_end
        yield first, whole
        n = whole


def _simple(tokens: Sequence[Token], first: int, ends_line: frozenset[int], *, gerund_first: bool) -> tuple[int, int]:
    """The simple noun phrase that begins at `first`: (first, end), with end <= first where there is none.

    In running text a gerund in front mostly governs what follows (`mending sailcloth`), so none may lead there.
    """
    n = first
    if first < len(tokens) and tokens[first].tag == "VBG" and not gerund_first:
        return first, first
    last_noun = first
    while n < len(tokens) and (tokens[n].tag in _BEFORE or (tokens[n].tag == "POS" and n > first)):
        if n > first and tokens[n].start > tokens[n - 1].end + 1:
            break
        if tokens[n].tag in _NOUNS and any(c.isalpha() for c in tokens[n].text):
            last_noun = n + 1
        n += 1
        if n - 1 in ends_line:
            break
    return first, last_noun


def _candidates(tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int]]:
    """The whole phrase and its parts between `of`, each without light words in front."""
    parts: list[tuple[int, int]] = []
    begin = first
    for n in range(first, last + 1):
        if n == last or tokens[n].text.casefold() == "of":
            parts.append((begin, n))
            begin = n + 1
            if n < last and begin < last and tokens[begin].tag in ("DT", "PRP$"):
                begin += 1
    trimmed = [_trim(tokens, *part) for part in parts]
    if len(parts) > 1:
        head, tail = trimmed[0], trimmed[-1]
        if head and tail and not is_empty_head(tokens[head[1] - 1].text):
            yield from _if_short(head[0], parts[1][1])
            if len(parts) > 2:
                yield from _if_short(head[0], tail[1])
    for part in trimmed:
        if part and not is_empty_head(tokens[part[1] - 1].text):
            yield from _if_short(*part)
        elif part and part[1] - part[0] > 1 and tokens[part[1] - 2].tag in _NOUNS and not is_empty_head(tokens[part[1] - 2].text):
            yield from _if_short(*part)  # `weaving process`: the word before the empty head carries it


def _if_short(begin: int, end: int) -> Iterator[tuple[int, int]]:
    if 0 < end - begin <= _MAX_WORDS:
        yield begin, end


def _trim(tokens: Sequence[Token], begin: int, end: int) -> tuple[int, int] | None:
    """Without light words in front and possessive marks at the ends."""
    while begin < end and (tokens[begin].text.casefold() in _LIGHT or tokens[begin].tag in ("POS", "HYPH", "DT", "PRP$")):
        begin += 1
    while end > begin and tokens[end - 1].tag not in _NOUNS:
        end -= 1
    if begin >= end or not any(len(tokens[n].text) > 1 and tokens[n].tag in _NOUNS for n in range(begin, end)):
        return None
    return begin, end


def _label(tokens: Sequence[Token], begin: int, end: int) -> str:
    """The phrase in lower case (names keep their capitals), spaces as written, its last word in the singular."""
    made: list[str] = []
    for n in range(begin, end):
        token = tokens[n]
        text = token.text if token.tag.startswith("NNP") or (token.text.isupper() and len(token.text) > 1) else token.text.lower()
        if n == end - 1 and token.tag == "NNS":
            text = singular(text)
        glue = " " if made and token.start > tokens[n - 1].end else ""
        made.append(glue + text)
    return "".join(made)


def singular(word: str) -> str:
    """A plural noun's singular by spelling alone; the tagger's lemmas give `specie` and the like."""
    lower = word.lower()
    if len(word) > 4 and lower.endswith("ies") and lower not in ("series", "species", "movies", "cookies", "zombies", "calories"):
        return word[:-3] + "y"
    if lower.endswith(("ses", "xes", "zes", "ches", "shes")) and len(word) > 4:
        return word[:-2] if not lower.endswith(("uses", "ases", "oses", "nses", "rses", "izes", "yses", "ises")) else _es(word)
    if len(word) > 3 and lower.endswith("s") and not lower.endswith(("ss", "us", "is", "ics", "news", "species", "series", "s's")):
        return word[:-1]
    return word


def _es(word: str) -> str:
    return word[:-2] + "is" if word.lower().endswith(("yses", "oses")) and len(word) > 6 else word[:-1]
