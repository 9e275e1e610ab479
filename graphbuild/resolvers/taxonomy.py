"""Which ideas are cases of others: `coastal weather` of `weather`, by what a phrase is about (its head).

In English a noun phrase is a kind of its last noun (before `of`, if there is one): surely where WordNet says so of a
compound, mostly where it does not know the phrase, and not where it knows it as a kind of something else (`pipe dream`).
Words that take the meaning away (`fake news`, `false memory`) make no case. Beyond names, WordNet says what is a kind of what
(`anger` of `emotion`): one step up by a main sense, more steps only where each word on the way has but one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from graphbuild.extractors.lexicon import hypernyms, is_kind_of_head
from graphbuild.model import Broader, Idea

IN_DICTIONARY, BY_HEAD = 0.95, 0.8  # how sure a case is
ONE_STEP, MORE_STEPS = 0.7, 0.6  # by WordNet's hypernyms alone: 14 of the 15 that a public sample of exports gives were right on reading
_STEPS = 4
# Privative adjectives (Kamp and Partee 1995 discuss the class), and numbers.
_PRIVATIVE = frozenset(
    [
        "fake",
        "false",
        "former",
        "artificial",
        "pseudo",
        "non",
        "anti",
        "ex",
        "virtual",
        "mock",
        "fictional",
        "imaginary",
        "would",
        "post",
        "pre",
    ]
)


def head_last(key: str) -> list[str]:
    """The words with what the phrase is about last: `price of rope` -> rope, price."""
    before, _, after = key.partition(" of ")
    return [*after.split(), *before.split()]


def nearest_broader(key: str, known: Collection[str] | Mapping[str, object]) -> str | None:
    """The longest known phrase that a phrase seems to be a case of: the same head, fewer words before it."""
    words = head_last(key)
    for start in range(1, len(words)):
        broad = " ".join(words[start:])
        if broad in known and broad != key and not broad.isdigit():
            return broad
    return None


def sureness(narrow: str, broad: str) -> float | None:
    """How sure it is that a phrase is a case of the shorter one it ends in; None where it is not."""
    kind = is_kind_of_head(narrow)
    if kind is False or head_last(narrow)[0] in _PRIVATIVE or narrow.rsplit(maxsplit=1)[-1].isdigit():
        return None
    return IN_DICTIONARY if kind and " " not in broad else BY_HEAD


def cases(ideas: Iterable[Idea]) -> list[Broader]:
    """Each idea that is surely a case of another, with the nearest such; sorted."""
    known = {idea.key: idea for idea in ideas}
    found = []
    for key in sorted(known):
        broad = nearest_broader(key, known)
        score = sureness(key, broad) if broad else None
        if broad and score:
            reason = f"“{known[key].label}” is a case of “{known[broad].label}”: the same noun, said more closely."
            found.append(Broader(narrow=key, broad=broad, score=score, reason=reason))
        for kind, score in sorted(_kinds(key, known).items()):
            reason = f"“{known[key].label}” is a kind of “{known[kind].label}” (WordNet)."
            found.append(Broader(narrow=key, broad=kind, score=score, reason=reason))
    return found


def _kinds(key: str, known: Collection[str]) -> dict[str, float]:
    """The nearest ideas above an idea by WordNet's hypernyms, and how sure each is."""
    found: dict[str, float] = {}
    edge, seen = [key], {key}
    for step in range(_STEPS):
        above = [(each, is_sure) for word in edge for each, is_sure in hypernyms(word) if (is_sure or not step) and each not in seen]
        found.update((each, MORE_STEPS if step else ONE_STEP) for each, _ in above if each in known)
        edge = [each for each, is_sure in above if is_sure and each not in known]
        seen.update(each for each, _ in above)
    return found


def without_cycles(pairs: Iterable[Broader]) -> tuple[Broader, ...]:
    """The surest of the pairs that leave no idea a case of itself, each pair once; sorted."""
    above: dict[str, set[str]] = defaultdict(set)
    kept: dict[tuple[str, str], Broader] = {}
    for each in sorted(pairs, key=lambda each: (-each.score, each)):
        if each.narrow != each.broad and (each.narrow, each.broad) not in kept and not _reaches(each.broad, each.narrow, above):
            above[each.narrow].add(each.broad)
            kept[each.narrow, each.broad] = each
    return tuple(sorted(kept.values()))


def _reaches(start: str, end: str, above: Mapping[str, Collection[str]]) -> bool:
    edge, seen = [start], {start}
    while edge:
        for each in above.get(edge.pop(), ()):
            if each == end:
                return True
            if each not in seen:
                seen.add(each)
                edge.append(each)
    return start == end
