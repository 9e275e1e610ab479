"""Each rule earns its place: `python -m tests.ablation` prints the scores without it, and nothing gets better by leaving one out."""

import sys

import pytest

from graphbuild.cache import open_cache
from graphbuild.quality.gold import read_gold
from graphbuild.resources import example_gold, example_vault
from graphbuild.rules import RULES
from tests import ablation

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def gold():
    return read_gold(example_gold())


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    with open_cache(tmp_path_factory.mktemp("cache")) as made:
        yield made


@pytest.fixture(scope="module")
def whole(gold, cache):
    return ablation.figures(gold, [example_vault()], cache)


@pytest.mark.parametrize("rule", [str(rule) for _, rules in RULES for rule in rules])
def test_no_score_rises_without_a_rule(rule, gold, whole, cache):
    found = ablation.figures(gold, [example_vault()], cache, (rule,))
    sys.stdout.write(f"{rule}: {found}\n")
    for kind, (precision, recall) in found.items():
        of_whole = [value or 0 for value in whole[kind]]
        assert (precision or 0) + (recall or 0) <= sum(of_whole) + 0.03, kind
