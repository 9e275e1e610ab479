"""Snipd's own Markdown as it is written."""

from tests.readers.made import MadeEpisode, MadeHighlight, clock

FIELDS = frozenset({"url", "start", "end", "title", "takeaways", "turns"})


def write(made: MadeEpisode) -> str:
    head = (
        f"## Episode metadata\n- Episode title:: [[{made.title}]]\n- Show:: [[{made.show}]]\n- Episode link:: [open in Snipd]({made.url})\n"
    )
    text = head + "- Episode publish date:: 2023-01-31\n- Tags: #podcasts #snipd\n\n## Snips\n\n" + "".join(map(_snip, made.highlights))
    return text + "Created with [Snipd](https://www.snipd.com) | Highlight & Take Notes from Podcasts\n"


def _snip(made: MadeHighlight) -> str:
    start, end = clock(made.start, hours=False), clock(made.start + made.length, hours=False)
    text = f"### [{end}] {made.title}\n\n[🎧 Play snip - 1min️ ({start} - {end})]({made.url})\n\n"
    if made.takeaways:
        text += "### ✨ Key takeaways\n" + "".join(f"{n}. {each}\n" for n, each in enumerate(made.takeaways, 1)) + "\n"
    said = "<br/>".join(f"<blockquote><b>{speaker}</b><br/><br/>{words}</blockquote>" for speaker, words in made.turns)
    return text + f"#### 📚 Transcript\n<details>\n<summary>Click to expand</summary>\n{said}\n</details>\n\n---\n\n"
