"""Topics over a small vault: the owner first, names never, a part only where it stands by itself, the same bytes whatever the order."""

from dataclasses import replace

import pytest

from graphbuild.extractors.topic_phrases import Shape
from graphbuild.model import Episode, Field, Highlight, Location, Mention, MentionKind, Reference, Show, Tag
from graphbuild.resolvers.spelling import topic_key
from graphbuild.resolvers.topic_candidates import Considered, barred_names, consider
from graphbuild.resolvers.topic_features import Candidate, features, titles_of, vault_of, words_of
from graphbuild.resolvers.topic_weights import WEIGHTS
from graphbuild.resolvers.topics import choose, on_card, rank_topics

AT = (Location(path="a.md", line=1, end_line=1),)


def highlight(key="h", title="Sourdough Starters", summary="A sourdough starter needs warmth.", tags=(), links=()):
    return Highlight(
        key=key,
        url=None,
        start=None,
        title=title,
        summary=summary,
        at=AT,
        tags=tuple(Tag(label=each, at=AT[0]) for each in tags),
        wiki_links=links,
    )


def episode(*highlights, key="e", title="On Bread"):
    return Episode(key=key, title=title, show=Show(name="Crumbs", at=AT), url=None, highlights=highlights, at=AT)


def mention(name, field=Field.SUMMARY, rule=Shape.WHOLE, start=0, kind=MentionKind.TOPIC):
    return Mention(
        field=field,
        position=0,
        start=start,
        end=start + len(name),
        quote=name,
        kind=kind,
        name=name,
        confidence=0.5,
        extractor="topics-2",
        rule=rule,
    )


def keys(topics):
    return [topic.key for topic in topics]


def test_what_the_owner_wrote_comes_first_without_a_place_in_the_words():
    tagged = highlight(tags=("oven spring", "favorite"), links=("Crust",))
    found = rank_topics([episode(tagged)], {"h": [mention("sourdough starter"), mention("warmth")]}, set(), 10)["h"]
    assert set(keys(found)[:2]) == {"oven spring", "crust"}
    assert found[0].mentions == ()
    assert "sourdough starter" in keys(found)


def test_names_of_people_shows_and_works_are_no_topics():
    given = [mention(name) for name in ("Orla Finch", "Finch", "Crumbs", "letter to Finch", "The Quiet Loaf", "warmth")]
    person = Reference(subject="h", in_episode=False, target="orla-finch", mention=mention("Orla Finch", kind=MentionKind.PERSON))
    vault = [episode(highlight())]
    barred = barred_names(vault, {"h": {"the quiet loaf"}}, [person])
    assert keys(rank_topics(vault, {"h": given}, {"orla finch", "crumbs"}, 10, barred)["h"]) == ["warmth"]


def test_a_person_of_the_episode_bars_the_name_in_each_of_its_highlights():
    person = Reference(
        subject="e", in_episode=True, target="orla-finch", mention=mention("Orla Finch", field=Field.EPISODE_TITLE, kind=MentionKind.PERSON)
    )
    barred = barred_names([episode(highlight("h"), highlight("i"))], {}, [person])
    assert barred == {"h": {"orla finch", "orla", "finch"}, "i": {"orla finch", "orla", "finch"}}


def chosen(*ranked, rule=Shape.WHOLE):
    """What is chosen of phrases given best first."""
    return choose(
        {key: Candidate(mentions=[mention(key, rule=rule)]) for key in ranked}, {key: 0.9 - 0.01 * n for n, key in enumerate(ranked)}, 10
    )


def test_a_word_of_a_better_phrase_is_left_out_and_two_words_if_they_stand_nowhere_else():
    assert chosen("sourdough starter", "sourdough") == ["sourdough starter"]
    assert chosen("wild sourdough starter", "sourdough starter") == ["wild sourdough starter", "sourdough starter"]
    assert chosen("wild sourdough starter", "sourdough starter", rule=Shape.PART) == ["wild sourdough starter"]


def test_a_misspelt_phrase_is_left_out_beside_the_one_that_it_sounds_like():
    assert chosen("oven thermometer", "oven thermometre", "oven thermomiter", "oven temperature")[0] == "oven thermometer"
    assert "oven thermomiter" not in chosen("oven thermometer", "oven thermomiter", "oven temperature")
    assert "oven temperature" in chosen("oven thermometer", "oven thermomiter", "oven temperature")


def test_a_phrase_that_has_another_adjective_alone_is_left_out():
    assert chosen("rye bread", "crusty bread", "banana bread") == ["rye bread", "banana bread"]


def test_sentences_that_sell_have_no_topics_but_a_title_has():
    text = "We talked of rye. Rye is slow. This episode is sponsored by Crumbs. Their oven gloves never burn. Now back to the old mill."
    told = replace(highlight(title="Oven Gloves"), text=text)
    given = [mention(name, field=Field.TEXT, start=text.index(name)) for name in ("rye", "oven gloves", "old mill")]
    heard = consider([episode(told)], {"h": given}, set(), {}, {})[0]["h"].candidates
    assert set(heard) == {"rye", "old mill"}
    titled = consider([episode(told)], {"h": [mention("oven gloves", field=Field.TITLE)]}, set(), {}, {})[0]["h"].candidates
    assert set(titled) == {"oven glove"}


@pytest.mark.parametrize("phrase", ["case study", "crumbs.com", "rule of thumb", "7", "takeaway"])
def test_turns_of_speech_and_addresses_are_no_topics(phrase):
    assert not consider([episode(highlight())], {"h": [mention(phrase)]}, set(), {}, {})[0]["h"].candidates


def test_a_longer_form_of_a_better_phrase_is_left_out():
    candidates = {key: Candidate(mentions=[mention(key)]) for key in ("wild sourdough starter", "sourdough starter")}
    assert choose(candidates, {"sourdough starter": 0.9, "wild sourdough starter": 0.5}, 10) == ["sourdough starter"]


def test_at_most_so_many_as_asked_and_the_best_of_them():
    names = ("sourdough starter", "warmth", "thing hydration", "oven spring")
    many = rank_topics([episode(highlight())], {"h": [mention(name) for name in names]}, set(), 10)["h"]
    assert keys(rank_topics([episode(highlight())], {"h": [mention(name) for name in names]}, set(), 2)["h"]) == keys(many)[:2]
    assert [topic.score for topic in many] == sorted((topic.score for topic in many), reverse=True)


def test_the_order_of_mentions_and_episodes_changes_nothing():
    one, two = episode(highlight("h"), key="e"), episode(highlight("i"), key="f")
    given = {
        "h": [mention("sourdough starter"), mention("warmth"), mention("Sourdough starter", field=Field.TITLE)],
        "i": [mention("warmth")],
    }
    turned = {key: each[::-1] for key, each in given.items()}
    assert rank_topics([one, two], given, set(), 10) == rank_topics([two, one], turned, set(), 10)


def test_the_title_of_the_episode_counts_where_the_highlight_speaks_of_it():
    near, far = highlight(title="Rye Bread", summary="Rye bread wants a hot oven."), highlight("i", title="Rowing", summary="They rowed.")
    vault = [episode(near, far, title="Rye Bread")]
    found = rank_topics(vault, {"i": [mention("rowing")]}, set(), 10, None, {"e": [mention("rye bread", field=Field.EPISODE_TITLE)]})
    assert [(topic.key, topic.mentions) for topic in found["h"]] == [("rye bread", ())]
    assert keys(found["i"])[0] == "rowing"


@pytest.mark.parametrize(
    ("better", "other"),
    [("baker workflow", "baker work flow"), ("graduate bakery", "grad bakery"), ("tide table", "tide tabel")],
)
def test_what_is_only_written_otherwise_says_nothing_more(better, other):
    found = {key: Candidate(mentions=[mention(key)]) for key in (better, other)}
    assert choose(found, {better: 0.9, other: 0.8}, 10) == [better]


def carded(likely, told=None, **candidates):
    """What the card shows of phrases; `likely`: how likely each is, the best first."""
    told = told or highlight(summary="Rye wants heat.")
    here = Considered(
        {key: candidates.get(key) or Candidate(mentions=[mention(key, Field.TITLE)]) for key in likely},
        words_of(told, titles_of(episode(told))),
    )
    return on_card(here, likely, list(likely))


def test_a_card_shows_what_is_likely_and_the_owners_own_and_may_be_empty():
    assert carded({"rye": 0.9, "heat": 0.35, "oven": 0.26}) == ("rye", "heat")
    assert carded({"rye": 0.27, "heat": 0.26}) == ("rye",)
    assert carded({"rye": 0.1}) == ()
    assert carded({"rye": 0.1}, rye=Candidate(is_owned=True)) == ("rye",)


def test_of_a_bare_title_the_best_phrase_is_shown_however_likely():
    assert carded({"rye": 0.05, "heat": 0.04}, replace(highlight(title="Rye and Heat"), summary=None)) == ("rye",)


@pytest.mark.parametrize(
    ("fields", "text", "shown"),
    [
        ((Field.TEXT,), "rye wants heat", ()),
        ((Field.TEXT,), "rye wants heat, and rye wants time", ("rye",)),
        ((Field.TEXT, Field.SUMMARY), "rye wants heat", ()),  # the summary says it again
        ((Field.TEXT, Field.TAKEAWAYS), "rye wants heat", ("rye",)),
        ((Field.TEXT, Field.NOTE), "rye wants heat", ("rye",)),
    ],
)
def test_what_is_named_in_passing_must_be_likelier(fields, text, shown):
    told = replace(highlight(summary="Rye wants heat." if Field.SUMMARY in fields else "A loaf."), text=text)
    candidate = Candidate(mentions=[mention("rye", field) for field in fields])
    assert carded({"rye": 0.35}, told, rye=candidate) == shown
    assert carded({"rye": 0.45}, told, rye=candidate) == ("rye",)


def test_what_a_show_calls_a_series_is_no_topic_of_what_does_not_name_it():
    vault = [episode(highlight(f"h{n}", summary="News of the harbour."), key=f"e{n}", title="Harbour News") for n in range(3)]
    in_titles = {each.key: [mention("harbour news", Field.EPISODE_TITLE)] for each in vault}
    assert not consider(vault, {}, set(), {}, in_titles)[0]["h0"].candidates
    assert set(consider(vault[:2], {}, set(), {}, in_titles)[0]["h0"].candidates) == {"harbour news"}


def test_one_side_of_a_joined_phrase_is_left_out():
    assert chosen("price of slow bread", "slow bread") == ["price of slow bread"]


def test_what_is_hardly_a_topic_is_left_out_unless_there_is_nothing_better():
    given = [mention("sourdough starter"), mention("two of tx", rule=Shape.JOINED)]
    assert keys(rank_topics([episode(highlight())], {"h": given}, set(), 10)["h"]) == ["sourdough starter"]
    (alone,) = rank_topics([episode(highlight())], {"h": given[1:]}, set(), 10)["h"]
    assert (alone.key, alone.on_card) == ("two of tx", False)


def test_a_word_that_a_summary_says_again_counts_once():
    told = replace(highlight(title=None, summary="Rye wants heat. Rye wants time."), text="rye wants heat and rye wants time and patience")
    words = words_of(told, titles_of(episode(told)))
    assert (words.counts["rye"], words.counts["heat"], words.counts["patience"]) == (2, 1, 1)


def test_each_weight_belongs_to_a_feature():
    here = highlight()
    words = words_of(here, titles_of(episode(here)))
    values = features(
        "sourdough starter", Candidate(mentions=[mention("sourdough starter")]), words, vault_of([words], {"sourdough starter": {"e"}})
    )
    assert set(WEIGHTS) <= set(values)
    assert values["in summary"] == values["words in title"] == values["words in summary"] == values["two words"] == 1
    assert values["in title"] == values["in note"] == values["words in episode title"] == 0


@pytest.mark.parametrize(("label", "key"), [("Feedback-Loops", "feedback loop"), ("C++", "cplusplus"), ("C#", "csharp"), ("C", "c")])
def test_spellings_join_by_key(label, key):
    assert topic_key(label) == key
