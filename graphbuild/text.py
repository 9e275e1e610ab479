"""Pure functions on text: normal forms, slugs, keys, times. No model, no input or output."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date

_NOT_WORD = re.compile(r"[^\w]+", re.UNICODE)
_APOSTROPHES = re.compile("['’‘`´]")
_PLAIN = {at: c.lower() if (c := chr(at)).isalnum() else None if c in "'`" else " " for at in range(128)}  # what becomes of ASCII
# Control characters except line feed and tab; and the bidirectional marks and overrides that can disguise text in a terminal.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

_TELLING = re.compile(r"[+<>=]|\w#")  # the ASCII characters that tell names apart

_MOMENT = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?![\d-])(?:[ T]{1,2}(?P<hour>\d{1,2}):(?P<minute>\d\d)"
    r"(?::(?P<second>\d\d)(?:\.\d{1,9})?)?(?![\d:.]) ?(?P<zone>Z|[+-]\d\d:?\d\d)?(?! ?[AaPp]\.?[Mm]))?",
    re.ASCII,
)
SLUG_LENGTH = 60
_STOPS = (". ", "? ", "! ", "… ", "\n")
_CLOCK_DIGITS = 4
KEY_LENGTH = 16  # hexadecimal digits: 64 bits, about 3e-6 chance of any clash among 10 million keys


def collapse(text: str) -> str:
    """The text with every run of white space (no-break space too) as one space, and none at the ends."""
    return " ".join(text.split())


def shortened(text: str, most: int = 80) -> str:
    """A text on one line, its beginning where it has more than `most` characters; 80 where it stands for a name."""
    line = collapse(text)
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def nfc(text: str) -> str:
    """The text in Unicode normal form C: the form in which all offsets are counted."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def unaccented(text: str) -> str:
    """The text without combining marks (`René` -> `Rene`)."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    marks = {ord(c): None for c in set(decomposed) if unicodedata.combining(c)}
    return decomposed.translate(marks) if marks else decomposed


def normal_form(text: str) -> str:
    """The form by which labels are compared: no accents, no case, no punctuation, one space between words."""
    if text.isascii():  # nearly all is, and this is several times faster
        return " ".join(text.translate(_PLAIN).split())
    return " ".join(_NOT_WORD.sub(" ", _APOSTROPHES.sub("", unaccented(text).casefold())).replace("_", " ").split())


def identity_form(text: str) -> str:
    """The normal form with what else tells two names apart: symbols (`C++`, `C#`, emoji) and the vowel signs of scripts that write them.

    Where nothing is left, the text itself: `???` is not `!!!`.
    """
    form = normal_form(text)
    telling = "" if text.isascii() and not _TELLING.search(text) else "".join(_telling(text))
    return f"{form}\x1f{telling}" if telling else form or collapse(text)


def _telling(text: str) -> Iterator[str]:
    before = ""
    for c in unicodedata.normalize("NFC", text).casefold():
        category = unicodedata.category(c)
        is_sign = category in ("Mn", "Mc") and before > "\u036f" and c > "\u036f" and not "\ufe00" <= c <= "\ufe0f"
        if is_sign or (category in ("So", "Sm") and c not in "|~") or (c == "#" and before.isalnum()):
            yield c
        before = c


def exact_form(text: str) -> str:
    """The form by which passages are compared: no case and one space between words, but every sign that was kept."""
    return collapse(text).casefold()


def words(text: str) -> list[str]:
    """The words of the normal form."""
    return normal_form(text).split()


def slug(text: str) -> str:
    """A short, readable, URL-safe form of a label; `x-` and a hash where no ASCII letter or digit is left."""
    ascii_only = normal_form(text).encode("ascii", "ignore").decode("ascii")
    made = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:SLUG_LENGTH].strip("-")
    return made or f"x-{stable_key(nfc(text))[:8]}"


def stable_key(*parts: object) -> str:
    """A key made of content alone: SHA-256 over the NFC parts joined by U+001F, first 16 hexadecimal digits."""
    joined = "\x1f".join("" if part is None else nfc(str(part)) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:KEY_LENGTH]


def sentence(text: str, start: int, end: int, around: int) -> str:
    """The sentence around `text[start:end]` on one line, cut to `around` characters on each side."""
    begins = max((text.rfind(stop, 0, start) + len(stop) for stop in _STOPS if stop in text[:start]), default=0)
    ends = min((at + 1 for stop in _STOPS if (at := text.find(stop, end)) >= 0), default=len(text))
    left, right = max(begins, start - around), min(ends, end + around)
    return f"{'…' if left > begins else ''}{' '.join(text[left:right].split())}{'…' if right < ends else ''}"


def seconds(clock: str) -> int | None:
    """Seconds of `h:mm:ss` or `mm:ss` (minutes of any number there); None where no recording has such a time."""
    parts = clock.split(":")
    if not 2 <= len(parts) <= 3 or any(len(part) > _CLOCK_DIGITS for part in parts):
        return None
    numbers = [int(part) for part in parts]
    if any(n > 59 for n in numbers[1:]):
        return None
    total = 0
    for number in numbers:
        total = total * 60 + number
    return total


def day(text: str) -> str | None:
    """The text where it is a day of the calendar, `YYYY-MM-DD`; else None."""
    try:
        return text if date.fromisoformat(text).isoformat() == text else None
    except ValueError:
        return None


def moment(text: str) -> str | None:
    """The day, and the time of day with its zone where they are given, with which the text begins: ISO 8601, as fine as it was.

    `2020-11-26 03:28:15.2+00:00` -> `2020-11-26T03:28:15+00:00`; `2020-11-26 at noon` -> `2020-11-26`; None where it begins with no day
    of the calendar. No zone is ever supposed.
    """
    match = _MOMENT.match(text)
    known = day(match["day"]) if match else None
    if not match or not known:
        return None
    hour, minute, second, zone = match.group("hour", "minute", "second", "zone")
    if not hour or int(hour) > 23 or int(minute) > 59 or int(second or 0) > 60:
        return known
    zone = f"{zone[:3]}:{zone[-2:]}" if zone and zone != "Z" else zone or ""
    return f"{known}T{int(hour):02}:{minute}{f':{second}' if second else ''}{zone}"


def earliest(moments: Iterable[str | None]) -> str | None:
    """The first of some moments (see `moment`), by their days as written; of one day the finest, then the least."""
    return min((each for each in moments if each), key=lambda each: (each[:10], -len(each), each), default=None)


def clock(at: int) -> str:
    """`0:15:16` for 916 seconds."""
    return f"{at // 3600}:{at % 3600 // 60:02}:{at % 60:02}"


def printable(text: str) -> str:
    """The text without what could steer a terminal or disguise itself there: control and override characters."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)
