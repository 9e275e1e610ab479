"""One episode and one highlight, whatever files they stand in."""

from itertools import permutations

import pytest

from graphbuild.readers import read
from graphbuild.readers.base import decode
from graphbuild.resolvers.episodes import join_episodes
from tests.exports import NBSP, episode, snip

MIRROR = """%%
ID: 7
%%
# About
Title: [[{title}]]
Author: [[{show}]]
Category: #podcasts
# Highlights
{text} ^101

**Note: {note}**
"""
URL = "https://share.snipd.com/episode/00000000-0000-4000-8000-0000000000bb"


def join(*texts):
    found = [each for n, text in enumerate(texts) for each in read(decode(f"{n}.md", text.encode())).episodes]
    made = join_episodes(found)
    for order in permutations(found):
        assert join_episodes(order) == made
    return made


def airr(number, text, time="0:00:05"):
    return f"- {text} ([Time{NBSP}{time}](https://www.airr.io/quote/5f00aa11bb22cc33dd44ee{number:02}))"


def test_the_same_address_is_the_same_episode_under_any_title():
    [made] = join(episode("Odd Crafts", "S", snip(1, "0:01", "One.")), episode("Odder and odder crafts", "S", snip(2, "0:02", "Two.")))
    assert made.title == "Odder and odder crafts"
    assert len(made.highlights) == 2


def test_a_shared_snip_makes_two_files_one_episode():
    bare = episode("Odd Crafts, Part One", "S", snip(1, "0:01", "One."), url="https://example.org/one.mp3")
    assert len(join(bare, episode("Odd Crafts 1", "S", snip(1, "0:01", "One."), url=URL))) == 1


@pytest.mark.parametrize("numbered", ["Ep. 6 — On laying rope by hand", "#6: On laying rope by hand", "6. On laying rope by hand"])
def test_a_number_before_the_title_may_be_missing(numbered):
    plain = episode("On laying rope by hand", "S", snip(1, "0:01", "One."), url="")
    assert len(join(plain, episode(numbered, "S", snip(2, "0:01", "Two."), url=""))) == 1
    assert len(join(plain, episode(numbered, "Another show", snip(2, "0:01", "Two."), url=""))) == 2
    two = episode(numbered.replace("6", "7"), "S", snip(3, "0:01", "Three."), url="")
    assert len(join(plain, episode(numbered, "S", snip(2, "0:01", "Two."), url=""), two)) == 3


def test_two_tools_that_kept_the_same_words():
    kept = episode("#1: Odd Crafts", "The Yard", airr(1, "Speaker 0: Twist it, never braid it."), airr(2, "Another."), url="")
    [made] = join(kept, MIRROR.format(title="#1- Odd Crafts", show="The Yard", text="Speaker 0: Twist it, never braid it.", note="Ask Ada"))
    first, second = made.highlights
    assert [note.text for note in first.notes] == ["Ask Ada"]
    assert first.start == 5
    assert {place.path for place in first.at} == {"0.md", "1.md"}
    assert second.notes == ()


def test_a_highlight_without_words_is_told_by_its_note():
    kept = episode("Odd Crafts", "The Yard", airr(1, "AirrQuote") + "\n    - Note: Ask Ada about this", url="")
    [made] = join(kept, MIRROR.format(title="Odd Crafts", show="The Yard", text="Twist it, never braid it.", note="Ask Ada about this"))
    [highlight] = made.highlights
    assert (highlight.text, highlight.start) == ("Twist it, never braid it.", 5)


def test_two_without_words_and_with_different_notes_are_two():
    text = "AirrQuote ^101\n\n**Note: One thing**\n\n---\nAirrQuote ^102\n\n**Note: Another thing**\n"
    [made] = join(MIRROR.split("{text}", maxsplit=1)[0].format(title="T", show="S") + text)
    assert len(made.highlights) == 2


def test_two_without_words_or_notes_are_told_by_their_readwise_numbers():
    [made] = join(MIRROR.split("{text}", maxsplit=1)[0].format(title="T", show="S") + "AirrQuote ^101\n\n---\nAirrQuote ^102\n")
    assert len(made.highlights) == 2


def test_two_that_begin_alike_and_go_on_differently_are_two():
    alike = "The same twelve words stand here at the beginning of both of them and then"
    [made] = join(MIRROR.split("{text}", maxsplit=1)[0].format(title="T", show="S") + f"{alike} one. ^101\n---\n{alike} another. ^102\n")
    assert len(made.highlights) == 2


def test_the_same_words_kept_twice_with_links_are_two():
    [made] = join(episode("E", "S", airr(1, "The same words.", "0:00:05"), airr(2, "The same words.", "0:00:05"), url=""))
    assert len(made.highlights) == 2


def test_notes_on_the_episode_in_two_copies_count_once():
    notes = f"- Episode AI notes\n  1. One.\n  2. Two. ([Time{NBSP}0:00:00](https://share.snipd.com/episode-takeaways/00000000-0000-4000-8000-0000000000aa))"
    text = episode("E", "S", notes, snip(1, "0:01", "Words."))
    [made] = join(text, text)
    assert [each.items for each in made.ai_notes] == [("One.", "Two.")]


def test_a_book_and_an_episode_of_the_same_name_are_two():
    podcast = episode("Knots", "Ada Bram", snip(1, "0:01", "One."), url="")
    assert len(join(podcast, podcast.replace("#podcasts", "#books").replace("0001))", "0002))"))) == 2


def titled(number, title, show="S", *, address=False):
    uuid = f"https://share.snipd.com/episode/00000000-0000-4000-8000-{number:012}" if address else ""
    return episode(title, show, snip(number, "0:01", "Words."), url=uuid)


@pytest.mark.parametrize(("one", "other"), [("C++", "C#"), ("C", "C++"), ("🎉", "🔥"), ("की बात", "का बात"), ("???", "!!!"), ("ไก่", "ไก้"),
                                           ("10 things I learned this year", "Things I learned this year"),
                                           ("1984 by George Orwell revisited", "by George Orwell revisited")])  # fmt: skip
def test_what_tells_two_titles_apart_is_seen(one, other):
    assert len(join(titled(1, one), titled(2, other))) == 2
    assert len(join(titled(1, "T", one), titled(2, "T", other))) == 2


@pytest.mark.parametrize("other", ["odd crafts!", "Odd  Crafts", "ODD-CRAFTS", "“Odd” crafts"])
def test_what_tells_nothing_apart_is_not(other):
    assert len(join(titled(1, "Odd Crafts"), titled(2, other))) == 1


def test_different_ids_of_one_player_are_different_episodes_under_any_title():
    one, two = titled(1, "Listener Mailbag", address=True), titled(2, "Listener Mailbag", address=True)
    assert len(join(one, two)) == 2
    assert len(join(one, two, titled(3, "Listener Mailbag"))) == 3
    assert len(join(one, titled(3, "Listener Mailbag"))) == 1


def test_without_a_show_a_title_is_no_identity():
    bare = [titled(n, "Introduction").replace("- Author: [[S]]\n", "") for n in (1, 2)]
    assert len(join(*bare)) == 2


@pytest.mark.parametrize(
    "words", [("Learn C++ now", "Learn C# now"), ("it fell by -5", "it fell by 5"), ("की बात", "का बात"), ("👍", "🔥", "???")]
)
def test_words_that_differ_in_a_sign_are_different_highlights(words):
    [made] = join(episode("E", "S", *(f"- {each}" for each in words), url=""))
    assert len(made.highlights) == len(words)
