"""Readwise's API as JSON, with made-up books and podcasts."""

import json
import time

import pytest

from graphbuild.model import Kind
from graphbuild.readers.base import decode
from graphbuild.readers.readwise_json import READER, reader_documents

SNIP = "https://share.snipd.com/snip/00000000-0000-4000-8000-00000000000"


def highlight(number=1, text="Twist the rope.", **more):
    return {
        "id": number, "text": text, "note": "", "location": 10 * number, "location_type": "time_offset", "highlighted_at": "2023-03-12T10:00:00Z",
        "url": f"{SNIP}{number}", "color": "", "is_favorite": False, "is_discard": False, "tags": [], **more,
    }  # fmt: skip


def book(*highlights, **more):
    return {
        "user_book_id": 5,
        "title": "Ropes",
        "author": "The Yard",
        "category": "podcasts",
        "source": "snipd",
        "highlights": list(highlights),
        **more,
    }


def page(*books):
    return {"count": len(books), "nextPageCursor": None, "results": list(books)}


def load(text):
    return decode("x.json", text.encode() if isinstance(text, str) else text)


def read(value):
    text = value if isinstance(value, str) else json.dumps(value)
    document = load(text)
    result = READER.read(document)
    assert sum(result.lines.values()) == result.non_blank
    assert "unread" not in result.lines
    return result


def texts(result):
    return [made.text for episode in result.episodes for made in episode.highlights]


def codes(result):
    return [(each.code, each.line) for each in result.diagnostics]


def test_a_podcast():
    body = "On Ropes\n\n• One.\n• Two.\n\nTranscript:\nSpeaker 1\nTwist.\n\nSpeaker 2\nWhy?"
    more = {"note": ".deep Ask Ada", "is_favorite": True, "tags": [{"id": 1, "name": "rope making"}, {"id": 2, "name": "blue"}]}
    value = page(book(highlight(1, body, **more), source_url="https://share.snipd.com/episode/00000000-0000-4000-8000-0000000000aa"))
    assert READER.identify(load(json.dumps(value))) == "JSON with “user_book_id”"
    result = read(value)
    [episode] = result.episodes
    [made] = episode.highlights
    assert (episode.kind, episode.title, episode.show.name, episode.key[-2:]) == (Kind.PODCAST, "Ropes", "The Yard", "aa")
    assert (made.title, made.takeaways, made.start, made.created) == ("On Ropes", ("One.", "Two."), 10, "2023-03-12T10:00:00Z")
    assert [(turn.speaker.name, turn.text) for turn in made.turns] == [("Speaker 1", "Twist."), ("Speaker 2", "Why?")]
    assert ([tag.label for tag in made.tags], made.notes[0].text, made.favorite) == (["rope making", "deep"], ".deep Ask Ada", True)
    assert (made.key, made.url, made.readwise_id) == ("00000000-0000-4000-8000-000000000001", f"{SNIP}1", "1")
    assert (result.lines, result.highlights, result.diagnostics) == ({"text": 1}, 1, ())


@pytest.mark.parametrize(
    ("category", "kind"),
    [
        ("books", Kind.BOOK),
        ("articles", Kind.ARTICLE),
        ("tweets", Kind.TWEET),
        ("supplementals", Kind.SUPPLEMENTAL),
        ("podcasts", Kind.PODCAST),
    ],
)
def test_kinds(category, kind):
    result = read([book(highlight(url=None, location_type="order"), category=category)])
    assert (result.source.kind, result.episodes[0].kind) == (kind, kind)
    assert result.episodes[0].authors == (() if kind is Kind.PODCAST else ("The Yard",))


def test_without_a_category_the_highlights_tell():
    plain = highlight(url="https://readwise.io/open/1", location_type="order")
    result = read([book(plain, category=None, source=None), book(highlight(2), category=3, source=None, title="Other")])
    assert [(each.kind, each.highlights[0].url) for each in result.episodes] == [(Kind.BOOK, None), (Kind.PODCAST, f"{SNIP}2")]
    assert result.source.kind is Kind.PODCAST


def test_notes_on_the_episode():
    link = "https://share.snipd.com/episode-takeaways/00000000-0000-4000-8000-0000000000bb"
    result = read([book(highlight(1), highlight(2, "Episode AI notes\n\n1. One.\n2. Two.", url=link))])
    [episode] = result.episodes
    assert ([each.items for each in episode.ai_notes], len(episode.highlights), result.highlights) == ([("One.", "Two.")], 1, 1)


def test_discarded_and_deleted():
    kept = highlight(3)
    value = [
        book(highlight(1, is_discard=True), highlight(2, is_deleted=True), kept, highlight(4, tags=["discard"])),
        book(kept, title="Gone", is_deleted=True),
    ]
    result = read("\n".join(json.dumps(each) for each in value))
    assert texts(result) == ["Twist the rope."]
    assert result.lines == {"discarded": 1, "text": 1}
    assert codes(result) == [("GB112", 1)]
    assert result.diagnostics[0].message.startswith("4 ")


def test_the_same_highlight_on_two_pages():
    result = read(json.dumps(page(book(highlight(1)))) + json.dumps(page(book(highlight(1), highlight(2)))))
    assert (len(result.episodes), result.highlights) == (1, 2)
    assert codes(result) == [("GB107", 1)]


def test_words_that_are_missing():
    result = read([book(highlight(1, ""), highlight(2, None, url=None), highlight(3, " ", url=None, note="mine"), 7, None)])
    assert [(made.placeholder, made.start) for made in result.episodes[0].highlights] == [(True, 10), (True, 30)]
    assert [each.message[:2] for each in result.diagnostics if each.code == "GB113"] == ["3 "]


@pytest.mark.parametrize("indent", [None, 0, 2])
def test_every_wrapping_gives_the_same(indent):
    one, two = book(highlight(1)), book(highlight(2), title="Knots")

    def dump(value):
        return json.dumps(value, indent=indent)

    wrapped = [
        dump(page(one, two)),
        dump([one, two]),
        dump([page(one), page(two)]),
        dump([[one], [two]]),
        dump({"meta": {"a": [1]}, "results": [one, two]}),
        dump(page(one)) + "\n" + dump(page(two)) + "\n",
        dump(page(one)) + dump(two),
        json.dumps(one) + "\n\n" + json.dumps(two),
        json.dumps(one) + ",\n" + json.dumps(two) + ",\n",
        json.dumps(page(one)) + "\r\n" + json.dumps(page(two)),
    ]
    for text in wrapped:
        assert READER.identify(load(text))
        result = read(text)
        assert [(each.title, each.highlights[0].key) for each in result.episodes] == [
            ("Ropes", f"{SNIP}1"[-36:]),
            ("Knots", f"{SNIP}2"[-36:]),
        ], text
        assert result.diagnostics == ()


def test_lines_are_those_of_the_book():
    result = read(json.dumps(page(book(highlight(1)), book(highlight(2), title="Knots")), indent=1))
    first, second = (each.highlights[0].at[0] for each in result.episodes)
    assert first.line == 5
    assert first.end_line + 1 == second.line
    assert result.lines["other"] == 6
    assert result.lines["text"] == second.end_line - first.line + 1


def test_json_lines_of_highlights_that_name_their_book():
    flat = {"text": "Twist.", "book_title": "Ropes", "author": "Ada", "category": "books", "highlighted_at": "2020-01-02 03:04"}
    lines = [flat, {**flat, "text": "Pull."}, {**flat, "is_discard": True}, {"text": "whose?", "book_id": 4}, {**flat, "text": ""}]
    text = "\n".join(json.dumps(each) for each in lines)
    assert READER.identify(load(text)) == "JSON with highlights that name their book"
    result = read(text)
    assert texts(result) == ["Twist.", "Pull."]
    assert [made.at[0].line for made in result.episodes[0].highlights] == [1, 2]
    assert result.lines == {"discarded": 1, "empty": 1, "other": 1, "text": 2}
    assert codes(result) == [("GB112", 3), ("GB103", 4), ("GB113", 5)]
    assert texts(read({"highlights": lines})) == ["Twist.", "Pull."]


@pytest.mark.parametrize(
    "text",
    [
        "", "\n", "# user_book_id", '"user_book_id": 1', "[]", "{}", '[[wiki]] "user_book_id" is a word', '[{"text": "a", "highlighted_at": "", "book_id": 3}]',
        '[{"text": "he said \\"highlights\\": no"}]',
    ],
)  # fmt: skip
def test_what_is_not_its_own(text):
    assert READER.identify(load(text)) is None
    assert not reader_documents(load(text))


def test_documents_of_reader_are_named_but_not_claimed():
    each = {
        "id": "01",
        "url": "https://read.readwise.io/read/01",
        "title": "T",
        "category": "rss",
        "word_count": 3,
        "reading_progress": 0,
        "summary": '"highlights": "text": ',
    }
    for text in (json.dumps([each]), json.dumps({"results": [each]}, indent=2)):
        assert READER.identify(load(text)) is None
        assert reader_documents(load(text))
    assert not reader_documents(load(json.dumps(page(book(highlight(1)), each))))


def test_a_file_that_breaks_off_is_read_up_to_there():
    whole = json.dumps(page(book(highlight(1)), book(highlight(2), highlight(3), highlight(4), title="Knots")))
    cut = whole[: whole.index('"id": 4') + 60]
    assert READER.identify(load(cut))
    result = read(cut)
    assert [len(each.highlights) for each in result.episodes] == [1, 2]
    assert codes(result) == [("GB103", 1)]
    for end in range(0, len(whole), 7):
        read(whole[:end])


def test_one_broken_line_costs_no_other():
    lines = [json.dumps(book(highlight(n), title=f"Part {n}")) for n in range(1, 6)]
    lines[0] = lines[0][:150]
    lines[2] = lines[2].replace('"highlights": [', '"highlights": [oops,')
    result = read("\n".join(lines))
    assert [each.title for each in result.episodes] == ["Part 2", "Part 4", "Part 5"]
    assert sorted({line for code, line in codes(result) if code == "GB103"}) == [1, 3]
    assert result.lines == {"other": 2, "text": 3}


def test_a_broken_book_in_one_line_costs_no_other():
    text = json.dumps([book(highlight(n), title=f"Part {n}") for n in range(1, 4)]).replace('"Part 2"', "Part 2")
    assert [each.title for each in read(text).episodes] == ["Part 1", "Part 3"]


def test_nothing_but_broken():
    result = read('{"user_book_id": 1,\n "highlights": oops\n')
    assert (result.episodes, result.lines, codes(result)) == ((), {"other": 2}, [("GB103", 2)])


WRONG = [None, True, 0, -1, 1.5, 1e999, 10**30, "", "x", "\ud800", "\x00", [], [[]], [None], {}, {"name": {}}, {"a": 1}]


@pytest.mark.parametrize("name", [*highlight(), *book(), "readable_title", "book_title", "source_url", "is_deleted", "results"])
def test_wrong_types(name):
    for value in WRONG:
        for wrong in (
            book(highlight(1), **{name: value}),
            book({**highlight(1), name: value}),
            {**highlight(1), "title": "T", name: value},
        ):
            for wrapped in ([wrong], page(wrong), wrong, {"results": wrong}):
                for episode in read(wrapped).episodes:
                    repr(episode).encode()


def test_texts_are_clean():
    result = read('{"title": 1984, "highlights": [{"text": "e\\u0301 \\ud83d\\ude00 \\ud800 a\\r\\nb \\u0000", "category": "books"}]}')
    assert result.episodes[0].title == "1984"
    assert texts(result) == ["é 😀 � a\nb �"]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 300_000, '[{"user_book_id":' * 20_000, '{"user_book_id":' + "[" * 100_000, '{"highlights":[{"text":' * 20_000,
        '{"user_book_id": 1}\n{"user_book_id": \n' * 20_000, '{"a": "b", ' * 50_000 + '"user_book_id": 1', '{"user_book_id":1}' * 50_000,
        '[,{"user_book_id":"' * 20_000, '{"user_book_id": ' + "9" * 300_000 + "}", "[\n" * 100_000 + "{", '{"results":[' * 50_000,
        '"' * 100_001, "[" + "," * 300_000 + " " * 300_000, '{"user_book_id"' + " " * 300_000,
    ],
)  # fmt: skip
def test_hostile_files_are_read_in_no_time(text):
    before = time.process_time()
    document = load(text)
    READER.identify(document)
    reader_documents(document)
    read(text)
    assert time.process_time() - before < 10
