"""Which tags and ideas are one, narrower or misspelt. Case, accents, hyphens and plurals have joined by key already.

Joined here, because two readings hardly differ: an abbreviation and its one long form, one word or two (`log book`,
`logbook`), British and American spelling, `&` and "and", the same words in another order, noun and gerund. Proposed, because only the owner knows: an abbreviation with two
readings, a letter wrong, the same stem, a name within a name. No string distance ever joins.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import jellyfish

from graphbuild.extractors.lexicon import RARE, NounClass, american, level, noun_class, synonyms
from graphbuild.model import Idea, Named, Passage, Resolution, Scheme, Verdict
from graphbuild.resolvers.abbreviations import explained, known_abbreviations
from graphbuild.resolvers.ideas import Ideas
from graphbuild.resolvers.identity import NARROWER
from graphbuild.resolvers.spelling import split_elsewhere, stem, topic_key
from graphbuild.resolvers.taxonomy import nearest_broader, sureness

# How sure a rule is. Those that join were right in each of the cases that we read (see docs/decisions.md); the order of those
# that only propose is the order in which the owner is asked.
_JOINS = {
    "abbreviation": 0.99,
    "explained": 0.98,
    "spelling": 0.98,
    "one word or two": 0.97,
    "and": 0.97,
    "word order": 0.95,
    "gerund": 0.9,
}
_PROPOSES = {
    "abbreviation": 0.8,
    "synonym": 0.75,
    "misspelt": 0.7,
    "one word or two": 0.65,
    "initials": 0.6,
    "word order": 0.55,
    "stem": 0.5,
    NARROWER: 0.4,
}

# What a head may be for `X of Y` and `Y X` to be one: `place memory`, but not `coffee cup`.
_TURNS = frozenset({NounClass.ABSTRACT, NounClass.FEELING, NounClass.DEED})
_LONG_WORD = 6  # letters; shorter words have too many neighbours (`cord`, `card`)
_MOST_INITIALS = 5  # letters


def same_idea(ideas: Ideas, passages: Mapping[str, Sequence[Passage]]) -> tuple[Resolution, ...]:
    """What can be said of pairs of ideas, sorted. `passages` go by highlight key; they tell what an abbreviation means in this vault."""
    known = {idea.key: idea for idea in ideas.ideas}
    met = Counter(expression.idea for expression in ideas.expressions)
    texts = (passage.text for each in passages.values() for passage in each)
    found = [
        *_abbreviations(known, texts),
        *_alike(known),
        *_misspelt(known, met),
        *_word_order(known),
        *_gerunds(known),
        *_synonyms(known),
        *_stems(known),
        *_narrower(known),
    ]
    best: dict[tuple[str, str], Resolution] = {}
    for each in sorted(found, key=lambda each: (each.verdict is not Verdict.SAME, -each.score, each)):
        best.setdefault((each.left, each.right), each)
    return tuple(sorted(best.values()))


def _said(verdict: Verdict, rule: str, one: str, other: str, reason: str) -> Resolution:
    left, right = sorted((one, other))
    score = (_JOINS if verdict is Verdict.SAME else _PROPOSES)[rule]
    return Resolution(kind=Named.IDEA, left=left, right=right, verdict=verdict, rule=rule, score=score, reason=reason)


def _abbreviations(known: Mapping[str, Idea], texts: Iterable[str]) -> Iterator[Resolution]:
    """Short forms and long ones, by the table and by what the vault's own texts explain; two readings only propose."""
    table = {topic_key(short): tuple(map(topic_key, long)) for short, long in known_abbreviations().items()}
    here: dict[str, set[str]] = defaultdict(set)
    for short, long in explained(texts):
        if topic_key(short) != topic_key(long):
            here[topic_key(short)].add(topic_key(long))
    spelled: dict[str, list[str]] = defaultdict(list)  # initials -> the keys that have them
    for key in sorted(known):
        if " " in key:
            spelled["".join(word[0] for word in key.split())].append(key)
    for short in sorted(known):
        readings = {*table.get(short, ()), *here.get(short, ())}
        for long in sorted(readings & known.keys()):
            one, other = known[short].label, known[long].label
            if len(readings) > 1 or level(short) < RARE:
                reason = f"“{one}” may stand for “{other}”, and for other things too."
                yield _said(Verdict.PROPOSED, "abbreviation", short, long, reason)
            elif long in table.get(short, ()):
                yield _said(Verdict.SAME, "abbreviation", short, long, f"“{one}” is short for “{other}”.")
            else:
                yield _said(Verdict.SAME, "explained", short, long, f"Your highlights explain “{one}” as “{other}”.")
        if not readings and _may_be_initials(short) and _owned(known, short):
            long_forms = spelled.get(short, ())
            if len(long_forms) == 1:
                reason = f"“{known[short].label}” are the first letters of “{known[long_forms[0]].label}”."
                yield _said(Verdict.PROPOSED, "initials", short, long_forms[0], reason)


def _may_be_initials(key: str) -> bool:
    return key.isalpha() and 1 < len(key) <= _MOST_INITIALS and level(key) == RARE


def _alike(known: Mapping[str, Idea]) -> Iterator[Resolution]:
    """Names that are the same but for a space, an "and" or the country's spelling."""
    squashed: dict[str, list[str]] = defaultdict(list)
    spelled: dict[str, list[str]] = defaultdict(list)
    for key in sorted(known):
        squashed[key.replace(" ", "")].append(key)
        spelled[" ".join(american(word) for word in key.split() if word != "and")].append(key)
    for group in squashed.values():
        for one, other in combinations(group, 2):
            safe = split_elsewhere(one, other)
            if safe is not None:
                reason = f"“{known[one].label}” and “{known[other].label}” differ by a space or hyphen only."
                yield _said(Verdict.SAME if safe else Verdict.PROPOSED, "one word or two", one, other, reason)
    for group in spelled.values():
        for one, other in combinations(group, 2):
            rule = "spelling" if ("and" in one.split()) == ("and" in other.split()) else "and"
            how = "are British and American spelling." if rule == "spelling" else "differ by “and” only."
            yield _said(Verdict.SAME, rule, one, other, f"“{known[one].label}” and “{known[other].label}” {how}")


def _misspelt(known: Mapping[str, Idea], met: Mapping[str, int]) -> Iterator[Resolution]:
    """Names with one long word a letter off, where one of the words is in no list; of those that nobody tagged none."""
    near: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for key in known:
        words = key.split()
        for n, word in enumerate(words):
            if len(word) >= _LONG_WORD - 1 and word.isalpha():
                for variant in {word, *(word[:i] + word[i + 1 :] for i in range(1, len(word)))}:
                    near[(*words[:n], f"\x1f{variant}", *words[n + 1 :])].add(key)
    pairs = {pair for keys in near.values() for pair in combinations(sorted(keys), 2)}
    for one, other in sorted(pairs):
        [(a, b)] = [(a, b) for a, b in zip(one.split(), other.split(), strict=True) if a != b] or [("", "")]
        if max(len(a), len(b)) < _LONG_WORD or jellyfish.damerau_levenshtein_distance(a, b) != 1 or not _owned(known, one, other):
            continue
        levels = sorted((level(a), level(b)))
        if levels[1] == RARE and (levels[0] < RARE or met[one] != met[other]):
            yield _said(Verdict.PROPOSED, "misspelt", one, other, f"“{known[one].label}” and “{known[other].label}” are one letter apart.")


def _word_order(known: Mapping[str, Idea]) -> Iterator[Resolution]:
    """`history of science` and `science history` are one; a container, a person or a thing may be another (`cup of coffee`)."""
    for key in sorted(known):
        before, of, after = key.partition(" of ")
        turned = f"{after} {before}"
        if of and turned in known:
            reason = f"“{known[key].label}” and “{known[turned].label}” are the same words in another order."
            if noun_class(before.split()[-1]) in _TURNS:
                yield _said(Verdict.SAME, "word order", key, turned, reason)
            elif _owned(known, key, turned):
                yield _said(Verdict.PROPOSED, "word order", key, turned, reason)


def _gerunds(known: Mapping[str, Idea]) -> Iterator[Resolution]:
    """`seed plant` and `seed planting` are one; single words are not (`build`, `building`)."""
    for key in sorted(known):
        base = key[:-3]
        for plain in (base, base + "e", base[:-1] if base[-1:] == base[-2:-1] else ""):
            if key.endswith("ing") and " " in key and plain in known:
                reason = f"“{known[plain].label}” and “{known[key].label}” are noun and verb of one phrase."
                yield _said(Verdict.SAME, "gerund", plain, key, reason)


def _synonyms(known: Mapping[str, Idea]) -> Iterator[Resolution]:
    """`adrenaline` and `epinephrine`: one thing to a dictionary, perhaps two to the owner."""
    for key in sorted(known):
        for other in synonyms(key):
            if key < other and other in known and _owned(known, key, other):
                reason = f"A dictionary has “{known[key].label}” and “{known[other].label}” as names of one thing."
                yield _said(Verdict.PROPOSED, "synonym", key, other, reason)


def _stems(known: Mapping[str, Idea]) -> Iterator[Resolution]:
    """`ambition` and `ambitious`, `mentor` and `mentorship`."""
    groups: dict[str, list[str]] = defaultdict(list)
    for key in sorted(known):
        groups[" ".join(stem(word) for word in key.split())].append(key)
    for group in groups.values():
        for one, other in combinations(group, 2):
            if _owned(known, one, other):
                reason = f"“{known[one].label}” and “{known[other].label}” come from one word."
                yield _said(Verdict.PROPOSED, "stem", one, other, reason)


def _narrower(known: Mapping[str, Idea]) -> Iterator[Resolution]:
    """`pipe dream` may be a case of `dream`: where nothing says so but its last word, the owner is asked."""
    for key in sorted(known):
        broad = nearest_broader(key, known)
        if broad and not sureness(key, broad) and _owned(known, broad, key):
            reason = f"“{known[key].label}” seems to be a case of “{known[broad].label}”."
            yield _said(Verdict.PROPOSED, NARROWER, key, broad, reason)


def _owned(known: Mapping[str, Idea], *keys: str) -> bool:
    """Whether the owner himself names one of them: nobody wants to be asked about topics that a program found."""
    return any(known[key].schemes != (Scheme.TOPICS,) for key in keys)
