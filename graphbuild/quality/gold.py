"""The labels: seven JSON Lines files, each line checked. `docs/quality.md` says in plain words how to write them.

A file that is not there leaves its kind unscored. Keys that are not used here may stand in a line.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from graphbuild.errors import GoldError
from graphbuild.quality.lines import Line, read_lines

_T = TypeVar("_T")

UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPerson:
    """Somebody whom a highlight names: `forms` are the fullest name first, then the words as they stand; `where` they stand."""

    forms: tuple[str, ...]
    where: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleLabel:
    """Everybody whom one highlight names; nobody may agree on the `doubtful`, who are not scored."""

    file: str
    highlight: str
    people: tuple[NamedPerson, ...]
    doubtful: tuple[NamedPerson, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RolesLabel:
    """The hosts and guests whom an episode names; `neutral`: those whom the world knows, who are right but not asked for."""

    file: str
    hosts: tuple[str, ...]
    guests: tuple[str, ...]
    neutral: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoicesLabel:
    """Who each voice of a highlight is: None where that cannot be told; doubtful voices are left out.

    `may_stay_open`: shown only by the course of the talk, so naming it rightly counts and leaving it open is no fault.
    """

    file: str
    highlight: str
    voices: tuple[tuple[str, str | None], ...]
    may_stay_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WorksLabel:
    """Titles of the books, films, papers and other works that one highlight names; the `doubtful` are not scored."""

    file: str
    highlight: str
    titles: tuple[str, ...]
    doubtful: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsLabel:
    """What a highlight is about, best first; other phrases that are right too, and tempting ones that are not."""

    file: str
    highlight: str
    topics: tuple[str, ...]
    accepted: tuple[str, ...]
    rejected: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name in a highlight: one end of an identity pair."""

    name: str
    highlight: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityLabel:
    """Whether two names, in different episodes, are one person."""

    a: Named
    b: Named
    same: bool
    why: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedLabel:
    """How near two highlights are: 2 the same idea, 1 the same broad subject, 0 unrelated."""

    a: str
    b: str
    grade: int
    why: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """One highlight of a file, by what tells it apart there: its link, or start, title, first words of its note, number of words."""

    link: str | None
    start: int | None
    title: str | None
    note: str | None
    sizes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """All labels of a folder; no lines where there is no file."""

    people: tuple[PeopleLabel, ...] = ()
    roles: tuple[RolesLabel, ...] = ()
    voices: tuple[VoicesLabel, ...] = ()
    works: tuple[WorksLabel, ...] = ()
    topics: tuple[TopicsLabel, ...] = ()
    identity: tuple[IdentityLabel, ...] = ()
    related: tuple[RelatedLabel, ...] = ()


FILES = ("people", "episode_people", "speakers", "works", "topics", "same_name", "related")


def read_gold(folder: Path, half: str | None = None) -> Gold:
    """The labels of a folder; with `half` (`a` or `b`) those of every other file. Pairs, which join two files, are never halved.

    Raises `GoldError` where the folder holds no labels, or a line is not what its file wants.
    """
    if not any((folder / f"{name}.jsonl").is_file() for name in FILES):
        raise GoldError(
            "holds no labels.", place=str(folder), mend=f"Put {', '.join(f'{name}.jsonl' for name in FILES)} there, any of them."
        )
    return Gold(
        people=tuple(label for label in _read(folder, "people", _people) if in_half(label.file, half)),
        roles=tuple(label for label in _read(folder, "episode_people", _roles) if in_half(label.file, half)),
        voices=tuple(label for label in _read(folder, "speakers", _voices) if in_half(label.file, half)),
        works=tuple(label for label in _read(folder, "works", _works) if in_half(label.file, half)),
        topics=tuple(label for label in _read(folder, "topics", _topics) if in_half(label.file, half)),
        identity=tuple(label for label in _read(folder, "same_name", _identity) if label),
        related=tuple(label for label in _read(folder, "related", _related) if label),
    )


def read_descriptions(folder: Path) -> Mapping[str, tuple[Described, ...]]:
    """Of each file its highlights in order, from `parse.jsonl`: what finds a highlight that has no link. Raises `GoldError`."""
    if not (folder / "parse.jsonl").is_file():
        raise GoldError("holds no parse.jsonl.", place=str(folder))
    return dict(pair for pair in _read(folder, "parse", _described) if pair)


def in_half(file: str, half: str | None) -> bool:
    """Whether a file belongs to this half of the labels (`a`, `b`; None: both): by the hash of its path, so that it never changes."""
    return half is None or "ab"[hashlib.sha256(file.encode("utf-8", "surrogatepass")).digest()[0] % 2] == half


def _read(folder: Path, name: str, make: Callable[[Line], _T]) -> tuple[_T, ...]:
    path = folder / f"{name}.jsonl"
    return tuple(make(line) for line in read_lines(path)) if path.is_file() else ()


def _people(line: Line) -> PeopleLabel:
    people: list[NamedPerson] = []
    doubtful: list[NamedPerson] = []
    for each in line.objects("mentions"):
        forms = (each.text("name"), *each.texts("surface"))
        kind = each.text_or_none("kind") or "person"
        (people if kind == "person" else doubtful).append(NamedPerson(forms=forms, where=each.text_or_none("where")))
    return PeopleLabel(file=line.text("file"), highlight=line.text("highlight"), people=tuple(people), doubtful=tuple(doubtful))


def _roles(line: Line) -> RolesLabel:
    hosts, guests = line.texts("hosts"), line.texts("guests")
    return RolesLabel(file=line.text("file"), hosts=hosts, guests=guests, neutral=(*line.texts("world_hosts"), *hosts, *guests))


def _voices(line: Line) -> VoicesLabel:
    said = line.raw("speakers")
    if not isinstance(said, dict) or not all(name is None or isinstance(name, str) for name in said.values()):
        raise line.wrong("speakers", "an object of label and name (or null)")
    return VoicesLabel(
        file=line.text("file"),
        highlight=line.text("highlight"),
        voices=tuple((label, name or None) for label, name in said.items() if name != UNSURE),
        may_stay_open=line.text_or_none("evidence") == "title guest by content" or line.text_or_none("strength") == "role",
    )


def _works(line: Line) -> WorksLabel:
    sure: list[str] = []
    doubtful: list[str] = []
    for each in line.objects("works"):
        (doubtful if each.raw("unsure") else sure).append(each.text("title"))
    return WorksLabel(file=line.text("file"), highlight=line.text("highlight"), titles=tuple(sure), doubtful=tuple(doubtful))


def _topics(line: Line) -> TopicsLabel:
    return TopicsLabel(
        file=line.text("file"),
        highlight=line.text("highlight"),
        topics=line.texts("topics", required=True),
        accepted=line.texts("accept"),
        rejected=line.texts("reject"),
    )


def _identity(line: Line) -> IdentityLabel | None:
    a, b = (Named(name=end.text("name"), highlight=end.text("highlight")) for end in (line.object("a"), line.object("b")))
    same = line.raw("same")
    if same == UNSURE or same is None:
        return None
    if not isinstance(same, bool):
        raise line.wrong("same", "true, false or “unsure”")
    return IdentityLabel(a=a, b=b, same=same, why=line.text_or_none("why"))


def _related(line: Line) -> RelatedLabel | None:
    a, b, grade = line.text("a"), line.text("b"), line.raw("grade")
    if grade == UNSURE or grade is None:
        return None
    if isinstance(grade, bool) or grade not in (0, 1, 2):
        raise line.wrong("grade", "0, 1, 2 or “unsure”")
    return RelatedLabel(a=a, b=b, grade=grade, why=line.text_or_none("why"))


def _described(line: Line) -> tuple[str, tuple[Described, ...]] | None:
    """The highlights that a line describes; None where it only counts them."""
    if not isinstance(line.raw("highlights"), list):
        return None
    return line.text("file"), tuple(
        Described(
            link=each.text_or_none("key"),
            start=each.whole_or_none("start"),
            title=each.text_or_none("title"),
            note=each.object("note").text_or_none("first") if each.raw("note") else None,
            sizes=tuple(size for name in ("text_words", "content_words") if (size := each.whole_or_none(name))),
        )
        for each in line.objects("highlights")
    )
