"""Readwise's pages for Logseq as they are written."""

from tests.readers.made import MadeEpisode, MadeHighlight, clock

FIELDS = frozenset({"url", "start", "title", "summary", "takeaways", "turns", "tags", "note"})


def write(made: MadeEpisode) -> str:
    head = f'title:: {made.title} (highlights)\nauthor:: [[{made.show}]]\nfull-title:: "{made.title}"\ncategory:: #podcasts\nurl:: {made.url}\n\n'
    return head + "- Highlights first synced by [[Readwise]] [[May 9th, 2023]]\n" + "".join(map(_item, made.highlights))


def _item(made: MadeHighlight) -> str:
    lines = [f"\t- {made.title}", "\t  "]
    if made.summary:
        lines += ["\t  Summary:", f"\t  {made.summary}"]
    else:
        lines += [
            "\t  Key takeaways:",
            f"\t  (* {', * '.join(made.takeaways)})" if len(made.takeaways) > 1 else f"\t  \\- {made.takeaways[0]}",
        ]
    lines += ["\t  ", "\t  Transcript:"]
    for speaker, text in made.turns:
        lines += [f"\t  {speaker}", f"\t  {text}"]
    lines[-1] += f" ([Time\N{NO-BREAK SPACE}{clock(made.start)}]({made.url}))"
    if made.tags:
        lines.append(f"\t\t- **Tags**: {' '.join(f'#[[{tag}]]' for tag in made.tags)}")
    if made.note:
        lines.append(f"\t\t- **Note**: {made.note}")
    return "\n".join(lines) + "\n"
