"""Tokens and mentions as JSON: what the cache keeps, and what comes back from a worker. Whoever reads it has the text at hand.

JSON, because nothing in it can run, as a pickle can; the columns of tokens deflate to about 2 bytes a word.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from sys import intern
from typing import Any

from graphbuild.extractors.base import Token
from graphbuild.model import Citation, Mention, MentionKind, Passage, WorkKind

_KINDS = {kind.value: kind for kind in MentionKind}
_WORKS = {kind.value: kind for kind in WorkKind}


def tokens_as_bytes(tokens: Sequence[Token]) -> bytes:
    """The tokens of a text, column by column; a lemma that is the word itself is 0."""
    return _dumped(
        [
            [token.start for token in tokens],
            [token.end for token in tokens],
            [token.tag for token in tokens],
            [0 if token.lemma == token.text else token.lemma for token in tokens],
            [[n, token.entity, int(token.begins)] for n, token in enumerate(tokens) if token.entity or token.begins],
        ]
    )


def tokens_of(data: bytes, text: str, offset: int = 0) -> list[Token]:
    """The tokens of a text that was tagged; `offset` is where it begins within a longer one."""
    starts, ends, tags, lemmas, entities = json.loads(data)
    named = {n: (intern(entity), bool(begins)) for n, entity, begins in entities}
    made = []
    for n, (start, end, tag, lemma) in enumerate(zip(starts, ends, tags, lemmas, strict=True)):
        word = text[start:end]
        entity, begins = named.get(n, ("", False))
        made.append(Token(word, offset + start, offset + end, intern(tag), lemma or word, entity, begins))
    return made


def mentions_as_bytes(mentions: Iterable[Mention]) -> bytes:
    """The mentions of a passage, without what the passage itself tells."""
    return _dumped([_row(each) for each in mentions])


def mentions_of(data: bytes, passage: Passage) -> tuple[Mention, ...]:
    """The mentions of the passage, as they were. A large vault has a hundred for each highlight, so that what is said often is held once."""
    return tuple(
        Mention(
            field=passage.field,
            position=passage.position,
            start=start,
            end=end,
            quote=intern(passage.text[start:end]),
            kind=_KINDS[kind],
            name=intern(name),
            confidence=confidence,
            extractor=intern(extractor),
            rule=intern(rule),
            citation=Citation(kind=_WORKS[citation[0]], author=citation[1]) if citation else None,
        )
        for start, end, kind, name, confidence, extractor, rule, citation in json.loads(data)
    )


def _row(each: Mention) -> list[Any]:
    citation = [each.citation.kind, each.citation.author] if each.citation else None
    return [each.start, each.end, each.kind, each.name, each.confidence, each.extractor, each.rule, citation]


def _dumped(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
