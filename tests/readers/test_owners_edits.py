"""What owners change and add in their files: nothing of it is lost, and none of it is taken for the player's words."""

import pytest

from graphbuild.readers import Refusal, read
from graphbuild.readers.base import decode
from tests.exports import NBSP, episode, snip

SNIP = "https://share.snipd.com/snip/00000000-0000-4000-8000-000000000001"


def result(text):
    found = read(decode("x.md", text.encode()))
    assert not isinstance(found, Refusal), found
    assert "unread" not in found.lines
    assert sum(found.lines.values()) == found.non_blank
    return found


def one(text):
    [highlight] = result(text).episodes[0].highlights
    return highlight


def notes(highlight):
    return [note.text for note in highlight.notes]


def tags(highlight):
    return [tag.label for tag in highlight.tags]


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        ("- Tags: alpha, beta", ["alpha", "beta"]),
        ("- tags: #a #b #c", ["a", "b", "c"]),
        ("- **Tags**: #[[writing]] #[[a b]] #c", ["writing", "a b", "c"]),
        ("- Tags: #slow-tide/harbor, #baker-=-honour", ["slow-tide/harbor", "baker-=-honour"]),
        ("- tag: [[one]]", ["one"]),
    ],
)
def test_tags_as_owners_write_them(line, labels):
    assert tags(one(episode("E", "S", snip(1, "0:01", "Words.") + f"\n    {line}"))) == labels


@pytest.mark.parametrize("key", ["Note", "note", "Notes", "**My note**", "**Note**"])
def test_notes_under_any_name(key):
    assert notes(one(episode("E", "S", snip(1, "0:01", "Words.") + f"\n    - {key}: Mine"))) == ["Mine"]


def test_a_list_within_a_note_is_the_notes_own():
    text = "\n    - **Note:** First\n      - Tags: are great\n      ```\n      - Note: in code\n      ```\n    - **Tags:** #real"
    highlight = one(episode("E", "S", snip(1, "0:01", "Words.") + text))
    assert notes(highlight) == ["First\n- Tags: are great\n```\n- Note: in code\n```"]
    assert tags(highlight) == ["real"]


def test_words_behind_the_link_are_a_note():
    highlight = one(episode("E", "S", snip(1, "0:01:00", "Words.") + " ⭐ my favourite\n    - **Note:** And more"))
    assert (highlight.url, highlight.start, highlight.text) == (SNIP, 60, "Words.")
    assert notes(highlight) == ["⭐ my favourite", "And more"]


def test_the_same_link_with_other_words_is_one_and_said_to_be():
    found = result(episode("E", "S", snip(1, "0:01", "Older words."), snip(1, "0:01", "Newer words.")))
    assert (found.highlights, [each.code for each in found.diagnostics]) == (1, ["GB107"])


@pytest.mark.parametrize("sections", [("# Metadata", "# Highlights"), ("## Metadata:", "## Highlights:")])
def test_sections_of_another_depth_or_with_a_colon(sections):
    text = episode("E", "S", snip(1, "0:01", "Words.")).replace("## Metadata", sections[0]).replace("## Highlights", sections[1])
    assert one(text).text == "Words."


def test_pages_of_logseq_indented_by_blanks_and_with_its_own_properties():
    head = (
        "title:: E (highlights)\nauthor:: [[S]]\nfull-title:: E\ncategory:: #podcasts\n\n- Highlights first synced by [[Readwise]] [[x]]\n"
    )
    text = f"{head}  - On rope\n    collapsed:: true\n    Summary:\n    Twist it. ([Time{NBSP}0:00:05]({SNIP}))\n      - **Note**: Mine\n"
    highlight = one(text)
    assert (highlight.title, highlight.summary, highlight.start, notes(highlight)) == ("On rope", "Twist it.", 5, ["Mine"])


MIRROR = "%%\nID: 7\n%%\n# About\nTitle: [[T]]\nAuthors: [[S]]\nCategory: #podcasts\n# Highlights\n"


def test_a_power_at_the_end_of_a_line_is_no_number_of_readwise():
    [highlight] = result(MIRROR + "We know that 2^10\nand it is big ^111\n").episodes[0].highlights
    assert highlight.text == "We know that 2^10\nand it is big"


def test_a_plain_note_goes_on_to_the_rule():
    first, second = result(MIRROR + "One ^111\n\nNote: my note\n\nits second paragraph\n\n---\nTwo ^222\n").episodes[0].highlights
    assert (first.text, notes(first), second.text) == ("One", ["my note\nits second paragraph"], "Two")


@pytest.mark.parametrize(
    "text",
    [
        "# Minutes\n\n## Time 10:30\n> Bob said that we start.\n\n## Time 11:00\n> Ann left.\n",
        "# Marathon\n\n## Time 3:45:12\n[[2024-05-04]]\nA good run.\n",
    ],
)
def test_times_in_headings_alone_make_no_export(text):
    assert isinstance(read(decode("x.md", text.encode())), Refusal)


SNIPD = f"---\nfrom_snipd: true\n---\n# E\n## Episode metadata\n- Show: S\n## Snips\n### [On rope]({SNIP})\n🎧 00:01 - 00:09 (00:08)\n\nThe machine's words.\n\n"
SAID = "#### 📚 Transcript\n**Ada:** Twist it.\n\n**Note:** this is important, she said.\n\n"


def test_bold_words_in_a_transcript_stay_in_it():
    highlight = one(SNIPD + SAID + "---\n")
    assert [turn.text for turn in highlight.turns] == ["Twist it.", "this is important, she said."]
    assert highlight.summary == "The machine's words."


@pytest.mark.parametrize("own", ["#### Notes\nMine.\n", "> [!note] Mine.\n", "#### My note\nMine.\n"])
def test_what_is_noted_below_the_transcript_is_the_owners(own):
    highlight = one(SNIPD + SAID + own + "\n---\n")
    assert (highlight.summary, notes(highlight)) == ("The machine's words.", ["Mine."])


def test_a_link_between_fences_begins_no_snip():
    highlight = one(SNIPD + f"```\n### [x]({SNIP[:-1]}2)\n```\n\n" + SAID + "---\n")
    assert highlight.turns[0].text == "Twist it."
