"""Step 1 of 6: export files -> episodes, with every non-blank line accounted for.

A reader is one file and one line in `READERS`. Exactly one reader claims a file, by its content, never by its name.
"""

from __future__ import annotations

from graphbuild.readers import readwise_markdown
from graphbuild.readers.base import Document, Reader, ReadResult, Refusal
from graphbuild.readers.other_families import recognise

READERS: tuple[Reader, ...] = (readwise_markdown.READER,)

__all__ = ["READERS", "Document", "ReadResult", "Reader", "Refusal", "read"]


def read(document: Document) -> ReadResult | Refusal:
    """The records of one file; or why it is none that can be read, in words for its owner."""
    if reason := recognise(document):
        return Refusal(path=document.path, reason=reason)
    for reader in READERS:
        if reader.identify(document):
            return reader.read(document)
    return Refusal(
        path=document.path, reason="not an export of podcast highlights: no metadata and highlights sections as Readwise writes them"
    )
