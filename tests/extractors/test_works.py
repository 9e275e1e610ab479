"""Titles of works by their cues, on made-up sentences: `works/cases.txt`, tagged by the model."""

import random
import time
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from graphbuild.config import Settings
from graphbuild.extractors import works
from graphbuild.extractors.base import Token
from graphbuild.extractors.spacy_model import tag
from graphbuild.model import Field, Passage

_FILE = Path(__file__).parent / "works" / "cases.txt"
_NONE = "-"


def _cases():
    """`sentence`, then a line for each title: `title | kind | author`; `-` where there is none."""
    for block in _FILE.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        if lines:
            yield lines[0], [tuple(part.strip() for part in line.split("|")) for line in lines[1:] if line != _NONE]


CASES = list(_cases())


@cache
def _tagged():
    return dict(zip([text for text, _ in CASES], tag([text for text, _ in CASES], Settings().model), strict=True))


def _found(text, field=Field.SUMMARY):
    passage = Passage(field=field, position=0, text=text)
    mentions = list(works.EXTRACTOR.run(passage, _tagged().get(text) or next(tag([text], Settings().model))))
    assert all(text[each.start : each.end] == each.quote for each in mentions)
    spans = sorted((each.start, each.end) for each in mentions)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    return sorted((each.name, each.citation.kind.value, each.citation.author or "") for each in mentions)


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:60] for text, _ in CASES])
def test_works_of_a_sentence(text, expected):
    assert _found(text) == sorted((title, kind, author[0] if author else "") for title, kind, *author in expected)


@pytest.mark.parametrize("field", [Field.TITLE, Field.EPISODE_TITLE])
def test_headings_hold_none(field):
    assert _found("The Book The Salt Ledger by Ines Calloway", field) == []


def test_a_note_may_name_a_book_by_a_colon():
    assert _found("Book: The Salt Ledger", Field.NOTE) == [("The Salt Ledger", "book", "")]


def test_a_line_of_notes_may_be_a_title_and_its_author():
    text = "Books for May\n- Salt by Ines Calloway\n- Written by Hand by noon\n- We stood by Ada Quill"
    assert _found(text, Field.NOTE) == [("Salt", "book", "Ines Calloway")]


def test_nothing_is_found_in_nothing():
    for text in ("", " ", "called", "book", "the book", "“”", "in", "by", "“A” by", "the title of the"):
        assert _found(text) == []


def test_no_tokens_break_it():
    """Cue words, marks and capitals in any order, with any tags."""
    words = [
        "book",
        "called",
        "The",
        "the",
        "Rope",
        "“",
        "”",
        "'",
        '"',
        "*",
        "_",
        ".",
        ",",
        ":",
        "by",
        "in",
        "of",
        "Ada",
        "Quill",
        "'s",
        "is",
        "title",
        "read",
        "wrote",
        "podcast",
        "like",
        "such",
        "as",
        "host",
        "it",
        "and",
        "i",
        "Show",
    ]
    tags = ["NN", "NNP", "IN", "DT", "PRP$", "POS", "VBZ", "VBD", "VB", "CC", "CD", "JJ", ".", ","]
    choose = random.Random(7)  # noqa: S311 - the same cases each time
    for _ in range(3000):
        tokens, text = [], ""
        for word in choose.choices(words, k=choose.randint(1, 14)):
            text += " " * choose.randint(0, 1)
            tokens.append(
                Token(word, len(text), len(text) + len(word), choose.choice(tags), word.lower(), choose.choice(["", "PERSON", "ORG"]))
            )
            text += word
        passage = Passage(field=choose.choice([Field.TURN, Field.NOTE]), position=1, text=text)
        assert all(text[each.start : each.end] == each.quote for each in works.EXTRACTOR.run(passage, tokens))


def test_a_long_text_takes_time_in_proportion():
    """No rule looks back or ahead without bound."""
    for piece in ("The Rope ", "'Tom’s ", "book called ", "in his sermons ", "“A” by ", "a poem it is called "):
        seconds = []
        for times in (1000, 4000):
            text = piece * times
            tokens, at = [], 0
            for word in text.split():
                at = text.index(word, at)
                tokens.append(Token(word, at, at + len(word), "NN", word))
                at += len(word)
            start = time.process_time()
            list(works.EXTRACTOR.run(Passage(field=Field.TURN, position=1, text=text), tokens))
            seconds.append(time.process_time() - start)
        assert seconds[1] < 10 * max(seconds[0], 0.02), piece
