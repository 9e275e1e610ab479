"""People and shows: who is met where, and what two of them have in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from graphbuild.graph import vocabulary as v
from graphbuild.graph.store import GraphStore, Table, Value
from graphbuild.questions.base import EVIDENCE, PythonQuestion
from graphbuild.questions.names import Argument
from graphbuild.questions.reading import expressed, labels, places, told
from graphbuild.questions.said import carriers, spoken, titles
from graphbuild.questions.sparql import literal

_COLUMNS = ("person", "shows", "episodes", "highlights", "hosts", "guests", *EVIDENCE)
_CALLED = "SELECT DISTINCT ?p {{ ?p a schema:Person ; schema:name|schema:alternateName {0} }}"
_COMMON = ("whose", "idea", "title", *EVIDENCE)


def people(store: GraphStore, values: Sequence[str]) -> Table:  # noqa: ARG001 - it takes no value
    """The rows of the question: those met in most shows first."""
    where, name = places(store), titles(store)
    home = where.home
    kept: dict[str, list[str]] = defaultdict(list)
    for highlight, episode in sorted(home.items()):
        kept[episode].append(highlight)
    everybody = store.subjects(v.TYPE, v.PERSON)
    named: dict[str, set[str]] = {each: set() for each in everybody}
    for highlight, person in store.pairs(v.MENTIONS):
        if person in named and highlight in home:
            named[person].add(highlight)
    roles: dict[str, dict[str, set[str]]] = {term: defaultdict(set) for term in (v.HOST, v.GUEST)}
    for term, of in roles.items():
        for episode, person in store.pairs(term):
            of[person].add(episode)
    rows: list[tuple[Value, ...]] = []
    for person in everybody:
        hosted, visited = roles[v.HOST][person], roles[v.GUEST][person]
        met = {home[each] for each in named[person]} | hosted | visited
        first = min(named[person], default=None) or min((kept[each][0] for each in met if kept[each]), default=None)
        if first:
            shows = {where.show(kept[each][0]) for each in met if kept[each]}
            rows.append((name[person], len(shows), len(met), len(named[person]), len(hosted), len(visited), first, *where[first]))
    return Table(_COLUMNS, tuple(sorted(rows, key=lambda row: (-_number(row[1]), -_number(row[2]), -_number(row[3]), str(row[0])))))


def common_ground(store: GraphStore, values: Sequence[str]) -> Table:
    """The rows of the question: the ideas of both, then those of the first alone, then those of the second."""
    ideas_of, where, label = told(store, expressed(store)), places(store), labels(store)
    sides = []
    for value in values:
        heard = spoken(store, {str(each) for (each,) in store.select(_CALLED.format(literal(value)))})
        sides.append({each for each in ideas_of if each in heard or where.home[each] in heard or where.show(each) == value})
    ideas = [{idea for each in side for idea in ideas_of[each]} for side in sides]
    carrying = carriers({each: ideas_of[each] for each in sides[0] | sides[1]})
    rows: list[tuple[Value, ...]] = []
    for whose, wanted in (("both", ideas[0] & ideas[1]), (values[0], ideas[0] - ideas[1]), (values[1], ideas[1] - ideas[0])):
        for idea in sorted(wanted, key=lambda each: (label[each], each)):
            rows += [(whose, label[idea], store.value(each, v.NAME), each, *where[each]) for each in carrying[idea]]
    silent = [value for value, side in zip(values, sides, strict=True) if not side]
    return Table(_COMMON, tuple(rows), f"No highlight of “{silent[0]}” tells of an idea." if silent else "")


def _number(value: Value) -> int:
    return value if isinstance(value, int) else 0


QUESTION = PythonQuestion(
    name="people",
    title="People: who is named in how many shows, episodes and highlights, who visits or hosts, each with one of the highlights",
    arguments=(),
    columns=_COLUMNS,
    find=people,
)
COMMON_GROUND = PythonQuestion(
    name="common-ground",
    title="Common ground of two people or two shows: the ideas of both, then those of only one, each with where it is said",
    arguments=(Argument(name="first", kind="voice"), Argument(name="second", kind="voice")),
    columns=_COMMON,
    find=common_ground,
)
