"""All labels against one graph: the scores of each kind, and the errors, worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graphbuild.errors import GoldError
from graphbuild.graph.store import GraphStore
from graphbuild.quality import judge
from graphbuild.quality.facts import HighlightFacts, read_facts
from graphbuild.quality.gold import Described, Gold
from graphbuild.quality.judge import Fault, Verdict
from graphbuild.quality.locate import Locator
from graphbuild.quality.scores import Score, score

KINDS = ("people", "guests", "hosts", "speakers", "works", "topics at 5", "topics at 1", "identity", "links")  # in the order shown

MISSING = "highlights of the gold not in this build"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """The scores of all kinds that have labels in this graph, their faults (worst first), and what else was counted."""

    scores: Mapping[str, Score]
    faults: Mapping[str, tuple[Fault, ...]]
    counts: Mapping[str, int]


def measure(store: GraphStore, gold: Gold, descriptions: Mapping[str, Sequence[Described]] | None = None) -> Measurement:
    """All scores of a graph. `descriptions` of files find their highlights that have no link (`gold.read_descriptions`).

    Raises `GoldError` where no label speaks of this graph.
    """
    facts = read_facts(store)
    locator = Locator(store, facts, descriptions or {})
    verdicts: dict[str, list[Verdict]] = {kind: [] for kind in KINDS}
    asked: dict[str, HighlightFacts | None] = {}

    def find(key: str) -> HighlightFacts | None:
        if key not in asked:
            asked[key] = locator.highlight(key)
        return asked[key]

    for people in gold.people:
        if highlight := find(people.highlight):
            verdicts["people"].append(judge.people(people, highlight))
    for roles in gold.roles:
        if episode := locator.episode(roles.file):
            verdicts["guests"].append(judge.role("guest", roles, roles.guests, episode.guests, episode.iri))
            verdicts["hosts"].append(judge.role("host", roles, roles.hosts, episode.hosts, episode.iri))
    for voices in gold.voices:
        if highlight := find(voices.highlight):
            verdicts["speakers"].append(judge.voices(voices, highlight))
    for works in gold.works:
        if highlight := find(works.highlight):
            verdicts["works"].append(judge.works(works, highlight))
    for topics in gold.topics:
        if (highlight := find(topics.highlight)) and topics.topics:
            for kind, verdict in judge.topics(topics, highlight):
                verdicts[kind].append(verdict)
    for identity in gold.identity:
        verdicts["identity"].append(judge.identity(identity, find(identity.a.highlight), find(identity.b.highlight)))
    for related in gold.related:
        a, b = find(related.a), find(related.b)
        if a and b and a is not b:
            verdicts["links"].append(judge.related(related, a, b, facts.links.get(frozenset((a.iri, b.iri)))))
    judged = {kind: found for kind, found in verdicts.items() if found}
    if not any(asked.values()) and not verdicts["guests"]:
        raise GoldError("no label speaks of a highlight or an episode of this graph.", mend="Are these the labels of this vault?")
    return Measurement(
        scores={kind: score([each.counts for each in found]) for kind, found in judged.items()},
        faults={kind: _worst_first(found) for kind, found in judged.items()},
        counts={
            MISSING: sum(found is None for found in asked.values()),
            "identity pairs with a mention not found": sum(not each.is_seen for each in verdicts["identity"]),
            "related pairs judged": len(verdicts["links"]),
            "highlight links in the build": len(facts.links),
        },
    )


def _worst_first(verdicts: Sequence[Verdict]) -> tuple[Fault, ...]:
    """What is wrong before what is missed; what comes again and again before what comes once; what the graph was surest of first."""
    known = [fault for verdict in verdicts for fault in verdict.faults]
    often = Counter((each.subject, each.is_wrong) for each in known)
    return tuple(
        sorted(
            known,
            key=lambda each: (
                not each.is_wrong,
                -often[each.subject, each.is_wrong],
                each.subject if often[each.subject, each.is_wrong] > 1 else "",
                -each.weight,
                each.file or "",
                each.highlight or "",
                each.what,
            ),
        )
    )
