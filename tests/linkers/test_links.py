"""Links rest on what is shared, between different episodes, and say so."""

from graphbuild import pipeline
from tests.exports import episode, snip, spoken, vault


def made(folder, *texts):
    files = {}
    for number, (title, text, tags) in enumerate(texts, 1):
        url = f"https://share.snipd.com/episode/00000000-0000-4000-8000-{number:012}"
        body = spoken(title, text, ("Speaker 1", text))
        files[f"file{number}"] = episode(title, f"Show {number}", snip(number, "0:01", body, tags=tags), url=url)
    return pipeline.build([vault(folder, **files)])


def test_a_shared_tag_links_highlights_and_episodes_with_evidence_of_both(tmp_path):
    build = made(tmp_path, ("Ropes", "Twisting hemp takes patience.", "#slow-craft"), ("Bread", "Dough wants time.", "#slow-craft"))
    rows = build.store.select("SELECT ?rel ?score ?reason { ?l gb:relation ?rel ; gb:score ?score ; gb:reason ?reason } ORDER BY ?rel").rows
    assert [row[0].rsplit("#")[-1] for row in rows] == ["relatedEpisode", "relatedHighlight"]
    assert all(0 < row[1] <= 1 and "slow craft" in row[2] for row in rows)
    assert len(build.store.select("SELECT DISTINCT ?h { ?l gb:relation gb:relatedEpisode ; gb:evidence ?h }")) == 2


def test_a_tag_is_found_again_in_the_words_of_another(tmp_path):
    build = made(
        tmp_path, ("Ropes", "Twisting hemp takes patience.", "#slow-craft"), ("Bread", "They call it a slow craft, and it is.", "")
    )
    assert build.report["totals"]["links"]["highlights"] == 1


def test_nothing_shared_no_link(tmp_path):
    build = made(tmp_path, ("Ropes", "Twisting hemp takes patience.", "#hemp-rope"), ("Bread", "Dough wants time.", "#sour-dough"))
    assert build.report["totals"]["links"] == {"highlights": 0, "episodes": 0, "ideas": 0, "broader": 0}


def test_one_passage_kept_twice_is_no_link(tmp_path):
    text = "Twisting hemp takes a great deal of patience and a dry day and somebody at the other end of the yard."
    build = made(tmp_path, ("Ropes", text, "#slow-craft"), ("Ropes again", text, "#slow-craft"))
    assert build.report["totals"]["links"]["highlights"] == 0


def test_two_tags_of_one_highlight_are_related_ideas(tmp_path):
    build = made(tmp_path, ("Ropes", "Twisting hemp takes patience.", "#slow-craft, #hemp-rope"))
    assert build.store.select("SELECT ?b { ?a skos:related ?b }").rows
    [(reason,)] = build.store.select("SELECT ?r { ?l gb:reason ?r }")
    assert reason.endswith("come together in 1 highlight of 1 episode.")


def test_a_case_of_another_idea_is_said_with_its_evidence(tmp_path):
    build = made(tmp_path, ("Ropes", "Twisting hemp takes patience.", "#rope #hemp-rope"), ("More", "Twisting.", "#hemp-rope"))
    rows = build.store.select(
        "SELECT ?n ?b ?score ?reason (COUNT(?h) AS ?highlights) { ?l gb:relation skos:broader ; gb:between ?i , ?j ; gb:score ?score ; gb:reason ?reason ; "
        "gb:evidence ?h . ?i skos:broader ?j ; skos:prefLabel ?n . ?j skos:prefLabel ?b } GROUP BY ?n ?b ?score ?reason"
    ).rows
    assert [(n, b, float(score), highlights) for n, b, score, _, highlights in rows] == [("hemp rope", "rope", 0.8, 2)]
    assert rows[0][3] == "“hemp rope” is a case of “rope”: the same noun, said more closely."
    assert not build.store.select("SELECT ?a { ?a skos:related ?b }").rows


def test_an_idea_within_the_name_of_another_is_related(tmp_path):
    build = made(tmp_path, ("Ropes", "Twisting hemp takes patience.", "#hemp #hemp-rope"), ("More", "Twisting.", "#hemp-rope"))
    reasons = {reason for (reason,) in build.store.select("SELECT ?r { ?l gb:relation skos:related ; gb:reason ?r }").rows}
    assert reasons == {"“hemp” stands in “hemp rope”."}
    assert not build.store.select("SELECT ?a { ?a skos:broader ?b }").rows
