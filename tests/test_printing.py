"""A table in a pipe is what rich would lay out where there is room for it, in a hundredth of the time."""

import io
import random

import pytest
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from graphbuild.cli.printing import _straight


def table(seed):
    chance = random.Random(seed)  # noqa: S311 - no secret
    number = chance.randint(1, 6)

    def words(least):
        made = ["".join(chance.choice("abcdeé日") for _ in range(chance.randint(1, 14))) for _ in range(chance.randint(least, 9))]
        return " ".join(made)

    rows = [[words(0 if number > 1 else 1) for _ in range(number)] for _ in range(chance.randint(1, 6))]
    return [words(1) for _ in range(number)], rows, [[chance.random() < 0.3 for _ in row] for row in rows]


def by_rich(columns, rows, right):
    made = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in columns:
        made.add_column(Text(name))
    for row, sides in zip(rows, right, strict=True):
        made.add_row(*(Text(text, justify="right" if side else "left") for text, side in zip(row, sides, strict=True)))
    console = Console(highlight=False, width=10_000, file=io.StringIO())
    with console.capture() as captured:
        console.print(made)
    return [line.rstrip() for line in captured.get().strip("\n").split("\n") if line.strip()]


@pytest.mark.parametrize("seed", range(20))
def test_with_room_it_is_as_rich_has_it(seed):
    assert [line for line in _straight(*table(seed)) if line] == by_rich(*table(seed))
