"""What the asker calls something -> how the graph writes it; or that there is no such thing, and what is near."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from graphbuild.errors import UsageError
from graphbuild.graph import vocabulary as v
from graphbuild.graph.store import GraphStore
from graphbuild.text import collapse, normal_form, shortened

NEAR = 4  # names that are proposed where there is none
LONGEST_SHOWN = 200  # characters of a name that messages repeat
_DIGITS = 9  # of a number: more count nothing that there is, and engines and Python refuse thousands
_ALIKE = 0.8  # Jaro-Winkler: "atomic habit" proposes "atomic habits", not "atoms"

_IDEAS = (v.IDEA, (v.PREF_LABEL, v.ALT_LABEL))
_PEOPLE = (v.PERSON, (v.NAME, v.ALTERNATE_NAME))
_SHOWS = (v.SERIES, (v.NAME,))
_EPISODES = ("", (v.NAME,))  # of whatever class: what highlights are kept from
_WORKS = (v.NAMED_WORK, (v.NAME, v.ALTERNATE_NAME))
_SOURCES = (v.ENTITY, (v.PATH,))
_THEMES = (v.THEME, (v.PREF_LABEL,))

# kind -> what a message calls it, and where its labels stand: a class, and its properties
_KINDS: dict[str, tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]] = {
    "idea": ("idea", (_IDEAS,)),
    "person": ("person", (_PEOPLE,)),
    "topic": ("idea or person", (_IDEAS, _PEOPLE)),
    "show": ("show", (_SHOWS,)),
    "voice": ("person or show", (_PEOPLE, _SHOWS)),
    "episode": ("episode", (_EPISODES,)),
    "work": ("work", (_WORKS,)),
    "node": ("idea, person or work", (_IDEAS, _PEOPLE, _WORKS)),
    "theme": ("theme", (_THEMES,)),
    "between": ("theme, idea or person", (_THEMES, _IDEAS, _PEOPLE)),
    "source": ("export file", (_SOURCES,)),
}
_IN_PART = {"show", "voice", "episode", "work", "source"}  # kinds that a part of the name is enough for
KINDS = frozenset([*_KINDS, "number", "graph", "text"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """What a question takes: `kind` is one of `KINDS` and says how a value is found; `default` stands where none is given."""

    name: str
    kind: str
    required: bool = True
    default: str = ""

    def __str__(self) -> str:
        """The argument as a usage line writes it."""
        return f"<{self.name}>" if self.required else f"[{self.name}]"


@dataclass(frozen=True, slots=True)
class Missing:
    """That the graph holds nothing of a name, in words."""

    remark: str


def found(store: GraphStore, argument: Argument, value: str) -> str | Missing:
    """The value as the graph writes it. An IRI or a share link stands for itself, as do a path and a text.

    Case, accents, punctuation and a plain plural ending do not count; of shows, episodes, works and files a part of the name is
    enough, and is given back as it is where it fits more than one. Raises `UsageError` for a number that is none.
    """
    value = collapse(value)
    if argument.kind == "number":
        if not (value.isascii() and value.isdigit() and len(value) <= _DIGITS):
            raise UsageError(
                f"{argument.name} is a number, not “{shortened(value, LONGEST_SHOWN)}”.", mend="Give a whole number below a billion."
            )
        return str(int(value))
    if argument.kind not in _KINDS or (not value and not argument.required):
        return value
    if is_iri(value) and argument.kind in ("node", "between"):
        return value
    known = _labels(store, argument.kind)
    if argument.kind == "source" and value not in known:
        value = Path(value).as_posix()
    return _same(value, known) or _part(argument.kind, value, known) or Missing(_no(_KINDS[argument.kind][0], value, known))


def labels(store: GraphStore, argument: Argument, value: str) -> list[str]:
    """All labels that a value means which `found` gave: spellings that differ by case or accents, the names of which it is a part."""
    if argument.kind not in _KINDS or not value:
        return [value]
    known = _labels(store, argument.kind)
    if value in known:
        form = normal_form(value)
        return [each for each in known if each == value or (form and normal_form(each) == form)]
    return [each for each in known if value.casefold() in each.casefold()] if argument.kind in _IN_PART else [value]


def _labels(store: GraphStore, kind: str) -> list[str]:
    bearers: dict[str, set[str]] = defaultdict(set)
    for klass, terms in _KINDS[kind][1]:
        nodes = store.subjects(v.TYPE, klass) if klass else _kept_from(store)
        for term in terms:
            bearers[term].update(nodes)
    return sorted({label for term, nodes in bearers.items() for node, label in store.pairs(term) if node in nodes})


def _kept_from(store: GraphStore) -> set[str]:
    """The episodes, books, articles, tweets that highlights are from."""
    highlights = set(store.subjects(v.TYPE, v.HIGHLIGHT))
    return {work for term in (v.PART_OF_EPISODE, v.PART_OF) for highlight, work in store.pairs(term) if highlight in highlights}


def _same(value: str, labels: list[str]) -> str | None:
    if value in labels:
        return value
    for form in (str.casefold, normal_form, _singular):
        wanted = form(value)
        same = next((each for each in labels if form(each) == wanted), None) if wanted else None
        if same is not None:
            return same
    return None


def _part(kind: str, value: str, labels: list[str]) -> str | None:
    if kind not in _IN_PART or not value:
        return None
    held = [each for each in labels if value.casefold() in each.casefold()]
    return (held[0] if len(held) == 1 else value) if held else None


def _no(called: str, value: str, labels: Iterable[str]) -> str:
    near = near_names(value, labels)
    article = "an" if called[0] in "aeiou" else "a"
    said = f"The graph knows no {called} “{shortened(value, LONGEST_SHOWN)}”." if value else f"Name {article} {called}."
    return f"{said} Near: {'; '.join(near)}." if near else said


def near_names(value: str, labels: Iterable[str]) -> list[str]:
    """The labels that come nearest: those that share whole words first, then those that are spelled alike (Jaro-Winkler)."""
    import jellyfish

    wanted = normal_form(value)
    parts = {word for word in wanted.split() if len(word) > 2}
    scored: dict[str, tuple[float, str]] = {}
    for label in labels:
        form = normal_form(label)
        shared = len(parts & set(form.split())) / max(len(parts), 1)
        inside = 0.5 if wanted and (wanted in form or (len(form) > 3 and form in wanted)) else 0.0
        alike = jellyfish.jaro_winkler_similarity(wanted, form)
        if shared or inside or alike >= _ALIKE:
            scored[form] = min(scored.get(form, (0.0, label)), (-(shared + inside + alike), label))
    return [label for _, label in sorted(scored.values())[:NEAR]]


def _singular(text: str) -> str:
    """The normal form without a plain plural ending of its last word: enough to find a name that somebody types."""
    form = normal_form(text)
    if form.endswith("ies") and len(form) > 5:
        return form[:-3] + "y"
    return form[:-1] if form.endswith("s") and not form.endswith(("ss", "us", "is")) and len(form) > 3 else form


def is_iri(value: str) -> bool:
    """Whether it can be the IRI of a node: it begins like one and holds nothing that none may hold."""
    return value.startswith(("urn:", "http://", "https://")) and not any(c in value for c in '<>"{}|^`\\ ')
