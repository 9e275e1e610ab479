"""Recognises the export families that are known but not yet read, and look-alikes that are no exports, and says so.

Naming the family tells the owner that nothing is wrong with his file; guessing at its content would invent highlights.
"""

from __future__ import annotations

import re

from graphbuild.readers.base import Document

_HEAD = 60  # lines within which every family shows what it is
_SYNCED = re.compile(r"^\s*-\s+Highlights first synced by \[\[Readwise\]\]")
_MIRROR_ID = re.compile(r"^ID:\s*\d+\s*$")
_TIME_HEADING = re.compile(r"^#{2,4}\s+Time\s+\d+:\d\d:\d\d")
# The variables of Readwise's and Snipd's templates; `{{embed …}}` and `{{video …}}` are Logseq's own and fill notes by hand.
_TEMPLATE = re.compile(
    r"\{\{\s*(?:title|full_title|author|category|url|source|(?:highlight|episode|show|snip|note|document)_\w+)\b[^}]*\}\}|\{%\s*(?:for|if)\b"
)


def recognise(document: Document) -> str | None:
    """Why the document cannot be read, where it is of a family known by sight; else None."""
    head = [line.rstrip() for line in document.lines[:_HEAD]]
    stripped = {line.strip() for line in head}
    if not any(stripped):
        return "an empty file"
    if _is_snipd(document, head):
        return "Snipd's own Markdown export: this version does not read it yet"
    if head and head[0].startswith("title:: ") and any(_SYNCED.match(line) for line in document.lines):
        return "Readwise to Logseq export: this version does not read it yet"
    if any(_MIRROR_ID.match(line) for line in head[:6]) or (
        "# About" in stripped and "# Highlights" in {x.strip() for x in document.lines}
    ):
        return "readwise-mirror export: this version does not read it yet"
    if any(_TIME_HEADING.match(line) for line in document.lines):
        return "Readwise export by a template with time headings: this version does not read it yet"
    if head[0].lstrip().startswith("Highlight,Book Title,Book Author,Amazon Book ID"):
        return "Readwise CSV export: this version does not read it yet"
    if head[0].lstrip().startswith(("{", "[")) and _looks_like_json(head):
        return "a JSON file: this version does not read Readwise's JSON export yet"
    if any(_TEMPLATE.search(line) for line in head):
        return "a template, not an export: it still holds {{placeholders}}"
    return None


def _is_snipd(document: Document, head: list[str]) -> bool:
    if "from_snipd: true" in head:
        return True
    headings = {line.strip().lower() for line in document.lines if line.startswith("## ")}
    return {"## episode metadata", "## snips"} <= headings


def _looks_like_json(head: list[str]) -> bool:
    first = next((line.strip() for line in head if line.strip()), "")
    return bool(re.match(r'^(\{\s*("|$)|\[\s*([\[{"\d]|$))', first))
