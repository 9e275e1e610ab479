"""What tests share: the example vault built once, and where real exports lie, if they do."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphbuild import pipeline
from graphbuild.pipeline import Build
from graphbuild.resources import example_vault

SHARED = os.environ.get("GRAPHBUILD_SHARED", "")


@pytest.fixture(scope="session", autouse=True)
def _no_cache_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What tests keep, also by the programs they start, goes into a folder of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def example() -> Build:
    """The example vault, built in this process."""
    return pipeline.build([example_vault()])


@pytest.fixture(scope="session")
def output(example: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a build of the example writes."""
    folder = tmp_path_factory.mktemp("built") / "output"
    pipeline.write(example, folder)
    return folder


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real exports and labels, which are not part of the project."""
    if not SHARED:
        pytest.skip("real exports are not here: set GRAPHBUILD_SHARED to the folder that holds corpus/ and seed/")
    return Path(SHARED)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Fast tests first."""
    del config
    items.sort(key=lambda item: any(item.get_closest_marker(name) for name in ("browser", "slow", "corpus")))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):  # noqa: ARG001
    """On the server a browser test may not be skipped."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and item.get_closest_marker("browser") and os.environ.get("GRAPHBUILD_NO_BROWSER_SKIPS"):
        report.outcome = "failed"
        report.longrepr = "a browser test was skipped, and here it may not be"
