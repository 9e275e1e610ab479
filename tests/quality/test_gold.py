"""Labels are read as they stand; what is wrong with a line is told with its file and line."""

import json
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphbuild.errors import GoldError
from graphbuild.quality.gold import FILES, in_half, read_descriptions, read_gold


def folder(path, **files):
    for name, lines in files.items():
        text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
        (path / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return path


def test_what_is_unsure_is_left_out(tmp_path):
    end = {"name": "Orla", "file": "a.md", "highlight": "a.md#0"}
    gold = read_gold(
        folder(
            tmp_path,
            people=[
                {
                    "file": "a.md",
                    "highlight": "a.md#0",
                    "mentions": [{"name": "Orla", "surface": ["orla"]}, {"name": "Rán", "kind": "deity", "surface": []}],
                }
            ],
            speakers=[{"file": "a.md", "highlight": "a.md#0", "speakers": {"Speaker 1": "unsure", "Speaker 2": None}, "evidence": None}],
            works=[{"file": "a.md", "highlight": "a.md#0", "works": [{"title": "Tides"}, {"title": "Ebb", "unsure": True}]}],
            same_name=[{"a": end, "b": end, "same": "unsure"}, {"a": end, "b": end, "same": False}],
            related=[{"a": "x", "b": "y", "grade": "unsure"}, {"a": "x", "b": "y", "grade": 1}],
        )
    )
    assert [person.forms for person in gold.people[0].people] == [("Orla", "orla")]
    assert [person.forms for person in gold.people[0].doubtful] == [("Rán",)]
    assert gold.voices[0].voices == (("Speaker 2", None),)
    assert (gold.works[0].titles, gold.works[0].doubtful) == (("Tides",), ("Ebb",))
    assert [pair.same for pair in gold.identity] == [False]
    assert [pair.grade for pair in gold.related] == [1]
    assert gold.roles == ()


@pytest.mark.parametrize(
    ("name", "line", "says"),
    [
        ("people", "{", "is not JSON"),
        ("people", "[" * 5000, "is not JSON"),
        ("people", "[]", "is not a JSON object"),
        ("people", {"file": "a.md", "mentions": []}, "`highlight` must be text"),
        ("people", {"file": "a.md", "highlight": "h"}, "`mentions` must be a list of objects"),
        ("people", {"file": "a.md", "highlight": "h", "mentions": [{"name": 3}]}, "`mentions[0].name` must be text"),
        ("people", {"file": "a.md", "highlight": "h", "mentions": [{"name": "O", "surface": "O"}]}, "`mentions[0].surface` must be a list"),
        ("episode_people", {"file": "a.md", "hosts": "Orla"}, "`hosts` must be a list of texts"),
        ("speakers", {"file": "a.md", "highlight": "h", "speakers": ["Orla"]}, "`speakers` must be an object"),
        ("works", {"file": "a.md", "highlight": "h", "works": [{"title": ""}]}, "`works[0].title` must be text"),
        ("topics", {"file": "a.md", "highlight": "h"}, "`topics` must be a list of texts"),
        ("same_name", {"a": {"name": "O", "highlight": "h"}, "b": 1, "same": True}, "`b` must be an object"),
        (
            "same_name",
            {"a": {"name": "O", "highlight": "h"}, "b": {"name": "O", "highlight": "h"}, "same": 1},
            "`same` must be true, false",
        ),
        ("related", {"a": "h", "b": "k", "grade": 3}, "`grade` must be 0, 1, 2"),
        ("related", {"a": "h", "b": "k", "grade": True}, "`grade` must be 0, 1, 2"),
    ],
)
def test_a_bad_line_is_told_with_file_and_line(tmp_path, name, line, says):
    folder(tmp_path, **{name: ["", line]})
    with pytest.raises(GoldError) as caught:
        read_gold(tmp_path)
    assert f"{name}.jsonl:2: " in str(caught.value)
    assert says in str(caught.value)


def test_a_folder_without_labels_and_bytes_that_are_no_text_are_told(tmp_path):
    with pytest.raises(GoldError, match="holds no labels"):
        read_gold(tmp_path)
    (tmp_path / "people.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(GoldError, match="not UTF-8"):
        read_gold(tmp_path)


def test_a_line_separator_within_a_name_ends_no_line(tmp_path):
    folder(tmp_path, episode_people=['{"file": "a\u2028b.md", "hosts": []}'])
    assert read_gold(tmp_path).roles[0].file == "a\u2028b.md"


def test_halves_are_whole_files_and_together_all(tmp_path):
    names = [f"{number}.md" for number in range(40)]
    folder(tmp_path, episode_people=[{"file": name, "hosts": [], "guests": []} for name in names])
    a, b = ([label.file for label in read_gold(tmp_path, half).roles] for half in "ab")
    assert sorted(a + b) == sorted(names)
    assert 10 < len(a) < 30
    assert in_half("0.md", None)
    assert in_half("\ud800.md", "a") is not in_half("\ud800.md", "b")


def test_descriptions_are_those_of_files_that_list_their_highlights(tmp_path):
    described = {"key": None, "start": 3, "title": "T", "note": {"first": "so it is", "words": 3}, "text_words": 9, "content_words": None}
    folder(tmp_path, parse=[{"file": "a.md", "highlights": [described]}, {"file": "b.md", "highlights": 4}])
    [(file, [one])] = read_descriptions(tmp_path).items()
    assert (file, one.link, one.start, one.title, one.note, one.sizes) == ("a.md", None, 3, "T", "so it is", (9,))


def test_the_examples_of_the_documentation_are_labels(tmp_path):
    text = (Path(__file__).parents[2] / "docs" / "quality.md").read_text(encoding="utf-8")
    shown = dict(re.findall(r"^\*\*`(\w+)\.jsonl`\*\*.*?```json\n(.*?)```", text, re.DOTALL | re.MULTILINE))
    assert set(shown) == set(FILES)
    gold = read_gold(folder(tmp_path, **{name: [lines] for name, lines in shown.items()}))
    kinds = (gold.people, gold.roles, gold.voices, gold.works, gold.topics, gold.identity, gold.related)
    assert [len(each) for each in kinds] == [2, 1, 1, 1, 1, 1, 1]


_KEYS = ("file", "highlight", "mentions", "name", "surface", "hosts", "speakers", "works", "title", "topics", "a", "b", "same", "grade")
_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=6),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(name=st.sampled_from((*FILES, "parse")), line=_ANY)
def test_whatever_a_line_holds_it_is_a_label_or_an_error_with_its_place(name, line):
    with tempfile.TemporaryDirectory() as path:
        made = folder(Path(path), **{name: [line]})
        try:
            read_descriptions(made) if name == "parse" else read_gold(made)
        except GoldError as error:
            assert ".jsonl:1" in str(error)  # noqa: PT017
