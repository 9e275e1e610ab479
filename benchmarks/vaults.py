"""Made-up vaults of any size, the same for the same seed: exports as Readwise writes them of Snipd's highlights.

What matters for speed is as in real exports (1,250 files, 489 podcast highlights with transcript): about 2,000 characters a highlight, one to four turns,
two to eight highlights a file, names and ideas that come back by Zipf's law, whose number grows with the vault, a tag on one in ten and a note on one in twelve.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from uuid import UUID

from graphbuild.resources import __file__ as _inside

_DATA = Path(_inside).parent / "data"
_COMMON, _EVERYDAY = 35, 10  # SCOWL levels up to which a word is one that people say, and one that they say all the time
VERBS = [
    "shapes",
    "carries",
    "follows",
    "outlives",
    "feeds",
    "slows",
    "measures",
    "needs",
    "hides",
    "rewards",
    "changes",
    "explains",
    "limits",
    "crosses",
    "teaches",
    "breaks",
]
OPENINGS = (
    "I think",
    "What struck me is that",
    "You know,",
    "And then",
    "For years people said that",
    "The way I see it,",
    "So basically",
    "It turns out that",
)
JOINTS = ("because", "and", "but", "so", "while", "although", "which is why")
ADJECTIVES = [
    "slow",
    "quiet",
    "shared",
    "hidden",
    "local",
    "patient",
    "open",
    "careful",
    "small",
    "common",
    "deep",
    "early",
    "public",
    "rare",
    "cheap",
    "broken",
    "distant",
    "honest",
    "narrow",
    "steady",
    "bright",
    "simple",
    "modern",
    "ancient",
    "gentle",
]
_SHOW_ENDS = ("Hour", "Letters", "Table", "Notes", "Room", "Almanac")


class _Pool:
    """Things that come back, the first of them most often (Zipf)."""

    def __init__(self, things: Sequence[str], exponent: float = 0.9) -> None:
        self.things = things
        self._weights = list(accumulate((rank + 1) ** -exponent for rank in range(len(things))))

    def draw(self, chance: random.Random) -> str:
        return chance.choices(self.things, cum_weights=self._weights)[0]


def make_vault(folder: Path, highlights: int, seed: int = 1) -> int:
    """Write a vault of so many highlights; gives the number of its files."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(f"{seed} {highlights}")  # noqa: S311 - made-up text, no secret
    level = {word: int(number) for word, number in map(str.split, _lines("english_words.txt"))}
    nouns = [noun for noun in (line.split()[0] for line in _lines("nouns.txt")) if level.get(noun, 99) <= _COMMON]
    chance.shuffle(nouns)
    ideas = _Pool(list(dict.fromkeys(f"{chance.choice(ADJECTIVES)} {chance.choice(nouns)}" for _ in range(200 + highlights))), 0.5)
    plain = _Pool(sorted(nouns, key=lambda noun: level[noun] > _EVERYDAY))
    people = _Pool(list(_people(chance, 30 + highlights // 10)))
    shows = _Pool([f"The {chance.choice(nouns).title()} {chance.choice(_SHOW_ENDS)}" for _ in range(5 + highlights // 50)])
    number = done = 0
    while done < highlights:
        number += 1
        count = min(chance.randint(2, 8), highlights - done)
        name = f"{number:06}.md"
        (folder / name).write_text(_episode(chance, number, count, ideas, plain, people, shows.draw(chance)), encoding="utf-8")
        done += count
    return number


def _people(chance: random.Random, count: int) -> Iterator[str]:
    given = [name for name, _, rank in (line.partition(" ") for line in _lines("given_names.txt")) if rank and int(rank) <= 3_000]
    surnames = [line.split()[0] for line in _lines("surnames.txt")][200:20_000]
    return (f"{chance.choice(given).title()} {chance.choice(surnames).title()}" for _ in range(count))


def _lines(name: str) -> list[str]:
    return (_DATA / name).read_text(encoding="utf-8").splitlines()


def _episode(chance: random.Random, number: int, count: int, ideas: _Pool, plain: _Pool, people: _Pool, show: str) -> str:
    guest = people.draw(chance)
    title = f"{guest} on {ideas.draw(chance)}" if chance.random() < 0.7 else f"{ideas.draw(chance).capitalize()}, part {number}"
    head = (
        f"# {title}\n\n## Metadata\n- Author: [[{show}]]\n- Full Title: {title}\n- Category: #podcasts\n"
        f"- URL: https://share.snipd.com/episode/{UUID(int=chance.getrandbits(128))}\n\n## Highlights\n"
    )
    return head + "".join(_highlight(chance, 60 * n + 30, guest, ideas, plain, people) for n in range(count))


def _highlight(chance: random.Random, at: int, guest: str, ideas: _Pool, plain: _Pool, people: _Pool) -> str:
    about = [ideas.draw(chance) for _ in range(chance.randint(1, 2))]

    def sentence() -> str:
        some = chance.choice(about) if chance.random() < 0.1 else plain.draw(chance)
        other = people.draw(chance) if chance.random() < 0.08 else f"the {plain.draw(chance)}"
        return (
            f"{chance.choice(OPENINGS)} the {some} {chance.choice(VERBS)} {other} {chance.choice(JOINTS)} a {plain.draw(chance)} "
            f"{chance.choice(VERBS)} the {plain.draw(chance)} of {plain.draw(chance)}."
        )

    turns = "\n".join(
        f"  Speaker {n % 2 + 1}\n  {' '.join(sentence() for _ in range(chance.randint(3, 9)))}" for n in range(chance.randint(1, 4))
    )
    summary = f"{guest} says that the {about[0]} {chance.choice(VERBS)} the {plain.draw(chance)}. " + sentence() + " " + sentence()
    link = f"([Time\N{NO-BREAK SPACE}{at // 60}:{at % 60:02}](https://share.snipd.com/snip/{UUID(int=chance.getrandbits(128))}))"
    text = f"- {about[-1].capitalize()}\n\n  Summary:\n  {summary}\n\n  Transcript:\n{turns} {link}\n"
    if chance.random() < 0.1:
        text += f"    - **Tags:** {' '.join('#' + each.replace(' ', '-') for each in sorted(set(about)))}\n"
    if chance.random() < 0.08:
        text += f"    - **Note:** Compare {ideas.draw(chance)} with {people.draw(chance)}.\n"
    return text
