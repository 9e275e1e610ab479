"""Which tags join, which are only asked about, which have nothing to do with each other."""

import pytest

from graphbuild.model import Expression, Field, Idea, Passage, Scheme, Verdict
from graphbuild.resolvers.ideas import Ideas
from graphbuild.resolvers.same_idea import same_idea
from graphbuild.resolvers.spelling import topic_key


def resolved(*labels, text="", scheme=Scheme.TAGS):
    made = tuple(Idea(key=topic_key(label), label=label, schemes=(scheme,)) for label in labels)
    expressions = tuple(Expression(highlight="h", idea=each.key) for each in made)
    return same_idea(
        Ideas(ideas=made, expressions=expressions, references=()), {"h": [Passage(field=Field.SUMMARY, position=0, text=text)]}
    )


@pytest.mark.parametrize(
    ("one", "other", "verdict", "rule"),
    [
        ("LLMs", "large language models", Verdict.SAME, "abbreviation"),
        ("log-book", "logbook", Verdict.SAME, "one word or two"),
        ("Web 3", "web3", Verdict.SAME, "one word or two"),
        ("harbour map", "harbor map", Verdict.SAME, "spelling"),
        ("boats & bread", "boats and bread", Verdict.SAME, "and"),
        ("nlp", "natural language processing", Verdict.PROPOSED, "abbreviation"),
        ("inside", "in side", Verdict.PROPOSED, "one word or two"),
        ("retreival practice", "retrieval practice", Verdict.PROPOSED, "misspelt"),
        ("history of weaving", "weaving history", Verdict.PROPOSED, "word order"),
        ("psychology of weaving", "weaving psychology", Verdict.SAME, "word order"),
        ("cup of coffee", "coffee cup", Verdict.PROPOSED, "word order"),
        ("seed plant", "seed planting", Verdict.SAME, "gerund"),
        ("crop rotating", "crop rotate", Verdict.SAME, "gerund"),
        ("crop planning", "crop plan", Verdict.SAME, "gerund"),
        ("adrenaline", "epinephrine", Verdict.PROPOSED, "synonym"),
        ("ambition", "ambitious", Verdict.PROPOSED, "stem"),
        ("pipe dream", "dream", Verdict.PROPOSED, "narrower"),
        ("virtual weather", "weather", Verdict.PROPOSED, "narrower"),
        ("qz", "quiet zeal", Verdict.PROPOSED, "initials"),
    ],
)
def test_what_is_said_of_two_tags(one, other, verdict, rule):
    [found] = resolved(one, other)
    assert (found.verdict, found.rule) == (verdict, rule)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("loom 3", "loom 4"),
        ("7 00", "70 0"),
        ("tour", "tor"),
        ("action", "faction"),
        ("sleep", "sleet"),
        ("fish", "fishing trip"),
        ("seed planting", "planting"),
        ("ai", "art"),
    ],
)
def test_what_is_not(one, other):
    assert resolved(one, other) == ()


def test_a_text_explains_an_abbreviation_and_two_readings_join_nothing():
    [found] = resolved("RP", "retrieval practice", text="He likes retrieval practice (RP) most.")
    assert (found.verdict, found.rule) == (Verdict.SAME, "explained")
    text = "Retrieval practice (RP) helps. So does RP (role play)."
    assert {each.verdict for each in resolved("RP", "retrieval practice", "role play", text=text)} == {Verdict.PROPOSED}
    assert resolved("RP", "retrieval practice", text="I read (RP) practice.") != ()


def test_nobody_is_asked_about_topics_that_a_program_found():
    assert resolved("virtual weather", "weather", scheme=Scheme.TOPICS) == ()


def test_symbols_tell_languages_apart():
    assert len({topic_key(label) for label in ("C", "C++", "C#", "c#")}) == 3
    assert topic_key("#thinking") == topic_key("Thinking")


@pytest.mark.timeout(20)
def test_initials_are_looked_up_not_searched_for():
    # 4,000 short forms and 4,000 longer names: to hold each against each is 16 million comparisons of freshly made initials.
    letters = "bcdfghjklmnpqrstvwxz"
    short = [f"{a}{b}{c}" for a in letters for b in letters for c in letters[:10]]
    long = [f"{a}o {b}u {c}e {n}" for n, (a, b, c) in enumerate(short)]
    found = [each for each in resolved("qzj", "quiet zeal jam", *short, *long) if each.rule == "initials"]
    assert [(each.left, each.right) for each in found if each.left == "quiet zeal jam"] == [("quiet zeal jam", "qzj")]
