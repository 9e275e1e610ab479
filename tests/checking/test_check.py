"""`check_graph` is silent on what `build` writes, and finds each fault when it is put in."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pyoxigraph as ox
import pytest

from graphbuild.checking import Finding, check_graph
from graphbuild.graph import vocabulary as v
from graphbuild.graph.store import GraphStore
from graphbuild.pipeline import Build
from graphbuild.resources import ontology_file

DATA = "urn:graphbuild:"


@pytest.fixture
def small() -> GraphStore:
    return GraphStore.load(ontology_file("example.ttl"))


def changed(store: GraphStore, subject: str, predicate: str, value: ox.Literal | ox.NamedNode | ox.BlankNode | None) -> GraphStore:
    """A copy in which the property of the subject has this value alone; None: none."""
    node, term = ox.NamedNode(DATA + subject), ox.NamedNode(predicate)
    kept = [each for each in store.triples() if (each.subject, each.predicate) != (node, term)]
    return GraphStore([*kept, *([] if value is None else [ox.Triple(node, term, value)])])


def errors(store: GraphStore, report: dict[str, Any] | None = None) -> list[Finding]:
    return [each for each in check_graph(store, report) if each.severity == "error"]


def whole(number: int) -> ox.Literal:
    return ox.Literal(str(number), datatype=ox.NamedNode(v.XSD + "integer"))


def test_the_example_graph_and_the_example_vault_are_sound(small: GraphStore, example: Build) -> None:
    assert check_graph(small) == ()
    assert errors(example.store, example.report) == []


def test_a_broken_shape_is_told_in_words_with_its_place(small: GraphStore) -> None:
    found = errors(changed(small, "episode:2222", v.NAME, None))
    assert [(each.what, each.where) for each in found] == [("An episode has one name.", DATA + "episode:2222")]
    assert found[0].mend


def test_of_a_rule_that_many_break_some_are_named_and_the_rest_counted(small: GraphStore) -> None:
    kind, person = ox.NamedNode(v.TYPE), ox.NamedNode(v.PERSON)
    nameless = GraphStore(
        [*small.triples(), *(ox.Triple(ox.NamedNode(f"{DATA}person:{number:03}"), kind, person) for number in range(130))]
    )
    found = errors(nameless)
    assert len(found) == 21
    assert [each.where for each in found if "more" in each.what] == ["graph.ttl"]
    assert any("110 more" in each.what for each in found)


@pytest.mark.parametrize(
    ("subject", "predicate", "value"),
    [
        ("idea:patience", v.GB + "shade", ox.Literal("blue")),
        ("note:aaaa", v.TYPE, ox.NamedNode(v.GB + "Remark")),
        ("link:ideas", v.RELATION, ox.NamedNode(v.GB + "opposes")),
    ],
    ids=["property", "class", "value"],
)
def test_a_term_that_the_ontology_lacks_is_found(small: GraphStore, subject: str, predicate: str, value: ox.Literal | ox.NamedNode) -> None:
    found = errors(changed(small, subject, predicate, value))
    term = next(each for each in (predicate, value.value) if each.startswith(v.GB) and each != v.RELATION)
    assert [each.where for each in found if "ontology" in each.what] == [term]


def test_a_blank_node_is_found(small: GraphStore) -> None:
    found = errors(changed(small, "idea:patience", v.GENERATED_BY, ox.BlankNode()))
    assert any("blank node" in each.what for each in found)


@pytest.mark.parametrize("mention", ["in-title-of-episode", "in-summary", "in-turn", "in-note", "in-text"])
def test_a_quote_that_is_not_at_its_offsets_is_found(small: GraphStore, mention: str) -> None:
    found = errors(changed(small, f"mention:{mention}", v.QUOTE, ox.Literal("something else")))
    assert [each.where for each in found] == [f"{DATA}mention:{mention}"]
    assert "something else" in found[0].what


def test_a_quote_in_the_name_of_the_show_is_looked_up_there(small: GraphStore) -> None:
    at_show = changed(small, "mention:in-title-of-episode", v.IN_FIELD, ox.NamedNode(v.PART_OF_SERIES))
    assert len(errors(at_show)) == 1
    right = changed(
        changed(at_show, "mention:in-title-of-episode", v.QUOTE, ox.Literal("Slow")), "mention:in-title-of-episode", v.END, whole(4)
    )
    assert errors(right) == []


def test_offsets_count_characters_not_bytes(small: GraphStore) -> None:
    boat = changed(small, "note:aaaa", v.TEXT, ox.Literal("\U0001f6a2é Orla"))
    found = changed(changed(boat, "mention:in-note", v.START, whole(3)), "mention:in-note", v.END, whole(7))
    assert errors(found) == []


def test_a_mention_in_a_text_that_is_not_there_is_found(small: GraphStore) -> None:
    found = errors(changed(small, "mention:in-summary", v.IN_FIELD, ox.NamedNode(v.TAKEAWAYS)))
    assert [each.where for each in found] == [DATA + "mention:in-summary"]
    gone = errors(changed(small, "mention:in-text", v.IN_FIELD, ox.NamedNode(v.DATE_CREATED)))
    assert any("names no text" in each.what for each in gone)


@pytest.mark.parametrize("value", ["highlight:nowhere", "idea:patience"])
def test_evidence_has_to_be_a_highlight(small: GraphStore, value: str) -> None:
    found = errors(changed(small, "link:ideas", v.EVIDENCE, ox.NamedNode(DATA + value)))
    assert [(each.what, each.where) for each in found] == [("A link names the highlights it rests on.", DATA + "link:ideas")]


def _drop_a_line(report: dict[str, Any]) -> None:
    lines = report["sources"][0]["lines"]
    lines[min(lines)] -= 1


def _lose_a_source(report: dict[str, Any]) -> None:
    report["sources"].pop()


def _forget_a_skip(report: dict[str, Any]) -> None:
    report["skipped"].append({"path": "x.md", "reason": "made up"})


def _one_highlight_more(report: dict[str, Any]) -> None:
    report["totals"]["highlights"] += 1


def _one_person_less(report: dict[str, Any]) -> None:
    report["totals"]["people"] -= 1


def _one_link_more(report: dict[str, Any]) -> None:
    report["totals"]["links"]["episodes"] += 1


def _another_file(report: dict[str, Any]) -> None:
    next(each for each in report["sources"] if each["kind"] == "podcast")["sha256"] = "0" * 64


def _no_report_at_all(report: dict[str, Any]) -> None:
    report.clear()


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (_drop_a_line, "lines in buckets"),
        (_lose_a_source, "sources: "),
        (_lose_a_source, "non_blank: "),
        (_forget_a_skip, "skipped: "),
        (_one_highlight_more, "highlights: "),
        (_one_person_less, "people: "),
        (_one_link_more, "links between episodes: "),
        (_another_file, "the same bytes"),
        (_no_report_at_all, "not a report"),
    ],
)
def test_a_report_that_does_not_add_up_is_found(harm: Callable[[dict[str, Any]], None], words: str, example: Build) -> None:
    report = copy.deepcopy(example.report)
    harm(report)
    assert any(words in each.what for each in errors(example.store, report))


def test_lines_that_nobody_understood_are_a_warning(example: Build) -> None:
    report = copy.deepcopy(example.report)
    lines = report["sources"][0]["lines"]
    largest = max(lines, key=lines.__getitem__)
    lines[largest] -= 1
    lines["unread"] = lines.get("unread", 0) + 1
    found = [each for each in check_graph(example.store, report) if each.where == report["sources"][0]["path"]]
    assert [each.severity for each in found] == ["warning"]
