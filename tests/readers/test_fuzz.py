"""A short run of `make fuzz`, and every file that once broke something."""

import random

import pytest

from tests.fuzz import BROKEN, file, wrong


@pytest.mark.parametrize("seed", range(10))
def test_damaged_exports_are_read_or_refused(seed):
    chance = random.Random(seed)  # noqa: S311 - no secrets
    for _ in range(150):
        data = file(chance)
        assert wrong(data) is None, data


def test_what_once_broke_a_reader_does_so_no_more():
    for kept in sorted(BROKEN.glob("*")):
        assert wrong(kept.read_bytes()) is None, kept.name
