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
        (bearer("Ada Roper"), bearer("Ada Maria Roper", **FAR), (SAME, SamePerson.MIDDLE_NAME)),
        (bearer("Ada Lena Roper"), bearer("Ada Maria Roper"), None),
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
