"""The YAML at the top of a file is read line by line, valid or not."""

from graphbuild.readers.front_matter import read_front_matter


def values(text):
    return read_front_matter(text.split("\n")).values


def test_lists_quotes_and_what_yaml_would_take_for_a_comment():
    text = '---\nepisode_title: #300 Ada\nguests:\n  - Bo Lee\n  - "Cy: Ash"\ntags: [one, "two"]\nfull Title: \'It\'\n---\n'
    assert values(text) == {"episode_title": ("#300 Ada",), "guests": ("Bo Lee", "Cy: Ash"), "tags": ("one", "two"), "full title": ("It",)}


def test_what_is_no_yaml_costs_no_more_than_its_line():
    assert values("---\naliases: [A: b, C: d]\n%%%\n: x\nurl: https://example.org\n---\n")["url"] == ("https://example.org",)


def test_lines_that_yaml_refuses_or_misreads_are_named():
    fine = [
        "key: value",
        "url: https://example.org/a:b",
        'quoted: "a: b"',
        "list:",
        "  - one",
        "- two",
        "empty:",
        "# comment",
        "flow: [a, b]",
        "",
    ]
    odd = ["episode_title: #300 Ada", "title: Ada: a life", "no key at all", "handle: @ada", "- item: with: more"]
    lines = ["---", *fine, *odd, "---"]
    assert [lines[n] for n in read_front_matter(lines).odd] == odd


def test_blank_lines_may_stand_above():
    assert read_front_matter(["", "---", "a: b", "---", "x"]).lines == (1, 3)


def test_a_rule_and_a_block_without_end_are_none():
    assert read_front_matter(["---", "## Metadata", "- Author: x", "---"]).lines == (0, -1)
    assert read_front_matter(["---", "a: b"]).lines == (0, -1)
