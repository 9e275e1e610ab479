"""Snipd's own Markdown, plain and folded, in made-up files."""

import pytest

from graphbuild.readers.base import decode
from graphbuild.readers.snipd_markdown import READER

LINK = "https://share.snipd.com/snip/00000000-0000-4000-8000-{:012}"
HEAD = """
---
type: podcast
---

![Cover|200](https://example.org/a.png)

## Episode metadata
- Episode title:: [[Knots: A Short Course]]
- Show:: [[The Rope Hour]]
- Owner / Host:: [[Rope & Co]]
- Episode link:: [open in Snipd](https://share.snipd.com/episode/00000000-0000-4000-8000-0000000000aa)
- Episode publish date:: 2021-08-09
<details>
<summary>Show notes</summary>
> All about knots.<br/>>  Title: not this
</details>

- Tags: #podcasts #snipd
- Export date:: 2023-02-03T04:05

## Snips
"""
FOOTER = "\n\nCreated with [Snipd](https://www.snipd.com) | Highlight & Take Notes from Podcasts\n"
HTML = """#### 📚 Transcript
<details>
<summary>Click to expand</summary>
<blockquote><b>Speaker 2</b><br/><br/>Pull it &amp; hold.</blockquote><br/><blockquote><b>Speaker 1</b><br/><br/>Like so?</blockquote><br/><blockquote><b>Speaker 2</b><br/><br/>Yes.</blockquote>
</details>
"""
FOLDED = """#### 📚 Transcript
> [!quote]- Transcript
>
> **Speaker 2**
> Pull it & hold.
>
> **Speaker 1**
> Like so?
>
> **Speaker 2**
> Yes.
"""


def snip(number=1, transcript=HTML, play="36:40 - 38:10"):
    return f"""### [38:07] On Bowlines

[🎧 Play snip - 1min️ ({play})]({LINK.format(number)})
<audio controls> <source src="https://example.org/a.mp3#t=36:40,38:10"> </audio>

### ✨ Key takeaways
1. A bowline holds.
2. It opens again.

{transcript}
---
"""


def result(text):
    document = decode("x.md", text.encode())
    found = READER.read(document)
    assert "unread" not in found.lines
    assert sum(found.lines.values()) == document.non_blank
    return found


@pytest.mark.parametrize("transcript", [HTML, FOLDED])
def test_a_snip(transcript):
    found = result(HEAD + snip(transcript=transcript) + FOOTER)
    [made] = found.episodes
    assert (made.title, made.show.name, made.published) == ("Knots: A Short Course", "The Rope Hour", "2021-08-09")
    assert made.key == "00000000-0000-4000-8000-0000000000aa"
    [highlight] = made.highlights
    assert (highlight.title, highlight.start, highlight.end, highlight.url) == ("On Bowlines", 2200, 2290, LINK.format(1))
    assert highlight.takeaways == ("A bowline holds.", "It opens again.")
    assert (highlight.summary, highlight.text) == (None, None)
    turns = [(turn.speaker.name, turn.text) for turn in highlight.turns]
    assert turns == [("Speaker 2", "Pull it & hold."), ("Speaker 1", "Like so?"), ("Speaker 2", "Yes.")]
    assert "other" not in found.lines
    assert found.diagnostics == ()


def test_a_turn_knows_its_line():
    text = HEAD + snip(transcript=FOLDED) + FOOTER
    turn = result(text).episodes[0].highlights[0].turns[1]
    assert text.split("\n")[turn.at.line - 1] == "> **Speaker 1**"
    assert text.split("\n")[turn.at.end_line - 1] == "> Like so?"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("[[A Show\\|A Show]]", "A Show"),
        ("[[Pods/A Show|A Show]]", "A Show"),
        ("[[A|B: One]]", "A|B: One"),
        ("[[A: x | y|A: x | y]]", "A: x | y"),
        ("A Show", "A Show"),
    ],
)
def test_wiki_links_around_a_name(written, read):
    assert result(HEAD.replace("[[The Rope Hour]]", written) + snip()).episodes[0].show.name == read


def test_an_hour_and_a_time_that_no_clock_shows():
    assert result(HEAD + snip(play="1:00:01 - 1:01:01")).episodes[0].highlights[0].start == 3601
    odd = result(HEAD + snip(play="00:75 - 01:61"))
    assert odd.episodes[0].highlights[0].start is None
    assert [each.code for each in odd.diagnostics] == ["GB109"]


def test_a_file_twice_in_itself_has_each_snip_once():
    once = HEAD.lstrip() + snip(1) + snip(2, FOLDED) + FOOTER
    assert result(once).highlights == 2
    twice = result(once + once)
    assert twice.highlights == 2
    assert len(twice.episodes) == 1
    # The owner's own front matter belongs to no snip where it stands in the middle.
    assert [each.code for each in twice.diagnostics] == ["GB103", "GB107", "GB107"]
    assert twice.lines["duplicate"] > 15


def test_text_below_the_footer_belongs_to_no_snip():
    found = result(HEAD + snip() + FOOTER + "\n---\nup:: [[Sources]]\n")
    assert found.lines["other"] == 1
    assert [each.code for each in found.diagnostics] == ["GB103"]


def test_a_fold_on_one_line_keeps_its_words():
    text = "#### 📚 Transcript\n<details><summary>Click to expand</summary><blockquote><b>Ada</b><br/>Tie it.</blockquote></details>\n"
    [highlight] = result(HEAD + snip(transcript=text)).episodes[0].highlights
    assert [(turn.speaker.name, turn.text) for turn in highlight.turns] == [("Ada", "Tie it.")]


def test_what_is_claimed():
    assert "a snip with its time" in READER.identify(decode("x.md", (HEAD + snip()).encode()))
    for other in (
        HEAD,
        "# A\n\n" + snip(),
        "# A\n\n## Snips\n- [Knots](" + LINK.format(1) + ")\n",
        "---\nfrom_snipd: true\n---\n" + snip(),
    ):
        assert READER.identify(decode("x.md", other.encode())) is None
