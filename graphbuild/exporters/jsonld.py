"""JSON-LD 1.1: one object a subject, sorted, with the prefixes of the vocabularies as its context."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from graphbuild.graph.store import GraphStore
from graphbuild.graph.vocabulary import PREFIXES, TYPE, XSD


def write_jsonld(store: GraphStore, path: Path) -> None:
    """Write every triple. Raises `OSError` where the file cannot be written."""
    subjects: defaultdict[str, defaultdict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in sorted(store.triples(), key=str):
        if predicate.value == TYPE:
            subjects[_iri(subject)]["@type"].append(_short(value.value))
        else:
            subjects[_iri(subject)][_short(predicate.value)].append(_value(value))
    document = {"@context": PREFIXES, "@graph": [{"@id": iri, **_plain(values)} for iri, values in sorted(subjects.items())]}
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def _plain(values: dict[str, list[Any]]) -> dict[str, Any]:
    """A single value stands for itself, as people write it."""
    return {name: found[0] if len(found) == 1 else found for name, found in sorted(values.items())}


def _value(term: Any) -> Any:
    if not isinstance(term, ox.Literal):
        return {"@id": _iri(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    datatype = term.datatype.value
    # Only strings may stand bare: as a JSON number, 0.5000 would come back as a double.
    return term.value if datatype == XSD + "string" else {"@value": term.value, "@type": _short(datatype)}


def _iri(term: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    """An IRI in full (the context declares no prefix that a `urn:` could be taken for), or the `_:` name of a blank node."""
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def _short(iri: str) -> str:
    """`gb:Highlight` for the IRI in full, where a prefix fits."""
    return next((f"{prefix}:{iri[len(space) :]}" for prefix, space in PREFIXES.items() if iri.startswith(space)), iri)
