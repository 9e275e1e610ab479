"""Full names that may be one person: joined with context, asked about without, and never by likeness alone."""

import pytest

from graphbuild.model import Verdict
from graphbuild.resolvers.same_person import Bearer, SamePerson, same_person

SAME, PROPOSED = Verdict.SAME, Verdict.PROPOSED


def bearer(name, episode="e1", show="s1", *, typed=False, counted=1, company=()):
    return Bearer(
        key=name.lower(), name=name, episodes=frozenset([episode]), shows=frozenset([show]), typed=typed, counted=counted,
        company=frozenset(company),
    )  # fmt: skip


def verdict(a, b):
    found = same_person([a, b])
    return (found[0].verdict, found[0].rule) if found else None


FAR = {"episode": "e2", "show": "s2"}


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (bearer("Orla Quennell", typed=True), bearer("Orla Quennel"), (SAME, SamePerson.MISHEARD)),
        (bearer("Orla Quennell", typed=True), bearer("Orla Quennel", **FAR), (SAME, SamePerson.MISHEARD)),
        (bearer("Ottilie Hallam", typed=True), bearer("Ottilie Halam", typed=True, **FAR), (SAME, SamePerson.MISHEARD)),
        (bearer("Marcus Klein", typed=True), bearer("Marcus Clyne", typed=True, **FAR), None),
        (bearer("Marcus Klein"), bearer("Marcus Keller", **FAR), None),
        (bearer("Tom Stanwick"), bearer("Thomas Stanwick", **FAR), (SAME, SamePerson.NICKNAME)),
        (bearer("Tom Smith"), bearer("Thomas Smith", **FAR), (PROPOSED, SamePerson.NICKNAME)),
        (bearer("Tom Smith"), bearer("Thomas Smith"), (SAME, SamePerson.NICKNAME)),
        (bearer("Ada Roper"), bearer("Ada Maria Roper", **FAR), (PROPOSED, SamePerson.MIDDLE_NAME)),
        (bearer("Ada Roper"), bearer("Ada Maria Roper"), (SAME, SamePerson.MIDDLE_NAME)),
        (bearer("Ada Lena Roper"), bearer("Ada Maria Roper"), (Verdict.DIFFERENT, SamePerson.MIDDLE_NAME)),
        (bearer("Иван Петров", typed=True), bearer("Иван Сидоров"), None),
        (bearer("J Haverkamp"), bearer("Jonas Haverkamp"), (SAME, SamePerson.INITIAL)),
        (bearer("Aidan Frost"), bearer("Ethan Frost"), None),
    ],
)
def test_two_full_names(a, b, expected):
    assert verdict(a, b) == expected
    assert verdict(b, a) == expected


def test_a_first_name_alone_is_asked_about_and_not_joined():
    [found] = same_person([bearer("Jason Moreau", typed=True)], [bearer("jason 1a2b", **FAR)])
    assert (found.verdict, found.rule) == (PROPOSED, SamePerson.FIRST_NAME)


def test_the_order_does_not_matter():
    people = [bearer("Orla Quennell"), bearer("Orla Quennel", **FAR), bearer("Tom Smith"), bearer("Thomas Smith", **FAR)]
    assert same_person(people) == same_person(people[::-1])


@pytest.mark.parametrize(
    "names",
    [
        ("Pat Kowalczyk", "Patricia Kowalczyk", "Patrick Kowalczyk"),
        ("Anna Kowalczyk", "Anna B Kowalczyk", "Anna C Kowalczyk"),
        ("J Dunmore", "Jane Dunmore", "Joseph Dunmore"),
    ],
)
def test_a_short_form_of_two_people_joins_nobody(names):
    people = [bearer(name) for name in names]
    assert all(each.verdict is not SAME for each in same_person(people)), same_person(people)


@pytest.mark.parametrize(
    "pair",
    [
        ("John Hartwell", "Joan Hartwell"),
        ("Maria Dunmore", "Mario Dunmore"),
        ("Paul Dunmore", "Saul Dunmore"),
        ("Chris Pinewood", "Christine Pinewood"),
    ],
)
def test_two_first_names_that_people_bear_are_two(pair):
    far = [bearer(pair[0]), bearer(pair[1], **FAR)]
    assert all(each.verdict is not SAME for each in same_person(far))


def test_a_first_name_spelt_otherwise_is_the_same():
    found = verdict(bearer("Jonathan Roper", typed=True), bearer("Johnathan Roper"))
    assert found is not None
    assert found[0] is SAME
