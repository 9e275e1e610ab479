"""Snipd's plugin for Obsidian: its own templates, those of owners, and files that were edited. All text is made up."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphbuild.model import Book
from graphbuild.readers import snipd_markdown
from graphbuild.readers.base import decode
from graphbuild.readers.snipd_obsidian import READER

BASE = "https://share.snipd.com"
YAML = """---
episode_title: #12 Knots: A Short Course
show_title: The Rope Hour
guests:
  - Ada Roper
episode_publish_date: 2024-05-06
mentioned_books:
  - "Ropes, Twine"
episode_url: "https://share.snipd.com/episode/00000000-0000-4000-8000-0000000000aa"
snips_count: 1
from_snipd: true
---
"""
META = f"""## Episode metadata
- Episode title: #12 Knots: A Short Course
- Show: The Rope Hour
- Owner / Host: Rope & Co
- Guests: [Ada Roper]({BASE}/person/1), [Bo Line]({BASE}/person/2)
- Episode publish date: 2024-05-06
- Episode AI description: Knots, explained.
- Mentioned books: [Ropes, Twine]({BASE}/book/1) by [Cy Hitch]({BASE}/person/3), [Ada Roper]({BASE}/person/1), [Bends]({BASE}/book/2), [Loops [new]]({BASE}/book/3) by [Cy Hitch]({BASE}/person/3)
- Duration: 24:38
- Episode URL: [Open in Snipd]({BASE}/episode/00000000-0000-4000-8000-0000000000aa)
- Show URL: [Open in Snipd]({BASE}/show/1)
- Export date: 2025-12-01T04:05:06

"""
HEAD = f"{YAML}# _12 Knots_ A Short Course\n![Cover](https://example.org/a.png)\n\n{META}## Snips\n"
SPOKEN = "#### 📚 Transcript\n**Ada Roper:** Pull it tight.\n\nAnd again.\n\n**Bo Line:** Like so?\n"
QUOTE = "#### 💬 Quote\n> Pull it tight.\n> — Ada Roper\n\nAda on pulling.\n"
FOOTER = "Created with [Snipd](https://www.snipd.com) | Highlight & Take Notes from Podcasts\n"


def url(number):
    return f"{BASE}/snip/00000000-0000-4000-8000-{number:012}"


def snip(number=1, note="A bowline holds.", rest=SPOKEN, star="", tags="", title="On Bowlines"):
    frame = f'<iframe src="{BASE}/embed/obsidian-player/snip/9"></iframe>'
    return f"### {star} [{title}]({url(number)}) {tags}\n🎧 02:10 - 03:40 (01:30)\n\n{frame}\n\n{note}\n\n{rest}\n---\n\n"


def result(text):
    document = decode("x.md", text.encode())
    found = READER.read(document)
    assert "unread" not in found.lines
    assert sum(found.lines.values()) == document.non_blank
    return found


def only(text):
    [highlight] = result(text).episodes[0].highlights
    return highlight


def codes(found):
    """What is odd but for the front matter, whose title YAML takes for a comment."""
    return [each.code for each in found.diagnostics if each.code != "GB110"]


def test_a_title_that_yaml_takes_for_a_comment_is_said_to_be_one():
    assert [(each.line, each.code) for each in result(HEAD + snip() + FOOTER).diagnostics] == [(2, "GB110")]


def claimed(text):
    return READER.identify(decode("x.md", text.encode()))


def test_the_default_template():
    found = result(HEAD + snip() + FOOTER)
    [made] = found.episodes
    assert (made.title, made.show.name, made.published) == ("#12 Knots: A Short Course", "The Rope Hour", "2024-05-06")
    assert made.key == "00000000-0000-4000-8000-0000000000aa"
    assert (made.guests, made.hosts) == (("Ada Roper", "Bo Line"), ("Rope & Co",))
    assert made.books == (
        Book(title="Ropes, Twine", authors=("Cy Hitch", "Ada Roper")),
        Book(title="Bends"),
        Book(title="Loops [new]", authors=("Cy Hitch",)),
    )
    [highlight] = made.highlights
    assert (highlight.title, highlight.summary, highlight.start, highlight.end) == ("On Bowlines", "A bowline holds.", 130, 220)
    assert [(turn.speaker.name, turn.text) for turn in highlight.turns] == [
        ("Ada Roper", "Pull it tight.\nAnd again."),
        ("Bo Line", "Like so?"),
    ]
    assert (highlight.favorite, highlight.tags, highlight.text) == (False, (), None)
    assert codes(found) == []
    assert {"front-matter", "cover", "metadata", "title", "player", "summary", "label", "transcript", "rule", "footer"} <= set(found.lines)


def test_the_front_matter_is_enough():
    made = result(f"{YAML}\n# _12 Knots_ A Short Course\n\n## Snips\n{snip()}").episodes[0]
    assert (made.title, made.show.name, made.published) == ("#12 Knots: A Short Course", "The Rope Hour", "2024-05-06")
    assert (made.guests, made.books) == (("Ada Roper",), (Book(title="Ropes, Twine"),))
    assert made.key == "00000000-0000-4000-8000-0000000000aa"


@pytest.mark.parametrize("before", ["", '{"a": 1}\n', "\n\n", "---\nbroken: [\n", "Mine.\n\n---\nfoo: bar\n---\n"])
def test_front_matter_does_not_matter(before):
    made = result(before + HEAD.replace(YAML, "") + snip() + FOOTER).episodes[0]
    assert (made.title, made.show.name, len(made.highlights)) == ("#12 Knots: A Short Course", "The Rope Hour", 1)


def test_star_and_tags():
    highlight = only(HEAD + snip(star="⭐", tags="[[rope work]] #craft"))
    assert highlight.favorite
    assert [tag.label for tag in highlight.tags] == ["rope work", "craft"]
    assert highlight.wiki_links == ()


def test_a_list_is_takeaways_and_a_paragraph_the_summary():
    assert only(HEAD + snip(note="- One.\n- Two\n  lines.")).takeaways == ("One.", "Two lines.")
    numbered = only(HEAD + snip(note="Before.\n\n1. One.\n2. Two."))
    assert (numbered.summary, numbered.takeaways) == ("Before.", ("One.", "Two."))


def test_a_quote_without_a_transcript_is_the_text():
    found = result(HEAD + snip(note="", rest=QUOTE))
    [highlight] = found.episodes[0].highlights
    assert (highlight.text, highlight.summary, highlight.turns) == ("Pull it tight.\n— Ada Roper", "Ada on pulling.", ())
    assert (found.lines["text"], found.lines["summary"]) == (2, 1)


def test_a_quote_above_a_transcript_is_kept_too():
    found = result(HEAD + snip(rest=QUOTE + SPOKEN))
    [highlight] = found.episodes[0].highlights
    assert (highlight.text, highlight.summary, len(highlight.turns)) == (
        "Pull it tight.\n— Ada Roper\nAda on pulling.",
        "A bowline holds.",
        2,
    )
    assert found.lines["quote"] == 3


@pytest.mark.parametrize(
    "rest",
    [
        "<details>\n<summary>📚 Transcript</summary>\n\n**Ada Roper:** Pull it tight.\n\n</details>\n",
        "> [!quote]- Transcript\n> **Ada Roper:** Pull it tight.\n",
        "##### Transcript\n**Ada Roper**: Pull it tight.\n",
        "**Transcript**\n**Ada Roper**\nPull it tight.\n",
        "**Ada Roper:** Pull it tight.\n",
    ],
)
def test_shapes_of_a_transcript(rest):
    [turn] = only(HEAD + snip(rest=rest)).turns
    assert (turn.speaker.name, turn.text) == ("Ada Roper", "Pull it tight.")


def test_a_transcript_without_names_is_one_turn():
    [turn] = only(HEAD + snip(rest="#### 📚 Transcript\nPull it tight.\n\nNotes:\n")).turns
    assert (turn.speaker, turn.text) == (None, "Pull it tight.\nNotes:")


@pytest.mark.parametrize(
    "line",
    [
        "# [On Bowlines]({})",
        "###### On Bowlines [🔗]({})",
        "## On Bowlines ([Open in Snipd]({}))",
        "**[On Bowlines]({})**",
        "- [On Bowlines]({})",
        "- **[On Bowlines]({})**",
        "> [!quote]+ [On Bowlines]({})",
        "### Snip 1: [On Bowlines]({}) (02:10 - 03:40)",
    ],
)
def test_templates_of_owners(line):
    text = f"{YAML}\n{line.format(url(1))}\n\nA bowline holds.\n\n{line.format(url(2))}\n\nIt opens.\n"
    assert claimed(text)
    made = result(text).episodes[0].highlights
    assert [(each.title, each.url, each.summary) for each in made] == [
        ("On Bowlines", url(1), "A bowline holds."),
        ("On Bowlines", url(2), "It opens."),
    ]


def test_a_link_below_its_heading():
    text = f"{YAML}\n## On Bowlines\nA bowline holds.\n[Open in Snipd]({url(1)})\n"
    highlight = only(text)
    assert (highlight.title, highlight.url, highlight.summary) == ("On Bowlines", url(1), "A bowline holds.")


def test_links_in_an_owners_list_are_no_snips():
    mine = f"- [See also]({url(7)})\n- As [said before]({url(8)}), pull.\n"
    found = result(HEAD + snip(note=f"A bowline holds.\n{mine}"))
    assert found.highlights == 1
    assert len(found.episodes[0].highlights[0].takeaways) == 2


def test_snips_below_the_footer_count():
    found = result(HEAD.replace("count: 1", "count: 2") + snip() + FOOTER + "\n" + snip(2))
    assert found.highlights == 2
    assert codes(found) == []


def test_a_snip_twice_counts_once():
    found = result(HEAD + snip() + FOOTER + snip())
    assert (found.highlights, codes(found)) == (1, ["GB107"])
    assert found.lines["duplicate"] == 9


def test_a_snip_that_was_edited_is_one_snip():
    found = result(HEAD + snip() + FOOTER + snip(note="A bowline holds well."))
    assert (found.highlights, codes(found)) == (1, ["GB107"])
    assert "duplicate" not in found.lines


def test_a_file_twice_in_itself():
    text = HEAD + snip() + snip(2) + FOOTER
    found = result(text + text)
    assert (found.highlights, len(found.episodes)) == (2, 1)
    assert "other" not in found.lines


def test_a_count_that_is_not_met():
    found = result(HEAD.replace("count: 1", "count: 6") + snip())
    [odd] = [each for each in found.diagnostics if each.code != "GB110"]
    assert (odd.code, odd.line) == ("GB111", YAML.split("\n").index("snips_count: 1") + 1)


def test_metadata_below_the_snips():
    made = result(f"{YAML}## Snips\n{snip()}{META}").episodes[0]
    assert made.guests == ("Ada Roper", "Bo Line")
    assert len(made.highlights) == 1


def test_the_owners_own_words():
    found = result(HEAD + snip(rest=SPOKEN + "\n#### My notes\nTry [[hemp]].\n") + "## Ideas\nBuy rope.\n")
    [highlight] = found.episodes[0].highlights
    assert [note.text for note in highlight.notes] == ["Try hemp."]
    assert highlight.wiki_links == ("hemp",)
    assert highlight.at[0].end_line < found.episodes[0].at[0].end_line - 3
    assert codes(found) == ["GB103"]


def test_the_transcript_of_the_episode_is_no_highlight():
    found = result(HEAD + snip() + "## Full episode transcript\n**Ada Roper:** All of it.\n\nAnd more.\n")
    assert found.lines["other"] == 2
    assert codes(found) == ["GB103"]
    assert len(found.episodes[0].highlights[0].turns) == 2


def test_when_it_was_kept():
    assert only(HEAD + snip(note="Created: 2025-01-02 10:11\n\nA bowline holds.")).created == "2025-01-02T10:11"
    assert only(HEAD + snip(note="In 2025-01-02 she tied it.")).created is None


def test_a_snip_without_words():
    highlight = only(HEAD + snip(title="1min Snip", note="", rest=""))
    assert (highlight.placeholder, highlight.title) == (True, None)


def test_a_file_without_snips():
    text = YAML + "# A\n"
    assert claimed(text) == "front matter `from_snipd: true`"
    assert codes(result(text)) == ["GB111"]


@pytest.mark.parametrize(
    "text",
    [
        f"# Notes\n\n### [On Bowlines]({url(1)})\nMine.\n",
        f"## Snips\n\t- [On Bowlines]({url(1)})\n\t- A thought ([source]({url(2)}))\n- [source]({url(3)})\n- Read [this one]({url(4)}) again\n",
        "## Snips\n### [38:07] On Bowlines\n",
        "# Ropes\n",
        "",
    ],
)
def test_what_is_not_claimed(text):
    assert claimed(text) is None


def test_one_family_claims_a_file():
    for text in (HEAD + snip(), HEAD.replace(YAML, "") + snip() + FOOTER):
        document = decode("x.md", text.encode())
        assert READER.identify(document)
        assert snipd_markdown.READER.identify(document) is None


PIECES = [
    *(HEAD + snip() + QUOTE + FOOTER).split("\n"),
    "---x",
    "⭐",
    "#a #b",
    "[[a]]",
    "> [!x]",
    "**",
    "### ",
    "<details>",
    "</details>",
    "🎧 9:99",
    "[🎧",
]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=30)), max_size=30))
@settings(max_examples=300, deadline=None)
def test_any_lines_are_read(lines):
    document = decode("x.md", "\n".join(lines).replace("\0", "").encode("utf-8", "replace"))
    for reader in (READER, snipd_markdown.READER):
        reader.identify(document)
        found = reader.read(document)
        assert sum(found.lines.values()) == document.non_blank
        assert "unread" not in found.lines


@pytest.mark.parametrize("unit", ["[", "](", "[a](b)", "** ", "#", "# ", ">", "- ", "<b>", "[[a|", " ", "1:11", "---", ":"])
@pytest.mark.timeout(20)
def test_a_very_long_line_takes_no_time(unit):
    line = (unit * 900_000)[:900_000]
    for text in (
        HEAD + line + "\n" + snip(note=line),
        HEAD.replace("Bo Line", line) + snip(title=line[:2000]),
        line + "\n" + HEAD + snip(),
    ):
        result(text)


def test_words_below_the_rule_are_nobodys():
    found = result(HEAD + snip() + "Buy rope.\n")
    assert (found.lines["other"], codes(found)) == (1, ["GB103"])
    assert found.episodes[0].highlights[0].turns[-1].text == "Like so?"


def test_a_star_and_tags_on_lines_of_their_own():
    highlight = only(HEAD + snip(note="⭐\n[[rope work]] [[craft]]\nTags: hemp, sisal\n\nA bowline holds."))
    assert highlight.favorite
    assert [tag.label for tag in highlight.tags] == ["rope work", "craft", "hemp", "sisal"]
    assert highlight.summary == "A bowline holds."


def test_a_heading_that_mentions_a_snip_begins_none():
    found = result(HEAD + snip() + f"### What I think of [On Bends]({url(2)}) and the rest\n")
    assert found.highlights == 1
