"""What the Markdown families share: headings, list items, links that close a highlight, tags, wiki links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from graphbuild.model import Kind
from graphbuild.text import collapse, seconds

HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*\s*$")
# A link that closes the text of a highlight. Readwise writes U+00A0 after `Time` (788 of 788 links in real exports).
_CLOSING = re.compile(
    r"\(\[(?P<label>(?:Time|View|Location|Page|Listen)[^\]\n]{0,40})\]\((?P<url>[^()\s]{1,2000})\)\)"
    r"(?P<rest>(?:\s*\[Open in Readwise\]\([^()\s]{1,200}\))?(?:\s*\^rw\d+)?)(?P<words>.{0,200})$"
)
_STAMP = re.compile(r"\((\d+(?::\d\d){1,2})\)$")
_LONGEST_CLOSING = 3000  # characters
_CLOCK = re.compile(r"(\d+(?::\d\d){1,2})")
_BLOCK_ID = re.compile(r"\s*\^rw\d+(?:-note)?\s*$")
_WIKI = re.compile(r"\[\[([^\[\]\n]{1,300})\]\]")
_UUID = r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
_SNIP = re.compile(rf"^https?://share\.snipd\.com/snip/({_UUID})")
_TAKEAWAYS = re.compile(rf"^https?://share\.snipd\.com/episode-takeaways/({_UUID})")
_EPISODE = re.compile(rf"^https?://share\.snipd\.com/episode/({_UUID})")
_AIRR_QUOTE = re.compile(r"^https?://(?:www\.)?airr\.io/quote/([0-9a-fA-F]{24})")
_AIRR_EPISODE = re.compile(r"^https?://(?:www\.)?airr\.io/episode/([0-9a-fA-F]{24})")
_MOMENTO = re.compile(r"^https?://(?:www\.)?momento\.fm/episode/(\d+)")
_HASH_TAG = re.compile(r"#(?:\[\[([^\[\]]+)\]\]|(.+?))(?=,\s*#|\s+#\S|$)")
_LIST_MARK = re.compile(r"^\s*(?:\\?[-*+•]|\d{1,3}[.)])\s+")
_PLAYERS = ("share.snipd.com", "airr.io", "www.airr.io", "momento.fm", "www.momento.fm")
PLAYER_LINK = re.compile(f"https?://(?:{'|'.join(map(re.escape, _PLAYERS))})/")
_BETWEEN_NAMES = re.compile(r"(?:,|&|\band\b|\s)+")
_KINDS = (
    ("podcast", Kind.PODCAST), ("book", Kind.BOOK), ("article", Kind.ARTICLE), ("tweet", Kind.TWEET), ("supplemental", Kind.SUPPLEMENTAL),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Closing:
    """The link at the end of a highlight's text: the text before it, its address, the second it names, what follows it.

    `words`: what the owner wrote behind the link of a player. `names_time`: it is meant to name one, whether or not a clock can show it.
    """

    before: str
    url: str
    start: int | None
    rest: str = ""
    names_time: bool = False
    words: str = ""


def closing_link(line: str) -> Closing | None:
    """The link that closes a highlight on this line, or None."""
    at = line.rfind("([", max(0, len(line) - _LONGEST_CLOSING))
    match = _CLOSING.match(line, at) if at >= 0 else None
    if match is None or (match["words"].strip() and not is_podcast_link(match["url"])):
        return None
    url, before = match["url"], line[:at].rstrip()
    stamp = _STAMP.search(before, max(0, len(before) - 20))
    clock = _CLOCK.search(match["label"]) or (_CLOCK.search(stamp[1]) if stamp else None)
    if stamp:
        before = before[: stamp.start()].rstrip()
    start = seconds(clock[1]) if clock and not match["label"].startswith(("Location", "Page")) else None
    if start is None and _MOMENTO.match(url):
        given = parse_qs(urlsplit(url).query).get("startTime", [""])[0]
        start = int(given) if given.isdecimal() and len(given) < 8 else None
    return Closing(before, url, start, match["rest"], names_time=match["label"].startswith("Time"), words=match["words"].strip())


def highlight_id(url: str) -> str | None:
    """The identity that a share link carries: the uuid of a Snipd snip, or an Airr quote's number."""
    if "snipd.com/snip/" in url and (match := _SNIP.match(url)):
        return match[1].lower()
    if "airr.io/quote/" in url and (match := _AIRR_QUOTE.match(url)):
        return f"airr-{match[1].lower()}"
    return None


def episode_id(url: str) -> str | None:
    """The identity that an episode's address carries; None for any other address (an .mp3 file names no episode)."""
    if match := _EPISODE.match(url):
        return match[1].lower()
    if match := _AIRR_EPISODE.match(url):
        return f"airr-{match[1].lower()}"
    return None


def is_takeaways(url: str) -> bool:
    """Whether the link leads to the player's notes on the whole episode."""
    return _TAKEAWAYS.match(url) is not None


def is_podcast_link(url: str) -> bool:
    """Whether the address is one of a podcast player."""
    return urlsplit_host(url) in _PLAYERS


def urlsplit_host(url: str) -> str:
    """The host of an address, or the empty string where it is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def tags(value: str) -> list[str]:
    """Tag labels as written: `#a, #b c`, `[[a]] [[b c]]` or `#[[a]] #[[b]]`. A hash tag runs to the next one or the end.

    Without any such mark the labels stand between commas.
    """
    value = value.strip()
    if "[[" in value and not re.search(r"(?:^|[,\s])#(?!\[\[)", value):
        found = [match[1] for match in _WIKI.finditer(value)]
    else:
        found = [match[1] or match[2] for match in _HASH_TAG.finditer(value)] if "#" in value else value.split(",")
    labels = [collapse(label).rstrip(",").strip() for label in found]
    return [label for label in dict.fromkeys(labels) if label]


def wiki_links(text: str) -> list[str]:
    """The targets of the owner's `[[links]]`, in order (of `[[target|shown]]` the target)."""
    return [target for match in _WIKI.finditer(text) if (target := collapse(match[1].split("|")[0]))]


def without_brackets(text: str) -> str:
    """The text as it reads: `[[target]]` -> `target`, `[[target|shown]]` -> `shown`."""
    return text if "[[" not in text else _WIKI.sub(lambda match: match[1].split("|")[-1], text)


def without_block_id(text: str) -> str:
    """The text without Readwise's ` ^rw123-note` at its end."""
    return _BLOCK_ID.sub("", text)


def is_list_item(line: str) -> bool:
    """Whether the line is an item of a bulleted or numbered list."""
    return _LIST_MARK.match(line) is not None


def item_text(line: str) -> str:
    """The text of a list item, without its mark."""
    return collapse(_LIST_MARK.sub("", line, count=1))


def names_of(value: str) -> list[str]:
    """One or more names as written: `[[A]], [[B]], and [[C]]` -> A, B, C; anything else is one name."""
    value = value.strip()
    linked = [match[1] for match in _WIKI.finditer(value)]
    if len(linked) > 1 and not _BETWEEN_NAMES.sub("", _WIKI.sub("", value)):
        return [name for each in linked if (name := name_of(f"[[{each}]]"))]
    name = name_of(value)
    return [name] if name else []


def kind_of(category: str) -> Kind | None:
    """The kind that a category names: `#podcasts`, `[[podcasts]]`, `podcast`, `#Type/Highlight/Podcast`."""
    folded = category.casefold()
    return next((kind for word, kind in _KINDS if word in folded), None)


def kind_by(said: Iterable[str], links: Iterable[str]) -> Kind:
    """The kind that the first of the values names; where none does, by where the links lead."""
    named = next((kind for value in said if (kind := kind_of(value))), None)
    return named or (Kind.PODCAST if any(map(is_podcast_link, links)) else Kind.ARTICLE)


def name_of(value: str) -> str | None:
    """A show or author as written, without `[[brackets]]` or `*italics*`; None where nothing is left."""
    value = value.strip()
    if value.startswith("[[") and value.endswith("]]"):
        value = value[2:-2]
        parts = value.split("|")
        if len(parts) == 2 and collapse(parts[0]) == collapse(parts[1]):
            value = parts[0]
    elif len(value) > 2 and value[0] == value[-1] and value[0] in "*_":
        value = value.strip(value[0])
    return collapse(value) or None
