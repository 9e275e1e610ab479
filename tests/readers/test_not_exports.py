"""Files that are no exports are refused with a reason that their owner understands."""

import json

import pytest

from graphbuild.readers import Refusal, read
from graphbuild.readers.base import decode

SNIP = "https://share.snipd.com/snip/00000000-0000-4000-8000-000000000001"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        (" \n\t\n", "empty"),
        ("# Just a note\n\nThoughts about ropes.\n", "not an export"),
        ("# {{title}}\n{% for highlight in highlights %}\n", "template"),
        ("---\nfrom_snipd: true\n---\n# {{episode_title}}\n## Snips\n", "template"),
        (f"- # Ropes\n\t- They talk of knots [here]({SNIP})\n\t\t- [source]({SNIP})\n", "links to 2 kept passages"),
        ("# Ropes\n\n## Metadata\n- Author: [[Ada Bram]]\n- Category: #books\n\n## My thoughts\nMany.\n", "the head of an export"),
        ("# Formats\n\n```\n## Metadata\n- Author: [[A]]\n- Category: #podcasts\n## Highlights\n- x\n```\n", "not an export"),
        ('{"results": []}', "JSON"),
        ('{"name": "package", "version": 1}', "JSON"),
        (json.dumps([{"id": "1", "url": "https://read.readwise.io/read/1", "location": "feed", "word_count": 3, "title": "x"}]), "Reader"),
    ],
)
def test_anything_else_is_refused_with_its_reason(text, why):
    refusal = read(decode("x.md", text.encode()))
    assert isinstance(refusal, Refusal)
    assert why in refusal.reason
