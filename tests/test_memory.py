"""What a stage leaves is copied, and nothing that was remembered outlives it."""

from __future__ import annotations

import weakref
from dataclasses import dataclass

from graphbuild.memory import packed, remembered
from graphbuild.resolvers.spelling import topic_key


@dataclass(frozen=True)
class Record:
    """A record, as the stages make them."""

    words: tuple[str, ...]


def test_packed_gives_an_equal_copy_and_lets_go_of_the_rest() -> None:
    """Also of what refers to itself."""
    made: list[weakref.ref[Record]] = []

    def stage() -> tuple[Record, Record]:
        record = Record(("slow", "bread"))
        ring: list[object] = [Record(("rye",))]
        ring.append(ring)
        made.extend([weakref.ref(record), weakref.ref(ring[0])])  # type: ignore[type-var]
        return record, record

    first, second = packed(stage)
    assert first == Record(("slow", "bread"))
    assert first is second
    assert [each() for each in made] == [None, None]


def test_what_is_remembered_is_forgotten_and_found_again() -> None:
    """The answers are the same before and after."""
    calls: list[str] = []

    @remembered(4)
    def loud(word: str) -> str:
        calls.append(word)
        return word.upper()

    before = loud("rye"), loud("rye"), topic_key("Rye Breads")
    packed(lambda: ())
    assert calls == ["rye"]
    assert (loud("rye"), loud("rye"), topic_key("Rye Breads")) == before
    assert calls == ["rye", "rye"]


def test_a_function_that_is_remembered_keeps_its_name_and_explanation() -> None:
    """For whoever reads the documentation of it."""
    assert topic_key.__name__ == "topic_key"
    assert "spellings" in (topic_key.__doc__ or "")
