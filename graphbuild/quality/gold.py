"""The labels: seven JSON Lines files, each line checked. `docs/quality.md` says in plain words how to write them.

A file that is not there leaves its kind unscored. Keys that are not used here may stand in a line.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from graphbuild.errors import GoldError

_T = TypeVar("_T")

UNSURE = "unsure"
_MEND = "See docs/quality.md for the form of the labels."


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

    `may_stay_open`: told only by who asks and who answers, so naming it rightly counts and leaving it open is no fault.
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
    return half is None or "ab"[hashlib.sha256(file.encode()).digest()[0] % 2] == half


class _Line:
    """One object of a file and where it stands; what is asked of it is there in the right form, or `GoldError` says so."""

    def __init__(self, fields: Mapping[str, Any], place: str, path: str = "") -> None:
        self._fields, self._place, self._path = fields, place, path

    def wrong(self, name: str, wanted: str) -> GoldError:
        return GoldError(f"`{self._path}{name}` must be {wanted}.", place=self._place, mend=_MEND)

    def raw(self, name: str) -> Any:
        return self._fields.get(name)

    def text(self, name: str) -> str:
        value = self.raw(name)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(name, "text")
        return value

    def text_or_none(self, name: str) -> str | None:
        value = self.raw(name)
        if value is not None and not isinstance(value, str):
            raise self.wrong(name, "text or null")
        return value or None

    def whole_or_none(self, name: str) -> int | None:
        value = self.raw(name)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise self.wrong(name, "a whole number or null")
        return value

    def texts(self, name: str, *, required: bool = False) -> tuple[str, ...]:
        value = self.raw(name)
        if value is None and not required:
            return ()
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.wrong(name, "a list of texts")
        return tuple(value)

    def object(self, name: str) -> _Line:
        value = self.raw(name)
        if not isinstance(value, dict):
            raise self.wrong(name, "an object")
        return _Line(value, self._place, f"{self._path}{name}.")

    def objects(self, name: str) -> tuple[_Line, ...]:
        value = self.raw(name)
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self.wrong(name, "a list of objects")
        return tuple(_Line(each, self._place, f"{self._path}{name}[{n}].") for n, each in enumerate(value))


def _read(folder: Path, name: str, make: Callable[[_Line], _T]) -> tuple[_T, ...]:
    path = folder / f"{name}.jsonl"
    if not path.is_file():
        return ()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise GoldError("is not UTF-8 text.", place=str(path), mend=_MEND) from error
    except OSError as error:
        raise GoldError(f"cannot be read: {error.strerror or error}", place=str(path)) from error
    return tuple(make(line) for line in _lines(text, path))


def _lines(text: str, path: Path) -> Iterable[_Line]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        try:
            fields = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise GoldError("is not JSON.", place=place, mend="Write one object a line.") from error
        if not isinstance(fields, dict):
            raise GoldError("is not a JSON object.", place=place, mend="Write one object a line.")
        yield _Line(fields, place)


def _people(line: _Line) -> PeopleLabel:
    people: list[NamedPerson] = []
    doubtful: list[NamedPerson] = []
    for each in line.objects("mentions"):
        forms = (each.text("name"), *each.texts("surface"))
        kind = each.text_or_none("kind") or "person"
        (people if kind == "person" else doubtful).append(NamedPerson(forms=forms, where=each.text_or_none("where")))
    return PeopleLabel(file=line.text("file"), highlight=line.text("highlight"), people=tuple(people), doubtful=tuple(doubtful))


def _roles(line: _Line) -> RolesLabel:
    hosts, guests = line.texts("hosts"), line.texts("guests")
    return RolesLabel(file=line.text("file"), hosts=hosts, guests=guests, neutral=(*line.texts("world_hosts"), *hosts, *guests))


def _voices(line: _Line) -> VoicesLabel:
    said = line.raw("speakers")
    if not isinstance(said, dict) or not all(name is None or isinstance(name, str) for name in said.values()):
        raise line.wrong("speakers", "an object of label and name (or null)")
    return VoicesLabel(
        file=line.text("file"),
        highlight=line.text("highlight"),
        voices=tuple((label, name or None) for label, name in said.items() if name != UNSURE),
        may_stay_open=line.text_or_none("evidence") == "title guest by content" or line.text_or_none("strength") == "role",
    )


def _works(line: _Line) -> WorksLabel:
    sure: list[str] = []
    doubtful: list[str] = []
    for each in line.objects("works"):
        (doubtful if each.raw("unsure") else sure).append(each.text("title"))
    return WorksLabel(file=line.text("file"), highlight=line.text("highlight"), titles=tuple(sure), doubtful=tuple(doubtful))


def _topics(line: _Line) -> TopicsLabel:
    return TopicsLabel(
        file=line.text("file"),
        highlight=line.text("highlight"),
        topics=line.texts("topics", required=True),
        accepted=line.texts("accept"),
        rejected=line.texts("reject"),
    )


def _identity(line: _Line) -> IdentityLabel | None:
    a, b = (Named(name=end.text("name"), highlight=end.text("highlight")) for end in (line.object("a"), line.object("b")))
    same = line.raw("same")
    if same == UNSURE or same is None:
        return None
    if not isinstance(same, bool):
        raise line.wrong("same", "true, false or “unsure”")
    return IdentityLabel(a=a, b=b, same=same, why=line.text_or_none("why"))


def _related(line: _Line) -> RelatedLabel | None:
    a, b, grade = line.text("a"), line.text("b"), line.raw("grade")
    if grade == UNSURE or grade is None:
        return None
    if isinstance(grade, bool) or grade not in (0, 1, 2):
        raise line.wrong("grade", "0, 1, 2 or “unsure”")
    return RelatedLabel(a=a, b=b, grade=grade, why=line.text_or_none("why"))


def _described(line: _Line) -> tuple[str, tuple[Described, ...]] | None:
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
