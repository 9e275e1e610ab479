"""Extractors of the user's own (setting `extractors`): loaded by name, and never believed unseen.

Whatever goes wrong in one is told as its own fault, with its name; what it gives must stand in the text where it says.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from graphbuild.errors import SettingsError
from graphbuild.extractors.base import Extractor, Token
from graphbuild.model import Mention, MentionKind, Passage

_PLACE = "extractors"
_INTERFACE = "It needs name, version and run (graphbuild.extractors.base)."


def plugged(names: Sequence[str]) -> tuple[Extractor, ...]:
    """The extractors, each given as `module:object`. Raises `SettingsError` where one cannot be had, and later where one fails."""
    return tuple(_guarded(name) for name in names)


def _guarded(name: str) -> Guarded:
    return Guarded(setting=name, extractor=_load(name))


def _load(name: str) -> Extractor:
    module, _, attribute = name.partition(":")
    try:
        extractor = getattr(importlib.import_module(module), attribute)
    except (Exception, SystemExit) as error:
        raise SettingsError(
            f"the extractor {name!r} cannot be loaded: {type(error).__name__}: {error}.",
            place=_PLACE,
            mend="Write it as module:object, and install the module.",
        ) from error
    if isinstance(extractor, type) or not isinstance(extractor, Extractor):
        raise SettingsError(f"{name!r} is no extractor.", place=_PLACE, mend=_INTERFACE)
    return extractor


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarded:
    """An extractor whose failures and false quotes are told by its name. `setting`: as the settings give it."""

    setting: str
    extractor: Extractor

    def __reduce__(self) -> tuple[Any, ...]:
        """It travels to a worker by its name."""
        return _guarded, (self.setting,)

    @property
    def name(self) -> str:
        """As the extractor says."""
        return self.extractor.name

    @property
    def version(self) -> str:
        """As the extractor says."""
        return self.extractor.version

    def run(self, passage: Passage, tokens: Sequence[Token]) -> Iterable[Mention]:
        """The mentions, each of which stands where it says. Raises `SettingsError` where the extractor fails or one does not."""
        try:
            found = list(self.extractor.run(passage, tokens))
        except Exception as error:
            raise SettingsError(
                f"the extractor {self.setting!r} failed: {type(error).__name__}: {error}.", place=_PLACE, mend="Mend it, or leave it out."
            ) from error
        for each in found:
            if not _is_sound(each, passage):
                raise SettingsError(
                    f"the extractor {self.setting!r} gave what is no mention of its passage: {str(each)[:200]!r}.",
                    place=_PLACE,
                    mend="quote must be passage.text[start:end], field and position the passage's, confidence from 0 to 1; numbers and texts plain ones of Python.",
                )
        return found


def _is_sound(each: object, passage: Passage) -> bool:
    return type(each) is Mention and _is_plain(each) and _stands_in(each, passage)  # one of a class of its own is in no order with ours


def _is_plain(each: Mention) -> bool:
    """Whether it holds what its fields say: what is found is kept as JSON, which takes no numbers of other libraries."""
    texts: tuple[object, ...] = (each.quote, each.name, each.extractor, each.rule)
    places: tuple[object, ...] = (each.start, each.end)
    sure: object = each.confidence
    return (
        all(isinstance(text, str) for text in texts)
        and all(isinstance(place, int) for place in places)
        and isinstance(sure, int | float)
        and each.kind in tuple(MentionKind)
    )


def _stands_in(each: Mention, passage: Passage) -> bool:
    if not each.name.strip() or not each.quote:
        return False
    if (each.field, each.position) != (passage.field, passage.position) or not 0 <= each.start < each.end:
        return False
    return each.quote == passage.text[each.start : each.end] and 0 <= each.confidence <= 1
