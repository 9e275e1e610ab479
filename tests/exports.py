"""Writes made-up exports for tests."""

from __future__ import annotations

from pathlib import Path

NBSP = "\N{NO-BREAK SPACE}"


def snip(number: int, time: str, text: str, *, tags: str = "", note: str = "") -> str:
    """One highlight as Readwise writes it, closed by its share link."""
    link = f"([Time{NBSP}{time}](https://share.snipd.com/snip/00000000-0000-4000-8000-{number:012}))"
    lines = [f"- {text} {link}"]
    if tags:
        lines.append(f"    - **Tags:** {tags}")
    if note:
        lines.append(f"    - **Note:** {note}")
    return "\n".join(lines)


def episode(title: str, show: str, *snips: str, url: str = "https://share.snipd.com/episode/00000000-0000-4000-8000-0000000000aa") -> str:
    """One export file."""
    head = f"# {title}\n\n## Metadata\n- Author: [[{show}]]\n- Full Title: {title}\n- Category: #podcasts\n- URL: {url}\n\n## Highlights\n"
    return head + "\n".join(snips) + "\n"


def spoken(title: str, summary: str, *turns: tuple[str, str]) -> str:
    """The text of a highlight with summary and transcript."""
    said = "\n".join(f"  {speaker}\n  {text}" for speaker, text in turns)
    return f"{title}\n\n  Summary:\n  {summary}\n\n  Transcript:\n{said}"


def vault(folder: Path, **files: str) -> Path:
    """A folder of files, `name=content`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / f"{name}.md").write_text(content, encoding="utf-8")
    return folder
