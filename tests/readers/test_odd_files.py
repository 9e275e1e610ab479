"""Files as systems and owners leave them: encodings, invisible characters, scripts, sizes."""

import pytest

from graphbuild.readers import Refusal, read
from graphbuild.readers.base import decode
from graphbuild.resolvers.episodes import join_episodes
from tests.exports import episode, snip

TEXT = episode("Odd Crafts", "The Yard", snip(1, "0:15:16", "Rope remembers.", tags="#rope", note="Mine"))


def records(data):
    result = read(decode("x.md", data))
    assert not isinstance(result, Refusal), result
    return result


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_are_read_or_refused_in_words(encoding):
    data = TEXT.encode(encoding)
    document = decode("x.md", data)
    if encoding in ("utf-16-le", "utf-16-be"):  # nothing in the file says what it is
        assert isinstance(document, Refusal)
        assert "text file" in document.reason
    else:
        [highlight] = records(data).episodes[0].highlights
        assert (highlight.text, highlight.start, [tag.label for tag in highlight.tags]) == ("Rope remembers.", 916, ["rope"])


@pytest.mark.parametrize("show", ["ラジオ研究所", "פודקאסט המדע", "Наука и жизнь", "Café “Zürich” — ½", "🎙️ Pod 👩‍🔬"])
def test_any_script_is_kept_as_written(show):
    words = f"{show}: חבל זוכר, 縄は覚えている."
    [made] = join_episodes(records(episode("T", show, snip(1, "0:01", words)).encode()).episodes)
    assert (made.show.name, made.highlights[0].text) == (show, words)


def test_two_shows_in_another_script_are_two():
    files = [
        episode(title, show, snip(n, "0:01", "x"), url="") for n, (title, show) in enumerate([("一", "甲"), ("一", "乙"), ("二", "甲")])
    ]
    assert len(join_episodes(each for text in files for each in records(text.encode()).episodes)) == 3


def test_a_file_of_many_megabytes_is_one_episode():
    result = records(episode("T", "S", *(snip(n, "0:01", f"Words of highlight {n}, and more of them.") for n in range(20_000))).encode())
    assert result.highlights == 20_000
