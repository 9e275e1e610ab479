"""Readwise's CSV, with rows that nobody wrote."""

import csv
import time
import tracemalloc

import pytest

from graphbuild.model import Kind
from graphbuild.readers.base import decode
from graphbuild.readers.readwise_csv import READER, date_of, read_labels, seconds_of

NINE = "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location"
TEN = f"{NINE},Highlighted at"
ELEVEN = f"{TEN},Document tags"


def read(text):
    data = text if isinstance(text, bytes) else text.encode()
    result = READER.read(decode("x.csv", data))
    assert sum(result.lines.values()) == result.non_blank
    assert "unread" not in result.lines
    return result


def codes(result):
    return [(each.code, each.line) for each in result.diagnostics]


@pytest.mark.parametrize(
    ("header", "more", "created"),
    [
        (NINE, "", None),
        (TEN, ",2021-03-04 05:06:07+00:00", "2021-03-04T05:06:07+00:00"),
        (ELEVEN, ",2021-01-02 03:04:05.123456+00:00,shelf", "2021-01-02T03:04:05+00:00"),
    ],
)
def test_nine_ten_and_eleven_columns(header, more, created):
    document = decode(
        "x.csv", f'{header}\nTwist the rope.,Ropes,Ada Yarn,B0,Try it,yellow,"yellow, rope making",location,117{more}\n'.encode()
    )
    assert "Highlight, Book title" in READER.identify(document)
    result = READER.read(document)
    [book] = result.episodes
    [made] = book.highlights
    assert (book.kind, book.title, book.show.name, book.authors) == (Kind.BOOK, "Ropes", "Ada Yarn", ("Ada Yarn",))
    assert (made.text, made.created, made.start, made.url) == ("Twist the rope.", created, None, None)
    assert [tag.label for tag in made.tags] == ["rope making"]
    assert [note.text for note in made.notes] == ["Try it"]
    assert (result.lines, result.highlights, result.source.kind) == ({"header": 1, "text": 1}, 1, Kind.BOOK)


def test_columns_in_another_order_and_others_beside_them():
    [book] = read("Shelf;Note;Book Title;Tags;Highlight;Location\nup;n;Ropes;a;One; 3\n").episodes
    assert (book.title, book.highlights[0].text, book.highlights[0].notes[0].text) == ("Ropes", "One", "n")


@pytest.mark.parametrize(
    "text", ["", "\n\n", "Highlight,Book Title\na,b", "Highlight,Note,Tags,Location\na", "# Highlight, Book Title, Note", "[]", "a" * 9000]
)
def test_what_is_not_its_own(text):
    document = decode("x.csv", text.encode())
    assert READER.identify(document) is None
    if document.non_blank:
        READER.read(document)  # does not raise


def test_cells_of_many_lines_and_where_their_parts_stand():
    text = f'{TEN}\n\n"One\n\ntwo ""three""",Ropes,Ada,,"first\nsecond",,,order,2,\nFour,Ropes,Ada,,,,,order,3,\n'
    for ends in ("\n", "\r\n"):
        result = read(text.replace("\n", ends))
        [book] = result.episodes
        one, four = book.highlights
        assert (one.text, one.notes[0].text, four.text) == ('One\n\ntwo "three"', "first\nsecond", "Four")
        assert (one.at[0].line, one.at[0].end_line, four.at[0].line) == (3, 6, 7)
        assert (one.notes[0].at.line, one.notes[0].at.end_line) == (5, 6)
        assert result.lines == {"header": 1, "text": 4}


def test_discarded_rows_are_left_out_and_said_once():
    result = read(f'{NINE}\na,T,A,,,,discard,,\nb,T,A,,,,,,\nc,T,A,,".discard",,,,\n"d\ne",T,A,,,,"x, Discard",,\n')
    assert [made.text for made in result.episodes[0].highlights] == ["b"]
    assert result.lines == {"discarded": 4, "header": 1, "text": 1}
    assert codes(result) == [("GB112", 2)]
    assert result.diagnostics[0].message.startswith("3 ")


def test_a_title_whose_rows_are_all_discarded_is_no_book():
    assert read(f"{NINE}\na,T,A,,,,discard,,\n").episodes == ()


def test_rows_without_words_and_rows_of_another_length():
    result = read(f"{NINE}\n,T,A,,note,,,,\n,,,,,,,,\nonly words\nlong,T,A,,,,t,location,1,extra,more\n")
    assert {book.title: book.highlights[0].text for book in result.episodes} == {"x": "only words", "T": "long"}
    assert result.lines == {"empty": 2, "header": 1, "text": 2}
    assert ("GB113", 2) in codes(result)
    assert ("GB105", 1) in codes(result)


def test_the_same_row_twice_counts_once_but_loses_no_tag():
    result = read(f"{NINE}\na,T,A,,,,one,order,1\na,T,A,,,,two,order,1\na,T,A,,,,,order,2\n")
    assert (result.highlights, result.lines) == (2, {"duplicate": 1, "header": 1, "text": 2})
    assert [tag.label for made in result.episodes[0].highlights for tag in made.tags] == ["one", "two"]
    assert codes(result) == [("GB107", 3)]


def test_heading_rows_stay_but_not_their_tag():
    result = read(f"{NINE}\nPart One,T,A,,.h1,,h1,,\nText,T,A,,,,h1humans,,\n")
    part, text = result.episodes[0].highlights
    assert (part.text, part.tags, part.notes) == ("Part One", (), ())
    assert [tag.label for tag in text.tags] == ["h1humans"]
    assert result.lines == {"header": 1, "heading": 1, "text": 1}


@pytest.mark.parametrize(
    ("tags", "note", "want", "rest", "favorite"),
    [
        (["favorite", "pink", "c1", "#rope"], "", ("rope",), "", True),
        ([], ".h2\n\nAbout ropes", (), "About ropes", False),
        ([], ".Favorite .c12 and on", (), "and on", True),
        ([], ".baking .ropes", ("baking", "ropes"), ".baking .ropes", False),
        (["Rope"], ".rope .h1 is long", ("Rope",), ".rope is long", False),
        ([], ".5 mm, ...and so on", (), ".5 mm, ...and so on", False),
        ([], "see .h2", (), "see .h2", False),
        ([" ", "", "##"], " . ", (), ".", False),
    ],
)
def test_tags_and_the_actions_in_a_note(tags, note, want, rest, favorite):
    labels = read_labels(tags, note)
    assert (labels.tags, labels.note, labels.favorite) == (want, rest, favorite)


def test_podcasts_are_told_by_their_seconds():
    [show] = read(
        f'{NINE}\n"On Ropes\n\nTranscript:\nSpeaker 1\nTwist.\nSpeaker 2\nWhy?",Ep,Show,,,,,time_offset,916\nPlain,Ep,Show,,,,,,\n'
    ).episodes
    snip, plain = show.highlights
    assert (show.kind, show.show.name, show.authors) == (Kind.PODCAST, "Show", ())
    assert (snip.title, snip.start, plain.start, plain.text) == ("On Ropes", 916, None, "Plain")
    assert [(turn.speaker.name, turn.text, turn.at.line) for turn in snip.turns] == [("Speaker 1", "Twist.", 5), ("Speaker 2", "Why?", 7)]


def test_podcasts_are_told_by_a_transcript_or_a_link():
    link = "https://share.snipd.com/snip/00000000-0000-4000-8000-000000000001"
    result = read(
        f'{NINE}\n"T\nTranscript:\nYes.",E1,S,,,,,,\nTwist. ([Time 0:00:07]({link})),E2,S,,,,,,\n"Twist.\n{link}",E3,S,,,,,,\n'
        f'"Episode AI notes\n1. One.\n2. Two.",E1,S,,,,,,\nThe transcript: a book,B,S,,see {link},,,,\n'
    )
    one, two, three, book = result.episodes
    assert [each.kind for each in result.episodes] == [Kind.PODCAST] * 3 + [Kind.BOOK]
    assert one.ai_notes[0].items == ("One.", "Two.")
    assert (two.highlights[0].text, two.highlights[0].url, two.highlights[0].start) == ("Twist.", link, 7)
    assert (three.highlights[0].text, three.highlights[0].key) == ("Twist.", link[-36:])
    assert book.highlights[0].notes[0].text.startswith("see http")
    assert (result.source.kind, result.highlights) == (Kind.PODCAST, 4)


def test_notes_on_an_episode_twice():
    result = read(f"{NINE}\n" + "Episode AI notes,E,S,,,,,time_offset,0\n" * 2)
    assert result.highlights == 0


def test_a_time_that_no_clock_shows():
    result = read(f"{NINE}\na,E,S,,,,,time_offset,soon\n")
    assert result.episodes[0].highlights[0].start is None
    assert ("GB109", 2) in codes(result)


def test_a_mark_that_nothing_closes_does_not_take_the_rest():
    rows = "".join(f"row {n},T,A,,,,,order,{n}\n" for n in range(50))
    result = read(f'{NINE}\nfirst,T,A,,,,,order,0\n"open,T,A,,,,,order,1\n\nstray line\n{rows}')
    assert [made.text for made in result.episodes[0].highlights] == ["first", *(f"row {n}" for n in range(50))]
    assert result.lines == {"header": 1, "other": 2, "text": 51}
    assert codes(result) == [("GB103", 3)]


def test_a_file_that_breaks_off_keeps_its_last_row():
    result = read(f'{NINE}\nfirst,T,A,,,,,order,0\n"second\nbreaks o')
    assert [made.text for book in result.episodes for made in book.highlights] == ["first", "second\nbreaks o"]
    assert result.lines == {"header": 1, "text": 3}


def test_two_marks_far_apart_do_not_take_what_stands_between():
    between = "".join(f"row {n},T,A,,,,,order,{n}\n" for n in range(30))
    result = read(f'{NINE}\n"open,T,A,,,,,order,1\n{between}"open,T,A,,,,,order,1\nlast,T,A,,,,,order,99\n')
    assert [made.text for made in result.episodes[0].highlights] == [*(f"row {n}" for n in range(30)), "last"]
    assert result.lines == {"header": 1, "other": 2, "text": 31}
    assert codes(result) == [("GB103", 2), ("GB103", 33)]


def test_marks_within_a_row_that_are_not_doubled():
    result = read(f'{NINE}\n"He said "so"\nand went, far","T",A,,,,,order,1\nlast,T,A,,,,,order,99\n')
    assert [made.text for made in result.episodes[-1].highlights] == ["last"]
    assert result.lines == {"header": 1, "text": 3}


def test_many_marks_that_nothing_closes_take_no_time():
    before = time.process_time()
    result = read(f"{NINE}\n" + '"open "" mark,T\nb,T,A,,,,,order,1\n"x"y\n' * 20_000 + '"end')
    assert result.lines["other"] == 20_000
    assert result.lines["duplicate"] >= 39_998  # each “b” and “xy” but the first
    read(f"{NINE}\n" + '"open "" mark\n' * 40_000)
    read(f"{NINE}\n" + 'a,"\n' * 40_001)
    assert time.process_time() - before < 10


def test_long_cells_and_a_limit_that_is_put_back():
    before = csv.field_size_limit()
    assert read(f"{NINE}\n{'word ' * 400_000},T,A,,,,,order,0\n").highlights == 1
    assert csv.field_size_limit() == before


def test_a_cell_longer_than_any_is_left_out():
    result = read(f'{NINE}\na,T,A,,,,,order,0\n"{"word " * 2_100_000},T\nb,T,A,,,,,order,0\n')
    assert [made.text for made in result.episodes[0].highlights] == ["a", "b"]
    assert result.lines == {"header": 1, "other": 1, "text": 2}
    assert ("GB103", 3) in codes(result)


def test_two_exports_in_one_file():
    result = read(f"{NINE}\na,T,A,,,,,order,0\n{TEN}\nb,T,A,,,,,order,1,2020-01-01\n")
    assert [(made.text, made.created) for made in result.episodes[0].highlights] == [("a", None), ("b", "2020-01-01")]
    assert result.lines == {"header": 2, "text": 2}


@pytest.mark.parametrize("value", ["2020-13-01", "20200101", "2020-W01-1", "2020-01-011", "", None, 20200101, "٢٠٢٠-٠١-٠١"])
def test_what_is_no_day(value):
    assert date_of(value) is None


def test_seconds():
    assert [seconds_of(value) for value in (7, 7.9, "7", "7.9", "1:02", "0:15:16")] == [7, 7, 7, 7, 62, 916]
    assert [seconds_of(value) for value in (-1, True, None, [], "x", "9" * 5000, float("nan"), float("inf"), 1e300, "1:99")] == [None] * 10


def test_rows_of_nothing_need_little_memory():
    document = decode("x.csv", (f"{NINE}\n" + ",,,,\n" * 30_000).encode())
    tracemalloc.start()
    result = READER.read(document)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(result.diagnostics) == 1
    assert peak < 4_000_000
