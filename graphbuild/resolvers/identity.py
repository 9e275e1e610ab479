"""Which keys are one thing: rules propose, the owner disposes, and no two that are held apart ever end up together.

`rule()` finds what the owner's decisions mean in this build, `join()` decides, `join_people()` and `join_ideas()` apply it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import TypeVar

from graphbuild.decisions import Decision, Decisions, Ruling, form, require_agreement
from graphbuild.model import Broader, Idea, Named, Person, Reference, Resolution, Scheme, Verdict
from graphbuild.resolvers.ideas import Ideas
from graphbuild.resolvers.people import People
from graphbuild.resolvers.spelling import topic_key
from graphbuild.resolvers.taxonomy import cases, without_cycles

OWNER = "owner"  # the rule of what the owner decided
NARROWER = Ruling.NARROWER.value  # the rule that proposes no identity: the longer name is a case of the shorter

Item = TypeVar("Item", Person, Idea)
Weight = tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmatched:
    """A decision that this build has no use for, and why: names that nothing bears."""

    decision: Decision
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """What the owner's decisions mean in this build, by key: `broader` is what he says to be a case of what."""

    resolutions: tuple[Resolution, ...] = ()
    broader: tuple[Broader, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    applied: int = 0
    unmatched: tuple[Unmatched, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The outcome: `canonical` leads from each key that is not its own to the one that stands for it.

    `applied` are the resolutions that joined, best first; `proposed` what is left for the owner, best first, once for two things.
    """

    canonical: Mapping[str, str] = field(default_factory=dict)
    applied: tuple[Resolution, ...] = ()
    proposed: tuple[Resolution, ...] = ()

    def of(self, key: str) -> str:
        """The key that stands for a key."""
        return self.canonical.get(key, key)


def rule(decisions: Decisions, kind: Named, named: Mapping[str, Sequence[str]]) -> Ruled:
    """The decisions on one kind of names as resolutions between the keys of this build; `named`: key -> all its spellings.

    Raises `SettingsError` where decisions that looked sound speak of the same keys and contradict each other.
    """
    find = _finder(kind, named)
    keys = {name: find(name) for each in decisions.of(kind, *Ruling) for name in _found_names(each)}
    require_agreement(decisions, {(kind, name): found[0] for name, found in keys.items() if len(found) == 1})
    resolutions: list[Resolution] = []
    broader: list[Broader] = []
    labels: dict[str, str] = {}
    unmatched: list[Unmatched] = []
    applied = 0
    for each in decisions.of(kind, *Ruling):
        here = [keys[name][0] for name in _found_names(each) if len(keys[name]) == 1]
        missing = [_why(name, keys[name]) for name in _found_names(each) if len(keys[name]) != 1]
        if missing:
            unmatched.append(Unmatched(decision=each, why="; ".join(missing)))
        if each.ruling is Ruling.RENAME and here:
            labels[here[0]] = each.names[1]
        elif each.ruling is Ruling.NARROWER and not missing:
            reason = f"You decided that “{here[0]}” is a case of “{here[1]}”."
            broader.append(Broader(narrow=here[0], broad=here[1], score=1.0, reason=reason))
            resolutions.append(_owners(kind, here[0], here[1], Verdict.DIFFERENT))
        elif each.ruling in (Ruling.SAME, Ruling.DIFFERENT):
            verdict = Verdict.SAME if each.ruling is Ruling.SAME else Verdict.DIFFERENT
            resolutions += [_owners(kind, left, right, verdict) for left, right in combinations(sorted(set(here)), 2)]
        applied += not missing
    return Ruled(
        resolutions=tuple(sorted(set(resolutions))),
        broader=tuple(sorted(set(broader))),
        labels=labels,
        applied=applied,
        unmatched=tuple(unmatched),
    )


def _found_names(decision: Decision) -> tuple[str, ...]:
    """The names that must be in the build: of a renaming the old one."""
    return decision.names[:1] if decision.ruling is Ruling.RENAME else decision.names


def _finder(kind: Named, named: Mapping[str, Sequence[str]]) -> Callable[[str], tuple[str, ...]]:
    """Finds the keys that a name may mean: the key itself, in any spelling; else all that are spelled so."""
    forms = {form(key): key for key in sorted(named, reverse=True)}
    spelled: dict[str, set[str]] = defaultdict(set)
    for key, spellings in named.items():
        for spelling in spellings:
            spelled[form(spelling)].add(key)

    def find(name: str) -> tuple[str, ...]:
        wanted = form(name)
        if wanted in forms:
            return (forms[wanted],)
        if kind is Named.IDEA and topic_key(name) in named:
            return (topic_key(name),)
        return tuple(sorted(spelled.get(wanted, ())))

    return find


def _why(name: str, keys: Sequence[str]) -> str:
    return f"“{name}” may be {' or '.join(keys[:5])}" if keys else f"nothing is named “{name}”"


def _owners(kind: Named, left: str, right: str, verdict: Verdict) -> Resolution:
    left, right = sorted((left, right))
    said = "are one" if verdict is Verdict.SAME else "are two"
    return Resolution(
        kind=kind, left=left, right=right, verdict=verdict, rule=OWNER, score=1.0, reason=f"You decided that “{left}” and “{right}” {said}."
    )


def join(resolutions: Iterable[Resolution], weight: Callable[[str], Weight] = lambda _: ()) -> Joined:
    """One key for each thing. The order of the resolutions does not matter; the owner's (rule `OWNER`) win over all others.

    Joins best score first; never two keys that are held to be different, nor anything that would bring these together: what is so
    refused becomes a proposal. A cluster is named by its heaviest key (`weight`), then the longest, then the first.
    """
    ordered = sorted(set(resolutions), key=lambda each: (-each.score, each))
    clusters = _Clusters()
    mine = [each for each in ordered if each.rule == OWNER]
    applied = [each for each in mine if each.verdict is Verdict.SAME]
    for each in applied:
        clusters.unite(each.left, each.right)
    decided: set[tuple[str, str]] = set()
    for each in mine:
        if each.verdict is Verdict.DIFFERENT:
            decided.add((each.left, each.right))
            clusters.part(each.left, each.right)
    rules = [each for each in ordered if each.rule != OWNER]
    for each in rules:
        if each.verdict is Verdict.DIFFERENT and clusters.find(each.left) != clusters.find(each.right):
            clusters.part(each.left, each.right)
    proposed = [each for each in rules if each.verdict is Verdict.PROPOSED and not clusters.are_apart(each.left, each.right)]
    for each in rules:
        if each.verdict is not Verdict.SAME:
            continue
        if clusters.unite(each.left, each.right):
            applied.append(each)
        else:
            reason = f"{each.reason} But names that are two would then be one."
            proposed.append(replace(each, verdict=Verdict.PROPOSED, reason=reason))
    return Joined(
        canonical=clusters.canonical(weight),
        applied=tuple(sorted(applied, key=lambda each: (-each.score, each))),
        proposed=_open(proposed, clusters, decided),
    )


def _open(proposed: Iterable[Resolution], clusters: _Clusters, decided: AbstractSet[tuple[str, str]]) -> tuple[Resolution, ...]:
    """What is left to ask: once for two clusters, the best; nothing that the owner has decided."""
    asked = {frozenset(map(clusters.find, pair)) for pair in decided}
    left: list[Resolution] = []
    for each in sorted(proposed, key=lambda each: (-each.score, each)):
        between = frozenset((clusters.find(each.left), clusters.find(each.right)))
        if len(between) == 2 and between not in asked:
            asked.add(between)
            left.append(each)
    return tuple(left)


class _Clusters:
    """Sets of keys that are one, and which sets must stay apart (union-find; the smaller set's bans move to the larger)."""

    def __init__(self) -> None:
        self._leader: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._apart: defaultdict[str, set[str]] = defaultdict(set)

    def find(self, key: str) -> str:
        """The key that leads the set of a key."""
        leader = self._leader.setdefault(key, key)
        while leader != self._leader[leader]:
            leader = self._leader[leader]
        self._leader[key] = leader
        self._members.setdefault(leader, [leader])
        return leader

    def part(self, left: str, right: str) -> None:
        """Keep the sets of two keys apart from now on."""
        a, b = self.find(left), self.find(right)
        self._apart[a].add(b)
        self._apart[b].add(a)

    def are_apart(self, left: str, right: str) -> bool:
        """Whether the sets of two keys must stay apart."""
        return self.find(right) in self._apart[self.find(left)]

    def unite(self, left: str, right: str) -> bool:
        """Make one set of two; False, and nothing done, where they must stay apart."""
        a, b = self.find(left), self.find(right)
        if a == b:
            return True
        if b in self._apart[a]:
            return False
        a, b = sorted((a, b), key=lambda each: (-len(self._members[each]), each))
        self._leader[b] = a
        self._members[a] += self._members.pop(b)
        for other in self._apart.pop(b, ()):
            self._apart[other].remove(b)
            self._apart[other].add(a)
            self._apart[a].add(other)
        return True

    def canonical(self, weight: Callable[[str], Weight]) -> dict[str, str]:
        """Each key that does not stand for itself -> the one that does."""
        chosen: dict[str, str] = {}
        for members in self._members.values():
            best = min(members, key=lambda key: (*(-each for each in weight(key)), -len(key), key))
            chosen.update((key, best) for key in members if key != best)
        return dict(sorted(chosen.items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What was decided of one kind of names, by rules and by the owner."""

    joined: Joined
    ruled: Ruled


def settle_people(people: People, decisions: Decisions) -> tuple[People, Settled]:
    """The people as the rules and the owner join them. Raises `SettingsError` where decisions contradict each other."""
    ruled = rule(decisions, Named.PERSON, {each.key: (each.name, *each.alternate_names) for each in people.persons})
    joined = join((*people.resolutions, *ruled.resolutions), weight_of_people(people))
    return join_people(people, joined, ruled.labels), Settled(joined=joined, ruled=ruled)


def settle_ideas(ideas: Ideas, resolutions: Iterable[Resolution], decisions: Decisions) -> tuple[Ideas, Settled]:
    """The ideas as the rules and the owner join and order them. Raises `SettingsError` where decisions contradict each other."""
    ruled = rule(decisions, Named.IDEA, {each.key: (each.label, *each.alt_labels) for each in ideas.ideas})
    joined = join((*resolutions, *ruled.resolutions), weight_of_ideas(ideas))
    refused = {(each.left, each.right) for each in ruled.resolutions if each.verdict is Verdict.DIFFERENT}
    found = [each for each in cases(ideas.ideas) if (min(each.narrow, each.broad), max(each.narrow, each.broad)) not in refused]
    return join_ideas(ideas, joined, ruled.labels, (*ruled.broader, *found)), Settled(joined=joined, ruled=ruled)


def join_people(people: People, joined: Joined, labels: Mapping[str, str] | None = None) -> People:
    """The people with each cluster as one person: every name kept, every reason said, references and roles moved along.

    `labels`: the owner's names, by any key of the cluster; such a name is shown, the other becomes an alternate one.
    """
    named = {joined.of(key): label for key, label in sorted((labels or {}).items())}
    persons = []
    said = _reasons(joined)
    for key, group in _groups(people.persons, joined):
        name = named.get(key, group[0].name)
        spellings = {each for person in group for each in (person.name, *person.alternate_names)}
        reasons = {reason for person in group for reason in person.reasons} | said[key]
        persons.append(Person(key=key, name=name, alternate_names=tuple(sorted(spellings - {name})), reasons=tuple(sorted(reasons))))
    roles = {replace(role, person=joined.of(role.person)) for role in people.roles}
    hosted = {(role.episode, role.person) for role in roles if role.is_host}
    return replace(
        people,
        persons=tuple(persons),
        references=_moved(people.references, joined),
        # Who hosts an episode under one name is no guest of it under another.
        roles=tuple(sorted(role for role in roles if role.is_host or (role.episode, role.person) not in hosted)),
    )


def join_ideas(ideas: Ideas, joined: Joined, labels: Mapping[str, str] | None = None, broader: Iterable[Broader] = ()) -> Ideas:
    """The ideas with each cluster as one: every label kept, every reason said; of `broader` what leaves no idea a case of itself."""
    named = {joined.of(key): label for key, label in sorted((labels or {}).items())}
    moved = without_cycles(replace(each, narrow=joined.of(each.narrow), broad=joined.of(each.broad)) for each in (*ideas.broader, *broader))
    above: dict[str, set[str]] = defaultdict(set)
    for each in moved:
        above[each.narrow].add(each.broad)
    made = []
    said = _reasons(joined)
    for key, group in _groups(ideas.ideas, joined):
        label = named.get(key, group[0].label)
        spellings = {each for idea in group for each in (idea.label, *idea.alt_labels)}
        made.append(
            Idea(
                key=key,
                label=label,
                alt_labels=tuple(sorted(spellings - {label})),
                schemes=tuple(sorted({scheme for idea in group for scheme in idea.schemes})),
                reasons=tuple(sorted({reason for idea in group for reason in idea.reasons} | said[key])),
                broader=tuple(sorted(above[key])),
            )
        )
    expressions = {
        each if each.idea not in joined.canonical else replace(each, idea=joined.canonical[each.idea]) for each in ideas.expressions
    }
    references = _moved(ideas.references, joined)
    return replace(ideas, ideas=tuple(made), expressions=tuple(sorted(expressions)), references=references, broader=moved)


def _groups(items: Iterable[Item], joined: Joined) -> list[tuple[str, list[Item]]]:
    """The records of each cluster, the one that stands for it first; sorted by its key."""
    groups: dict[str, list[Item]] = defaultdict(list)
    for each in items:
        groups[joined.of(each.key)].append(each)
    return [(key, sorted(groups[key], key=lambda each: (each.key != key, each.key))) for key in sorted(groups)]


def _reasons(joined: Joined) -> Mapping[str, set[str]]:
    """Why keys are one, by the key that stands for them."""
    said: dict[str, set[str]] = defaultdict(set)
    for each in joined.applied:
        said[joined.of(each.left)].add(each.reason)
    return said


def _moved(references: Sequence[Reference], joined: Joined) -> tuple[Reference, ...]:
    """The references, sorted, each to the key that stands for its target; few have another."""
    moved = {replace(each, target=joined.canonical[each.target]) for each in references if each.target in joined.canonical}
    return tuple(sorted(moved.union(each for each in references if each.target not in joined.canonical)))


def weight_of_people(people: People) -> Callable[[str], Weight]:
    """What makes one of several names stand for all: a full name, that of a host or guest, the one met most often."""
    full = {person.key for person in people.persons if " " in person.name}
    visible = {role.person for role in people.roles}
    met = Counter(reference.target for reference in people.references)
    return lambda key: (key in full, key in visible, met[key])


def weight_of_ideas(ideas: Ideas) -> Callable[[str], Weight]:
    """What makes one of several labels stand for all: the owner's own, the one most highlights express."""
    owned = {idea.key for idea in ideas.ideas if idea.schemes != (Scheme.TOPICS,)}
    expressed = Counter(expression.idea for expression in ideas.expressions)
    return lambda key: (key in owned, expressed[key])
