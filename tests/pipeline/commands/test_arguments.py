"""What arguments of commands mean."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from pipeline.commands.arguments import existing_file, parse_pages, seconds_of
from pipeline.errors import UsageError


@pytest.mark.parametrize(("text", "pages"), [("3", (3,)), ("3-5", (3, 4, 5)), ("7, 1,4-5 ,4", (1, 4, 5, 7))])
def test_page_lists(text: str, pages: tuple[int, ...]) -> None:
    assert parse_pages(text) == pages


@pytest.mark.parametrize("text", ["", "a", "0", "5-3", "1-", "-3", "1;2", "1-999999999"])
def test_page_lists_that_are_none(text: str) -> None:
    with pytest.raises(UsageError):
        parse_pages(text)


def test_a_day_that_this_computer_has_not_is_refused() -> None:
    assert seconds_of(datetime(2024, 1, 31)) < seconds_of(datetime(2024, 2, 1))
    with pytest.raises(UsageError, match="1970"):
        seconds_of(datetime.min)


def test_a_folder_is_told_from_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="adalah folder"):
        existing_file(tmp_path)
    with pytest.raises(UsageError, match="tidak ada"):
        existing_file(tmp_path / "laporan.pdf")
