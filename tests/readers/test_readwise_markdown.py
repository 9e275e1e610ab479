"""The eras and oddities of Readwise's Markdown, each in a made-up file."""

import pytest

from graphbuild.readers import Refusal, read
from graphbuild.readers.base import decode
from graphbuild.resolvers.episodes import join_episodes
from tests.exports import NBSP, episode, snip, spoken


def one(text):
    result = read(decode("x.md", text.encode()))
    assert not isinstance(result, Refusal), result
    assert "unread" not in result.lines
    return result.episodes[0]


def test_a_rich_snip():
    body = spoken("On Ropes", "How ropes are made.", ("Speaker 1", "Twist it."), ("Speaker 2", "Which way?"))
    made = one(episode("Odd Crafts", "The Yard", snip(1, "0:15:16", body, tags="#rope-making, #craft", note="Ask Ada")))
    [highlight] = made.highlights
    assert (made.title, made.show.name) == ("Odd Crafts", "The Yard")
    assert (highlight.title, highlight.summary, highlight.start) == ("On Ropes", "How ropes are made.", 916)
    assert highlight.key == "00000000-0000-4000-8000-000000000001"
    assert [(turn.speaker.name, turn.text) for turn in highlight.turns] == [("Speaker 1", "Twist it."), ("Speaker 2", "Which way?")]
    assert [tag.label for tag in highlight.tags] == ["rope-making", "craft"]
    assert [note.text for note in highlight.notes] == ["Ask Ada"]
    assert highlight.notes[0].at.line > highlight.at[0].line


def test_third_level_headings_are_the_same_export():
    text = episode("Odd Crafts", "The Yard", snip(1, "1:02", "Plain words."))
    assert one(text.replace("## ", "### ")).highlights == one(text).highlights


def test_plain_speech_has_no_title():
    link = f"([Time{NBSP}0:00:05](https://www.airr.io/quote/5f372da2a7c7e0949b99a8e0))"
    [highlight] = one(
        episode("E", "S", f"- Ropes are twisted, never braided. {link}", url="https://www.airr.io/episode/5f372da2a7c7e0949b99a8e1")
    ).highlights
    assert (highlight.text, highlight.title, highlight.key) == ("Ropes are twisted, never braided.", None, "airr-5f372da2a7c7e0949b99a8e0")


def test_a_snip_without_words_is_kept_as_such():
    [highlight] = one(episode("E", "S", snip(1, "0:01", "1min Snip"))).highlights
    assert highlight.placeholder
    assert highlight.title is None


def test_key_takeaways():
    [highlight] = one(
        episode("E", "S", snip(1, "0:01", "On Ropes\n\n  Key takeaways:\n  * One.\n  * Two.\n\n  Transcript:\n  Speaker 1\n  Yes."))
    ).highlights
    assert highlight.takeaways == ("One.", "Two.")


def test_notes_on_the_episode_are_no_highlight():
    notes = f"- Episode AI notes\n  1. One.\n  2. Two. ([Time{NBSP}0:00:00](https://share.snipd.com/episode-takeaways/00000000-0000-4000-8000-0000000000aa))"
    made = one(episode("E", "S", notes, snip(1, "0:01", "Words.")))
    assert [each.items for each in made.ai_notes] == [("One.", "Two.")]
    assert len(made.highlights) == 1


def test_the_second_copy_of_a_snip_is_still_accounted_for():
    text = episode("E", "S", snip(1, "0:01", "Words.", tags="#one"), snip(1, "0:01", "Words.", tags="#two", note="Mine"))
    result = read(decode("x.md", text.encode()))
    assert "unread" not in result.lines
    assert result.highlights == 1
    [joined] = join_episodes(result.episodes)[0].highlights
    assert [tag.label for tag in joined.tags] == ["one", "two"]
    assert [note.text for note in joined.notes] == ["Mine"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        ("# Just a note\n\nThoughts about ropes.\n", "not an export"),
        ("# {{title}}\n{% for highlight in highlights %}\n", "template"),
        ("---\nfrom_snipd: true\n---\n# X\n", "Snipd's own"),
        ("Highlight,Book Title,Book Author,Amazon Book ID,Note\n", "CSV"),
        ('{"results": []}', "JSON"),
    ],
)
def test_anything_else_is_refused_with_its_reason(text, why):
    refusal = read(decode("x.md", text.encode()))
    assert isinstance(refusal, Refusal)
    assert why in refusal.reason


def test_a_binary_file_is_refused():
    assert isinstance(decode("x.md", b"\x00\x01"), Refusal)


def test_bytes_that_are_not_utf8_are_replaced_and_reported():
    data = episode("E", "S", snip(1, "0:01", "Caf\xe9 talk.")).encode("latin-1", "replace").replace(b"?", b"")
    result = read(decode("x.md", data))
    assert [each.code for each in result.diagnostics if each.code == "GB106"] == ["GB106"]
