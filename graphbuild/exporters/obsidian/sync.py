"""Puts notes into a folder: finds those that are there by their key, renews our part of each, leaves the rest as it is."""

from __future__ import annotations

import json
import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from graphbuild.exporters.obsidian.notes import Note, Ref
from graphbuild.text import nfc, printable, stable_key

_BEGIN = "%% graphbuild writes from here to its end mark; what you write above or below stays %%"
_END = "%% end of graphbuild's part %%"
_OURS = re.compile(rf"^{re.escape(_BEGIN)}\r?\n.*?^{re.escape(_END)}(?=\r?$)", re.DOTALL | re.MULTILINE)
_GONE = "> [!warning] Gone: your highlights no longer hold this. What was known of it stands below.\n\n"
_KEY = re.compile(r"\A---\r?\n(?:(?!---\r?\n)[^\n]*\n)*?graphbuild: [\"']?([^\"'\r\n]+)[\"']?\r?\n")
_HEAD = 4_096  # characters within which the key stands
# What no file name may hold on some system, or what Obsidian takes for a part of a link.
_FORBIDDEN = re.compile(r'[\\/:*?"<>|#^\[\]\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_LONGEST = 120  # bytes of a name; file systems allow 255 with the ending


def sync(made: Sequence[Note], folder: Path) -> None:
    """Write the notes into a folder, made where it is missing; only files whose content changes are touched."""
    folder.mkdir(parents=True, exist_ok=True)
    files = _files(folder)
    there = _by_key(folder, files)
    places = _places(made, there, files)
    stems = {key: place.removesuffix(".md") for key, place in places.items()}
    for note in made:
        for place in there.get(note.key, [places[note.key]]):
            before = _read(folder / place) if note.key in there else None
            _write(folder / place, _renewed(note, stems, before), before)
    for key in sorted(set(there) - set(places)):
        for place in there[key]:
            before = _read(folder / place)
            _write(folder / place, _gone(before), before)


def _files(folder: Path) -> list[str]:
    """The path within the folder of every file in it, hidden ones aside, sorted."""
    found = []
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        found += [(Path(root) / name).relative_to(folder).as_posix() for name in files]
    return sorted(found)


def _by_key(folder: Path, files: Iterable[str]) -> dict[str, list[str]]:
    """Key -> paths of each note that we wrote once, wherever it lies by now, and of its copies (a sync's conflict, a duplicate): all are renewed."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in files:
        if path.endswith(".md") and (folder / path).is_file() and (match := _KEY.match(_read(folder / path)[:_HEAD])):
            found[match[1].strip()].append(path)
    return dict(found)


def _places(made: Sequence[Note], there: Mapping[str, Sequence[str]], files: Iterable[str]) -> dict[str, str]:
    """Where each note lies or is to lie; of copies the one with the shortest name is linked to. Two of one name (whatever their case), or one that is taken, are told apart by a part of the key."""
    taken = {path.casefold() for path in files}
    places = {note.key: min(there[note.key], key=lambda path: (len(path), path)) for note in made if note.key in there}
    new = [note for note in made if note.key not in there]
    names = Counter(_path(note).casefold() for note in new)
    for note in new:
        path = _path(note)
        if names[path.casefold()] > 1 or path.casefold() in taken:
            path = _path(note, f" ({stable_key(note.key)[:6]})")
        places[note.key] = path
    return places


def _path(note: Note, mark: str = "") -> str:
    return f"{note.folder}/{file_name(note.title)}{mark}.md".lstrip("/")


def file_name(title: str) -> str:
    """The title as a file name that every system and Obsidian take, without ending."""
    name = _FORBIDDEN.sub(" ", printable(nfc(title)).replace("\N{REPLACEMENT CHARACTER}", " ").replace("%%", " "))
    name = " ".join(name.split()).strip(". ")
    name = name.encode("utf-8", "ignore")[:_LONGEST].decode("utf-8", "ignore").strip(". ")
    return f"{name} -" if _RESERVED.fullmatch(name) else name or "unnamed"


def _renewed(note: Note, stems: Mapping[str, str], before: str | None) -> str:
    """The whole text of a note: ours new, the owner's as it was."""
    part = f"{_BEGIN}\n{_rendered(note.lines, stems)}\n{_END}"
    if before is None:
        head = [f"graphbuild: {json.dumps(note.key)}"]
        if note.aliases:
            head.append(f"aliases: {json.dumps([printable(each) for each in note.aliases], ensure_ascii=False)}")
        return "---\n" + "\n".join(head) + f"\n---\n{part}\n"
    if _OURS.search(before):
        return _OURS.sub(lambda _: part, before, count=1)
    return f"{before.rstrip()}\n\n{part}\n"  # the owner took our part out, or broke a mark


def _gone(before: str) -> str:
    """The text with a warning at the head of our part; once is enough."""
    match = _OURS.search(before)
    if match is None:  # the owner took our part out
        return f"{before.rstrip()}\n\n{_BEGIN}\n{_GONE}{_END}\n"
    if _GONE.strip() in match[0]:
        return before
    ours = match[0].removeprefix(_BEGIN).lstrip("\r\n")
    return f"{before[: match.start()]}{_BEGIN}\n{_GONE}{ours}{before[match.end() :]}"


def _rendered(lines: Iterable[Sequence[str | Ref]], stems: Mapping[str, str]) -> str:
    return "\n".join("".join(part if isinstance(part, str) else _linked(part, stems) for part in line) for line in lines)


def _linked(ref: Ref, stems: Mapping[str, str]) -> str:
    """A wiki link by path, so that two notes of one name are not mixed up; what it shows cannot end it."""
    shown = " ".join(_FORBIDDEN.sub(" ", printable(ref.text)).replace("%%", "% %").split()) or "unnamed"
    return f"[[{stems[ref.key]}|{shown}]]" if ref.key in stems else shown


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="surrogateescape")  # line ends as they are


def _write(path: Path, text: str, before: str | None) -> None:
    if text == before:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name[:60]}.graphbuild")
    aside.write_text(text, encoding="utf-8", errors="surrogateescape", newline="")
    aside.replace(path)
