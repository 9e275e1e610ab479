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
    link = f"([Time{NBSP}0:00:05](https://www.airr.io/quote/5f00aa11bb22cc33dd44eee0))"
    [highlight] = one(
        episode("E", "S", f"- Ropes are twisted, never braided. {link}", url="https://www.airr.io/episode/5f00aa11bb22cc33dd44eee1")
    ).highlights
    assert (highlight.text, highlight.title, highlight.key) == ("Ropes are twisted, never braided.", None, "airr-5f00aa11bb22cc33dd44eee0")


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
    ("author", "category", "url"),
    [
        ("- Author: [[The Yard]]", "- Category: #podcasts", "- URL: https://share.snipd.com/episode/00000000-0000-4000-8000-0000000000aa"),
        (
            "* Author: *The Yard*",
            "* Category: #Type/Highlight/Podcast",
            "* URL: https://share.snipd.com/episode/00000000-0000-4000-8000-0000000000aa",
        ),
        (
            "- Podcast: [[The Yard]]",
            "- Gattung: #podcasts",
            "- Quelle: https://share.snipd.com/episode/00000000-0000-4000-8000-0000000000aa",
        ),
        (
            "- **Show:** The Yard",
            "- **Type:** [[podcasts]]",
            "- **Link:** https://share.snipd.com/episode/00000000-0000-4000-8000-0000000000aa",
        ),
    ],
)
def test_owners_rename_the_keys(author, category, url):
    text = f"# Odd Crafts\n\n## Metadata\n{author}\n{category}\n{url}\n\n## Highlights\n{snip(1, '0:01', 'Words.')}\n"
    made = one(text)
    assert (made.kind, made.title, made.show.name, made.key) == (
        "podcast",
        "Odd Crafts",
        "The Yard",
        "00000000-0000-4000-8000-0000000000aa",
    )


def test_a_book_is_read_as_one():
    text = "# Knots\n\n## Metadata\n- Author: [[Ada Bram]], [[Bo Lee]], and [[Cy Ash]]\n- Full Title: Knots\n- Category: #books\n\n## Highlights\n"
    text += "- Rope remembers. ([Location 117](https://readwise.io/to_kindle?x=1))\n    - Tags: [[rope]] \n- Twice. \n- Twice. \n"
    result = read(decode("x.md", text.encode()))
    [book] = result.episodes
    assert (book.kind, book.authors, result.highlights) == ("book", ("Ada Bram", "Bo Lee", "Cy Ash"), 3)
    assert book.highlights[0].text == "Rope remembers."
    assert book.highlights[0].start is None


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/100%", "https://example.org/100%25"),
        ("http://[foo", None),
        ("http://a:b/", None),
        ("http://example.org/a[b]", "http://example.org/a%5Bb%5D"),
        ("http://x.org#a#b", "http://x.org#a%23b"),
        ("javascript:void", None),
    ],
)
def test_odd_addresses_are_mended_or_left_out_and_said_to_be(url, kept):
    result = read(decode("x.md", episode("E", "S", f"- Words. ([Time 0:05:50]({url}))", url=url).encode()))
    [made] = result.episodes
    assert (made.url, made.highlights[0].url) == (kept, kept)
    assert [each.code for each in result.diagnostics] == (["GB115"] if kept else ["GB114", "GB114"])


def test_a_time_that_no_clock_shows_is_left_out_and_said_to_be():
    result = read(decode("x.md", episode("E", "S", snip(1, "0:99:01", "Words."), snip(2, "99999999999:00:01", "More.")).encode()))
    assert [highlight.start for highlight in result.episodes[0].highlights] == [None, None]
    assert [each.code for each in result.diagnostics] == ["GB109", "GB109"]


def test_a_binary_file_is_refused():
    assert isinstance(decode("x.md", b"\x00\x01"), Refusal)


def test_bytes_that_are_not_utf8_are_replaced_and_reported():
    data = episode("E", "S", snip(1, "0:01", "Caf\xe9 talk.")).encode("latin-1", "replace").replace(b"?", b"")
    result = read(decode("x.md", data))
    assert [each.code for each in result.diagnostics if each.code == "GB106"] == ["GB106"]
