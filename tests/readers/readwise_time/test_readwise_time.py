"""What is peculiar to templates with the time in the heading."""

from graphbuild.readers import Refusal, read
from graphbuild.readers.base import decode

HEAD = "---\nfull Title: Odd Crafts\nassigned to: me\ncategory: podcasts\n---\n# Odd Crafts\nauthor:: [[The Yard]]\nsource:: [[snipd]]\n\n"


def result(text):
    found = read(decode("x.md", text.encode()))
    assert not isinstance(found, Refusal), found
    assert "unread" not in found.lines
    return found


def test_a_heading_gives_the_time_and_the_line_below_the_day():
    text = "### Time 0:12:59\n[[2024-05-04]] 10:20\n> On rope\n> Summary:\n> Twist it.\n> Transcript:\n> Speaker 1\n> Why?\n"
    [episode] = result(HEAD + text).episodes
    [highlight] = episode.highlights
    assert (episode.title, episode.show.name) == ("Odd Crafts", "The Yard")
    assert (highlight.start, highlight.created, highlight.title, highlight.summary) == (779, "2024-05-04T10:20", "On rope", "Twist it.")
    assert [(turn.speaker.name, turn.text) for turn in highlight.turns] == [("Speaker 1", "Why?")]


def test_a_heading_may_hold_the_link():
    uuid = "00000000-0000-4000-8000-000000000001"
    text = f"### [Time 0:00:05](https://share.snipd.com/snip/{uuid})\n> Words.\n\nnote:: Mine\n  and more\n"
    [highlight] = result(HEAD + text).episodes[0].highlights
    assert (highlight.key, highlight.start, highlight.notes[0].text) == (uuid, 5, "Mine\nand more")


def test_a_note_that_only_speaks_of_times_is_none():
    assert isinstance(read(decode("x.md", b"# Plan\n\n### Time 0:30\nWe meet.\n")), Refusal)
