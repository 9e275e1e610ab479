"""Candidates for topics in a passage; which are worth a place is decided over the whole vault (resolvers/topics.py)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphbuild.extractors.base import Token
from graphbuild.extractors.topic_phrases import PARTS, PLAIN, Span, spans
from graphbuild.memory import remembered
from graphbuild.model import Field, Mention, MentionKind, Passage

_UNTOLD = {Field.TITLE, Field.EPISODE_TITLE}  # Title Case proves nothing about how a word is written


class TopicExtractor:
    """Finds candidates for topics."""

    name = "topics"
    version = "5"

    def run(self, passage: Passage, tokens: Sequence[Token]) -> Iterator[Mention]:
        """Candidates with offsets; they may overlap. A wording comes once a passage, and once more where it is first more than a part.

        `name` is the phrase as an index card would have it, `rule` how it is built (`Shape`).
        """
        seen: set[tuple[str, bool]] = set()
        for span in spans(tokens, passage.text):
            label = _label(tokens, span, keeps_capitals=passage.field not in _UNTOLD)
            is_part = span.shape in PARTS
            if (label, is_part) in seen or (is_part and (label, False) in seen):
                continue
            seen.add((label, is_part))
            start, stop = tokens[span.begin].start, tokens[span.end - 1].end
            yield Mention(
                field=passage.field,
                position=passage.position,
                start=start,
                end=stop,
                quote=passage.text[start:stop],
                kind=MentionKind.TOPIC,
                name=label,
                confidence=0.5,
                extractor=f"{self.name}-{self.version}",
                rule=span.shape,
            )


EXTRACTOR = TopicExtractor()


def _label(tokens: Sequence[Token], span: Span, *, keeps_capitals: bool) -> str:
    """The phrase in lower case (names keep their capitals), spaces as written, the last word of a noun phrase in the singular."""
    made: list[str] = []
    for n in range(span.begin, span.end):
        token = tokens[n]
        is_short_form = token.text.isupper() and len(token.text) > 1
        text = token.text if is_short_form or (keeps_capitals and token.tag.startswith("NNP")) else token.text.lower()
        if n == span.end - 1 and token.tag in ("NNS", "NNPS") and span.shape in PLAIN:
            text = singular(text)
        glue = " " if made and token.start > tokens[n - 1].end else ""
        made.append(glue + text)
    return "".join(made)


@remembered(131_072)
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
