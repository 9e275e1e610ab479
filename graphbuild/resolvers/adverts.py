"""Which sentences of a passage sell something or speak of the show itself: what they name is no topic of the talk."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

# What adverts and the frame of a show say, whatever they sell; from general knowledge of English. Before each pattern letters that all it finds hold:
# looking for these is a hundred times quicker, and few texts have any.
_CUES = tuple(
    (letters, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE))
    for letters, pattern in (
        ("sponsor", r"sponsor(?:s|ed|ing)? (?:of|by|for|in part|the show|this)"),
        ("sponsor", r"(?:our|today's|amazing|show|episode's?) sponsors?"),
        ("brought to you", r"brought to you (?:in part )?by"),
        ("friends ", r"(?:our|my) (?:good )?friends (?:at|over at)"),
        ("partners ", r"(?:our|my) (?:good )?partners (?:at|over at)"),
        ("code", r"(?:promo|promotion|promotional|coupon|discount|offer) codes?"),
        ("code", r"(?:use|with) (?:the |my )?code"),
        ("free trial", r"free trial"),
        ("money back guarantee", r"money back guarantee"),
        (" off", r"(?:\d+|ten|fifteen|twenty|thirty|forty|fifty) ?(?:%|percent|per cent) off"),
        ("/", r"(?:com|org|co|io|fm) ?/ ?\w+"),
        (" slash", r"(?:com|org|co|io|fm) ? slash ?\w+"),
        ("dot com ", r"dot com (?:slash|forward)"),
        ("in the ", r"links? (?:is |are )?in the (?:show )?(?:notes|description)"),
        ("in the show notes", r"in the show notes"),
        (" a rating", r"(?:leave|write) (?:us )?a rating"),
        (" a review", r"(?:leave|write) (?:us )?a review"),
        (
            "subscribe ",
            r"subscribe (?:to|for|at|on) (?:the|our|my|us|your|this) (?:\w+ )?(?:podcast|channel|show|newsletter|email|list|free)",
        ),
        ("sign up ", r"sign up (?:to|for|at|on) (?:the|our|my|us|your|this) (?:\w+ )?(?:podcast|channel|show|newsletter|email|list|free)"),
        ("welcome ", r"welcome (?:back )?to (?:today's|another|this|the) (?:\w+ )?(?:episode|show|podcast)"),
        (" your host", r"(?:i'm|i am) your host"),
        ("subscribe", r"(?:hit|click|smash|press) (?:that|the) subscribe"),
        ("follow", r"(?:hit|click|smash|press) (?:that|the) follow"),
        (" like", r"(?:hit|click|smash|press) (?:that|the) like"),
        (" bell", r"(?:hit|click|smash|press) (?:that|the) bell"),
        ("never miss a", r"never miss (?:an(?:other)?|a single) (?:\w+ )?episode"),
        ("wherever you get your podcasts", r"wherever you get your podcasts"),
        ("terms and conditions apply", r"terms and conditions apply"),
        ("free shipping", r"free shipping"),
        (" today", r"(?:ship|order) (?:it )?(?:to you )?today"),
    )
)
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]*)*[.!?\n]*")
_NEAR = 1  # sentences before and after one that sells


def advert_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where a passage sells (characters, half-open): each sentence with such words, with those next to it."""
    small = text.casefold()
    cues = [pattern for letters, pattern in _CUES if letters in small and pattern.search(text)]
    return tuple(_joined([match.span() for match in _SENTENCE.finditer(text)], text, cues)) if cues else ()


def _joined(sentences: list[tuple[int, int]], text: str, cues: Sequence[re.Pattern[str]]) -> Iterator[tuple[int, int]]:
    sells = [n for n, (begin, end) in enumerate(sentences) if any(cue.search(text, begin, end) for cue in cues)]
    near = sorted({m for n in sells for m in range(max(0, n - _NEAR), min(len(sentences), n + _NEAR + 1))})
    return (sentences[n] for n in near)
