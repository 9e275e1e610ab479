"""What a single line of Snipd's exports says: a key and its value, a heading, a label, tags, times, where to play.

Lines are tested by their first characters before anything else, and no expression here can take more than linear time.
"""

from __future__ import annotations

import re
from functools import lru_cache

from graphbuild.text import collapse, moment, normal_form, seconds

SNIP_ADDRESS = "https://share.snipd.com/snip/"
SNIP_LINK = f"]({SNIP_ADDRESS}"
ADDRESS = re.compile(r"https?://[^\s()<>\"]+")
_TAG = re.compile(r"#?\[\[([^\[\]\n]{1,300})\]\]|#([^\s#,;\[\]()]{1,100})")
_RANGE = re.compile(r"(\d{1,3}(?::\d\d){1,2})\s{0,3}[-–—→]\s{0,3}(\d{1,3}(?::\d\d){1,2})")
_CLOCK = re.compile(r"\d{1,3}(?::\d\d){1,2}")
DATE = re.compile(r"\d{4}-\d\d-\d\d")
_WORD = re.compile(r"[^\W\d_]+")
LONGEST_LABEL = 60  # characters
_LONGEST_BARE = 400  # characters of a line that only says where and when
_LONGEST_VALUE = 100_000  # characters: 60 books with their authors are 12,000
_BARE = frozenset((
    "a", "am", "at", "audio", "clip", "clipped", "clipping", "created", "date", "duration", "end", "episode", "from", "h", "in", "link",
    "listen", "m", "min", "mins", "of", "on", "open", "play", "player", "pm", "s", "saved", "sec", "secs", "share", "snip", "snipd",
    "snipped", "source", "start", "t", "the", "this", "time", "timestamp", "to", "url", "utc", "z"
))  # fmt: skip
_SECTIONS = {
    "transcript": ("transcript", "transcription", "show transcript", "snip transcript"),
    "quote": ("quote", "quotes"),
    "takeaways": ("key takeaways", "key takeaway", "takeaways", "ai takeaways"),
    "machine": ("summary", "ai summary", "note", "notes", "ai note", "ai notes", "snip note", "snip notes", "description"),
    "note": ("my note", "my notes", "personal note", "personal notes", "my thoughts", "thoughts", "my comment", "comments"),
}
EPISODE_TRANSCRIPT = ("full episode transcript", "episode transcript", "full transcript")
_BELOW_IS_OWN = ("note", "notes", "snip note", "snip notes")
SECTION = {name: section for section, names in _SECTIONS.items() for name in names}


def key_and_value(line: str) -> tuple[str, str]:
    """`- **Episode title**:: [[A]]` -> `episode title`, `[[A]]`; two empty strings where the line has no key."""
    key, colon, value = line.lstrip(" \t>-*+").partition(":")
    if not colon or len(key) > 40 or len(value) > _LONGEST_VALUE:
        return "", ""
    return collapse(key.strip("*_ ").replace("_", " ").casefold()), value.lstrip(":*").strip()


def heading_level(line: str) -> int:
    """1 to 6 where the line is a heading, else 0."""
    level = len(line[:7]) - len(line[:7].lstrip("#"))
    return level if 0 < level < 7 and line[level : level + 1] in (" ", "\t", "\N{NO-BREAK SPACE}") else 0


def heading_text(line: str) -> str:
    """The words of a heading, without its marks and brackets."""
    return plain(line.lstrip("#").strip().rstrip("#"))


def is_rule(line: str) -> bool:
    """Whether the line is a Markdown rule."""
    return line[0] in "-*_ " and len(line) < 80 and line.strip() in ("---", "***", "___", "* * *", "- - -", "----", "-----")


@lru_cache(maxsize=1024)
def flat(text: str) -> str:
    """The words of a label, without marks, numbers, emoji and case."""
    return " ".join(_WORD.findall(text.casefold()))


def plain(text: str) -> str:
    r"""A name without what owners and Snipd put around it: `[[A]]`, `[[A\|A]]`, `[A](address)`, quotation marks."""
    text = collapse(text[:5000])
    if text[:2] == "[[" and text[-2:] == "]]" and "[[" not in text[2:]:
        inner = text[2:-2]
        parts = inner.replace("\\|", "|").split("|")
        # A name may hold a `|` of its own: what follows one is the shown form only where it says the same again.
        for n in range(1, len(parts)):
            target, shown = "|".join(parts[:n]), "|".join(parts[n:])
            if "\\|" in inner or target.endswith("/" + shown) or normal_form(target) == normal_form(shown):
                return collapse(shown)
        return collapse(inner)
    if text[:1] == "[" and text[-1:] == ")" and text.count("](") == 1:
        text = text[1:].partition("](")[0]
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text


def tag_labels(text: str) -> list[str]:
    """The tags in a run of them: `[[one]] #two`."""
    found = (match[2] or match[1].split("|")[-1] for match in _TAG.finditer(text))
    return list(dict.fromkeys(label for each in found if (label := collapse(each))))


def without_tags(text: str) -> str:
    """What is left of the text without tags, stars and times."""
    if not text or text.isspace():
        return ""
    return _CLOCK.sub("", _TAG.sub("", text)).strip(" \t*_⭐★🌟️()-–—·,|:.")


def is_bare(text: str) -> bool:
    """Whether the text only says where, when or on what to press: `Open in Snipd`, `Play snip - 1min`, `Created: 2025-01-31`."""
    return len(text) <= _LONGEST_BARE and all(word in _BARE for word in _WORD.findall(ADDRESS.sub("", text).casefold()))


def times(text: str) -> tuple[int | None, int | None, bool]:
    """The first seconds and the last that a line names, and whether it meant to name them."""
    if ":" not in text:
        return None, None, False
    text = text[:_LONGEST_BARE]
    text = ADDRESS.sub("", text) if "://" in text else text
    found = match.groups() if (match := _RANGE.search(text)) else _CLOCK.findall(text)[:1]
    given = [seconds(each) for each in found]
    start, end = (*given, None, None)[:2]
    return start, end if end is not None and end >= (start or 0) else None, bool(found)


def date_of(text: str) -> str | None:
    """The first date that a line names, with the time of day where that follows (`text.moment`)."""
    match = DATE.search(text)
    return moment(text[match.start() : match.start() + 60]) if match else None


def snip_address(text: str) -> str | None:
    """The first address of a snip on the line."""
    at = text.find(SNIP_ADDRESS)
    return match[0] if at >= 0 and (match := ADDRESS.match(text[at : at + 2000])) else None


def tags_of(text: str, *, alone: bool) -> list[str]:
    """The tags of a line that holds nothing else, or that a label calls so. `alone`: a line of nothing but wiki links does too."""
    if len(text) > 2000:
        return []
    if text[0] == "#" or (alone and text[:2] == "[["):
        return tag_labels(text) if not without_tags(text) else []
    key, value = key_and_value(text) if text[:9].lstrip("-*+ ")[:3].casefold() == "tag" else ("", "")
    if key not in ("tag", "tags"):
        return []
    return tag_labels(value) or [label for each in value.split(",") if (label := collapse(each))]


def label_of(text: str, section: str) -> tuple[str, str] | None:
    """The section that a line begins, and what stands there after its label; None where the line is none.

    Bare words (`Summary:`) are a label only outside of speech; a heading, bold words or the title of a callout are anywhere.
    """
    head, rest = text, ""
    first = text[0]
    if text[:2] == "**":
        end = text.find("**", 3, LONGEST_LABEL)
        if end < 0:
            return None
        head, rest = text[2:end], text[end + 2 :]
        if rest.strip() and (section == "transcript" or (head[-1] != ":" and rest[0] != ":")):
            return None  # a speaker, or words in bold
        rest = rest.lstrip(": ")
    elif len(text) > LONGEST_LABEL or first in "-*+":
        return None
    elif text[:2] == "[!":
        kind, _, title = text[2:].partition("]")
        head = title.lstrip("+- ")
        if flat(head) not in SECTION:
            head, rest = kind, head
    elif first != "#" and (section in ("transcript", "quote") or (first.isalnum() and text[-1] != ":" and text.casefold() != "transcript")):
        return None
    name = flat(head)
    found = SECTION.get(name) or ("transcript" if first == "#" and "transcript" in name and name not in EPISODE_TRANSCRIPT else None)
    if name in _BELOW_IS_OWN and section in ("transcript", "quote", "after", "note"):
        found = "note"  # the machine's words stand above what was said, the owner's below
    return (found, rest) if found else None
