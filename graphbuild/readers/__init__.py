"""Step 1 of 6: export files -> episodes, with every non-blank line accounted for.

A reader is one file and one line in `READERS`. Exactly one reader claims a file, by its content, never by its name; where two
could, the first in the list does.
"""

from __future__ import annotations

from graphbuild.readers import (
    readwise_csv,
    readwise_json,
    readwise_logseq,
    readwise_markdown,
    readwise_mirror,
    readwise_time,
    snipd_markdown,
    snipd_obsidian,
)
from graphbuild.readers.base import EVERY_KIND, Document, Kinds, Reader, ReadResult, Refusal
from graphbuild.readers.not_exports import looks_like, why_not

DATA: tuple[Reader, ...] = (readwise_json.READER, readwise_csv.READER)
"""Families in which a line may be of any length."""

PAGES: tuple[Reader, ...] = (
    snipd_obsidian.READER,
    snipd_markdown.READER,
    readwise_logseq.READER,
    readwise_mirror.READER,
    readwise_time.READER,
    readwise_markdown.READER,
)
READERS = (*DATA, *PAGES)

__all__ = ["EVERY_KIND", "READERS", "Document", "Kinds", "ReadResult", "Reader", "Refusal", "identify", "read"]


def identify(document: Document) -> tuple[Reader, str] | Refusal:
    """The reader of a file, and by what its family is known; or why the file is none that can be read, in words for its owner."""
    for reader in DATA:
        if evidence := reader.identify(document):
            return reader, evidence
    if reason := why_not(document):
        return Refusal(path=document.path, reason=reason)
    for reader in PAGES:
        if evidence := reader.identify(document):
            return reader, evidence
    return Refusal(path=document.path, reason=looks_like(document))


def read(document: Document, kinds: Kinds = EVERY_KIND) -> ReadResult | Refusal:
    """The records of one file (of other `kinds` their number at least); or why it is none that can be read."""
    found = identify(document)
    return found if isinstance(found, Refusal) else found[0].read(document, kinds)
