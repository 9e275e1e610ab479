"""What is new, what came back, what was joined, what changed and what is gone, from one graph to another.

Everything follows from the triples that one graph has and the other has not: what did not change is never looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from graphbuild.changes.owned import changed
from graphbuild.changes.records import Change, Difference, What
from graphbuild.changes.things import NAMING, OTHER_NAMES, Things
from graphbuild.graph import vocabulary as v
from graphbuild.graph.store import GraphStore
from graphbuild.text import normal_form

_NAMED = ("idea", "person", "work")  # what two names may be one of
_LISTED = 3  # names that one line lists
# Each branch is a chain by itself: joined after the union, the engine pairs every episode with every other.
_SHOWS_LINKED = """SELECT DISTINCT ?one ?other {
    { ?a gb:relatedHighlight ?b . ?a schema:partOfEpisode/schema:partOfSeries ?one . ?b schema:partOfEpisode/schema:partOfSeries ?other }
    UNION { ?a gb:relatedEpisode ?b . ?a schema:partOfSeries ?one . ?b schema:partOfSeries ?other }
    FILTER(STR(?one) < STR(?other)) }"""


def difference(old: GraphStore, new: GraphStore) -> Difference:
    """All changes from `old` to `new`, in order."""
    if old is new:
        return Difference(added=0, removed=0, changes=())
    added, removed = new.beyond(old), old.beyond(new)
    before, after = Things(old), Things(new)
    come, gone = _typed(added, after, before), _typed(removed, before, after)
    one = dict(_now_one(gone, before, after))
    parted = dict(_now_one(come, after, before))
    told = {*one.values(), *parted.values()}  # that their names are others now is said of them already
    renamed = {now: was for was, now in one.items() if now in come}
    changes = [
        *_new(come.keys() - renamed.keys() - parted.keys(), come, after),
        *_came_back(added, before, after),
        *_bridges(before, after),
        *(_merged(was, now, before, after) for was, now in one.items() if now not in renamed),
        *(
            Change(what=What.PARTED, kind=come[apart], name=after.name(apart), detail=f"was one with “{before.name(from_)}”", iri=apart)
            for apart, from_ in parted.items()
            if apart not in renamed
        ),
        *(
            Change(what=What.CHANGED, kind=come[now], name=after.name(now), detail=f"was called “{before.name(was)}”", iri=now)
            for now, was in renamed.items()
        ),
        *(each for each in changed(added, removed, before, after) if each.iri not in told),
        *(
            Change(what=What.GONE, kind=gone[iri], name=before.name(iri), detail=before.place(iri), iri=iri)
            for iri in gone.keys() - one.keys()
            if not before.loose(iri, gone)  # a link goes with what it joined
        ),
    ]
    return Difference(added=len(added), removed=len(removed), changes=tuple(sorted(changes, key=Change.order)))


def _typed(triples: Iterable[ox.Triple], here: Things, there: Things) -> dict[str, str]:
    """What these triples bring into the one graph and the other does not hold: IRI -> kind."""
    found = {each.subject.value for each in triples if each.predicate.value == v.TYPE and isinstance(each.subject, ox.NamedNode)}
    return {iri: kind for iri in sorted(found) if (kind := here.kind(iri)) and there.kind(iri) != kind}


def _new(iris: Iterable[str], kinds: dict[str, str], after: Things) -> Iterator[Change]:
    for iri in iris:
        kind = kinds[iri]
        detail = after.place(iri)
        if kind == "idea":
            kept = after.heard_in(iri)
            detail = f"in {_counted(len(kept), 'episode')} of {_counted(len(after.shows_of(kept)), 'show')}"
        elif kind == "link":
            detail = "; ".join(after.store.values(iri, v.REASON))
        yield Change(what=What.NEW, kind=kind, name=after.name(iri), detail=detail, iri=iri)


def _now_one(lost: dict[str, str], here: Things, there: Things) -> Iterator[tuple[str, str]]:
    """Of what only the one graph has, that whose own name is one of another's in the other graph, and whose.

    A name that both merely go by too is no evidence: many a Marcus is called Marcus.
    """
    named = [iri for iri, kind in lost.items() if kind in _NAMED]
    bearers = _bearers(there) if named else {}
    for iri in named:
        bearer = bearers.get((lost[iri], normal_form(here.name(iri))))
        if bearer:
            yield iri, bearer


def _bearers(things: Things) -> dict[tuple[str, str], str]:
    """Who goes by a name, of each kind; where several do, the one whose IRI is the least."""
    names = " ".join(f"<{naming}>" for naming in (*NAMING, *OTHER_NAMES))
    kinds = {v.IDEA: "idea", v.PERSON: "person", v.NAMED_WORK: "work"}
    found = things.store.select(
        f"SELECT ?s ?class ?name {{ VALUES ?class {{ {' '.join(f'<{each}>' for each in kinds)} }} VALUES ?naming {{ {names} }}"
        " ?s a ?class ; ?naming ?name } ORDER BY DESC(STR(?s))"
    )
    return {(kinds[str(klass)], normal_form(str(name))): str(iri) for iri, klass, name in found}


def _merged(was: str, now: str, before: Things, after: Things) -> Change:
    reasons = sorted(set(after.store.values(now, v.REASON)) - set(before.store.values(now, v.REASON)))
    name = before.name(was)
    why = next((reason for reason in reasons if name in reason), "")
    return Change(
        what=What.MERGED,
        kind=after.kind(now) or "person",
        name=after.name(now),
        detail=f"is also “{name}”" + (f": {why}" if why else ""),
        iri=now,
    )


def _came_back(added: Iterable[ox.Triple], before: Things, after: Things) -> Iterator[Change]:
    """Ideas that were there and are found in another show or episode now."""
    touched = {each.object.value for each in added if each.predicate.value == v.EXPRESSES and isinstance(each.object, ox.NamedNode)}
    for idea in touched:
        if before.kind(idea) != "idea":
            continue
        then, now = before.heard_in(idea), after.heard_in(idea)
        shows = after.shows_of(now) - before.shows_of(then)
        places = shows or now - then
        if places:
            count = _counted(len(after.shows_of(now)), "show") if shows else _counted(len(now), "episode")
            detail = f"now in {count}: {_listed(after.name(each) for each in places)} too"
            yield Change(what=What.JOINED, kind="idea", name=after.name(idea), detail=detail, iri=idea)


def _bridges(before: Things, after: Things) -> Iterator[Change]:
    """Pairs of shows between which something is linked now and nothing was before."""
    for one, other in set(after.store.select(_SHOWS_LINKED)) - set(before.store.select(_SHOWS_LINKED)):
        names = " — ".join(sorted(after.name(str(show)) for show in (one, other)))
        yield Change(what=What.BRIDGED, kind="show", name=names, detail="", iri=str(one))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _listed(names: Iterable[str]) -> str:
    every = sorted(names)
    shown = ", ".join(f"“{name}”" for name in every[:_LISTED])
    return shown if len(every) <= _LISTED else f"{shown} and {len(every) - _LISTED} more"
