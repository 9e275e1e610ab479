"""Which sentences of a passage sell something or speak of the show itself: what they name is no topic of the talk."""

from __future__ import annotations

import re
from collections.abc import Iterator

# What adverts and the frame of a show say, whatever they sell; from general knowledge of English.
_CUES = re.compile(
    r"""\b(?: sponsor(?:s|ed|ing)?\ (?:of|by|for|in\ part|the\ show|this) | (?:our|today's|amazing|show|episode's?)\ sponsors?
    | brought\ to\ you\ (?:in\ part\ )?by | (?:our|my)\ (?:good\ )?(?:friends|partners)\ (?:at|over\ at)
    | (?:promo|promotion|promotional|coupon|discount|offer)\ codes? | (?:use|with)\ (?:the\ |my\ )?code | free\ trial | money\ back\ guarantee
    | (?:\d+|ten|fifteen|twenty|thirty|forty|fifty)\ ?(?:%|percent|per\ cent)\ off | (?:com|org|co|io|fm)\ ?(?:/|\ slash)\ ?\w+ | dot\ com\ (?:slash|forward)
    | links?\ (?:is\ |are\ )?in\ the\ (?:show\ )?(?:notes|description) | in\ the\ show\ notes | (?:leave|write)\ (?:us\ )?a\ (?:rating|review)
    | (?:subscribe|sign\ up)\ (?:to|for|at|on)\ (?:the|our|my|us|your|this)\ (?:\w+\ )?(?:podcast|channel|show|newsletter|email|list|free)
    | welcome\ (?:back\ )?to\ (?:today's|another|this|the)\ (?:\w+\ )?(?:episode|show|podcast) | (?:i'm|i\ am)\ your\ host
    | (?:hit|click|smash|press)\ (?:that|the)\ (?:subscribe|follow|like|bell) | never\ miss\ (?:an(?:other)?|a\ single)\ (?:\w+\ )?episode
    | wherever\ you\ get\ your\ podcasts | terms\ and\ conditions\ apply | free\ shipping | (?:ship|order)\ (?:it\ )?(?:to\ you\ )?today
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]*)*[.!?\n]*")
_NEAR = 1  # sentences before and after one that sells


def advert_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where a passage sells (characters, half-open): each sentence with such words, with those next to it."""
    if _CUES.search(text) is None:
        return ()
    return tuple(_joined(list(_sentences(text)), text))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _SENTENCE.finditer(text))


def _joined(sentences: list[tuple[int, int]], text: str) -> Iterator[tuple[int, int]]:
    sells = [n for n, (begin, end) in enumerate(sentences) if _CUES.search(text, begin, end)]
    near = sorted({m for n in sells for m in range(max(0, n - _NEAR), min(len(sentences), n + _NEAR + 1))})
    return (sentences[n] for n in near)
