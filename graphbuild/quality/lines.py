"""JSON Lines whose fields are asked for by form: what is not so is told with file and line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from graphbuild.errors import GoldError

_MEND = "See docs/quality.md for the form of the labels."


class Line:
    """One object of a file and where it stands; what is asked of it is there in the right form, or `GoldError` says so."""

    def __init__(self, fields: Mapping[str, Any], place: str, path: str = "") -> None:
        self._fields, self._place, self._path = fields, place, path

    def wrong(self, name: str, wanted: str) -> GoldError:
        """The error that a field is not what it must be."""
        return GoldError(f"`{self._path}{name}` must be {wanted}.", place=self._place, mend=_MEND)

    def raw(self, name: str) -> Any:
        """The value of a field as it stands; None where there is none."""
        return self._fields.get(name)

    def text(self, name: str) -> str:
        """The text of a field that must be there."""
        value = self.raw(name)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(name, "text")
        return value

    def text_or_none(self, name: str) -> str | None:
        """The text of a field that may be missing or null."""
        value = self.raw(name)
        if value is not None and not isinstance(value, str):
            raise self.wrong(name, "text or null")
        return value or None

    def whole_or_none(self, name: str) -> int | None:
        """The whole number of a field that may be missing or null."""
        value = self.raw(name)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise self.wrong(name, "a whole number or null")
        return value

    def texts(self, name: str, *, required: bool = False) -> tuple[str, ...]:
        """The texts of a list; none where the field is missing, unless it is `required`."""
        value = self.raw(name)
        if value is None and not required:
            return ()
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.wrong(name, "a list of texts")
        return tuple(value)

    def object(self, name: str) -> Line:
        """The object of a field that must be there."""
        value = self.raw(name)
        if not isinstance(value, dict):
            raise self.wrong(name, "an object")
        return Line(value, self._place, f"{self._path}{name}.")

    def objects(self, name: str) -> tuple[Line, ...]:
        """The objects of a list that must be there."""
        value = self.raw(name)
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self.wrong(name, "a list of objects")
        return tuple(Line(each, self._place, f"{self._path}{name}[{n}].") for n, each in enumerate(value))


def read_lines(path: Path) -> Iterator[Line]:
    """The objects of a file, one a line; blank lines are passed over. Raises `GoldError`."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise GoldError("is not UTF-8 text.", place=str(path), mend=_MEND) from error
    except OSError as error:
        raise GoldError(f"cannot be read: {error.strerror or error}", place=str(path)) from error
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
        yield Line(fields, place)
