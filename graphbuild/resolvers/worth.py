"""Which phrases are worth being an idea that highlights share, by general knowledge of English alone.

What names a state, a feeling, a quality, a thought, a process or a matter mostly is (`happiness`, `supply and demand`,
`dopamine`). What names a person, a thing, a place or a time stands in any talk (`friend`, `laptop`, `period of time`): it
needs more highlights that are about it.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import IntEnum

from graphbuild.extractors.lexicon import RARE, NounClass, is_given_name, is_place, level, noun_class
from graphbuild.extractors.topic_words import is_empty_head, is_light

_FIRST = 10  # the level of the most common words of all
_EVERYDAY = 20  # up to this level a word is met in any talk
_TELLING = frozenset({NounClass.ABSTRACT, NounClass.FEELING, NounClass.DEED, NounClass.SUBSTANCE})
_LINKING = frozenset(["of", "and", "the", "for", "to", "in", "on", "a", "an", "as", "by", "with", "vs", "or"])
# Words of the closed classes, which the tagger at times takes for nouns; and short forms of nothing in particular.
_CLOSED = frozenset(
    ["i", "you", "he", "she", "it", "we", "they", "me", "him", "us", "them", "my", "your", "his", "her", "its", "our", "their",
     "this", "that", "these", "those", "who", "what", "which", "when", "where", "why", "how", "not", "no", "yes", "there", "here",
     "is", "are", "was", "be", "do", "does", "did", "have", "has", "will", "can", "but", "if", "because", "so", "then", "than",
     "from", "at", "about", "et", "cetera", "etc", "per", "cent", "percent", "blah"]
)  # fmt: skip
# What a phrase that opens so is about is what follows (`making progress`), or no more than who or when (`people listening`).
_OPENS_NONE = frozenset(
    ["making", "taking", "paying", "having", "getting", "doing", "giving", "being", "going", "keeping", "putting", "becoming", "using",
     "finding", "looking", "people", "day", "guy", "kid"]
)  # fmt: skip
# Nouns that stand for what the rest of the talk says ("shell nouns": Schmid, English Abstract Nouns as Conceptual Shells, 2000);
# written down from general knowledge of English.
_SHELLS = frozenset(
    ["ability", "absence", "accomplishment", "achievement", "adjustment", "advancement", "advantage", "aim", "alternative",
     "approach", "argument", "aspect", "assertion", "assumption", "attempt", "attribute", "barrier", "benefit", "breakthrough",
     "capability", "capacity", "case", "category", "challenge", "change", "characteristic", "choice", "circumstance", "claim",
     "classification", "comparison", "component", "concept", "concern", "conclusion", "condition", "consequence", "context",
     "contrast", "contribution", "criterion", "deal", "decrease", "definition", "degree", "description", "detail",
     "development", "difference", "differential", "difficulty", "dilemma", "dimension", "direction", "disadvantage",
     "distinction", "downside", "drawback", "effect", "effort", "element", "emphasis", "essence", "event", "evidence",
     "example", "existence", "expectation", "experience", "explanation", "extent", "fact", "factor", "feature", "finding",
     "form", "framework", "function", "goal", "highlight", "idea", "impact", "implication", "importance", "improvement",
     "incident", "increase", "influence", "insight", "instance", "intention", "issue", "kind", "lack", "limit", "limitation",
     "manner", "measure", "measurement", "method", "metric", "metrics", "misconception", "mission", "moment", "nature",
     "necessity", "need", "notion", "objective", "observation", "obstacle", "occasion", "opinion", "opportunity", "option",
     "outcome", "part", "pattern", "perspective", "phase", "phenomenon", "piece", "plan", "point", "portion", "position",
     "possibility", "potential", "preference", "presence", "principle", "problem", "procedure", "process", "progress",
     "proposal", "purpose", "question", "range", "reality", "reason", "recognition", "recommendation", "reduction", "reference",
     "relevance", "requirement", "resolution", "resource", "response", "result", "reversal", "role", "rule", "scale",
     "scenario", "section", "sense", "set", "setting", "shift", "significance", "similarity", "situation", "skill", "solution",
     "stage", "standard", "state", "step", "stimulus", "strategy", "structure", "subject", "success", "suggestion", "task",
     "technique", "tendency", "term", "theme", "thing", "thought", "topic", "trait", "transition", "trend", "type", "upside",
     "use", "value", "variability", "variant", "variation", "variety", "version", "view", "viewpoint", "way"]
)  # fmt: skip


def is_shell(word: str) -> bool:
    """Whether a noun stands for what the rest of the talk says: `approach`, `importance`."""
    return word in _SHELLS


class Worth(IntEnum):
    """How much a phrase says by itself."""

    NONE = 0
    LITTLE = 1
    MUCH = 2


def worth(key: str, labels: Collection[str]) -> Worth:
    """How much a topic says; `labels`: how it is written, since capitals tell names."""
    words = [word for word in key.split() if word not in _LINKING]
    if not words or any(word in _CLOSED or len(word) == 1 or word[0].isdigit() for word in words):
        return Worth.NONE
    if is_place(key) or any(is_place(label) for label in labels if label != key):
        return Worth.NONE
    return _of_phrase(key, words, labels) if len(words) > 1 else _of_word(key, labels)


def _of_phrase(key: str, words: list[str], labels: Collection[str]) -> Worth:
    if not noun_class(key) and (is_empty_head(key.partition(" of ")[0].split()[-1]) or words[0] in _OPENS_NONE or is_light(words[0])):
        return Worth.NONE
    if " and " in key and not noun_class(key):
        return Worth.LITTLE  # two ideas rather than one
    if noun_class("".join(words)):
        return _of_word("".join(words), labels)  # one word written as two (`note book`)
    head = key.partition(" of ")[0].split()[-1]
    before = [word for word in words if word != head]
    known, kind = noun_class(key), noun_class(head)
    if kind is NounClass.EXTENT and (" of " in key or not known) and all(level(word) <= _FIRST for word in before):
        return Worth.NONE
    if known:
        return Worth.MUCH if known in _TELLING else Worth.LITTLE
    # An everyday adjective adds nothing to an everyday noun (`bad news`); two nouns make a term.
    if level(head) <= _EVERYDAY and all(level(word) <= _FIRST and noun_class(word) is None for word in before):
        return Worth.NONE
    return Worth.MUCH if kind in _TELLING else Worth.LITTLE


def _of_word(key: str, labels: Collection[str]) -> Worth:
    kind, common = noun_class(key), level(key)
    capital = [label for label in labels if label != label.lower()]
    if (
        key in _SHELLS
        or is_empty_head(key)
        or (is_given_name(key) and 2 * len(capital) >= len(labels) > 0 and not any(map(str.isupper, labels)))
    ):
        return Worth.NONE
    if kind is None:
        return Worth.LITTLE if capital and common == RARE else Worth.NONE
    if kind is NounClass.FEELING:
        return Worth.MUCH
    if kind not in _TELLING:
        return Worth.LITTLE if common > _EVERYDAY and kind is not NounClass.PERSON else Worth.NONE
    if common <= _FIRST or key.endswith("ing"):
        return Worth.LITTLE if kind is NounClass.ABSTRACT else Worth.NONE
    return Worth.MUCH if kind is NounClass.ABSTRACT or common > _EVERYDAY else Worth.LITTLE
