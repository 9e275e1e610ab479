"""Each kind in turn: what is right, what is wrong, what is missed. The one place that says how a figure is counted.

people       each person once a highlight (its notes too), against everybody whom the label names
guests       each person once an episode, and hosts likewise; those whom the label calls neutral are neither right nor wrong
speakers     voices that got a person; of labels that may stay open only the precision counts
works        each work once a highlight
topics at 5  the first five topics against all accepted phrases; of the label's first three topics those covered by any topic
topics at 1  the first topic alone
identity     pairs of names: one person in the graph or two; what is counted is joining
links        pairs of highlights: linked or not; a link of the same broad subject (grade 1) is half right
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from graphbuild.quality.evidence import Proof
from graphbuild.quality.facts import Entity, HighlightFacts, LinkFacts
from graphbuild.quality.gold import IdentityLabel, Named, PeopleLabel, RelatedLabel, RolesLabel, TopicsLabel, VoicesLabel, WorksLabel
from graphbuild.quality.matching import pairs, same_person, same_phrase, same_title, singular
from graphbuild.quality.scores import Counts

_T = TypeVar("_T")

TOPICS = 5  # topics of a highlight that are judged
COVERED = 3  # topics of a label that should be covered


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One error. `what` says it in a line; `subject` is what it is about (the same again and again is worse than once).

    `is_wrong`: the graph says it and should not; else it should and does not. `weight`: how sure the graph was, in [0, 1].
    `file` and `highlight` (a link, where there is one) say where; `proofs` what can be looked up of it.
    """

    what: str
    subject: str
    is_wrong: bool
    weight: float = 0.0
    file: str | None
    highlight: str | None
    proofs: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one label says of a graph: what it adds to the score of its kind, and the errors; `is_seen`: the graph has what it asks for."""

    counts: Counts
    faults: tuple[Fault, ...] = ()
    is_seen: bool = True


def people(label: PeopleLabel, highlight: HighlightFacts) -> Verdict:
    """The persons whom a highlight names."""
    found = [each for each in highlight.people if not any(same_person(person.forms, each.forms) for person in label.doubtful)]
    hits = pairs(label.people, found, lambda person, entity: same_person(person.forms, entity.forms))
    faults = [
        _surplus(
            f"{each.name} is {_too_much(any(same_person(person.forms, each.forms) for person in label.people))}", each, label, highlight
        )
        for each in _without(found, [hit for _, hit in hits])
    ]
    for person in _without(label.people, [n for n, _ in hits]):
        where = f", in the {person.where}" if person.where else ""
        proof = Proof(subject=highlight.iri, words=(*person.forms[1:], person.forms[0]))
        faults.append(_missed(f"{person.forms[0]} is not found{where}", person.forms[0], label.file, label.highlight, proof))
    return Verdict(counts=Counts(len(hits), len(found), len(hits), len(label.people)), faults=tuple(faults))


def _surplus(what: str, each: Entity, label: PeopleLabel | WorksLabel, highlight: HighlightFacts) -> Fault:
    """A person or a work of the graph that the label has not."""
    return Fault(
        what=what,
        subject=each.name,
        is_wrong=True,
        weight=each.confidence,
        file=label.file,
        highlight=label.highlight,
        proofs=(Proof(subject=highlight.iri, target=each.iri),),
    )


def role(role: str, label: RolesLabel, wanted: Sequence[str], have: Sequence[Entity], episode: str) -> Verdict:
    """The hosts or guests of an episode, by name of the role."""
    right = [each for each in have if any(same_person([name], [each.name]) for name in wanted)]
    wrong = [each for each in have if not any(same_person([name], [each.name]) for name in (*wanted, *label.neutral))]
    forms = [form for each in have for form in each.forms]
    found = [name for name in wanted if same_person([name], forms)]
    faults = [
        Fault(
            what=f"{each.name} is no {role}",
            subject=each.name,
            is_wrong=True,
            file=label.file,
            highlight=None,
            proofs=(Proof(subject=episode, target=each.iri),),
        )
        for each in wrong
    ]
    faults += [_missed(f"{name} is not found as {role}", name, label.file, None) for name in wanted if name not in found]
    return Verdict(counts=Counts(len(right), len(right) + len(wrong), len(found), len(wanted)), faults=tuple(faults))


def voices(label: VoicesLabel, highlight: HighlightFacts) -> Verdict:
    """The voices of a highlight that are somebody."""
    voices = {voice.label: voice for voice in highlight.voices}
    right = predicted = found = gold = 0
    faults: list[Fault] = []
    for said, name in label.voices:
        voice = voices.get(said)
        person = voice.person if voice else None
        is_right = bool(person and name and same_person([name], [person]))
        predicted += bool(person)
        right += is_right
        if not label.may_stay_open:
            gold += bool(name)
            found += is_right
        if voice and person and not is_right:
            faults.append(
                Fault(
                    what=f"“{said}” is {name}, not {person}" if name else f"“{said}” cannot be told, and is taken for {person}",
                    subject=person,
                    is_wrong=True,
                    file=label.file,
                    highlight=label.highlight,
                    proofs=(Proof(reasons_of=voice.iri, said_by=voice.iri),),
                )
            )
        elif name and not person and not label.may_stay_open:
            proof = Proof(said_by=voice.iri) if voice else None
            faults.append(_missed(f"“{said}” is {name}, and is left open", name, label.file, label.highlight, proof))
    return Verdict(counts=Counts(right, predicted, found, gold), faults=tuple(faults))


def works(label: WorksLabel, highlight: HighlightFacts) -> Verdict:
    """The works that a highlight names."""
    found = [each for each in highlight.works if not any(same_title(title, form) for title in label.doubtful for form in each.forms)]
    hits = pairs(label.titles, found, lambda title, work: any(same_title(title, form) for form in work.forms))
    faults = [
        _surplus(
            f"“{each.name}” is {_too_much(any(same_title(title, form) for title in label.titles for form in each.forms))}",
            each,
            label,
            highlight,
        )
        for each in _without(found, [hit for _, hit in hits])
    ]
    faults += [
        _missed(f"“{title}” is not found", title, label.file, label.highlight, Proof(subject=highlight.iri, words=(title,)))
        for title in _without(label.titles, [n for n, _ in hits])
    ]
    return Verdict(counts=Counts(len(hits), len(found), len(hits), len(label.titles)), faults=tuple(faults))


def topics(label: TopicsLabel, highlight: HighlightFacts) -> Iterator[tuple[str, Verdict]]:
    """The topics of a highlight, under each kind that counts them."""
    good, bad = (*label.topics, *label.accepted), {singular(phrase) for phrase in label.rejected}
    first = highlight.keyphrases[:TOPICS]
    is_right = [singular(phrase) not in bad and any(same_phrase(each, phrase) for each in good) for phrase in first]
    covered = [topic for topic in label.topics[:COVERED] if any(same_phrase(topic, phrase) for phrase in highlight.keyphrases)]
    faults = tuple(
        Fault(
            what=f"“{phrase}” is not what this is about, but {', '.join(f'“{each}”' for each in good[:COVERED])}",
            subject=phrase,
            is_wrong=True,
            weight=1 / rank,
            file=label.file,
            highlight=label.highlight,
            proofs=(Proof(subject=highlight.iri, words=(phrase,)),),
        )
        for rank, (phrase, ok) in enumerate(zip(first, is_right, strict=True), 1)
        if not ok
    )
    yield "topics at 5", Verdict(counts=Counts(sum(is_right), len(first), len(covered), min(COVERED, len(label.topics))), faults=faults)
    yield "topics at 1", Verdict(counts=Counts(sum(is_right[:1]), len(first[:1]), 0, 0))


def identity(label: IdentityLabel, a: HighlightFacts | None, b: HighlightFacts | None) -> Verdict:
    """Whether two names, each in its highlight, are one person."""
    ends = [(h, found) for named, h in ((label.a, a), (label.b, b)) if h and (found := _person(named, h))]
    if len(ends) < 2:  # that a name is not found at all is told under `people`
        return Verdict(counts=Counts(0, 0, 0, label.same), is_seen=False)
    joined = ends[0][1].iri == ends[1][1].iri
    is_right = joined and label.same
    faults: tuple[Fault, ...] = ()
    if joined != label.same:
        proofs = [Proof(subject=highlight.iri, target=person.iri) for highlight, person in ends]
        person = ends[0][1]
        faults = (
            Fault(
                what=f"{label.a.name} and {label.b.name} are {'wrongly one' if joined else 'left apart'}{_because(label.why)}",
                subject=person.name,
                is_wrong=joined,
                file=None,
                highlight=f"{label.a.highlight} and {label.b.highlight}",
                proofs=(*proofs, *([Proof(reasons_of=person.iri)] if joined else [])),
            ),
        )
    return Verdict(counts=Counts(is_right, joined, is_right, label.same), faults=faults)


def related(label: RelatedLabel, a: HighlightFacts, b: HighlightFacts, link: LinkFacts | None) -> Verdict:
    """Whether two highlights that speak of one idea are linked, and others are not."""
    is_idea = label.grade == 2
    counts = Counts(label.grade / 2 if link else 0, link is not None, link is not None and is_idea, is_idea)
    titles = f"“{a.title or label.a}” and “{b.title or label.b}”"
    if link and label.grade == 0:
        reason = f": {link.reason}" if link.reason else ""
        what = f"{titles} are linked, but unrelated{_because(label.why)}{reason}"
    elif not link and is_idea:
        what = f"{titles} are one idea, and not linked{_because(label.why)}"
    else:
        return Verdict(counts=counts)
    fault = Fault(
        what=what,
        subject=titles,
        is_wrong=link is not None,
        weight=link.score if link else 0.0,
        file=None,
        highlight=f"{label.a} and {label.b}",
    )
    return Verdict(counts=counts, faults=(fault,))


def _person(named: Named, highlight: HighlightFacts | None) -> Entity | None:
    if highlight is None:
        return None
    return next((each for each in highlight.people if same_person([named.name], each.forms)), None)


def _too_much(is_labelled: bool) -> str:  # noqa: FBT001 - reads as a sentence where it is called
    return "found once more than the label has it" if is_labelled else "not named here"


def _because(why: str | None) -> str:
    return f" ({why})" if why else ""


def _missed(what: str, subject: str, file: str, highlight: str | None, proof: Proof | None = None) -> Fault:
    return Fault(what=what, subject=subject, is_wrong=False, file=file, highlight=highlight, proofs=(proof,) if proof else ())


def _without(items: Sequence[_T], places: Sequence[int]) -> list[_T]:
    return [item for n, item in enumerate(items) if n not in places]
