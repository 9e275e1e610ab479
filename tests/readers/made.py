"""Made-up episodes for property tests: what each family's form writes, and what reading it back must give."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from graphbuild.model import Episode, Highlight

WORDS = st.sampled_from(
    [
        "rope",
        "knot",
        "splice",
        "tar",
        "hemp",
        "yard",
        "mast",
        "gull",
        "tide",
        "salt",
        "Ada",
        "Bram",
        "façade",
        "naïve",
        "編む",
        "חבל",
        "канат",
        "ørsted",
        "it's",
        "well-laid",
        "3",
        "(two)",
        "“so”",
        "#5",
        "a/b",
    ]
)
LETTERS = st.text("abcdefghijklmnopqrstuvwxyzäöü", min_size=2, max_size=9)


def sentence(least: int = 3, most: int = 12) -> st.SearchStrategy[str]:
    """Words that begin with a capital and end with a full stop."""
    words = st.lists(st.one_of(WORDS, LETTERS), min_size=least, max_size=most)
    return words.map(lambda found: f"The {' '.join(found)} end.")


PHRASE = st.lists(LETTERS, min_size=2, max_size=5).map(lambda found: " ".join(found).capitalize())
UUID = st.uuids(version=4).map(str)


@dataclass(frozen=True)
class MadeHighlight:
    """One highlight, as far as any form can hold it."""

    uuid: str
    start: int
    length: int
    title: str
    summary: str | None
    takeaways: tuple[str, ...]
    turns: tuple[tuple[str, str], ...]
    tags: tuple[str, ...]
    note: str | None

    @property
    def url(self) -> str:
        """Its share link."""
        return f"https://share.snipd.com/snip/{self.uuid}"


@dataclass(frozen=True)
class MadeEpisode:
    """One episode."""

    uuid: str
    title: str
    show: str
    highlights: tuple[MadeHighlight, ...]

    @property
    def url(self) -> str:
        """Its address."""
        return f"https://share.snipd.com/episode/{self.uuid}"


def clock(seconds: int, *, hours: bool = True) -> str:
    """`0:15:16`, or `15:16` where hours may be left out and there are none."""
    whole, rest = divmod(seconds, 3600)
    return f"{whole}:{rest // 60:02}:{rest % 60:02}" if hours or whole else f"{rest // 60:02}:{rest % 60:02}"


@st.composite
def highlights(draw: st.DrawFn) -> MadeHighlight:
    """One highlight: with a summary or takeaways, and with a transcript."""
    has_summary = draw(st.booleans())
    speakers = draw(st.lists(st.sampled_from(["Speaker 1", "Speaker 2", "Speaker 3"]), min_size=1, max_size=4))
    speakers = [each for n, each in enumerate(speakers) if n == 0 or each != speakers[n - 1]]
    return MadeHighlight(
        uuid=draw(UUID),
        start=draw(st.integers(0, 4 * 3600)),
        length=draw(st.integers(1, 300)),
        title=draw(PHRASE),
        summary=draw(sentence()) if has_summary else None,
        takeaways=() if has_summary else tuple(draw(st.lists(sentence(), min_size=1, max_size=4))),
        turns=tuple((speaker, draw(sentence())) for speaker in speakers),
        tags=tuple(draw(st.lists(LETTERS, max_size=3, unique=True))),
        note=draw(st.one_of(st.none(), sentence())),
    )


@st.composite
def episodes(draw: st.DrawFn) -> MadeEpisode:
    """One episode with a few highlights."""
    return MadeEpisode(
        uuid=draw(UUID),
        title=draw(PHRASE),
        show=draw(PHRASE),
        highlights=tuple(
            draw(st.lists(highlights(), min_size=1, max_size=4, unique_by=(lambda h: h.uuid, lambda h: h.start, lambda h: h.title)))
        ),
    )


def read_back(found: Episode, fields: frozenset[str]) -> tuple[object, ...]:
    """What was read, in the terms of what was made."""
    return (found.title, found.show.name, *sorted((_of_record(each, fields) for each in found.highlights), key=repr))


def written(made: MadeEpisode, fields: frozenset[str]) -> tuple[object, ...]:
    """What was made, as far as a form that holds these fields can say it."""
    return (made.title, made.show, *sorted((_of_made(each, fields) for each in made.highlights), key=repr))


def _of_record(found: Highlight, fields: frozenset[str]) -> dict[str, object]:
    values = {
        "url": found.url,
        "start": found.start,
        "end": found.end,
        "title": found.title,
        "summary": found.summary,
        "takeaways": found.takeaways,
        "turns": tuple((turn.speaker.name if turn.speaker else None, turn.text) for turn in found.turns),
        "tags": tuple(tag.label for tag in found.tags),
        "note": found.notes[0].text if found.notes else None,
    }
    return {name: value for name, value in values.items() if name in fields}


def _of_made(made: MadeHighlight, fields: frozenset[str]) -> dict[str, object]:
    values = {
        "url": made.url,
        "start": made.start,
        "end": made.start + made.length,
        "title": made.title,
        "summary": made.summary,
        "takeaways": made.takeaways,
        "turns": made.turns,
        "tags": made.tags,
        "note": made.note,
    }
    return {name: value for name, value in values.items() if name in fields}
