"""Each kind against a small made-up graph: what counts, what is told of an error, and what is left out."""

import pytest

from graphbuild.errors import GoldError
from graphbuild.graph.store import GraphStore
from graphbuild.quality.baseline import fallen
from graphbuild.quality.evidence import Sighting, sightings
from graphbuild.quality.gold import (
    Described,
    Gold,
    IdentityLabel,
    Named,
    NamedPerson,
    PeopleLabel,
    RelatedLabel,
    RolesLabel,
    TopicsLabel,
    VoicesLabel,
    WorksLabel,
)
from graphbuild.quality.measure import MISSING, measure
from graphbuild.quality.report import as_json, faults

H1, H2 = "https://share.example.org/snip/1", "https://share.example.org/snip/2"

GRAPH = f"""
@prefix gb: <https://w3id.org/graphbuild/ns#> . @prefix schema: <https://schema.org/> . @prefix prov: <http://www.w3.org/ns/prov#> . @prefix : <urn:t:> .
:s1 gb:path "vault/a.md" . :s2 gb:path "vault/b.md" .
:e1 a schema:PodcastEpisode ; schema:name "Orla Finch on tides" ; prov:wasDerivedFrom :s1 ; gb:guest :orla , :crane ; gb:host :dan .
:e2 a schema:PodcastEpisode ; schema:name "Reefs" ; prov:wasDerivedFrom :s2 .
:orla a schema:Person ; schema:name "Orla Finch" ; schema:alternateName "Orla Fitch" ; gb:reason "“Fitch” sounds like “Finch”." .
:crane a schema:Person ; schema:name "Crane" . :dan a schema:Person ; schema:name "Dan" .
:tides a schema:Book ; schema:name "The Quiet Tide" . :ebb a schema:CreativeWork ; schema:name "Ebb" .
:h1 a gb:Highlight ; schema:partOfEpisode :e1 ; schema:url <{H1}> ; schema:name "Why crane flies" ; schema:startOffset 7 ; gb:keyphrases "tide table\\nmoon\\nthing" ;
  schema:mentions :orla , :crane , :tides ; gb:note :n1 ; gb:turn :t1 , :t2 ; prov:wasDerivedFrom :s1 .
:n1 schema:text "Ask Dan about Ebb." ; schema:mentions :dan , :ebb .
:t1 schema:position 1 ; schema:text "Well. So Orla Fitch said no. And then she left." ; gb:speaker :v1 .
:t2 schema:position 2 ; schema:text "Yes." ; gb:speaker :v2 .
:v1 schema:name "Speaker 1" ; gb:identifiedAs :dan ; gb:reason "The only host." . :v2 schema:name "Speaker 2" .
:m1 gb:inHighlight :h1 ; gb:refersTo :orla ; gb:inTurn :t1 ; gb:quote "Orla Fitch" ; gb:start 9 ; gb:end 19 ; gb:confidence 0.9 .
:m2 gb:inHighlight :h1 ; gb:refersTo :crane ; gb:inField schema:name ; gb:quote "crane" ; gb:start 4 ; gb:end 9 ; gb:confidence 0.5 .
:m3 gb:inHighlight :h1 ; gb:refersTo :dan ; gb:inNote :n1 ; gb:quote "Dan" ; gb:start 4 ; gb:end 7 .
:h2 a gb:Highlight ; schema:partOfEpisode :e2 ; schema:url <{H2}> ; schema:name "Reefs at four" ; schema:mentions :orla ; prov:wasDerivedFrom :s2 .
:l a gb:Link ; gb:between :h1 , :h2 ; gb:score 0.4 ; gb:reason "Both speak of “moon”." .
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("graph") / "graph.ttl"
    path.write_text(GRAPH, encoding="utf-8")
    return GraphStore.load(path)


def counts(store, kind, **labels):
    score = measure(store, Gold(**labels)).scores[kind]
    return score.right, score.predicted, score.found, score.gold


def told(store, kind, **labels):
    return [fault.what for fault in measure(store, Gold(**labels)).faults[kind]]


def person(*forms, where=None):
    return NamedPerson(forms=forms, where=where)


def people(*named, doubtful=(), highlight=H1):
    return PeopleLabel(file="a.md", highlight=highlight, people=named, doubtful=doubtful)


def test_people(store):
    label = people(person("Orla Finch", "orla"), person("Ebba", where="note"), doubtful=(person("Dan"),))
    assert counts(store, "people", people=(label,)) == (1, 2, 1, 2)
    assert told(store, "people", people=(label,)) == ["Crane is not named here", "Ebba is not found, in the note"]


def test_somebody_found_twice_is_once_too_much(store):
    label = people(person("Orla Finch"), person("Crane"), person("Dan"))
    assert counts(store, "people", people=(label,)) == (3, 3, 3, 3)
    label = people(person("Orla Finch and Crane"), person("Dan"))
    assert counts(store, "people", people=(label,)) == (2, 3, 2, 2)
    assert "once more than the label has it" in told(store, "people", people=(label,))[0]


def test_a_wrong_person_is_shown_with_words_sentence_file_and_link(store):
    measured = measure(store, Gold(people=(people(person("Dan")),)))
    first = next(fault for fault in measured.faults["people"] if fault.subject == "Orla Finch")
    assert (first.is_wrong, first.weight, first.file, first.highlight) == (True, 0.9, "a.md", H1)
    seen = [each for proof in first.proofs for each in sightings(store, proof)]
    assert seen == [Sighting(quote="Orla Fitch", where="turn 1", sentence="So Orla Fitch said no.")]
    text = "\n".join(faults(store, measured, 5))
    assert "“crane”, title: Why crane flies" in text
    assert H1 in text


def test_a_missed_person_is_shown_where_the_words_stand(store):
    measured = measure(store, Gold(people=(people(person("Ebba Moon", "ebb")),)))
    missed = next(fault for fault in measured.faults["people"] if not fault.is_wrong)
    assert sightings(store, missed.proofs[0]) == (Sighting(quote="Ebb", where="note", sentence="Ask Dan about Ebb."),)


def test_hosts_and_guests(store):
    label = RolesLabel(file="my/vault/a.md", hosts=("Mo",), guests=("Orla Fitch",), neutral=("Mo", "Orla Fitch", "Dan"))
    assert counts(store, "guests", roles=(label,)) == (0, 2, 1, 1)  # the fullest name is judged, any spelling is found
    assert counts(store, "hosts", roles=(label,)) == (0, 0, 0, 1)
    label = RolesLabel(file="a.md", hosts=(), guests=("Orla Finch",), neutral=("Orla Finch",))
    assert counts(store, "guests", roles=(label,)) == (1, 2, 1, 1)
    assert told(store, "guests", roles=(label,)) == ["Crane is no guest"]
    assert told(store, "hosts", roles=(label,)) == ["Dan is no host"]


def test_speakers(store):
    def label(one, two, *, may_stay_open=False):
        return VoicesLabel(file="a.md", highlight=H1, voices=(("Speaker 1", one), ("Speaker 2", two)), may_stay_open=may_stay_open)

    assert counts(store, "speakers", voices=(label("Dan", "Orla"),)) == (1, 1, 1, 2)
    assert counts(store, "speakers", voices=(label("Dan", "Orla", may_stay_open=True),)) == (1, 1, 0, 0)
    assert counts(store, "speakers", voices=(label(None, None),)) == (0, 1, 0, 0)
    measured = measure(store, Gold(voices=(label(None, None),)))
    text = "\n".join(faults(store, measured, 5))
    assert "“Speaker 1” cannot be told, and is taken for Dan" in text
    assert "reason: The only host." in text
    assert "turn 1: Well." in text


def test_works_are_whatever_is_mentioned_and_nobody(store):
    label = WorksLabel(file="a.md", highlight=H1, titles=("Quiet Tide",), doubtful=())
    assert counts(store, "works", works=(label,)) == (1, 2, 1, 1)
    label = WorksLabel(file="a.md", highlight=H1, titles=("Quiet Tide", "Reefs Explained"), doubtful=("Ebb",))
    assert counts(store, "works", works=(label,)) == (1, 1, 1, 2)


def test_topics(store):
    def label(*topics, accepted=(), rejected=()):
        return TopicsLabel(file="a.md", highlight=H1, topics=topics, accepted=accepted, rejected=rejected)

    one = label("tide tables", "sailing", accepted=("moons",), rejected=("tide table",))
    assert counts(store, "topics at 5", topics=(one,)) == (1, 3, 1, 2)
    assert counts(store, "topics at 1", topics=(one,)) == (0, 1, 0, 0)
    assert counts(store, "topics at 1", topics=(label("tide tables"),)) == (1, 1, 0, 0)
    with pytest.raises(KeyError):
        counts(store, "topics at 5", topics=(label(),))


def test_identity(store):
    def label(a, b, *, same):
        return IdentityLabel(a=Named(name=a, highlight=H1), b=Named(name=b, highlight=H2), same=same, why="two women")

    assert counts(store, "identity", identity=(label("Orla", "Finch", same=True),)) == (1, 1, 1, 1)
    assert counts(store, "identity", identity=(label("Orla", "Finch", same=False),)) == (0, 1, 0, 0)
    assert counts(store, "identity", identity=(label("Crane", "Finch", same=True),)) == (0, 0, 0, 1)
    assert counts(store, "identity", identity=(label("Nobody", "Finch", same=True),)) == (0, 0, 0, 1)
    text = "\n".join(faults(store, measure(store, Gold(identity=(label("Orla", "Finch", same=False),))), 5))
    assert "Orla and Finch are wrongly one (two women)" in text
    assert "reason: “Fitch” sounds like “Finch”." in text


@pytest.mark.parametrize(("grade", "wanted"), [(2, (1, 1, 1, 1)), (1, (0.5, 1, 0, 0)), (0, (0, 1, 0, 0))])
def test_links(store, grade, wanted):
    label = RelatedLabel(a=H2, b=H1, grade=grade, why=None)
    assert counts(store, "links", related=(label,)) == wanted
    if grade == 0:
        assert "Both speak of “moon”." in told(store, "links", related=(label,))[0]


def test_a_highlight_without_a_link_is_found_by_its_place(store):
    assert counts(store, "people", people=(people(person("Orla"), highlight="my/vault/a.md#0"),))[3] == 1
    # Only one highlight stands there, so any number is that one; but not where a description says that the n-th is another.
    described = Described(link=None, start=9, title="Another", note=None, sizes=())
    gold = Gold(people=(people(person("Orla"), highlight="b.md#0"), people(person("Orla"))))
    assert measure(store, gold, {"b.md": (described,)}).counts[MISSING] == 1
    described = Described(link=None, start=None, title="reefs at four", note=None, sizes=())
    assert measure(store, gold, {"b.md": (described,)}).counts[MISSING] == 0


def test_labels_of_another_vault_are_refused(store):
    with pytest.raises(GoldError, match="no label speaks of"):
        measure(store, Gold(people=(people(person("Orla"), highlight="https://share.example.org/snip/9"),)))


def test_what_recurs_comes_first_and_is_shown_once(store):
    labels = (people(person("Dan"), person("Crane")), people(highlight=H2), people(person("Nobody"), highlight=H2))
    measured = measure(store, Gold(people=labels))
    assert [fault.subject for fault in measured.faults["people"]] == ["Orla Finch"] * 3 + ["Nobody"]
    listed = as_json(store, measured, 5)["people"]["errors"]
    assert [(each["wrong"], each["times"]) for each in listed] == [(True, 3), (False, 1)]


def test_a_score_below_the_interval_of_the_baseline_is_told_and_no_other(store):
    gold = Gold(people=(people(person("Orla"), person("Crane"), person("Dan")),), related=(RelatedLabel(a=H1, b=H2, grade=2, why=None),))
    good = measure(store, gold)
    before = as_json(store, good, 0)
    assert list(fallen(before, good)) == []
    worse = measure(store, Gold(people=(people(person("Orla"), person("Crane")), people(person("Mo"), highlight="c.md#0"))))
    told = list(fallen(before, worse))
    assert [line.split(":")[0] for line in told] == ["people", "people", "links", "labels"]
    assert "precision fell from 1.000 to 0.667, below 1.000" in told[0]
    nothing = measure(store, Gold(works=(WorksLabel(file="b.md", highlight=H2, titles=("Ebb",), doubtful=()),)))
    found = measure(store, Gold(works=(WorksLabel(file="a.md", highlight=H1, titles=("Ebb",), doubtful=()),)))
    assert "works: precision was 0.500, and now nothing is found" in list(fallen(as_json(store, found, 0), nothing))
