"""The owner's decisions: read with the line of every fault, kept in his own words, never in contradiction."""

import pytest

from graphbuild.decisions import Decision, Decisions, Ruling, added, dumps, last, load_decisions, pair_id, save, without
from graphbuild.errors import SettingsError
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
        (RENAME.format("ml", "ML") + RENAME.format("Ml", "Machine learning"), 5, "line 1"),
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
