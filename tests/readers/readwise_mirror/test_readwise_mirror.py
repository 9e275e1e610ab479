"""What is peculiar to the readwise-mirror plugin."""

from graphbuild.readers import Refusal, read
from graphbuild.readers.base import decode
from graphbuild.resolvers.episodes import join_episodes

HEAD = "%%\nID: 7\nUpdated: 2021-03-04\n%%\n![](https://example.org/x.png)\n\n# About\nTitle: [[#1- Odd Crafts]]\nAuthor: [[The Yard]]\n"
HEAD += "Category: #podcasts\nNumber of Highlights: ==2==\n\n# Highlights \n"


def result(text):
    found = read(decode("x.md", text.encode()))
    assert not isinstance(found, Refusal), found
    assert "unread" not in found.lines
    return found


def test_a_number_closes_a_highlight_and_a_note_follows_it():
    text = "Speaker 0: Twist it.\nSpeaker 1: Why? ^101\n\n**Note: First line\nand second**\n\nNext one\n\n---\nwith a rule in it ^102\n"
    [episode] = result(HEAD + text).episodes
    first, second = episode.highlights
    assert [(turn.speaker.name, turn.text) for turn in first.turns] == [("Speaker 0", "Twist it."), ("Speaker 1", "Why?")]
    assert (first.readwise_id, first.notes[0].text) == ("101", "First line\nand second")
    assert (second.readwise_id, second.text, second.notes) == ("102", "Next one\n---\nwith a rule in it", ())


def test_the_target_of_the_title_link_is_the_title():
    text = HEAD.replace("[[#1- Odd Crafts]]", "[[#1 Odd  Crafts| > 1 Odd Crafts]]").replace("==2==", "==0==")
    [episode] = result(text).episodes
    assert (episode.title, episode.highlights) == ("#1 Odd Crafts", ())


def test_a_count_that_is_wrong_is_said_to_be():
    assert [each.code for each in result(HEAD + "Only one. ^101\n").diagnostics] == ["GB111"]


def test_a_copy_as_readwise_writes_it_adds_its_links_and_no_highlight():
    text = (
        HEAD + "Rope remembers. ^101\n\n**Note: Mine**\n\n---\nKnots forget. ^102\n\n---\n------\nTitle: Odd Crafts\n---\n\n## Highlights\n"
    )
    text += "- Rope remembers. ([Time 0:00:05](https://share.snipd.com/snip/00000000-0000-4000-8000-000000000001))\n    - Tags: [[rope]] \n"
    text += "- Knots forget. ([Time 0:00:09](https://share.snipd.com/snip/00000000-0000-4000-8000-000000000002))\n- A third.\n"
    found = result(text)
    assert found.highlights == 3
    [episode] = join_episodes(found.episodes)
    joined = [(each.text, each.start, [tag.label for tag in each.tags], [note.text for note in each.notes]) for each in episode.highlights]
    assert joined == [("Rope remembers.", 5, ["rope"], ["Mine"]), ("Knots forget.", 9, [], []), ("A third.", None, [], [])]


def test_the_place_in_a_book_and_its_colour_are_no_words_of_it():
    text = (
        HEAD.replace("#podcasts", "#books")
        + "Rope remembers. ([132](https://readwise.io/to_kindle?x=1)) %% Color: yellow %% ^101\nMore. ^102\n"
    )
    [book] = result(text).episodes
    assert [each.text for each in book.highlights] == ["Rope remembers.", "More."]


def test_the_day_of_the_last_highlight_is_that_of_the_only_one():
    kept = HEAD.replace("\n\n# Highlights", "\nLast Highlighted: *2021-03-02*\n\n# Highlights")
    one, two = kept.replace("==2==", "==1==") + "Twist it. ^101\n", kept + "Twist it. ^101\n\n---\nPull it. ^102\n"
    assert [each.created for each in result(one).episodes[0].highlights] == ["2021-03-02"]
    assert [each.created for each in result(two).episodes[0].highlights] == [None, None]
    assert [each.created for each in result(one.replace("*2021-03-02*", "*Never*")).episodes[0].highlights] == [None]
