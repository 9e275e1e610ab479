"""`decisions.toml`: read with the line of every fault, and written sorted, each entry in the owner's own words.

The file is the owner's: what is in it stays as written, with its comments, until he takes it back.
"""

from __future__ import annotations

import os
import re
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphbuild.decisions.agreement import require_agreement
from graphbuild.decisions.records import HEAD, Decision, Decisions, Ruling, form, order
from graphbuild.errors import ExportError, SettingsError
from graphbuild.model import Named
from graphbuild.text import printable

_HEADER = re.compile(r"^\s*\[\[\s*[\"']?(\w+)[\"']?\s*\]\]\s*(?:#.*)?$")
_SYNTAX = re.compile(r"\(at line (\d+)")


_KEYS: dict[Ruling, tuple[str, ...]] = {
    Ruling.SAME: ("names",),
    Ruling.DIFFERENT: ("names",),
    Ruling.NARROWER: ("name", "under"),
    Ruling.RENAME: ("name", "to"),
}


def load_decisions(path: Path, *, must_exist: bool = False) -> Decisions:
    """The decisions of a file; none where there is no file, unless it `must_exist`.

    Raises `SettingsError` for what cannot be read or understood, and for entries that contradict one another (both lines named).
    """
    if not must_exist and not path.exists():
        return Decisions(path=str(path))
    try:
        text = path.read_text(encoding="utf-8-sig")
        given = tomllib.loads(text)
    except OSError as error:
        raise SettingsError(f"cannot be read: {error.strerror or error}", place=str(path)) from error
    except UnicodeDecodeError as error:
        raise SettingsError("is not UTF-8 text.", place=str(path), mend="Save it as UTF-8.") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = _SYNTAX.search(str(error))
        line = at[1] if at else len(text.splitlines()) or 1
        raise SettingsError(f"not valid TOML: {error}.", place=f"{path}:{line}", mend="Mend that line, or take it out.") from error
    decisions = _decisions(text, given, str(path))
    require_agreement(decisions)
    return decisions


def dumps(decisions: Decisions) -> str:
    """The text of the file: sorted, entries that were read in their own words. Reading it gives the decisions again."""
    blocks = [each.written or _block(each) for each in sorted(decisions.entries, key=order)]
    return "\n\n".join([decisions.head.rstrip("\n"), *blocks]).lstrip("\n") + "\n"


def save(decisions: Decisions, path: Path) -> None:
    """Write the file aside, then put it in place whole. Raises `ExportError` where it cannot be written."""
    aside: Path | None = None
    try:
        target = path.resolve()  # a link to a file kept elsewhere stays a link
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
        aside = Path(name)
        with os.fdopen(descriptor, "wb") as file:
            file.write(dumps(decisions).encode("utf-8", "replace"))
        aside.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o644)
        aside.replace(target)
    except OSError as error:
        if aside:
            aside.unlink(missing_ok=True)
        raise ExportError(
            f"cannot be written: {error.strerror or error}", place=str(path), mend="Choose another with --decisions."
        ) from error


def _block(decision: Decision) -> str:
    """The entry as TOML, under a comment that a reader understands."""
    lines = [f"# {printable(' '.join(each.split()))}" for each in decision.about]
    lines += [f"[[{decision.ruling}]]", f'kind = "{decision.kind}"']
    if "names" in _KEYS[decision.ruling]:
        lines.append(f"names = [{', '.join(_quoted(name) for name in decision.names)}]")
    else:
        lines += [f"{key} = {_quoted(name)}" for key, name in zip(_KEYS[decision.ruling], decision.names, strict=True)]
    if decision.number:
        lines.append(f"number = {decision.number}")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    """A TOML basic string: quotes, backslashes and control characters escaped."""
    safe = text.encode("utf-8", "replace").decode("utf-8").replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() or c == " " else f"\\U{ord(c):08X}" for c in safe) + '"'


def _decisions(text: str, given: Mapping[str, Any], path: str) -> Decisions:
    head, blocks = _split(text)
    for key in given:
        if key not in list(Ruling):
            raise SettingsError(f"unknown key {key!r}.", place=f"{path}:{_line_of(text, key)}", mend=f"Known: {', '.join(Ruling)}.")
    found: list[Decision] = []
    for ruling in Ruling:
        entries = given.get(ruling, [])
        mine = [block for block in blocks if block.table == ruling]
        if not isinstance(entries, list) or len(entries) != len(mine):
            line = mine[0].line if mine else _line_of(text, ruling)
            raise SettingsError(f"{ruling!r} must be written as [[{ruling}]], once for each decision.", place=f"{path}:{line}")
        found += [_decision(ruling, entry, block, path) for entry, block in zip(entries, mine, strict=True)]
    return Decisions(entries=tuple(sorted(found, key=order)), path=path, head=head or HEAD)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """The text of one entry with the comments above it; `line` is that of its `[[…]]`."""

    table: str
    line: int
    text: str

    def line_of(self, key: str) -> int:
        lines = self.text.splitlines()
        header = next(n for n, each in enumerate(lines) if _HEADER.match(each))
        return self.line - header + next((n for n, each in enumerate(lines) if re.match(rf"\s*[\"']?{re.escape(key)}\b", each)), header)


def _split(text: str) -> tuple[str, list[_Block]]:
    """The head of the file and its entries, each with the comments directly above it."""
    lines = text.splitlines()
    headers = [n for n, line in enumerate(lines) if _HEADER.match(line)]
    starts: list[int] = []
    for n in headers:
        start = n
        floor = starts[-1] + 1 if starts else 0
        while start > floor and lines[start - 1].lstrip().startswith("#"):
            start -= 1
        starts.append(start)
    if not starts:
        return text.strip("\n"), []
    blocks = [
        _Block(table=_HEADER.sub(r"\1", lines[header]).strip(), line=header + 1, text="\n".join(lines[start:end]).strip("\n").rstrip())
        for header, start, end in zip(headers, starts, [*starts[1:], len(lines)], strict=True)
    ]
    return "\n".join(lines[: starts[0]]).strip("\n"), blocks


def _decision(ruling: Ruling, entry: Mapping[str, Any], block: _Block, path: str) -> Decision:
    keys = _KEYS[ruling]
    for key in entry:
        if key not in ("kind", "number", *keys):
            known = ", ".join(("kind", *keys))
            raise SettingsError(f"unknown key {key!r} in [[{ruling}]].", place=f"{path}:{block.line_of(key)}", mend=f"Known: {known}.")
    kinds = [kind.value for kind in Named]
    if entry.get("kind") not in kinds:
        raise SettingsError(f"'kind' must be one of: {', '.join(kinds)}.", place=f"{path}:{block.line_of('kind')}")
    kind = Named(entry["kind"])
    number = entry.get("number", 0)
    if isinstance(number, bool) or not isinstance(number, int) or number < 0:
        raise SettingsError("'number' must be a whole number.", place=f"{path}:{block.line_of('number')}")
    if ruling is Ruling.NARROWER and kind is not Named.IDEA:
        raise SettingsError("only an idea can be narrower than another.", place=f"{path}:{block.line_of('kind')}")
    names = entry.get("names") if "names" in keys else [entry.get(key) for key in keys]
    if not isinstance(names, list) or len(names) < 2 or not all(isinstance(name, str) and name.strip() for name in names):
        wanted = "'names' must be a list of two names or more" if "names" in keys else f"{keys[0]!r} and {keys[1]!r} must be names"
        raise SettingsError(f"{wanted}.", place=f"{path}:{block.line_of(keys[0])}")
    for name in names[:1] if ruling is Ruling.RENAME else names:
        if not form(name):
            raise SettingsError(f"{name!r} holds no letter or digit.", place=f"{path}:{block.line_of(keys[0])}")
    ordered = names if ruling in (Ruling.NARROWER, Ruling.RENAME) else sorted(names, key=form)
    return Decision(ruling=ruling, kind=kind, names=tuple(ordered), number=number, line=block.line, written=block.text)


def _line_of(text: str, key: str) -> int:
    pattern = re.compile(rf"^\s*\[*\s*[\"']?{re.escape(key)}\b")
    return next((n for n, line in enumerate(text.splitlines(), 1) if pattern.match(line)), 1)
