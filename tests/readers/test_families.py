"""Every family: what is written in its form is read back, blind to what carries no meaning, and no line is lost."""

from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphbuild.readers import READERS, Refusal, identify, read
from graphbuild.readers.base import decode
from tests.readers.made import episodes, read_back, written

FAMILIES = {reader.family: reader for reader in READERS}
FORMS = {family: import_module(f"tests.readers.{family.replace('-', '_')}.form") for family in FAMILIES}
PLAIN = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def records(text, family):
    document = decode("x", text if isinstance(text, bytes) else text.encode())
    result = read(document)
    assert not isinstance(result, Refusal), result
    assert result.source.family == family
    assert sum(result.lines.values()) == result.non_blank
    assert "unread" not in result.lines
    return result


def contents(result):
    """Episodes without what says where they stand."""
    return repr(
        [
            read_back(each, frozenset({"url", "start", "end", "title", "summary", "takeaways", "turns", "tags", "note"}))
            for each in result.episodes
        ]
    )


def test_every_family_has_its_folder_of_tests():
    folders = {each.parent.name.replace("_", "-") for each in Path(__file__).parent.glob("*/form.py")}
    assert folders == set(FAMILIES)


@pytest.mark.parametrize("family", FAMILIES)
@given(made=episodes())
@PLAIN
def test_what_is_written_is_read_back(family, made):
    form = FORMS[family]
    result = records(form.write(made), family)
    [found] = result.episodes
    assert read_back(found, form.FIELDS) == written(made, form.FIELDS)
    assert result.highlights == len(made.highlights)


@pytest.mark.parametrize("family", FAMILIES)
@given(made=episodes(), spaces=st.integers(1, 3))
@PLAIN
def test_line_ends_byte_order_marks_and_spaces_at_line_ends_make_no_difference(family, made, spaces):
    text = FORMS[family].write(made)
    plain = contents(records(text, family))
    assert contents(records(text.replace("\n", "\r\n"), family)) == plain
    assert contents(records(b"\xef\xbb\xbf" + text.encode(), family)) == plain
    assert contents(records(text.encode("utf-16"), family)) == plain
    if family not in ("readwise-csv", "readwise-json"):  # there a space at the end of a line is content
        assert contents(records(text.replace("\n", " " * spaces + "\n"), family)) == plain


@pytest.mark.parametrize("family", FAMILIES)
@given(made=episodes(), data=st.data())
@PLAIN
def test_a_damaged_file_loses_no_line(family, made, data):
    lines = FORMS[family].write(made).split("\n")
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        change = data.draw(st.sampled_from(("drop", "double", "swap", "cut", "noise")))
        if change == "drop":
            del lines[at]
            lines = lines or [""]
        elif change == "double":
            lines.insert(at, lines[at])
        elif change == "swap":
            other = data.draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], lines[at]
        elif change == "cut":
            lines[at] = lines[at][: data.draw(st.integers(0, len(lines[at])))]
        else:
            lines.insert(at, data.draw(st.text(max_size=30)))
    document = decode("x", "\n".join(lines).encode("utf-8", "replace"))
    result = document if isinstance(document, Refusal) else read(document)
    if not isinstance(result, Refusal):
        assert sum(result.lines.values()) == document.non_blank


@pytest.mark.parametrize("family", FAMILIES)
@given(made=episodes())
@settings(max_examples=10, deadline=None)
def test_one_family_claims_it_and_says_why(family, made):
    document = decode("x", FORMS[family].write(made).encode())
    claimed, evidence = identify(document)
    assert claimed.family == family
    assert evidence


@pytest.mark.parametrize("family", FAMILIES)
@given(made=episodes())
@PLAIN
def test_what_is_only_counted_is_counted_alike(family, made):
    text = FORMS[family].write(made).replace("podcasts", "books").replace("time_offset", "location").replace("Transcript:", "Said:")
    document = decode("x", text.encode())
    full, counted = read(document), read(document, frozenset())
    assert (full.highlights, full.lines, full.source) == (counted.highlights, counted.lines, counted.source)
