"""An owner's template with the time in the heading."""

from tests.readers.made import MadeEpisode, clock
from tests.readers.readwise_markdown.form import body

FIELDS = frozenset({"start", "title", "summary", "takeaways", "turns", "tags", "note"})


def write(made: MadeEpisode) -> str:
    text = f'---\nfull Title: "{made.title}"\nauthor: {made.show}\ncategory: podcasts\nurl: {made.url}\n---\nsource:: [[snipd]]\n\n'
    for each in made.highlights:
        text += f"### Time {clock(each.start)}\n[[2024-05-04]] 10:20\n\n" + "\n".join(f"> {line}" for line in body(each)) + "\n\n"
        text += f"tags:: {', '.join(f'#{tag}' for tag in each.tags)}\n" if each.tags else ""
        text += f"note:: {each.note}\n" if each.note else ""
        text += "\n"
    return text
