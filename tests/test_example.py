"""The example vault gives what its author meant: `example/expected.json` was written by hand, before the program ran."""

import json
from pathlib import Path

import pytest

from graphbuild.resolvers.spelling import topic_key

EXPECTED = json.loads((Path(__file__).parent / "example" / "expected.json").read_text(encoding="utf-8"))


def rows(example, pattern, *names):
    return [
        row if len(names) > 1 else row[0]
        for row in example.store.select(f"SELECT DISTINCT {' '.join('?' + n for n in names)} {{ {pattern} }}")
    ]


def test_shows_episodes_highlights(example):
    assert sorted(rows(example, "?s a schema:PodcastSeries ; schema:name ?n", "n")) == EXPECTED["shows"]
    assert len(rows(example, "?e a schema:PodcastEpisode", "e")) == EXPECTED["episodes"]
    assert len(rows(example, "?h a gb:Highlight", "h")) == EXPECTED["highlights"]


def test_both_clocks_tell_what_the_exports_say_and_nothing_else(example):
    assert dict(rows(example, "?e schema:name ?n ; schema:datePublished ?d", "n", "d")) == EXPECTED["published"]
    kept = rows(example, "?h schema:dateCreated ?d ; schema:partOfEpisode/schema:name ?n", "n", "d")
    assert all(len(moment) == len("2023-03-02T07:11:09Z") for _, moment in kept)
    days = {(title, moment[:10]) for title, moment in kept}
    assert set(EXPECTED["kept_on"].items()) <= days
    assert not {title for title, _ in days} & set(EXPECTED["undated"])


def test_episode_notes(example):
    found = {
        title: text.count("\n") + 1
        for title, text in rows(example, "?e a schema:PodcastEpisode ; schema:name ?n ; gb:takeaways ?t", "n", "t")
    }
    assert found == EXPECTED["ai_note_items"]


@pytest.mark.parametrize("wanted", EXPECTED["some_highlights"], ids=lambda each: each["title"])
def test_a_highlight(example, wanted):
    [(iri, start)] = rows(
        example,
        f'?h schema:partOfEpisode/schema:name "{wanted["episode"]}" ; schema:name "{wanted["title"]}" ; schema:startOffset ?s',
        "h",
        "s",
    )
    assert start == wanted["start"]
    assert sorted(rows(example, f"<{iri}> gb:tagLabel ?t", "t")) == wanted["tags"]
    assert len(rows(example, f"<{iri}> gb:note ?n", "n")) == wanted["notes"]
    assert len(rows(example, f"<{iri}> gb:turn ?n", "n")) == wanted["turns"]


def test_people_each_once_and_nobody_else(example):
    """In the shows of plain cases. Those of hard ones are judged by labels (`quality/test_example_gold.py`), which allow errors."""
    shows = " ".join(f'"{name}"' for name in EXPECTED["shows"] if name not in EXPECTED["hard_shows"])
    named = f"VALUES ?s {{ {shows} }} ?e schema:partOfSeries/schema:name ?s . ?p a schema:Person ; schema:name ?n . "
    for_highlights = f"{named} ?h schema:partOfEpisode ?e ; schema:mentions ?p"
    assert sorted({*rows(example, for_highlights, "n"), *rows(example, f"{named} ?e gb:host|gb:guest ?p", "n")}) == EXPECTED["people"]
    for name in EXPECTED["not_people"]:
        assert name not in EXPECTED["people"]


def test_spellings_are_kept(example):
    for name, spellings in EXPECTED["spellings"].items():
        assert set(spellings) <= set(rows(example, f'?p a schema:Person ; schema:name "{name}" ; schema:alternateName ?a', "a")), name


def test_a_misheard_name_says_why_it_was_joined(example):
    [reason] = [r for r in rows(example, '?p schema:name "Ines Calloway" ; gb:reason ?r', "r") if "sounds like" in r]
    assert "Galloway" in reason


def test_hosts_and_guests(example):
    assert dict(rows(example, "?e gb:guest/schema:name ?p ; schema:name ?e2", "p", "e2")) == EXPECTED["guests"]
    for host, episodes in EXPECTED["hosts"].items():
        assert sorted(rows(example, f'?e gb:host/schema:name "{host}" ; schema:name ?n', "n")) == episodes


def test_ideas_that_cross_shows(example):
    counts = {}
    for label, shows in rows(
        example,
        "{ SELECT ?l (COUNT(DISTINCT ?s) AS ?n) { ?i skos:prefLabel ?l . ?h gb:expresses ?i ; schema:partOfEpisode/schema:partOfSeries ?s } GROUP BY ?i ?l }",
        "l",
        "n",
    ):
        counts[topic_key(label)] = shows
    for label, at_least in EXPECTED["ideas_across_shows"].items():
        assert counts.get(topic_key(label), 0) >= at_least, label


def test_links_between_episodes_with_evidence_of_both(example):
    links = {
        frozenset(pair)
        for pair in rows(
            example,
            "?l gb:relation gb:relatedEpisode ; gb:between ?a, ?b ; gb:evidence ?h, ?k . ?h schema:partOfEpisode ?a . ?k schema:partOfEpisode ?b ."
            " ?a schema:name ?an . ?b schema:name ?bn",
            "an",
            "bn",
        )
    }
    for pair in EXPECTED["links"]:
        assert frozenset(pair) in links


def test_a_wiki_link_in_a_note_is_the_owners_idea(example):
    schemes = rows(
        example,
        '?i skos:inScheme ?s . ?h gb:wikiLink "tacit knowledge" ; gb:expresses ?i . ?i skos:prefLabel|skos:altLabel "tacit knowledge"',
        "s",
    )
    assert {scheme.rsplit(":", 1)[1] for scheme in schemes} >= {"tags", "wiki-links"}
