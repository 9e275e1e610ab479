"""Readwise's Markdown as it is written."""

from tests.readers.made import MadeEpisode, MadeHighlight, clock

FIELDS = frozenset({"url", "start", "title", "summary", "takeaways", "turns", "tags", "note"})


def write(made: MadeEpisode) -> str:
    head = f"# {made.title}\n\n## Metadata\n- Author: [[{made.show}]]\n- Full Title: {made.title}\n- Category: #podcasts\n- URL: {made.url}\n\n"
    return head + "## Highlights\n" + "".join(map(_item, made.highlights))


def body(made: MadeHighlight) -> list[str]:
    """The text of one highlight, line by line."""
    lines = [made.title, ""]
    lines += ["Summary:", made.summary, ""] if made.summary else ["Key takeaways:", *(f"- {each}" for each in made.takeaways), ""]
    lines.append("Transcript:")
    for speaker, text in made.turns:
        lines += [speaker, text]
    return lines


def _item(made: MadeHighlight) -> str:
    first, *rest = body(made)
    text = "\n".join([f"- {first}", *(f"  {line}" for line in rest)])
    text += f" ([Time\N{NO-BREAK SPACE}{clock(made.start)}]({made.url}))\n"
    if made.tags:
        text += f"    - **Tags:** {', '.join(f'#{tag}' for tag in made.tags)}\n"
    if made.note:
        text += f"    - **Note:** {made.note}\n"
    return text
