"""What becomes an idea, and where it is found again."""

import pytest

from graphbuild.model import (
    Episode,
    Field,
    Highlight,
    Location,
    Mention,
    MentionKind,
    Passage,
    Scheme,
    Show,
    Tag,
)
from graphbuild.resolvers.ideas import resolve_ideas
from graphbuild.resolvers.phrases import PhraseIndex
from graphbuild.resolvers.spelling import topic_key
from graphbuild.resolvers.topics import rank_topics
from graphbuild.resolvers.worth import Worth, worth


def said(text, *topics, field=Field.SUMMARY):
    """A passage and the topics that an extractor found in it."""
    passage = Passage(field=field, position=0, text=text)
    found = [
        Mention(
            field=field, position=0, start=text.index(topic), end=text.index(topic) + len(topic), quote=topic,
            kind=MentionKind.TOPIC, name=topic, confidence=0.6, extractor="topics-1",
        )
        for topic in topics
    ]  # fmt: skip
    return passage, found


def resolved(*said_in_episodes, tags=None, people=()):
    """The ideas of a vault with one highlight an episode."""
    place = (Location(path="a.md", line=1, end_line=1),)
    episodes, texts, mentions = [], {}, {}
    for number, (passage, found) in enumerate(said_in_episodes):
        key = f"h{number}"
        labels = tuple(Tag(label=label, at=place[0]) for label in (tags or {}).get(number, ()))
        highlight = Highlight(key=key, url=None, start=None, title=None, summary=None, tags=labels, at=place)
        show = Show(name="A Show", at=place)
        episodes.append(Episode(key=f"e{number}", title=f"Episode {number}", show=show, url=None, highlights=(highlight,), at=place))
        texts[key], mentions[key] = [passage], found
    topics = rank_topics(episodes, mentions, frozenset(people), 10)
    return resolve_ideas(episodes, topics, mentions, texts, frozenset(people), 2)


def expressed(ideas):
    return {(each.highlight, each.idea) for each in ideas.expressions}


def test_a_phrase_kept_once_and_spoken_elsewhere_is_an_idea():
    ideas = resolved(
        said("Everything on crop rotation.", "crop rotation"), said("and crop rotations, well", field=Field.TURN), said("Of ships.", "ship")
    )
    assert [each.key for each in ideas.ideas] == ["crop rotation"]
    assert expressed(ideas) == {("h0", "crop rotation"), ("h1", "crop rotation")}
    [again] = [each.mention for each in ideas.references if each.subject == "h1"]
    assert (again.quote, again.start, again.extractor) == ("crop rotations", 4, "known-topics-1")


def test_what_one_episode_carries_is_none():
    assert resolved(said("Everything on crop rotation.", "crop rotation"), said("Of ships.", "ship")).ideas == ()


def test_an_idea_inside_a_longer_one_is_found_too():
    ideas = resolved(
        said("On muscle memory training.", "muscle memory training"),
        said("More muscle memory training.", "muscle memory training"),
        said("Your muscle memory.", "muscle memory"),
    )
    assert {("h0", "muscle memory"), ("h0", "muscle memory training"), ("h2", "muscle memory")} <= expressed(ideas)


def test_a_word_in_mid_speech_is_no_idea_of_it():
    ideas = resolved(
        said("On nostalgia.", "nostalgia"), said("Nostalgia is sweet.", "Nostalgia"), said("well nostalgia or so", field=Field.TURN)
    )
    assert expressed(ideas) == {("h0", "nostalgia"), ("h1", "nostalgia")}


def test_a_name_is_none():
    ideas = resolved(said("Ada Roper.", "Ada Roper"), said("Ada Roper.", "Ada Roper"), people={"ada roper"})
    assert ideas.ideas == ()


def test_the_owners_word_is_one_however_little_it_says():
    ideas = resolved(said("Here."), said("There."), tags={0: ("friend",)})
    [idea] = ideas.ideas
    assert Scheme.TAGS in idea.schemes


@pytest.mark.parametrize(
    ("phrase", "much"),
    [
        ("nostalgia", Worth.MUCH), ("insulin", Worth.MUCH), ("anger", Worth.MUCH), ("crop rotation", Worth.MUCH), ("common sense", Worth.MUCH),
        ("memory", Worth.LITTLE), ("ship captain", Worth.LITTLE), ("lighthouse", Worth.LITTLE),
        ("friend", Worth.NONE), ("zone", Worth.NONE), ("limitation", Worth.NONE), ("period of time", Worth.NONE), ("good week", Worth.NONE), ("you guy", Worth.NONE),
        ("3 year plan", Worth.NONE), ("making bread", Worth.NONE), ("people listening", Worth.NONE), ("odd thing", Worth.NONE),
        ("bread and rope", Worth.LITTLE), ("odd book", Worth.NONE), ("of the", Worth.NONE), ("norway", Worth.NONE),
    ],
)  # fmt: skip
def test_what_a_phrase_says_by_itself(phrase, much):
    assert worth(phrase, [phrase]) is much


def test_capitals_tell_a_name_from_a_misheard_word():
    assert worth("zorbix", ["Zorbix"]) is Worth.LITTLE
    assert worth("zorbix", ["zorbix"]) is Worth.NONE
    assert worth("ada", ["Ada"]) is Worth.NONE
    assert worth("ada", ["ADA"]) is Worth.LITTLE


def test_phrases_are_found_longest_first_or_all():
    index = PhraseIndex(["slow bread", "bread oven", "slow bread oven", "oven"], topic_key)
    text = "Our slow bread ovens' bread."
    assert [text[hit.start : hit.end] for hit in index.find(text)] == ["slow bread ovens"]
    assert [hit.phrase for hit in index.find(text, nested=True)] == ["slow bread oven", "slow bread", "bread oven", "oven"]
