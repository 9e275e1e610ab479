"""Who is who, on made-up episodes: joined where the context says so, apart where it does not."""

import pytest

from graphbuild import pipeline
from graphbuild.checking import check_graph
from tests.exports import episode, snip, spoken, vault


def people(folder, **files):
    made = pipeline.build([vault(folder, **files)])
    return {name: set() for (name,) in made.store.select("SELECT ?n { ?p a schema:Person ; schema:name ?n }")}, made


def one(title, text, number=1, show="A Show"):
    url = f"https://share.snipd.com/episode/00000000-0000-4000-8000-{number:012}"
    return episode(title, show, snip(number, "0:01", spoken("A title", "Some words.", ("Speaker 1", text))), url=url)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("And then Leonhard Euler wrote to Johann Bernoulli about it.", {"Leonhard Euler", "Johann Bernoulli"}),
        ("We got a grant from the Rosa Lindqvist Foundation last year.", set()),
        ("So Tuesday we went to the Lindqvist University.", set()),
        ("you know leonhard euler did that", {"Leonhard Euler"}),
        ("I told Speaker 2 to wait.", set()),
    ],
)
def test_who_is_a_person(tmp_path, text, expected):
    found, _ = people(tmp_path, a=one("On numbers", text))
    assert set(found) == expected


def test_a_surname_alone_is_the_one_full_name_of_its_episode(tmp_path):
    found, made = people(tmp_path, a=one("On numbers", "Leonhard Euler was blind by then. Still, Euler went on."))
    assert set(found) == {"Leonhard Euler"}
    assert made.store.select('SELECT ?a { ?p schema:alternateName "Euler" }').rows


def test_two_strangers_with_one_first_name_stay_apart(tmp_path):
    text = "Tobias called. Tobias said he was tired, and I told Tobias to sleep."
    _, made = people(tmp_path, a=one("First", text, 1), b=one("Second", text, 2, show="Another"))
    shared = made.store.select("SELECT ?p { ?h schema:mentions ?p . ?k schema:mentions ?p . FILTER(?h != ?k) }")
    assert not shared.rows


def test_the_same_full_name_is_one_person_across_episodes(tmp_path):
    text = "Leonhard Euler proved it."
    found, made = people(tmp_path, a=one("First", text, 1), b=one("Second", text, 2, show="Another"))
    assert set(found) == {"Leonhard Euler"}
    assert len(made.store.select("SELECT ?h { ?h schema:mentions ?p }")) == 2


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("#ada-lovelace", {"Ada Lovelace"}), ("#slow-bread", set()), ("#grace-period", set()), ("#Rosa-Lindqvist", {"Rosa Lindqvist"})],
)
def test_a_tag_may_name_somebody(tmp_path, tag, expected):
    said = spoken("A title", "Words.", ("Speaker 1", "Rosa Lindqvist did it."))
    made = pipeline.build([vault(tmp_path, a=episode("On numbers", "A Show", snip(1, "0:01", said, tags=f"{tag} #and-more")))])
    rows = made.store.select("SELECT ?n { ?m gb:inField gb:tagLabel ; gb:refersTo ?p . ?p a schema:Person ; schema:name ?n }").rows
    assert {name for (name,) in rows} == expected
    assert not check_graph(made.store, made.report)
