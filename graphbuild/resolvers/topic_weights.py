"""How much each feature of a candidate (topic_features.py) says for a topic: log odds, fitted to labels.

Written by `python -m benchmarks.fit_topics LABELS SOURCE... --write`; docs/quality.md says what the weights give on labels that they were
not fitted to.
"""

from __future__ import annotations

INTERCEPT = -6.472
WEIGHTS = {
    "owner's tag or link": 7.260,
    "holds a number": -3.803,
    "words in the highlight": 2.384,
    "words in note": 2.222,
    "three words": 1.602,
    "shape: gerund alone": -1.592,
    "words in episode title": 1.394,
    "holds a link": -1.313,
    "words in show name": 1.225,
    "unlisted head": 1.131,
    "head: feeling": 1.117,
    "in note": -1.115,
    "shape: two noun phrases joined": -1.109,
    "term of the list": 1.094,
    "only two letters": -1.027,
    "everyday words": -1.023,
    "unlisted words": -0.986,
    "four words": 0.911,
    "in speech": -0.910,
    "one word": -0.863,
    "two words": 0.768,
    "first name": -0.753,
    "stands alone": 0.749,
    "in several fields": 0.745,
    "shape: two noun phrases over of": -0.745,
    "no noun of the list": -0.680,
    "least frequency": 0.675,
    "head: person": -0.650,
    "abstract ending": 0.603,
    "shape: gerund phrase": -0.591,
    "carried elsewhere": 0.562,
    "empty head": -0.542,
    "head: abstract": 0.530,
    "in summary": -0.518,
    "common words": -0.477,
    "head: deed": 0.447,
    "frequency": 0.420,
    "words in summary": 0.373,
    "carriers": -0.364,
    "head: extent": -0.249,
    "head: group": -0.220,
    "most rarity": -0.197,
    "head: substance": 0.188,
    "head: thing": 0.138,
    "least rarity": 0.129,
    "shape: whole noun phrase": -0.113,
    "rarity": 0.103,
}
