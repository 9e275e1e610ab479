"""Files that are no exports of highlights: what they are instead, in words for their owner.

Naming it tells the owner that nothing is wrong with his vault; guessing at its content would invent highlights.
"""

from __future__ import annotations

import re

from graphbuild.readers.base import Document, too_long
from graphbuild.readers.readwise_json import reader_documents

_JSON = re.compile(r'^\s*(?:\{\s*(?:"|\}|$)|\[\s*(?:[{"\d\]-]|\[(?!\[)|$))')
_HEAD = 60  # lines within which a template shows that it is one
_PLAYER_LINK = re.compile(r"https?://(?:share\.snipd\.com|www\.airr\.io|airr\.io)/(?:snip|quote)/")
# The variables of Readwise's and Snipd's templates; `{{embed …}}` and `{{video …}}` are Logseq's own and fill notes by hand.
_TEMPLATE = re.compile(
    r"\{\{\s*(?:title|full_title|author|category|url|source|(?:highlight|episode|show|snip|note|document)_\w+)\b[^}]*\}\}|\{%\s*(?:for|if)\b"
)
_LONGEST_PLACE = 100_000  # characters of a line in which a link or a placeholder is looked for


def why_not(document: Document) -> str | None:
    """Why the document cannot be an export, whatever its family; else None."""
    if document.non_blank == 0:
        return "an empty file"
    if _may_be_template(document) and any(_TEMPLATE.search(line[:_LONGEST_PLACE]) for line in document.lines[:_HEAD]):
        return "a template, not an export: it still holds {{placeholders}}"
    if document.first_line().lstrip()[:1] in ("{", "[") and (reason := _json(document)):
        return reason
    return too_long(document)


def _json(document: Document) -> str | None:
    """What a JSON text is instead of an export; None where it is none (Logseq's pages may begin with `[[`)."""
    if reader_documents(document):
        return "Readwise Reader's list of documents: it holds what was saved, not what was highlighted; export the highlights instead"
    if _JSON.match(document.first_line()[:_LONGEST_PLACE]):
        return "a JSON file without highlights of Readwise"
    return None


def _may_be_template(document: Document) -> bool:
    return "{{" in document.text or "{%" in document.text


def looks_like(document: Document) -> str:
    """What a text is that no reader claims."""
    links = sum(1 for line in document.lines if "://" in line and _PLAYER_LINK.search(line[:_LONGEST_PLACE]))
    if links:
        return f"a note by hand that links to {links} kept passages, not an export: nothing in it says which words were kept"
    if "metadata" in document.headings or document.lines[0].startswith("title:: "):
        return "the head of an export without any highlights section: nothing was kept in it, or it was rewritten by hand"
    return "not an export of podcast highlights: none of the forms that Readwise, Snipd and their plugins write"
