"""Is this clean: which names were taken for one, and why; and names that look alike and were not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from graphbuild.graph import vocabulary as v
from graphbuild.graph.store import GraphStore, Table, Value
from graphbuild.questions.base import EVIDENCE, PythonQuestion
from graphbuild.questions.reading import Place, labels, places
from graphbuild.questions.said import titles
from graphbuild.text import normal_form

_ALIKE = 0.94  # Jaro-Winkler of two names; `graphbuild review` asks about more of them, with their contexts
_COLUMNS = ("state", "kind", "name", "other", "score", "reason", *EVIDENCE)

_ORDER = ("person", "work", "idea")

Row = tuple[Value, ...]


def clean(store: GraphStore, values: Sequence[str]) -> Table:  # noqa: ARG001 - it takes no value
    """The rows of the question: names that look alike first, the likest at the top; then what was joined, people first. What differs in capitals alone is left out."""
    where, first, called, label = places(store), _first_places(store), titles(store), labels(store)
    rows: list[tuple[Value, ...]] = []
    for kind, klass, name, also in (("idea", v.IDEA, label, v.ALT_LABEL), ("person", v.PERSON, called, v.ALTERNATE_NAME),
                                    ("work", v.NAMED_WORK, called, v.ALTERNATE_NAME)):  # fmt: skip
        nodes = store.subjects(v.TYPE, klass)
        known = set(nodes)
        # A first name alone is everybody's: two Davids are no oddity.
        telling = {each: name[each] for each in nodes if klass != v.PERSON or " " in name[each]}
        for score, one, other in _alike(telling):
            rows.append(
                ("alike", kind, name[one], name[other], round(score, 2), "the names are spelt alike", *_placed(first.get(one), where))
            )
        for node, spelling in sorted(store.pairs(also)):
            if node in known and spelling.casefold() != name[node].casefold():
                rows.append(("joined", kind, name[node], spelling, None, _reason(store, node, spelling), *_placed(first.get(node), where)))
    rows.sort(key=_rank)
    return Table(_COLUMNS, tuple(rows), "" if rows else "No two names look alike, and none were joined.")


def _rank(row: Row) -> tuple[object, ...]:
    state, kind, one, other, score = row[:5]
    is_joined = state != "alike"
    return is_joined, -float(score or 0), is_joined and _ORDER.index(str(kind)), str(kind), str(one), str(other)


def _reason(store: GraphStore, node: str, spelling: str) -> str:
    """Why a spelling was joined: the reasons that begin with it, else all that there are of its bearer."""
    every = store.values(node, v.REASON)
    own = [each for each in every if each.casefold().startswith(f"“{spelling.casefold()}”")]
    return "; ".join(own or every) or "the same but for hyphen, accent or plural"


def _placed(highlight: str | None, where: Mapping[str, Place]) -> Row:
    return (highlight, *where[highlight]) if highlight else (None,) * len(EVIDENCE)


def _first_places(store: GraphStore) -> dict[str, str]:
    """Idea, person or work -> a highlight that names it."""
    highlights = set(store.subjects(v.TYPE, v.HIGHLIGHT))
    found: dict[str, str] = {}
    for term in (v.EXPRESSES, v.MENTIONS):
        for highlight, node in store.pairs(term):
            if highlight in highlights:
                found[node] = min(found.get(node, highlight), highlight)
    return found


def _alike(names: dict[str, str]) -> Iterator[tuple[float, str, str]]:
    """Pairs of names that are spelt alike; only those are held together that share their first three letters or their last word."""
    import jellyfish

    form = {each: normal_form(text) for each, text in names.items()}
    blocks: dict[str, list[str]] = defaultdict(list)
    for each, text in form.items():
        if len(text) > 4:
            blocks[f"^{text[:3]}"].append(each)
            blocks[f"{text.rpartition(' ')[2]}$"].append(each)
    alike = jellyfish.jaro_winkler_similarity
    for key, block in blocks.items():
        for n, one in enumerate(block):
            for other in block[n + 1 :]:
                a, b = form[one], form[other]
                if abs(len(a) - len(b)) <= 2 and not (key[0] != "^" and a[:3] == b[:3]) and (score := alike(a, b)) >= _ALIKE:
                    yield score, one, other


QUESTION = PythonQuestion(
    name="clean",
    title="Is this clean: names of ideas, people and works that look alike, and what was taken for one, with the reason",
    arguments=(),
    columns=_COLUMNS,
    find=clean,
)
