"""The owner's decisions: read with the line of every fault, kept in his own words, never in contradiction."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from graphbuild.config import load_settings
from graphbuild.decisions import Decision, Decisions, Ruling, added, change, dumps, last, load_decisions, pair_id, save, without
from graphbuild.errors import ExportError, SettingsError
from graphbuild.model import Named

SAME = '[[same]]\nkind = "person"\nnames = ["{}", "{}"]\n'
DIFFERENT = SAME.replace("same", "different")
RENAME = '[[rename]]\nkind = "idea"\nname = "{}"\nto = "{}"\n'
NARROWER = '[[narrower]]\nkind = "idea"\nname = "{}"\nunder = "{}"\n'


def read(folder, text):
    path = folder / "decisions.toml"
    path.write_text(text, encoding="utf-8")
    return load_decisions(path)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('# mine\n[[sane]]\nkind = "person"', 2, "'sane'"),
        (SAME.format("a", "b") + 'who = "x"', 4, "'who'"),
        (SAME.format("a", "b").replace("person", "work"), 2, "'kind'"),
        ('[[same]]\nkind = "person"\nnames = ["a"]', 3, "'names'"),
        ('[[same]]\nkind = "person"\nnames = [1, 2]', 3, "'names'"),
        ('[[same]]\nkind = "person"\nnames = ["a", "!"]', 3, "no letter"),
        ('[[rename]]\nkind = "idea"\nname = "a"', 3, "'to'"),
        (NARROWER.format("a", "b").replace("idea", "person"), 2, "only an idea"),
        (SAME.format("a", "b") + "number = -1", 4, "'number'"),
        ('\nsame = [{kind = "person", names = ["a", "b"]}]', 2, "[[same]]"),
        ("\n\n[[same]\n", 3, "not valid TOML"),
        ("same = 5", 1, "[[same]]"),
        ("same = []", 1, "'same' must be written as [[same]]"),
        ("# [same.x]\n" + SAME.format("a", "b") + "\n[same.x]\nwho = 5\n", 6, "'x'"),
        ("# same\n" + RENAME.format("a", "b") + "[same.x]\nwho = 5\n", 6, "'same' must be written as [[same]]"),
        ('[[rename]]\nkind = "idea"\nname = """a\nwho = 5\n"""\nto = "b"\nwho = 6\n', 7, "'who'"),
        (SAME.format("a", "b") + f"number = 1{'0' * 5000}\n", 4, "not valid TOML"),
        (SAME.format("a", "b") + "number = 1_000_000_001\n", 4, "'number'"),
        (f"# a\nx = {'[' * 5000}", 2, "not valid TOML"),
        ("# a\u2028b\x85\n" + SAME.format("a\u2028", "b\x85") + 'who = "x"', 5, "'who'"),
    ],
)
def test_what_cannot_be_understood_names_its_line(tmp_path, text, line, says):
    with pytest.raises(SettingsError) as caught:
        read(tmp_path, text)
    assert f"decisions.toml:{line}: " in str(caught.value)
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("text", "place", "other"),
    [
        (SAME.format("Ann Lee", "Ann B Lee") + "\n" + DIFFERENT.format("ann b lee", "Ánn Lee's"), 5, "line 1 says"),
        (SAME.format("a", "b") + SAME.format("b", "c") + DIFFERENT.format("a", "c"), 7, "lines 1 and 4 say"),
        (RENAME.format("ropes", "ROPES") + RENAME.format("Ropes", "Rope making"), 5, "line 1"),
        (NARROWER.format("a", "b") + NARROWER.format("b", "a"), 5, "line 1"),
        (DIFFERENT.format("a", "a"), 1, "are one name"),
        (NARROWER.format("a", "b") + SAME.format("a", "b").replace("person", "idea"), 1, "line 5"),
    ],
)
def test_a_contradiction_names_both_lines(tmp_path, text, place, other):
    with pytest.raises(SettingsError) as caught:
        read(tmp_path, text)
    assert f"decisions.toml:{place}: " in str(caught.value)
    assert other in str(caught.value)


def test_one_pair_may_be_of_two_kinds(tmp_path):
    assert len(read(tmp_path, SAME.format("a", "b") + DIFFERENT.format("a", "b").replace("person", "idea")).entries) == 2


def test_the_owners_own_words_stay_and_the_order_is_stable(tmp_path):
    text = "# head\n\n# about z\n" + SAME.format("z", "y # no comment") + "number = 2 # why\n\n\n# about a\n" + SAME.format("b", "a")
    first = read(tmp_path, text)
    written = dumps(first)
    assert written.startswith("# head\n\n# about a\n")
    assert "# about z" in written
    assert "number = 2 # why" in written
    assert dumps(read(tmp_path, written)) == written
    assert read(tmp_path, written).entries == first.entries


HOSTILE = 'a "quote" \\ \n [[same]] # \u202e \x00 \x7f ü'


def test_what_is_written_reads_back_whatever_the_name(tmp_path):
    about = ("a comment\n[[same]]",)
    made = added(Decisions(), Decision(ruling=Ruling.SAME, kind=Named.IDEA, names=(HOSTILE, "b"), about=about))
    made = added(made, Decision(ruling=Ruling.RENAME, kind=Named.IDEA, names=("b", HOSTILE)))
    save(made, tmp_path / "new" / "decisions.toml")
    again = load_decisions(tmp_path / "new" / "decisions.toml")
    assert {each.id for each in again.entries} == {each.id for each in made.entries}
    assert next(each for each in again.entries if each.ruling is Ruling.RENAME).names == ("b", HOSTILE)
    assert [each.name for each in (tmp_path / "new").iterdir()] == ["decisions.toml"]


def test_an_answer_replaces_the_one_before_and_the_last_is_known():
    names = ("a", "b")
    made = added(Decisions(), Decision(ruling=Ruling.SAME, kind=Named.IDEA, names=names))
    made = added(made, Decision(ruling=Ruling.DIFFERENT, kind=Named.IDEA, names=names))
    assert [each.ruling for each in made.entries] == [Ruling.DIFFERENT]
    assert last(made).id == pair_id(Named.IDEA, ("B", "a"))
    assert without(made, [last(made)]).entries == ()


def test_no_file_is_no_decision_unless_it_was_asked_for(tmp_path):
    assert load_decisions(tmp_path / "none.toml").entries == ()
    with pytest.raises(SettingsError, match="cannot be read"):
        load_decisions(tmp_path / "none.toml", must_exist=True)


MANY = 5_000


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "text",
    [
        "".join(RENAME.format(f"n{n}", f"N {n}") for n in range(MANY)),
        "".join(SAME.format(f"n{n}", f"n{n + 1}") + DIFFERENT.format(f"n{n}", f"m{n}") for n in range(MANY)),
        "".join(NARROWER.format(f"n{n}", f"n{n + 1}") for n in range(MANY)),
        '[[different]]\nkind = "person"\nnames = [{}]\n'.format(", ".join(f'"n{n}"' for n in range(MANY))),
    ],
    ids=["renames", "a chain of names that are one", "a ladder", "names all different"],
)
def test_thousands_of_decisions_agree_in_seconds(tmp_path, text):
    assert read(tmp_path, text).entries


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    ("steps", "closing"),
    [
        ((SAME.format(f"n{n}", f"n{n + 1}") for n in range(MANY)), DIFFERENT.format("n0", f"n{MANY}")),
        ((NARROWER.format(f"n{n}", f"n{n + 1}") for n in range(MANY)), NARROWER.format(f"n{MANY}", "n0")),
    ],
    ids=["one and two", "round"],
)
def test_a_contradiction_by_way_of_thousands_is_found_in_seconds(tmp_path, steps, closing):
    with pytest.raises(SettingsError, match=r"lines \d+, .* and \d+ say"):
        read(tmp_path, "".join(steps) + closing)


def test_a_new_name_that_contradicts_an_old_one_says_so_without_a_line(tmp_path):
    before = read(tmp_path, SAME.format("a", "b").replace("person", "idea") + RENAME.format("a", "One"))
    with pytest.raises(SettingsError, match=r"decisions.toml:4: .* but the new decision names it “Two”"):
        added(before, Decision(ruling=Ruling.RENAME, kind=Named.IDEA, names=("b", "Two")))


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "[[same]]", "\u2028[[same]]"])
def test_what_unicode_takes_for_the_end_of_a_line_is_none(tmp_path, sign):
    text = f"# head {sign} goes on\n\n# about {sign} z\n{SAME.format('z', f'y{sign}')}# below {sign}\n\n{SAME.format('b', 'a')}"
    first = read(tmp_path, text)
    assert read(tmp_path, dumps(first)).entries == first.entries
    assert f"# about {sign} z\n[[same]]" in dumps(first)
    assert f"# below {sign}\n" in dumps(first)


@pytest.mark.parametrize("quotes", ['"""', "'''"])
def test_a_text_of_several_lines_may_hold_what_looks_like_an_entry(tmp_path, quotes):
    text = f"[[rename]]\nkind = 'idea'\nname = 'a'\nto = {quotes}\n[[same]]\n# no comment\n\n[[rename]] ''{quotes}\n" + SAME.format(
        "x", "y"
    )
    first = read(tmp_path, text)
    assert [each.ruling for each in first.entries] == [Ruling.SAME, Ruling.RENAME]
    assert "[[same]]\n# no comment\n\n[[rename]]" in first.entries[1].names[1]
    assert read(tmp_path, dumps(first)).entries == first.entries


def test_a_list_over_several_lines_keeps_its_comments(tmp_path):
    text = '[[same]]\nkind = "idea"\nnames = [\n  "a", # one\n  # two\n  "b",\n]\n\n' + RENAME.format("a", "A")
    first = read(tmp_path, text)
    assert first.entries[0].written == text.split("\n\n")[0]
    with pytest.raises(SettingsError, match=r"decisions.toml:3: 'names' must be a list"):
        read(tmp_path, '[[same]]\nkind = "idea"\nnames = [\n[["same"]]\n]\n')


def test_comments_go_with_the_entry_they_touch_and_stay_where_they_touch_none(tmp_path):
    one, two = SAME.format("a", "b"), SAME.format("c", "d")
    text = f"# head\n\n# above\n{one}# below\n\n# alone\n\n# of the second\n{two}\n# at the end\n"
    made = read(tmp_path, text)
    assert made.entries[0].written == f"# above\n{one}# below"
    written = dumps(without(made, made.entries[:1]))
    assert written == f"# head\n\n# alone\n\n# at the end\n\n# of the second\n{two}"
    assert dumps(read(tmp_path, written)) == written
    assert dumps(without(made, made.entries)) == "# head\n\n# alone\n\n# at the end\n"


def test_what_would_not_be_read_back_is_not_written(tmp_path):
    path = tmp_path / "decisions.toml"
    made = read(tmp_path, SAME.format("a", "b"))
    before = path.read_bytes()
    odd = Decision(ruling=Ruling.SAME, kind=Named.IDEA, names=("???", "b"))
    lost = Decision(ruling=Ruling.SAME, kind=Named.IDEA, names=("a\ud800", "b"))
    for broken in (
        added(made, odd),
        added(made, lost),
        replace(made, head="no comment"),
        replace(made, head="#\n" + SAME.format("x", "y")),
    ):
        with pytest.raises(SettingsError, match="nothing was written"):
            save(broken, path)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["decisions.toml"]


def test_the_order_of_the_names_does_not_matter_to_what_is_read_back(tmp_path):
    pairs = [("z", "a"), ("b", "y")]
    made = added(Decisions(), *(Decision(ruling=Ruling.SAME, kind=Named.IDEA, names=names) for names in pairs))
    assert [each.names for each in save(made, tmp_path / "decisions.toml").entries] == [("a", "z"), ("b", "y")]


def test_a_change_begins_with_what_the_file_holds_then(tmp_path):
    path = tmp_path / "decisions.toml"
    read(tmp_path, SAME.format("a", "b"))
    made = change(path, lambda now: added(now, Decision(ruling=Ruling.SAME, kind=Named.IDEA, names=("c", "d"))))
    assert len(made.entries) == 2
    assert load_decisions(path).entries == made.entries
    assert [each.name for each in tmp_path.iterdir()] == ["decisions.toml"]


def test_a_change_waits_for_another_and_says_so_when_that_takes_long(tmp_path, monkeypatch):
    path = tmp_path / "decisions.toml"
    monkeypatch.setattr("graphbuild.decisions.file.PATIENCE", 0.1)
    lock = tmp_path / ".decisions.toml.lock"
    lock.touch()
    with pytest.raises(ExportError, match=r"decisions.toml: another review is writing it. If none runs, delete .*\.lock"):
        change(path, lambda now: now)
    assert lock.exists()
    assert not path.exists()


def test_two_that_change_at_once_lose_nothing(tmp_path):
    path = tmp_path / "decisions.toml"

    def answer(n):
        change(path, lambda now: added(now, Decision(ruling=Ruling.SAME, kind=Named.IDEA, names=(f"a{n}", f"b{n}"))))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(answer, range(40)))
    assert {each.number for each in load_decisions(path).entries} == set(range(1, 41))


@pytest.mark.parametrize("load", [load_decisions, load_settings])
@pytest.mark.parametrize("text", [f"x = 1{'0' * 5000}", f"x = {'[' * 5000}", "x = ", "x = \x00"])
def test_no_toml_is_one_line(tmp_path, load, text):
    path = tmp_path / "a.toml"
    path.write_text(text)
    with pytest.raises(SettingsError, match=r"a\.toml(:1)?: not valid TOML: [^\n]*$"):
        load(path)


@pytest.mark.parametrize("load", [load_decisions, load_settings])
def test_a_name_that_is_too_long_is_one_line(tmp_path, load):
    with pytest.raises(SettingsError, match="cannot be read: File name too long"):
        load(tmp_path / ("a" * 300))
