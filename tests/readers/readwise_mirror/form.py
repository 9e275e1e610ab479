"""The mirror's files as they are written: no links, no times."""

from tests.readers.made import MadeEpisode
from tests.readers.readwise_markdown.form import body

FIELDS = frozenset({"title", "summary", "takeaways", "turns", "tags", "note"})


def write(made: MadeEpisode) -> str:
    head = f"%%\nID: 7\nUpdated: 2023-01-02\n%%\n\n# About\nTitle: [[{made.title}]]\nAuthors: [[{made.show}|{made.show}]]\nCategory: #podcasts\n"
    text = head + f"Number of Highlights: =={len(made.highlights)}==\nSource URL: {made.url}\n\n# Highlights\n\n"
    for number, each in enumerate(made.highlights, 1):
        text += "\n".join(body(each)) + f" ^{number}\n"
        text += f"\n**Note: {each.note}**\n" if each.note else ""
        text += f"\nTags: {', '.join(f'#{tag}' for tag in each.tags)}\n" if each.tags else ""
        text += "\n---\n"
    return text
