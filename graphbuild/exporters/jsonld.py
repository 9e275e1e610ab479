"""JSON-LD 1.1: one object a subject, sorted, with short names by the context of the ontology, which stands in the file."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from graphbuild.graph.store import GraphStore
from graphbuild.graph.vocabulary import PREFIXES, TYPE, XSD
from graphbuild.resources import ontology_file

_Names = dict[str, tuple[str, str]]  # short IRI -> its name in the context, and how values are read there


def write_jsonld(store: GraphStore, path: Path) -> None:
    """Write every triple. Raises `OSError` where the file cannot be written, `GraphbuildError` where the installation lacks the context."""
    context = json.loads(ontology_file("context.jsonld").read_text(encoding="utf-8"))["@context"]
    names = _names(context)
    subjects: defaultdict[str, defaultdict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in sorted(store.triples(), key=str):
        if predicate.value == TYPE:
            name, kind = _short(value.value), ""
            subjects[_iri(subject)]["type"].append(names.get(name, (name, ""))[0])
        else:
            name, kind = names.get(_short(predicate.value), (_short(predicate.value), ""))
            subjects[_iri(subject)][name].append(_value(value, kind))
    document = {"@context": context, "@graph": [{"id": iri, **_plain(values)} for iri, values in sorted(subjects.items())]}
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def _names(context: dict[str, Any]) -> _Names:
    """What the context calls each term, and as what it reads its values (`@id`, a datatype, or `""`)."""
    entries = {name: each if isinstance(each, dict) else {"@id": each} for name, each in context.items()}
    return {each["@id"]: (name, each.get("@type", "")) for name, each in entries.items() if name not in PREFIXES and ":" in each["@id"]}


def _plain(values: dict[str, list[Any]]) -> dict[str, Any]:
    """A single value stands for itself, as people write it."""
    return {name: found[0] if len(found) == 1 else found for name, found in sorted(values.items())}


def _value(term: Any, kind: str) -> Any:
    """A value as the context reads it: bare where it is of the kind that the context says, else with its own kind."""
    if not isinstance(term, ox.Literal):
        return _iri(term) if kind == "@id" else {"@id": _iri(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    datatype = term.datatype.value
    if datatype == XSD + "string":
        return {"@value": term.value} if kind else term.value
    # A number is a string too: as a JSON number, 0.5000 would come back as a double.
    return term.value if kind == _short(datatype) else {"@value": term.value, "@type": _short(datatype)}


def _iri(term: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    """An IRI in full (the context declares no prefix that a `urn:` could be taken for), or the `_:` name of a blank node."""
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def _short(iri: str) -> str:
    """`gb:Highlight` for the IRI in full, where a prefix fits."""
    return next((f"{prefix}:{iri[len(space) :]}" for prefix, space in PREFIXES.items() if iri.startswith(space)), iri)
