"""Any bytes: no crash, no line lost, and blind to what carries no meaning."""

from hypothesis import given, settings
from hypothesis import strategies as st

from graphbuild.readers import Refusal, read
from graphbuild.readers.base import LONGEST_LINE, decode

PIECES = [
    "# A title", "## Metadata", "### Metadata", "- Author: [[A Show]]", "- Full Title: A Title", "- Category: #podcasts",
    "- URL: https://share.snipd.com/episode/00000000-0000-4000-8000-0000000000aa", "## Highlights", "### Highlights",
    "## New highlights added May 2, 2023 at 3:04 PM", "- A thought", "  Summary:", "  Transcript:", "  Speaker 1", "  well, you know",
    "([Time\N{NO-BREAK SPACE}0:15:16](https://share.snipd.com/snip/00000000-0000-4000-8000-000000000001))",
    "    - **Tags:** #[[one]] #[[two words]]", "    - **Note:** my note", "", "   ", "---", "\tx", "Episode AI notes", "1. One", "> quoted",
]  # fmt: skip


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=40)), max_size=30))
@settings(max_examples=300, deadline=None)
def test_every_non_blank_line_is_in_exactly_one_bucket(lines):
    document = decode("x.md", "\n".join(lines).encode("utf-8", "replace"))
    result = document if isinstance(document, Refusal) else read(document)
    if not isinstance(result, Refusal):
        assert sum(result.lines.values()) == sum(1 for line in document.lines if line.strip())


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_or_refused_with_a_reason(data):
    document = decode("x.md", data)
    result = document if isinstance(document, Refusal) else read(document)
    assert not isinstance(result, Refusal) or result.reason


def test_line_ends_and_a_byte_order_mark_make_no_difference():
    text = "\n".join(PIECES)
    results = [read(decode("x.md", data)) for data in (text.encode(), text.replace("\n", "\r\n").encode(), b"\xef\xbb\xbf" + text.encode())]
    assert results[0].episodes[0].highlights
    assert results[0].episodes == results[1].episodes == results[2].episodes


def test_a_line_longer_than_any_speech_is_refused_by_its_number():
    refusal = read(decode("x.md", b"# A\n" + b"x" * (LONGEST_LINE + 1)))
    assert isinstance(refusal, Refusal)
    assert "line 2 is 1,000,001 characters" in refusal.reason
