"""The notes of Snipd's plugin for Obsidian as it writes them by default."""

from tests.readers.made import MadeEpisode, MadeHighlight, clock

FIELDS = frozenset({"url", "start", "end", "title", "summary", "takeaways", "turns", "tags"})


def write(made: MadeEpisode) -> str:
    matter = f'---\nepisode_title: {made.title}\nshow_title: {made.show}\nepisode_url: "{made.url}"\nsnips_count: {len(made.highlights)}\nfrom_snipd: true\n---\n'
    head = f"# {made.title}\n\n## Episode metadata\n- Episode title: {made.title}\n- Show: {made.show}\n- Episode URL: [Open in Snipd]({made.url})\n\n"
    text = matter + head + "## Snips\n" + "".join(map(_snip, made.highlights))
    return text + "Created with [Snipd](https://www.snipd.com) | Highlight & Take Notes from Podcasts\n"


def _snip(made: MadeHighlight) -> str:
    start, end, length = (clock(each, hours=False) for each in (made.start, made.start + made.length, made.length))
    text = f"###  [{made.title}]({made.url}) {' '.join(f'[[{tag}]]' for tag in made.tags)}\n🎧 {start} - {end} ({length})\n\n"
    text += f"{made.summary}\n\n" if made.summary else "".join(f"- {each}\n" for each in made.takeaways) + "\n"
    return text + "#### 📚 Transcript\n" + "".join(f"**{speaker}:** {words}\n\n" for speaker, words in made.turns) + "---\n\n"
