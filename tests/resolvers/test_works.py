"""Which works a made-up vault names: joined, found again, and told apart from shows, people and chance."""

import csv

import pytest

from graphbuild import pipeline
from graphbuild.checking import check_graph
from graphbuild.config import Settings
from graphbuild.exporters.csv_tables import write_csv
from graphbuild.exporters.page.payload import read_payload
from graphbuild.graph.view import multigraph
from graphbuild.model import Kind
from tests.exports import episode, snip, spoken, vault

NAMED = """SELECT ?title ?text ?start ?end ?quote { ?m gb:refersTo ?w ; gb:inHighlight ?h ; gb:start ?start ; gb:end ?end ; gb:quote ?quote .
    ?w schema:name ?title . ?h schema:mentions ?w FILTER NOT EXISTS { ?w a schema:Person }
    OPTIONAL { ?m gb:inTurn/schema:text ?turn } OPTIONAL { ?m gb:inNote/schema:text ?note } OPTIONAL { ?m gb:inField ?p . ?h ?p ?field }
    BIND(COALESCE(?turn, ?note, ?field) AS ?text) } ORDER BY ?title"""


def one(title, text, number=1, show="A Show", note="", summary="Some words.", name="A title"):
    url = f"https://share.snipd.com/episode/00000000-0000-4000-8000-{number:012}"
    return episode(title, show, snip(number, "0:01", spoken(name, summary, ("Speaker 1", text)), note=note), url=url)


def book(title, author):
    return f"# {title}\n\n## Metadata\n- Author: [[{author}]]\n- Full Title: {title}\n- Category: #books\n\n## Highlights\n- A passage of it.\n"


def built(folder, settings=None, **files):
    made = pipeline.build([vault(folder, **files)], settings)
    assert not [each for each in check_graph(made.store, made.report) if each.severity == "error"]
    return made


def titles(made):
    rows = list(made.store.select(NAMED))
    assert all(text[start:end] == quote for _, text, start, end, quote in rows)
    return [title for title, *_ in rows]


def test_spellings_of_a_title_are_one_work(tmp_path):
    made = built(
        tmp_path,
        a=one("First", "so there is this book called the salt ledger and it is about ports", 1),
        b=one("Second", "In his book, The Salt Ledger, he says so. I mean it.", 2, show="Another"),
        c=one("Third", "I loved the book Salt Ledger. Really.", 3, show="Another"),
    )
    assert titles(made) == ["The Salt Ledger"] * 3
    [row] = made.store.select("SELECT ?w ?kind { ?w a gb:NamedWork, ?kind FILTER(?kind != gb:NamedWork) }").records()
    assert row == {"w": "urn:graphbuild:work:salt-ledger", "kind": "https://schema.org/Book"}
    alternates = {name for (name,) in made.store.select("SELECT ?n { ?w a gb:NamedWork ; schema:alternateName ?n }")}
    assert alternates == {"the salt ledger", "Salt Ledger"}
    assert made.report["totals"]["named_works"] == 1
    assert made.report["totals"]["works"] == 0


def test_a_subtitle_does_not_make_another_work(tmp_path):
    made = built(
        tmp_path,
        a=one("First", "I read the book Salt Roads: How Ports Shape Us by Ines Calloway. It was good.", 1),
        b=one("Second", "The book Salt Roads is on my desk.", 2),
    )
    assert len(made.store.select("SELECT ?w { ?w a gb:NamedWork }")) == 1


def test_the_author_is_the_person_of_the_graph(tmp_path):
    made = built(
        tmp_path, a=one("First", "The book Salt Roads by Ines Calloway is good. Leonhard Euler never read the novel Tar by the sea.", 1)
    )
    assert made.store.select('SELECT ?w { ?w schema:name "Salt Roads" ; schema:author/schema:name "Ines Calloway" }').rows


def test_an_author_whom_nobody_else_names_is_a_text(tmp_path):
    made = built(tmp_path, a=one("First", "there is a book called tar and rope by ines wobblequist and i like it", 1))
    authors = made.store.select("SELECT ?a { ?w a gb:NamedWork ; schema:author ?a FILTER isLITERAL(?a) }")
    assert [author for (author,) in authors] in ([], ["Ines Wobblequist"])


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("and the whole salt ledgerbook idea, you know, of ports", False),
        ("He quotes The Salt Roads all the time.", True),  # capitals
        ("we drove along the salt roads all day, my friend and i", False),  # everyday words
        ("what was new in that book, i mean the salt roads, was the end", True),  # words that speak of works
    ],
)
def test_a_known_title_is_found_again_where_it_is_meant(tmp_path, text, is_found):
    made = built(tmp_path, a=one("First", "I wrote a book called The Salt Roads. Yes.", 1), b=one("Second", text, 2, show="Another"))
    assert titles(made) == ["The Salt Roads"] * (1 + is_found)


def test_four_words_in_their_order_are_a_title(tmp_path):
    made = built(
        tmp_path,
        a=one("First", "I wrote a book called How to Mend a Boat. Yes.", 1),
        b=one("Second", "and how to mend a boat is still my favourite", 2, show="Another"),
    )
    assert titles(made) == ["How to Mend a Boat"] * 2


def test_a_biography_does_not_take_its_person(tmp_path):
    made = built(
        tmp_path,
        a=one("First", "I read the book Leonhard Euler last year.", 1),
        b=one("Second", "Leonhard Euler proved it. Leonhard Euler was blind.", 2, show="Another"),
    )
    assert len(titles(made)) <= 1
    assert made.store.select('SELECT ?h { ?h schema:mentions/schema:name "Leonhard Euler" }').rows


def test_a_show_of_the_vault_is_its_own_node(tmp_path):
    made = built(
        tmp_path,
        a=one("First", "Welcome back to slow harbours, my name is Tobias.", 1, show="Slow Harbours with Tobias Wren"),
        b=one("Second", "I heard that on the Slow Harbours podcast last week.", 2, show="Another"),
        c=one("Third", "there are slow harbours all along the coast", 3, show="Another"),
    )
    assert titles(made) == ["Slow Harbours with Tobias Wren"] * 2
    assert not made.store.select("SELECT ?w { ?w a gb:NamedWork }").rows
    assert made.report["totals"]["shows"] == 2
    assert made.report["totals"]["named_works"] == 1


@pytest.mark.parametrize(
    ("show", "text"),
    [
        ("The Tobias Wren Show", "welcome to the tobyas wren show, where we talk about tea"),
        ("Tideline", "Hello, and welcome back to tideline, i'm your host."),
        ("The Slow Harbour Podcast", "You are listening to episode 12 of the slow harbor podcast."),
    ],
)
def test_a_show_that_is_announced_is_that_show_even_misheard(tmp_path, show, text):
    made = built(tmp_path, a=one("First", text, 1, show=show))
    assert titles(made) == [show]


def test_a_podcast_that_the_vault_has_not_is_no_show_of_it(tmp_path):
    made = built(tmp_path, a=one("First", "I was on the Slow Harbours podcast last week.", 1))
    assert titles(made) == ["Slow Harbours"]
    assert made.report["totals"]["shows"] == 1


def test_the_owners_note_names_a_book(tmp_path):
    made = built(tmp_path, a=one("First", "Nothing here.", 1, note="Compare the book Salt Roads, chapter 3"))
    assert titles(made) == ["Salt Roads"]
    assert made.store.select("SELECT ?n { ?n a gb:Note ; schema:mentions ?w . ?w a gb:NamedWork }").rows


def test_books_of_the_vault_are_known_though_the_graph_leaves_them_out(tmp_path):
    text = "It is all in Salt Roads, as I said."
    assert titles(built(tmp_path / "without", a=one("First", text, 1))) == []
    made = built(tmp_path / "with", a=one("First", text, 1), b=book("Salt Roads: A History", "Ines Calloway"))
    assert titles(made) == ["Salt Roads: A History"]
    assert not made.store.select("SELECT ?h { ?h schema:isPartOf ?w }").rows


def test_a_book_with_highlights_is_itself(tmp_path):
    settings = Settings(kinds=(Kind.PODCAST, Kind.BOOK))
    made = built(
        tmp_path, settings, a=one("First", "It is all in the book Salt Roads, as I said.", 1), b=book("Salt Roads", "Ines Calloway")
    )
    assert titles(made) == ["Salt Roads"]
    assert not made.store.select("SELECT ?w { ?w a gb:NamedWork }").rows
    assert made.report["totals"]["works"] == 1


def test_named_works_in_tables_view_and_page(tmp_path):
    made = built(tmp_path / "vault", a=one("First", "The book Salt Roads by Ines Calloway is good. Ines Calloway says so.", 1))
    write_csv(made.store, tmp_path / "tables")
    with (tmp_path / "tables" / "works.csv").open(encoding="utf-8-sig", newline="") as file:
        [row] = csv.DictReader(file)
    assert (row["title"], row["kind"], row["author"]) == ("Salt Roads", "Book", "Ines Calloway")
    assert row["named_in"].startswith("urn:graphbuild:highlight:")
    with (tmp_path / "tables" / "books.csv").open(encoding="utf-8-sig", newline="") as file:
        assert not list(csv.DictReader(file))
    with (tmp_path / "tables" / "highlights.csv").open(encoding="utf-8-sig", newline="") as file:
        [row] = csv.DictReader(file)
    assert (row["people"], row["works"]) == ("Ines Calloway", "Salt Roads")
    graph = multigraph(made.store)
    assert graph.nodes["urn:graphbuild:work:salt-roads"]["kind"] == "work"
    assert graph.in_degree("urn:graphbuild:work:salt-roads") == 1
    tables = read_payload(made.store).tables
    assert [len(tables[name]["label"].values) for name in ("show", "episode", "highlight", "person")] == [1, 1, 1, 1]


def test_the_order_of_files_changes_nothing(tmp_path):
    texts = ["In his book, The Salt Ledger, he says so.", "a book called the salt ledger, you know", "I read The Salt Ledger once."]
    there = built(tmp_path / "a", **{f"f{n}": one(f"E{n}", text, n) for n, text in enumerate(texts)})
    back = built(tmp_path / "b", **{f"f{n}": one(f"E{n}", text, n) for n, text in reversed(list(enumerate(texts)))})
    assert there.turtle == back.turtle


def test_a_misheard_title_is_the_one_of_the_same_episode(tmp_path):
    url = "https://share.snipd.com/episode/00000000-0000-4000-8000-000000000001"
    snips = (
        snip(1, "0:01", spoken("A title", "Words.", ("Speaker 1", "there is this book called the quiet hassle of rope and it is long"))),
        snip(2, "0:02", spoken("A title", "Words.", ("Speaker 1", "so he has this book called the quiet hassel of rope and it is long"))),
    )
    made = built(tmp_path, a=episode("First", "A Show", *snips, url=url))
    assert titles(made) == ["The Quiet Hassle of Rope"] * 2
    assert made.report["totals"]["named_works"] == 1


def test_titles_that_differ_by_a_word_are_two_works(tmp_path):
    text = "there is this book called the quiet ropes of spring. and another book called the quiet ropes of winter."
    assert len(set(titles(built(tmp_path, a=one("First", text))))) == 2


def test_a_long_title_of_the_vault_is_known_though_misheard(tmp_path):
    made = built(
        tmp_path,
        a=one("First", "there is this book called the quiet hassel of rope and it is long"),
        b=book("The Quiet Hassle of Rope", "Ines Calloway"),
    )
    assert titles(made) == ["The Quiet Hassle of Rope"]


def test_an_address_names_no_work(tmp_path):
    text = "I loved the book Salt Roads. For more, visit us at Salt Roads.com today."
    assert titles(built(tmp_path, a=one("First", text))) == ["Salt Roads"]


def test_a_title_is_no_topic_of_its_highlight(tmp_path):
    def topics(folder, text):
        made = built(
            folder,
            a=one(
                "First", text, name="A tidal harbour economy", summary="The tidal harbour economy is old. A tidal harbour economy is slow."
            ),
        )
        return {
            line.casefold() for (lines,) in made.store.select("SELECT ?lines { ?h gb:keyphrases ?lines }") for line in lines.splitlines()
        }

    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    assert "tidal harbour economy" in topics(tmp_path / "one", "it is old")
    assert "tidal harbour economy" not in topics(tmp_path / "two", "there is a book called tidal harbour economy.")


def test_a_title_that_the_owner_tagged_stays_a_topic(tmp_path):
    text = spoken("A title", "The tidal harbour economy is old.", ("Speaker 1", "there is a book called tidal harbour economy."))
    url = "https://share.snipd.com/episode/00000000-0000-4000-8000-000000000001"
    made = built(tmp_path, a=episode("First", "A Show", snip(1, "0:01", text, tags="#tidal harbour economy"), url=url))
    [(phrases,)] = made.store.select("SELECT ?lines { ?h gb:keyphrases ?lines }")
    assert "tidal harbour economy" in phrases.casefold()
