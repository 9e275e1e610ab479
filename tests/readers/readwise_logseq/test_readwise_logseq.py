"""What is peculiar to Readwise's pages for Logseq."""

from graphbuild.readers import Refusal, read
from graphbuild.readers.base import decode

HEAD = 'title:: Odd Crafts | Part 1 (highlights)\nauthor:: [[The Yard]]\nfull-title:: "\\#1 Odd Crafts | Part 1"\ncategory:: #podcasts\n\n'
SYNCED = "- Highlights first synced by [[Readwise]] [[Friday, 03-02-2023]]\n"
LINK = "([Time\N{NO-BREAK SPACE}0:00:05](https://share.snipd.com/snip/00000000-0000-4000-8000-00000000000%d))"


def result(text):
    found = read(decode("x.md", text.encode()))
    assert not isinstance(found, Refusal), found
    assert "unread" not in found.lines
    return found


def one(text):
    [episode] = result(text).episodes
    return episode


def test_titles_lose_their_escapes_and_outer_quotes_only():
    assert one(HEAD + SYNCED).title == "#1 Odd Crafts | Part 1"
    quoted = HEAD.replace('"\\#1 Odd Crafts | Part 1"', '""Ada Bram""')
    assert one(quoted + SYNCED).title == '"Ada Bram"'


def test_takeaways_that_leaked_out_as_a_tuple_are_items():
    [highlight] = one(HEAD + SYNCED + "\t- On rope\n\t  \n\t  Key takeaways:\n\t  (* Twist it., * Never, ever braid it.)\n").highlights
    assert (highlight.title, highlight.takeaways) == ("On rope", ("Twist it.", "Never, ever braid it."))


def test_a_label_with_nothing_under_it():
    [highlight] = one(HEAD + SYNCED + "\t- On rope\n\t  \n\t  Key takeaways:\n").highlights
    assert (highlight.title, highlight.takeaways, highlight.url) == ("On rope", (), None)


def test_the_owners_links_are_kept_and_read_as_words():
    text = HEAD + SYNCED + f"\t- [[Why rope lasts]]\n\t  Summary:\n\t  Hemp and [[patience]]. {LINK % 1}\n"
    [highlight] = one(text).highlights
    assert (highlight.title, highlight.summary) == ("Why rope lasts", "Hemp and patience.")
    assert highlight.wiki_links == ("Why rope lasts", "patience")


def test_highlights_of_several_syncs_are_of_one_episode_and_the_owners_own_lines_of_none():
    text = HEAD + "- My own thought\n\t- below it\n" + SYNCED + f"\t- One. {LINK % 1}\n"
    text += f"- New highlights added [[May 7th, 2023]] at 8:07 PM\n\t- Two. {LINK % 2}\n- Another thought\n\t- below that\n"
    found = result(text)
    assert [highlight.text for highlight in found.episodes[0].highlights] == ["One.", "Two."]
    assert found.lines["owner"] == 4


def test_the_second_of_a_momento_link_counts_without_a_time():
    [highlight] = one(HEAD + SYNCED + "\t- Words. ([View Highlight](https://momento.fm/episode/7?startTime=94))\n").highlights
    assert (highlight.start, highlight.text) == (94, "Words.")
