"""What links highlights of different episodes, and what does not."""

from graphbuild import pipeline
from tests.exports import NBSP, episode, vault
from tests.linkers.test_links import made


def test_highlights_are_linked_by_many_shared_words_and_not_by_one(tmp_path):
    about = (
        "Tides and moorings: a hull pulls on its mooring when the tide turns, so splice the rope and watch the harbour wall at slack water."
    )
    again = (
        "At slack water the tide turns and the hull swings; a spliced rope on the mooring holds, and the harbour wall keeps the swell away."
    )
    other = "An accountant closes the ledger in spring: taxes, receipts, invoices, and a harbour of paper on the desk."
    build = made(tmp_path, ("Moorings", about, ""), ("Slack water", again, ""), ("Ledgers", other, ""))
    [(kinds, reason)] = build.store.select("SELECT ?k ?r { ?l gb:relation gb:relatedHighlight ; gb:evidenceKind ?k ; gb:reason ?r }")
    assert kinds == "words"
    assert "“mooring”" in reason


def test_a_vault_of_one_episode_or_of_empty_words_has_no_links(tmp_path):
    assert made(tmp_path / "a", ("Ropes", "Twisting hemp takes patience.", "")).report["totals"]["links"]["highlights"] == 0
    build = made(tmp_path / "b", ("So", "And then it was what it is.", ""), ("So", "And then it was what it is.", ""))
    assert build.report["totals"]["links"]["highlights"] == 0


def test_a_vault_of_notes_on_episodes_alone_has_no_links(tmp_path):
    link = f"([Time{NBSP}0:00:00](https://share.snipd.com/episode-takeaways/00000000-0000-4000-8000-0000000000aa))"
    build = pipeline.build([vault(tmp_path, a=episode("Ropes", "Yard Talk", f"- Episode AI notes\n  1. Hemp is twisted. {link}"))])
    assert build.report["totals"]["links"]["highlights"] == 0
    assert build.report["totals"]["episodes"] == 1


def test_a_shared_person_alone_is_no_link(tmp_path):
    build = made(
        tmp_path,
        ("Ropes", "Orla Quennell twists hemp in the yard.", ""),
        ("Bread", "Dough wants time, said Orla Quennell at breakfast.", ""),
    )
    assert build.report["totals"]["links"]["highlights"] == 0
