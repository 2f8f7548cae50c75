"""Fixtures for all tests."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("lkjip", deadline=None)  # two cores shared with others tell nothing of a function's speed
settings.load_profile("lkjip")

ROOT = Path(__file__).resolve().parent.parent


def pytest_configure() -> None:
    """Ctrl-C ends the commands that tests start, also where these run in the background of a shell, which ignores it. They keep
    what they compiled: tests start hundreds of them, and each took a second to compile the program anew where the environment
    forbids to keep it."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The report of the corpus first: reading its scan takes as long as half of all other tests, on one core."""
    items.sort(key=lambda item: item.path.name != "test_corpus.py")


@pytest.fixture(scope="session")
def contoh_output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The datasets of a run over raw/contoh, the README's first command, made once in a test run. Not to be changed."""
    from pipeline.batch.record.progress import SilentProgress
    from pipeline.batch.run import run
    from pipeline.config import Config

    output = tmp_path_factory.mktemp("contoh") / "output"
    run(ROOT / "raw/contoh", output, Config(), SilentProgress())
    return output
