"""Writes what follows from the ontology: its reference page (docs/model.md) and its JSON-LD context. `make reference` runs it.

Terms and definitions come from graphbuild.ttl, how many of what from shapes.ttl, examples from example.ttl: nothing is said twice by hand.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import rdflib
from rdflib import OWL, RDF, RDFS, SH, SKOS, XSD
from rdflib.collection import Collection

from graphbuild.graph.vocabulary import GB, PREFIXES

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "ontology"
PAGE = ROOT / "docs" / "model.md"
CONTEXT = FOLDER / "context.jsonld"

Node = rdflib.term.Node
UNSAID = "unsaid"  # a rule that tells nothing of the kind of its values

HEAD = """# The model

<!-- Written by `make reference` from ontology/graphbuild.ttl, shapes.ttl and example.ttl: change those, not this page. -->

Every class of the graph and what it carries, every term of our own, each with an example from a [small made-up graph](../ontology/example.ttl). The backbone is
[schema.org](https://schema.org/), [SKOS](https://www.w3.org/TR/skos-reference/) and [PROV-O](https://www.w3.org/TR/prov-o/); `gb:` is
`https://w3id.org/graphbuild/ns#`. “one” means exactly one, “at least one” and “at most one” what they say, “any” any number, none too. `graphbuild check` holds a graph against
all of it.
"""


def _load(name: str) -> rdflib.Graph:
    return rdflib.Graph(bind_namespaces="none").parse(FOLDER / name)


def short(iri: object) -> str:
    """`gb:Highlight` for the IRI in full, where a prefix of the vocabularies fits."""
    text = str(iri)
    return next((f"{prefix}:{text[len(space) :]}" for prefix, space in PREFIXES.items() if text.startswith(space)), text)


class Model:
    """The three files, and what can be asked of them."""

    def __init__(self) -> None:
        self.ontology, self.shapes, self.example = (_load(name) for name in ("graphbuild.ttl", "shapes.ttl", "example.ttl"))
        self.targets = {target: shape for shape, target in self.shapes.subject_objects(SH.targetClass)}

    def classes(self) -> list[Node]:
        """Classes that have a shape: ours first, as the ontology has them."""
        return sorted(self.targets, key=lambda each: (not str(each).startswith(GB), short(each)))

    def definition(self, term: Node) -> str:
        return str(self.ontology.value(term, SKOS.definition) or "")

    def terms(self) -> list[Node]:
        """The properties of our own, by name."""
        return sorted(
            {each for kind in (OWL.ObjectProperty, OWL.DatatypeProperty) for each in self.ontology.subjects(RDF.type, kind)}, key=short
        )

    def rules(self, target: Node) -> dict[str, dict[str, Node]]:
        """Path -> constraints of all property shapes on it, by path."""
        found: dict[str, dict[str, Node]] = {}
        for each in self.shapes.objects(self.targets[target], SH.property):
            path = self._path(self.shapes.value(each, SH.path))
            rule = found.setdefault(path, {})
            rule |= {short(name).rsplit("#", 1)[-1]: value for name, value in self.shapes.predicate_objects(each) if name != SH.path}
        return dict(sorted(found.items()))

    def _path(self, path: Node | None) -> str:
        assert path is not None
        inverse, alternatives = self.shapes.value(path, SH.inversePath), self.shapes.value(path, SH.alternativePath)
        if inverse is not None:
            return f"^{short(inverse)}"
        return short(path) if alternatives is None else "|".join(short(each) for each in Collection(self.shapes, alternatives))

    def values(self, rule: Mapping[str, Node]) -> str:
        """What a property leads to, in short."""
        for name in ("class", "datatype"):
            if name in rule:
                return short(rule[name])
        if "or" in rule:
            each = [self.shapes.value(one, kind) for one in Collection(self.shapes, rule["or"]) for kind in (SH["class"], SH.datatype)]
            return ", ".join(short(one) for one in each if one is not None)
        if "in" in rule:
            return ", ".join(short(one) for one in Collection(self.shapes, rule["in"]))
        return "an IRI" if "nodeKind" in rule else ""

    def example_of(self, target: Node) -> str:
        """The smallest example of a class that shows most of its properties, as Turtle."""
        nodes = sorted(self.example.subjects(RDF.type, target), key=str)
        best = max(nodes, key=lambda node: len(set(self.example.predicates(node))))
        lines = sorted(self._line(name, value) for name, value in self.example.predicate_objects(best))
        return f"{self._name(best)}\n" + " ;\n".join(f"    {line}" for line in lines) + " ."

    def example_triple(self, term: Node) -> str:
        subject, value = min(self.example.subject_objects(term), key=str)
        return f"{self._name(subject)} {self._line(term, value)}"

    def _line(self, name: Node, value: Node) -> str:
        return f"{'a' if name == RDF.type else short(name)} {self._name(value)}"

    def _name(self, node: Node) -> str:
        if isinstance(node, rdflib.Literal):
            return str(node) if node.datatype in (XSD.integer, XSD.boolean, XSD.decimal) else json.dumps(str(node), ensure_ascii=False)
        text = str(node)
        return (
            text.removeprefix("urn:graphbuild:")
            if text.startswith("urn:graphbuild:")
            else short(node)
            if short(node) != text
            else f"<{text}>"
        )


def _often(rule: Mapping[str, Node]) -> str:
    least, most = (int(str(rule[each])) if each in rule else None for each in ("minCount", "maxCount"))
    if least and least == most:
        return {1: "one", 2: "two"}.get(least, str(least))
    return f"at least {'one' if least == 1 else least}" if least else "at most one" if most == 1 else "any"


def page(model: Model) -> str:
    """The reference page."""
    return "\n".join([HEAD, "## Classes", *_classes(model), "## Terms of our own", *_terms(model)]) + "\n"


def _classes(model: Model) -> Iterator[str]:
    for target in model.classes():
        definition = model.definition(target) or str(model.shapes.value(model.targets[target], RDFS.comment))
        parents = sorted(short(each) for each in model.ontology.objects(target, RDFS.subClassOf))
        yield f"\n### {short(target)}\n"
        if parents:
            definition = f"A kind of {', '.join(f'`{each}`' for each in parents)}. {definition}"
        yield f"{definition}\n"
        yield "| property | how many | leads to | rule |\n|---|---|---|---|"
        for path, rule in model.rules(target).items():
            cells = path.replace("|", " or "), _often(rule), model.values(rule), str(rule["message"])
            yield f"| `{cells[0]}` | {cells[1]} | {cells[2]} | {cells[3]} |"
        yield f"\n```turtle\n{model.example_of(target)}\n```"


def _terms(model: Model) -> Iterator[str]:
    yield "\n| term | from → to | meaning | example |\n|---|---|---|---|"
    for term in model.terms():
        ends = [", ".join(sorted(short(each) for each in model.ontology.objects(term, end))) or "any" for end in (RDFS.domain, RDFS.range)]
        example = model.example_triple(term).replace("|", "\\|")
        yield f"| `{short(term)}` | {ends[0]} → {ends[1]} | {model.definition(term)} | `{example}` |"


def context(model: Model) -> dict[str, object]:
    """Short names for JSON-LD: each class and property by its local name, IRIs and numbers typed where the shapes say so."""
    made: dict[str, object] = {**PREFIXES, "id": "@id", "type": "@type"}
    kinds: dict[str, set[str]] = {}
    for target in model.classes():
        _add(made, short(target), short(target))
        for path, rule in model.rules(target).items():
            for name in path.removeprefix("^").split("|"):
                kinds.setdefault(name, set()).add(_coercion(model, rule))
    for term in model.terms():
        kinds.setdefault(short(term), set()).add(_coercion_of(model, term))
    for name, said in sorted(kinds.items()):
        found = said - {UNSAID}
        kind = found.pop() if len(found) == 1 else ""
        _add(made, name, {"@id": name, "@type": kind} if kind else name)
    return {"@context": dict(sorted(made.items()))}


def _add(made: dict[str, object], name: str, value: object) -> None:
    local = name.rpartition(":")[2]
    if local in made and made[local] != value:
        raise ValueError(f"two terms are called {local}: {made[local]} and {value}")
    made[local] = value


def _coercion(model: Model, rule: Mapping[str, Node]) -> str:
    """What the values of a property are read as: `@id`, a datatype, or `""` where they are texts, or of several kinds."""
    leads = model.values(rule).split(", ")
    if leads == ["xsd:string"] or (len(leads) > 1 and any(each.startswith("xsd:") for each in leads)):
        return ""
    return leads[0] if leads[0].startswith("xsd:") else "@id" if leads not in ([""], ["true"]) else UNSAID


def _coercion_of(model: Model, term: Node) -> str:
    if (term, RDF.type, OWL.ObjectProperty) in model.ontology:
        return "@id"
    kind = model.ontology.value(term, RDFS.range)
    return "" if kind in (None, XSD.string) else short(kind)


def written(model: Model) -> dict[Path, str]:
    """What each file should hold."""
    return {PAGE: page(model), CONTEXT: json.dumps(context(model), indent=2) + "\n"}


if __name__ == "__main__":
    for path, text in written(Model()).items():
        path.write_text(text, encoding="utf-8", newline="\n")
