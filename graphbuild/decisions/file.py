"""`decisions.toml`: read with the line of every fault, and written sorted, each entry in the owner's own words.

The file is the owner's: what is in it stays as written, with its comments, until he takes it back.
"""

from __future__ import annotations

import os
import re
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from graphbuild.decisions.agreement import require_agreement
from graphbuild.decisions.blocks import Block, line_in, line_of, line_of_run, split
from graphbuild.decisions.records import HEAD, Decision, Decisions, Ruling, form, order
from graphbuild.errors import ExportError, SettingsError
from graphbuild.model import Named
from graphbuild.text import printable

PATIENCE = 5.0  # seconds that a change waits for another one; each takes some milliseconds

_SYNTAX = re.compile(r"\(at line (\d+)")
_DIGITS = 4_300  # more of them Python does not make a number of
_DEPTH = 100  # lists within one another; Python gives up at some hundreds
_MOST = 1_000_000_000  # decisions

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
    try:
        if not must_exist and not path.exists():
            return Decisions(path=str(path))
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SettingsError(f"cannot be read: {error.strerror or error}", place=str(path)) from error
    except UnicodeDecodeError as error:
        raise SettingsError("is not UTF-8 text.", place=str(path), mend="Save it as UTF-8.") from error
    return _parsed(text, str(path))


def dumps(decisions: Decisions) -> str:
    """The text of the file: sorted, entries that were read in their own words. Reading it gives the decisions again."""
    blocks = [each.written or _block(each) for each in _sorted(decisions)]
    return "\n\n".join([decisions.head.rstrip("\n"), *blocks]).lstrip("\n") + "\n"


def change(path: Path, how: Callable[[Decisions], Decisions]) -> Decisions:
    """Change the file as it stands now, while nobody else does; the decisions as they stand then.

    `how` gets what the file holds at this moment, so that an answer given elsewhere or an edit by hand is never lost. Raises what
    `load_decisions`, `how` and `save` raise, and `ExportError` where another change takes longer than `PATIENCE`.
    """
    with _alone(path):
        return save(how(load_decisions(path)), path)


def save(decisions: Decisions, path: Path) -> Decisions:
    """Write the file aside, then put it in place whole; the decisions as they are read back.

    Raises `SettingsError`, and writes nothing, where they would not be read back as they are; `ExportError` where the file cannot be written.
    """
    content = dumps(decisions).encode("utf-8", "replace")
    again = _read_back(content, decisions, path)
    aside: Path | None = None
    try:
        target = path.resolve()  # a link to a file kept elsewhere stays a link
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
        aside = Path(name)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        aside.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o644)
        aside.replace(target)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        if aside:
            aside.unlink(missing_ok=True)
    return again


def _read_back(content: bytes, decisions: Decisions, path: Path) -> Decisions:
    refused = "the decisions could not be read back as they are, so nothing was written"
    try:
        again = _parsed(content.decode("utf-8"), str(path))
    except SettingsError as error:
        raise SettingsError(f"{refused}: {error.message}", place=str(path), mend="Take the name or comment that is odd out.") from error
    if again.entries != _sorted(decisions):
        raise SettingsError(f"{refused}.", place=str(path), mend="Take the name or comment that is odd out.")
    return again


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the file `.NAME.lock` beside the target: the system lets one process alone make it."""
    until = time.monotonic() + PATIENCE
    try:
        target = path.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        lock = target.with_name(f".{target.name}.lock")
        while True:
            with suppress(FileExistsError):
                os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
                break
            if time.monotonic() > until:
                raise ExportError("another review is writing it.", place=str(path), mend=f"If none runs, delete {lock}.")
            time.sleep(0.02)
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _unwritable(path: Path, error: OSError) -> ExportError:
    return ExportError(f"cannot be written: {error.strerror or error}", place=str(path), mend="Choose another with --decisions.")


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


def _parsed(text: str, path: str) -> Decisions:
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _SYNTAX.search(str(error))
        raise _no_toml(str(error), path, int(at[1]) if at else text.rstrip("\n").count("\n") + 1) from error
    except RecursionError as error:
        raise _no_toml("lists within lists without end", path, line_of_run(text, r"[\[{ ]", _DEPTH)) from error
    except ValueError as error:  # what Python says of a number that is too long speaks of Python
        raise _no_toml(f"a number of more than {_DIGITS:,} digits", path, line_of_run(text, "[0-9_]", _DIGITS)) from error
    decisions = _decisions(text, given, path)
    require_agreement(decisions)
    return decisions


def _no_toml(why: str, path: str, line: int | None) -> SettingsError:
    place = f"{path}:{line}" if line else path
    return SettingsError(f"not valid TOML: {why}.", place=place, mend="Mend that line, or take it out.")


def _decisions(text: str, given: Mapping[str, Any], path: str) -> Decisions:
    head, blocks = split(text)
    for key in given:
        if key not in list(Ruling):
            raise SettingsError(f"unknown key {key!r}.", place=f"{path}:{line_of(text, key)}", mend=f"Known: {', '.join(Ruling)}.")
    found: list[Decision] = []
    for ruling in Ruling:
        entries = given.get(ruling)
        mine = [block for block in blocks if block.table == ruling]
        if entries is None and not mine:
            continue
        if not isinstance(entries, list) or len(entries) != len(mine) or not mine:
            line = mine[0].line if mine else line_of(text, ruling)
            raise SettingsError(f"'{ruling}' must be written as [[{ruling}]], once for each decision.", place=f"{path}:{line}")
        found += [_decision(ruling, entry, block, text, path) for entry, block in zip(entries, mine, strict=True)]
    return Decisions(entries=tuple(sorted(found, key=order)), path=path, head=head or HEAD)


def _decision(ruling: Ruling, entry: Mapping[str, Any], block: Block, text: str, path: str) -> Decision:
    def place(key: str) -> str:
        return f"{path}:{line_in(block, text, key)}"

    keys = _KEYS[ruling]
    for key in entry:
        if key not in ("kind", "number", *keys):
            raise SettingsError(f"unknown key {key!r} in [[{ruling}]].", place=place(key), mend=f"Known: {', '.join(('kind', *keys))}.")
    kinds = [kind.value for kind in Named]
    if entry.get("kind") not in kinds:
        raise SettingsError(f"'kind' must be one of: {', '.join(kinds)}.", place=place("kind"))
    kind = Named(entry["kind"])
    number = entry.get("number", 0)
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= _MOST:
        raise SettingsError(f"'number' must be a whole number from 0 to {_MOST}.", place=place("number"))
    if ruling is Ruling.NARROWER and kind is not Named.IDEA:
        raise SettingsError("only an idea can be narrower than another.", place=place("kind"))
    names = entry.get("names") if "names" in keys else [entry.get(key) for key in keys]
    if not isinstance(names, list) or len(names) < 2 or not all(isinstance(name, str) and name.strip() for name in names):
        wanted = "'names' must be a list of two names or more" if "names" in keys else f"{keys[0]!r} and {keys[1]!r} must be names"
        raise SettingsError(f"{wanted}.", place=place(keys[0]))
    for name in names[:1] if ruling is Ruling.RENAME else names:
        if not form(name):
            raise SettingsError(f"{name!r} holds no letter or digit.", place=place(keys[0]))
    made = Decision(ruling=ruling, kind=kind, names=tuple(names), number=number, line=block.line, written=block.text)
    return _in_order(made)


def _sorted(decisions: Decisions) -> tuple[Decision, ...]:
    return tuple(sorted(map(_in_order, decisions.entries), key=order))


def _in_order(decision: Decision) -> Decision:
    """The decision with its names sorted, where their order says nothing."""
    if decision.ruling in (Ruling.NARROWER, Ruling.RENAME):
        return decision
    return replace(decision, names=tuple(sorted(decision.names, key=form)))
